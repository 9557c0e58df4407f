#include "kernel/desk/held.hpp"

#include <algorithm>

#include "kernel/desk/deeds.hpp"
#include "kernel/desk/held_rows.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/gate.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/log/log.hpp"

namespace gandan::desk {
namespace {

constexpr std::chrono::hours refused_for{24 * 30};
constexpr int most_at_once = 200;

const db::Sql insert_held{R"(
  insert into held_acts
    (id, account_id, proof, code, act, sent, key_id, sealed, due_at, together)
  values (:id, :account, :proof, :code, :act, :sent, :key_id, :sealed, :due, :together)
  on conflict do nothing)"};
const db::Sql held_sent{"select id from held_acts where sent = :sent and refused_at is null"};
const db::Sql codes_by_account{R"(
  select code from held_acts where account_id = :account and refused_at is null)"};
const db::Sql waiting_on_code{R"(
  select id from held_acts where code = :code and refused_at is null order by id)"};
const db::Sql waiting_of_others{R"(
  select id from held_acts where code = :code and account_id <> :account and refused_at is null
  limit 1)"};
const db::Sql waiting_of_account{R"(
  select id from held_acts where account_id = :account and refused_at is null order by id)"};
const db::Sql waiting_and_due{R"(
  select id from held_acts where refused_at is null and due_at <= :now
  order by due_at, id limit :most)"};
const db::Sql delete_waiting{"delete from held_acts where id = :id and refused_at is null"};
const db::Sql delete_old_refused{"delete from held_acts where refused_at < :before"};
const db::Sql keep_as_refused{R"(
  insert into held_acts (id, account_id, proof, code, act, sent, key_id, sealed, due_at, refused_at)
  values (:id, :account, :proof, :code, :act, '', :key_id, :sealed, :due, :now))"};

/// The request that sent it, but for who asks.
http::Request as_it_was_sent(const HeldForm& form) {
  http::Request request;
  request.method = http::Method::post;
  request.path = form.path;
  request.target = form.path;
  request.query = form.query;
  request.form = form.form;
  return request;
}

const char* not_yours_now() {
  return N_("Your role does not allow it there any more, or the record is with others now.");
}

/// It stands, with what was written, until its officer has read why.
void refuse_held(const Services& services, HeldAct act, std::string why) {
  act.form.refused = std::move(why);
  const crypto::SealKey& key = services.keys.get().current();
  const db::Blob sealed{crypto::seal(key.public_key, packed(act.form))};
  services.database.write([&](db::Tx& tx) {
    if (tx.run(delete_waiting, {{"id", act.id}}) == 0) return;  // it was undone meanwhile
    tx.run(keep_as_refused, {{"id", act.id},
                             {"account", act.account},
                             {"proof", act.proof},
                             {"code", act.code},
                             {"act", act.act},
                             {"key_id", key.id},
                             {"sealed", sealed},
                             {"due", act.due_at},
                             {"now", services.clock.now()}});
  });
}

/// Does it as its officer would now, in the transaction in which its row goes: of two that would,
/// and of one and an undoing, one finds the row.
Result<CarriedOut, Again> done_as(const Services& services, const HeldAct& act, const Deeds& deeds,
                                  const http::Request& request) {
  const Desk desk(request, services, deeds.base);
  const auto book = services.rules.book();
  const acts::Env env = acts::Env::of(services, *book);
  return services.database.write([&](db::Tx& tx) -> Result<CarriedOut, Again> {
    if (tx.run(delete_waiting, {{"id", act.id}}) == 0) return CarriedOut::gone;
    auto tried = deeds.attempt(desk, tx, env, act.code, act.act);
    if (!tried) return fail(std::move(tried.error()));
    return CarriedOut::done;
  });
}

/// One that cannot be done now, as where the database is busy, keeps no other from it.
void carry_out_each(const Services& services, const pages::Site& site,
                    const std::vector<HeldId>& ids) {
  for (HeldId id : ids) {
    try {
      (void)carry_out(services, site, id);
    } catch (const std::exception& error) {
      log::warning("an act that was held back waits on", {{"error", error.what()}});
    }
  }
}

std::vector<HeldId> waiting_on(db::Tx& tx, const std::vector<std::string>& codes) {
  std::vector<HeldId> all;
  for (const std::string& code : codes)
    for (HeldId id : tx.all<HeldId>(waiting_on_code, {{"code", code}})) all.push_back(id);
  return all;
}

bool is_held_by_another(const Desk& desk, std::string_view code) {
  return desk.services.database.read([&](db::Tx& tx) {
    return tx.one<HeldId>(waiting_of_others, {{"code", code}, {"account", desk.officer.user}})
        .has_value();
  });
}

/// What the button of the same form, pressed before, holds back.
bool is_held_already(const Desk& desk, const std::string& sent) {
  return desk.services.database.read([&](db::Tx& tx) {
    return tx.one<HeldId>(held_sent, {{"sent", sent}}).has_value();
  });
}

/// A form of a page says which state it shows. What a program sends stands on no page where it
/// could be undone: it is done at once, as by the API.
bool is_held_back(const Desk& desk) {
  return desk.services.undo.count() > 0 && desk.request.form.has(seen_field) &&
         deeds_of(pages::site_of(desk.request), desk.request.path) != nullptr;
}

void hold(const Desk& desk, const SentAct& act, const std::string& sent, std::string said) {
  const HeldForm form{.path = desk.request.path,
                      .language = std::string(desk.words.locale.tag()),
                      .said = std::move(said),
                      .refused = {},
                      .query = desk.request.query,
                      .form = desk.request.form};
  const crypto::SealKey& key = desk.services.keys.get().current();
  const db::Blob sealed{crypto::seal(key.public_key, packed(form))};
  desk.services.database.write([&](db::Tx& tx) {
    tx.run(insert_held, {{"id", desk.services.ids.next<HeldId>()},
                         {"account", desk.officer.user},
                         {"proof", desk.officer.proof},
                         {"code", act.code},
                         {"act", act.act},
                         {"sent", sent},
                         {"key_id", key.id},
                         {"sealed", sealed},
                         {"due", desk.services.clock.now() + desk.services.undo},
                         {"together", act.together}});
  });
}

struct Nothing {};

}  // namespace

Result<Tried, Again> looked_ahead(const Desk& desk, const acts::Env& env, const Attempt& attempt) {
  std::optional<Result<Tried, Again>> tried;
  (void)desk.services.database.write([&](db::Tx& tx) -> Result<void, Nothing> {
    tried.emplace(attempt(tx, env));
    return fail(Nothing{});
  });
  return std::move(*tried);
}

CarriedOut carry_out(const Services& services, const pages::Site& site, HeldId id) {
  const crypto::KeyFile& keys = services.keys.get();
  std::optional<HeldAct> act;
  std::optional<people::Principal> officer;
  services.database.read([&](db::Tx& tx) {
    act = find_held(tx, keys, id);
    if (act) officer = people::load_principal(tx, act->account, act->proof);
  });
  if (!act) return CarriedOut::gone;
  if (act->is_refused) return CarriedOut::refused;
  const i18n::Locale* spoken = i18n::find_locale(act->form.language);
  const i18n::Locale& locale = spoken != nullptr ? *spoken : *i18n::find_locale("vi");
  const Deeds* deeds = deeds_of(site, act->form.path);
  if (!officer || deeds == nullptr) {
    refuse_held(services, std::move(*act), std::string(locale.tr(not_yours_now())));
    return CarriedOut::refused;
  }
  http::Request request = as_it_was_sent(act->form);
  request.attach(pages::Reader{.locale = &locale, .site = &site, .place = {}});
  request.attach(people::CurrentSession{
      .token_hash = {},
      .principal = std::make_shared<const people::Principal>(std::move(*officer))});
  const auto done = done_as(services, *act, *deeds, request);
  if (done) return *done;
  refuse_held(services, std::move(*act), why_not(locale, done.error()));
  return CarriedOut::refused;
}

Result<Came, Again> do_or_hold(const Desk& desk, const SentAct& act, const Attempt& attempt) {
  const Services& services = desk.services;
  const bool holds = is_held_back(desk);
  const auto book = services.rules.book();
  const acts::Env env = acts::Env::of(services, *book);
  const std::string sent = receipts::stored_key(
      env.keys, "desk.held", {receipts::said_by(desk.officer.user.value, desk.request)});
  if (holds && is_held_already(desk, sent)) {
    people::stand_aside(desk.officer);
    return Came::held;
  }
  if (is_held_by_another(desk, act.code)) {
    // Who is refused takes from nobody the time to undo.
    auto tried = looked_ahead(desk, env, attempt);
    if (!tried) return fail(std::move(tried.error()));
  }
  carry_out_on(desk, {std::string(act.code)});
  if (!holds)
    return services.database.write([&](db::Tx& tx) -> Result<Came, Again> {
      auto tried = attempt(tx, env);
      if (!tried) return fail(std::move(tried.error()));
      return Came::done;
    });
  auto tried = looked_ahead(desk, env, attempt);
  if (!tried) return fail(std::move(tried.error()));
  if (tried->again) return Came::done;
  hold(desk, act, sent, std::move(tried->said));
  return Came::held;
}

std::string why_not(const i18n::Locale& locale, const Again& again) {
  if (!again.news.empty()) return again.news;
  std::string why;
  for (const pages::FieldError& error : again.wrong)
    why.append(why.empty() ? "" : " ").append(error.message);
  return why.empty() ? std::string(locale.tr(not_yours_now())) : why;
}

const Deeds* deeds_of(const pages::Site& site, std::string_view path) {
  if (site.desk == nullptr) return nullptr;
  const auto found = std::ranges::find_if(
      site.desk->deeds, [&](const Deeds& each) { return path.starts_with(each.base); });
  return found == site.desk->deeds.end() ? nullptr : &*found;
}

http::Request as_if_sent(const http::Request& now, std::string path, http::Fields query,
                         http::Fields form) {
  http::Request sent;
  sent.method = http::Method::post;
  sent.target = path;
  sent.path = std::move(path);
  sent.query = std::move(query);
  sent.form = std::move(form);
  sent.headers = now.headers;
  sent.id = now.id;
  sent.client = now.client;
  sent.secure = now.secure;
  sent.site = now.site;
  sent.attachments = now.attachments;
  return sent;
}

std::vector<std::string> codes_held(db::Tx& tx, people::UserId officer) {
  return tx.all<std::string>(codes_by_account, {{"account", officer}});
}

void carry_out_on(const Desk& desk, const std::vector<std::string>& codes) {
  const auto ids = desk.services.database.read([&](db::Tx& tx) { return waiting_on(tx, codes); });
  carry_out_each(desk.services, pages::site_of(desk.request), ids);
}

void carry_out_of(const Services& services, const pages::Site& site, people::UserId officer) {
  const auto ids = services.database.read([&](db::Tx& tx) {
    return tx.all<HeldId>(waiting_of_account, {{"account", officer}});
  });
  carry_out_each(services, site, ids);
}

void carry_out_due(const Services& services, const pages::Site& site) {
  const Instant now = services.clock.now();
  const auto ids = services.database.read([&](db::Tx& tx) {
    return tx.all<HeldId>(waiting_and_due, {{"now", now}, {"most", most_at_once}});
  });
  carry_out_each(services, site, ids);
}

void add_held_job(jobs::Registry& jobs, Services& services, const pages::Site& site) {
  const auto kept = std::make_shared<const pages::Site>(site);
  services.at_sign_out.emplace_back(
      [&services, kept](people::UserId officer) { carry_out_of(services, *kept, officer); });
  jobs.every("desk.held", {.every = std::chrono::seconds(1)},
             [&services, kept](db::Database&) { carry_out_due(services, *kept); });
  jobs.every("desk.held_sweep", {.every = std::chrono::hours(24)},
             [&services](db::Database& database) {
               database.write([&](db::Tx& tx) {
                 tx.run(delete_old_refused, {{"before", services.clock.now() + -refused_for}});
               });
             });
}

}  // namespace gandan::desk
