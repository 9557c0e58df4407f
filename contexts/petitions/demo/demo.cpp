#include "contexts/petitions/demo/demo.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <unordered_map>

#include "contexts/petitions/demo/data.hpp"
#include "contexts/petitions/demo/replay.hpp"
#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/topics/group.hpp"
#include "kernel/contacts/contacts.hpp"
#include "kernel/module/services.hpp"
#include "kernel/people/consents.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/settings/change.hpp"
#include "kernel/units/areas.hpp"

namespace gandan::petitions {
namespace {

const db::Sql any_petition{"select 1 from petitions limit 1"};

std::optional<UnitId> unit_of(db::Tx& tx, const std::string& name, Date today) {
  if (name.empty()) return UnitId{};
  auto unit = units::find_unit(tx, name, today);
  return unit ? std::optional(unit->id) : std::nullopt;
}

people::Principal enter_officer(db::Tx& tx, Services& services, const DemoOfficer& officer,
                                const std::string& password_hash) {
  people::NewAccount form{officer.username, officer.name, "", {}};
  for (const DemoOfficer::Post& post : officer.posts) {
    auto unit = unit_of(tx, post.unit, services.clock.today());
    if (!unit) throw std::runtime_error("demonstration data: no unit is named " + post.unit);
    form.grants.push_back({post.role, *unit, post.reach});
  }
  auto by = journal::Actor::system();
  auto user = people::create_account(tx, services.ids, services.clock, by, form);
  if (!user)
    throw std::runtime_error("demonstration data: the account " + officer.username +
                             " cannot be created");
  people::set_password_hash(tx, services.clock, by, *user, password_hash);
  if (people::needs_second_factor(tx, *user)) {
    people::set_totp_secret(tx, services.clock, services.keys.get(), by, *user, demo_totp_secret);
    static_cast<void>(people::make_recovery_codes(tx, services.clock, by, *user));
  }
  return {*user, officer.username, officer.name, form.grants, people::Proof::second_factor};
}

/// One request to look at: the administrator asks that the reception officer of a commune handles
/// its denunciations too; the province's administrator or leader decides.
void ask_for_two_persons(db::Tx& tx, Services& services,
                         const std::vector<people::Principal>& officers) {
  auto named = [&](std::string_view username) {
    return std::find_if(officers.begin(), officers.end(),
                        [&](const people::Principal& one) { return one.username == username; });
  };
  const auto asker = named("quantri"), officer = named("tiepnhan.dongdang");
  if (asker == officers.end() || officer == officers.end()) return;
  auto asked = people::ask_consent(
      tx, services.ids, services.clock, asker->user,
      {.deed = people::Deed::give_role,
       .user = officer->user,
       .grant = {people::Role::denunciation_officer, officer->grants.front().unit,
                 people::Reach::area},
       .reason = "Xã đang có hai đơn tố cáo mà chưa có cán bộ được phân công giải quyết."});
  if (!asked) throw std::runtime_error("demonstration data: nobody can be asked to consent");
}

/// The bodies in which somebody has a post, those of the places where somebody has one, and of a
/// province those of its communes.
std::vector<units::Unit> bodies_with_posts(db::Tx& tx, Date today,
                                           const std::vector<people::Principal>& officers) {
  std::vector<units::Unit> bodies;
  auto add = [&](const units::Unit& unit) {
    const bool is_known =
        std::any_of(bodies.begin(), bodies.end(), [&](const auto& b) { return b.id == unit.id; });
    const bool is_there = !unit.valid_to || *unit.valid_to >= today;
    if (unit.kind == units::UnitKind::body && is_there && !is_known) bodies.push_back(unit);
  };
  for (const people::Principal& officer : officers) {
    for (const people::Grant& grant : officer.grants) {
      const auto unit = units::find_unit(tx, grant.unit);
      if (!unit) continue;
      add(*unit);
      for (const units::Unit& body : units::bodies_serving(tx, unit->id)) add(body);
      if (unit->kind != units::UnitKind::area || unit->level != units::Level::province) continue;
      for (const units::Unit& commune :
           units::list_areas(tx, units::Level::commune, today, unit->id))
        for (const units::Unit& body : units::bodies_serving(tx, commune.id)) add(body);
    }
  }
  return bodies;
}

/// How bodies are reached, and whose site it is: each says that it is invented.
void tell_whose_it_is(db::Tx& tx, Services& services,
                      const std::vector<people::Principal>& officers) {
  const auto by = std::find_if(officers.begin(), officers.end(),
                               [](const auto& one) { return one.username == "quantri"; });
  if (by == officers.end()) return;
  contacts::invent(tx, services.ids, services.clock, *by,
                   bodies_with_posts(tx, services.clock.today(), officers));
  auto set = [&](std::string_view key, std::string_view words) {
    const settings::Declared* setting = services.settings.find(key);
    if (setting == nullptr) return;  // whoever composes less has no such page
    if (!settings::change(tx, services.ids, services.clock, *by, {*setting, {}, words}))
      throw std::runtime_error("demonstration data: a setting cannot be set");
  };
  set("site.place", "Tỉnh Lạng Sơn (bản dùng thử)");
  set("site.owner", "nhóm phát triển Gần Dân");
}

}  // namespace

people::SignInOffers demo_sign_ins() {
  people::SignInOffers offers{.password = std::string(demo_password), .accounts = {}};
  for (const DemoOfficer& officer : read_demo_officers()) {
    people::SignInOffer& offer = offers.accounts.emplace_back();
    offer.username = officer.username;
    offer.name = officer.name;
    for (const DemoOfficer::Post& post : officer.posts) {
      offer.posts.push_back({.role = post.role, .where = post.unit});
      if (people::opens_what_is_sealed(post.role)) offer.totp_secret = demo_totp_secret;
    }
  }
  return offers;
}

DemoLoaded load_demo(Services& services) {
  const DemoData data = read_demo_data(services.clock.today());
  auto hash = people::make_password_hash(services.people, "", demo_password);
  if (!hash) throw std::runtime_error("demonstration data: the password is not allowed");
  const auto book = services.rules.book();
  const Env env =
      Env::of(services, *book);  // opens the key file before the transaction that needs it
  DemoLoaded loaded = services.database.write([&](db::Tx& tx) {
    if (tx.one<std::int64_t>(any_petition))
      throw std::runtime_error(
          "This database holds petitions already: the demonstration is loaded into an empty one.");
    std::vector<people::Principal> officers;
    for (const DemoOfficer& officer : data.officers)
      officers.push_back(enter_officer(tx, services, officer, *hash));
    ask_for_two_persons(tx, services, officers);
    tell_whose_it_is(tx, services, officers);
    int events = replay_demo(tx, *book, env.keys, services.clock.now(), data, officers);
    return DemoLoaded{static_cast<int>(officers.size()), static_cast<int>(data.petitions.size()),
                      events, static_cast<int>(data.topics.size())};
  });
  journal::seal_all(services.database, services.clock);
  group_petitions(services.database, env);
  journal::seal_all(services.database, services.clock);
  fold_all(services.database, services.clock);
  services.directory.refresh();
  services.settings.refresh();
  return loaded;
}

}  // namespace gandan::petitions
