#include "kernel/turn/passages.hpp"

namespace gandan {

std::vector<pages::Piece> pieces_of(const search::Passage& passage) {
  std::vector<pages::Piece> pieces;
  if (passage.is_cut_before) pieces.push_back({"… "});
  for (const search::Piece& piece : passage.pieces)
    pieces.push_back({std::string(piece.text), piece.hit});
  if (passage.is_cut_after) pieces.push_back({" …"});
  return pieces;
}

}  // namespace gandan
