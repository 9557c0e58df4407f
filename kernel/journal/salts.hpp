// The secrets of records by which the log commits to what they hold.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "lib/db/db.hpp"

namespace gandan::journal {

/// Those of some records, each with the entries from which on it was in force.
class Salts {
 public:
  struct Salt {
    std::int64_t subject_id = 0;
    std::string subject_kind;
    std::int64_t from = 0;
    std::optional<db::Blob> salt;
    std::optional<std::string> erased_under;
  };

  Salts(db::Tx& tx, std::vector<std::int64_t> subjects);
  /// The one in force where the entry stands.
  [[nodiscard]] const Salt* at(std::int64_t id, std::string_view kind, std::int64_t index) const;

 private:
  static std::tuple<std::int64_t, std::string_view, std::int64_t> place(const Salt& salt) {
    return {salt.subject_id, salt.subject_kind, salt.from};
  }
  std::vector<Salt> salts_;
};

}  // namespace gandan::journal
