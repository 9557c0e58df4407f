// Names of areas and bodies as keys: the type word taken off, spellings that mean the same brought
// together. Pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/units/units.hpp"

namespace gandan::units {

/// The kind of an area as its name says it; 0 for bodies.
enum class AreaType : std::int64_t {
  none = 0,
  province = 1,        ///< tỉnh
  city = 2,            ///< thành phố, of the nation or of a province
  urban_district = 3,  ///< quận
  rural_district = 4,  ///< huyện
  town = 5,            ///< thị xã
  ward = 6,            ///< phường
  commune = 7,         ///< xã
  township = 8,        ///< thị trấn
  special_zone = 9,    ///< đặc khu
};

struct AreaName {
  AreaType type = AreaType::none;
  std::string_view bare;  ///< without its type word
};
/// "Thị trấn Đồng Mỏ" is a township and "Đồng Mỏ".
[[nodiscard]] AreaName split_type(std::string_view full_name);
/// A province without "Tỉnh" or "Thành phố", where only provinces stand.
[[nodiscard]] std::string short_name(std::string_view province);

/// Whether an area of this type, with a parent or without, is a province, a district or a commune.
[[nodiscard]] std::optional<Level> level_of(AreaType type, bool has_parent);

/// Forgets case, punctuation and where tones stand: names with one key are one name.
[[nodiscard]] std::string name_key(std::string_view name);

/// Forgets all marks and spaces too: "dongmo". "Phường 06" and "Phường 6" meet, "N.T" is "Nông
/// trường".
[[nodiscard]] std::string compact_key(std::string_view bare_name);

/// An identifier that is the same wherever and whenever the same facts are loaded: a hash of
/// `facts`.
[[nodiscard]] std::int64_t stable_id(std::string_view facts);

}  // namespace gandan::units
