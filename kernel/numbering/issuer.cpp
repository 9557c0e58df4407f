#include "kernel/numbering/issuer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kernel/units/bodies.hpp"
#include "kernel/units/units.hpp"

namespace gandan::numbering {
namespace {

/// "Xã Chi Lăng" is "Chi Lăng" before the day (Decree 30/2020, appendix I, II.4).
std::string without_level(const std::string& area) {
  for (const std::string_view level : {"Xã ", "Phường ", "Thị trấn ", "Đặc khu ", "Thị xã ",
                                       "Huyện ", "Quận ", "Tỉnh ", "Thành phố "})
    if (area.starts_with(level)) return area.substr(level.size());
  return area;
}

/// The short name that its code begins with: "UBND-20" is "UBND".
std::string abbreviation_of(const units::Unit& body) {
  std::string code = body.code.substr(0, body.code.find('-'));
  const bool is_name =
      std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return is_name ? code : std::string();
}

/// Ministries name nobody above them, nor do people's committees.
std::string superior_of(db::Tx& tx, const units::Unit& body) {
  if (!body.parent || units::is_peoples_committee(body)) return {};
  const auto parent = units::find_unit(tx, *body.parent);
  if (!parent || parent->code == "CP" || parent->code == "QH") return {};
  return parent->name;
}

documents::Signature signature_of(const units::Unit& body) {
  if (units::is_peoples_committee(body))
    return {.authority = "TM. Ủy ban nhân dân", .position = "Chủ tịch"};
  constexpr std::array<std::pair<std::string_view, const char*>, 4> heads{
      {{"Bộ ", "Bộ trưởng"},
       {"Sở ", "Giám đốc"},
       {"Thanh tra ", "Chánh Thanh tra"},
       {"Văn phòng ", "Chánh Văn phòng"}}};
  for (const auto& [begins, head] : heads)
    if (body.name.starts_with(begins) && !body.name.starts_with("Bộ Chỉ huy"))
      return {.authority = {}, .position = head};
  return {.authority = {}, .position = "Thủ trưởng cơ quan"};
}

}  // namespace

std::optional<Issuer> issuer_of(db::Tx& tx, UnitId id) {
  const auto body = units::find_unit(tx, id);
  if (!body || body->kind != units::UnitKind::body) return std::nullopt;
  const auto area = body->area ? units::find_unit(tx, *body->area) : std::nullopt;
  const bool is_local = area && area->level != units::Level::nation;
  return Issuer{.body = id,
                .superior = superior_of(tx, *body),
                .name = body->name,
                .abbreviation = abbreviation_of(*body),
                .place = is_local ? without_level(area->name) : "Hà Nội",
                .signature = signature_of(*body)};
}

void issue(documents::Document& document, const Issuer& issuer, Kind kind,
           std::optional<std::int64_t> number, Date day) {
  document.superior = issuer.superior;
  document.body = issuer.name;
  document.place = issuer.place;
  document.day = day;
  std::string symbol(abbreviation(kind));
  if (!symbol.empty() && !issuer.abbreviation.empty()) symbol += '-';
  symbol += issuer.abbreviation;
  document.number =
      documents::Number{number ? std::to_string(*number) : std::string(), std::move(symbol)};
  document.signature = issuer.signature;
}

}  // namespace gandan::numbering
