// The official letters about a petition (công văn, thông báo gia hạn, phiếu chuyển), as the model
// that lib/documents writes.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "lib/documents/document.hpp"

namespace gandan::petitions {

enum class Official : std::uint8_t {
  answer,     ///< trả lời: of the last answer
  extension,  ///< thông báo gia hạn: of the last time that was granted for a proposal or report
  transfer,   ///< phiếu chuyển: of the last time that it was sent to another body
};
inline constexpr Official officials[] = {Official::answer, Official::extension, Official::transfer};
/// In addresses and on the command line: "answer", "extension", "transfer".
[[nodiscard]] std::string_view name(Official official);
[[nodiscard]] std::optional<Official> parse_official(std::string_view name);

/// The letter; nothing where there is none of its kind. Of a denunciation it holds its code, days
/// and bodies: no word of it, no name, nothing of the seal, whatever of it the story has opened.
[[nodiscard]] std::optional<documents::Document> official_letter(db::Tx& tx, const Story& story,
                                                                 Official official);
/// Which there are.
[[nodiscard]] std::vector<Official> officials_of(db::Tx& tx, const Story& story);

/// Gives the letters of an act their numbers, in its transaction and once. What comes from a file
/// or by the operator's own commands is none of them. (number.cpp)
void number_answer(db::Tx& tx, const Act& act, std::optional<UnitId> body, AnswerId answer,
                   std::string_view document, Instant at);
void number_extension(db::Tx& tx, const Act& act, const Petition& petition, Instant at);
/// By the body that had it; where nobody had it, by the officer's own body. An officer of no body
/// (of an area, or of all) sends no letter.
void number_transfer(db::Tx& tx, const Act& act, PetitionId id, std::optional<UnitId> from,
                     Instant at);

/// As its numbers are kept.
[[nodiscard]] inline Ref letter_of(AnswerId id) {
  return {"answer", id.value};
}

}  // namespace gandan::petitions
