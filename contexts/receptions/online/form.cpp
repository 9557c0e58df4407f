// What is asked where an online reception is planned, changed, cancelled or closed by its minutes.
#include "contexts/receptions/online/preparing.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "kernel/desk/forms.hpp"
#include "lib/crypto/random.hpp"

namespace gandan::receptions {
namespace {

pages::Field asked_online(const Preparing& at, const char* name, const char* label,
                          std::string_view holds, const char* hint, bool is_short = true) {
  return {.name = name,
          .label = at.tr(label),
          .hint = *hint ? at.tr(hint) : std::string(),
          .value = at.said_or(name, holds),
          .short_input = is_short,
          .max_length = 300};
}

pages::Field asked_in_lines(const Preparing& at, const char* name, const char* label,
                            std::string_view holds, const char* hint, int most, int rows) {
  return {.name = name,
          .label = at.tr(label),
          .hint = at.tr(hint),
          .value = at.is_sent() ? at.typed(name) : std::string(holds),
          .max_length = most,
          .rows = rows};
}

/// As an officer types the component sites.
std::string sites_typed(const std::vector<OnlineSite>& sites) {
  std::string typed;
  for (const OnlineSite& site : sites)
    if (site.role == SiteRole::component)
      typed += site.name + "; " + site.address + "; " + site.takes_part + "\n";
  return typed;
}

void ask_about_plan(const Preparing& at, desk::WorkForm& form) {
  const bool is_new = !at.session;
  const OnlineSession session = at.session.value_or(OnlineSession{});
  form.choice = desk::Choice{
      .field = {.name = "ground",
                .label =
                    at.tr(N_("For which matter the head decided it (Decree 154/2026 art. 20)")),
                .hint = at.tr(N_("Officers alone read this."))},
      .options = {}};
  const std::string chosen =
      at.said_or("ground", is_new ? std::string_view() : name(session.ground));
  for (const OnlineGround each : online_grounds)
    form.choice->options.push_back(
        {std::string(name(each)), at.tr(label(each)), "", chosen == name(each)});
  const Date day = civil_date(session.starts_at);
  form.lines = {
      asked_online(at, "day", N_("Day"), is_new ? std::string() : desk::typed_day(day),
                   N_("Like 5/12/2026")),
      asked_online(at, "hours", N_("Hours"),
                   is_new ? std::string()
                          : stretch(minute_of(session.starts_at), minute_of(session.planned_until)),
                   N_("Like 7:30-11:30")),
      asked_online(at, "centre", N_("Who must take part at the centre, which is this place"),
                   at.sites.empty() ? std::string_view() : at.sites.front().takes_part,
                   N_("Who receives, and the body or unit that advises on the matter (art. 22). "
                      "Officers alone read this."),
                   false)};
  if (!is_new)
    form.lines.push_back(asked_online(at, "reason", N_("Why"), "",
                                      N_("Everybody reads it: name nobody who comes."), false));
  form.words = asked_in_lines(
      at, "sites", N_("The other sites, a line each"), sites_typed(at.sites),
      N_("Name; address; who must take part there, as an office. Name nobody who comes to be "
         "heard."),
      6000, 6);
}

void ask_why_cancelled(const Preparing& at, desk::WorkForm& form) {
  form.words = asked_in_lines(at, "reason", N_("Why"), "",
                              N_("Everybody reads it: name nobody who comes."), 500, 3);
}

void ask_about_minutes(const Preparing& at, desk::WorkForm& form) {
  const Date day = civil_date(at.session->starts_at);
  form.lines = {
      asked_online(at, "signed_by", N_("Who signed the minutes"), "", N_("Name and office"), false),
      asked_online(at, "signed_on", N_("On which day"), desk::typed_day(day), N_("Like 5/12/2026")),
      asked_online(at, "kept_until", N_("Until which day the minutes and the recording are kept"),
                   "",
                   N_("By the law on archives (Decree 154/2026 art. 24(3)), which sets it by the "
                      "kind of file."))};
  if (at.session->ground == OnlineGround::denunciation) {
    form.hint = at.tr(
        N_("It was about a denunciation: no word of the minutes is entered here. What was said is "
           "entered in the book, where it lies under the seal."));
    return;
  }
  form.words = asked_in_lines(
      at, "minutes", N_("Minutes"), "",
      N_("What was said and concluded, as it was signed, and where the recording lies."), 20000,
      12);
}

}  // namespace

desk::WorkForm form_online(const Preparing& at) {
  const OnlineDeed& deed = *at.deed;
  std::optional<SessionId> id;
  if (at.session) id = at.session->id;
  desk::WorkForm form{.heading = at.tr(deed.heading),
                      .hint = *deed.hint ? at.tr(deed.hint) : std::string(),
                      .action = online_desk_href(at.place, id, deed.name),
                      .verb = at.tr(deed.press),
                      .once = at.said("once").empty() ? crypto::random_token() : at.said("once"),
                      .cancel_href = id ? online_desk_href(at.place, id)
                                        : "/desk/schedule/" + std::string(at.place.code),
                      .errors = at.errors};
  if (deed.verb == OnlineVerb::cancel)
    ask_why_cancelled(at, form);
  else if (deed.verb == OnlineVerb::end)
    ask_about_minutes(at, form);
  else
    ask_about_plan(at, form);
  if (!form.lines.empty()) form.lines.front().focus = !form.choice;
  desk::put_at_fields(at.errors, form);
  return form;
}

}  // namespace gandan::receptions
