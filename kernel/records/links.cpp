#include "kernel/records/links.hpp"

#include <array>

namespace gandan::records {
namespace {

const db::Sql insert_link{R"(
  insert into record_links (from_kind, from_id, relation, to_kind, to_id, linked_at)
  values (:from_kind, :from_id, :relation, :to_kind, :to_id, :at)
  on conflict do nothing)"};
const db::Sql select_from{R"(
  select relation, to_kind, to_id, linked_at from record_links
  where from_kind = :kind and from_id = :id order by linked_at, to_id)"};
const db::Sql select_to{R"(
  select relation, from_kind, from_id, linked_at from record_links
  where to_kind = :kind and to_id = :id order by linked_at, from_id)"};

constexpr std::array<std::string_view, 2> relations{"became", "joined"};

struct LinkRow {
  std::string relation, kind;
  std::int64_t id;
  Instant at;
};

std::vector<Linked> read_links(db::Tx& tx, const db::Sql& sql, const Ref& record) {
  std::vector<Linked> all;
  for (LinkRow& row : tx.all<LinkRow>(sql, {{"kind", record.kind}, {"id", record.id}}))
    for (std::size_t i = 0; i < relations.size(); ++i)
      if (relations[i] == row.relation)
        all.push_back({static_cast<Relation>(i), std::move(row.kind), row.id, row.at});
  return all;
}

}  // namespace

std::string_view name(Relation relation) {
  return relations.at(static_cast<std::size_t>(relation));
}

void link(db::Tx& tx, const Ref& from, Relation relation, const Ref& to, Instant at) {
  tx.run(insert_link, {{"from_kind", from.kind},
                       {"from_id", from.id},
                       {"relation", name(relation)},
                       {"to_kind", to.kind},
                       {"to_id", to.id},
                       {"at", at}});
}

std::vector<Linked> links_from(db::Tx& tx, const Ref& from) {
  return read_links(tx, select_from, from);
}

std::vector<Linked> links_to(db::Tx& tx, const Ref& to) {
  return read_links(tx, select_to, to);
}

}  // namespace gandan::records
