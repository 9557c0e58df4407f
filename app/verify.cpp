#include "app/verify.hpp"

#include <algorithm>
#include <ostream>
#include <stdexcept>

#include "app/compose.hpp"
#include "lib/db/migrate.hpp"
#include "lib/db/schema.hpp"
#include "lib/db/tables.hpp"

namespace gandan::app {
namespace {

constexpr const char* what_it_proves =
    "What this proves: no entry of the journal was changed, taken out or put in since it was "
    "sealed, as far as the seals in this database themselves are as they were; each record "
    "counted above has its entry, each such entry its record, each role its giving, each opening "
    "and reading of what is sealed its entry; what the journal says was sealed is there; the "
    "database has the tables, columns, indexes, triggers and views that this program makes, and no "
    "others; and rows agree with each other as far as the invariants counted above say.\n"
    "What it does not prove: that the words, days, places and states of a record are as they were, "
    "where they agree with each other; "
    "that records not counted above are all there; that what is sealed still opens and says what "
    "it "
    "said; that identities sealed before November 2026, of which the journal did not tell, are all "
    "there; that every reading with the key file in hand went through this program; that nobody "
    "who "
    "holds the whole database wrote entries, seals and records anew. Against that, write the head "
    "down elsewhere and compare.\n";

const db::Sql select_end{"select at from journal order by seq desc limit 1"};

std::string schema_trouble(db::Database& database) {
  const auto list = database.read([](db::Tx& tx) { return db::look_at_list(tx, migrations()); });
  if (!list.lost.empty()) return list.lost;
  if (!list.missing.empty())
    return "schema_migrations does not name " + list.missing +
           ": the database is older than this program (run gandan migrate), or rows were taken out";
  const db::Schema found = database.read(db::schema_of);
  try {
    return db::difference(found, db::schema_made_by(database, migrations()));
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
  return !chain.broken_at && schema.empty() && broken.empty() &&
         std::all_of(records.begin(), records.end(),
                     [](const auto& compared) { return compared.second.holds(); });
}

void require_database(db::Tx& tx) {
  const auto tables = db::tables_of(tx);
  for (const char* table : {"schema_migrations", "journal", "journal_seals"})
    if (std::find(tables.begin(), tables.end(), table) == tables.end())
      throw std::runtime_error(std::string("this is another program's database: it has no table ") +
                               table);
}

Findings examine(db::Database& database, std::optional<Instant> now) {
  Findings findings;
  findings.schema = schema_trouble(database);
  database.read([&](db::Tx& tx) {
    findings.chain = journal::verify(tx, now);
    findings.ends_at = tx.one<Instant>(select_end);
    findings.records.clear();
    for (const Module& module : modules())
      for (const journal::Kept& kept : module.kept)
        findings.records.emplace_back(kept, journal::compare(tx, kept));
    if (findings.schema.empty()) findings.broken = invariants::broken(tx, invariants_of(modules()));
  });
  return findings;
}

void print(std::ostream& out, const Findings& findings) {
  const journal::Verification& chain = findings.chain;
  out << "entries " << chain.entries << "\nsealed " << chain.sealed << "\nhead " << chain.head
      << "\n";
  for (const auto& [kept, compared] : findings.records)
    out << kept.what << " " << compared.records << "\n";
  if (findings.schema.empty()) out << "invariants " << invariants_of(modules()).size() << "\n";
  out << "\n" << what_it_proves << "\n";
  if (!findings.schema.empty()) out << "broken: the schema: " << findings.schema << "\n";
  if (chain.broken_at)
    out << "broken at entry " << *chain.broken_at << ": " << chain.reason << "\n";
  print_end(out, findings);
  for (const auto& [kept, compared] : findings.records) print_broken(out, kept, compared);
  for (const invariants::Broken& each : findings.broken)
    out << "broken: " << invariants::line_of(each) << "\n";
  if (findings.holds()) out << "intact\n";
}

}  // namespace gandan::app
