// What the lines of who_may_what.txt name: with what each route is tried. Here what many of them
// are made of.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/test/receptions.hpp"
#include "contexts/petitions/public/asked_links.hpp"
#include "kernel/letters/links.hpp"

namespace gandan::app::test {

using http::Fields;

/// What a line names: the pieces of the path, and a form that is right.
struct Thing {
  std::vector<std::string> captures = {};
  Fields form = {};
};

class Things : public WithReceptions {
 protected:
  Thing by_code(const petitions::Submitted& made, Fields form = {}) {
    form.add("author_key", key_of(made.code));
    return {{made.code}, std::move(form)};
  }
  std::string code_of(UnitId unit) {
    return db().read([&](db::Tx& tx) {
      const auto found = units::find_unit(tx, unit).value();
      return found.code.empty() ? found.name : found.code;
    });
  }
  static Fields fields(std::initializer_list<http::Field> list) { return Fields(list); }
  /// The log, in which something is.
  Thing log_with(const std::string& path) {
    journal::seal_all(db(), clock);
    run_periodic("journal.log");
    return path.empty() ? Thing{} : Thing{{path}};
  }
  Fields answer_form() {
    return fields({{"outcome", "explained"},
                   {"text", "Đã thay bóng đèn trong ngày."},
                   {"document", "12/KL-UBND"}});
  }
  std::vector<PetitionId> members(const petitions::Topic& topic) {
    return db().read([&](db::Tx& tx) {
      std::vector<PetitionId> found;
      for (const auto& member : petitions::members_of(tx, topic.id))
        found.push_back(member.petition);
      return found;
    });
  }
  std::string letters_token() {
    const auto made = petition("report", a_);
    const auto id =
        db().read([&](db::Tx& tx) { return letters::find_subscription(tx, made.code).value().id; });
    return letters::token_of(keys->get(), id);
  }

  std::string watch_token() {
    const auto book = rules->book();
    const auto env = acts::Env::of(services(), *book);
    const auto id = db().write([&](db::Tx& tx) {
      letters::watch(tx, env,
                     {.list = "petitions",
                      .asked = "",
                      .email = "b" + std::to_string(++petitions_) + "@vidu.vn",
                      .language = "vi"});
      return tx.one<letters::WatchId>(std::string("select max(id) from watches"), {}).value();
    });
    const std::string path = letters::path_of(keys->get(), id);
    return path.substr(path.rfind('/') + 1);
  }

  std::string asked_token() {
    const auto made = answered(routed(petition("report", a_)));
    const auto asked = db().read([&](db::Tx& tx) {
      return petitions::asked_of(tx, petitions::find(tx, made.code).value()).value();
    });
    const std::string path = petitions::asked_path(keys->get(), asked.id);
    return path.substr(path.rfind('/') + 1);
  }

  std::map<std::string, std::function<Thing()>> things_;
};

}  // namespace gandan::app::test
