// What the lines of who_may_what.txt name: the record, the account or the form with which each
// route is tried.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/test/receptions.hpp"
#include "contexts/petitions/public/asked_links.hpp"
#include "kernel/files/files.hpp"
#include "kernel/letters/links.hpp"
#include "kernel/pages/assets.hpp"
#include "kernel/people/consents.hpp"
#include "kernel/people/second_factor.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/stream.hpp"
#include "lib/crypto/totp.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::app::test {

using http::Fields;

/// What a line names: the pieces of the path, and a form that is right.
struct Thing {
  std::vector<std::string> captures = {};
  Fields form = {};
};

class WhoMayWhat : public WithReceptions {
 protected:
  void SetUp() override {
    EveryRole::SetUp();
    if (!IsSkipped()) make_things();
  }

  Thing by_code(const petitions::Submitted& made, Fields form = {}) {
    form.add("author_key", key_of(made.code));
    return {{made.code}, std::move(form)};
  }
  Thing task(const petitions::Submitted& made, const std::string& name, Fields form = {}) {
    form.add("words", "An explanation that the reader understands.");
    return {{made.code, name}, std::move(form)};
  }
  Thing account_of(std::vector<people::Grant> grants, UnitId where) {
    Fields form;
    form.add("role", "reception_officer");
    form.add("unit", where ? code_of(where) : "");
    form.add("reach", "body");
    form.add("email", "moi@vidu.vn");
    form.add("sure", "yes");
    return {{account(std::move(grants))}, std::move(form)};
  }
  std::string code_of(UnitId unit) {
    return db().read([&](db::Tx& tx) {
      const auto found = units::find_unit(tx, unit).value();
      return found.code.empty() ? found.name : found.code;
    });
  }
  static Fields fields(std::initializer_list<http::Field> list) { return Fields(list); }
  Thing new_account(const std::string& role, std::optional<UnitId> unit) {
    return {{},
            fields({{"username", "new" + std::to_string(++accounts_)},
                    {"name", "Somebody new"},
                    {"role", role},
                    {"unit", unit ? code_of(*unit) : ""},
                    {"reach", unit ? "body" : ""},
                    {"sure", "yes"}})};
  }
  /// The log, in which something is.
  Thing log_with(const std::string& path) {
    journal::seal_all(db(), clock);
    run_periodic("journal.log");
    return path.empty() ? Thing{} : Thing{{path}};
  }
  Thing letter(std::optional<UnitId> place) {
    return {{},
            fields({{"kind", "report"},
                    {"channel", "paper"},
                    {"text",
                     "Cống thoát nước bị tắc, nước ngập vào nhà " + std::to_string(++petitions_)},
                    {"received_at", "1/10/2026"},
                    {"consent", "yes"},
                    {"place", place ? name_of(*place) : ""},
                    {"unit", place ? std::to_string(place->value) : ""}})};
  }
  Fields limit_form(const std::string& rule, const std::string& from) {
    return fields({{"rule", rule},
                   {"title_vi", "Thời hạn"},
                   {"title_en", "Limit"},
                   {"kind", "due"},
                   {"unit", "calendar_day"},
                   {"value", "3650"},
                   {"times", "1"},
                   {"valid_from", from},
                   {"valid_to", ""},
                   {"basis", "Law"},
                   {"source", "Read"}});
  }
  Fields answer_form() {
    return fields({{"outcome", "explained"},
                   {"text", "Đã thay bóng đèn trong ngày."},
                   {"document", "12/KL-UBND"}});
  }
  Fields verb_form(PetitionId member, const std::string& other = "") {
    return fields({{"title", "Đèn đường xã"},
                   {"new_title", "Đèn đường khác"},
                   {"member", std::to_string(member.value)},
                   {"other", other}});
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

  void make_things() {
    auto& t = things_;
    t[""] = [] { return Thing{}; };
    t["style sheet"] = [] {
      const std::string& path = pages::asset("site.css");  // "/assets/HASH/site.css"
      const auto slash = path.find('/', 8);
      return Thing{{path.substr(8, slash - 8), path.substr(slash + 1)}};
    };
    t["log"] = [&] { return log_with(""); };
    t["tile of the log"] = [&] { return log_with("0/000.p/1"); };
    t["public report of A"] = [&] { return by_code(petition("report", a_, true)); };
    t["report of A"] = [&] { return by_code(petition("report", a_), fields({{"sure", "yes"}})); };
    t["report of B"] = [&] { return by_code(petition("report", b_)); };
    t["report of no place"] = [&] { return by_code(petition("report", std::nullopt)); };
    t["complaint of A"] = [&] { return by_code(petition("complaint", a_)); };
    t["denunciation of A"] = [&] {
      return by_code(petition("denunciation", a_),
                     fields({{"words", "The procedure asks for the author."}}));
    };
    t["report of A, routed"] = [&] {
      return by_code(routed(petition("report", a_)), answer_form());
    };
    t["denunciation of A, routed"] = [&] {
      Fields form = answer_form();
      form.add("words", "The procedure asks for the author.");
      return by_code(accepted(routed(petition("denunciation", a_))), std::move(form));
    };
    t["denunciation of A, settled"] = [&] {
      return by_code(answered(accepted(routed(petition("denunciation", a_))), "12/KL-UBND"));
    };
    t["report of A, asked"] = [&] {
      return by_code(asked(petition("report", a_)), fields({{"reply", "The one by the school."}}));
    };
    t["report of A, answered"] = [&] {
      return by_code(answered(routed(petition("report", a_))),
                     fields({{"verdict", "open"}, {"words", "The light is out again."}}));
    };
    make_files();
    make_what_is_no_case();
    make_national_things();
    make_accounts();
    make_tasks();
    make_tasks_with_decisions();
    make_tasks_of_topics();
    make_visits();
  }
  /// A picture that came with a petition.
  files::FileId file_of(const petitions::Submitted& made, files::Shown shown) {
    files::Taken taken{.type = files::Type::png,
                       .name = "anh.png",
                       .key = crypto::random_bytes(crypto::stream_key_size),
                       .content = {},
                       .small = {},
                       .width = 1,
                       .height = 1,
                       .digest = {}};
    taken.content = services().files.folder.put("a picture", taken.key);
    taken.small = services().files.folder.put("a small one", taken.key);
    const Ref record = petitions::subject_of(made.id);
    return db().write([&](db::Tx& tx) {
      files::add(tx, {ids, keys->get(), clock.now()}, {.record = record, .shown = shown},
                 std::span(&taken, 1));
      return files::files_of(tx, record).at(0).id;
    });
  }
  void make_files() {
    auto& t = things_;
    const auto named = [](files::FileId id) { return Thing{{std::to_string(id.value)}}; };
    t["file shown of A"] = [=, this] {
      return named(file_of(petition("report", a_, true), files::Shown::to_all));
    };
    t["file of a report of A"] = [=, this] {
      return named(file_of(petition("report", a_), files::Shown::to_all));
    };
    t["file of a complaint of A"] = [=, this] {
      return named(file_of(petition("complaint", a_), files::Shown::not_yet));
    };
    t["report of A: its file"] = [&] {
      const auto made = petition("report", a_);
      const auto id = file_of(made, files::Shown::not_yet);
      return Thing{{made.code, std::to_string(id.value)}, fields({{"shown", "yes"}})};
    };
  }
  void make_what_is_no_case() {
    auto& t = things_;
    t["topic of A"] = [&] { return Thing{{topic_of_a().code}, answer_form()}; };
    t["topic of A and B"] = [&] { return Thing{{topic_of_a_and_b().code}}; };
    t["what residents come for"] = [] { return Thing{{"ask"}}; };
    t["a body"] = [&] { return Thing{{code_of(other_body_)}}; };
    t["a place"] = [&] { return Thing{{"id" + std::to_string(a_.value)}}; };
    t["petitions"] = [&] { return Thing{{"petitions"}}; };
    t["a step"] = [&] { return Thing{{}, fields({{"step", "kind"}, {"kind", "report"}})}; };
    t["a petition"] = [&] {
      return Thing{{},
                   fields({{"kind", "report"},
                           {"text", "Đèn đường không sáng " + std::to_string(++petitions_)}})};
    };
    t["asked after the answer"] = [&] {
      return Thing{{asked_token()},
                   fields({{"verdict", "open"}, {"words", "The light is out again."}})};
    };
    t["letters"] = [&] { return Thing{{letters_token()}}; };
    t["news"] = [&] { return Thing{{watch_token()}}; };
    t["watched list"] = [&] {
      return Thing{{}, fields({{"list", "petitions"}, {"asked", "q=den"}, {"email", "a@vidu.vn"}})};
    };
    t["link"] = [&] {
      const std::string name = account({});
      const std::string path = db().write([&](db::Tx& tx) {
        return people::make_password_link(tx, clock, settings, {},
                                          people::find_account(tx, name)->id);
      });
      return Thing{
          {path.substr(path.rfind('/') + 1)},
          fields({{"password", "một mật khẩu khác hẳn"}, {"again", "một mật khẩu khác hẳn"}})};
    };
  }
  void make_national_things() {
    auto& t = things_;
    t["a dead job"] = [&] {
      const auto id = db().write([&](db::Tx& tx) {
        jobs::enqueue(tx, "mail.test", "{}", clock.now());
        tx.run(std::string("update jobs set dead_at = run_at, attempts = 12, last_error = 'no' "
                           "where kind = 'mail.test'"),
               {});
        return jobs::dead_jobs(tx, jobs::JobId{}, 1).at(0).id.value;
      });
      return Thing{{}, fields({{"job", std::to_string(id)}, {"do", "drop"}})};
    };
    t["a limit"] = [&] {
      return Thing{{}, limit_form("test.rule" + std::to_string(++petitions_), "2026-07-01")};
    };
    t["the limit of a denunciation"] = [&] {
      const auto book = rules->book();
      const auto& limits = book->limits();
      const auto at = std::find_if(limits.begin(), limits.end(), [](const rules::Limit& limit) {
        return limit.rule.find("denunciation") != std::string::npos;
      });
      return Thing{{std::to_string(at->id.value)}, limit_form(at->rule, at->valid_from.iso())};
    };
    t["a day off"] = [&] {
      return Thing{{},
                   fields({{"date", "2026-12-24"},
                           {"date_day", "24"},
                           {"date_month", "12"},
                           {"date_year", "2026"},
                           {"kind", "off"},
                           {"name", "Ngày nghỉ"},
                           {"source", "Thông báo"}})};
    };
    t["a setting"] = [&] { return Thing{{"petitions.clear_percent"}, fields({{"value", "60"}})}; };
    auto setting_of = [percent = 60](UnitId unit) mutable {  // what stands already changes nothing
      percent = percent == 90 ? 60 : percent + 1;
      return Thing{{"petitions.clear_percent", std::to_string(unit.value)},
                   fields({{"value", std::to_string(percent)}})};
    };
    t["a setting of a province"] = [=, this]() mutable {
      return setting_of(unit("Tỉnh Lạng Sơn"));
    };
    t["a setting of A"] = [=, this]() mutable { return setting_of(a_); };
    t["a setting of B"] = [=, this]() mutable { return setting_of(b_); };
    t["a setting of the body"] = [=, this]() mutable { return setting_of(body_); };
    t["National Day"] = [&] { return Thing{{}, fields({{"date", "2026-09-02"}})}; };
    t["a letter of A"] = [&] { return letter(a_); };
    t["a letter of B"] = [&] { return letter(b_); };
    t["a letter of no place"] = [&] { return letter(std::nullopt); };
  }
  void make_accounts() {
    auto& t = things_;
    const Role role = Role::supervisor;
    t["account of A"] = [&, role] { return account_of({{role, a_, Reach::area}}, a_); };
    t["account of B"] = [&, role] { return account_of({{role, b_, Reach::area}}, b_); };
    t["account of B, disabled"] = [&, role] {
      Thing thing = account_of({{role, b_, Reach::area}}, b_);
      db().write([&](db::Tx& tx) {
        auto user = people::find_account(tx, thing.captures[0])->id;
        static_cast<void>(people::set_disabled(tx, clock, {}, user, true));
      });
      return thing;
    };
    t["account of A and B"] = [&, role] {
      return account_of({{role, a_, Reach::area}, {role, b_, Reach::area}}, a_);
    };
    t["account of the body"] = [&, role] {
      return account_of({{role, body_, Reach::body}}, body_);
    };
    t["account of the nation"] = [&, role] { return account_of({{role}}, a_); };
    t["account without a role"] = [&] { return account_of({}, a_); };
    t["a role of an account of A"] = [&, role] {
      Thing thing = account_of({{role, a_, Reach::area}}, a_);
      thing.form = fields({{"role", std::string(people::name_of(role))},
                           {"unit", std::to_string(a_.value)},
                           {"sure", "yes"}});
      return thing;
    };
    t["account of A, two factors"] = [&, role] {
      Thing thing = account_of({{role, a_, Reach::area}}, a_);
      db().write([&](db::Tx& tx) {
        people::set_totp_secret(tx, clock, keys->get(), {},
                                people::find_account(tx, thing.captures[0])->id,
                                crypto::make_totp_secret());
      });
      thing.form.add("reason", "The telephone was lost.");
      return thing;
    };
    t["request about A"] = [&, role] {
      const std::string name = account({{role, a_, Reach::area}});
      const auto id = db().write([&](db::Tx& tx) {
        return people::ask_consent(tx, ids, clock, {},
                                   {.deed = people::Deed::give_role,
                                    .user = people::find_account(tx, name)->id,
                                    .grant = {Role::denunciation_officer, a_, Reach::body},
                                    .reason = "Nobody handles them here yet."})
            .value();
      });
      return Thing{{std::to_string(id.value)}, fields({{"sure", "yes"}})};
    };
    t["without a role"] = [&] { return new_account("", std::nullopt); };
    t["an officer of A"] = [&] { return new_account("reception_officer", a_); };
    t["an officer of the body"] = [&] { return new_account("reception_officer", body_); };
  }
  void make_tasks() {
    auto& t = things_;
    const Fields to_body = fields({{"body", std::to_string(body_.value)}});
    t["report of A: route"] = [&, to_body] {
      return task(petition("report", a_), "route", to_body);
    };
    t["report of B: route"] = [&, to_body] {
      return task(petition("report", b_), "route", to_body);
    };
    t["report of no place: route"] = [&, to_body] {
      return task(petition("report", std::nullopt), "route", to_body);
    };
    t["denunciation of A: route"] = [&, to_body] {
      return task(petition("denunciation", a_), "route", to_body);
    };
    for (const char* name : {"ask", "give_back", "withdraw", "publish", "title"})
      t["report of A: " + std::string(name)] = [&, name] {
        return task(petition("report", a_), name);
      };
    t["report of A, asked: supplement"] = [&] {
      return task(asked(petition("report", a_)), "supplement");
    };
    t["report of A: topic"] = [&] {
      return task(petition("report", a_), "topic", fields({{"topic", "new"}}));
    };
    t["public report of A: hide"] = [&] { return task(petition("report", a_, true), "hide"); };
    t["report of A, near its day: urge"] = [&] {
      const auto made = routed(petition("report", a_));
      // The test's clock stands for all of its sessions: the day comes to it.
      db().write([&](db::Tx& tx) {
        auto near = petitions::find(tx, made.code).value();
        near.clock.due_at = end_of(clock.today() + 1);
        petitions::save(tx, near);
      });
      return task(made, "urge");
    };
    for (const char* name : {"accept", "send_back"})
      t["report of A, routed: " + std::string(name)] = [&, name] {
        return task(routed(petition("report", a_)), name);
      };
  }
  void make_tasks_with_decisions() {
    auto& t = things_;
    const Fields decided = fields({{"number", "1/TB"}, {"on", "1/10/2026"}, {"signed", "yes"}});
    t["complaint of A: withdraw"] = [&] {
      return task(petition("complaint", a_), "withdraw", fields({{"signed", "yes"}}));
    };
    for (const char* name : {"accept", "decline"})
      t["complaint of A, routed: " + std::string(name)] = [&, name, decided] {
        return task(routed(petition("complaint", a_)), name, decided);
      };
    t["complaint of A, ended: pursue"] = [&] {
      return task(ended(routed(petition("complaint", a_))), "pursue",
                  fields({{"on", "1/10/2026"}, {"signed", "yes"}}));
    };
    t["denunciation of A, taken back: go_on"] = [&] {
      return task(taken_back(accepted(routed(petition("denunciation", a_)))), "go_on",
                  fields({{"slander", "yes"}}));
    };
    t["denunciation of A, routed: decline"] = [&, decided] {
      return task(routed(petition("denunciation", a_)), "decline", decided);
    };
  }
  void make_tasks_of_topics() {
    auto& t = things_;
    auto of_a = [&](const char* verb) {
      const auto made = topic_of_a();
      return Thing{{made.code, verb}, verb_form(members(made).front())};
    };
    t["topic of A: rename"] = [of_a] { return of_a("rename"); };
    t["topic of A: split"] = [of_a] { return of_a("split"); };
    t["topic of A: merge B into it"] = [&] {
      const auto into = topic_of_a();
      const auto other = topic({petition("report", b_).id, petition("report", b_).id});
      return Thing{{into.code, "merge"}, verb_form({}, other.code)};
    };
    t["topic of A and B: rename"] = [&] {
      return Thing{{topic_of_a_and_b().code, "rename"}, verb_form({})};
    };
    t["topic of A and B: refuse B"] = [&] {
      const auto made = topic_of_a_and_b();
      return Thing{{made.code, "refuse"}, verb_form(in_b_)};
    };
    t["topic of A and B: confirm"] = [&] {
      const auto made = topic_of_a_and_b();
      Fields form = verb_form(in_b_);
      for (PetitionId id : members(made))
        if (id != in_b_) form.add("member", std::to_string(id.value));
      return Thing{{made.code, "confirm"}, std::move(form)};
    };
  }

  Thing of_visit(const receptions::Visit& it, Fields form = {}) {
    form.add("author_key", receipts::private_key(keys->get(), {"visit", it.code}));
    return {{it.code}, std::move(form)};
  }
  Thing task_of_visit(const receptions::Visit& it, const char* name, Fields form = {}) {
    form.add("words", "An explanation that the reader understands.");
    return {{it.code, name}, std::move(form)};
  }
  void make_visits() {
    using receptions::Kind;
    auto& t = things_;
    t["visit to A"] = [&] {
      return of_visit(visit(), fields({{"text", "Giao đo đạc lại."},
                                       {"concluded_by", "Chủ tịch Mẫu"},
                                       {"concluded_on", "1/10/2026"}}));
    };
    t["visit to A, concluded"] = [&] {
      const auto made = visit();
      concluded(made);
      return of_visit(made);
    };
    t["refused at A"] = [&] {
      return of_visit(visit(Kind::complaint, receptions::Ground::settled_before));
    };
    t["visit to A, with papers"] = [&] {
      const auto made = visit();
      act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
        return receptions::give_receipt(tx, env, by, made.id, {{.name = "Đơn"}}).value();
      });
      return of_visit(made);
    };
    t["denounced at A"] = [&] {
      return of_visit(visit(Kind::denunciation),
                      fields({{"words", "The procedure asks for the author."}}));
    };
    t["booking at A"] = [&] {
      const auto made = booking_at_a();
      return Thing{
          {made.code},
          fields({{"author_key", receipts::private_key(keys->get(), {"booking", made.code})},
                  {"do", "cancel"}})};
    };
    t["a new booking at A"] = [&] {
      return Thing{{},
                   fields({{"place", place_of_a().code},
                           {"starts_at", rfc3339(free_slot_at_a())},
                           {"name", "Lò Thị Mẫu"},
                           {"phone", "0912 345 678"}})};
    };
    t["a new place of A"] = [&] {
      return Thing{{},
                   fields({{"body", name_of_committee_of_a()},
                           {"name", "Điểm tiếp công dân " + std::to_string(++petitions_)},
                           {"address", "Bản Mẫu"},
                           {"counters", "1"}})};
    };
    t["reception place of A: change"] = [&] {
      return Thing{{place_of_a().code, "change"},
                   fields({{"name", "Nơi tiếp công dân " + std::to_string(++petitions_)},
                           {"address", "Số 1 đường Mẫu"},
                           {"counters", "1"}})};
    };
    t["reception place of A"] = [&] { return Thing{{place_of_a().code}}; };
    make_entered_visits();
  }
  void make_entered_visits() {
    using receptions::Kind;
    auto& t = things_;
    t["somebody at A"] = [&] {
      return Thing{{},
                   fields({{"place", place_of_a().code},
                           {"kind", "report"},
                           {"matter", "Đèn đường không sáng " + std::to_string(++petitions_)},
                           {"name", "Lò Thị Mẫu"},
                           {"address", "Bản Mẫu"},
                           {"present", "1"},
                           {"number", "1"},
                           {"outcome", "accepted"}})};
    };
    for (const char* name : {"tell", "receipt", "note"})
      t["visit to A: " + std::string(name)] = [&, name] { return task_of_visit(visit(), name); };
    t["visit to A: decide"] = [&] {
      return task_of_visit(visit(), "decide", fields({{"outcome", "returned"}}));
    };
    t["refused at A: give_notice"] = [&] {
      return task_of_visit(visit(Kind::complaint, receptions::Ground::settled_before),
                           "give_notice", fields({{"document", "12/TB"}}));
    };
    t["visit to A, concluded: report"] = [&] {
      const auto made = visit();
      return task_of_visit(made, "report", fields({{"item", concluded(made)}}));
    };
    t["denounced at A: tell"] = [&] { return task_of_visit(visit(Kind::denunciation), "tell"); };
  }

  // ---- asking ---------------------------------------------------------------------------------

  static std::string address_of(const std::string& pattern, const Thing& thing) {
    std::string out;
    std::size_t next = 0;
    for (std::size_t at = 0; at < pattern.size();) {
      if (pattern[at] != '{') {
        out += pattern[at++];
        continue;
      }
      out += thing.captures.at(next++);
      at = pattern.find('}', at) + 1;
    }
    return out;
  }
  /// Of what was changed: that somebody was refused is in the journal too.
  std::int64_t entries() {
    return db().read([](db::Tx& tx) {
      return tx
          .one<std::int64_t>(
              std::string("select count(*) from journal where verb not like '%refused'"), {})
          .value();
    });
  }

  std::map<std::string, std::function<Thing()>> things_;
};

}  // namespace gandan::app::test
