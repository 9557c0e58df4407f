#include "kernel/system_pages/set_up.hpp"

#include <algorithm>
#include <set>

#include "kernel/contacts/contacts.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/system_pages/last_backup.hpp"
#include "kernel/system_pages/log_facts.hpp"

namespace gandan::system_pages {
namespace {

using people::Permission;

constexpr int days_without_backup = 7;

std::optional<desk::Line> backup_missing(db::Tx& tx, const desk::Desk& desk) {
  const auto backup = last_backup(tx);
  if (!backup)
    return desk::Line{desk.tr(N_("No backup was made")),
                      desk.tr(N_("gandan backup makes one while the server runs; keep it on "
                                 "another machine, with the key file.")),
                      "/admin/system"};
  const std::int64_t age = desk.words.today - civil_date(backup->made_at);
  if (age <= days_without_backup) return std::nullopt;
  return desk::Line{desk.words.locale.ntr("The last backup is {n} day old",
                                          "The last backup is {n} days old", age, {}),
                    desk.tr(N_("Make one each day, and try now and then whether it is restored.")),
                    "/admin/system"};
}

std::optional<desk::Line> letters_missing(const desk::Desk& desk) {
  if (desk.services.post != nullptr) return std::nullopt;
  return desk::Line{desk.tr(N_("No letters leave")),
                    desk.tr(N_("The server was started without --mail: who sends something hears "
                               "of it on the page of its code alone.")),
                    "/admin/system"};
}

std::optional<desk::Line> name_missing(const desk::Desk& desk) {
  if (!pages::frame_for(desk.request, {}).owner.empty()) return std::nullopt;
  return desk::Line{desk.tr(N_("It does not say whose it is")),
                    desk.tr(N_("The name of whoever runs it stands at the foot of every page.")),
                    "/admin/settings/site.owner"};
}

/// Of whoever runs the installation.
std::optional<desk::Line> contact_missing(const desk::Desk& desk) {
  if (contacts::contact_of(*desk.services.settings.now()).says_how()) return std::nullopt;
  return desk::Line{desk.tr(N_("Nobody reads whom to call")),
                    desk.tr(N_("Address and telephone of whoever runs this installation.")),
                    "/admin/settings/contact.telephone"};
}

/// Of bodies whose officers answer.
std::optional<desk::Line> contacts_of_bodies_missing(const desk::Desk& desk,
                                                     const std::vector<people::RolesHeld>& held) {
  const auto settings = desk.services.settings.now();
  std::set<UnitId> silent;
  for (const people::RolesHeld& each : held)
    if (each.unit && people::grants(each.role, Permission::answer) &&
        !contacts::contact_of(*settings, each.unit).says_how())
      silent.insert(each.unit);
  if (silent.empty()) return std::nullopt;
  return desk::Line{
      desk.words.locale.ntr("{n} body that answers does not say how it is reached",
                            "{n} bodies that answer do not say how they are reached",
                            static_cast<std::int64_t>(silent.size()), {}),
      desk.tr(N_("Whoever administers a body sets its address and telephone, for itself.")),
      "/admin/settings"};
}

std::optional<desk::Line> officers_missing(const desk::Desk& desk,
                                           const std::vector<people::RolesHeld>& held) {
  const auto is_held = [&](const Permission& permission) {
    return std::ranges::any_of(
        held, [&](const people::RolesHeld& each) { return people::grants(each.role, permission); });
  };
  if (is_held(Permission::register_cases) && is_held(Permission::answer)) return std::nullopt;
  return desk::Line{
      desk.tr(is_held(Permission::register_cases) ? N_("Nobody answers what is sent")
                                                  : N_("Nobody receives what is sent")),
      desk.tr(N_("Create accounts, and give them their roles at their units.")),
      "/admin/accounts/new"};
}

std::optional<desk::Line> second_administrator_missing(const desk::Desk& desk,
                                                       const std::vector<people::RolesHeld>& held) {
  const auto whole = std::ranges::find_if(held, [](const people::RolesHeld& each) {
    return each.role == people::Role::administrator && !each.unit;
  });
  if (whole != held.end() && whole->accounts > 1) return std::nullopt;
  return desk::Line{
      desk.tr(N_("There is no second administrator")),
      desk.tr(N_("What opens what is sealed is given by two persons; and one may be ill.")),
      "/admin/accounts/new"};
}

std::optional<desk::Line> log_stands_still(db::Tx& tx, const desk::Desk& desk) {
  std::string trouble = log_trouble(tx, desk.services.clock.now(), desk.words.locale);
  if (trouble.empty()) return std::nullopt;
  return desk::Line{desk.tr(N_("The public log does not get on")), std::move(trouble),
                    "/admin/system"};
}

std::optional<desk::Section> read(db::Tx& tx, const desk::Desk& desk) {
  desk::Section section{.title = desk.tr(N_("Still to be set up"))};
  const auto held = people::roles_held(tx);
  for (const std::optional<desk::Line>& line :
       {log_stands_still(tx, desk), backup_missing(tx, desk), officers_missing(desk, held),
        letters_missing(desk), second_administrator_missing(desk, held), name_missing(desk),
        contact_missing(desk), contacts_of_bodies_missing(desk, held)})
    if (line) section.lines.push_back(*line);
  section.sentence =
      section.lines.empty()
          ? desk.tr(N_("Nothing that this page knows of."))
          : desk.words.locale.ntr("{n} thing, the most pressing first.",
                                  "{n} things, the most pressing first.",
                                  static_cast<std::int64_t>(section.lines.size()), {});
  return section;
}

}  // namespace

desk::FrontPart still_to_set_up() {
  return {.order = 20,
          .is_for =
              [](const people::Principal& officer) {
                return officer.may_everywhere(Permission::operate);
              },
          .read = read};
}

}  // namespace gandan::system_pages
