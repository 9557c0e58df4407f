#include "kernel/journal/check_log.hpp"

#include <future>

#include "kernel/journal/leaf.hpp"
#include "kernel/journal/marks.hpp"
#include "kernel/journal/vouch.hpp"
#include "lib/db/patience.hpp"
#include "lib/tlog/tile_writer.hpp"

namespace gandan::journal {
namespace {

constexpr int entries_a_page = 5'000;
constexpr int records_a_page = 1'000;
constexpr int heads_a_page = 1'000;
constexpr std::size_t named_at_most = 20;
constexpr std::chrono::microseconds late = std::chrono::hours(1);

// The salt that was in force where the entry stands.
const db::Sql select_page{R"(
  select j.seq, j.at, j.actor_kind, j.actor_id, j.body_id, j.verb, j.subject_kind, j.subject_id,
    j.detail, e.log_index, e.content, e.commitment, e.at, s.salt, s.erased_under
  from journal j
  left join log_entries e on e.seq = j.seq
  left join log_salts s on s.subject_id = j.subject_id and s.subject_kind = j.subject_kind
    and s.from_index = (select max(x.from_index) from log_salts x
      where x.subject_id = j.subject_id and x.subject_kind = j.subject_kind
        and x.from_index <= e.log_index)
  where j.seq > :after order by j.seq limit :limit)"};
const db::Sql select_heads{R"(
  select size, last_seq, note from log_checkpoints where size > :after order by size
  limit :limit)"};
const db::Sql select_witnessed{"select witness, size, line from log_cosignatures order by witness"};
const db::Sql count_tiles{"select count(*) from log_tiles"};
const db::Sql select_kept_tile{"select bytes from log_tiles where level = :level and tile = :tile"};
const db::Sql count_logged{"select count(*) from log_entries"};
const db::Sql select_last_contents{R"(
  select j.subject_id, e.content, e.parts, s.salt
  from (select subject_id, max(seq) as seq from journal
    where subject_kind = :kind and subject_id > :after
    group by subject_id having max(seq) > :since order by subject_id limit :limit) j
  left join log_entries e on e.seq = j.seq
  left join log_salts s on s.subject_id = j.subject_id and s.subject_kind = :kind
    and s.from_index = (select max(x.from_index) from log_salts x
      where x.subject_id = j.subject_id and x.subject_kind = :kind
        and x.from_index <= e.log_index)
  order by j.subject_id)"};

struct Row {
  std::int64_t seq = 0;
  Instant at;
  ActorKind actor_kind = ActorKind::system;
  std::int64_t actor_id = 0, body_id = 0;
  std::string verb, subject_kind;
  std::int64_t subject_id = 0;
  std::string detail;
  std::optional<std::int64_t> index;
  std::optional<db::Blob> content, commitment;
  std::optional<Instant> taken_in;
  std::optional<db::Blob> salt;
  std::optional<std::string> erased_under;

  [[nodiscard]] Recorded entry() const {
    return {seq, at, actor_kind, actor_id, body_id, verb, subject_kind, subject_id, detail, {}};
  }
};

std::string entry_named(std::int64_t seq) {
  return "entry " + std::to_string(seq) + " of the journal";
}

/// A head that the database keeps: its last one, and those of before.
struct KeptHere {
  std::int64_t size = 0, last_seq = 0;
  std::string note;
};

/// Walks the journal beside the log.
class EntriesCheck {
 public:
  EntriesCheck(db::Tx& tx, const LogOptions& options, LogFindings& findings)
      : tx_(tx), options_(options), findings_(findings) {}

  void run() {
    findings_.head = log_head(tx_);
    findings_.origin = log_origin(tx_).value_or("");
    findings_.keys = log_keys(tx_);
    open_heads();
    cosigned_ = tx_.all<Cosigned>(select_witnessed);
    note_roots();
    std::int64_t after = 0, looked_at = 0;
    for (bool is_more = true; is_more;) {
      const auto page = tx_.all<Row>(select_page, {{"after", after}, {"limit", entries_a_page}});
      for (const Row& row : page) look(row);
      is_more = page.size() == entries_a_page;
      if (!page.empty()) after = page.back().seq;
      compare_tiles();
      looked_at += static_cast<std::int64_t>(page.size());
      if (options_.progress) options_.progress(looked_at);
    }
    finish();
  }

