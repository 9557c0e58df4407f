#include "contexts/petitions/topics/membership.hpp"

#include "kernel/journal/log.hpp"
#include "kernel/records/codes.hpp"
#include "lib/grouping/group.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

const db::Sql insert_topic{R"(
  insert into topics (id, code, title, state, representative_id, created_at)
  values (:id, :code, :title, :state, :representative, :at))"};
const db::Sql upsert_member{R"(
  insert into topic_members (topic_id, petition_id, state, similarity, reason)
  values (:topic, :petition, :state, 1, '{}')
  on conflict (topic_id, petition_id) do update set state = excluded.state)"};
const db::Sql refuse_elsewhere{
    "update topic_members as m set state = :refused "
    "where petition_id = :petition and topic_id <> :topic and ",
    sql::is_not_refused, " returning topic_id"};
const db::Sql update_topic_of_petition{
    "update petitions set topic_id = :topic where id = :petition"};
const db::Sql update_merged{
    "update topics set state = :dissolved, merged_into = :into where id = :topic"};
const db::Sql update_state{"update topics set state = :state where id = :topic"};
const db::Sql select_member{
    "select 1 from topic_members m where topic_id = :topic and petition_id = :petition and ",
    sql::is_not_refused};
// A confirmed topic is presented by a confirmed member.
const db::Sql replace_representative{
    "update topics as t set representative_id = coalesce(("
    "select m.petition_id from topic_members m join petitions p on p.id = m.petition_id "
    "where m.topic_id = t.id and ",
    sql::may_represent,
    " order by case when ",
    sql::is_returned_or_withdrawn,
    " then 1 else 0 end, "
    "case when ",
    sql::is_public,
    " then 0 else 1 end, p.received_at, p.id limit 1), "
    "representative_id) "
    "where id = :topic and ",
    sql::topic_stands,
    " and not exists ("
    "select 1 from topic_members m join petitions p on p.id = m.petition_id "
    "where m.topic_id = t.id and m.petition_id = t.representative_id and ",
    sql::may_represent,
    " and not ",
    sql::is_returned_or_withdrawn,
    ")"};
const db::Sql dissolve_empty{"update topics as t set state = :dissolved where id = :topic and ",
                             sql::topic_stands,
                             " and not exists ("
                             "select 1 from topic_members m where m.topic_id = t.id and ",
                             sql::may_represent, ")"};
// What a topic may be called after: its representative, where everybody may read that.
const db::Sql select_quotable{
    "select p.title, p.text from topics t join petitions p on p.id = t.representative_id "
    "where t.id = :topic and ",
    sql::is_public};
const db::Sql update_topic_title{"update topics set title = :title where id = :topic"};
const db::Sql insert_distinctions{
    "insert into petition_distinctions (petition_id, other_id) "
    "select :petition, m.petition_id from topic_members m "
    "where m.topic_id = :topic and ",
    sql::is_not_refused,
    " and m.petition_id <> :petition "
    "on conflict (petition_id, other_id) do nothing"};

std::vector<TopicId> leave_others(db::Tx& tx, PetitionId petition, TopicId topic) {
  auto left =
      tx.all<TopicId>(refuse_elsewhere,
                      {{"petition", petition}, {"topic", topic}, {"refused", Membership::refused}});
  for (TopicId each : left) keep_represented(tx, each);
  return left;
}

/// Whether the title repeats words of the petition, as the proposed titles do.
bool quotes(std::string_view title, const Petition& petition) {
  return text::fold(petition.title + "\n" + petition.text).find(text::fold(title)) !=
         std::string::npos;
}

/// Calls the topic after who stands for it now; by its code where that is not public.
void rename_after_representative(db::Tx& tx, const Env& env, const Act& act, const Topic& topic) {
  struct Quotable {
    std::string title, text;
  };
  auto quotable = tx.one<Quotable>(select_quotable, {{"topic", topic.id}});
  std::string title =
      quotable ? grouping::title_of(matching_text(quotable->title, quotable->text)) : topic.code;
  set_title(tx, topic.id, title);
  journal::erase_salt(tx, subject_of(topic.id), "it was called by words that are sealed or hidden");
  record_topic(tx, env, act, topic.id, Verb::rename, {});
}

}  // namespace

