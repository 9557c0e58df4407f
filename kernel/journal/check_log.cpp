#include "kernel/journal/check_log.hpp"

#include <future>
#include <unordered_map>

#include "kernel/journal/check_entries.hpp"
#include "kernel/journal/marks.hpp"
#include "kernel/journal/salts.hpp"
#include "kernel/journal/vouch.hpp"
#include "lib/db/ids.hpp"
#include "lib/db/patience.hpp"

namespace gandan::journal {
namespace {

constexpr int records_a_page = 1'000;

const db::Sql select_last_entries{R"(
  select subject_id, max(seq) from journal
  where subject_kind = :kind and subject_id > :after
  group by subject_id having max(seq) > :since order by subject_id limit :limit)"};
const db::SelectOfIds select_contents{
    "select seq, log_index, content, parts from log_entries where seq in ("};

struct LastContent {
  std::int64_t id = 0;
  std::optional<db::Blob> content = {}, marks = {}, salt = {};
};

/// What the log has of the last entries of some records behind `after`, by id.
std::vector<LastContent> last_contents(db::Tx& tx, std::string_view kind, std::int64_t after,
                                       std::int64_t since) {
  struct Last {
    std::int64_t id = 0, seq = 0;
  };
  struct Content {
    std::int64_t seq = 0, index = 0;
    db::Blob content;
    std::optional<db::Blob> marks;
  };
  const auto last =
      tx.all<Last>(select_last_entries,
                   {{"kind", kind}, {"after", after}, {"since", since}, {"limit", records_a_page}});
  std::vector<std::int64_t> ids, entries;
  for (const Last& each : last) {
    ids.push_back(each.id);
    entries.push_back(each.seq);
  }
  const Salts salts(tx, ids);
  std::unordered_map<std::int64_t, Content> contents;
  select_contents.each<Content>(
      tx, entries, [&](Content content) { contents.emplace(content.seq, std::move(content)); });
  std::vector<LastContent> all;
  for (const Last& each : last) {
    LastContent& found = all.emplace_back(LastContent{each.id});
    const auto content = contents.find(each.seq);
    if (content == contents.end()) continue;
    if (const auto* salt = salts.at(each.id, kind, content->second.index)) found.salt = salt->salt;
    found.content = std::move(content->second.content);
    found.marks = std::move(content->second.marks);
  }
  return all;
}

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
    const auto page = last_contents(tx, committed.kind, after, since->seq);
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
    check_entries(tx, options, findings);
    findings.vouched = vouchings(tx, committed);
  });
  auto [differ, compared] = records.get();
  findings.records = compared;
  for (std::string& line : differ) findings.broken.push_back(std::move(line));
  return findings;
}

}  // namespace gandan::journal
