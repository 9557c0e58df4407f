#include "contexts/petitions/record.hpp"
#include "contexts/petitions/subscriptions.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

const db::Sql find_by_key{
    "select petition_id, code from petition_joins where idempotency_key = :key"};
const db::Sql insert_join{R"(
  insert into petition_joins (id, petition_id, code, place_text, place_id, joined_at, idempotency_key)
  values (:id, :petition, :code, :place_text, :place, :at, :key))"};

}  // namespace

Result<Submitted, JoinError> join(db::Tx& tx, const Env& env, std::string_view code,
                                  const JoinForm& form) {
  const auto key =
      form.idempotency_key.empty() ? std::nullopt : std::optional(form.idempotency_key);
  if (key) {
    struct Row {
      PetitionId id;
      std::string code;
    };
    if (auto row = tx.one<Row>(find_by_key, {{"key", *key}}))
      return Submitted{row->id, row->code, true};
  }
  auto petition = find(tx, code);
  if (!petition || petition->visibility != Visibility::open) return fail(JoinError::not_found);
  if (!is_open(petition->state)) return fail(JoinError::not_open);
  Submitted joined{petition->id, new_code()};
  Instant at = env.clock.now();
  tx.run(insert_join, {{"id", env.ids.next<JoinId>()},
                       {"petition", petition->id},
                       {"code", joined.code},
                       {"place_text", text::clean(form.place_text)},
                       {"place", form.place},
                       {"at", at},
                       {"key", key}});
  subscribe(tx, env,
            {.petition = petition->id,
             .kind = petition->kind,
             .code = joined.code,
             .email = text::clean(form.email),
             .language = form.language});
  record(tx, Act::by_petitioner(), Entry{petition->id, at, "join", {}});
  return joined;
}

}  // namespace gandan::petitions
