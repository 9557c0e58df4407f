#include "contexts/petitions/record/answers.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view select_answer =
    "select a.id, a.body_id, a.outcome, a.text, a.promised_on, a.document, a.answered_at ";

const db::Sql select_by_id{select_answer, "from petition_answers a where a.id = :id"};
const db::Sql select_of_petition{select_answer, R"(
  from petition_answered l join petition_answers a on a.id = l.answer_id
  where l.petition_id = :petition order by a.answered_at desc, a.id desc)"};
const db::Sql select_of_topic{select_answer, R"(
  from petition_answers a where a.topic_id = :topic order by a.answered_at desc, a.id desc limit 1)"};
const db::Sql select_newest_answered{
    "select p.code, p.title, p.answered_at, coalesce(a.body_id, p.body_id), a.outcome, a.text "
    "from petitions p join petition_answers a on a.id = p.answer_id "
    "where ",
    sql::is_public,
    " and p.answered_at is not null "
    "order by p.answered_at desc, p.id desc limit :limit"};

}  // namespace

std::optional<StoredAnswer> find_answer(db::Tx& tx, AnswerId id) {
  return tx.one<StoredAnswer>(select_by_id, {{"id", id}});
}

std::vector<StoredAnswer> answers_to(db::Tx& tx, PetitionId petition) {
  return tx.all<StoredAnswer>(select_of_petition, {{"petition", petition}});
}

std::optional<StoredAnswer> answer_to(db::Tx& tx, TopicId topic) {
  return tx.one<StoredAnswer>(select_of_topic, {{"topic", topic}});
}

std::vector<AnsweredPetition> newest_answered(db::Tx& tx, int limit) {
  return tx.all<AnsweredPetition>(select_newest_answered, {{"limit", limit}});
}

}  // namespace gandan::petitions
