#include "contexts/petitions/public/page_parts.hpp"

#include "kernel/turn/href.hpp"
#include "kernel/turn/passages.hpp"

namespace gandan::petitions {
namespace {

pages::Tone tone_of(Outcome outcome) {
  return outcome == Outcome::in_progress || outcome == Outcome::scheduled ? pages::Tone::waiting
                                                                          : pages::Tone::settled;
}

pages::Tone tone_of(State state) {
  switch (state) {
    case State::received:
    case State::routed:
    case State::in_progress:
      return pages::Tone::open;
    case State::needs_information:
    case State::suspended:
      return pages::Tone::waiting;
    case State::answered:
      return pages::Tone::settled;
    case State::returned:
    case State::withdrawn:
    case State::ended:
    case State::declined:
      return pages::Tone::plain;
  }
  return pages::Tone::plain;
}

std::string codes_of(const std::vector<UnitId>& units, const units::Directory& directory) {
  std::string out;
  for (UnitId unit : units) {
    if (!out.empty()) out += ',';
    auto code = unit == no_unit ? none_code : directory.code(unit);
    // A province that is no more may have had the code of one that is.
    const units::Unit* known = directory.find_by_code(code);
    bool names_it = unit == no_unit || (known && known->id == unit);
    out += names_it ? std::string(code) : "id" + std::to_string(unit.value);
  }
  return out;
}

/// Behind the title, where the text begins with it.
std::string_view behind(std::string_view title, std::string_view text) {
  return text.starts_with(title) ? text.substr(title.size()) : text;
}

/// What must be done by the end of the clock that runs.
const char* clock_of(Kind kind, State state) {
  if (state == State::received) return N_("To send on");
  if (!is_settled(matter_of(kind))) return N_("To answer");
  return state == State::routed ? N_("To accept or not") : N_("To settle");
}

}  // namespace

pages::Badge badge_of(const Wording& words, Outcome outcome) {
  return {words.tr(label(outcome)), tone_of(outcome)};
}

pages::Badge badge_of(const Wording& words, State state, std::optional<Outcome> outcome) {
  if (state == State::answered && outcome) return badge_of(words, *outcome);
  return {words.tr(label(state)), tone_of(state)};
}

std::optional<pages::Due> due_of(const Wording& words, State state, std::optional<Instant> due,
                                 std::optional<Instant> answered, Kind kind) {
  const bool has_no_answer = !is_open(state) && state != State::answered;
  if (!due || has_no_answer) return std::nullopt;
  pages::Due out{.date = civil_date(*due), .today = words.today};
  if (answered) out.answered = civil_date(*answered);
  out.paused = state == State::needs_information || state == State::suspended;
  out.clock = words.tr(clock_of(kind, state));
  return out;
}

pages::Card card_of(const Wording& words, const ListRow& row) {
  auto due = due_of(words, row.state, row.due_at, row.answered_at, row.kind);
  return {.code = row.code,
          .href = "/petitions/" + row.code,
          .kind = words.tr(label(row.kind)),
          .title = row.title.empty() ? words.tr(label(row.kind)) : row.title,
          .date = civil_date(row.received_at),
          .place = row.place_name.empty() ? words.unit(row.province) : row.place_name,
          .body = words.unit(row.body),
          .status = badge_of(words, row.state, row.outcome),
          .due = due};
}

std::vector<pages::Card> cards_of(const Wording& words, const std::vector<ListRow>& rows) {
  std::vector<pages::Card> cards;
  cards.reserve(rows.size());
  for (const ListRow& row : rows) cards.push_back(card_of(words, row));
  return cards;
}

std::vector<pages::Card> cards_of(const Wording& words, const std::vector<ListRow>& rows,
                                  const std::vector<RowDetail>& details, std::string_view query) {
  std::vector<pages::Card> cards = cards_of(words, rows);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    cards[i].askers = details[i].askers;
    if (query.empty()) continue;
    cards[i].title_pieces = pieces_of(search::marked(rows[i].title, query));
    cards[i].excerpt = pieces_of(search::passage(behind(rows[i].title, details[i].text), query));
  }
  return cards;
}

std::vector<pages::Fact> origin_facts(const Wording& words,
                                      const std::vector<records::Kinds::Origin>& origins) {
  std::vector<pages::Fact> facts;
  for (const records::Kinds::Origin& origin : origins)
    facts.push_back({words.tr(origin.said), words.locale.date(civil_date(origin.at))});
  return facts;
}

std::string href_of(const Filter& filter, const units::Directory& directory) {
  Href href("/petitions");
  href.with("q", filter.words);
  if (filter.kind) href.with("kind", name(*filter.kind));
  if (filter.state) href.with("state", name(*filter.state));
  if (filter.outcome) href.with("outcome", name(*filter.outcome));
  if (filter.field == no_field) href.with("field", none_code);
  if (filter.field)
    for (const units::Field& field : directory.fields())
      if (field.id == *filter.field) href.with("field", field.code);
  href.with("body", codes_of(filter.bodies, directory));
  href.with("place", codes_of(filter.provinces, directory));
  if (filter.unit) href.with("unit", codes_of({*filter.unit}, directory));
  if (filter.from) href.with("from", filter.from->iso());
  if (filter.to) href.with("to", filter.to->iso());
  if (filter.verdict) href.with("is", name(*filter.verdict));
  if (filter.as_of) href.with("as_of", filter.as_of->iso());
  return href.text();
}

pages::Step promised_step(const Wording& words, Date promised_on) {
  const bool is_late = promised_on < words.today;
  return {.state = is_late ? pages::StepState::late : pages::StepState::ahead,
          .label = words.tr(N_("What was promised")),
          .when = words.locale.tr(N_("by {date}"), {{"date", words.locale.date(promised_on)}}),
          .note = is_late ? words.locale.until(promised_on, words.today) : std::string()};
}

}  // namespace gandan::petitions
