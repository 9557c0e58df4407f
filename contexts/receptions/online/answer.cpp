// What was answered about an online reception, and what becomes of it.
#include <algorithm>
#include <charconv>

#include "contexts/receptions/online/preparing.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/units/body_search.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

Date day_answered(Preparing& at, const char* field) {
  const auto day = desk::parse_day(at.said(field), at.words.today);
  if (!day) at.refuse(field, N_("Write a day like 5/12/2026."));
  return day.value_or(Date{});
}

/// The body of that very name.
std::optional<UnitId> body_of_site(const Preparing& at, std::string_view name) {
  for (const units::Unit* body : units::bodies_named(*at.directory, name))
    if (text::fold(body->name) == text::fold(name)) return body->id;
  return std::nullopt;
}

/// The part before the next semicolon; the last takes what is left.
std::string next_cell(std::string_view& line, bool is_last) {
  const auto end = is_last ? std::string_view::npos : line.find(';');
  const std::string_view cell = text::trim(line.substr(0, end));
  line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
  return std::string(cell);
}

/// A line each: name; address; who must take part. What is missing is left empty, and refused.
std::vector<OnlineSite> sites_answered(const Preparing& at) {
  std::vector<OnlineSite> sites;
  const std::string typed = text::clean(at.typed("sites"));
  for (std::string_view rest = typed; !rest.empty();) {
    const auto end = rest.find('\n');
    std::string_view line = text::trim(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (line.empty()) continue;
    OnlineSite site{.name = next_cell(line, false), .address = next_cell(line, false)};
    site.takes_part = next_cell(line, true);
    site.body = body_of_site(at, site.name);
    sites.push_back(std::move(site));
  }
  return sites;
}

OnlinePlan plan_answered(Preparing& at) {
  OnlinePlan plan{.centre_takes_part = at.said("centre"), .components = sites_answered(at)};
  if (const auto ground = parse_online_ground(at.said("ground")))
    plan.ground = *ground;
  else
    at.refuse("ground", N_("Choose for which matter."));
  const Date day = day_answered(at, "day");
  const auto hours = parse_stretches(at.said("hours"));
  if (!hours || hours->size() != 1) {
    at.refuse("hours", N_("Write hours like 7:30-11:30."));
    return plan;
  }
  plan.starts_at = moment_of(day, hours->front().first);
  plan.planned_until = moment_of(day, hours->front().second);
  return plan;
}

/// Says by when the notice would have been due, by which article.
void refuse_short_notice(Preparing& at, Instant starts_at) {
  const auto notice = online_notice(*at.services.rules.book(), starts_at);
  if (!notice) return at.refuse("day", N_("The day does not fit: it is past, or closed."));
  at.errors.push_back(
      {"day", at.words.locale.tr(
                  N_("The notice would have been due on {date} at the latest "
                     "({basis}). Choose a later day."),
                  {{"date", at.words.locale.date(notice->date)}, {"basis", notice->basis}})});
}

struct RefusalOnline {
  OnlineError error;
  const char* field;
  const char* message;
};
constexpr RefusalOnline refusals_online[] = {
    {OnlineError::place_unfit, "day",
     N_("This place has not what an online reception needs (Decree 154/2026 art. 18). Say first "
        "that it has, where you enter what is said of the place.")},
    {OnlineError::day_unfit, "day", N_("The day does not fit: it is past, or too far ahead.")},
    {OnlineError::hours_unfit, "hours",
     N_("The hours do not fit: they end before they begin, or overlap.")},
    {OnlineError::centre_missing, "centre", N_("Write who must take part at the centre.")},
    {OnlineError::site_missing, "sites", N_("Write at least one other site.")},
    {OnlineError::site_unfit, "sites",
     N_("Write of each site its name, its address and who must take part, with semicolons "
        "between them.")},
    {OnlineError::reason_missing, "reason", N_("Say why: nothing changes without a reason.")},
    {OnlineError::not_yet, "signed_by",
     N_("It has not begun yet: it can be changed or "
        "cancelled.")},
    {OnlineError::minutes_in_clear, "signed_by",
     N_("It was about a denunciation: no word of the minutes is entered here. What was said is "
        "entered in the book, where it lies under the seal.")},
    {OnlineError::minutes_missing, "minutes", N_("Write the minutes as they were signed.")},
    {OnlineError::signer_missing, "signed_by", N_("Write who signed, with the office.")},
    {OnlineError::signed_unfit, "signed_on",
     N_("That day is before the reception, or has not come yet.")},
    {OnlineError::kept_until_unfit, "kept_until",
     N_("They are kept longer than until the day on which they were signed.")}};

}  // namespace

OnlineAnswer answer_online(Preparing& at) {
  OnlineAnswer answer{.reason = at.said("reason")};
  switch (at.deed->verb) {
    case OnlineVerb::plan:
    case OnlineVerb::change:
      answer.plan = plan_answered(at);
      break;
    case OnlineVerb::end:
      answer.minutes = {.text = std::string(text::trim(text::clean(at.typed("minutes")))),
                        .signed_by = at.said("signed_by"),
                        .signed_on = day_answered(at, "signed_on"),
                        .kept_until = day_answered(at, "kept_until")};
      break;
    case OnlineVerb::join: {
      const std::string site = at.said("site");
      std::from_chars(site.data(), site.data() + site.size(), answer.site);
      break;
    }
    default:
      break;
  }
  return answer;
}

Result<SessionId, OnlineError> do_online(const Preparing& at, db::Tx& tx, const Env& env,
                                         const OnlineAnswer& answer) {
  const Act act = at.act();
  const auto id_of = [](const auto& done) -> Result<SessionId, OnlineError> {
    if (!done) return fail(done.error());
    return done->id;
  };
  if (at.deed->verb == OnlineVerb::plan)
    return id_of(plan_online(tx, env, act, at.place.id, answer.plan));
  const SessionId id = at.session->id;
  if (at.deed->verb == OnlineVerb::change)
    return id_of(change_online(tx, env, act, id, answer.plan, answer.reason));
  const auto done = at.deed->verb == OnlineVerb::cancel
                        ? cancel_online(tx, env, act, id, answer.reason)
                    : at.deed->verb == OnlineVerb::end
                        ? end_online(tx, env, act, id, answer.minutes)
                        : tick_online(tx, env, act, id, at.deed->verb, answer.site);
  if (!done) return fail(done.error());
  return id;
}

void refuse_online(Preparing& at, OnlineError error, const OnlineAnswer& answer) {
  if (error == OnlineError::notice_too_short) return refuse_short_notice(at, answer.plan.starts_at);
  const auto found = std::ranges::find(refusals_online, error, &RefusalOnline::error);
  if (found != std::end(refusals_online)) return at.refuse(found->field, found->message);
  at.refuse(at.deed->verb == OnlineVerb::cancel ? "reason"
            : at.deed->verb == OnlineVerb::end  ? "signed_by"
                                                : "day",
            N_("This has changed meanwhile, or is not yours to do. Look at it again."));
}

}  // namespace gandan::receptions
