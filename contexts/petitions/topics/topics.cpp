#include "contexts/petitions/topics/topics.hpp"

#include <limits>

#include "contexts/petitions/lists/listing_query.hpp"

namespace gandan::petitions {
namespace {

const db::Sql find_topic_by_id{
    "select id, code, title, state, representative_id, created_at from topics where id = :id"};
const db::Sql find_topic_by_code{
    "select id, code, title, state, representative_id, created_at from topics where code = :code"};
const db::Sql select_members{
    "select p.id, p.code, p.kind, p.state, p.visibility, p.title, p.text, p.asked_by, "
    "p.province_id, "
    "p.place_id, p.body_id, p.received_at, m.state, m.similarity, m.reason "
    "from topic_members m join petitions p on p.id = m.petition_id "
    "where m.topic_id = :topic and ",
    sql::is_not_refused, " order by m.similarity desc, p.received_at, p.id"};
const std::string rows_of_topics =
    db::joined({"select t.id, t.code, t.title, t.state, t.created_at, "
                "(select count(*) from topic_members m where m.topic_id = t.id and ",
                sql::is_proposed,
                "), "
                "(select count(*) from topic_members m where m.topic_id = t.id and ",
                sql::is_confirmed,
                ") "
                "from topics t where t.state = :state and t.id < :before"});

constexpr std::string_view no_clock_runs = "9223372036854775807";
/// The first to end of the clocks that run, of those grouped.
const std::string first_due =
    db::joined({"min(case when ", sql::is_open, " and p.stopped_at is null then p.due_at end)"});

/// Only topics that somebody stands in whom the officer reaches.
void restrict_members(Query& query, const Within& reach) {
  if (reach.everywhere) return;
  query.add(
      " and exists (select 1 from topic_members m join petitions p on p.id = m.petition_id "
      "where m.topic_id = t.id and ");
  query.add(sql::is_not_refused);
  restrict_reach(query, reach, "p.");
  query.add(")");
}

/// How it stands in public, by those of it that everybody may read: what is open before what is
/// answered, what was given back or withdrawn last.
const std::string standing_petition =
    db::joined({"(select p.id from topic_members m join petitions p on p.id = m.petition_id "
                "where m.topic_id = t.id and ",
                sql::is_confirmed, " and ", sql::is_public, " order by case when ",
                sql::is_returned_or_withdrawn, " then 2 when ", sql::is_answered,
                " then 1 else 0 end, coalesce(case when ", sql::is_answered,
                " then -p.answered_at else p.due_at end, 9223372036854775807), p.id limit 1)"});

const db::Sql select_standing{"select ", standing_petition, " from topics t where t.id = :topic"};
const db::Sql select_merged{R"(
  with recursive line (id, into_id) as (
    select id, merged_into from topics where code = :code and merged_into is not null
    union
    select t.id, t.merged_into from topics t join line on t.id = line.into_id
  )
  select t.id, t.code, t.title, t.state, t.representative_id, t.created_at
  from line join topics t on t.id = line.id where line.into_id is null)"};
const db::Sql select_public{
    "select t.id, t.code, t.title, t.created_at, p.state, p.outcome, p.due_at, p.answered_at, "
    "p.body_id, "
    "(select count(*) from topic_members m where m.topic_id = t.id and ",
    sql::is_confirmed,
    ") + "
    "(select coalesce(sum(j.people), 0) from topic_members m "
    "join petition_joined j on j.petition_id = m.petition_id "
    "where m.topic_id = t.id and ",
    sql::is_confirmed,
    ") "
    "from topics t join petitions p on p.id = ",
    standing_petition,
    " where ",
    sql::topic_is_confirmed,
    " and t.id < :before order by t.id desc limit :limit"};
const db::Sql select_topics_of_petition{
    "select t.code, t.title, m.state, m.reason from topic_members m join topics t on t.id = "
    "m.topic_id "
    "where m.petition_id = :petition and ",
    sql::is_not_refused, " and ", sql::topic_stands, " order by m.state desc"};
const db::Sql select_titles{"select code, title from topics t where ", sql::topic_stands,
                            " order by id desc limit :most"};

/// Where a list begins: behind a topic, or with the newest.
TopicId begin_before(TopicId topic) {
  return topic ? topic : TopicId{std::numeric_limits<std::int64_t>::max()};
}

}  // namespace

std::optional<Topic> find_topic(db::Tx& tx, TopicId id) {
  return tx.one<Topic>(find_topic_by_id, {{"id", id}});
}

std::optional<Topic> find_topic(db::Tx& tx, std::string_view code) {
  return tx.one<Topic>(find_topic_by_code, {{"code", code}});
}

std::optional<Topic> merged_into(db::Tx& tx, std::string_view code) {
  return tx.one<Topic>(select_merged, {{"code", code}});
}

std::optional<Topic> topic_named(db::Tx& tx, std::string_view code) {
  auto topic = merged_into(tx, code);
  return topic ? topic : find_topic(tx, code);
}

bool is_public(db::Tx& tx, const Topic& topic) {
  return topic.state == TopicState::confirmed && standing_of(tx, topic.id).has_value();
}

std::optional<Topic> public_topic(db::Tx& tx, std::string_view code) {
  auto topic = topic_named(tx, code);
  return topic && is_public(tx, *topic) ? topic : std::nullopt;
}

std::optional<Petition> standing_of(db::Tx& tx, TopicId id) {
  auto petition = tx.one<std::optional<PetitionId>>(select_standing, {{"topic", id}});
  return petition && *petition ? find(tx, **petition) : std::nullopt;
}

std::vector<TopicMember> members_of(db::Tx& tx, TopicId id) {
  return tx.all<TopicMember>(select_members, {{"topic", id}});
}

std::vector<TopicRow> list_topics(db::Tx& tx, TopicState state, int limit, TopicId before,
                                  const Within& reach) {
  Query query{rows_of_topics};
  query.bind("state", state).bind("before", begin_before(before)).bind("limit", limit);
  restrict_members(query, reach);
  query.add(" order by t.id desc limit :limit");
  return query.all<TopicRow>(tx);
}

db::Page<WeighedTopic> weigh_topics(db::Tx& tx, TopicState state, int limit,
                                    const std::optional<db::Cursor>& after, const Within& reach) {
  Query query("select * from (select t.id, t.code, t.title, ");
  query.add({"sum(case when ", sql::is_proposed, " then 1 else 0 end) as proposed, "});
  query.add({"sum(case when ", sql::is_confirmed, " then 1 else 0 end) as confirmed, "});
  query.add(
      "cast(count(*) + sum(coalesce((select sum(j.people) from petition_joined j where "
      "j.petition_id = p.id), 0)) as BIGINT) as people, ");
  query.add({"coalesce(", first_due, ", ", no_clock_runs, ") as due from (",
             "select t.id, t.code, t.title from topics t where t.state = :state"});
  query.bind("state", state).bind("weighed", most_weighed).bind("limit", limit + 1);
  restrict_members(query, reach);
  query.add(
      {" order by t.id desc limit :weighed) t join topic_members m on m.topic_id = t.id "
       "join petitions p on p.id = m.petition_id where ",
       sql::is_not_refused, " group by t.id, t.code, t.title) w"});
  if (after)
    query
        .add(
            " where w.people < :people or (w.people = :people and (w.due > :due or "
            "(w.due = :due and w.id < :id)))")
        .bind("people", static_cast<std::int64_t>(after->tier))
        .bind("due", after->position)
        .bind("id", after->id);
  query.add(" order by w.people desc, w.due, w.id desc limit :limit");
  db::Page<WeighedTopic> page{query.all<WeighedTopic>(tx)};
  if (db::cut(page.rows, limit)) {
    const WeighedTopic& last = page.rows.back();
    page.next = db::Cursor{static_cast<int>(last.people), last.due, last.id.value};
  }
  return page;
}

std::vector<TopicSubject> subjects_of(db::Tx& tx, const std::vector<TopicId>& topics,
                                      const Within& reach) {
  if (topics.empty()) return {};
  Query query("select m.topic_id, ");
  query.add({first_due,
             ", min(p.received_at), min(p.field_id), count(distinct p.field_id), min(p.body_id), "
             "count(distinct p.body_id) from topic_members m join petitions p on p.id = "
             "m.petition_id where ",
             sql::is_not_refused});
  query.any_of("m.topic_id", topics);
  query.add({" and (", sql::is_public, " or (1 = 1"});
  restrict_reach(query, reach, "p.");
  query.add(")) group by m.topic_id");
  return query.all<TopicSubject>(tx);
}

int count_topics(db::Tx& tx, TopicState state, int most, const Within& reach) {
  Query query("select count(*) from (select 1 as one from topics t where t.state = :state");
  query.bind("state", state).bind("most", most);
  restrict_members(query, reach);
  query.add(" limit :most) counted");
  return query.one<int>(tx).value_or(0);
}

std::vector<PublicTopic> list_public_topics(db::Tx& tx, int limit, TopicId before) {
  return tx.all<PublicTopic>(select_public, {{"before", begin_before(before)}, {"limit", limit}});
}

std::vector<TopicOfPetition> topics_of(db::Tx& tx, PetitionId petition) {
  return tx.all<TopicOfPetition>(select_topics_of_petition, {{"petition", petition}});
}

std::vector<TopicTitle> topic_titles(db::Tx& tx, int most) {
  return tx.all<TopicTitle>(select_titles, {{"most", most}});
}

}  // namespace gandan::petitions
