#include "contexts/petitions/intake/import_store.hpp"

#include <algorithm>

#include "contexts/petitions/intake/import.hpp"
#include "contexts/petitions/record/clock.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/insert.hpp"
#include "contexts/petitions/record/placing.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "kernel/records/codes.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

const db::Sql find_source{R"(
  select id from petitions where source_id in (:id, :sealed_id) and source = :source)"};
const db::Sql select_same_text{R"(
  select id, source from petitions
  where source_id = :id and text = :text or source_id = :sealed_id and text = '' order by id)"};
const db::Sql update_place_text{"update petitions set place_text = :words where id = :id"};

ImportDifference difference(const ImportContent& here, const ImportReady& row) {
  const bool knows_answer =
      std::find(here.answers.begin(), here.answers.end(), row.answer) != here.answers.end();
  return {.text = here.text != row.text,
          .place = !row.place.empty() && here.place != row.place,
          .answer = !row.answer.empty() && !knows_answer && !here.takes_answer};
}

/// A row that makes a petition of its own.
void count_new(const ImportReady& row, imports::Stored& stored) {
  stored.noted[waits_for_a_look] += row.visibility == Visibility::held;
  stored.converted += row.converted;
}

}  // namespace

imports::Stored Importer::store_all(db::Tx& tx, const std::vector<ImportReady>& batch) const {
  imports::Resolver resolver(tx, env_.ids, env_.clock);
  Stored stored;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const ImportReady& row = batch[i];
    if (auto known = find_here(tx, row)) {
      join(tx, resolver, {*known, row, i}, stored);
      continue;
    }
    insert(tx, resolver, row, row.source);
    ++stored.imported;
    count_new(row, stored);
  }
  return stored;
}

imports::Stored Importer::look_at(db::Database& database, const std::vector<ImportReady>& batch) {
  const auto here = database.read([&](db::Tx& tx) {
    std::vector<std::optional<ImportContent>> contents;
    for (const ImportReady& row : batch) {
      auto known = find_here(tx, row);
      contents.push_back(known ? std::optional(content_of(tx, *known)) : std::nullopt);
    }
    return contents;
  });
  Stored stored;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const ImportReady& row = batch[i];
    const auto [seen, is_new] =
        seen_.try_emplace(row.source + '\0' + row.source_id,
                          ImportContent{row.text, row.place, {row.answer}, !row.answered_at});
    if (!here[i] && is_new) {
      ++stored.imported;
      count_new(row, stored);
      continue;
    }
    const ImportDifference other = difference(here[i] ? *here[i] : seen->second, row);
    if (!other) continue;
    ++stored.changed;
    if (takes_changed_)
      ++stored.taken;
    else
      stored.refused.emplace_back(i, other.names());
  }
  return stored;
}

std::optional<PetitionId> Importer::find_here(db::Tx& tx, const ImportReady& row) const {
  struct Like {
    PetitionId id;
    std::string source;
  };
  const auto like = tx.all<Like>(
      select_same_text,
      {{"id", row.source_id}, {"sealed_id", row.sealed_source_id}, {"text", row.text}});
  std::optional<PetitionId> elsewhere;
  for (const Like& one : like) {
    const ImportDifference other = difference(content_of(tx, one.id), row);
    if (other.text) continue;
    if (one.source == row.source) return one.id;
    if (!other.place && !elsewhere) elsewhere = one.id;
  }
  if (elsewhere) return elsewhere;
  return tx.one<PetitionId>(
      find_source,
      {{"id", row.source_id}, {"sealed_id", row.sealed_source_id}, {"source", row.source}});
}

ImportContent Importer::content_of(db::Tx& tx, PetitionId id) const {
  const Petition petition = find(tx, id).value();
  const bool is_sealed_here = has_sealed_words(petition);
  people::Words words;
  if (is_sealed_here) words = people::open_words(tx, env_.keys, subject_of(id));
  const auto of = [&](std::string_view part, const std::string& in_clear) {
    auto at = words.find(part);
    return at == words.end() ? in_clear : at->second;
  };
  ImportContent content{.text = of(text_part, petition.text),
                        .place = of(place_part, petition.place_text),
                        .takes_answer = !petition.answered_at && is_open(petition.state)};
  for (const StoredAnswer& answer : answers_to(tx, id))
    content.answers.push_back(of(answer_part(answer.id), answer.text));
  return content;
}

void Importer::join(db::Tx& tx, imports::Resolver& resolver, const Known& known,
                    Stored& stored) const {
  const ImportReady& row = known.row;
  const ImportContent here = content_of(tx, known.id);
  const ImportDifference other = difference(here, row);
  if (!other) {
    if (here.takes_answer && row.answered_at) {
      take_answer(tx, known.id, row);
      ++stored.noted[answered_now];
    }
    return;
  }
  ++stored.changed;
  if (!takes_changed_) {
    stored.refused.emplace_back(known.position, other.names());
    return;
  }
  ++stored.taken;
  if (other.text) {
    insert(tx, resolver, row, free_source(tx, row));
    count_new(row, stored);
    return;
  }
  if (other.place) take_place(tx, resolver, known.id, row);
  if (other.answer || (here.takes_answer && row.answered_at)) take_answer(tx, known.id, row);
}

std::string Importer::free_source(db::Tx& tx, const ImportReady& row) const {
  for (int n = 2;; ++n) {
    std::string source = row.source + " (" + std::to_string(n) + ")";
    if (!tx.one<PetitionId>(
            find_source,
            {{"id", row.source_id}, {"sealed_id", row.sealed_source_id}, {"source", source}}))
      return source;
  }
}