Result<Topic, TopicError> begin_topic(db::Tx& tx, const Act& act, TopicId id,
                                      const std::vector<PetitionId>& touched) {
  auto topic = find_topic(tx, id);
  if (!topic || topic->state == TopicState::dissolved) return fail(TopicError::not_found);
  for (PetitionId each : touched) {
    auto petition = find(tx, each);
    if (!petition) return fail(TopicError::not_found);
    if (!may_synthesise(tx, act, units_of(*petition))) return fail(TopicError::not_yours);
  }
  return *topic;
}

Result<Topic, TopicError> begin_whole_topic(db::Tx& tx, const Act& act, TopicId id) {
  std::vector<PetitionId> everybody;
  for (const TopicMember& member : members_of(tx, id)) everybody.push_back(member.petition);
  return begin_topic(tx, act, id, everybody);
}

Result<std::string, TopicError> read_title(std::string_view typed) {
  std::string title(text::shorten(text::clean(typed), 200));
  if (text::is_blank(title)) return fail(TopicError::title_missing);
  return title;
}

Topic create_topic(db::Tx& tx, const Env& env, std::string_view title, PetitionId representative,
                   TopicState state, std::string code) {
  if (code.empty()) code = records::new_code(topic_prefix);
  Topic topic{env.ids.next<TopicId>(), std::move(code), std::string(title), state,
              representative,          env.clock.now()};
  if (topic.title.empty()) topic.title = topic.code;
  tx.run(insert_topic, {{"id", topic.id},
                        {"code", topic.code},
                        {"title", topic.title},
                        {"state", topic.state},
                        {"representative", topic.representative},
                        {"at", topic.created_at}});
  return topic;
}

void set_membership(db::Tx& tx, TopicId topic, PetitionId petition, Membership membership) {
  tx.run(upsert_member, {{"topic", topic}, {"petition", petition}, {"state", membership}});
}

void set_topic(db::Tx& tx, PetitionId petition, std::optional<TopicId> topic) {
  tx.run(update_topic_of_petition, {{"topic", topic}, {"petition", petition}});
  if (topic) leave_others(tx, petition, *topic);
}

void tell_apart(db::Tx& tx, TopicId topic, PetitionId petition) {
  tx.run(insert_distinctions, {{"topic", topic}, {"petition", petition}});
}

void leave_topics(db::Tx& tx, const Env& env, const Act& act, Petition& petition) {
  for (TopicId id : leave_others(tx, petition.id, TopicId{})) {
    auto topic = find_topic(tx, id);
    if (topic && quotes(topic->title, petition)) rename_after_representative(tx, env, act, *topic);
  }
  petition.topic.reset();
}

void keep_represented(db::Tx& tx, TopicId topic) {
  tx.run(replace_representative, {{"topic", topic}});
  tx.run(dissolve_empty, {{"topic", topic}, {"dissolved", TopicState::dissolved}});
}

void set_title(db::Tx& tx, TopicId topic, std::string_view title) {
  tx.run(update_topic_title, {{"title", title}, {"topic", topic}});
}

void dissolve_into(db::Tx& tx, TopicId topic, TopicId into) {
  tx.run(update_merged, {{"topic", topic}, {"into", into}, {"dissolved", TopicState::dissolved}});
}

void set_state(db::Tx& tx, TopicId topic, TopicState state) {
  tx.run(update_state, {{"state", state}, {"topic", topic}});
}

bool is_member(db::Tx& tx, TopicId topic, PetitionId petition) {
  return tx.one<int>(select_member, {{"topic", topic}, {"petition", petition}}).has_value();
}

void record_topic(db::Tx& tx, const Env& env, const Act& act, TopicId topic, Verb verb,
                  const std::vector<PetitionId>& petitions) {
  Instant at = env.clock.now();
  record(tx, act, subject_of(topic), at, verb,
         {{"petitions", static_cast<std::int64_t>(petitions.size())}});
  for (PetitionId petition : petitions)
    record(tx, act, subject_of(petition), at, verb, {{"topic", topic.value}});
}

}  // namespace gandan::petitions
