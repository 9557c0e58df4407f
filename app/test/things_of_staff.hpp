// What administrators and those who enter letters are tried with: accounts, rules, settings.
#pragma once
#include "app/test/things.hpp"
#include "kernel/people/consents.hpp"
#include "kernel/people/second_factor.hpp"
#include "lib/crypto/totp.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::app::test {

class ThingsOfStaff : public Things {
 protected:
  Thing account_of(std::vector<people::Grant> grants, UnitId where) {
    Fields form;
    form.add("role", "reception_officer");
    form.add("unit", where ? code_of(where) : "");
    form.add("reach", "body");
    form.add("email", "moi@vidu.vn");
    form.add("sure", "yes");
    return {{account(std::move(grants))}, std::move(form)};
  }
  Thing new_account(const std::string& role, std::optional<UnitId> unit) {
    return {{},
            fields({{"username", "new" + std::to_string(++accounts_)},
                    {"name", "Somebody new"},
                    {"role", role},
                    {"unit", unit ? code_of(*unit) : ""},
                    {"reach", unit ? "body" : ""},
                    {"sure", "yes"}})};
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
    static constexpr Role role = Role::supervisor;
    t["account of A"] = [&] { return account_of({{role, a_, Reach::area}}, a_); };
    t["account of B"] = [&] { return account_of({{role, b_, Reach::area}}, b_); };
    t["account of B, disabled"] = [&] {
      Thing thing = account_of({{role, b_, Reach::area}}, b_);
      db().write([&](db::Tx& tx) {
        auto user = people::find_account(tx, thing.captures[0])->id;
        static_cast<void>(people::set_disabled(tx, clock, {}, user, true));
      });
      return thing;
    };
    t["account of A and B"] = [&] {
      return account_of({{role, a_, Reach::area}, {role, b_, Reach::area}}, a_);
    };
    t["account of the body"] = [&] { return account_of({{role, body_, Reach::body}}, body_); };
    t["account of the nation"] = [&] { return account_of({{role}}, a_); };
    t["account without a role"] = [&] { return account_of({}, a_); };
    t["a role of an account of A"] = [&] {
      Thing thing = account_of({{role, a_, Reach::area}}, a_);
      thing.form = fields({{"role", std::string(people::name_of(role))},
                           {"unit", std::to_string(a_.value)},
                           {"sure", "yes"}});
      return thing;
    };
    t["account of A, two factors"] = [&] {
      Thing thing = account_of({{role, a_, Reach::area}}, a_);
      db().write([&](db::Tx& tx) {
        people::set_totp_secret(tx, clock, keys->get(), {},
                                people::find_account(tx, thing.captures[0])->id,
                                crypto::make_totp_secret());
      });
      thing.form.add("reason", "The telephone was lost.");
      return thing;
    };
    t["request about A"] = [&] {
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
};

}  // namespace gandan::app::test
