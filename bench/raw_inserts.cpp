// What the engine itself can do: the inserts of a submission (petition, index, journal) on raw
// SQLite in one thread, as many a commit as there are connections in the other measurement.
//
//   bench_raw_inserts FILE SECONDS BATCH      FILE: a database migrated by gandan, for its tables
//
// Prints durable submissions a second. What gandan does besides (HTTP, JSON, checks, hashes) is
// left out.
#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "lib/grouping/bench/synthetic.hpp"
#include "lib/search/keys.hpp"
#include "lib/text/tracking_code.hpp"

namespace {

using Clock = std::chrono::steady_clock;

struct Row {
  std::string text, exact, folded;
};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) (out += word) += ' ';
  return out;
}

std::vector<Row> rows() {
  std::vector<Row> out;
  for (const auto& petition : gandan::grouping::bench::synthetic(20'000)) {
    auto keys = gandan::search::keys(petition.text);
    out.push_back({petition.text, joined(keys.exact), joined(keys.folded)});
  }
  return out;
}

class Raw {
 public:
  explicit Raw(const char* file) {
    check(sqlite3_open(file, &db_));
    // As lib/db opens it to write; only the log is emptied as SQLite does it by itself.
    run("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;"
        "pragma secure_delete = on; pragma temp_store = memory; pragma mmap_size = 0;"
        "pragma cache_size = -32768;");
  }
  ~Raw() {
    for (sqlite3_stmt* each : {petition_, index_, journal_}) sqlite3_finalize(each);
    sqlite3_close(db_);
  }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;

  void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }

  void prepare() {
    petition_ = prepared(
        "insert into petitions (id, code, kind, state, channel, visibility, title, text, asked_by, "
        "addressed_to, place_text, place_id, province_id, received_at, clock_rule, "
        "clock_started_at, "
        "due_at) values (?1, ?2, 2, 1, 2, 2, ?3, ?4, '', '', '', null, null, ?5, 'case.classify', "
        "?5, ?6)");
    index_ = prepared("insert into petition_search (rowid, exact, folded) values (?1, ?2, ?3)");
    journal_ = prepared(
        "insert into journal (at, actor_kind, actor_id, body_id, verb, subject_kind, subject_id, "
        "detail, leaf) values (?1, 1, 0, 0, 'petition.submit', 'petition', ?2, 'kind=2', ?3)");
  }

  void insert(std::int64_t id, const Row& row) {
    std::string code = gandan::text::tracking_code(random_());
    std::string title = row.text.substr(0, 120);
    std::string leaf(32, static_cast<char>(id));
    number(petition_, 1, id);
    text(petition_, 2, code);
    text(petition_, 3, title);
    text(petition_, 4, row.text);
    number(petition_, 5, 1'790'000'000'000'000 + id);
    number(petition_, 6, 1'790'900'000'000'000 + id);
    step(petition_);
    number(index_, 1, id);
    text(index_, 2, row.exact);
    text(index_, 3, row.folded);
    step(index_);
    number(journal_, 1, 1'790'000'000'000'000 + id);
    number(journal_, 2, id);
    check(sqlite3_bind_blob(journal_, 3, leaf.data(), 32, SQLITE_STATIC));
    step(journal_);
  }

 private:
  void check(int code) {
    if (code == SQLITE_OK) return;
    std::fprintf(stderr, "%s\n", sqlite3_errmsg(db_));
    std::exit(1);
  }
  sqlite3_stmt* prepared(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    return statement;
  }
  void number(sqlite3_stmt* statement, int at, std::int64_t value) {
    check(sqlite3_bind_int64(statement, at, value));
  }
  void text(sqlite3_stmt* statement, int at, const std::string& value) {
    check(sqlite3_bind_text(statement, at, value.data(), static_cast<int>(value.size()),
                            SQLITE_STATIC));
  }
  void step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) check(sqlite3_errcode(db_));
    check(sqlite3_reset(statement));
  }

  std::mt19937_64 random_{1};  // codes lie anywhere in their index, as those of gandan do
  sqlite3* db_ = nullptr;
  sqlite3_stmt *petition_ = nullptr, *index_ = nullptr, *journal_ = nullptr;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: bench_raw_inserts FILE SECONDS BATCH\n", stderr);
    return 2;
  }
  const double seconds = std::strtod(argv[2], nullptr);
  const long batch = std::strtol(argv[3], nullptr, 10);
  const std::vector<Row> all = rows();
  Raw raw(argv[1]);
  raw.prepare();
  std::int64_t done = 0;
  const auto start = Clock::now();
  double took = 0;
  while (took < seconds) {
    raw.run("begin immediate");
    for (long i = 0; i < batch; ++i, ++done)
      raw.insert(1'000'000'000 + done, all[static_cast<std::size_t>(done) % all.size()]);
    raw.run("commit");
    took = std::chrono::duration<double>(Clock::now() - start).count();
  }
  std::printf("%.0f\n", static_cast<double>(done) / took);
  return 0;
}
