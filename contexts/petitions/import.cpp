#include "contexts/petitions/import.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <unordered_map>
#include <unordered_set>

#include "contexts/petitions/clock.hpp"
#include "contexts/petitions/contact.hpp"
#include "contexts/petitions/idempotency.hpp"
#include "contexts/petitions/import_rows.hpp"
#include "contexts/petitions/placing.hpp"
#include "contexts/petitions/sealed_figures.hpp"
#include "contexts/petitions/sealed_words.hpp"
#include "contexts/petitions/searching.hpp"
#include "contexts/petitions/visibility.hpp"
#include "kernel/units/units.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/csv/csv.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr std::array<std::string_view, 18> fields{
    "source_id",    "id",      "text",     "title", "kind",  "asked_by",
    "addressed_to", "topic",   "place",    "date",  "due",   "answer",
    "answered_on",  "outcome", "document", "name",  "phone", "email"};
constexpr std::size_t batch_size = 500;
constexpr std::size_t longest_key = 2'000;  // bytes: PostgreSQL's indexes take 2,704

// By the id as it is, or as it is kept of a denunciation.
const db::Sql find_source{R"(
  select id from petitions where source_id in (:id, :sealed_id) and source = :source)"};
const db::Sql find_text{"select id from petitions where source_id = :id and text = :text"};
const db::Sql select_sealed{"select id from petitions where source_id = :sealed_id and text = ''"};
const db::Sql insert_petition{R"(
  insert into petitions (id, code, kind, state, channel, visibility, title, text, asked_by,
    addressed_to, place_text, place_id, province_id, field_id, body_id, answer_id, outcome,
    received_at, clock_rule, clock_started_at, due_at, answered_at, source, source_id, nameless)
  values (:id, :code, :kind, :state, :channel, :visibility, :title, :text, :asked_by, :addressed_to,
    :place_text, :place, :province, :field, :body, :answer, :outcome, :received_at, :clock_rule,
    :received_at, :due_at, :answered_at, :source, :source_id, :nameless))"};
const db::Sql insert_answer{R"(
  insert into petition_answers (id, body_id, topic_id, outcome, text, promised_on, document, answered_at)
  values (:id, :body, null, :outcome, :text, null, :document, :at))"};
const db::Sql link_answer{
    "insert into petition_answered (petition_id, answer_id) values (:petition, :answer)"};

/// A row that was read and checked; what needs the database is still in words.
struct Ready {
  Kind kind = Kind::proposal;
  std::string title, text, asked_by, addressed_to, topic, place, answer, document;
  Contact contact;
  Instant received_at;
  std::optional<Instant> due_at, answered_at;
  std::optional<Outcome> outcome;
  std::string source_id, sealed_source_id;
  bool has_limit =
      true;  ///< the law's; not where the file says when it was due, or that it was not
  Visibility visibility = Visibility::held;
  search::Keys keys;
};

/// Why a row is not taken, and the value that is wrong, which may be anything.
struct Refusal {
  std::string reason;
  std::string value = {};
};

/// A day or a time. A year or a month stands for its first day: old letters say no more. A due day
/// lasts until its end.
Result<std::optional<Instant>, Refusal> instant(const ImportRow& row, std::string_view field,
                                                bool until_end) {
  std::string typed(row.get(field));
  if (typed.empty()) return std::optional<Instant>{};
  std::string whole = typed.size() == 4   ? typed + "-01-01"
                      : typed.size() == 7 ? typed + "-01"
                                          : typed;
  auto at = parse_instant(whole);
  if (!at) return fail(Refusal{std::string(field) + ": not a date", typed});
  if (until_end && whole.size() == 10) {
    Date day = civil_date(*at);
    if (typed.size() == 4) day = Date::of(day.year(), 12, 31);
    if (typed.size() == 7) day = day + 31 - static_cast<int>((day + 31).day());
    at = end_of(day);
  }
  return at;
}

/// What stands for the id of a row that has none, so that it too is known when it comes again. Who
/// denounces does not enter it.
std::string id_from(const crypto::KeyFile& keys, const Ready& r, std::string_view date) {
  std::string content;
  for (std::string_view part : {std::string_view(r.text), date,
                                asked_by_in_clear(r.kind, r.asked_by), std::string_view(r.place)})
    (content += part) += '\0';
  // Under the key file: a plain digest would tell whoever guesses the words of a letter.
  return sealed_source_id(keys, "sha256:" + crypto::hex(crypto::sha256(content)));
}

