#include "kernel/desk/form_page.hpp"
#include "kernel/desk/plain.hpp"
#include "kernel/people/policies.hpp"
#include "lib/mail/address.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"
#include "test/context/pages.hpp"

namespace gandan::bulletins {
namespace {

using desk::Desk;
using At = desk::At<Desk, Bulletin>;

bool fits(const Bulletin& it, std::string_view verb) {
  return step_of(it.state, verb) != nullptr;
}
bool is_offered(const At&) {
  return true;
}
desk::Refused perform(const At& at, const Env& env) {
  if (take(at.tx, env, at.desk.act(), at.record.id, at.task.name)) return {};
  return {{"task", at.desk.tr(N_("This cannot be done here"))}};
}
constexpr desk::Task<Desk, Bulletin> tasks_of_bulletins[] = {{.name = "publish",
                                                              .key = "p",
                                                              .label = N_("Publish"),
                                                              .done = N_("Published"),
                                                              .fits = fits,
                                                              .is_offered = is_offered,
                                                              .perform = perform},
                                                             {.name = "repeat",
                                                              .key = "r",
                                                              .label = N_("It was read again"),
                                                              .done = N_("Read again"),
                                                              .fits = fits,
                                                              .is_offered = is_offered,
                                                              .perform = perform}};

struct OnDesk : desk::PlainKind<OnDesk, Bulletin> {
  static constexpr const char* prefix = bulletins::prefix;
  static constexpr const char* base = "/desk/bulletins/";
  static constexpr const char* page = "/desk/bulletins/{code}";
  static constexpr const char* task_page = "/desk/bulletins/{code}/{task}";

  static std::span<const desk::Task<Desk, Bulletin>> tasks() { return tasks_of_bulletins; }
  static std::optional<Bulletin> find(db::Tx& tx, std::string_view code) {
    return bulletins::find(tx, code);
  }
  static bool may_read(db::Tx& tx, const people::Principal& officer, const Bulletin& it) {
    return people::may_at(tx, officer, writes, std::array{std::optional(it.body)});
  }
  static desk::OpenRecord describe(const Desk& desk, db::Tx&, const Bulletin& it) {
    return {.code = it.code,
            .title = it.title,
            .channel = desk.words.unit(it.body),
            .received = it.day,
            .status = {desk.tr(label(it.state))},
            .paragraphs = {it.text}};
  }
};

/// For which body an officer writes: that of their first role at one.
std::optional<UnitId> body_of(const people::Principal& officer) {
  for (const people::Grant& grant : officer.where(writes))
    if (grant.unit) return grant.unit;
  return std::nullopt;
}
bool has_body(const people::Principal& officer) {
  return body_of(officer).has_value();
}

desk::Cards list_of_body(db::Tx& tx, const Desk& desk, int most) {
  const Page page = list(tx, {.body = body_of(desk.officer)}, most, desk.after);
  desk::Cards listed{.cards = {}, .next = page.next};
  for (const Bulletin& it : page.rows)
    listed.cards.push_back({.code = it.code,
                            .href = OnDesk::base + it.code,
                            .title = it.title,
                            .date = it.day,
                            .status = {desk.tr(label(it.state))}});
  return listed;
}

http::Response ask_for_a_bulletin(const Desk& desk) {
  return desk::answer_form(
      desk, N_("New bulletin"),
      {.heading = desk.tr(N_("What shall be read?")),
       .action = "/desk/bulletins/new",
       .verb = desk.tr(N_("Save")),
       .cancel_href = "/desk",
       .lines = {{.name = "title", .label = desk.tr(N_("Title")), .value = desk.typed("title")},
                 {.name = "email",
                  .label = desk.tr(N_("E-mail of who reads it")),
                  .value = desk.typed("email"),
                  .optional = true,
                  .type = "email"}},
       .words = pages::Field{
           .name = "text", .label = desk.tr(N_("Text")), .value = desk.typed("text")}});
}

http::Response enter(Desk desk) {
  const auto body = body_of(desk.officer);
  if (!body) return http::Response::error(403);
  if (desk.request.method == http::Method::get || desk::only_looks(desk))
    return ask_for_a_bulletin(desk);
  const Bulletin draft{.body = *body,
                       .title = text::clean(desk.typed("title")),
                       .text = text::clean(desk.typed("text"))};
  if (text::is_blank(draft.title)) desk.refuse("title", N_("Say what it is about."));
  const std::string email = text::clean(desk.typed("email"));
  if (!email.empty() && !mail::parse_address(email))
    desk.refuse("email", N_("Write an e-mail address such as lan@example.vn."));
  if (!desk.errors.empty()) return ask_for_a_bulletin(desk);
  const auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  const Done done = desk.services.database.write(
      [&](db::Tx& tx) { return write(tx, env, desk.act(), draft, email); });
  return http::Response::redirect(desk.href(done.value().code));
}

}  // namespace

desk::Parts desk_parts() {
  return {.boxes = {{.order = 50,
                     .name = "bulletins",
                     .label = N_("Bulletins"),
                     .icon = "inbox",
                     .is_for = has_body,
                     .list = list_of_body,
                     .open = OnDesk::open_in_box}},
          .links = {{.order = 50,
                     .label = N_("New bulletin"),
                     .icon = "pencil",
                     .href = "/desk/bulletins/new",
                     .is_for = has_body}},
          .said = desk::said_of_task<OnDesk>};
}

void add_desk_pages(http::App& app, Services& services) {
  const auto in_reach = people::permission(writes, people::Where::in_reach);
  const auto enter_one = [&](http::Request& request) {
    return enter(Desk(request, services, OnDesk::base));
  };
  app.router.get("/desk/bulletins/new", in_reach, enter_one, desk::route);
  app.router.post("/desk/bulletins/new", in_reach, enter_one, desk::route);
  desk::add_record_pages<OnDesk>(app, services,
                                 people::permission(writes, people::Where::at_record));
}

}  // namespace gandan::bulletins
