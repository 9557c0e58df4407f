#include "kernel/journal/check_entries.hpp"

#include <future>
#include <memory>

#include "kernel/journal/leaf.hpp"
#include "kernel/journal/salts.hpp"
#include "lib/tlog/tile_writer.hpp"

namespace gandan::journal {
namespace {

constexpr int entries_a_page = 5'000;
constexpr int heads_a_page = 1'000;
constexpr std::chrono::microseconds late = std::chrono::hours(1);

// Each of one table: what is joined, the server may walk from its beginning for each page, as long
// as it has not counted a log that grew by much.
const db::Sql select_page{R"(
  select seq, at, actor_kind, actor_id, body_id, verb, subject_kind, subject_id, detail, ''
  from journal where seq > :after order by seq limit :limit)"};
const db::Sql select_logged{R"(
  select seq, log_index, content, commitment, at from log_entries
  where seq > :after and seq <= :last order by seq)"};
const db::Sql select_heads{R"(
  select size, last_seq, note from log_checkpoints where size > :after order by size
  limit :limit)"};
const db::Sql select_witnessed{"select witness, size, line from log_cosignatures order by witness"};
const db::Sql count_tiles{"select count(*) from log_tiles"};
const db::Sql select_kept_tile{"select bytes from log_tiles where level = :level and tile = :tile"};
const db::Sql count_logged{"select count(*) from log_entries"};

struct Logged {
  std::int64_t seq = 0, index = 0;
  db::Blob content, commitment;
  Instant at;
};

/// Entries of the journal, and what the log has of them.
struct Page {
  Page(db::Tx& tx, std::int64_t after)
      : entries(tx.all<Recorded>(select_page, {{"after", after}, {"limit", entries_a_page}})),
        last(entries.empty() ? after : entries.back().seq),
        logged(tx.all<Logged>(select_logged, {{"after", after}, {"last", last}})),
        salts(tx, subjects()) {}

  std::vector<Recorded> entries;
  std::int64_t last;
  std::vector<Logged> logged;
  Salts salts;

 private:
  [[nodiscard]] std::vector<std::int64_t> subjects() const {
    std::vector<std::int64_t> ids;
    for (const Recorded& entry : entries) ids.push_back(entry.subject_id);
    return ids;
  }
};

/// What is known of an entry without a look at those before it.
struct Row {
  const Recorded* entry = nullptr;
  const Logged* logged = nullptr;
  const Salts::Salt* salt = nullptr;
  bool is_vouched_for = false;
  std::optional<tlog::Hash> leaf = std::nullopt;
};

Row row_of(const Page& page, const Recorded& entry, const Logged& logged) {
  Row row{&entry, &logged, page.salts.at(entry.subject_id, entry.subject_kind, logged.index)};
  const auto commitment = tlog::hash_of_bytes(logged.commitment.data);
  if (commitment) row.leaf = log_leaf(*commitment);
  const auto content = tlog::hash_of_bytes(logged.content.data);
  if (commitment && content && row.salt != nullptr && row.salt->salt)
    row.is_vouched_for =
        *commitment == commitment_to(entry, static_cast<std::uint64_t>(logged.index),
                                     row.salt->salt->data, *content);
  return row;
}

/// Nearly all of the work, and none of the database's.
std::vector<Row> rows_of(const Page& page) {
  std::vector<Row> rows;
  auto logged = page.logged.begin();
  for (const Recorded& entry : page.entries) {
    while (logged != page.logged.end() && logged->seq < entry.seq) ++logged;
    const bool is_logged = logged != page.logged.end() && logged->seq == entry.seq;
    rows.push_back(is_logged ? row_of(page, entry, *logged) : Row{&entry});
  }
  return rows;
}

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
    std::int64_t looked_at = 0;
    for (auto page = std::make_unique<Page>(tx_, 0); !page->entries.empty();) {
      // Hashed while the next is read.
      auto rows = std::async(std::launch::async, [&page = *page] { return rows_of(page); });
      auto next = std::make_unique<Page>(tx_, page->last);
      for (const Row& row : rows.get()) look(row);
      compare_tiles();
      looked_at += static_cast<std::int64_t>(page->entries.size());
      if (options_.progress) options_.progress(looked_at);
      page = std::move(next);
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
    const std::int64_t seq = row.entry->seq;
    if (row.logged == nullptr) {
      if (findings_.waiting++ == 0) first_waiting_ = seq;
      return;
    }
    if (findings_.waiting > 0)
      broken(entry_named(first_waiting_) + " is not in the log, and later ones are");
    const Logged& logged = *row.logged;
    if (logged.index != size_) {
      broken("of entry " + std::to_string(size_) + " of the log the journal has nothing");
      is_whole_ = false;
    }
    size_ = logged.index + 1;
    if (logged.at - row.entry->at > late) {
      ++findings_.as_found;
      findings_.found_at = logged.at;
    }
    if (row.salt != nullptr && row.salt->salt) {
      if (!row.is_vouched_for) broken(entry_named(seq) + " is not what the log vouches for");
    } else if (row.salt != nullptr && row.salt->erased_under) {
      ++findings_.erased;
    } else {
      broken("the salt of " + entry_named(seq) + " is gone, and nothing says why");
    }
    if (!row.leaf || !is_whole_) return;
    writer_.append(*row.leaf);
    note_roots();
    compare_head_kept_here(seq);
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

}  // namespace

void check_entries(db::Tx& tx, const LogOptions& options, LogFindings& findings) {
  EntriesCheck(tx, options, findings).run();
}

}  // namespace gandan::journal
