#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/receipts/once.hpp"
#include "kernel/records/codes.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

const db::Sql find_join_by_key{
    "select petition_id, code from petition_joins where idempotency_key = :key"};
const db::Sql insert_join{R"(
  insert into petition_joins (id, petition_id, code, place_text, place_id, joined_at, idempotency_key)
  values (:id, :petition, :code, :place_text, :place, :at, :key))"};

const db::Sql count_one{R"(
  insert into petition_joined (petition_id, place_id, people) values (:petition, :place, 1)
  on conflict (petition_id, place_id) do update set people = petition_joined.people + 1)"};

}  // namespace

Result<Submitted, JoinError> join(db::Tx& tx, const Env& env, std::string_view code,
                                  const JoinForm& form) {
  const std::string key = receipts::stored_key(env.keys, form.idempotency_key,
                                               {code, form.place_text, form.email, form.language});
  if (!key.empty()) {
    struct Row {
      PetitionId id;
      std::string code;
    };
    if (auto row = tx.one<Row>(find_join_by_key, {{"key", key}}))
      return Submitted{row->id, row->code, true};
  }
  auto petition = find(tx, code);
  if (!petition || petition->visibility != Visibility::open) return fail(JoinError::not_found);
  if (!is_open(petition->state)) return fail(JoinError::not_open);
  Submitted joined{petition->id, records::new_code(petition_prefix)};
  Instant at = env.clock.now();
  auto id = env.ids.next<JoinId>();
  tx.run(insert_join, {{"id", id},
                       {"petition", petition->id},
                       {"code", joined.code},
                       {"place_text", text::clean(form.place_text)},
                       {"place", form.place},
                       {"at", at},
                       {"key", key.empty() ? std::nullopt : std::optional(key)}});
  tx.run(count_one, {{"petition", petition->id}, {"place", form.place.value_or(UnitId{})}});
  const std::string email = text::clean(form.email);
  letters::subscribe(tx, env,
                     {.record = subject_of(petition->id),
                      .code = joined.code,
                      .email = email,
                      .language = form.language});
  record_joining(tx, Act::by_resident(), id, at, Verb::join, {{"petition", petition->id.value}});
  return joined;
}

}  // namespace gandan::petitions
