#include "contexts/petitions/public/calendar.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "contexts/petitions/public/page_parts.hpp"
#include "lib/db/query.hpp"

namespace gandan::petitions {
namespace {

/// In the order of the columns.
struct DatedRow {
  std::string code;
  Kind kind = Kind::proposal;
  State state = State::received;
  std::optional<Outcome> outcome;
  std::string title;
  std::optional<UnitId> body;
  std::string rule;
  std::optional<Instant> started_at;
  Instant received_at, at;
};
constexpr std::string_view dated_columns =
    "p.code, p.kind, p.state, p.outcome, p.title, p.body_id, p.clock_rule, p.clock_started_at, "
    "p.received_at, ";

/// Which petitions are of a place, and whose index leads to them: what is open in a commune is
/// little, and is sorted; of a province and of all, the index by days is walked as far as `most`.
class OfPlace {
 public:
  OfPlace(db::Tx& tx, const CalendarVisit& visit) {
    if (!visit.place) return;
    is_commune_ = visit.place->level != units::Level::province;
    areas_ = units::become(tx, visit.place->id, visit.today, false);
  }
  /// The column by which it is ordered, as the index that leads wants it.
  [[nodiscard]] std::string day(std::string_view column) const {
    return (is_commune_ ? "+p." : "p.") + std::string(column);
  }
  /// The index of a commune leads.
  void restrict(db::Query& query) const {
    query.any_of(is_commune_ ? "p.place_id" : "+p.province_id", areas_);
  }
  /// Another index leads.
  void restrict_beside(db::Query& query) const {
    query.any_of(is_commune_ ? "+p.place_id" : "+p.province_id", areas_);
  }

 private:
  bool is_commune_ = false;
  std::vector<UnitId> areas_;
};

struct Span {
  Instant from, until;  ///< `until` is no part of it
};

std::vector<DatedRow> open_by_due(db::Tx& tx, const OfPlace& place, const Span& span, bool falls,
                                  int most) {
  const std::string day = place.day("due_at");
  db::Query query("select ");
  query.add({dated_columns, "p.due_at from petitions p where ", sql::is_public, " and ",
             sql::is_open, " and +p.stopped_at is null and "});
  query.add(day + " >= :from and " + day + " < :until");
  query.bind("from", span.from).bind("until", span.until);
  place.restrict(query);
  query.add(" order by " + day + (falls ? " desc, p.id desc" : ", p.id") + " limit :limit");
  return query.bind("limit", most).all<DatedRow>(tx);
}

/// Walked by the day of the answer, however small the place: what was answered there ever would be
/// more than what was answered anywhere in these days.
std::vector<DatedRow> answered_since(db::Tx& tx, const OfPlace& place, Instant from, int most) {
  db::Query query("select ");
  query.add({dated_columns, "p.answered_at from petitions p where ", sql::is_public,
             " and p.answered_at is not null and p.answered_at >= :from"});
  query.bind("from", from);
  place.restrict_beside(query);
  query.add(" order by p.answered_at desc, p.id desc limit :limit");
  return query.bind("limit", most).all<DatedRow>(tx);
}

DatedMatter matter_of_row(const CalendarVisit& visit, const DatedRow& row, std::string_view what) {
  return {.day = civil_date(row.at),
          .title = row.title.empty() ? std::string(visit.locale.tr(label(row.kind))) : row.title,
          .href = "/petitions/" + row.code,
          .body = std::string(visit.directory.name(row.body)),
          .uid = row.code + "-" + std::string(what)};
}

/// The law behind its day; that nobody compared them is said.
std::string basis_of_day(const Wording& words, const rules::Rulebook& book, const DatedRow& row) {
  const rules::Limit* limit = book.find(
      row.rule, civil_date(row.started_at.value_or(row.received_at)), row.body.value_or(UnitId{}));
  if (limit == nullptr) return {};
  return is_starting_value(*limit) ? as_starting_value(words.locale, limit->basis)
                                   : basis_of(words, *limit);
}

void add_due(const CalendarVisit& visit, const rules::Rulebook& book,
             const std::vector<DatedRow>& rows, Instant now, std::vector<DatedMatter>& all) {
  const Wording words{visit.locale, visit.directory, visit.today};
  for (const DatedRow& row : rows) {
    DatedMatter& matter = all.emplace_back(matter_of_row(visit, row, "due"));
    const auto due = due_of(words, row.state, row.at, {}, row.kind);
    matter.what = due ? due->clock : std::string();
    matter.basis = basis_of_day(words, book, row);
    matter.tone = row.at < now ? pages::Tone::late : pages::Tone::waiting;
    if (row.at < now)
      matter.what = visit.locale.tr(N_("{duty}, past its day"), {{"duty", matter.what}});
  }
}

}  // namespace

ReadCalendar calendar(Services& services) {
  return [&services](db::Tx& tx, const CalendarVisit& visit) {
    std::vector<DatedMatter> all;
    const Wording words{visit.locale, visit.directory, visit.today};
    const OfPlace place(tx, visit);
    const Instant now = services.clock.now(), from = start_of(visit.from),
                  until = start_of(visit.to + 1);
    const auto book = services.rules.book();
    add_due(visit, *book, open_by_due(tx, place, {from, now}, true, visit.most), now, all);
    add_due(visit, *book, open_by_due(tx, place, {now, until}, false, visit.most), now, all);
    for (const DatedRow& row : answered_since(tx, place, from, visit.most)) {
      DatedMatter& matter = all.emplace_back(matter_of_row(visit, row, "answer"));
      const pages::Badge badge = badge_of(words, row.state, row.outcome);
      matter.what = badge.word;
      matter.tone = badge.tone;
    }
    return all;
  };
}

std::vector<PlaceCount> waiting_beneath(db::Tx& tx, const UnitVisit& visit) {
  db::Query query("select p.place_id, count(*) from petitions p where ");
  // The index of what is public there has all that is asked: none of the rows is read.
  query.add({sql::is_public, " and +", sql::is_open, " and +p.place_id is not null"});
  query.any_of("p.province_id", units::become(tx, visit.unit.id, visit.today, false));
  std::vector<PlaceCount> found = query.add(" group by p.place_id").all<PlaceCount>(tx);
  // What came from a commune that is no more waits where it lies now.
  for (PlaceCount& each : found)
    if (const auto now = units::as_of(tx, each.place, visit.today); !now.empty())
      each.place = now.front().unit;
  return found;
}

}  // namespace gandan::petitions
