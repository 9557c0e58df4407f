// POST /desk/held: the buttons of what is told of acts that are held back.
#include <cstdlib>

#include "kernel/desk/deeds.hpp"
#include "kernel/desk/held_rows.hpp"
#include "kernel/desk/many.hpp"
#include "kernel/pages/kept.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"

namespace gandan::desk {
namespace {

const db::Sql delete_waiting_of{R"(
  delete from held_acts where id = :id and account_id = :account and refused_at is null)"};
const db::Sql delete_refused_of{R"(
  delete from held_acts where id = :id and account_id = :account and refused_at is not null)"};

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
  const CarriedOut came = carry_out(services, pages::site_of(desk.request), act.id);
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
  const people::UserId officer = desk.officer.user;
  std::vector<HeldAct> undone;
  desk.services.database.write([&](db::Tx& tx) {
    undone = find_waiting_together(tx, desk.services.keys.get(), officer, together);
    std::erase_if(undone, [&](const HeldAct& act) {
      return tx.run(delete_waiting_of, {{"id", act.id}, {"account", officer}}) == 0;
    });
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

}  // namespace

void add_held_pages(http::App& app, Services& services) {
  app.router.post(
      "/desk/held", people::signed_in(),
      [&services](http::Request& request) { return answer_held(request, services); }, route);
}

}  // namespace gandan::desk
