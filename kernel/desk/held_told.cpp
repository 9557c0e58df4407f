// What is said above a page of acts that wait or were refused.
#include <algorithm>
#include <span>

#include "kernel/desk/deeds.hpp"
#include "kernel/desk/held_rows.hpp"

namespace gandan::desk {
namespace {

constexpr std::size_t most_told = 3;
constexpr int most_looked_through = 200;

const db::Sql lines_by_account{R"(
  select id, code, coalesce(together, id), refused_at
  from held_acts where account_id = :account order by id desc limit :most)"};

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
