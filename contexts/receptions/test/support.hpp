// A receptions database for tests, with a place where citizens are received, and what is entered
// there. The pages of the context stand over it as soon as a test asks for one.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "contexts/receptions/book/enter.hpp"
#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/module.hpp"
#include "kernel/letters/module.hpp"
#include "kernel/receipts/private_key.hpp"
#include "kernel/tasks/module.hpp"
#include "kernel/testing/site.hpp"
#include "kernel/units/units.hpp"

namespace gandan::receptions::test {

using people::Reach;
using people::Role;

class ReceptionsDatabase : public gandan::test::Site {
 protected:
  /// `more`: modules beside receptions, as one that gives an intake.
  explicit ReceptionsDatabase(std::vector<Module> more = {}, gandan::test::Given given = {})
      : Site(with(std::move(more)), given), by_mail(given.mail) {}

  void SetUp() override {
    Site::SetUp();
    if (IsSkipped()) return;
    book = rules->book();
    place = open_place(body_name);
  }

  [[nodiscard]] Env env() { return {clock, ids, *book, keys->get(), by_mail}; }
  /// A place of a body, open since last year.
  ReceptionPlace open_place(std::string_view body) {
    return db().write([&](db::Tx& tx) {
      return insert_place(tx, env(),
                          {.body = unit(body),
                           .name = "Nơi tiếp công dân " + std::string(body),
                           .address = "Số 1 đường Mẫu",
                           .opened_on = clock.today() + -365});
    });
  }
  /// What may be entered as it stands.
  [[nodiscard]] EnterForm form(Kind kind = Kind::complaint) {
    return {.place = place,
            .kind = kind,
            .people = {{.name = "Lò Thị Mẫu", .address = "Bản Mẫu", .identity = "001 199 000 001"}},
            .matter = "Giấy chứng nhận quyền sử dụng đất cấp sai diện tích.",
            .outcome = Outcome::accepted};
  }
  Result<EnteredVisit, Wrongs> try_to_enter(const EnterForm& form) {
    return db().write(
        [&](db::Tx& tx) { return enter(tx, env(), Act::by_system(), services().intake, form); });
  }
  Visit enter_as_is(const EnterForm& form) {
    auto entered = try_to_enter(form);
    if (!entered) throw std::runtime_error(entered.error().front().message);
    return entered->visit;
  }
  /// The fields that are wrong.
  [[nodiscard]] std::vector<std::string> wrong_in(const EnterForm& form) {
    std::vector<std::string> fields;
    for (const Wrong& wrong : check_visit(env(), form)) fields.push_back(wrong.field);
    return fields;
  }
  [[nodiscard]] Visit load(VisitId id) {
    return *db().read([&](db::Tx& tx) { return find_visit(tx, id); });
  }
  using Site::verbs_of;
  [[nodiscard]] std::vector<std::string> verbs_of(VisitId id) { return verbs_of(ref_of(id)); }
  /// Runs a use case as the operator.
  template <class Fn>
  auto act(Fn&& use_case) {
    return db().write([&](db::Tx& tx) { return use_case(tx, Act::by_system()); });
  }

  static constexpr const char* body_name = "Ủy ban nhân dân xã Đồng Đăng";
  std::shared_ptr<const rules::Rulebook> book;
  bool by_mail;
  ReceptionPlace place;

 private:
  static std::vector<Module> with(std::vector<Module> more) {
    std::vector<Module> all{letters::module(), tasks::module(), module()};
    for (Module& each : more) all.push_back(std::move(each));
    return all;
  }
};

}  // namespace gandan::receptions::test