Result<Ready, Refusal> check(const Env& env, const ImportRow& row) {
  if (!row.error.empty()) return fail(Refusal{row.error});
  for (const auto& [name, value] : row.fields)
    if (!text::is_valid_utf8(value)) return fail(Refusal{name + ": not UTF-8"});
  for (const char* name : {"source_id", "id", "addressed_to", "topic"})
    if (row.get(name).size() > longest_key)
      return fail(Refusal{std::string(name) + ": longer than 2,000 bytes"});
  Ready r;
  r.text = text::clean(row.get("text"));
  r.title = text::clean(row.get("title"));
  if (r.text.empty()) r.text = r.title;
  if (r.text.find_first_not_of(" \t\n") == std::string::npos) return fail(Refusal{"text: missing"});
  if (r.title.empty()) r.title = title_of(r.text);
  if (!row.get("kind").empty()) {
    auto kind = parse_kind(row.get("kind"));
    if (!kind) return fail(Refusal{"kind: not known", std::string(row.get("kind"))});
    r.kind = *kind;
  }
  auto received = instant(row, "date", false);
  auto due = instant(row, "due", true);
  auto answered = instant(row, "answered_on", false);
  auto answered_by = instant(row, "answered_on", true);  // the end of that day, month or year
  if (!received) return fail(received.error());
  if (!due) return fail(due.error());
  if (!answered) return fail(answered.error());
  r.received_at = received->value_or(env.clock.now());
  // Where nobody says when it was answered, nobody can say whether that was in time.
  r.has_limit = !row.has("due") && (row.get("answer").empty() || !row.get("answered_on").empty());
  r.due_at = *due;
  r.answered_at = *answered;
  r.answer = text::clean(row.get("answer"));
  if (!r.answer.empty() && !r.answered_at) r.answered_at = r.received_at;
  if (r.answered_at && *r.answered_at < r.received_at) {
    if (!*answered_by || **answered_by < r.received_at)
      return fail(Refusal{"answered_on: before the date of receipt"});
    r.answered_at = r.received_at;  // on the very day, month or year
  }
  if (r.received_at > env.clock.now()) return fail(Refusal{"date: in the future"});
  if (!row.get("outcome").empty()) {
    r.outcome = parse_outcome(row.get("outcome"));
    if (!r.outcome) return fail(Refusal{"outcome: not known", std::string(row.get("outcome"))});
  } else if (r.answered_at) {
    r.outcome = r.answer.empty() ? Outcome::settled : Outcome::explained;
  }
  r.asked_by = text::clean(row.get("asked_by"));
  r.addressed_to = text::clean(row.get("addressed_to"));
  r.topic = text::clean(row.get("topic"));
  r.place = text::clean(row.get("place"));
  r.document = text::clean(row.get("document"));
  r.contact = {text::clean(row.get("name")), "", text::clean(row.get("phone")),
               text::clean(row.get("email"))};
  r.source_id = text::clean(row.get("source_id").empty() ? row.get("id") : row.get("source_id"));
  if (r.source_id.empty()) r.source_id = id_from(env.keys, r, row.get("date"));
  r.sealed_source_id = sealed_source_id(env.keys, r.source_id);
  if (is_confidential(r.kind)) {
    r.visibility = Visibility::sealed;
  } else if (!needs_a_look({r.title, r.text, r.asked_by, r.place})) {
    r.visibility = Visibility::open;
    r.keys = search_keys(r.title, r.text);
  }
  return r;
}

/// Finds the units and fields that rows name, each name once.
class Resolver {
 public:
  Resolver(db::Tx& tx, const Env& env) : places(tx), env_(env) {}

  Placer places;

  std::optional<UnitId> body(db::Tx& tx, const std::string& name) {
    return cached(bodies_, name,
                  [&] { return units::ensure_body(tx, env_.ids, env_.clock, name); });
  }
  std::optional<FieldId> field(db::Tx& tx, const std::string& name) {
    return cached(fields_, name, [&] { return units::ensure_field(tx, env_.ids, name); });
  }
  /// Those that are known already: what a complaint or a denunciation names may be its own words,
  /// and bodies and fields are public.
  std::optional<UnitId> known_body(db::Tx& tx, const std::string& name) {
    auto unit = units::find_unit(tx, name, env_.clock.today());
    return unit ? std::optional(unit->id) : std::nullopt;
  }

 private:
  template <class Map, class Find>
  static auto cached(Map& map, const std::string& words, Find find) -> typename Map::mapped_type {
    if (words.find_first_not_of(' ') == std::string::npos) return std::nullopt;
    auto at = map.find(words);
    if (at == map.end()) at = map.emplace(words, find()).first;
    return at->second;
  }

  const Env& env_;
  std::unordered_map<std::string, std::optional<UnitId>> bodies_;
  std::unordered_map<std::string, std::optional<FieldId>> fields_;
};

class Importer {
 public:
  Importer(const Env& env, std::string source) : env_(env), source_(std::move(source)) {}

