#include "contexts/petitions/desk/course_page.hpp"

#include <algorithm>

#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/course.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"

namespace gandan::petitions {
namespace {

std::string days_of(const i18n::Locale& locale, const rules::Limit& limit) {
  std::string days = limit_in_words(locale, limit.value, limit.unit);
  if (!limit.remote_value) return days;
  return locale.tr(
      N_("{days}; where travel is hard {remote}"),
      {{"days", days}, {"remote", limit_in_words(locale, *limit.remote_value, limit.unit)}});
}

std::string marked_basis(const i18n::Locale& locale, const rules::Limit& limit) {
  return is_starting_value(limit) ? as_starting_value(locale, limit.basis) : limit.basis;
}

/// The rules that a transition sets running: the stage's, or those by which it gets more time.
std::vector<std::string_view> rules_of(Matter matter, const Transition& made) {
  if (!made.stage) return {};
  const bool is_extension = made.clock == ClockEffect::extends && made.stage == last_stage(matter);
  if (!is_extension) return {rule_of(matter, *made.stage)};
  std::vector<std::string_view> rules{extension_rule(matter)};
  if (extension_rule(matter, true) != rules.front()) rules.push_back(extension_rule(matter, true));
  return rules;
}

CourseRow row_of(const i18n::Locale& locale, const rules::Rulebook& book, Matter matter,
                 const Transition& made, Date today) {
  auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  CourseRow row{.from = tr(label(made.from)),
                .deed = tr(label(made.verb)),
                .who = tr(label(made.actor)),
                .to = tr(label(made.to)),
                .clock = tr(label(made.clock)),
                .article = made.article};
  if (made.stage) row.clock += ": " + tr(label(*made.stage));
  for (std::string_view rule : rules_of(matter, made)) {
    const rules::Limit* limit = book.find(rule, today);
    if (limit == nullptr) continue;
    row.limit += (row.limit.empty() ? "" : "; ") + days_of(locale, *limit);
    row.basis += (row.basis.empty() ? "" : "; ") + marked_basis(locale, *limit);
    row.unchecked = row.unchecked || is_starting_value(*limit);
  }
  return row;
}

/// The first of all where it names none.
Matter matter_named(std::string_view typed) {
  for (Matter matter : matters)
    if (name(matter) == typed) return matter;
  return matters[0];
}

}  // namespace

std::vector<std::vector<CourseRow>> CoursePart::groups() const {
  std::vector<std::vector<CourseRow>> all;
  for (const CourseRow& row : rows) {
    auto group = std::ranges::find_if(
        all, [&](const std::vector<CourseRow>& one) { return one.front().from == row.from; });
    if (group == all.end()) group = all.insert(all.end(), std::vector<CourseRow>());
    group->push_back(row);
  }
  return all;
}

std::string_view CoursePart::first_state() const {
  for (const CourseRow& row : rows)
    if (!row.from.empty()) return row.from;
  return {};
}

bool CoursePart::unchecked() const {
  return std::ranges::any_of(rows, &CourseRow::unchecked);
}

CoursePart course_of(const i18n::Locale& locale, const rules::Rulebook& book, Matter matter,
                     Date today) {
  CoursePart part{.title = std::string(locale.tr(label(matter)))};
  if (const rules::Limit* limit = book.find(rule_of(matter, Stage::reception), today))
    part.rows.push_back({.deed = std::string(locale.tr(N_("receive"))),
                         .who = std::string(locale.tr(label(Actor::synthesis_officer))),
                         .to = std::string(locale.tr(label(State::received))),
                         .clock = std::string(locale.tr(label(ClockEffect::starts))) + ": " +
                                  std::string(locale.tr(label(Stage::reception))),
                         .limit = days_of(locale, *limit),
                         .basis = marked_basis(locale, *limit),
                         .unchecked = is_starting_value(*limit)});
  for (const Transition& made : transitions())
    if (made.is_of(matter)) part.rows.push_back(row_of(locale, book, matter, made, today));
  return part;
}

void add_course_page(http::App& app, Services& services) {
  app.router.get("/desk/course", people::signed_in(), [&services](http::Request& request) {
    const i18n::Locale& locale = pages::locale_of(request);
    const Date today = services.clock.today();
    CoursePage page{
        .frame = pages::frame_for(request, std::string(locale.tr(N_("The steps of each kind")))),
        .today = today};
    page.frame.section = "desk";
    const Matter chosen = matter_named(request.query.get("of"));
    for (Matter matter : matters)
      page.tabs.push_back({.label = std::string(locale.tr(label(matter))),
                           .href = "/desk/course?of=" + std::string(name(matter)),
                           .current = matter == chosen});
    page.part = course_of(locale, *services.rules.book(), chosen, today);
    return pages::render(request, views::course_page, page);
  });
}

}  // namespace gandan::petitions
