// Units (areas and bodies) through time, and the fields of petitions: what contexts ask of them.
// A unit has validity dates, codes and successions; old records keep their old unit.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/ids/unit_id.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::units {

enum class UnitKind : std::int64_t {
  area = 1,  ///< a province, district, commune: where something is
  body = 2,  ///< a ministry, committee, department: who answers
};
namespace sql {  // of a row `u` of units, as pieces of a db::Sql
inline constexpr std::string_view is_area = "u.kind = 1";
inline constexpr std::string_view is_body = "u.kind = 2";
static_assert(UnitKind{1} == UnitKind::area && UnitKind{2} == UnitKind::body);
}  // namespace sql
enum class Level : std::int64_t {
  nation = 1,
  province = 2,
  district = 3,
  commune = 4,
  village = 5
};
namespace sql {
/// SELECT of one column: what another table's unit must be among.
inline constexpr std::string_view every_unit = "select id from units";
/// Before the column of another table that holds a unit: SELECT of its name.
inline constexpr std::string_view name_of = "select u.name from units u where u.id = ";
}  // namespace sql
namespace sql {  // numbers of a level
inline constexpr std::string_view nation = "1", province = "2", commune = "4";
static_assert(Level{1} == Level::nation && Level{2} == Level::province &&
              Level{4} == Level::commune);
}  // namespace sql

struct Unit {
  UnitId id;
  UnitKind kind = UnitKind::area;
  Level level = Level::nation;
  std::string code;              ///< text, leading zeros; of a body its short name: "BNV"
  std::string name;              ///< in full: "Xã Chi Lăng", "Bộ Nội vụ"
  std::optional<UnitId> parent;  ///< of an area the area above; of a body the body it belongs to
  std::optional<UnitId> area;    ///< of a body the area that it serves
  Date valid_from;
  std::optional<Date> valid_to;  ///< the last day on which it existed
};

[[nodiscard]] std::optional<Unit> find_unit(db::Tx& tx, UnitId id);
/// By a code of any system, or by a name (case, punctuation and tone placement aside; "UBND" is
/// read out; provinces also without "tỉnh"). What exists on the day comes first; where nothing
/// does, the newest that ever did. A name that many communes share finds one of them: use
/// find_places for what people typed.
[[nodiscard]] std::optional<Unit> find_unit(db::Tx& tx, std::string_view code_or_name, Date as_of);
/// What stands above it, nearest first; above a body also the area it serves and what is above
/// that.
[[nodiscard]] std::vector<UnitId> ancestors(db::Tx& tx, UnitId id);
/// The unit and what it stands above: every unit that `ancestors` leads from to it.
struct Part {
  UnitId id;
  UnitKind kind = UnitKind::area;
};
[[nodiscard]] std::vector<Part> parts_of(db::Tx& tx, UnitId id);
/// The province an area lies in (itself, if it is one), as of a day: an old one where it was old
/// then.
[[nodiscard]] std::optional<UnitId> province_of(db::Tx& tx, UnitId id);
/// Whether travel is hard there (vùng sâu, vùng xa) on a day.
[[nodiscard]] bool is_remote(db::Tx& tx, UnitId id, Date on);

/// What a unit has become by a day: itself while it exists, else what succeeded it, through every
/// succession between. Shares sum to 1; the largest first.
struct Share {
  UnitId unit;
  double share = 1;
};
[[nodiscard]] std::vector<Share> as_of(db::Tx& tx, UnitId id, Date day);
/// Every unit that has become `id` in the main (itself among them): whose records a report on `id`
/// counts, as of a day. With everything beneath, where `with_parts`.
[[nodiscard]] std::vector<UnitId> become(db::Tx& tx, UnitId id, Date day, bool with_parts);

/// What become() names with its parts, by as few units as can be: the provinces, and of the rest
/// what lies in none of these. A record whose place and province are known is of the area where its
/// province is one of the first, or its place one of the second.
struct Territory {
  std::vector<UnitId> provinces, places;
};
[[nodiscard]] Territory territory_of(db::Tx& tx, UnitId area, Date day);

/// The body of this name, whatever case and tone placement; one that nobody knows is entered as not
/// verified, so that no record of an import loses whom it was addressed to.
[[nodiscard]] UnitId ensure_body(db::Tx& tx, Ids& ids, const Clock& clock, std::string_view name);

struct Field {
  FieldId id;
  std::string code;  ///< "land"
  std::string name;  ///< Vietnamese
  std::string name_en;
};
/// In the order of the catalogue.
[[nodiscard]] std::vector<Field> list_fields(db::Tx& tx);
/// The Vietnamese name of each, for who reads many records.
[[nodiscard]] std::unordered_map<FieldId, std::string> field_names(db::Tx& tx);
[[nodiscard]] bool has_field(db::Tx& tx, FieldId id);
/// By code, name or a name it is also known by ("tiền lương-cán bộ").
[[nodiscard]] std::optional<FieldId> find_field(db::Tx& tx, std::string_view code_or_name);
/// Entered where nobody knows it.
[[nodiscard]] FieldId ensure_field(db::Tx& tx, Ids& ids, std::string_view code_or_name);

/// The names that pages print, held in memory: every body, province and field, a few hundred.
class Directory {
 public:
  [[nodiscard]] static std::shared_ptr<const Directory> load(db::Tx& tx);

  /// Empty where the unit is neither a body nor a province.
  [[nodiscard]] std::string_view name(std::optional<UnitId> unit) const;
  [[nodiscard]] std::string_view code(std::optional<UnitId> unit) const;
  [[nodiscard]] const Unit* find(UnitId unit) const;
  [[nodiscard]] const Unit* find_by_code(std::string_view code) const;
  /// In the language of `tag`: "vi" or anything else for English.
  [[nodiscard]] std::string_view field_name(std::optional<FieldId> field,
                                            std::string_view tag) const;
  [[nodiscard]] const Field* find_field_by_code(std::string_view code) const;
  [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }
  /// Bodies that exist today, ministries first, then by name (ICU `vi`).
  [[nodiscard]] const std::vector<Unit>& bodies() const { return bodies_; }
  /// What became of a body in the main; itself while it exists.
  [[nodiscard]] UnitId present(UnitId body) const;
  /// The body, and those that it is now: whose records count as its own.
  [[nodiscard]] std::vector<UnitId> known_as(UnitId body) const;
  /// Provinces that exist today, by name.
  [[nodiscard]] const std::vector<Unit>& provinces() const { return provinces_; }

 private:
  std::vector<Field> fields_;
  std::vector<Unit> bodies_, provinces_;
  std::unordered_map<UnitId, Unit> units_;
  std::unordered_map<UnitId, UnitId> became_;  // of bodies that are no more
  std::unordered_map<std::string, UnitId> by_code_;
};

}  // namespace gandan::units
