#include "contexts/receptions/conclusions/page.hpp"

#include <algorithm>

#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/desk/desk.hpp"
#include "contexts/receptions/views/conclude.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/receipts/once.hpp"
#include "kernel/units/body_search.hpp"
#include "lib/crypto/random.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/tracking_code.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;

constexpr int most_items = 4;

std::string said_in(const Desk& desk, std::string_view field) {
  return std::string(text::trim(text::clean(desk.request.form.get(field))));
}

std::string item_field(int nth, std::string_view what) {
  return "item" + std::to_string(nth) + "_" + std::string(what);
}

/// The body of this name, whatever its marks; the only one that has all of the words.
std::optional<UnitId> body_named(const Desk& desk, const std::string& words) {
  if (words.empty()) return std::nullopt;
  const auto found = units::bodies_named(*desk.directory, words);
  for (const units::Unit* body : found)
    if (text::fold(body->name) == text::fold(words)) return body->id;
  return found.size() == 1 ? std::optional(found.front()->id) : std::nullopt;
}

/// Of what was typed; what is wrong with an item is put at its field.
NewConclusion read_conclusion(const Desk& desk, std::vector<pages::FieldError>& errors) {
  const auto wrong = [&](const std::string& field, const char* message) {
    errors.push_back({field, desk.tr(message)});
  };
  NewConclusion concluded{.number = said_in(desk, "number"),
                          .concluded_by = said_in(desk, "concluded_by"),
                          .text = said_in(desk, "text"),
                          .contact = said_in(desk, "contact")};
  if (concluded.text.empty()) wrong("text", N_("Write what the head concluded."));
  if (concluded.concluded_by.empty())
    wrong("concluded_by", N_("Write who concluded it: name and office."));
  const auto day = desk::parse_day(said_in(desk, "concluded_on"), desk.words.today);
  if (!day || *day > desk.words.today)
    wrong("concluded_on", N_("Write the day of the paper, like 5/12/2026: today or earlier."));
  concluded.concluded_on = day.value_or(desk.words.today);
  for (int nth = 1; nth <= most_items; ++nth) {
    const std::string product = said_in(desk, item_field(nth, "product"));
    const std::string body = said_in(desk, item_field(nth, "body"));
    const std::string due = said_in(desk, item_field(nth, "due"));
    if (product.empty() && body.empty() && due.empty()) continue;
    const auto who = body_named(desk, body);
    const auto until = desk::parse_day(due, desk.words.today);
    if (product.empty()) wrong(item_field(nth, "product"), N_("Write what is to be done."));
    if (!who) wrong(item_field(nth, "body"), N_("Write the name of one body in full."));
    if (!until || *until < desk.words.today)
      wrong(item_field(nth, "due"), N_("Write a day that lies ahead, like 5/12/2026."));
    concluded.items.push_back({who.value_or(UnitId{}), product, until.value_or(desk.words.today)});
  }
  return concluded;
}

ConcludePage make_conclude_page(const Desk& desk, db::Tx& tx, const Visit& visit,
                                std::vector<pages::FieldError> errors) {
  ConcludePage page{.frame = desk.frame(tx, desk.tr(N_("Conclusion of the head"))),
                    .rail = desk.rail(tx),
                    .errors = std::move(errors),
                    .action = desk.action(visit.code, "conclude"),
                    .back = desk.href(visit.code),
                    .code = visit.code,
                    .matter = std::string(text::shorten(visit.matter, 160))};
  page.frame.form = pages::PageForm{.id = "conclusion", .name = "look", .value = "yes"};
  page.frame.has_errors = !page.errors.empty();
  page.once = desk.request.form.has("once") ? said_in(desk, "once") : crypto::random_token();
  const auto field = [&](std::string name, const char* label, const char* hint = "") {
    pages::Field it{.name = std::move(name),
                    .label = desk.tr(label),
                    .hint = *hint ? desk.tr(hint) : std::string(),
                    .max_length = 300};
    it.value = desk.request.form.get(it.name);
    for (const pages::FieldError& error : page.errors)
      if (error.field == it.name) it.error = error.message;
    return it;
  };
  page.text = field("text", N_("What the head concluded"));
  page.text.max_length = 20'000;
  page.text.rows = 8;
  page.text.focus = true;
  page.lines = {
      field("concluded_by", N_("Concluded by"), N_("Name and office, as the notice says.")),
      field("number", N_("Number of the notice")), field("concluded_on", N_("Day of the notice")),
      field("contact", N_("Whom who came may ask"))};
  page.lines[1].optional = page.lines[3].optional = true;
  page.lines[2].short_input = true;
  if (page.lines[2].value.empty()) page.lines[2].value = desk::typed_day(desk.words.today);
  for (int nth = 1; nth <= most_items; ++nth) {
    ItemFields item{
        .legend = desk.words.locale.tr(N_("To be done, {n}"), {{"n", std::to_string(nth)}}),
        .product = field(item_field(nth, "product"), N_("What is to be done")),
        .body = field(item_field(nth, "body"), N_("By which body")),
        .due = field(item_field(nth, "due"), N_("Until"))};
    item.body.list = "bodies";
    item.due.short_input = true;
    page.items.push_back(std::move(item));
  }
  const auto own = desk.directory->find(visit.body);
  for (const units::Unit& body : desk.directory->bodies())
    if (own == nullptr || body.id == own->id || body.area == own->area || body.parent == own->id)
      page.bodies.push_back(body.name);
  return page;
}

