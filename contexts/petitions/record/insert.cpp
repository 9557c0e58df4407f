#include "contexts/petitions/record/insert.hpp"

#include "contexts/petitions/figures/sealed_figures.hpp"
#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/record/contact.hpp"

namespace gandan::petitions {
namespace {

const db::Sql insert_petition_row{R"(
  insert into petitions (id, code, kind, state, channel, visibility, publication_refused, title, text, asked_by,
    addressed_to, place_text, place_id, province_id, field_id, body_id, answer_id, outcome, received_at,
    clock_rule, clock_started_at, due_at, answered_at, source, source_id, idempotency_key, nameless)
  values (:id, :code, :kind, :state, :channel, :visibility, :publication_refused, :title, :text,
    :asked_by, :addressed_to, :place_text, :place, :province, :field, :body, :answer, :outcome, :received_at,
    :clock_rule, :clock_started_at, :due_at, :answered_at, :source, :source_id, :key, :nameless))"};
const db::Sql insert_answer_row{R"(
  insert into petition_answers (id, body_id, topic_id, outcome, text, promised_on, document, answered_at)
  values (:id, :body, :topic, :outcome, :text, :promised_on, :document, :at))"};
const db::Sql insert_answered{
    "insert into petition_answered (petition_id, answer_id) values (:petition, :answer)"};

}  // namespace

Consent consent_of(const Petition& petition) {
  if (petition.consent_unsaid) return Consent::unsaid;
  return petition.publication_refused ? Consent::refused : Consent::agreed;
}

void insert_petition(db::Tx& tx, const Env& env, const NewPetition& fresh) {
  const Petition& p = fresh.row;
  const Owner owner{p.id, p.body.value_or(UnitId{}), p.kind == Kind::denunciation};
  auto kept = [&](std::string_view part, std::string_view words) {
    return keep_words(tx, env, owner, part, words);
  };
  tx.run(insert_petition_row, {{"id", p.id},
                               {"code", p.code},
                               {"kind", p.kind},
                               {"state", p.state},
                               {"channel", p.channel},
                               {"visibility", p.visibility},
                               {"publication_refused", consent_of(p)},
                               {"title", kept(title_part, p.title)},
                               {"text", kept(text_part, p.text)},
                               {"asked_by", asked_by_in_clear(p.kind, p.asked_by)},
                               {"addressed_to", kept(addressee_part, p.addressed_to)},
                               {"place_text", kept(place_part, p.place_text)},
                               {"place", p.place},
                               {"province", p.province},
                               {"field", p.field},
                               {"body", p.body},
                               {"answer", p.answer},
                               {"outcome", p.outcome},
                               {"received_at", p.received_at},
                               {"clock_rule", p.clock.rule},
                               {"clock_started_at", p.clock.started_at},
                               {"due_at", p.clock.due_at},
                               {"answered_at", p.answered_at},
                               {"source", fresh.source},
                               {"source_id", p.source_id},
                               {"key", fresh.idempotency_key},
                               {"nameless", p.nameless}});
  if (is_sealed(p)) note_sealed(tx, p.id, p.kind, fresh.sealed_at);
  keep_contact(tx, env, p.id, p.kind, fresh.contact, p.asked_by, owner.body);
  if (p.visibility == Visibility::open) search_index.put(tx, p.id.value, fresh.keys);
}

void insert_answer(db::Tx& tx, const Env& env, const Owner& owner, const StoredAnswer& answer,
                   std::optional<TopicId> topic) {
  const AnswerId id = answer.id;
  tx.run(insert_answer_row,
         {{"id", id},
          {"body", answer.body},
          {"topic", topic},
          {"outcome", answer.outcome},
          {"text", keep_words(tx, env, owner, answer_part(id), answer.text)},
          {"promised_on", answer.promised_on},
          {"document", keep_words(tx, env, owner, document_part(id), answer.document)},
          {"at", answer.answered_at}});
}

void link_answer(db::Tx& tx, PetitionId petition, AnswerId answer) {
  tx.run(insert_answered, {{"petition", petition}, {"answer", answer}});
}

}  // namespace gandan::petitions