  /// How many of a batch would be new.
  std::int64_t count(db::Database& database, const std::vector<Ready>& batch) {
    auto fresh = database.read([&](db::Tx& tx) {
      std::vector<std::string> ids;
      for (const Ready& row : batch)
        if (!find_here(tx, row)) ids.push_back(row.source_id);
      return ids;
    });
    return std::count_if(fresh.begin(), fresh.end(),
                         [&](const std::string& id) { return counted_.insert(id).second; });
  }

  struct Stored {
    std::int64_t fresh = 0, held = 0, answered = 0;
  };
  /// Stores a batch in one transaction.
  Stored store(db::Tx& tx, const std::vector<Ready>& batch) {
    Resolver resolver(tx, env_);
    Stored stored;
    for (const Ready& row : batch) {
      if (auto known = find_here(tx, row)) {
        if (take_answer(tx, *known, row)) ++stored.answered;
        continue;
      }
      insert(tx, resolver, row);
      ++stored.fresh;
      if (row.visibility == Visibility::held) ++stored.held;
    }
    return stored;
  }

 private:
  std::optional<PetitionId> find_here(db::Tx& tx, const Ready& row) const {
    auto known = tx.one<PetitionId>(
        find_source,
        {{"id", row.source_id}, {"sealed_id", row.sealed_source_id}, {"source", source_}});
    if (!known) known = tx.one<PetitionId>(find_text, {{"id", row.source_id}, {"text", row.text}});
    return known ? known : find_sealed(tx, row);
  }

  /// The same id and text, under the seal.
  std::optional<PetitionId> find_sealed(db::Tx& tx, const Ready& row) const {
    for (PetitionId id : tx.all<PetitionId>(select_sealed, {{"sealed_id", row.sealed_source_id}})) {
      const people::Words words = people::open_words(tx, env_.keys, subject_of(id));
      auto text = words.find(text_part);
      if (text != words.end() && text->second == row.text) return id;
    }
    return std::nullopt;
  }

  void insert(db::Tx& tx, Resolver& resolver, const Ready& r) {
    auto id = env_.ids.next<PetitionId>();
    const bool sealed = r.visibility == Visibility::sealed;
    auto body =
        sealed ? resolver.known_body(tx, r.addressed_to) : resolver.body(tx, r.addressed_to);
    auto field = sealed ? units::find_field(tx, r.topic) : resolver.field(tx, r.topic);
    const Date on = civil_date(r.received_at);
    const Owner owner{id, body.value_or(UnitId{}), r.kind == Kind::denunciation};
    auto kept = [&](std::string_view part, std::string_view words) {
      return keep_words(tx, env_, owner, part, words);
    };
    std::optional<AnswerId> answer;
    if (!r.answer.empty()) answer = insert_letter(tx, owner, r);
    std::optional<Instant> due = r.due_at;
    const bool nameless =
        r.kind == Kind::denunciation && (r.contact.name.empty() || r.contact.address.empty());
    const Matter matter = matter_of(r.kind, Channel::import, r.asked_by, nameless);
    // What is answered was settled; an open complaint or denunciation is still to be accepted.
    std::string_view rule =
        rule_of(matter, r.answered_at && !nameless ? last_stage(matter) : first_stage(matter));
    const auto [place, province] =
        resolver.places.find(tx, words_of_place(r.place, r.asked_by), on);
    if (r.has_limit) {
      rules::Circumstances circumstances{
          .remote = place && resolver.places.is_remote(tx, *place, on),
          .body = body.value_or(UnitId{})};
      if (auto limit = env_.rules.due(rule, r.received_at, circumstances)) due = limit->at;
    }
    State state = r.answered_at ? State::answered : body ? State::routed : State::received;
    tx.run(insert_petition, {{"id", id},
                             {"code", new_code()},
                             {"kind", r.kind},
                             {"state", state},
                             {"channel", Channel::import},
                             {"visibility", r.visibility},
                             {"title", kept(title_part, r.title)},
                             {"text", kept(text_part, r.text)},
                             {"asked_by", asked_by_in_clear(r.kind, r.asked_by)},
                             {"addressed_to", kept(addressee_part, r.addressed_to)},
                             {"place_text", kept(place_part, r.place)},
                             {"place", place},
                             {"province", province},
                             {"field", field},
                             {"body", body},
                             {"answer", answer},
                             {"outcome", r.outcome},
                             {"received_at", r.received_at},
                             {"clock_rule", r.has_limit ? rule : std::string_view()},
                             {"due_at", due},
                             {"answered_at", r.answered_at},
                             {"source", source_},
                             {"source_id", owner.sealed ? r.sealed_source_id : r.source_id},
                             {"nameless", nameless}});
    if (sealed) note_sealed(tx, id, r.kind, r.received_at);
    if (answer) tx.run(link_answer, {{"petition", id}, {"answer", *answer}});
    keep_contact(tx, env_, id, r.kind, r.contact, r.asked_by, owner.body);
    if (r.visibility == Visibility::open) search_index.put(tx, id.value, r.keys);
    record(
        tx, Act::by_system(),
        Entry{id,
              env_.clock.now(),
              "import",
              {{"kind", static_cast<int>(r.kind)}, {"answer", answer.value_or(AnswerId{}).value}}});
  }

