#include "kernel/letters/outbox.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "lib/jobs/jobs.hpp"

namespace gandan::letters {
namespace {

namespace json = boost::json;

const db::Sql select_confirmed{R"(
  select id from subscriptions
  where record_kind = :kind and record_id = :record and id > :after and confirmed_at is not null
    and stopped_at is null and undeliverable_at is null and email <> ''
  order by id limit :most)"};

constexpr std::size_t most_a_round = 200;

json::object object_of(const Waiting& waiting) {
  return {{"subscription", waiting.subscription.value},
          {"letter", waiting.letter},
          {"at", waiting.at.micros},
          {"about", waiting.about}};
}

Waiting waiting_of(const json::value& value) {
  return {.subscription = {value.at("subscription").as_int64()},
          .letter = std::string(value.at("letter").as_string()),
          .at = {value.at("at").as_int64()},
          .about = value.at("about").as_int64()};
}

}  // namespace

std::string to_payload(const Waiting& waiting) {
  return json::serialize(object_of(waiting));
}

std::string to_payload(const Round& round) {
  json::object object = object_of(round.next);
  object["kind"] = round.kind;
  object["record"] = round.record;
  return json::serialize(object);
}

Waiting parse_waiting(std::string_view payload) {
  return waiting_of(json::parse({payload.data(), payload.size()}));
}

Round parse_round(std::string_view payload) {
  const json::value value = json::parse({payload.data(), payload.size()});
  return {.kind = std::string(value.at("kind").as_string()),
          .record = value.at("record").as_int64(),
          .next = waiting_of(value)};
}

void queue(db::Tx& tx, const Ref& record, std::string_view letter, Instant at, std::int64_t about) {
  queue_round(tx, {.kind = std::string(record.kind),
                   .record = record.id,
                   .next = {.letter = std::string(letter), .at = at, .about = about}});
}

void queue_to(db::Tx& tx, std::string_view code, std::string_view letter, Instant at,
              std::int64_t about) {
  const auto subscription = find_subscription(tx, code);
  if (!subscription || state_of(*subscription) != SubscriptionState::confirmed) return;
  queue_one(
      tx,
      {.subscription = subscription->id, .letter = std::string(letter), .at = at, .about = about});
}

void queue_one(db::Tx& tx, const Waiting& waiting) {
  jobs::enqueue(tx, letter_job, to_payload(waiting), waiting.at);
}

void queue_round(db::Tx& tx, const Round& round) {
  const auto reached = tx.all<SubscriptionId>(select_confirmed, {{"kind", round.kind},
                                                                 {"record", round.record},
                                                                 {"after", round.next.subscription},
                                                                 {"most", most_a_round}});
  Round rest = round;
  for (SubscriptionId id : reached) {
    rest.next.subscription = id;
    queue_one(tx, rest.next);
  }
  if (reached.size() == most_a_round) jobs::enqueue(tx, round_job, to_payload(rest), rest.next.at);
}

}  // namespace gandan::letters
