#include "kernel/records/kinds.hpp"

#include <algorithm>
#include <stdexcept>

#include "kernel/records/links.hpp"
#include "lib/base/ascii.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::records {
namespace {

bool are_one(const Kind& kind, const Kind& other) {
  return kind.name == other.name || kind.prefix == other.prefix;
}

/// Where the code of a kind leads everybody.
std::optional<Card> card_by_code(db::Tx& tx, const Kind& kind, std::string_view code) {
  const auto record = kind.find(tx, code);
  return record ? kind.card(tx, record->id) : std::nullopt;
}

}  // namespace

Kinds::Kinds(std::vector<Kind> kinds) : kinds_(std::move(kinds)) {
  for (auto kind = kinds_.begin(); kind != kinds_.end(); ++kind)
    if (std::any_of(kinds_.begin(), kind, [&](const Kind& other) { return are_one(*kind, other); }))
      throw std::logic_error("two kinds of records with one name or prefix: " +
                             std::string(kind->name));
}

std::string Kinds::prefixes_on_receipts() const {
  std::string prefixes;
  for (const Kind& kind : kinds_)
    if (kind.on_receipts) prefixes.append(prefixes.empty() ? "" : " / ").append(kind.prefix);
  return prefixes;
}

std::optional<Card> Kinds::card_of(db::Tx& tx, const Ref& record) const {
  const auto kind = std::ranges::find(kinds_, record.kind, &Kind::name);
  return kind == kinds_.end() ? std::nullopt : kind->card(tx, record.id);
}

std::string Kinds::promised_in(db::Tx& tx, const Ref& record, Instant by) const {
  const auto kind = std::ranges::find(kinds_, record.kind, &Kind::name);
  const bool promises = kind != kinds_.end() && kind->promised != nullptr;
  return promises ? kind->promised(tx, record.id, by) : std::string();
}

std::vector<Kinds::Origin> Kinds::origins_of(db::Tx& tx, const Ref& record) const {
  std::vector<Origin> origins;
  for (const Linked& linked : links_to(tx, record))
    for (const Kind& kind : kinds_) {
      if (kind.name != linked.kind) continue;
      const char* said = linked.relation == Relation::became ? kind.said_first : kind.said_also;
      if (said != nullptr) origins.push_back({said, linked.at});
    }
  return origins;
}

bool Kinds::is_code(std::string_view typed) const {
  return std::ranges::any_of(kinds_, [&](const Kind& kind) {
    return text::parse_tracking_code(typed, kind.prefix).has_value();
  });
}

bool Kinds::is_nearly_code(std::string_view typed) const {
  // Of a hundred codes one has no digit; words of the same length mostly have none.
  if (std::ranges::none_of(typed, is_digit)) return false;
  const std::string folded = text::fold(typed);
  return std::ranges::any_of(kinds_, [&](const Kind& kind) {
    return folded.starts_with(text::fold(kind.prefix)) &&
           !text::near_tracking_codes(typed, kind.prefix).empty();
  });
}

std::optional<Card> Kinds::named_by(db::Tx& tx, std::string_view typed) const {
  for (const Kind& kind : kinds_)
    if (const auto code = text::parse_tracking_code(typed, kind.prefix))
      if (auto card = card_by_code(tx, kind, *code)) return card;
  return std::nullopt;
}

std::vector<NearCode> Kinds::near_to(db::Tx& tx, std::string_view typed) const {
  std::vector<NearCode> near;
  for (const Kind& kind : kinds_)
    for (std::string& code : text::near_tracking_codes(typed, kind.prefix))
      if (auto card = card_by_code(tx, kind, code))
        near.push_back({std::move(code), std::move(card->href)});
  return near;
}

}  // namespace gandan::records
