#include "kernel/desk/form_page.hpp"

#include "kernel/desk/deeds.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/desk/views/desk.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/crypto/random.hpp"
#include "lib/mail/address.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::desk {
namespace {

constexpr std::string_view once_field = "once";

/// A new form is told from every other; one that comes back is the same.
std::string once_of(const Desk& desk) {
  std::string typed = desk.typed(once_field);
  return typed.empty() ? crypto::random_token() : typed;
}

WorkForm asked_by(const Desk& desk, const NewRecord& form, const Place& place) {
  WorkForm shown{.heading = desk.tr(form.heading),
                 .action = std::string(place.action),
                 .verb = desk.tr(N_("Save")),
                 .once = once_of(desk),
                 .cancel_href = Href("/desk").with("in", place.box).text(),
                 .errors = desk.errors};
  for (const Ask& ask : form.asks) {
    pages::Field field{.name = ask.name,
                       .label = desk.tr(ask.label),
                       .value = desk.typed(ask.name),
                       .optional = ask.missing == nullptr,
                       .type = ask.what == Ask::For::email ? "email" : "text"};
    if (ask.what == Ask::For::text)
      shown.words = std::move(field);
    else
      shown.lines.push_back(std::move(field));
  }
  put_at_fields(desk.errors, shown);
  return shown;
}

http::Response show_form(Desk desk, const NewRecord& form, const Place& place) {
  const WorkForm shown = asked_by(desk, form, place);
  const std::string heading = desk.tr(form.title);
  const Pane pane{.code = {},
                  .title = heading,
                  .form = pages::PageForm{.id = "work"},
                  .print = [&](html::Out& out) {
                    out.literal("<h2>");
                    out.text(heading);
                    out.literal("</h2>");
                    views::work_form(out, shown);
                  }};
  DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    desk.settle(tx);
    return desk.page(tx, pane, true);
  });
  page.frame.has_errors = !desk.errors.empty();
  return pages::render(desk.request, views::desk_page, page, desk.status());
}

void look_at_fields(Desk& desk, const NewRecord& form) {
  for (const Ask& ask : form.asks) {
    const std::string typed = text::clean(desk.typed(ask.name));
    if (ask.missing != nullptr && text::is_blank(typed)) desk.refuse(ask.name, ask.missing);
    if (ask.what == Ask::For::email && !typed.empty() && !mail::parse_address(typed))
      desk.refuse(ask.name, N_("Write an e-mail address such as lan@example.vn."));
  }
}

/// Nothing but its own words tells a form without this field from another: it is done each time.
bool was_sent(const Desk& desk, db::Tx& tx, const acts::Env& env) {
  if (desk.typed(once_field).empty()) return false;
  const std::string said = receipts::said_by(desk.officer.user.value, desk.request);
  return receipts::was_done(tx, env.clock, env.keys, {"desk.new", said});
}

}  // namespace

http::Response answer_new(Desk desk, const NewRecord& form, const Place& place) {
  if (desk.request.method == http::Method::get || only_looks(desk))
    return show_form(std::move(desk), form, place);
  look_at_fields(desk, form);
  if (!desk.errors.empty()) return show_form(std::move(desk), form, place);
  const auto book = desk.services.rules.book();
  const acts::Env env = acts::Env::of(desk.services, *book);
  const Made made = desk.services.database.write([&](db::Tx& tx) -> Made {
    return was_sent(desk, tx, env) ? Made(std::string()) : form.make(desk, tx, env);
  });
  if (!made) {
    desk.errors = made.error();
    return show_form(std::move(desk), form, place);
  }
  return http::Response::redirect(made.value().empty() ? Href("/desk").with("in", place.box).text()
                                                       : desk.href(made.value()));
}

}  // namespace gandan::desk
