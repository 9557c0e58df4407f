// The whole application with an account for each role and reach, and what happens to petitions and
// topics in it.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/test/support.hpp"
#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/units/places.hpp"

namespace gandan::app::test {

using people::Reach;
using people::Role;
using petitions::PetitionId;

inline const std::map<std::string, Role> roles = {
    {"administrator", Role::administrator},
    {"reception", Role::reception_officer},
    {"synthesis", Role::synthesis_officer},
    {"answering", Role::answering_officer},
    {"leader", Role::leader},
    {"supervisor", Role::supervisor},
    {"denunciation", Role::denunciation_officer},
};

class EveryRole : public Program {
 protected:
  EveryRole() : Program({.mail = true}) {}
  void SetUp() override {
    Program::SetUp();
    if (IsSkipped()) return;
    db().write([&](db::Tx& tx) {
      a_ = units::find_one_place(tx, "Xã Đồng Đăng, Lạng Sơn", clock.today()).value();
      b_ = units::find_one_place(tx, "Xã Chi Lăng, Lạng Sơn", clock.today()).value();
      auto committee = units::find_unit(tx, "Ủy ban nhân dân xã Đồng Đăng", clock.today());
      body_ = committee.value().id;
      other_body_ = units::find_unit(tx, "Bộ Nội vụ", clock.today()).value().id;
    });
    for (const auto& [name, role] : roles) {
      actors_.emplace(name + "@nation", account({{role}}));
      actors_.emplace(name + "@A", account({{role, a_, Reach::area}}));
      actors_.emplace(name + "@B", account({{role, b_, Reach::area}}));
      actors_.emplace(name + "@body", account({{role, body_, Reach::body}}));
    }
    actors_.emplace("staff", account({}));
  }
  /// A new account; its name.
  std::string account(std::vector<people::Grant> grants) {
    const std::string name = "officer" + std::to_string(++accounts_);
    Program::account(name, std::move(grants), name + "@gandan.example");
    return name;
  }
  /// A browser in which they are signed in; a stranger's without a name.
  http::TestClient browser_of(const std::string& username) {
    http::TestClient browser = stranger();
    if (!username.empty()) sign_in(browser, username);
    return browser;
  }

  // ---- petitions and topics -------------------------------------------------------------------

  [[nodiscard]] petitions::Env env() { return {clock, ids, *rules->book(), keys->get(), true}; }
  template <class Fn>
  auto act(Fn&& fn) {
    auto book = rules->book();
    const petitions::Env env{clock, ids, *book, keys->get(), true};
    return db().write([&](db::Tx& tx) { return fn(tx, env, petitions::Act::by_system()); });
  }
  petitions::Submitted petition(const std::string& kind, std::optional<UnitId> place,
                                bool open = false) {
    return act([&](db::Tx& tx, const petitions::Env& env, const petitions::Act&) {
      petitions::SubmitForm form{
          .kind = kind,
          .text = "Đèn đường ở ngã ba không sáng từ hai tuần nay " + std::to_string(++petitions_),
          .place = place,
          // Each its own: an address that never confirms is not asked without end.
          .contact = {"Lò Thị Mẫu", "Bản Mẫu", "", "mau" + std::to_string(petitions_) + "@vidu.vn"},
          .may_publish = true};
      if (place) form.province = units::province_of(tx, *place);
      auto made = submit(tx, env, petitions::check(env, form).value());
      if (!open && kind == "report")
        static_cast<void>(petitions::publish(tx, env, petitions::Act::by_system(), made.id, false,
                                             "An officer looks first."));
      return made;
    });
  }
  petitions::Submitted routed(petitions::Submitted made) {
    act([&](db::Tx& tx, const petitions::Env& env, const petitions::Act& by) {
      return petitions::route(tx, env, by, made.id, {.body = body_}).value();
    });
    return made;
  }
  petitions::Submitted accepted(petitions::Submitted made) {
    act([&](db::Tx& tx, const petitions::Env& env, const petitions::Act& by) {
      return petitions::accept(tx, env, by, made.id, {.number = "1/TB", .is_signed = true}).value();
    });
    return made;
  }
  petitions::Submitted ended(petitions::Submitted made) {
    act([&](db::Tx& tx, const petitions::Env& env, const petitions::Act& by) {
      return petitions::end(tx, env, by, made.id,
                            {.number = "2/QD",
                             .on = {},
                             .reason = "Who complained has died.",
                             .ground = petitions::Ground::died})
          .value();
    });
    return made;
  }
  petitions::Submitted taken_back(petitions::Submitted made) {
    act([&](db::Tx& tx, const petitions::Env& env, const petitions::Act& by) {
      return petitions::withdraw(tx, env, by, made.id, {.is_signed = true}).value();
    });
    return made;
  }
  petitions::Submitted answered(petitions::Submitted made, std::string document = {}) {
    act([&](db::Tx& tx, const petitions::Env& env, const petitions::Act& by) {
      return petitions::answer(tx, env, by, made.id,
                               {.outcome = petitions::Outcome::settled,
                                .text = "The light is on.",
                                .document = document})
          .value();
    });
    return made;
  }
  petitions::Submitted asked(petitions::Submitted made) {
    act([&](db::Tx& tx, const petitions::Env& env, const petitions::Act& by) {
      return petitions::ask(tx, env, by, made.id, "Which lamp?").value();
    });
    return made;
  }
  petitions::Topic topic(const std::vector<PetitionId>& members) {
    return act([&](db::Tx& tx, const petitions::Env& env, const petitions::Act& by) {
      auto made = petitions::start_topic(tx, env, by, members.front(), "Đèn đường").value();
      return petitions::confirm(tx, env, by, made.id, members).value();
    });
  }
  petitions::Topic topic_of_a() {
    return topic({routed(petition("report", a_, true)).id, routed(petition("report", a_)).id});
  }
  PetitionId in_b_;
  petitions::Topic topic_of_a_and_b() {
    in_b_ = petition("report", b_).id;
    return topic({petition("report", a_, true).id, in_b_});
  }
  std::string key_of(const std::string& code) {
    return receipts::private_key(keys->get(), petitions::receipt_of(code));
  }
  std::string name_of(UnitId unit) {
    return db().read([&](db::Tx& tx) { return units::find_unit(tx, unit).value().name; });
  }

  std::map<std::string, std::string> actors_;  ///< "leader@A", to a username
  UnitId a_, b_, body_, other_body_;
  int accounts_ = 0, petitions_ = 0;
};

}  // namespace gandan::app::test