  /// The answer that the file has by now, to a petition that is here without one.
  bool take_answer(db::Tx& tx, PetitionId id, const Ready& r) {
    if (!r.answered_at) return false;
    auto petition = find(tx, id);
    if (!petition || petition->answered_at || !is_open(petition->state)) return false;
    if (!r.answer.empty()) {
      petition->answer = insert_letter(tx, owner_of(*petition), r);
      tx.run(link_answer, {{"petition", id}, {"answer", *petition->answer}});
    }
    petition->state = State::answered;
    petition->outcome = r.outcome;
    petition->answered_at = r.answered_at;
    save(tx, *petition);
    record(tx, Act::by_system(),
           Entry{id,
                 env_.clock.now(),
                 "answer",
                 {{"answer", petition->answer.value_or(AnswerId{}).value},
                  {"outcome", static_cast<int>(r.outcome.value_or(Outcome::settled))}}});
    return true;
  }

  AnswerId insert_letter(db::Tx& tx, const Owner& owner, const Ready& r) {
    auto id = env_.ids.next<AnswerId>();
    const auto body = owner.body ? std::optional(owner.body) : std::nullopt;
    tx.run(insert_answer, {{"id", id},
                           {"body", body},
                           {"outcome", r.outcome},
                           {"text", keep_words(tx, env_, owner, answer_part(id), r.answer)},
                           {"document", keep_words(tx, env_, owner, document_part(id), r.document)},
                           {"at", *r.answered_at}});
    return id;
  }

  const Env& env_;
  std::string source_;
  std::unordered_set<std::string> counted_;
};

/// Whether everybody might read the row: of a complaint, a denunciation, and of what may be one or
/// identifies somebody, no word is written into another file.
bool may_be_repeated(const ImportRow& row) {
  if (!row.error.empty() || !text::is_blank(row.get("name")) || !text::is_blank(row.get("phone")) ||
      !text::is_blank(row.get("email")))
    return false;
  const std::string_view typed = row.get("kind");
  const auto kind = typed.empty() ? std::optional(Kind::proposal) : parse_kind(typed);
  if (!kind || is_confidential(*kind)) return false;
  return std::all_of(row.fields.begin(), row.fields.end(), [](const auto& field) {
    return text::is_valid_utf8(field.second) && !needs_a_look({field.second});
  });
}

/// Line, reason and the row as it was read; of what may not be repeated line, reason and id.
void write_reject(std::ostream& out, const ImportRow& row, const Refusal& refusal) {
  csv::Row cells{std::to_string(row.line), refusal.reason};
  if (may_be_repeated(row)) {
    if (!refusal.value.empty()) cells[1] += ": " + refusal.value;
    for (const auto& [name, value] : row.fields) cells.push_back(name + "=" + value);
  } else {
    for (std::string_view name : {"source_id", "id"})
      if (row.has(name)) cells.push_back(std::string(name) + "=" + std::string(row.get(name)));
  }
  csv::Writer(out).row(cells);
}

}  // namespace

std::span<const std::string_view> import_fields() {
  return fields;
}

ImportResult import_petitions(db::Database& database, const Env& env, const std::string& file,
                              const ImportOptions& options) {
  auto rows = open_rows(file, options.columns);
  std::uint64_t size = std::filesystem::file_size(file);
  Importer importer(
      env, options.source.empty() ? std::filesystem::path(file).stem().string() : options.source);
  ImportResult result;
  std::vector<Ready> batch;
  auto flush = [&] {
    Importer::Stored stored;
    if (options.dry_run) {
      stored.fresh = importer.count(database, batch);
    } else {
      stored = database.write([&](db::Tx& tx) { return importer.store(tx, batch); });
    }
    result.imported += stored.fresh;
    result.held += stored.held;
    result.answered += stored.answered;
    result.joined += static_cast<std::int64_t>(batch.size()) - stored.fresh;
    batch.clear();
    if (options.progress) options.progress(rows->bytes_read(), size);
  };
  while (auto row = rows->next()) {
    auto ready = check(env, *row);
    if (ready) {
      batch.push_back(std::move(*ready));
      if (batch.size() == batch_size) flush();
    } else {
      ++result.rejected;
      if (options.rejects) write_reject(*options.rejects, *row, ready.error());
    }
  }
  flush();
  result.unseen = rows->unseen();
  return result;
}

}  // namespace gandan::petitions
