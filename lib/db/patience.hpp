// How long a thread waits for a database server before it gives the connection up.
#pragma once
#include <chrono>
#include <cstdint>

namespace gandan::db {

enum class Patience : std::uint8_t {
  page,  ///< somebody waits for an answer and would rather be told: seconds
  work,  ///< a command, a job, a report, a migration: minutes
};

/// For what this thread asks from now on; `page` where nothing was said. PostgreSQL only: SQLite
/// answers to nobody but this machine's disk.
void set_patience(Patience patience);
[[nodiscard]] Patience patience();

/// A patience for the length of a scope.
class WithPatience {
 public:
  explicit WithPatience(Patience meanwhile) : before_(patience()) { set_patience(meanwhile); }
  ~WithPatience() { set_patience(before_); }
  WithPatience(const WithPatience&) = delete;
  WithPatience& operator=(const WithPatience&) = delete;

 private:
  const Patience before_;
};

/// What a patience comes to. The server gives up before the client does, so that it says why; what
/// it does not do within `answer`, it is taken for stalled.
struct Deadlines {
  std::chrono::milliseconds lock;       ///< for what another transaction holds
  std::chrono::milliseconds statement;  ///< of one statement
  std::chrono::milliseconds answer;     ///< until something comes over the network
};
[[nodiscard]] constexpr Deadlines deadlines(Patience patience) {
  using namespace std::chrono_literals;
  return patience == Patience::page ? Deadlines{3s, 4s, 5s} : Deadlines{10min, 10min, 11min};
}

}  // namespace gandan::db
