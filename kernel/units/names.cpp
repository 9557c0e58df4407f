#include "kernel/units/names.hpp"

#include <array>

#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"

namespace gandan::units {

namespace {

/// Abbreviations that stand in the names of bodies everywhere, as keys.
std::string_view expanded(std::string_view word) {
  // As text::fold writes them at Fold::placement: each tone after its syllable.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> known{
      {{"ubnd", "uy\u0309 ban nhân dân"},
       {"hđnd", "hôi\u0323 đông\u0300 nhân dân"},
       {"mttq", "măt\u0323 trân\u0323 tô\u0309 quôc\u0301"},
       {"ubmttq", "uy\u0309 ban măt\u0323 trân\u0323 tô\u0309 quôc\u0301"}}};
  for (const auto& [abbreviation, full] : known)
    if (word == abbreviation) return full;
  return word;
}

}  // namespace

std::string short_name(std::string_view province) {
  for (std::string_view type : {std::string_view("Tỉnh "), std::string_view("Thành phố ")})
    if (province.starts_with(type)) return std::string(province.substr(type.size()));
  return std::string(province);
}

AreaName split_type(std::string_view full_name) {
  static constexpr std::array<std::pair<std::string_view, AreaType>, 9> words{
      {{"Thành phố ", AreaType::city},
       {"Thị trấn ", AreaType::township},
       {"Thị xã ", AreaType::town},
       {"Đặc khu ", AreaType::special_zone},
       {"Phường ", AreaType::ward},
       {"Huyện ", AreaType::rural_district},
       {"Quận ", AreaType::urban_district},
       {"Tỉnh ", AreaType::province},
       {"Xã ", AreaType::commune}}};
  for (const auto& [word, type] : words) {
    if (full_name.size() <= word.size()) continue;
    const std::string_view begin = full_name.substr(0, word.size());
    if (text::fold(begin, text::Fold::exact) == text::fold(word, text::Fold::exact))
      return {type, full_name.substr(word.size())};
  }
  return {AreaType::none, full_name};
}

std::optional<Level> level_of(AreaType type, bool has_parent) {
  switch (type) {
    case AreaType::none:
      return std::nullopt;
    case AreaType::province:
      return Level::province;
    case AreaType::city:
      return has_parent ? Level::district : Level::province;
    case AreaType::urban_district:
    case AreaType::rural_district:
    case AreaType::town:
      return Level::district;
    case AreaType::ward:
    case AreaType::commune:
    case AreaType::township:
    case AreaType::special_zone:
      return Level::commune;
  }
  return std::nullopt;
}

std::string name_key(std::string_view name) {
  const std::string folded = text::fold(name, text::Fold::placement);
  std::string out;
  for (const text::Token& token : text::tokens(folded)) {
    if (token.is_part) continue;
    if (!out.empty()) out.push_back(' ');
    out.append(expanded(token.text));
  }
  return out;
}

std::string compact_key(std::string_view bare_name) {
  std::string out;
  const std::string folded = text::fold(bare_name);
  for (const text::Token& token : text::tokens(folded)) {
    if (token.is_part) continue;
    std::string_view word = token.text;
    while (token.kind == text::TokenKind::number && word.size() > 1 && word.front() == '0')
      word.remove_prefix(1);
    for (const char c : word)
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
  }
  // "NT Mộc Châu", "N.T. Mộc Châu": a state farm's township. No Vietnamese syllable begins with nt.
  if (out.starts_with("nt") && out.size() > 4) out.replace(0, 2, "nongtruong");
  return out;
}

std::int64_t stable_id(std::string_view facts) {
  std::uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (const char c : facts) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211u;
  }
  hash ^= hash >> 32;
  hash *= 0xd6e8feb86659fd93u;  // one round of mixing, so that near facts are far apart
  hash ^= hash >> 32;
  return static_cast<std::int64_t>((hash >> 1) | 1u);
}

}  // namespace gandan::units
