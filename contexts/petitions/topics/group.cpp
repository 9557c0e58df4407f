#include "contexts/petitions/topics/group.hpp"

#include <algorithm>
#include <unordered_map>

#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "lib/grouping/group.hpp"

namespace gandan::petitions {
namespace {

struct Row {
  PetitionId id;
  std::string code, source_id, title, text, addressed_to, field, place, asked_by;
  Visibility visibility = Visibility::held;
};

// Complaints and denunciations are matters of one person; what came as one stays sealed.
const db::Sql select_documents{R"(
  select p.id, p.code, coalesce(p.source_id, ''), p.title, p.text,
    case when p.body_id is null then p.addressed_to else cast(p.body_id as TEXT) end,
    coalesce(f.name, ''), coalesce(cast(p.place_id as TEXT), p.place_text), p.asked_by,
    p.visibility
  from petitions p left join fields f on f.id = p.field_id
  where p.kind in (1, 2) and p.visibility <> 0 order by p.id)"};
const db::Sql select_topics_of_petitions{R"(
  select m.petition_id, t.code from topic_members m join topics t on t.id = m.topic_id
  where m.state in (1, 2) and t.state in (1, 2) order by m.state)"};

/// A topic is public once it is confirmed: its title quotes only what everybody may read.
std::string title_of(const grouping::Cluster& cluster, const std::vector<Row>& rows) {
  auto quotable = [&](const grouping::Member& member) {
    return rows[member.document].visibility == Visibility::open;
  };
  if (quotable(cluster.members.front())) return cluster.title;
  auto at = std::find_if(cluster.members.begin(), cluster.members.end(), quotable);
  return at == cluster.members.end() ? rows[cluster.members.front().document].field
                                     : grouping::title_of(rows[at->document].text);
}

std::vector<Proposal> proposals_of(const grouping::Grouping& grouping,
                                   const std::vector<Row>& rows) {
  std::vector<Proposal> proposals;
  for (const grouping::Cluster& cluster : grouping.clusters) {
    if (cluster.members.size() < 2) continue;
    Proposal& proposal = proposals.emplace_back();
    proposal.title = title_of(cluster, rows);
    for (const grouping::Member& member : cluster.members)
      proposal.members.push_back(
          {rows[member.document].id, member.explanation.similarity, to_json(member.explanation)});
  }
  return proposals;
}

}  // namespace

std::vector<GroupedPetition> group_petitions(db::Database& database, const Env& env) {
  auto rows = database.read([](db::Tx& tx) { return tx.all<Row>(select_documents); });
  std::vector<grouping::Document> documents;
  documents.reserve(rows.size());
  for (Row& row : rows) {
    row.text = matching_text(row.title, row.text);
    documents.push_back({.id = row.id.value,
                         .text = row.text,
                         .addressed_to = row.addressed_to,
                         .field = row.field,
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
  for (Row& row : rows) {
    auto at = topic_of.find(row.id);
    std::string topic = at == topic_of.end() ? row.code : at->second;
    out.push_back({std::move(row.source_id), std::move(row.code), std::move(topic)});
  }
  return out;
}

}  // namespace gandan::petitions
