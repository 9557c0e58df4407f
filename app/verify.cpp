#include "app/verify.hpp"

#include <algorithm>
#include <ostream>
#include <stdexcept>

#include "app/compose.hpp"
#include "app/outside_log.hpp"
#include "kernel/files/files.hpp"
#include "lib/db/migrate.hpp"
#include "lib/db/schema.hpp"
#include "lib/db/tables.hpp"

namespace gandan::app {
namespace {

constexpr const char* what_it_proves =
    "What this proves: no entry of the journal was changed, taken out or put in since it was "
    "sealed, and each record that the log vouches for says what it said when its last entry was "
    "taken into the log, as far as seals, log and heads in this database themselves are as they "
    "were; each record counted above has its entry, each such entry its record, each role its "
    "giving, each opening and reading of what is sealed its entry; what the journal says was "
    "sealed is there; the database has the tables, columns, indexes, triggers and views that this "
    "program makes, and no others; and rows agree with each other as far as the invariants counted "
    "above say.\n"
    "What it does not prove: that nothing was left out before it entered the journal; that records "
    "not counted above are all there; what limits, days off and settings were before the day on "
    "which the log began to vouch for them; what units and places are called, and which is beneath "
    "which; under which rule a clock ran that has ended; what passwords and second factors were; "
    "that what is sealed still opens; that identities sealed before November 2026, "
    "of which the journal did not tell, are all there; that every reading with the key file in "
    "hand went through this program; that nobody who holds the whole database, and the key file "
    "or a server that signs with it, made entries, log and records anew. "
    "Against that, keep the log's head and its key elsewhere, and name them: --head FILE --key "
    "KEY. Without a head nobody sees that the end of the log was cut off; without the key, those "
    "that this database names are believed.\n";

const db::Sql select_end{"select at from journal order by seq desc limit 1"};

std::string schema_trouble(db::Database& database, std::span<const Module> modules) {
  const auto expected = migrations(modules);
  const auto list = database.read([&](db::Tx& tx) { return db::look_at_list(tx, expected); });
  if (!list.lost.empty()) return list.lost;
  if (!list.missing.empty())
    return "schema_migrations does not name " + list.missing +
           ": the database is older than this program (run gandan migrate), or rows were taken out";
  const db::Schema found = database.read(db::schema_of);
  try {
    return db::difference(found, db::schema_made_by(database, expected));
  } catch (const db::DatabaseError& error) {
    return "it cannot be compared with what this program makes: " + std::string(error.what());
  }
}

/// Where a journal that lacks entries ends, so that one that was cut short is known.
void print_end(std::ostream& out, const Findings& findings) {
  const auto lacks = [](const auto& compared) {
    return compared.first.told_by.empty() && compared.second.without_entry > 0;
  };
  if (std::none_of(findings.records.begin(), findings.records.end(), lacks)) return;
  if (!findings.ends_at)
    out << "broken: the journal is empty, though there are records: its entries were taken out\n";
  else
    out << "The journal ends with " << findings.chain.entries << " entries, the last of "
        << rfc3339(*findings.ends_at)
        << ": where the records without an entry are newer, it was cut short there.\n";
}

void print_log(std::ostream& out, const journal::LogFindings& log) {
  if (!log.head) {
    out << "log not begun: it begins when a server runs\n";
    return;
  }
  out << "log " << log.origin << "\nlog entries " << log.head->size << ", signed "
      << rfc3339(log.head->at) << "\n";
  for (const std::string& key : log.keys) out << "log key " << key << "\n";
  out << "records compared with the log " << log.records << "\n";
  if (log.waiting > 0)
    out << "entries that are not in the log yet " << log.waiting
        << ": a server takes them in within a minute\n";
  if (log.erased > 0)
    out << "entries whose words were erased or sealed since, so that the log cannot be held "
           "against them "
        << log.erased << "\n";
  if (log.found_at)
    out << "entries vouched for as they were found, the last on " << rfc3339(*log.found_at) << " "
        << log.as_found << ": they were made before there was a log, or while no server ran\n";
}

/// What is older than what the log says of it.
void print_vouched(std::ostream& out, const journal::LogFindings& log) {
  for (const auto& [kind, at] : log.vouched)
    if (at)
      out << "each " << kind << " vouched for as it stood on " << rfc3339(*at) << "\n";
    else
      out << "each " << kind << " not vouched for yet: a server that starts enters them\n";
}

void print_broken(std::ostream& out, const journal::Kept& kept,
                  const journal::Comparison& compared) {
  const bool by_records = !kept.told_by.empty();
  auto say = [&](std::int64_t n, const char* what) {
    if (n > 0)
      out << "broken: " << kept.what << ": " << n << what << ", the first " << compared.first
          << "\n";
  };
  say(compared.without_entry, by_records ? " without the record that they belong to"
                                         : " that the journal does not tell of");
  say(compared.without_record, by_records ? " that records tell of are not there"
                                          : " that the journal tells of are not there");
}

}  // namespace

bool Findings::holds() const {
  return missing_files.empty() && !chain.broken_at && log.holds() && schema.empty() &&
         broken.empty() && std::all_of(records.begin(), records.end(), [](const auto& compared) {
           return compared.second.holds();
         });
}

std::vector<journal::KeptHead> heads_of(const cli::Arguments& arguments) {
  std::vector<journal::KeptHead> heads;
  for (const std::string& file : arguments.list("head")) {
    // Copied out of a letter, its lines may end in CRLF, and the last one nowhere.
    std::string note = read_note_file(file);
    std::erase(note, '\r');
    if (!note.ends_with('\n')) note += '\n';
    heads.push_back({file, std::move(note)});
  }
  return heads;
}

cli::Option head_option() {
  return {.name = "head",
          .value = "FILE",
          .help =
              "a head of the log that was kept elsewhere: the log must still begin with it; may "
              "be repeated",
          .repeats = true};
}

void require_database(db::Tx& tx) {
  const auto tables = db::tables_of(tx);
  for (const char* table : {"schema_migrations", "journal", "journal_seals"})
    if (std::find(tables.begin(), tables.end(), table) == tables.end())
      throw std::runtime_error(std::string("this is another program's database: it has no table ") +
                               table);
}

Findings examine(db::Database& database, std::span<const Module> modules,
                 std::optional<Instant> now, const journal::LogOptions& options) {
  const auto invariants = invariants_of(modules);
  Findings findings{.invariant_count = invariants.size()};
  findings.schema = schema_trouble(database, modules);
  if (findings.schema.empty())
    findings.log = journal::check_log(database, committed_of(modules), options);
  database.read([&](db::Tx& tx) {
    findings.chain = journal::verify(tx, now);
    findings.ends_at = tx.one<Instant>(select_end);
    findings.records.clear();
    for (const Module& module : modules)
      for (const journal::Kept& kept : module.kept)
        findings.records.emplace_back(kept, journal::compare(tx, kept));
    if (findings.schema.empty()) findings.broken = invariants::broken(tx, invariants);
  });
  return findings;
}

void look_at_files(db::Database& database, const std::string& folder, Findings& findings) {
  if (!findings.schema.empty()) return;
  database.read([&](db::Tx& tx) {
    findings.files = static_cast<std::int64_t>(files::stored_hashes(tx).size());
    findings.missing_files = files::faults_of(tx, files::Folder(folder));
  });
}

void print(std::ostream& out, const Findings& findings) {
  const journal::Verification& chain = findings.chain;
  out << "entries " << chain.entries << "\nsealed " << chain.sealed << "\nhead " << chain.head
      << "\n";
  for (const auto& [kept, compared] : findings.records)
    out << kept.what << " " << compared.records << "\n";
  if (findings.files > 0) out << "files " << findings.files << "\n";
  if (findings.schema.empty()) out << "invariants " << findings.invariant_count << "\n";
  print_log(out, findings.log);
  print_vouched(out, findings.log);
  out << "\n" << what_it_proves << "\n";
  if (!findings.schema.empty()) out << "broken: the schema: " << findings.schema << "\n";
  if (chain.broken_at)
    out << "broken at entry " << *chain.broken_at << ": " << chain.reason << "\n";
  for (const std::string& line : findings.missing_files) out << "broken: " << line << "\n";
  for (const std::string& line : findings.log.broken) out << "broken: the log: " << line << "\n";
  print_end(out, findings);
  for (const auto& [kept, compared] : findings.records) print_broken(out, kept, compared);
  for (const invariants::Broken& each : findings.broken)
    out << "broken: " << invariants::line_of(each) << "\n";
  if (findings.holds()) out << "intact\n";
}

}  // namespace gandan::app
