#include "contexts/petitions/record/asked.hpp"

#include <algorithm>

#include "contexts/petitions/letters/letters.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "kernel/letters/outbox.hpp"
#include "kernel/tasks/use_cases.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view asked_columns =
    "s.id, s.petition_id, s.answer_id, s.undertaking_id, s.ask_on, s.asked_at, s.said, s.said_at";
constexpr int asked_a_transaction = 100;

const db::Sql select_asked{"select ", asked_columns, " from petition_askings s where s.id = :id"};
const db::Sql select_asked_of{
    "select ", asked_columns,
    " from petition_askings s where s.petition_id = :petition and s.answer_id = :answer"};
const db::Sql insert_asked{R"(
  insert into petition_askings (id, petition_id, answer_id, undertaking_id, ask_on)
  values (:id, :petition, :answer, :undertaking, :ask_on))"};
const db::Sql delete_unasked{R"(
  delete from petition_askings
  where petition_id = :petition and asked_at is null and said is null)"};
const db::Sql set_said{"update petition_askings set said = :said, said_at = :at where id = :id"};
const db::Sql set_asked{"update petition_askings set asked_at = :at where id = :id"};
const db::Sql delete_asked{"delete from petition_askings where id = :id"};
const db::Sql select_to_ask{"select ", asked_columns, " from petition_askings s where ",
                            sql::waits_to_be_asked,
                            " and s.ask_on <= :today order by s.ask_on, s.id limit :most"};
const db::Sql select_doubts_beside{
    "select p.id from petitions p join petition_askings s on s.petition_id = p.id and "
    "s.answer_id = p.answer_id where p.topic_id = :topic and p.id <> :id and ",
    sql::is_answered, " and ", sql::says_not_done, " order by p.id limit 50"};

bool is_asked_at_all(const Petition& petition) {
  // Who stands in a file that was imported has no key and no letters.
  return !is_confidential(petition.kind) && !is_sealed(petition) &&
         petition.channel != Channel::import;
}

bool is_same(std::string_view one, std::string_view other) {
  return !one.empty() && text::fold(one) == text::fold(other);
}

/// As far as they gave anything by which they can be told apart.
bool is_same_person(const std::optional<Contact>& one, const std::optional<Contact>& other) {
  if (!one || !other) return false;
  const bool has_same_name =
      is_same(one->name, other->name) && is_same(one->address, other->address);
  return is_same(one->email, other->email) || is_same(one->phone, other->phone) || has_same_name;
}

/// One of those that are due: false where the matter has moved on, and nobody is asked.
bool ask_one(db::Tx& tx, const Env& env, const Asked& asked) {
  const auto petition = find(tx, asked.petition);
  if (!petition || !is_open_to(asked, *petition)) {
    tx.run(delete_asked, {{"id", asked.id}});
    return false;
  }
  const Instant at = env.clock.now();
  tx.run(set_asked, {{"id", asked.id}, {"at", at}});
  if (env.by_mail) letters::queue_to(tx, petition->code, name(Letter::asked), at, asked.id.value);
  return true;
}

}  // namespace

std::optional<Asked> find_asked(db::Tx& tx, AskedId id) {
  return tx.one<Asked>(select_asked, {{"id", id}});
}

std::optional<Asked> asked_of(db::Tx& tx, const Petition& petition) {
  if (!petition.answer) return std::nullopt;
  return tx.one<Asked>(select_asked_of, {{"petition", petition.id}, {"answer", *petition.answer}});
}

bool is_open_to(const Asked& asked, const Petition& petition) {
  return petition.id == asked.petition && petition.state == State::answered &&
         petition.answer == asked.answer && is_asked_at_all(petition);
}

void plan_question(db::Tx& tx, const Env& env, const Petition& petition,
                   std::optional<tasks::UndertakingId> undertaking) {
  drop_question(tx, petition.id);
  if (!is_asked_at_all(petition)) return;
  std::optional<Date> ask_on = petition.promised_on;
  if (!ask_on)
    if (const auto due = env.rules.due("answer.ask", env.clock.now())) ask_on = due->date;
  tx.run(insert_asked, {{"id", env.ids.next<AskedId>()},
                        {"petition", petition.id},
                        {"answer", petition.answer.value()},
                        {"undertaking", undertaking},
                        {"ask_on", ask_on}});
}

void drop_question(db::Tx& tx, PetitionId id) {
  tx.run(delete_unasked, {{"petition", id}});
}

void keep_word(db::Tx& tx, const Env& env, const Petition& petition, Said said) {
  if (!petition.answer || !is_asked_at_all(petition)) return;
  auto asked = asked_of(tx, petition);
  if (!asked) {  // it was answered before anybody was asked
    asked =
        Asked{.id = env.ids.next<AskedId>(), .petition = petition.id, .answer = *petition.answer};
    tx.run(insert_asked, {{"id", asked->id},
                          {"petition", asked->petition},
                          {"answer", asked->answer},
                          {"undertaking", asked->undertaking},
                          {"ask_on", asked->ask_on}});
  }
  tx.run(set_said, {{"id", asked->id}, {"said", said}, {"at", env.clock.now()}});
  if (asked->undertaking)
    tasks::tell(tx, *asked->undertaking,
                said == Said::done ? tasks::Word::done : tasks::Word::doubted);
}

std::vector<PetitionId> doubted_by_others(db::Tx& tx, const Petition& petition) {
  if (!petition.topic) return {};
  auto others =
      tx.all<PetitionId>(select_doubts_beside, {{"topic", *petition.topic}, {"id", petition.id}});
  const auto own = contact_of(tx, petition.id);
  std::erase_if(others,
                [&](PetitionId other) { return is_same_person(own, contact_of(tx, other)); });
  return others;
}

int ask_senders(db::Database& database, const Env& env) {
  int asked = 0;
  for (std::size_t found = asked_a_transaction; found == asked_a_transaction;)
    asked += database.write([&](db::Tx& tx) {
      const auto due = tx.all<Asked>(select_to_ask,
                                     {{"today", env.clock.today()}, {"most", asked_a_transaction}});
      found = due.size();
      return static_cast<int>(
          std::ranges::count_if(due, [&](const Asked& each) { return ask_one(tx, env, each); }));
    });
  return asked;
}

void add_asking_job(jobs::Registry& jobs, Services& services) {
  jobs.every("petitions.ask", {std::chrono::seconds(20)}, [&services](db::Database& database) {
    const auto book = services.rules.book();
    ask_senders(database, Env::of(services, *book));
  });
}

}  // namespace gandan::petitions
