#include "kernel/people/sealed_reasons.hpp"

namespace gandan::people {
namespace {

constexpr std::string_view begins_reasons = "reason ";
constexpr int reasons_at_once = 200;

const db::Sql select_unit_of_case{R"(
  select coalesce(unit_id, 0) from sealed_words where subject_kind = :kind and subject_id = :id
  union all
  select coalesce(unit_id, 0) from sealed_identities where subject_kind = :kind and subject_id = :id
  limit 1)"};
const db::Sql select_readings_in_clear{R"(
  select subject_kind, subject_id, user_id, day, reason from words_readings
  where reason <> '' limit :most)"};
const db::Sql empty_reading{R"(
  update words_readings set reason = ''
  where subject_kind = :kind and subject_id = :id and user_id = :user and day = :day)"};
const db::Sql select_openings_in_clear{R"(
  select subject_kind, subject_id, id, reason from identity_openings
  where reason <> '' limit :most)"};
const db::Sql empty_opening{"update identity_openings set reason = '' where id = :opening"};

int seal_readings(db::Tx& tx, const crypto::KeyFile& keys) {
  struct Row {
    std::string kind;
    std::int64_t id = 0;
    UserId user;
    Date day;
    std::string reason;
  };
  const auto rows = tx.all<Row>(select_readings_in_clear, {{"most", reasons_at_once}});
  for (const Row& row : rows) {
    seal_reason(tx, keys, {row.kind, row.id}, reading_part(row.user, row.day), row.reason);
    tx.run(empty_reading,
           {{"kind", row.kind}, {"id", row.id}, {"user", row.user}, {"day", row.day}});
  }
  return static_cast<int>(rows.size());
}

int seal_openings(db::Tx& tx, const crypto::KeyFile& keys) {
  struct Row {
    std::string kind;
    std::int64_t id = 0;
    OpeningId opening;
    std::string reason;
  };
  const auto rows = tx.all<Row>(select_openings_in_clear, {{"most", reasons_at_once}});
  for (const Row& row : rows) {
    seal_reason(tx, keys, {row.kind, row.id}, opening_part(row.opening), row.reason);
    tx.run(empty_opening, {{"opening", row.opening}});
  }
  return static_cast<int>(rows.size());
}

}  // namespace

std::string reading_part(UserId reader, Date day) {
  return std::string(begins_reasons) + "reading " + std::to_string(reader.value) + " " + day.iso();
}

std::string opening_part(OpeningId opening) {
  return std::string(begins_reasons) + "opening " + std::to_string(opening.value);
}

bool is_reason_part(std::string_view part) {
  return part.starts_with(begins_reasons);
}

void seal_reason(db::Tx& tx, const crypto::KeyFile& keys, Ref subject, std::string_view part,
                 std::string_view reason) {
  const auto unit =
      tx.one<UnitId>(select_unit_of_case, {{"kind", subject.kind}, {"id", subject.id}});
  seal_words(tx, keys, unit.value_or(UnitId{}), subject, part, reason);
}

int seal_reasons(db::Tx& tx, const crypto::KeyFile& keys) {
  return seal_readings(tx, keys) + seal_openings(tx, keys);
}

}  // namespace gandan::people
