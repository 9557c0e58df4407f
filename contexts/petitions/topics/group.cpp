#include "contexts/petitions/topics/group.hpp"

#include <algorithm>
#include <unordered_map>

#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "kernel/units/units.hpp"
#include "lib/grouping/group.hpp"

namespace gandan::petitions {
namespace {

struct Row {
  PetitionId id;
  std::string code, source_id, title, text, addressed_to;
  FieldId field;
  std::string place, asked_by;
  Visibility visibility = Visibility::held;
};

// Complaints and denunciations are matters of one person; what came as one stays sealed.
const db::Sql select_documents{
    "select p.id, p.code, coalesce(p.source_id, ''), p.title, p.text, "
    "case when p.body_id is null then p.addressed_to else cast(p.body_id as TEXT) end, "
    "coalesce(p.field_id, 0), coalesce(cast(p.place_id as TEXT), p.place_text), p.asked_by, "
    "p.visibility "
    "from petitions p where ",
    sql::is_for_all, " and ", sql::is_not_sealed, " order by p.id"};
const db::Sql select_topics_of_petitions{
    "select m.petition_id, t.code from topic_members m join topics t on t.id = m.topic_id "
    "where ",
    sql::is_not_refused, " and ", sql::topic_stands, " order by m.state"};

/// What is grouped, and how its fields are called; one that nobody knows has an empty name.
struct Documents {
  std::vector<Row> all;
  std::unordered_map<FieldId, std::string> fields;
};

Documents load_rows(db::Database& database) {
  return database.read([](db::Tx& tx) {
    Documents rows{tx.all<Row>(select_documents), units::field_names(tx)};
    for (const Row& row : rows.all) rows.fields.try_emplace(row.field);
    return rows;
  });
}

/// A topic is public once it is confirmed: its title quotes only what everybody may read.
std::string title_of(const grouping::Cluster& cluster, const Documents& rows) {
  auto quotable = [&](const grouping::Member& member) {
    return rows.all[member.document].visibility == Visibility::open;
  };
  if (quotable(cluster.members.front())) return cluster.title;
  auto at = std::find_if(cluster.members.begin(), cluster.members.end(), quotable);
  return at == cluster.members.end()
             ? rows.fields.at(rows.all[cluster.members.front().document].field)
             : grouping::title_of(rows.all[at->document].text);
}

std::vector<Proposal> proposals_of(const grouping::Grouping& grouping, const Documents& rows) {
  std::vector<Proposal> proposals;
  for (const grouping::Cluster& cluster : grouping.clusters) {
    if (cluster.members.size() < 2) continue;
    Proposal& proposal = proposals.emplace_back();
    proposal.title = title_of(cluster, rows);
    for (const grouping::Member& member : cluster.members)
      proposal.members.push_back({rows.all[member.document].id, member.explanation.similarity,
                                  to_json(member.explanation)});
  }
  return proposals;
}

}  // namespace

std::vector<GroupedPetition> group_petitions(db::Database& database, const Env& env) {
  Documents rows = load_rows(database);
  std::vector<grouping::Document> documents;
  documents.reserve(rows.all.size());
  for (Row& row : rows.all) {
    row.text = matching_text(row.title, row.text);
    documents.push_back({.id = row.id.value,
                         .text = row.text,
                         .addressed_to = row.addressed_to,
                         .field = rows.fields.at(row.field),
                         .place = row.place,
                         .asked_by = row.asked_by});
  }
  auto proposals = proposals_of(grouping::group(documents), rows);
  struct TopicOf {
    PetitionId petition;
    std::string topic;
  };
  auto topics = database.write([&](db::Tx& tx) {
    propose(tx, env, proposals);
    return tx.all<TopicOf>(select_topics_of_petitions);
  });
  std::unordered_map<PetitionId, std::string> topic_of;
  for (TopicOf& row : topics) topic_of[row.petition] = std::move(row.topic);
  std::vector<GroupedPetition> out;
  for (Row& row : rows.all) {
    auto at = topic_of.find(row.id);
    std::string topic = at == topic_of.end() ? row.code : at->second;
    out.push_back({std::move(row.source_id), std::move(row.code), std::move(topic)});
  }
  return out;
}

}  // namespace gandan::petitions
