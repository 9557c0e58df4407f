#include "contexts/petitions/intake/similar.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "contexts/petitions/record/record.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/units/competence.hpp"
#include "lib/db/ids.hpp"

namespace gandan::petitions {
namespace {

/// In the order of Learned.
constexpr std::string_view select_learned_columns =
    "select p.id, p.visibility, p.title, p.text, coalesce(cast(p.body_id as TEXT), ''), "
    "coalesce(p.field_id, 0), coalesce(cast(p.place_id as TEXT), p.place_text), p.asked_by "
    "from petitions p where ";

const db::Sql select_newest{select_learned_columns, sql::is_for_all, " and ", sql::is_not_sealed,
                            " order by p.id desc limit :most"};
const db::Sql select_changed{select_learned_columns, sql::is_for_all, " and ", sql::is_not_sealed,
                             " and p.id in (",       db::these_ids,   ")"};
const db::Sql select_learned{select_learned_columns, "p.id in (", db::these_ids, ")"};
const db::Sql select_row{
    "select p.id, p.code, p.kind, p.state, p.visibility, p.outcome, p.title, p.asked_by, "
    "coalesce((",
    units::sql::name_of,
    "p.place_id), p.place_text), p.province_id, p.place_id, p.body_id, p.field_id, p.topic_id, "
    "p.received_at, p.due_at, p.answered_at, 0, 0 from petitions p where p.id = :id"};
const db::Sql select_source{"select source_id from petitions where id = :id"};

std::vector<Suggestion> suggestions(const grouping::Classifier& classifier,
                                    const grouping::Document& document, int limit) {
  std::vector<Suggestion> out;
  for (grouping::Proposal& proposal : classifier.rank(document, static_cast<std::size_t>(limit))) {
    Suggestion suggestion{.confidence = proposal.confidence,
                          .decided = proposal.decided,
                          .knows_a_word = proposal.knows_a_word,
                          .phrases = std::move(proposal.phrases)};
    const std::string& label = proposal.label;
    std::from_chars(label.data(), label.data() + label.size(), suggestion.id);
    if (suggestion.id != 0) out.push_back(std::move(suggestion));
  }
  return out;
}

}  // namespace

/// What the advisor knows of one petition; ids as text, which is what labels are.
struct Learned {
  PetitionId id;
  Visibility visibility = Visibility::held;
  std::string title, text, body;
  FieldId field_id;
  std::string place, asked_by;

