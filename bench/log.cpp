// What the log costs: entries taken in a second, a proof, and the whole of it checked, on a fresh
// database with as many entries as asked for.
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "kernel/journal/check_log.hpp"
#include "kernel/journal/migrations.hpp"

namespace {

using namespace gandan;

double seconds_of(auto&& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Of as many records, three entries each.
void fill(db::Database& database, const Clock& clock, std::int64_t entries) {
  constexpr std::int64_t at_once = 10'000;
  for (std::int64_t i = 0; i < entries; i += at_once)
    database.write([&](db::Tx& tx) {
      for (std::int64_t j = i; j < std::min(i + at_once, entries); ++j)
        journal::append(tx, {.at = clock.now(),
                             .verb = "petition.submit",
                             .subject = {"petition", 1 + j / 3},
                             .detail = "{\"body\":8068593328231894091,\"due\":1796921999999999}"});
    });
}

/// The mean of a thousand, anywhere in the log.
double seconds_of_a_proof(db::Database& database, std::uint64_t size) {
  constexpr int many = 1'000;
  return seconds_of([&] {
           for (int i = 0; i < many; ++i)
             database.read([&](db::Tx& tx) {
               tlog::TileReader reader(size, journal::tiles_in(tx));
               if (!reader.inclusion_proof(size * static_cast<std::uint64_t>(i) / many))
                 std::abort();
             });
         }) /
         many;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "usage: bench_log ADDRESS KEYS ENTRIES\n";
    return 2;
  }
  const std::int64_t entries = std::atoll(words[3]);
  const SystemClock clock;
  const auto keys = crypto::KeyFile::read_or_create(words[2]);
  const std::vector<journal::Committed> none;
  auto database = db::Database::open(words[1]);
  const db::Migrations migrations{"journal", journal::migrations::files()};
  database->migrate({&migrations, 1});
  fill(*database, clock, entries);
  journal::seal_all(*database, clock);
  const double taken_in = seconds_of([&] {
    const journal::LogKeeper keeper{keys, none, "bench.example/log"};
    journal::LogExtender extender(*database, clock, keeper);
    while (extender.extend() > 0) {
    }
  });
  const double proof = seconds_of_a_proof(*database, static_cast<std::uint64_t>(entries));
  journal::LogFindings found;
  const double checked = seconds_of([&] { found = journal::check_log(*database, none); });
  std::cout << static_cast<double>(entries) / taken_in << ' ' << proof << ' ' << checked << '\n';
  return found.holds() ? 0 : 1;
}
