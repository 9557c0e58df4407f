#include "contexts/petitions/topics.hpp"

#include <limits>

namespace gandan::petitions {
namespace {

const db::Sql find_by_id{
    "select id, code, title, state, representative_id, created_at from topics where id = :id"};
const db::Sql find_by_code{
    "select id, code, title, state, representative_id, created_at from topics where code = :code"};
const db::Sql select_members{R"(
  select p.id, p.code, p.kind, p.state, p.visibility, p.title, p.text, p.asked_by, p.province_id,
    p.body_id, p.received_at, m.state, m.similarity, m.reason
  from topic_members m join petitions p on p.id = m.petition_id
  where m.topic_id = :topic and m.state in (1, 2)
  order by m.similarity desc, p.received_at, p.id)"};
const db::Sql select_topics{R"(
  select t.id, t.code, t.title, t.state, t.created_at,
    (select count(*) from topic_members m where m.topic_id = t.id and m.state = 1),
    (select count(*) from topic_members m where m.topic_id = t.id and m.state = 2)
  from topics t where t.state = :state and t.id < :before order by t.id desc limit :limit)"};

}  // namespace

std::optional<Topic> find_topic(db::Tx& tx, TopicId id) {
  return tx.one<Topic>(find_by_id, {{"id", id}});
}

std::optional<Topic> find_topic(db::Tx& tx, std::string_view code) {
  return tx.one<Topic>(find_by_code, {{"code", code}});
}

std::vector<TopicMember> members_of(db::Tx& tx, TopicId id) {
  return tx.all<TopicMember>(select_members, {{"topic", id}});
}

std::vector<TopicRow> list_topics(db::Tx& tx, TopicState state, int limit, TopicId before) {
  if (!before) before.value = std::numeric_limits<std::int64_t>::max();
  return tx.all<TopicRow>(select_topics, {{"state", state}, {"before", before}, {"limit", limit}});
}

}  // namespace gandan::petitions