 private:
  struct Expected {
    std::string name;
    tlog::TreeHead head;
  };
  /// What a witness said last, which it says of one history only.
  struct Cosigned {
    std::string witness;
    std::int64_t size = 0;
    std::string line;
  };

  void broken(std::string line) {
    if (findings_.broken.size() < named_at_most) findings_.broken.push_back(std::move(line));
  }

  /// Where keys are named, those alone: whoever holds the database can put another beside its own.
  [[nodiscard]] tlog::Trust trust() const {
    tlog::Trust trust{findings_.origin, options_.keys, {}};
    if (!options_.keys.empty()) return trust;
    for (const std::string& text : findings_.keys)
      if (auto key = tlog::parse_verifier_key(text)) trust.log_keys.push_back(std::move(*key));
    return trust;
  }

  /// The database's own last head, then those that were kept elsewhere.
  void open_heads() {
    const tlog::Trust known = trust();
    auto open = [&](const std::string& name, const std::string& note) {
      const auto opened = tlog::open_checkpoint(note, known);
      if (!opened)
        return broken(name + " is not signed by " +
                      (options_.keys.empty() ? "a key of this log" : "a key that was named"));
      expected_.emplace(opened->checkpoint.head.size, Expected{name, opened->checkpoint.head});
    };
    if (findings_.head) open("the last head of the log", findings_.head->note);
    for (const KeptHead& head : options_.heads) {
      if (findings_.head)
        open(head.name, head.note);
      else
        broken("this database has no log, and " + head.name + " is the head of one");
    }
  }

  void look(const Row& row) {
    if (!row.index) {
      if (findings_.waiting++ == 0) first_waiting_ = row.seq;
      return;
    }
    if (findings_.waiting > 0)
      broken(entry_named(first_waiting_) + " is not in the log, and later ones are");
    if (*row.index != size_) {
      broken("of entry " + std::to_string(size_) + " of the log the journal has nothing");
      is_whole_ = false;
    }
    size_ = *row.index + 1;
    if (row.taken_in && *row.taken_in - row.at > late) {
      ++findings_.as_found;
      findings_.found_at = row.taken_in;
    }
    check_commitment(row);
    const auto commitment = tlog::hash_of_bytes(row.commitment->data);
    if (!commitment || !is_whole_) return;
    writer_.append(tlog::leaf_hash(log_entry(*commitment)));
    note_roots();
    compare_head_kept_here(row.seq);
  }

  void check_commitment(const Row& row) {
    if (!row.salt) {
      if (row.erased_under)
        ++findings_.erased;
      else
        broken("the salt of " + entry_named(row.seq) + " is gone, and nothing says why");
      return;
    }
    const auto content = tlog::hash_of_bytes(row.content->data);
    const bool is_same =
        content && row.commitment->data == tlog::bytes_of(commitment_to(
                                               row.entry(), static_cast<std::uint64_t>(*row.index),
                                               row.salt->data, *content));
    if (!is_same) broken(entry_named(row.seq) + " is not what the log vouches for");
  }

  /// What the log's tree is, wherever somebody knows a head of that size.
  void note_roots() {
    const auto [begin, end] = expected_.equal_range(static_cast<std::uint64_t>(size_));
    for (auto each = begin; each != end; ++each)
      if (is_whole_ && each->second.head != writer_.head())
        broken(each->second.name + " is of another history: its " + std::to_string(size_) +
               " entries are not the log's first");
  }