  [[nodiscard]] std::string field() const {
    return field_id ? std::to_string(field_id.value) : std::string();
  }
  /// Of words that must live as long.
  [[nodiscard]] grouping::Document document(std::string_view words,
                                            std::string_view field_name) const {
    return {.id = id.value,
            .text = words,
            .addressed_to = body,
            .field = field_name,
            .place = place,
            .asked_by = asked_by};
  }
};

void Advisor::learn(const Learned& petition, const FieldNames& names) {
  const std::string text = matching_text(petition.title, petition.text);
  const std::string field = petition.field();
  const auto name = names.find(petition.field_id);
  const std::string field_name = name == names.end() ? std::string() : name->second;
  const grouping::Document document = petition.document(text, field_name);
  if (petition.visibility == Visibility::open) {
    index_.add(document);
  } else {
    index_.remove(petition.id.value);
  }
  Labels& before = labels_[petition.id];
  by_touch_.erase(before.touched);
  // At first they come newest first, and the older ones are to go first.
  before.touched = journal_seq_ < 0 ? -(++touches_) : ++touches_;
  by_touch_[before.touched] = petition.id;
  const bool other_field = before.field != field;
  if (other_field || before.body != petition.body) {
    grouping::Document as_learned = document;
    as_learned.field = before.field_name;
    if (!before.body.empty()) bodies_.forget(as_learned, before.body);
    if (!petition.body.empty()) bodies_.learn(document, petition.body);
  }
  if (other_field) {
    const grouping::Document words{.text = text};  // the field is what is sought
    if (!before.field.empty()) fields_.forget(words, before.field);
    if (!field.empty()) fields_.learn(words, field);
  }
  before.body = petition.body;
  before.field = field;
  before.field_name = field_name;
}

void Advisor::unlearn(db::Tx& tx, const std::vector<std::int64_t>& petitions) {
  db::each_of_ids<Learned>(tx, select_learned, petitions, [&](const Learned& petition) {
    auto at = labels_.find(petition.id);
    if (at == labels_.end()) return;
    const Labels& labels = at->second;
    const std::string text = matching_text(petition.title, petition.text);
    const grouping::Document document = petition.document(text, labels.field_name);
    if (!labels.body.empty()) bodies_.forget(document, labels.body);
    if (!labels.field.empty()) fields_.forget({.text = text}, labels.field);
    index_.remove(petition.id.value);
    by_touch_.erase(labels.touched);
    labels_.erase(at);
  });
}

/// So that a server that runs for years holds no more than one that was just started.
void Advisor::unlearn_oldest(db::Tx& tx) {
  std::vector<std::int64_t> oldest;
  auto excess = std::ssize(by_touch_) - most_;
  for (auto at = by_touch_.begin(); std::ssize(oldest) < excess; ++at)
    oldest.push_back(at->second.value);
  unlearn(tx, oldest);
}

void Advisor::learn_newest(db::Tx& tx) {
  std::int64_t last = journal::last_sealed(tx);
  for (const units::Competence& competence : units::competences(tx))
    bodies_.describe(std::to_string(competence.body.value), competence.words);
  for (const units::FieldWords& known : units::field_words(tx))
    fields_.describe(std::to_string(known.field.value), known.words);
  const FieldNames names = units::field_names(tx);
  tx.each<Learned>(select_newest, {{"most", most_}}, [&](Learned row) { learn(row, names); });
  journal_seq_ = last;
}

void Advisor::forget_everything() {
  for (const auto& [id, labels] : labels_) index_.remove(id.value);
  bodies_.clear();
  fields_.clear();
  labels_.clear();
  by_touch_.clear();
  journal_seq_ = -1;
}

void Advisor::refresh(db::Database& database) {
  std::lock_guard guard(refreshing_);
  // Learning the same again changes nothing, so the read may run twice.
  database.read([&](db::Tx& tx) {
    if (journal_seq_ < 0) return learn_newest(tx);
    auto changes = journal::changes_since(tx, "petition", journal_seq_, 2000);
    if (changes.subjects.empty()) return static_cast<void>(journal_seq_ = changes.last_seq);
    const FieldNames names = units::field_names(tx);
    std::set<std::int64_t> gone(changes.subjects.begin(), changes.subjects.end());
    db::each_of_ids<Learned>(tx, select_changed, changes.subjects, [&](const Learned& row) {
      learn(row, names);
      gone.erase(row.id.value);
    });
    // Nobody reads any more what was learned of one that was sealed since, so all is learned anew.
    const bool knows_sealed = std::any_of(gone.begin(), gone.end(),
                                          [&](std::int64_t id) { return labels_.contains({id}); });
    if (knows_sealed) {
      forget_everything();
      learn_newest(tx);
    } else {
      unlearn_oldest(tx);
      journal_seq_ = changes.last_seq;
    }
    forget_found();
  });
}

void Advisor::forget_found() {
  std::lock_guard guard(finding_);
  found_.clear();
  ++times_forgotten_;
}

std::vector<grouping::Match> Advisor::matches(std::string_view text, int limit,
                                              PetitionId but) const {
  const auto find = [&] {
    return index_.similar({.id = but.value, .text = text}, static_cast<std::size_t>(limit));
  };
  if (!but.value) return find();
  const std::pair key(but.value, limit);
  std::unique_lock lock(finding_);
  const auto at = found_.find(key);
  if (at != found_.end() && at->second.text == text) return at->second.matches;
  const std::int64_t known = times_forgotten_;
  lock.unlock();
  auto all = find();
  lock.lock();
  if (known != times_forgotten_) return all;  // something else was learned meanwhile
  if (found_.size() >= most_found) found_.clear();
  found_[key] = {std::string(text), all};
  return all;
}

std::vector<SimilarPetition> Advisor::similar(db::Tx& tx, std::string_view text, int limit,
                                              bool likely_only, PetitionId but) const {
  std::vector<SimilarPetition> out;
  for (grouping::Match& match : matches(text, limit, but)) {
    if (likely_only && !match.likely_same) continue;
    // What cannot be said in whole phrases is too weak a reason to show, and so is one word.
    const grouping::Explanation& why = match.explanation;
    const bool is_near = match.likely_same && why.words > grouping::syllables_of_a_word;
    if (!is_near && !why.says_enough()) continue;
    auto row = tx.one<ListRow>(select_row, {{"id", match.id}});
    // It may have been hidden, or found to be a denunciation, since the index was refreshed.
    if (!row || row->visibility != Visibility::open) continue;
    out.push_back(
        {.row = std::move(*row),
         .source_id = tx.one<std::optional<std::string>>(select_source, {{"id", match.id}})
                          .value_or(std::nullopt),
         .why = std::move(match.explanation),
         .likely_same = match.likely_same});
  }
  return out;
}

bool can_be_same(db::Tx& tx, const units::Directory& directory, const ListRow& row,
                 const Sent& sent, Date today) {
  const units::Unit* body = row.body ? directory.find(*row.body) : nullptr;
  const bool is_local = row.kind == Kind::report || sent.kind == Kind::report ||
                        (body && body->level == units::Level::commune);
  const auto petition = is_local ? find(tx, row.id) : std::nullopt;
  if (!petition || !petition->place || !sent.place) return true;
  const auto here = units::as_of(tx, *sent.place, today);
  const auto there = units::as_of(tx, *petition->place, today);
  return std::any_of(here.begin(), here.end(), [&](const units::Share& one) {
    return std::any_of(there.begin(), there.end(),
                       [&](const units::Share& other) { return one.unit == other.unit; });
  });
}

std::vector<Suggestion> Advisor::bodies(std::string_view text, std::string_view field,
                                        int limit) const {
  return suggestions(bodies_, {.text = text, .field = field}, limit);
}

std::vector<Suggestion> Advisor::fields(std::string_view text, int limit) const {
  return suggestions(fields_, {.text = text}, limit);
}

}  // namespace gandan::petitions
