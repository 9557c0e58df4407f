#include "contexts/petitions/intake/import.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <unordered_map>

#include "contexts/petitions/figures/sealed_figures.hpp"
#include "contexts/petitions/intake/import_check.hpp"
#include "contexts/petitions/intake/import_rejects.hpp"
#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/record/clock.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/placing.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

constexpr std::array<std::string_view, 18> fields{
    "source_id",    "id",      "text",     "title", "kind",  "asked_by",
    "addressed_to", "topic",   "place",    "date",  "due",   "answer",
    "answered_on",  "outcome", "document", "name",  "phone", "email"};
constexpr std::size_t batch_size = 500;

const db::Sql find_source{R"(
  select id from petitions where source_id in (:id, :sealed_id) and source = :source)"};
const db::Sql select_same_text{R"(
  select id, source from petitions
  where source_id = :id and text = :text or source_id = :sealed_id and text = '' order by id)"};
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
const db::Sql update_place_text{"update petitions set place_text = :words where id = :id"};

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

/// What an import compares of what is here and what a row says.
struct Content {
  std::string text, place;
  std::vector<std::string> answers;
  bool takes_answer = false;  ///< still open, and without an answer
};

/// In what a row differs from what is here under its id. Nothing is said by a field that is empty.
struct Difference {
  bool text = false, place = false, answer = false;
  [[nodiscard]] explicit operator bool() const { return text || place || answer; }
  [[nodiscard]] std::string names() const {
    std::string out;
    const auto add = [&](bool differs, std::string_view name) {
      if (differs) (out += out.empty() ? "" : ", ") += name;
    };
    add(text, "text");
    add(place, "place");
    add(answer, "answer");
    return out;
  }
};

Difference difference(const Content& here, const ImportReady& row) {
  const bool knows_answer =
      std::find(here.answers.begin(), here.answers.end(), row.answer) != here.answers.end();
  return {.text = here.text != row.text,
          .place = !row.place.empty() && here.place != row.place,
          .answer = !row.answer.empty() && !knows_answer && !here.takes_answer};
}

/// What became of the rows of a batch.
struct Stored {
  std::int64_t fresh = 0, held = 0, answered = 0, converted = 0, taken = 0, changed = 0;
  std::vector<std::pair<std::size_t, Difference>> refused;  ///< of the batch, by position
};

class Importer {
 public:
  Importer(const Env& env, std::string source, bool takes_changed)
      : env_(env), source_(std::move(source)), takes_changed_(takes_changed) {}

