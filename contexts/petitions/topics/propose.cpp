#include <algorithm>
#include <map>
#include <set>

#include "contexts/petitions/topics/membership.hpp"

namespace gandan::petitions {
namespace {

// A proposed topic in which nothing was confirmed may be replaced by a better proposal.
const db::Sql delete_pending_members{"delete from topic_members as m where ",
                                     sql::is_proposed,
                                     " or m.topic_id in ("
                                     "select t.id from topics t where ",
                                     sql::topic_is_proposed,
                                     " and not exists ("
                                     "select 1 from topic_members m where m.topic_id = t.id and ",
                                     sql::is_confirmed,
                                     "))"};
const db::Sql delete_pending_topics{"delete from topics as t where ", sql::topic_is_proposed,
                                    " and not exists ("
                                    "select 1 from topic_members m where m.topic_id = t.id)"};
const db::Sql select_pending{
    "select m.petition_id, t.code from topic_members m join topics t on t.id = m.topic_id "
    "where ",
    sql::is_proposed,
    " and ",
    sql::topic_is_proposed,
    " and not exists ("
    "select 1 from topic_members m where m.topic_id = t.id and ",
    sql::is_confirmed,
    ")"};
const db::Sql select_confirmed_members{"select petition_id, topic_id from topic_members m where ",
                                       sql::is_confirmed, " order by petition_id"};
const db::Sql select_distinctions{"select petition_id, other_id from petition_distinctions"};
const db::Sql insert_member{R"(
  insert into topic_members (topic_id, petition_id, state, similarity, reason)
  values (:topic, :petition, :state, :similarity, :reason)
  on conflict (topic_id, petition_id) do nothing)"};

/// What officers decided.
struct Decided {
  std::map<PetitionId, TopicId> topic_of;
  std::multimap<PetitionId, PetitionId> distinct;  ///< each pair both ways
};

Decided load(db::Tx& tx) {
  struct Confirmed {
    PetitionId petition;
    TopicId topic;
  };
  struct Pair {
    PetitionId one, other;
  };
  Decided decided;
  tx.each<Confirmed>(select_confirmed_members, {},
                     [&](Confirmed row) { decided.topic_of[row.petition] = row.topic; });
  tx.each<Pair>(select_distinctions, {}, [&](Pair pair) {
    decided.distinct.emplace(pair.one, pair.other);
    decided.distinct.emplace(pair.other, pair.one);
  });
  return decided;
}

/// The confirmed topic that most of the proposal's petitions stand in already.
std::optional<TopicId> topic_to_extend(const Proposal& proposal, const Decided& decided) {
  std::map<TopicId, int> votes;
  for (const auto& member : proposal.members)
    if (auto at = decided.topic_of.find(member.petition); at != decided.topic_of.end())
      ++votes[at->second];
  std::optional<TopicId> best;
  for (const auto& [topic, n] : votes)
    if (!best || n > votes[*best]) best = topic;
  return best;
}

/// The petitions that may be proposed together, or to extend `topic`: none of them was told apart
/// from another or from one of the topic. What was told apart from most is left out first.
std::vector<const Proposal::Member*> proposable(const Proposal& proposal, const Decided& decided,
                                                std::optional<TopicId> topic) {
  std::vector<const Proposal::Member*> free;
  std::set<PetitionId> all, kept;
  for (const auto& member : proposal.members) {
    if (decided.topic_of.contains(member.petition)) continue;
    free.push_back(&member);
    all.insert(member.petition);
  }
  if (decided.distinct.empty()) return free;
  auto count_apart = [&](PetitionId petition, const auto& is_there) {
    auto [begin, end] = decided.distinct.equal_range(petition);
    return std::count_if(begin, end, [&](const auto& pair) { return is_there(pair.second); });
  };
  std::vector<std::pair<std::ptrdiff_t, PetitionId>> ranked;
  for (const auto* member : free)
    ranked.emplace_back(
        count_apart(member->petition, [&](PetitionId other) { return all.contains(other); }),
        member->petition);
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  auto is_kept = [&](PetitionId other) {
    auto at = decided.topic_of.find(other);
    return kept.contains(other) || (at != decided.topic_of.end() && at->second == topic);
  };
  for (const auto& [apart, petition] : ranked)
    if (count_apart(petition, is_kept) == 0) kept.insert(petition);
  std::erase_if(free, [&](const auto* member) { return !kept.contains(member->petition); });
  return free;
}

/// The codes of the topics that were proposed before: a proposal keeps the code of the one that
/// most of its petitions stood in, so that an officer's page of it stays where it was.
class CodesBefore {
 public:
  explicit CodesBefore(db::Tx& tx) {
    struct Pending {
      PetitionId petition;
      std::string code;
    };
    tx.each<Pending>(select_pending, {}, [&](Pending row) { code_of_[row.petition] = row.code; });
  }

  std::string take(const std::vector<const Proposal::Member*>& members) {
    std::map<std::string, int> votes;
    for (const auto* member : members)
      if (auto at = code_of_.find(member->petition); at != code_of_.end()) ++votes[at->second];
    std::string best;
    for (const auto& [code, n] : votes)
      if (!taken_.contains(code) && (best.empty() || n > votes[best])) best = code;
    if (!best.empty()) taken_.insert(best);
    return best;
  }

 private:
  std::map<PetitionId, std::string> code_of_;
  std::set<std::string> taken_;
};

}  // namespace

void propose(db::Tx& tx, const Env& env, const std::vector<Proposal>& proposals) {
  CodesBefore codes(tx);
  tx.run(delete_pending_members);
  tx.run(delete_pending_topics);
  const Decided decided = load(tx);
  for (const Proposal& proposal : proposals) {
    std::optional<TopicId> topic = topic_to_extend(proposal, decided);
    auto free = proposable(proposal, decided, topic);
    if (topic && free.empty()) {  // what was parted from it may still be a topic of its own
      topic.reset();
      free = proposable(proposal, decided, topic);
    }
    if (free.size() < (topic ? 1u : 2u)) continue;
    if (!topic)
      topic = create_topic(tx, env, proposal.title, free.front()->petition, TopicState::proposed,
                           codes.take(free))
                  .id;
    for (const auto* member : free)
      tx.run(insert_member, {{"topic", *topic},
                             {"petition", member->petition},
                             {"state", Membership::proposed},
                             {"similarity", member->similarity},
                             {"reason", member->reason}});
  }
  record(tx, Act::by_system(), all_topics, env.clock.now(), Verb::group);
}

}  // namespace gandan::petitions
