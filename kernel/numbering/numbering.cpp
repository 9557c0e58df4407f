#include "kernel/numbering/numbering.hpp"

#include <string>

namespace gandan::numbering {
namespace {

// Two that number at once change one row: SQLite writes one after the other, PostgreSQL runs the
// second again.
const db::Sql give_next{R"(
  insert into document_books (body_id, year, kind, last) values (:body, :year, :kind, 1)
  on conflict (body_id, year, kind) do update set last = document_books.last + 1)"};
const db::Sql last_of_book{
    "select last from document_books where body_id = :body and year = :year and kind = :kind"};
const db::Sql keep_number{R"(
  insert into document_numbers (body_id, year, kind, number, about_kind, about_id, day, given_at)
  values (:body, :year, :kind, :number, :about_kind, :about_id, :day, :at))"};
const db::Sql numbers_about{R"(
  select body_id, year, kind, number, day, given_at from document_numbers
  where about_kind = :about_kind and about_id = :about_id order by given_at, kind, number)"};

}  // namespace

std::string_view abbreviation(Kind kind) {
  switch (kind) {
    case Kind::letter:
      return "";
    case Kind::notice:
      return "TB";
    case Kind::transfer:
      return "PC";
    case Kind::receipt:
      return "GBN";
    case Kind::conclusion:
      return "TBKL";
  }
  return "";
}

std::int64_t number(db::Tx& tx, UnitId body, Kind kind, Date day, Ref about, Instant at) {
  const std::int64_t year = day.year();
  tx.run(give_next, {{"body", body}, {"year", year}, {"kind", kind}});
  const std::int64_t given =
      tx.one<std::int64_t>(last_of_book, {{"body", body}, {"year", year}, {"kind", kind}}).value();
  tx.run(keep_number, {{"body", body},
                       {"year", year},
                       {"kind", kind},
                       {"number", given},
                       {"about_kind", std::string(about.kind)},
                       {"about_id", about.id},
                       {"day", day},
                       {"at", at}});
  return given;
}

std::vector<Numbered> numbers_of(db::Tx& tx, Ref about) {
  return tx.all<Numbered>(numbers_about,
                          {{"about_kind", std::string(about.kind)}, {"about_id", about.id}});
}

}  // namespace gandan::numbering
