#include "contexts/petitions/desk/fronts.hpp"

#include <algorithm>
#include <map>

#include "contexts/petitions/desk/boxes.hpp"
#include "contexts/petitions/lists/listing_query.hpp"
#include "kernel/desk/desk.hpp"

namespace gandan::petitions {
namespace {

using people::Permission;

constexpr int days_ahead = 7;
constexpr std::size_t most_bodies = 8;
constexpr int most_owed = 2000;
constexpr int days_compared = 28;
constexpr int most_compared = 5000;
constexpr std::int64_t fewest_that_grow = 5;
constexpr std::size_t most_fields = 3;

/// What lies in the reach of who directs there, but what is sealed to most of them.
Filter directed(db::Tx& tx, const desk::Desk& desk) {
  Filter filter;
  filter.sight = Sight::sealed;
  filter.denunciations = false;
  filter.reach = people::within_reach(tx, desk.officer, Permission::direct);
  return filter;
}

Query up_to_one_more_than(int most) {
  Query tail(" limit :most");
  tail.bind("most", most + 1);
  return tail;
}

// --- what goes late -----------------------------------------------------------------------------

struct OwedRow {
  UnitId body;  ///< none: nobody has sent it on yet
  Instant due_at;
};
struct Owed {
  std::int64_t all = 0, late = 0;
};

std::vector<OwedRow> owed_soon(db::Tx& tx, const desk::Desk& desk) {
  const Clock& clock = desk.services.clock;
  Filter filter = directed(tx, desk);
  filter.open_only = true;
  filter.states = {State::received, State::routed, State::in_progress};
  filter.order = Order::due;
  filter.due_before = end_of(clock.today() + days_ahead) + std::chrono::microseconds(1);
  return rows_of(clock, filter, "coalesce(p.body_id, 0), p.due_at", up_to_one_more_than(most_owed))
      .all<OwedRow>(tx);
}

std::string owed_in_words(const desk::Desk& desk, const Owed& owed) {
  const i18n::Locale& locale = desk.words.locale;
  std::string all = locale.ntr("{n} petition", "{n} petitions", owed.all, {});
  if (owed.late == 0) return all;
  if (owed.late == owed.all) return locale.tr(N_("{all}, late already"), {{"all", all}});
  return locale.tr(N_("{all}, {late} of them late already"),
                   {{"all", all}, {"late", locale.number(owed.late)}});
}

desk::Line line_of(const desk::Desk& desk, UnitId body, const Owed& owed) {
  if (!body)
    return {desk.tr(N_("Not sent on yet")), owed_in_words(desk, owed),
            Href("/desk").with("in", name(Box::to_route)).text()};
  std::string unit = desk.words.unit(body);
  Href href = Href("/desk").with("in", name(Box::open)).with("sought", unit);
  return {std::move(unit), owed_in_words(desk, owed), href.text()};
}

std::optional<desk::Section> goes_late(db::Tx& tx, const desk::Desk& desk) {
  desk::Section section{.title = desk.tr(N_("Late, or due within seven days"))};
  std::map<UnitId, Owed> by_body;
  Owed total;
  const std::vector<OwedRow> rows = owed_soon(tx, desk);
  for (const OwedRow& row : rows)
    for (Owed* owed : {&total, &by_body[row.body]}) {
      ++owed->all;
      if (row.due_at < desk.services.clock.now()) ++owed->late;
    }
  if (total.all == 0) {
    section.sentence = desk.tr(N_("Nothing is late, and nothing is due within seven days."));
    return section;
  }
  const std::string all = owed_in_words(desk, total);
  section.sentence = total.all > most_owed
                         ? desk.words.locale.tr(N_("More than this: {all}"), {{"all", all}})
                         : all + ".";
  std::vector<std::pair<UnitId, Owed>> bodies(by_body.begin(), by_body.end());
  std::ranges::stable_sort(bodies, [](const auto& one, const auto& other) {
    return std::pair(one.second.late, one.second.all) >
           std::pair(other.second.late, other.second.all);
  });
  bodies.resize(std::min(bodies.size(), most_bodies));
  for (const auto& [body, owed] : bodies) section.lines.push_back(line_of(desk, body, owed));
  return section;
}

// --- what grows ---------------------------------------------------------------------------------

struct ReceivedRow {
  FieldId field;
  Instant received_at;
};
struct Growth {
  FieldId field;
  std::int64_t now = 0, before = 0;

  /// By half at least, and not of a few.
  [[nodiscard]] bool is_told() const {
    return field && now >= fewest_that_grow && 2 * now >= 3 * before;
  }
};

std::vector<Growth> growths(const std::vector<ReceivedRow>& rows, Date since) {
  std::map<FieldId, Growth> by_field;
  for (const ReceivedRow& row : rows) {
    Growth& growth = by_field[row.field];
    growth.field = row.field;
    ++(civil_date(row.received_at) >= since ? growth.now : growth.before);
  }
  std::vector<Growth> told;
  for (const auto& [field, growth] : by_field)
    if (growth.is_told()) told.push_back(growth);
  std::ranges::stable_sort(told, std::greater{},
                           [](const Growth& each) { return each.now - each.before; });
  told.resize(std::min(told.size(), most_fields));
  return told;
}

/// Nothing where nothing does, or where there is too much to be looked at here.
std::optional<desk::Section> what_grows(db::Tx& tx, const desk::Desk& desk) {
  const Clock& clock = desk.services.clock;
  const Date since = clock.today() - (days_compared - 1);
  Filter filter = directed(tx, desk);
  filter.order = Order::oldest;
  filter.from = since - days_compared;
  const auto rows = rows_of(clock, filter, "coalesce(p.field_id, 0), p.received_at",
                            up_to_one_more_than(most_compared))
                        .all<ReceivedRow>(tx);
  if (rows.size() > static_cast<std::size_t>(most_compared)) return std::nullopt;
  desk::Section section{.title = desk.tr(N_("What grows")),
                        .sentence = desk.tr(N_("In the last four weeks, beside the four before. "
                                               "What is public of it opens."))};
  for (const Growth& each : growths(rows, since)) {
    Href href("/petitions");
    for (const units::Field& field : desk.directory->fields())
      if (field.id == each.field) href.with("field", field.code);
    section.lines.push_back(
        {desk.words.field(each.field),
         desk.words.locale.tr(N_("{now} came, {before} before"),
                              {{"now", desk.words.locale.number(each.now)},
                               {"before", desk.words.locale.number(each.before)}}),
         href.with("from", since.iso()).text()});
  }
  return section.lines.empty() ? std::nullopt : std::optional(std::move(section));
}

bool is_for_who_directs(const people::Principal& officer) {
  return officer.may_somewhere(Permission::direct);
}

}  // namespace

std::vector<desk::FrontPart> front_parts() {
  return {{.order = 10, .is_for = is_for_who_directs, .read = goes_late},
          {.order = 11, .is_for = is_for_who_directs, .read = what_grows}};
}

}  // namespace gandan::petitions
