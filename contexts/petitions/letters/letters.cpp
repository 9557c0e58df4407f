#include "contexts/petitions/letters/letters.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <iterator>
#include <stdexcept>

#include "lib/jobs/jobs.hpp"

namespace gandan::petitions {
namespace {

namespace json = boost::json;

const db::Sql select_confirmed{R"(
  select id, code from petition_subscriptions
  where petition_id = :petition and id > :after and confirmed_at is not null
    and stopped_at is null and undeliverable_at is null
  order by id limit :most)"};

constexpr std::size_t most_a_round = 200;

constexpr std::string_view names[] = {"received", "question", "routed",     "extended",
                                      "answered", "promise",  "given_back", "decided"};

/// What the letter is about, where the change's own time does not tell.
std::int64_t subject_of(Letter letter, const Petition& petition) {
  if (letter == Letter::routed) return petition.body.value_or(UnitId{}).value;
  if (letter == Letter::answered || letter == Letter::promise)
    return petition.answer.value_or(AnswerId{}).value;
  return 0;
}

json::object object_of(const Errand& errand) {
  std::string_view name = names[static_cast<std::size_t>(errand.letter)];
  return {{"subscription", errand.subscription.value},
          {"letter", json::string_view(name.data(), name.size())},
          {"at", errand.at.micros},
          {"about", errand.about}};
}

Errand errand_of(const json::value& value) {
  const json::string& name = value.at("letter").as_string();
  const auto* found = std::find(std::begin(names), std::end(names), std::string_view(name));
  if (found == std::end(names)) throw std::runtime_error("no letter of this name");
  return {.subscription = {value.at("subscription").as_int64()},
          .letter = static_cast<Letter>(found - std::begin(names)),
          .at = {value.at("at").as_int64()},
          .about = value.at("about").as_int64()};
}

}  // namespace

std::optional<Letter> letter_of(const Transition& transition) {
  switch (transition.verb) {
    case Verb::ask:
      return Letter::question;
    case Verb::route:
      return Letter::routed;
    case Verb::extend:
      return Letter::extended;
    case Verb::answer:
      return transition.from == State::answered ? Letter::promise : Letter::answered;
    case Verb::give_back:
      return Letter::given_back;
    case Verb::accept:
    case Verb::decline:
    case Verb::suspend:
    case Verb::resume:
    case Verb::end:
      return transition.article[0] == '\0' ? std::nullopt : std::optional(Letter::decided);
    default:
      return std::nullopt;
  }
}

std::string to_payload(const Errand& errand) {
  return json::serialize(object_of(errand));
}

std::string to_payload(const Round& round) {
  json::object object = object_of(round.next);
  object["petition"] = round.petition.value;
  return json::serialize(object);
}

Errand parse_payload(std::string_view payload) {
  return errand_of(json::parse({payload.data(), payload.size()}));
}

Round parse_round(std::string_view payload) {
  const json::value value = json::parse({payload.data(), payload.size()});
  return {.petition = {value.at("petition").as_int64()}, .next = errand_of(value)};
}
void queue(db::Tx& tx, const Errand& errand) {
  jobs::enqueue(tx, letter_job, to_payload(errand), errand.at);
}

void queue_letters(db::Tx& tx, const Petition& petition, const Transition& made, Instant at) {
  if (auto letter = letter_of(made))
    queue_round(tx, petition,
                {.letter = *letter, .at = at, .about = subject_of(*letter, petition)});
}

void queue_round(db::Tx& tx, const Petition& petition, const Errand& next) {
  if (petition.kind == Kind::denunciation) return;
  struct Row {
    SubscriptionId id;
    std::string code;
  };
  auto rows = tx.all<Row>(
      select_confirmed,
      {{"petition", petition.id}, {"after", next.subscription}, {"most", most_a_round}});
  Errand errand = next;
  for (const Row& row : rows) {
    errand.subscription = row.id;
    if (errand.letter != Letter::question || row.code == petition.code) queue(tx, errand);
  }
  if (rows.size() == most_a_round)
    jobs::enqueue(tx, round_job, to_payload(Round{petition.id, errand}), errand.at);
}

}  // namespace gandan::petitions