  /// Stores a batch in one transaction.
  Stored store(db::Tx& tx, const std::vector<ImportReady>& batch) const {
    Resolver resolver(tx, env_);
    Stored stored;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const ImportReady& row = batch[i];
      if (auto known = find_here(tx, row)) {
        join(tx, resolver, {*known, row, i}, stored);
        continue;
      }
      insert(tx, resolver, row, source_of(row));
      ++stored.fresh;
      stored.held += row.visibility == Visibility::held;
      stored.converted += row.converted;
    }
    return stored;
  }

  /// What a batch would become; nothing is stored, so rows of the file are remembered.
  Stored look(db::Database& database, const std::vector<ImportReady>& batch) {
    const auto here = database.read([&](db::Tx& tx) {
      std::vector<std::optional<Content>> contents;
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
          seen_.try_emplace(source_of(row) + '\0' + row.source_id,
                            Content{row.text, row.place, {row.answer}, !row.answered_at});
      if (!here[i] && is_new) {
        ++stored.fresh;
        stored.held += row.visibility == Visibility::held;
        stored.converted += row.converted;
        continue;
      }
      const Difference other = difference(here[i] ? *here[i] : seen->second, row);
      if (!other) continue;
      ++stored.changed;
      if (takes_changed_)
        ++stored.taken;
      else
        stored.refused.emplace_back(i, other);
    }
    return stored;
  }

  [[nodiscard]] const std::string& source_of(const ImportReady& row) const {
    return row.source.empty() ? source_ : row.source;
  }

 private:
  struct Known {
    PetitionId id;
    const ImportReady& row;
    std::size_t position;
  };

  /// The one with this text before one that only has the id. Of another file it is the same only
  /// where the place does not say otherwise.
  std::optional<PetitionId> find_here(db::Tx& tx, const ImportReady& row) const {
    struct Like {
      PetitionId id;
      std::string source;
    };
    const auto like = tx.all<Like>(
        select_same_text,
        {{"id", row.source_id}, {"sealed_id", row.sealed_source_id}, {"text", row.text}});
    std::optional<PetitionId> elsewhere;
    for (const Like& one : like) {
      const Difference other = difference(content_of(tx, one.id), row);
      if (other.text) continue;
      if (one.source == source_of(row)) return one.id;
      if (!other.place && !elsewhere) elsewhere = one.id;
    }
    if (elsewhere) return elsewhere;
    return tx.one<PetitionId>(
        find_source,
        {{"id", row.source_id}, {"sealed_id", row.sealed_source_id}, {"source", source_of(row)}});
  }

  Content content_of(db::Tx& tx, PetitionId id) const {
    const Petition petition = find(tx, id).value();
    const bool is_sealed_here = has_sealed_words(petition);
    people::Words words;
    if (is_sealed_here) words = people::open_words(tx, env_.keys, subject_of(id));
    const auto of = [&](std::string_view part, const std::string& in_clear) {
      auto at = words.find(part);
      return at == words.end() ? in_clear : at->second;
    };
    Content content{.text = of(text_part, petition.text),
                    .place = of(place_part, petition.place_text),
                    .takes_answer = !petition.answered_at && is_open(petition.state)};
    for (const StoredAnswer& answer : answers_to(tx, id))
      content.answers.push_back(of(answer_part(answer.id), answer.text));
    return content;
  }

  /// A row whose id is here: the same, or one that says something else under it.
  void join(db::Tx& tx, Resolver& resolver, const Known& known, Stored& stored) const {
    const ImportReady& row = known.row;
    const Content here = content_of(tx, known.id);
    const Difference other = difference(here, row);
    if (!other) {
      if (here.takes_answer && row.answered_at) {
        take_answer(tx, known.id, row);
        ++stored.answered;
      }
      return;
    }
    ++stored.changed;
    if (!takes_changed_) {
      stored.refused.emplace_back(known.position, other);
      return;
    }
    ++stored.taken;
    if (other.text) {
      insert(tx, resolver, row, free_source(tx, row));
      stored.held += row.visibility == Visibility::held;
      stored.converted += row.converted;
      return;
    }
    if (other.place) take_place(tx, resolver, known.id, row);
    if (other.answer || (here.takes_answer && row.answered_at)) take_answer(tx, known.id, row);
  }

  /// Under an id that another petition has: "file (2)".
  std::string free_source(db::Tx& tx, const ImportReady& row) const {
    for (int n = 2;; ++n) {
      std::string source = source_of(row) + " (" + std::to_string(n) + ")";
      if (!tx.one<PetitionId>(
              find_source,
              {{"id", row.source_id}, {"sealed_id", row.sealed_source_id}, {"source", source}}))
        return source;
    }
  }

  /// By the rule where the row has a limit, otherwise the day that the file has.
  std::optional<Instant> due_of(db::Tx& tx, Resolver& resolver, const ImportReady& r,
                                std::string_view rule, std::optional<UnitId> body,
                                std::optional<UnitId> place) const {
    if (!r.has_limit) return r.due_at;
    rules::Circumstances circumstances{
        .remote = place && resolver.places.is_remote(tx, *place, civil_date(r.received_at)),
        .body = body.value_or(UnitId{})};
    const auto limit = env_.rules.due(rule, r.received_at, circumstances);
    return limit ? limit->at : r.due_at;
  }

  void insert(db::Tx& tx, Resolver& resolver, const ImportReady& r, std::string_view source) const {
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
    const bool nameless =
        r.kind == Kind::denunciation && (r.contact.name.empty() || r.contact.address.empty());
    const Matter matter = matter_of(r.kind, Channel::import, r.asked_by, nameless);
    // What is answered was settled; an open complaint or denunciation is still to be accepted.
    std::string_view rule =
        rule_of(matter, r.answered_at && !nameless ? last_stage(matter) : first_stage(matter));
    const auto [place, province] =
        resolver.places.find(tx, words_of_place(r.place, r.asked_by), on);
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
                             {"due_at", due_of(tx, resolver, r, rule, body, place)},
                             {"answered_at", r.answered_at},
                             {"source", source},
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

  /// The place that the file has by now. What an officer chose stays; the words are the file's.
  void take_place(db::Tx& tx, Resolver& resolver, PetitionId id, const ImportReady& r) const {
    Petition petition = find(tx, id).value();
    tx.run(update_place_text,
           {{"id", id}, {"words", keep_words(tx, env_, owner_of(petition), place_part, r.place)}});
    const PlaceFound found = was_placed_by_an_officer(tx, id)
                                 ? PlaceFound{petition.place, petition.province}
                                 : resolver.places.find(tx, words_of_place(r.place, r.asked_by),
                                                        civil_date(petition.received_at));
    set_place(tx, env_, Act::by_system(), petition, found);
    if (petition.visibility != Visibility::open || !needs_a_look({r.place})) return;
    set_visibility(tx, petition, Visibility::held);
    save(tx, petition);
  }

  /// The answer that the file has by now: the first, or a further one.
  void take_answer(db::Tx& tx, PetitionId id, const ImportReady& r) const {
    Petition petition = find(tx, id).value();
    if (!r.answer.empty()) {
      petition.answer = insert_letter(tx, owner_of(petition), r);
      tx.run(link_answer, {{"petition", id}, {"answer", *petition.answer}});
    }
    petition.state = State::answered;
    petition.outcome = r.outcome;
    // The limit is kept or not by the first.
    if (!petition.answered_at) petition.answered_at = r.answered_at;
    save(tx, petition);
    record(tx, Act::by_system(),
           Entry{id,
                 env_.clock.now(),
                 "answer",
                 {{"answer", petition.answer.value_or(AnswerId{}).value},
                  {"outcome", static_cast<int>(r.outcome.value_or(Outcome::settled))}}});
  }

  AnswerId insert_letter(db::Tx& tx, const Owner& owner, const ImportReady& r) const {
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
  bool takes_changed_;
  std::unordered_map<std::string, Content> seen_;  // of a dry run
};

/// Rows that wait to be stored together, with what they were read from.
struct Batch {
  std::vector<ImportReady> ready;
  std::vector<ImportRow> raw;
};

/// The line of a file that first had each id: what a later one is told of.
class FirstLines {
 public:
  std::string reason(const ImportReady& row, const Difference& other) const {
    auto at = lines_.find(row.source_id);
    const bool is_here = at != lines_.end() && at->second < row.line;
    return "changed: " + other.names() + ": not as " +
           (is_here ? "line " + std::to_string(at->second) + " of this file has it"
                    : "what is here under this id");
  }
  void note(const std::vector<ImportReady>& rows) {
    for (const ImportReady& row : rows) lines_.try_emplace(row.source_id, row.line);
  }

 private:
  std::unordered_map<std::string, std::int64_t> lines_;
};

}  // namespace

std::span<const std::string_view> import_fields() {
  return fields;
}

ImportResult import_petitions(db::Database& database, const Env& env, const std::string& file,
                              const ImportOptions& options) {
  auto rows = open_rows(file, options.columns);
  std::uint64_t size = std::filesystem::file_size(file);
  Importer importer(
      env, options.source.empty() ? std::filesystem::path(file).stem().string() : options.source,
      options.takes_changed);
  ImportResult result{.encoding = rows->encoding()};
  Batch batch;
  FirstLines lines;
  auto reject = [&](const ImportRow& row, const ImportRefusal& refusal, const ImportReady& ready) {
    if (options.rejects != nullptr)
      options.rejects->write(row, refusal, importer.source_of(ready), rows->delimiter());
  };
  auto flush = [&] {
    lines.note(batch.ready);
    Stored stored =
        options.dry_run
            ? importer.look(database, batch.ready)
            : database.write([&](db::Tx& tx) { return importer.store(tx, batch.ready); });
    result.imported += stored.fresh;
    result.held += stored.held;
    result.answered += stored.answered;
    result.converted += stored.converted;
    result.changed += stored.changed;
    result.taken += stored.taken;
    result.joined += static_cast<std::int64_t>(batch.ready.size()) - stored.fresh - stored.changed;
    for (const auto& [at, other] : stored.refused)
      reject(batch.raw[at], {lines.reason(batch.ready[at], other)}, batch.ready[at]);
    batch = {};
    if (options.progress) options.progress(rows->bytes_read(), size);
  };
  while (auto row = rows->next()) {
    auto ready = check_row(env, *row, options.dates);
    if (ready) {
      batch.ready.push_back(std::move(*ready));
      batch.raw.push_back(std::move(*row));
      if (batch.ready.size() == batch_size) flush();
    } else {
      ++result.rejected;
      reject(*row, ready.error(), {.source = std::string(row->get("source"))});
    }
  }
  flush();
  result.unseen = rows->unseen();
  result.unused = rows->unused();
  return result;
}

}  // namespace gandan::petitions
