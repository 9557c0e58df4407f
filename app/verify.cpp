#include "app/verify.hpp"

#include <algorithm>
#include <ostream>

#include "app/compose.hpp"

namespace gandan::app {
namespace {

constexpr const char* what_it_proves =
    "What this proves: no entry of the journal was changed, taken out or put in since it was "
    "sealed, as far as the seals in this database themselves are as they were; and each record "
    "counted above has its entry, each such entry its record.\n"
    "What it does not prove: that the words, days, places and states of a record are as they were; "
    "that records not counted above are all there; that nobody who holds the whole database wrote "
    "entries, seals and records anew. Against that, write the head down elsewhere and compare.\n";

}  // namespace

bool Findings::holds() const {
  return !chain.broken_at && std::all_of(records.begin(), records.end(), [](const auto& compared) {
    return compared.second.holds();
  });
}

Findings examine(db::Tx& tx, std::optional<Instant> now) {
  Findings findings{journal::verify(tx, now), {}};
  for (const Module& module : modules())
    for (const journal::Kept& kept : module.kept)
      findings.records.emplace_back(kept, journal::compare(tx, kept));
  return findings;
}

void print(std::ostream& out, const Findings& findings) {
  const journal::Verification& chain = findings.chain;
  out << "entries " << chain.entries << "\nsealed " << chain.sealed << "\nhead " << chain.head
      << "\n";
  for (const auto& [kept, compared] : findings.records)
    out << kept.what << " " << compared.records << "\n";
  out << "\n" << what_it_proves << "\n";
  if (chain.broken_at)
    out << "broken at entry " << *chain.broken_at << ": " << chain.reason << "\n";
  for (const auto& [kept, compared] : findings.records) {
    if (compared.without_entry > 0)
      out << "broken: " << kept.what << ": " << compared.without_entry
          << " that the journal does not tell of, the first " << compared.first << "\n";
    if (compared.without_record > 0)
      out << "broken: " << kept.what << ": " << compared.without_record
          << " that the journal tells of are not there, the first " << compared.first << "\n";
  }
  if (findings.holds()) out << "intact\n";
}

}  // namespace gandan::app
