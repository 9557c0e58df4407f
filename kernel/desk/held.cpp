#include "kernel/desk/held.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "kernel/desk/deeds.hpp"
#include "kernel/desk/many.hpp"
#include "kernel/pages/kept.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/gate.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/log/log.hpp"

namespace gandan::desk {
namespace {

constexpr std::chrono::hours refused_for{24 * 30};
constexpr std::size_t most_told = 3;
constexpr int most_looked_through = 200;
constexpr int most_at_once = 200;

const db::Sql insert_held{R"(
  insert into held_acts
    (id, account_id, proof, code, act, sent, key_id, sealed, due_at, together)
  values (:id, :account, :proof, :code, :act, :sent, :key_id, :sealed, :due, :together)
  on conflict do nothing)"};
const db::Sql held_sent{"select id from held_acts where sent = :sent and refused_at is null"};
const db::Sql held_by_id{R"(
  select id, account_id, proof, code, act, key_id, sealed, due_at, refused_at
  from held_acts where id = :id)"};
const db::Sql lines_by_account{R"(
  select id, code, coalesce(together, id), refused_at
  from held_acts where account_id = :account order by id desc limit :most)"};
const db::Sql waiting_together{R"(
  select id, account_id, proof, code, act, key_id, sealed, due_at, refused_at
  from held_acts
  where account_id = :account and together = :together and refused_at is null order by id)"};
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
const db::Sql delete_waiting_of{R"(
  delete from held_acts where id = :id and account_id = :account and refused_at is null)"};
const db::Sql delete_refused_of{R"(
  delete from held_acts where id = :id and account_id = :account and refused_at is not null)"};
const db::Sql delete_old_refused{"delete from held_acts where refused_at < :before"};
const db::Sql keep_as_refused{R"(
  insert into held_acts (id, account_id, proof, code, act, sent, key_id, sealed, due_at, refused_at)
  values (:id, :account, :proof, :code, :act, '', :key_id, :sealed, :due, :now))"};

// --- under the seal: each text with its length before it -----------------------------------------

void put_text(std::string& out, std::string_view text) {
  out.append(std::to_string(text.size())).append(1, ':').append(text);
}

void put_fields(std::string& out, const http::Fields& fields) {
  put_text(out, std::to_string(fields.size()));
  for (const http::Field& field : fields) {
    put_text(out, field.name);
    put_text(out, field.value);
  }
}

std::string packed(const HeldForm& form) {
  std::string out;
  for (const std::string* each : {&form.path, &form.language, &form.said, &form.refused})
    put_text(out, *each);
  put_fields(out, form.query);
  put_fields(out, form.form);
  return out;
}

/// Reads what put_text wrote; empty from there on where it cannot be read.
struct Unpacker {
  std::string_view rest;

