// For tests: a database of its own for each test, on both engines, migrated, with what the whole
// house knows: units, rules, keys, a clock that stands still and ids that count.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/journal.hpp"
#include "kernel/module/module.hpp"
#include "kernel/testing/officers.hpp"
#include "kernel/testing/postbox.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::test {

/// What is so when a test begins.
struct Given {
  Date today = Date::of(2026, 10, 1);  ///< it is nine in the morning
  bool units = true;                   ///< the units that the program ships are there
  bool mail = false;                   ///< letters leave the house, into the postbox
  bool untouched = false;  ///< nothing ever was in its files: what is left is looked for
};

/// The tables are filled once a process: on SQLite each test begins with a copy of the file, on
/// PostgreSQL what a test did is undone before the next.
class Database : public db::test::OnEachEngine {
 protected:
  /// Of the kernel's tables and those of these modules.
  explicit Database(const std::vector<Module>& modules = {}, Given given = {});
  void SetUp() override;
  void TearDown() override;

  /// As if the server had ended and another had started, which reads the key file anew. `between`
  /// is done while nobody has the database open: a backup is put in its place.
  virtual void restart(const std::function<void()>& between = {});

  /// What the application hands to modules; made when it is first asked for.
  [[nodiscard]] Services& services();
  [[nodiscard]] DirectoryHolder& directory();
  [[nodiscard]] people::Access access() { return {db(), clock, settings, *keys}; }
  /// Where letters arrive; only where mail is given.
  [[nodiscard]] Postbox& postbox();

  /// An officer, "Officer lan" of the username "lan", who signs in with `password`.
  people::UserId account(const std::string& username, std::vector<people::Grant> grants = {},
                         const std::string& email = "");
  /// By its name or code, today. Throws where there is none.
  [[nodiscard]] UnitId unit(std::string_view name);

  /// The verbs that the journal tells of a record, oldest first.
  [[nodiscard]] std::vector<std::string> verbs_of(Ref subject);
  /// What of the modules' invariants does not hold now, a line each.
  [[nodiscard]] std::vector<std::string> broken_invariants();
  /// Seals the journal and takes it into the log, as a server does each second.
  void take_into_log();
  /// Which records changed since then without an entry that tells of it, a line each.
  [[nodiscard]] std::vector<std::string> untold_changes();
  /// The number of the newest entry of the whole journal; 0 where it is empty.
  [[nodiscard]] std::int64_t last_entry();
  /// The verbs of all entries after that one, oldest first: at most a thousand.
  [[nodiscard]] std::vector<std::string> verbs_since(std::int64_t entry);

  const Given given_;
  FixedClock clock{given_.today};
  Ids ids{clock, 7};
  people::Settings settings{.password_cost = crypto::PasswordCost::for_tests()};
  std::unique_ptr<rules::Rules> rules;
  std::unique_ptr<people::KeyHolder> keys;

 private:
  void start();
  void shut_down();
  void prepare() override;
  [[nodiscard]] std::string name_of_filling() const;
  [[nodiscard]] std::string filling_of() const override;
  void fill() override;

  records::Kinds records_;
  std::vector<gandan::files::Kind> files_;
  std::vector<gandan::letters::Kind> letters_;
  std::vector<gandan::letters::News> news_;
  std::optional<gandan::intake::Port> intake_;
  std::vector<gandan::settings::Declared> declared_;
  std::vector<invariants::Invariant> invariants_;
  std::vector<gandan::journal::Committed> committed_;
  Post post_;
  std::unique_ptr<gandan::settings::Holder> set_;
  std::unique_ptr<DirectoryHolder> directory_;
  std::unique_ptr<Services> services_;
};

}  // namespace gandan::test