  /// Of the heads that the database keeps, the one of as many entries, if there is one: what was
  /// signed at each growth, and where the log goes on.
  void compare_head_kept_here(std::int64_t seq) {
    while (next_here_ < here_.size() && here_[next_here_].size < size_) ++next_here_;
    if (next_here_ == here_.size() && are_more_here_) {
      here_ = tx_.all<KeptHere>(select_heads, {{"after", size_ - 1}, {"limit", heads_a_page}});
      next_here_ = 0;
      are_more_here_ = here_.size() == heads_a_page;
    }
    if (next_here_ == here_.size() || here_[next_here_].size != size_) return;
    const KeptHere& here = here_[next_here_];
    const std::string name = "the head of " + std::to_string(size_) + " entries that is kept here";
    const auto note = tlog::parse_note(here.note);
    const auto checkpoint = note ? tlog::parse_checkpoint(note->text) : std::nullopt;
    if (!checkpoint || checkpoint->origin != findings_.origin || checkpoint->head != writer_.head())
      return broken(name + " is of another history");
    if (here.last_seq != seq)
      broken(name + " says that they end at " + entry_named(here.last_seq) + ", and they end at " +
             std::to_string(seq));
    std::erase_if(cosigned_, [&](const Cosigned& each) {
      return each.size == size_ && is_by(each, note->text);
    });
  }
  static bool is_by(const Cosigned& cosigned, std::string_view text) {
    const auto key = tlog::parse_verifier_key(cosigned.witness);
    const auto lines = tlog::parse_signatures(cosigned.line);
    return key && lines && lines->size() == 1 && names(lines->front(), *key) &&
           verify(*key, text, lines->front().bytes);
  }
  /// Those that are of no head here.
  void compare_cosignatures() {
    for (const Cosigned& each : cosigned_)
      if (each.size > size_)
        broken("the witness " + each.witness + " saw " + std::to_string(each.size) +
               " entries, and the log has " + std::to_string(size_) +
               ": it was cut short, or made anew");
      else
        broken("what the witness " + each.witness + " signed of " + std::to_string(each.size) +
               " entries is not of this log: it was made anew, or its line was changed");
  }

  /// As they are stored: what stood behind the end of one would be shown as more of it.
  void compare_tiles() {
    if (!is_whole_) return;
    for (const tlog::Tile& made : writer_.take_changed()) {
      const auto stored = stored_tile(made.name);
      // One that is not full yet is as wide as the whole log makes it, and compared again.
      const bool is_same = stored && (made.name.is_partial() ? stored->starts_with(made.bytes)
                                                             : *stored == made.bytes);
      if (!is_same) broken(tlog::path_of(made.name) + " is not what its entries make");
    }
  }
  void compare_all_tiles() {
    if (!is_whole_) return;
    std::uint64_t tiles = 0;
    unsigned level = 0;
    for (auto nodes = static_cast<std::uint64_t>(size_); nodes > 0; nodes /= tlog::tile_width) {
      const tlog::TileName edge{level++, nodes / tlog::tile_width, nodes % tlog::tile_width};
      tiles += edge.index + (edge.width > 0 ? 1 : 0);
      const auto stored = edge.width > 0 ? stored_tile(edge) : std::nullopt;
      if (stored && stored->size() > edge.width * sizeof(tlog::Hash))
        broken(tlog::path_of(edge) + " is wider than its entries make it");
    }
    if (tx_.one<std::int64_t>(count_tiles) != static_cast<std::int64_t>(tiles))
      broken("the log has tiles of which it has no entries");
  }
  [[nodiscard]] std::optional<std::string> stored_tile(const tlog::TileName& name) {
    auto stored =
        tx_.one<db::Blob>(select_kept_tile, {{"level", static_cast<std::int64_t>(*name.level)},
                                             {"tile", static_cast<std::int64_t>(name.index)}});
    return stored ? std::optional(std::move(stored->data)) : std::nullopt;
  }

  void finish() {
    const std::int64_t signed_size = findings_.head ? findings_.head->size : 0;
    if (is_whole_ && tx_.one<std::int64_t>(count_logged) != size_)
      broken("the log has entries of which the journal has nothing");
    if (signed_size != size_)
      broken("the last head of the log is of " + std::to_string(signed_size) + " entries, and " +
             std::to_string(size_) + " are there");
    compare_all_tiles();
    compare_cosignatures();
    for (const auto& [size, head] : expected_)
      if (size > static_cast<std::uint64_t>(size_))
        broken(head.name + " is of " + std::to_string(size) + " entries, and the log has " +
               std::to_string(size_) + ": it was cut short, or the database is an older one");
  }