  std::string text() {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
    const auto digits = static_cast<std::size_t>(end - rest.data());
    if (error != std::errc() || digits >= rest.size() || size > rest.size() - digits - 1) {
      rest = {};
      return {};
    }
    std::string found(rest.substr(digits + 1, size));
    rest.remove_prefix(digits + 1 + size);
    return found;
  }
  http::Fields fields() {
    http::Fields found;
    const std::string count = text();
    std::size_t n = 0;
    std::from_chars(count.data(), count.data() + count.size(), n);
    for (; n > 0 && !rest.empty(); --n) {
      std::string name = text();
      found.add(std::move(name), text());
    }
    return found;
  }
};

HeldForm unpacked(std::string_view bytes) {
  Unpacker from{bytes};
  HeldForm form;
  for (std::string* each : {&form.path, &form.language, &form.said, &form.refused})
    *each = from.text();
  form.query = from.fields();
  form.form = from.fields();
  return form;
}

struct HeldRow {
  HeldId id;
  people::UserId account;
  people::Proof proof{};
  std::string code, act, key_id;
  db::Blob sealed;
  Instant due_at;
  std::optional<Instant> refused_at;
};

/// Without its form where this server does not hold the key any more.
HeldAct unsealed(const crypto::KeyFile& keys, HeldRow row) {
  HeldAct act{.id = row.id,
              .account = row.account,
              .proof = row.proof,
              .code = std::move(row.code),
              .act = std::move(row.act),
              .due_at = row.due_at,
              .is_refused = row.refused_at.has_value(),
              .form = {}};
  const crypto::SealKey* key = keys.find(row.key_id);
  if (const auto bytes = key ? crypto::open(*key, row.sealed.data) : std::nullopt)
    act.form = unpacked(*bytes);
  return act;
}

std::optional<HeldAct> find_held(db::Tx& tx, const crypto::KeyFile& keys, HeldId id) {
  auto row = tx.one<HeldRow>(held_by_id, {{"id", id}});
  return row ? std::optional(unsealed(keys, std::move(*row))) : std::nullopt;
}

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

// --- carrying out -------------------------------------------------------------------------------

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

enum class CarriedOut : std::uint8_t { done, refused, gone };

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

CarriedOut carry_out_one(const Services& services, const pages::Site& site, HeldId id) {
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

/// One that cannot be done now, as where the database is busy, keeps no other from it.
void carry_out_each(const Services& services, const pages::Site& site,
                    const std::vector<HeldId>& ids) {
  for (HeldId id : ids) {
    try {
      (void)carry_out_one(services, site, id);
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

struct Nothing {};

/// What would come of it now; nothing of it is kept.
Result<Tried, Again> looked_ahead(const Desk& desk, const acts::Env& env, const Attempt& attempt) {
  std::optional<Result<Tried, Again>> tried;
  (void)desk.services.database.write([&](db::Tx& tx) -> Result<void, Nothing> {
    tried.emplace(attempt(tx, env));
    return fail(Nothing{});
  });
  return std::move(*tried);
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

// --- the buttons of what is told ----------------------------------------------------------------

http::Request as_sent_before(const http::Request& now, const HeldForm& form) {
  return as_if_sent(now, form.path, form.query, form.form);
}

/// The form that was sent, as it would be shown to who sent it again.
http::Response show_held(const http::Request& now, const Services& services, const HeldAct& act,
                         const Deeds& deeds) {
  http::Request sent = as_sent_before(now, act.form);
  if (act.is_refused)
    sent.attach(NotDone{act.code, act.form.refused});
  else
    sent.attach(Undone{act.code});
  const Desk desk(sent, services, deeds.base);
  auto shown = deeds.show(desk, act.code, act.act);
  // Whoever may read the record no more gets back what they wrote.
  if (shown.status >= 400 && act.is_refused)
    return pages::kept_page(sent, {409, {}, act.form.refused});
  return shown;
}

/// Of an act whose row another press took: whether it was done, else it was undone.
bool was_done_meanwhile(const http::Request& now, const Services& services, const HeldAct& act,
                        const Deeds& deeds) {
  const http::Request sent = as_sent_before(now, act.form);
  const Desk desk(sent, services, deeds.base);
  const auto book = services.rules.book();
  const auto tried =
      looked_ahead(desk, acts::Env::of(services, *book), [&](db::Tx& tx, const acts::Env& env) {
        return deeds.attempt(desk, tx, env, act.code, act.act);
      });
  people::stand_aside(desk.officer);
  return tried && tried->again;
}

/// Why it was not done and what was written is with the officer now: nothing of it stays here.
http::Response show_refused(const Desk& desk, const HeldAct& act, const Deeds& deeds) {
  desk.services.database.write([&](db::Tx& tx) {
    tx.run(delete_refused_of, {{"id", act.id}, {"account", desk.officer.user}});
  });
  return show_held(desk.request, desk.services, act, deeds);
}

http::Response do_held_now(const Desk& desk, const HeldAct& act, const Deeds& deeds) {
  const Services& services = desk.services;
  const std::string record = desk.in_list(std::string(deeds.base) + act.code).text();
  const CarriedOut came = carry_out_one(services, pages::site_of(desk.request), act.id);
  if (came == CarriedOut::refused) {
    const auto refused = services.database.read(
        [&](db::Tx& tx) { return find_held(tx, services.keys.get(), act.id); });
    return refused ? show_refused(desk, *refused, deeds) : http::Response::redirect(record);
  }
  const bool is_done =
      came == CarriedOut::done || was_done_meanwhile(desk.request, services, act, deeds);
  return http::Response::redirect(is_done ? desk.done_href(record, act.act, act.code)
                                          : Href(record).with("done", undone_meanwhile).text());
}

/// All of one press that still wait; what was chosen comes back, with what was typed for all.
http::Response undo_together(const Desk& desk, HeldId together) {
  std::vector<HeldAct> undone;
  desk.services.database.write([&](db::Tx& tx) {
    undone.clear();
    for (HeldRow& row : tx.all<HeldRow>(waiting_together,
                                        {{"account", desk.officer.user}, {"together", together}})) {
      if (tx.run(delete_waiting_of, {{"id", row.id}, {"account", desk.officer.user}}) > 0)
        undone.push_back(unsealed(desk.services.keys.get(), std::move(row)));
    }
  });
  if (undone.empty())
    return http::Response::redirect(Href(desk.list_href()).with("done", too_late_to_undo).text());
  std::vector<std::string> records;
  for (const HeldAct& act : undone)
    if (act.form.path.size() > act.act.size())
      records.push_back(act.form.path.substr(0, act.form.path.size() - act.act.size() - 1));
  const HeldAct& first = undone.front();
  http::Request sent = as_if_sent(desk.request, "/desk/many", first.form.query, first.form.form);
  sent.attach(Undone{desk.words.locale.ntr("{n} matter", "{n} matters",
                                           static_cast<std::int64_t>(undone.size()), {})});
  return show_many(Desk(sent, desk.services), {.records = std::move(records), .act = first.act});
}

http::Response answer_held(http::Request& request, const Services& services) {
  const Desk desk(request, services);
  const auto number = [&](const char* field) {
    return HeldId{std::strtoll(desk.typed(field).c_str(), nullptr, 10)};
  };
  if (request.form.has("together")) return undo_together(desk, number("together"));
  const HeldId id = number("held");
  const std::string what = desk.typed("what");
  const crypto::KeyFile& keys = services.keys.get();
  const auto act = services.database.read([&](db::Tx& tx) { return find_held(tx, keys, id); });
  const bool is_theirs = act && act->account == desk.officer.user;
  const Deeds* deeds = is_theirs ? deeds_of(pages::site_of(request), act->form.path) : nullptr;
  const auto too_late = [&] {
    return http::Response::redirect(Href(desk.list_href()).with("done", too_late_to_undo).text());
  };
  if (is_theirs && what == "read") {
    services.database.write([&](db::Tx& tx) {
      tx.run(delete_refused_of, {{"id", id}, {"account", desk.officer.user}});
    });
    return http::Response::redirect(desk.list_href());
  }
  if (deeds == nullptr) return too_late();
  if (act->is_refused) return show_refused(desk, *act, *deeds);
  if (what == "now") return do_held_now(desk, *act, *deeds);
  const auto undone = services.database.write([&](db::Tx& tx) -> std::int64_t {
    return tx.run(delete_waiting_of, {{"id", id}, {"account", desk.officer.user}});
  });
  if (undone == 0 && was_done_meanwhile(request, services, *act, *deeds)) return too_late();
  return show_held(request, services, *act, *deeds);
}

// --- what is told
// ---------------------------------------------------------------------------------

/// One act that waits or was refused, without what was written; `together` is its own number where
/// it was pressed alone.
struct HeldLine {
  HeldId id;
  std::string code;
  HeldId together;
  std::optional<Instant> refused_at;
};
/// What one press sent, the newest first.
using PressedOnce = std::vector<HeldLine>;

std::vector<PressedOnce> presses_of(db::Tx& tx, people::UserId officer) {
  std::vector<PressedOnce> all;
  for (HeldLine& line :
       tx.all<HeldLine>(lines_by_account, {{"account", officer}, {"most", most_looked_through}})) {
    const auto same = std::ranges::find_if(all, [&](const PressedOnce& each) {
      return each.front().together == line.together && !each.front().refused_at && !line.refused_at;
    });
    if (same == all.end())
      all.push_back({std::move(line)});
    else
      same->push_back(std::move(line));
  }
  return all;
}

pages::FlashButton held_button(const Desk& desk, HeldId id, const char* what, const char* label,
                               const char* key) {
  return {.label = desk.tr(label),
          .action = desk.in_list("/desk/held").text(),
          .field = "held",
          .value = std::to_string(id.value),
          .name = "what",
          .what = what,
          .key = key};
}

pages::Flash told_refused(const Desk& desk, const HeldAct& act, pages::Flash flash) {
  flash.text = desk.words.locale.tr(N_("{code}: it was not done. {why}"),
                                    {{"code", act.code}, {"why", act.form.refused}});
  flash.buttons = {held_button(desk, act.id, "open", N_("Open what I wrote"), ""),
                   held_button(desk, act.id, "read", N_("I have read it"), "")};
  return flash;
}

/// `act` is the newest of the press.
pages::Flash told_held(const Desk& desk, const HeldAct& act, const PressedOnce& press,
                       bool has_key) {
  pages::Flash flash{.text = act.form.said, .warns = act.is_refused};
  const Deeds* deeds = deeds_of(pages::site_of(desk.request), act.form.path);
  const std::string base(deeds != nullptr ? deeds->base : "");
  if (deeds != nullptr) flash.see = {desk.tr(N_("See it")), desk.in_list(base + act.code).text()};
  if (act.is_refused) return told_refused(desk, act, std::move(flash));
  const auto left = std::chrono::microseconds(act.due_at.micros - desk.services.clock.now().micros);
  flash.seconds =
      std::max<int>(1, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count()));
  pages::FlashButton undo =
      held_button(desk, act.id, "undo", N_("Undo"), has_key ? "Backspace" : "");
  if (press.size() > 1) {
    flash.text += " " + and_others(desk, press.size() - 1);
    undo.field = "together";
    undo.value = std::to_string(press.front().together.value);
  }
  flash.buttons = {std::move(undo)};
  for (const HeldLine& line : press)
    if (desk.request.path == base + line.code)
      flash.buttons.push_back(held_button(desk, line.id, "now", N_("Do it now"), ""));
  return flash;
}

/// Of what stands behind the newest: how many acts wait, and how many were refused.
void tell_how_many_more(const Desk& desk, std::span<const PressedOnce> behind,
                        std::vector<pages::Flash>& told) {
  std::int64_t waiting = 0, refused = 0;
  for (const PressedOnce& press : behind)
    (press.front().refused_at ? refused : waiting) += static_cast<std::int64_t>(press.size());
  const i18n::Locale& locale = desk.words.locale;
  if (waiting > 0)
    told.push_back(
        {.text = locale.ntr("{n} more act waits to be done in some seconds.",
                            "{n} more acts wait to be done in some seconds.", waiting, {})});
  if (refused > 0)
    told.push_back(
        {.text = locale.ntr("{n} more act was not done. Read these first.",
                            "{n} more acts were not done. Read these first.", refused, {}),
         .warns = true});
}

}  // namespace

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

void add_held_pages(http::App& app, Services& services) {
  app.router.post(
      "/desk/held", people::signed_in(),
      [&services](http::Request& request) { return answer_held(request, services); }, route);
}

std::vector<pages::Flash> told_of_held(db::Tx& tx, const Desk& desk) {
  const std::vector<PressedOnce> presses = presses_of(tx, desk.officer.user);
  std::vector<pages::Flash> told;
  bool has_key = true;
  for (const PressedOnce& press : std::span(presses).first(std::min(presses.size(), most_told))) {
    const auto act = find_held(tx, desk.services.keys.get(), press.front().id);
    if (!act) continue;
    told.push_back(told_held(desk, *act, press, has_key && !act->is_refused));
    if (!act->is_refused) has_key = false;
  }
  if (presses.size() > most_told)
    tell_how_many_more(desk, std::span(presses).subspan(most_told), told);
  return told;
}

}  // namespace gandan::desk
