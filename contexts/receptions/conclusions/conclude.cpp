#include <array>

#include "contexts/receptions/conclusions/conclusions.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/letters/outbox.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/tasks/use_cases.hpp"
#include "lib/text/fold.hpp"

namespace gandan::receptions {
namespace {

const db::Sql insert_conclusion_row{R"(
  insert into conclusions (id, visit_id, number, concluded_on, concluded_by, text, contact,
    entered_at)
  values (:id, :visit, :number, :concluded_on, :concluded_by, :text, :contact, :entered_at))"};
const db::Sql insert_item_row{R"(
  insert into conclusion_items (id, conclusion_id, visit_id, position, body_id, product, due_on,
    undertaking_id, state, done_at, report)
  values (:id, :conclusion, :visit, :position, :body, :product, :due_on, :undertaking, :state, null,
    ''))"};
const db::Sql update_item_row{
    "update conclusion_items set state = :state, done_at = :done_at, report = :report "
    "where id = :id"};
const db::Sql select_conclusions{
    "select ", conclusion_columns,
    " from conclusions c where c.visit_id = :visit order by c.entered_at, c.id"};
const db::Sql select_items{"select ", item_columns,
                           " from conclusion_items i where i.visit_id = :visit "
                           "order by i.conclusion_id, i.position"};
const db::Sql item_by_id{"select ", item_columns, " from conclusion_items i where i.id = :id"};

std::optional<VisitError> wrong_with(const Env& env, const NewConclusion& concluded) {
  if (text::is_blank(concluded.text)) return VisitError::words_missing;
  if (text::is_blank(concluded.concluded_by)) return VisitError::words_missing;
  if (concluded.concluded_on > env.clock.today()) return VisitError::day_unfit;
  for (const NewItem& item : concluded.items) {
    if (text::is_blank(item.product)) return VisitError::product_missing;
    if (!item.body) return VisitError::body_missing;
    if (item.due_on < env.clock.today()) return VisitError::day_unfit;
  }
  return std::nullopt;
}

/// What a body owes is nobody else's business: it stands in no public list.
void add_item(db::Tx& tx, const Env& env, const Act& act, const Conclusion& conclusion,
              const NewItem& item, int position) {
  const auto owed = tasks::undertake(tx, env, act,
                                     {.source = ref_of(conclusion.visit),
                                      .body = item.body,
                                      .due_on = item.due_on,
                                      .shown = false});
  tx.run(insert_item_row, {{"id", env.ids.next<ItemId>()},
                           {"conclusion", conclusion.id},
                           {"visit", conclusion.visit},
                           {"position", position},
                           {"body", item.body},
                           {"product", item.product},
                           {"due_on", item.due_on},
                           {"undertaking", owed.value().value},  // the day was looked at
                           {"state", ItemState::owed}});
}

}  // namespace

Result<Conclusion, VisitError> conclude(db::Tx& tx, const Env& env, const Act& act, VisitId id,
                                        const NewConclusion& concluded) {
  const auto visit = find_visit(tx, id);
  if (!visit || !may_do(tx, act, conclude_receptions, *visit)) return fail(VisitError::not_allowed);
  if (is_sealed(*visit)) return fail(VisitError::denunciation);
  if (const auto wrong = wrong_with(env, concluded)) return fail(*wrong);
  const Conclusion conclusion{.id = env.ids.next<ConclusionId>(),
                              .visit = id,
                              .number = concluded.number,
                              .concluded_on = concluded.concluded_on,
                              .concluded_by = concluded.concluded_by,
                              .text = concluded.text,
                              .contact = concluded.contact,
                              .entered_at = env.clock.now()};
  tx.run(insert_conclusion_row, {{"id", conclusion.id},
                                 {"visit", id},
                                 {"number", conclusion.number},
                                 {"concluded_on", conclusion.concluded_on},
                                 {"concluded_by", conclusion.concluded_by},
                                 {"text", conclusion.text},
                                 {"contact", conclusion.contact},
                                 {"entered_at", conclusion.entered_at}});
  int position = 0;
  for (const NewItem& item : concluded.items) add_item(tx, env, act, conclusion, item, ++position);
  acts::record(tx, act, ref_of(id), conclusion.entered_at, Verb::conclude,
               {{"conclusion", conclusion.id.value}, {"items", position}});
  if (env.by_mail)
    letters::queue(tx, ref_of(id), name(Verb::conclude), conclusion.entered_at,
                   conclusion.id.value);
  return conclusion;
}

Result<ConclusionItem, VisitError> report_item(db::Tx& tx, const Env& env, const Act& act,
                                               ItemId id, std::string_view words) {
  auto item = find_item(tx, id);
  const std::array owes{std::optional(item ? item->body : UnitId{})};
  if (!item || !acts::holds(tx, act, people::Permission::answer, owes))
    return fail(VisitError::not_allowed);
  if (item->state == ItemState::done) return fail(VisitError::unfit);
  if (text::is_blank(words)) return fail(VisitError::words_missing);
  item->state = ItemState::done;
  item->done_at = env.clock.now();
  item->report = words;
  if (!tasks::fulfil(tx, env, act, tasks::UndertakingId{item->undertaking}, ref_of(item->visit)))
    return fail(VisitError::unfit);
  tx.run(update_item_row, {{"id", item->id},
                           {"state", item->state},
                           {"done_at", item->done_at},
                           {"report", item->report}});
  acts::record(tx, act, ref_of(item->visit), *item->done_at, Verb::report,
               {{"item", item->id.value}, {"body", item->body.value}});
  if (env.by_mail)
    letters::queue(tx, ref_of(item->visit), name(Verb::report), *item->done_at, item->id.value);
  return *item;
}

std::vector<Conclusion> conclusions_of(db::Tx& tx, VisitId visit) {
  return tx.all<Conclusion>(select_conclusions, {{"visit", visit}});
}
std::vector<ConclusionItem> items_of(db::Tx& tx, VisitId visit) {
  return tx.all<ConclusionItem>(select_items, {{"visit", visit}});
}
std::optional<ConclusionItem> find_item(db::Tx& tx, ItemId id) {
  return tx.one<ConclusionItem>(item_by_id, {{"id", id}});
}

}  // namespace gandan::receptions
