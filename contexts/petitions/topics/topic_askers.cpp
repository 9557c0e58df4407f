#include "contexts/petitions/topics/topic_askers.hpp"

#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

const db::Sql count_members{
    "select coalesce(p.province_id, 0), count(*) from topic_members m "
    "join petitions p on p.id = m.petition_id "
    "where m.topic_id = :topic and ",
    sql::is_confirmed, " and ", sql::is_public, " group by 1"};
/// Who joined comes from where they say, else from where the petition comes from.
const db::Sql count_topic_joins{
    "select coalesce(nullif(j.place_id, 0), p.province_id, 0), sum(j.people) from topic_members m "
    "join petitions p on p.id = m.petition_id "
    "join petition_joined j on j.petition_id = p.id "
    "where m.topic_id = :topic and ",
    sql::is_confirmed, " and ", sql::is_public, " group by 1"};
const db::Sql count_all{
    "select (select count(*) from topic_members m where m.topic_id = :topic and ",
    sql::is_confirmed,
    ") + "
    "(select coalesce(sum(j.people), 0) from topic_members m "
    "join petition_joined j on j.petition_id = m.petition_id "
    "where m.topic_id = :topic and ",
    sql::is_confirmed, ")"};
const db::Sql select_named{
    "select p.code, p.title, coalesce((",
    units::sql::name_of,
    "p.place_id), p.place_text), coalesce(p.province_id, 0) from topic_members m "
    "join petitions p on p.id = m.petition_id "
    "where m.topic_id = :topic and ",
    sql::is_confirmed,
    " and ",
    sql::is_public,
    " order by p.received_at desc, p.id desc limit :limit"};
const db::Sql select_first{
    "select min(p.received_at) from topic_members m join petitions p on p.id = m.petition_id "
    "where m.topic_id = :topic and ",
    sql::is_confirmed, " and ", sql::is_public};

struct PlaceCount {
  std::int64_t place = 0, n = 0;
};

}  // namespace

std::map<std::int64_t, std::int64_t> askers_by_province(db::Tx& tx, TopicId topic) {
  std::map<std::int64_t, std::int64_t> counts;
  for (const auto& [province, n] : tx.all<PlaceCount>(count_members, {{"topic", topic}}))
    counts[province] += n;
  for (const auto& [place, n] : tx.all<PlaceCount>(count_topic_joins, {{"topic", topic}})) {
    auto province = place == 0 ? std::nullopt : units::province_of(tx, UnitId{place});
    counts[province ? province->value : 0] += n;
  }
  return counts;
}

std::int64_t count_askers(db::Tx& tx, TopicId topic) {
  return tx.one<std::int64_t>(count_all, {{"topic", topic}}).value_or(0);
}

std::vector<NamedAsker> named_askers(db::Tx& tx, TopicId topic, int most) {
  return tx.all<NamedAsker>(select_named, {{"topic", topic}, {"limit", most}});
}

std::optional<Instant> first_asked(db::Tx& tx, TopicId topic) {
  return tx.one<std::optional<Instant>>(select_first, {{"topic", topic}}).value_or(std::nullopt);
}

}  // namespace gandan::petitions
