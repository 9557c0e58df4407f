#include <algorithm>

#include "contexts/receptions/book/book.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/within.hpp"
#include "lib/db/query.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

/// Of what is asked for the newest, in the officer's reach: of no denunciation.
db::Query newest_in_reach(const people::Within& within, const std::string& join) {
  db::Query query(db::joined({"select ", visit_columns, " from visits v ", join, " where ",
                              sql::is_no_denunciation, " and "}));
  people::add_bodies(query, within, "v.body_id");
  return query;
}

}  // namespace

std::vector<Visit> came_with(db::Tx& tx, const crypto::KeyFile& keys,
                             const people::Principal& officer, std::string_view identity,
                             int most) {
  const std::string key = identity_key(keys, identity);
  if (key.empty()) return {};
  db::Query query = newest_in_reach(people::within_reach(tx, officer, read_receptions),
                                    "join visit_people q on q.visit_id = v.sitting_id");
  query.add(" and q.identity_key = :key order by v.received_at desc, v.id desc limit :most")
      .bind("key", key)
      .bind("most", most);
  return query.all<Visit>(tx);
}

std::vector<Visit> came_before(db::Tx& tx, const crypto::KeyFile& keys,
                               const people::Principal& officer, std::string_view typed, int most) {
  // Asked first, whatever was typed: how far the officer may read.
  const people::Within within = people::within_reach(tx, officer, read_receptions);
  if (const auto code = text::parse_tracking_code(typed, visit_prefix)) {
    const auto visit = find_visit(tx, *code);
    if (!visit || is_sealed(*visit) || !may_read(tx, officer, *visit)) return {};
    return {*visit};
  }
  const auto digits = std::ranges::count_if(typed, [](char c) { return c >= '0' && c <= '9'; });
  constexpr int of_a_paper = 7;
  if (digits >= of_a_paper) return came_with(tx, keys, officer, typed, most);
  const std::string words = search::any_tier(tx.engine(), typed);
  if (words.empty()) return {};
  db::Query query = newest_in_reach(within, visit_index.join(tx.engine(), "v.id"));
  // In the order of the index: of words that stand in every second row no more than these are read.
  query.add({" order by ", search::Index::row(tx.engine()), " desc limit :most"})
      .bind("match", words)
      .bind("most", most);
  std::vector<Visit> found = query.all<Visit>(tx);
  std::ranges::stable_sort(found, std::ranges::greater(), &Visit::received_at);
  return found;
}

}  // namespace gandan::receptions
