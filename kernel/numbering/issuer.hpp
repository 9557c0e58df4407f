// Who issues an official document: what stands in its heading and under its last words.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "kernel/numbering/numbering.hpp"
#include "lib/documents/document.hpp"

namespace gandan::numbering {

/// A body as documents name it.
struct Issuer {
  UnitId body;
  std::string superior;      ///< the body it belongs to; of ministries and people's committees none
  std::string name;          ///< "Ủy ban nhân dân Xã Chi Lăng"
  std::string abbreviation;  ///< "UBND"; empty where none is known
  std::string place;         ///< where it is, without its level: "Chi Lăng"
  documents::Signature signature;  ///< of its head, who signs by hand
};
/// Nothing where there is no such body.
[[nodiscard]] std::optional<Issuer> issuer_of(db::Tx& tx, UnitId body);

/// Heading, place and day, number and signature of a document of this kind; without a number where
/// none was given: a gap stands there.
void issue(documents::Document& document, const Issuer& issuer, Kind kind,
           std::optional<std::int64_t> number, Date day);

}  // namespace gandan::numbering