/// The visit, where the officer may enter a conclusion of it.
std::optional<Visit> visit_to_conclude(const Desk& desk, std::string_view typed) {
  const auto code = text::parse_tracking_code(typed, visit_prefix);
  if (!code) return std::nullopt;
  return desk.services.database.read([&](db::Tx& tx) {
    auto visit = find_visit(tx, *code);
    return visit && !is_sealed(*visit) && may_do(tx, desk.act(), conclude_receptions, *visit)
               ? visit
               : std::nullopt;
  });
}

http::Response show_conclude(const Desk& desk, const Visit& visit,
                             std::vector<pages::FieldError> errors = {}) {
  const int status = errors.empty() ? 200 : 422;
  const auto page = desk.services.database.read(
      [&](db::Tx& tx) { return make_conclude_page(desk, tx, visit, std::move(errors)); });
  return pages::render(desk.request, views::conclude_page, page, status);
}

http::Response enter_conclusion(const Desk& desk, const Visit& visit) {
  if (desk::only_looks(desk)) return show_conclude(desk, visit);
  std::vector<pages::FieldError> errors;
  const NewConclusion concluded = read_conclusion(desk, errors);
  if (!errors.empty()) return show_conclude(desk, visit, std::move(errors));
  const auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  const std::string said = receipts::said_by(desk.officer.user.value, desk.request);
  const auto done = desk.services.database.write([&](db::Tx& tx) -> Result<bool, VisitError> {
    if (receipts::was_done(tx, env.clock, env.keys, {"receptions.conclude", said})) return false;
    auto entered = conclude(tx, env, desk.act(), visit.id, concluded);
    if (!entered) return fail(entered.error());
    return true;
  });
  if (!done) return show_conclude(desk, visit, refused(desk, done.error(), "text"));
  return http::Response::redirect(desk.done_href(desk.href(visit.code), "conclude", visit.code));
}

}  // namespace

pages::Step step_of(const Wording& words, const ConclusionItem& item) {
  const bool is_done = item.state == ItemState::done;
  const std::optional<Date> done_on =
      item.done_at ? std::optional(civil_date(*item.done_at)) : std::nullopt;
  const bool is_late = done_on.value_or(words.today) > item.due_on;
  pages::Step step{.label = item.product,
                   .note = words.unit(item.body) + (item.report.empty() ? "" : ": " + item.report)};
  const char* when = N_("To be done by {due} at the latest");
  if (is_done) {
    step.state = is_late ? pages::StepState::done : pages::StepState::kept;
    when = N_("Done on {date}; it was to be done by {due}");
  } else {
    step.state = is_late ? pages::StepState::late : pages::StepState::ahead;
    if (is_late) when = N_("Late: it was to be done by {due}");
  }
  step.when = words.locale.tr(when, {{"date", words.locale.date(done_on.value_or(item.due_on))},
                                     {"due", words.locale.date(item.due_on)}});
  return step;
}

void add_conclude_page(http::App& app, Services& services) {
  const auto policy = people::permission(conclude_receptions, people::Where::at_record);
  app.router.get(
      "/desk/receptions/{code}/conclude", policy,
      [&](http::Request& request, std::string_view code) {
        const Desk desk(request, services, OnDesk::base);
        const auto visit = visit_to_conclude(desk, code);
        return visit ? show_conclude(desk, *visit) : http::Response::not_found();
      },
      desk::route);
  app.router.post(
      "/desk/receptions/{code}/conclude", policy,
      [&](http::Request& request, std::string_view code) {
        const Desk desk(request, services, OnDesk::base);
        const auto visit = visit_to_conclude(desk, code);
        return visit ? enter_conclusion(desk, *visit) : http::Response::not_found();
      },
      desk::route);
}

}  // namespace gandan::receptions
