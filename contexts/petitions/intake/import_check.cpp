#include "contexts/petitions/intake/import_check.hpp"

#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

using Span = std::optional<text::TimeSpan>;

/// What the field names: a moment, a day, or a month or a year, since old letters say no more.
Result<Span, ImportRefusal> time_span(const ImportRow& row, std::string_view field,
                                      text::DateOrder order) {
  const std::string_view typed = row.get(field);
  if (text::is_blank(typed)) return Span{};
  auto span = text::parse_time_span(typed, order);
  if (!span) return fail(ImportRefusal{std::string(field) + ": not a date", std::string(typed)});
  return span;
}

/// What stands for the id of a row that has none, so that it too is known when it comes again. Who
/// denounces does not enter it.
std::string id_from(const crypto::KeyFile& keys, const ImportReady& r, std::string_view date) {
  std::string content;
  for (std::string_view part : {std::string_view(r.text), date,
                                asked_by_in_clear(r.kind, r.asked_by), std::string_view(r.place)})
    (content += part) += '\0';
  // Under the key file: a plain digest would tell whoever guesses the words of a letter.
  return sealed_source_id(keys, "sha256:" + crypto::hex(crypto::sha256(content)));
}

/// The times of a row, which must follow each other.
std::optional<ImportRefusal> read_times(const Env& env, const ImportRow& row, text::DateOrder order,
                                        ImportReady& r) {
  const bool says_none = row.get("due") == no_limit;
  auto received = time_span(row, "date", order);
  auto due = says_none ? Result<Span, ImportRefusal>(Span{}) : time_span(row, "due", order);
  auto answered = time_span(row, "answered_on", order);
  for (const auto* each : {&received, &due, &answered})
    if (!*each) return each->error();
  r.received_at = *received ? (*received)->first : env.clock.now();
  if (r.received_at > env.clock.now()) return ImportRefusal{"date: in the future"};
  if (civil_date(r.received_at) < rules::Calendar::first)
    return ImportRefusal{"date: before 1945", std::string(row.get("date"))};
  // Where nobody says when it was answered, nobody can say whether that was in time.
  r.has_limit = !row.has("due") && (row.get("answer").empty() || *answered);
  if (*due) r.due_at = (*due)->last;
  if (*answered) r.answered_at = (*answered)->first;
  if (!r.answer.empty() && !r.answered_at) r.answered_at = r.received_at;
  if (r.answered_at && *r.answered_at < r.received_at) {
    if ((*answered)->last < r.received_at)
      return ImportRefusal{"answered_on: before the date of receipt"};
    r.answered_at = r.received_at;  // on the very day, month or year
  }
  return std::nullopt;
}

/// Its kind and its outcome, by their names.
std::optional<ImportRefusal> read_names(const ImportRow& row, ImportReady& r) {
  if (!row.get("kind").empty()) {
    auto kind = parse_kind(row.get("kind"));
    if (!kind) return ImportRefusal{"kind: not known", std::string(row.get("kind"))};
    r.kind = *kind;
  }
  if (!row.get("outcome").empty()) {
    r.outcome = parse_outcome(row.get("outcome"));
    if (!r.outcome) return ImportRefusal{"outcome: not known", std::string(row.get("outcome"))};
  } else if (r.answered_at) {
    r.outcome = r.answer.empty() ? Outcome::settled : Outcome::explained;
  }
  return std::nullopt;
}

void read_words(const ImportRow& row, ImportReady& r) {
  r.text = text::clean(row.get("text"));
  r.title = text::clean(row.get("title"));
  if (r.text.empty()) r.text = r.title;
  if (r.title.empty()) r.title = title_of(r.text);
  r.asked_by = text::clean(row.get("asked_by"));
  r.addressed_to = text::clean(row.get("addressed_to"));
  r.topic = text::clean(row.get("topic"));
  r.place = text::clean(row.get("place"));
  r.answer = text::clean(row.get("answer"));
  r.document = text::clean(row.get("document"));
  r.contact = {text::clean(row.get("name")), "", text::clean(row.get("phone")),
               text::clean(row.get("email"))};
  r.source = row.source;
  r.source_id = text::clean(row.get("source_id").empty() ? row.get("id") : row.get("source_id"));
}

}  // namespace

Result<ImportReady, ImportRefusal> check_row(const Env& env, const ImportRow& row,
                                             text::DateOrder order) {
  ImportReady r{.line = row.line, .converted = row.reading == imports::Reading::converted};
  read_words(row, r);
  if (auto refusal = read_times(env, row, order, r)) return fail(std::move(*refusal));
  if (auto refusal = read_names(row, r)) return fail(std::move(*refusal));
  if (r.source_id.empty()) r.source_id = id_from(env.keys, r, row.get("date"));
  r.sealed_source_id = sealed_source_id(env.keys, r.source_id);
  if (is_confidential(r.kind)) {
    r.visibility = Visibility::sealed;
  } else if (row.reading != imports::Reading::doubtful &&
             !needs_a_look({r.title, r.text, r.asked_by, r.place})) {
    r.visibility = Visibility::open;
    r.keys = search_keys(r.title, r.text);
  }
  return r;
}

}  // namespace gandan::petitions
