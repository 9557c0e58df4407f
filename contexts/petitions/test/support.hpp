// A petitions database for tests, and what happens to petitions in it. The pages of the whole
// context stand over it as soon as a test asks for one.
#pragma once
#include <memory>
#include <string>

#include "contexts/petitions/lists/listing.hpp"
#include "contexts/petitions/module.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/letters/module.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/tasks/module.hpp"
#include "kernel/testing/site.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions::test {

class PetitionsDatabase : public gandan::test::Site {
 protected:
  explicit PetitionsDatabase(Module served = module(), gandan::test::Given given = {})
      : Site({letters::module(), tasks::module(), gandan::test::file_pages(), std::move(served)},
             given),
        by_mail(given.mail) {}

  void SetUp() override {
    Site::SetUp();
    if (!IsSkipped()) book = rules->book();
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
  using Site::verbs_of;
  [[nodiscard]] std::vector<std::string> verbs_of(PetitionId id) {
    return verbs_of({"petition", id.value});
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

  std::shared_ptr<const rules::Rulebook> book;
  bool by_mail;
};

}  // namespace gandan::petitions::test