  db::Tx& tx_;
  const LogOptions& options_;
  LogFindings& findings_;
  tlog::TileWriter writer_;
  std::multimap<std::uint64_t, Expected> expected_;
  std::vector<Cosigned> cosigned_;  // but those that are of a head here
  std::vector<KeptHere> here_;      // a page of the heads that the database keeps
  std::size_t next_here_ = 0;
  bool are_more_here_ = true;
  std::int64_t size_ = 0;  // of the log, as far as it was walked
  std::int64_t first_waiting_ = 0;
  bool is_whole_ = true;  // no leaf is missing, so the tree can be made
};

struct LastContent {
  std::int64_t id = 0;
  std::optional<db::Blob> content, marks, salt;
};

/// Why a record is not as its last entry says; empty: it is. Where words are taken away, an entry
/// comes after, with a secret of its own: whoever takes only the secret away hides what they
/// change.
std::string why_different(const Committed& committed, const LastContent& last,
                          std::vector<Part> parts) {
  // Earlier versions, which kept no marks, committed to nothing of who joined without a place.
  const bool said_nothing = !last.marks && last.content->data == tlog::bytes_of(tlog::empty_root());
  if (committed.may_end && (parts.empty() || said_nothing)) return {};
  if (!last.salt) return "has lost the secret of its last entry: nothing can be held against it";
  lock_parts(parts, last.salt->data);
  const std::vector<tlog::Hash> hashes = hashes_of(parts);
  if (tlog::bytes_of(content_of(hashes)) == last.content->data) return {};
  return "is not as its last entry committed to it: " +
         differences(parts, hashes,
                     last.marks ? std::optional<std::string_view>(last.marks->data) : std::nullopt);
}

std::string name_of(const Committed& committed, std::int64_t id) {
  return committed.named != nullptr ? committed.named(id)
                                    : db::joined({committed.kind, " ", std::to_string(id)});
}

/// Since when the log vouches for kinds that are older than what it says of them.
std::vector<LogFindings::Vouching> vouchings(db::Tx& tx, const std::vector<Committed>& committed) {
  std::vector<LogFindings::Vouching> all;
  for (const Committed& kind : committed) {
    if (!kind.vouched) continue;
    const auto since = vouched_since(tx, kind.kind);
    all.push_back({std::string(kind.kind), since ? std::optional(since->at) : std::nullopt});
  }
  return all;
}

}  // namespace

std::vector<std::string> differing(db::Tx& tx, const Committed& committed, std::int64_t* compared) {
  std::vector<std::string> lines;
  const auto since = committed.vouched ? vouched_since(tx, committed.kind) : Since{};
  if (!since) return lines;
  std::int64_t after = 0, differ = 0;
  for (bool is_more = true; is_more;) {
    const auto page = tx.all<LastContent>(select_last_contents, {{"kind", committed.kind},
                                                                 {"after", after},
                                                                 {"since", since->seq},
                                                                 {"limit", records_a_page}});
    std::vector<std::int64_t> ids;
    for (const LastContent& last : page)
      if (last.content) ids.push_back(last.id);
    auto parts = parts_of(tx, committed, ids);
    for (const LastContent& last : page) {
      if (!last.content) continue;
      if (compared != nullptr) ++*compared;
      const std::string why = why_different(committed, last, std::move(parts[last.id]));
      if (why.empty() || ++differ > static_cast<std::int64_t>(named_at_most)) continue;
      lines.push_back(name_of(committed, last.id) + " " + why);
    }
    is_more = page.size() == records_a_page;
    if (!page.empty()) after = page.back().id;
  }
  if (differ > static_cast<std::int64_t>(named_at_most))
    lines.push_back(std::string(committed.kind) + ": " + std::to_string(differ) +
                    " in all are not as their last entries committed to them");
  return lines;
}

LogFindings check_log(db::Database& database, const std::vector<Committed>& committed,
                      const LogOptions& options) {
  LogFindings findings;
  auto records = std::async(std::launch::async, [&, patience = db::patience()] {
    const db::WithPatience patient(patience);
    std::pair<std::vector<std::string>, std::int64_t> found;
    database.read([&](db::Tx& tx) {
      found = {};
      for (const Committed& kind : committed)
        for (std::string& line : differing(tx, kind, &found.second))
          found.first.push_back(std::move(line));
    });
    return found;
  });
  database.read([&](db::Tx& tx) {
    findings = {};
    EntriesCheck(tx, options, findings).run();
    findings.vouched = vouchings(tx, committed);
  });
  auto [differ, compared] = records.get();
  findings.records = compared;
  for (std::string& line : differ) findings.broken.push_back(std::move(line));
  return findings;
}

}  // namespace gandan::journal
