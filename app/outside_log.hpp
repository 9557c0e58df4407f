// A log as a stranger reads it: its checkpoint and its tiles, from a server or from a folder, and
// whether one head of it extends another.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "lib/tlog/checkpoint.hpp"
#include "lib/tlog/tile_reader.hpp"

namespace gandan::app {

class OutsideLog {
 public:
  /// "https://gandan.example/log", or the folder that holds `checkpoint` and `tile`.
  explicit OutsideLog(std::string address);

  /// The signed note, unread. Throws std::runtime_error, in words for who asked, where it cannot be
  /// had.
  [[nodiscard]] std::string checkpoint() const;
  /// A tile that is not there is nothing; a server that does not answer throws as above.
  [[nodiscard]] tlog::TileSource tiles() const;

 private:
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const;

  std::string address_;
  bool is_folder_;
};

/// What a log's head is to one that was seen before.
enum class Growth : std::uint8_t {
  extends,      ///< the earlier leaves are its first, in their order; or it is the same head
  split_view,   ///< its tree begins otherwise: two histories under the keys of one log
  went_back,    ///< it has fewer leaves
  tiles_wrong,  ///< the tiles are not those of the head, or are not there: nothing is proved
};
/// Both heads are believed, the tiles are not.
[[nodiscard]] Growth growth(const tlog::TreeHead& earlier, const tlog::TreeHead& later,
                            const tlog::TileSource& tiles);

/// No note, no receipt and no tile has more.
inline constexpr std::size_t most_bytes = 1 << 20;
/// A whole file. Throws std::runtime_error where it cannot be read or has more than most_bytes.
[[nodiscard]] std::string read_note_file(const std::filesystem::path& file);
/// The key that a person gave. Throws cli::UsageError where it is none.
[[nodiscard]] tlog::VerifierKey verifier_key_of(std::string_view text);
/// Why a checkpoint is not believed, in English, without a full stop.
[[nodiscard]] std::string why_refused(const tlog::Refusal& refusal);

}  // namespace gandan::app