std::optional<Instant> Importer::due_of(db::Tx& tx, imports::Resolver& resolver,
                                        const ImportReady& r, std::string_view rule,
                                        std::optional<UnitId> body,
                                        std::optional<UnitId> place) const {
  if (!r.has_limit) return r.due_at;
  rules::Circumstances circumstances{
      .remote = place && resolver.places.is_remote(tx, *place, civil_date(r.received_at)),
      .body = body.value_or(UnitId{})};
  const auto limit = env_.rules.due(rule, r.received_at, circumstances);
  return limit ? limit->at : r.due_at;
}

void Importer::insert(db::Tx& tx, imports::Resolver& resolver, const ImportReady& r,
                      std::string_view source) const {
  Petition p = row_of(r);
  place(tx, resolver, r, p);
  if (!r.answer.empty()) p.answer = insert_letter(tx, p, r);
  insert_petition(tx, env_,
                  {.row = p,
                   .contact = r.contact,
                   .idempotency_key = std::nullopt,
                   .source = source,
                   .keys = r.keys,
                   .sealed_at = r.received_at});
  if (p.answer) link_answer(tx, p.id, *p.answer);
  record(tx, Act::by_system(), subject_of(p.id), env_.clock.now(), Verb::import,
         {{"kind", static_cast<int>(r.kind)}, {"answer", p.answer.value_or(AnswerId{}).value}});
}

Petition Importer::row_of(const ImportReady& r) const {
  Petition p;
  p.id = env_.ids.next<PetitionId>();
  p.code = records::new_code(petition_prefix);
  p.kind = r.kind;
  p.channel = Channel::import;
  p.visibility = r.visibility;
  p.title = r.title;
  p.text = r.text;
  p.asked_by = r.asked_by;
  p.addressed_to = r.addressed_to;
  p.place_text = r.place;
  p.outcome = r.outcome;
  p.received_at = p.clock.started_at.emplace(r.received_at);
  p.answered_at = r.answered_at;
  p.source_id = r.kind == Kind::denunciation ? r.sealed_source_id : r.source_id;
  p.nameless = is_nameless(r.kind, r.contact);
  return p;
}

void Importer::place(db::Tx& tx, imports::Resolver& resolver, const ImportReady& r,
                     Petition& p) const {
  const bool sealed = r.visibility == Visibility::sealed;
  p.body = sealed ? resolver.known_body(tx, r.addressed_to) : resolver.body(tx, r.addressed_to);
  p.field = sealed ? units::find_field(tx, r.topic) : resolver.field(tx, r.topic);
  const PlaceFound found =
      resolver.places.find(tx, words_of_place(r.place, r.asked_by), civil_date(r.received_at));
  p.place = found.place;
  p.province = found.province;
  p.state = r.answered_at ? State::answered : p.body ? State::routed : State::received;
  const Matter matter = matter_of(p.kind, p.channel, p.asked_by, p.nameless);
  // What is answered was settled; an open complaint or denunciation is still to be accepted.
  const std::string_view rule =
      rule_of(matter, r.answered_at && !p.nameless ? last_stage(matter) : first_stage(matter));
  if (r.has_limit) p.clock.rule = rule;
  p.clock.due_at = due_of(tx, resolver, r, rule, p.body, p.place);
}

void Importer::take_place(db::Tx& tx, imports::Resolver& resolver, PetitionId id,
                          const ImportReady& r) const {
  Petition petition = find(tx, id).value();
  tx.run(update_place_text,
         {{"id", id}, {"words", keep_words(tx, env_, owner_of(petition), place_part, r.place)}});
  const PlaceFound found = was_placed_by_an_officer(tx, id)
                               ? PlaceFound{petition.place, petition.province}
                               : resolver.places.find(tx, words_of_place(r.place, r.asked_by),
                                                      civil_date(petition.received_at));
  set_place(tx, env_, Act::by_system(), petition, found);
  if (petition.visibility != Visibility::open || !needs_a_look({r.place})) return;
  set_visibility(tx, petition, Visibility::held, env_.clock.now());
  save(tx, petition);
}

void Importer::take_answer(db::Tx& tx, PetitionId id, const ImportReady& r) const {
  Petition petition = find(tx, id).value();
  if (!r.answer.empty()) {
    petition.answer = insert_letter(tx, petition, r);
    link_answer(tx, id, *petition.answer);
  }
  petition.state = State::answered;
  petition.outcome = r.outcome;
  // The limit is kept or not by the first.
  if (!petition.answered_at) petition.answered_at = r.answered_at;
  save(tx, petition);
  record(tx, Act::by_system(), subject_of(id), env_.clock.now(), Verb::answer,
         {{"answer", petition.answer.value_or(AnswerId{}).value},
          {"outcome", static_cast<int>(r.outcome.value_or(Outcome::settled))}});
}

AnswerId Importer::insert_letter(db::Tx& tx, const Petition& petition, const ImportReady& r) const {
  const StoredAnswer answer{.id = env_.ids.next<AnswerId>(),
                            .body = petition.body,
                            .outcome = r.outcome.value(),
                            .text = r.answer,
                            .promised_on = std::nullopt,
                            .document = r.document,
                            .answered_at = *r.answered_at};
  insert_answer(tx, env_, owner_of(petition), answer);
  return answer.id;
}

}  // namespace gandan::petitions
