#include "kernel/tasks/cards.hpp"

namespace gandan::tasks {
namespace {

pages::Tone tone_of(State state) {
  switch (state) {
    case State::not_due:
      return pages::Tone::open;
    case State::due_soon:
      return pages::Tone::waiting;
    case State::done:
      return pages::Tone::settled;
    case State::given_up:
      return pages::Tone::plain;
    case State::overdue:
    case State::done_late:
    case State::not_done:
    case State::doubted:
      return pages::Tone::late;
  }
  return pages::Tone::plain;
}

pages::Card card_of(const Wording& words, const Undertaking& row, const records::Card& source,
                    const std::string& promised) {
  auto day = [&](const char* message, Date date) {
    return words.locale.tr(message, {{"date", words.locale.date(date)}});
  };
  pages::Card card{.code = source.code,
                   .href = source.href,
                   .kind = words.tr(N_("Promised")),
                   .title = row.what.empty() ? source.title : row.what,
                   .date = civil_date(row.undertaken_at),
                   .body = words.unit(row.body)};
  auto tell = [&](std::string said) {
    card.excerpt.push_back({(card.excerpt.empty() ? "" : " ") + std::move(said)});
  };
  if (!row.what.empty()) tell(source.title);
  if (!promised.empty()) tell(promised);
  if (row.ending) {
    const State state = state_of(row, words.today);
    card.status = {words.tr(label(state)), tone_of(state)};
    tell(day(N_("Last day: {date}"), row.due_on));
  } else {
    card.due =
        pages::Due{.date = row.due_on, .today = words.today, .clock = words.tr(N_("Last day"))};
  }
  if (row.word == Word::doubted && row.ending != Ending::done)
    tell(words.tr(N_("Not done yet, says who asked.")));
  if (row.first_due_on != row.due_on)
    tell(day(N_("The day that was said first: {date}"), row.first_due_on));
  return card;
}

}  // namespace

std::vector<pages::Card> cards_of(db::Tx& tx, const Services& services, const Wording& words,
                                  const std::vector<Undertaking>& rows) {
  std::vector<pages::Card> cards;
  for (const Undertaking& row : rows)
    if (auto source = services.records.card_of(tx, row.source()); source && !source->title.empty())
      cards.push_back(card_of(words, row, *source,
                              services.records.promised_in(tx, row.source(), row.undertaken_at)));
  return cards;
}

}  // namespace gandan::tasks
