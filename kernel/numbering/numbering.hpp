// The numbers of official documents (số văn bản): each body numbers what it issues, each kind of
// document by itself and anew each year, without gaps.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "kernel/ids/ref.hpp"
#include "kernel/ids/unit_id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::numbering {

/// Whose series a number is of. The numbers are stored.
enum class Kind : std::int64_t {
  letter = 1,      ///< công văn
  notice = 2,      ///< thông báo (TB)
  transfer = 3,    ///< phiếu chuyển (PC)
  receipt = 4,     ///< giấy biên nhận (GBN)
  conclusion = 5,  ///< thông báo kết luận (TBKL)
};
/// What stands for it in the symbol: "TB" (Decree 30/2020/NĐ-CP, appendix III); of a letter
/// nothing.
[[nodiscard]] std::string_view abbreviation(Kind kind);

/// The next number of the body's book of the year of `day`, given to `about` for good. In the
/// transaction of the act that makes the document official: an act that fails gives none, so that
/// there is no gap. Two acts at once get two numbers: the second waits, or runs again.
std::int64_t number(db::Tx& tx, UnitId body, Kind kind, Date day, Ref about, Instant at);

/// A number as it was given.
struct Numbered {
  UnitId body;
  std::int64_t year = 0;
  Kind kind = Kind::letter;
  std::int64_t number = 0;
  Date day;    ///< of the document
  Instant at;  ///< of the act
};
/// Of a record, in the order in which they were given.
[[nodiscard]] std::vector<Numbered> numbers_of(db::Tx& tx, Ref about);

}  // namespace gandan::numbering
