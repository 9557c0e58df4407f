// A petitions database for tests: migrated, with the reference data, a fixed clock and fixed ids.
#pragma once
#include <memory>
#include <string>

#include "contexts/petitions/listing.hpp"
#include "contexts/petitions/migrations.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/journal/migrations.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/rules/migrations.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/migrations.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/test_support.hpp"
#include "lib/jobs/migrations.hpp"

namespace gandan::petitions::test {

class PetitionsDatabase : public db::test::OnEachEngine {
 protected:
  PetitionsDatabase()
      : OnEachEngine({{"jobs", jobs::migrations::files()},
                      {"journal", journal::migrations::files()},
                      {"units", units::migrations::files()},
                      {"rules", rules::migrations::files()},
                      {"people", people::migrations::files()},
                      {"petitions", migrations::files()}}) {}

  void SetUp() override {
    OnEachEngine::SetUp();
    if (IsSkipped()) return;
    units::load_reference(db());
    rules = std::make_unique<rules::Rules>(db(), ids);
    book = rules->book();
    keys = std::make_unique<people::KeyHolder>(db(), clock, file("key"));
    (void)keys->get();
  }
  void TearDown() override {
    rules.reset();
    OnEachEngine::TearDown();
  }

  [[nodiscard]] Env env() { return {clock, ids, *book, keys->get(), by_mail}; }
  Submitted send(const SubmitForm& form) {
    auto submission = check(env(), form);
    EXPECT_TRUE(submission.has_value());
    return db().write([&](db::Tx& tx) { return submit(tx, env(), *submission); });
  }
  Submitted send(const std::string& text, const std::string& kind = "proposal") {
    SubmitForm form{.kind = kind, .text = text};
    if (kind == "complaint" || kind == "denunciation")
      form.contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", ""};
    return send(form);
  }
  [[nodiscard]] Petition load(PetitionId id) {
    return *db().read([&](db::Tx& tx) { return find(tx, id); });
  }
  [[nodiscard]] UnitId unit(std::string_view name) {
    return db().read([&](db::Tx& tx) { return units::find_unit(tx, name, clock.today())->id; });
  }
  /// Codes of what is public and has these words.
  [[nodiscard]] std::vector<std::string> found(const std::string& words) {
    return db().read([&](db::Tx& tx) {
      std::vector<std::string> codes;
      for (const ListRow& row : list(tx, clock, {.words = words}, 25).rows)
        codes.push_back(row.code);
      return codes;
    });
  }
  /// What the journal says of it.
  [[nodiscard]] std::vector<std::string> verbs_of(PetitionId id) {
    return db().read([&](db::Tx& tx) {
      std::vector<std::string> verbs;
      for (const auto& entry : journal::entries_of(tx, {"petition", id.value}))
        verbs.push_back(entry.verb);
      return verbs;
    });
  }
  /// Runs a use case as the operator.
  template <class Fn>
  auto act(Fn&& use_case) {
    return db().write([&](db::Tx& tx) { return use_case(tx, Act::by_system()); });
  }
  Moved route_to(PetitionId id, std::string_view body) {
    RouteForm form{.body = unit(body)};
    return act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, id, form); });
  }
  /// A complaint or denunciation as a body accepts it: signed, by a notice of today.
  Moved accept_signed(PetitionId id, const std::string& number = "1/TB-UBND") {
    return act([&](db::Tx& tx, const Act& by) {
      return accept(tx, env(), by, id, {.number = number, .is_signed = true});
    });
  }

  FixedClock clock{Date::of(2026, 10, 1)};
  Ids ids{clock, 7};
  std::unique_ptr<rules::Rules> rules;
  std::shared_ptr<const rules::Rulebook> book;
  std::unique_ptr<people::KeyHolder> keys;
  bool by_mail = false;
};

}  // namespace gandan::petitions::test
