#include "contexts/petitions/intake/send_pages.hpp"

#include "contexts/petitions/intake/placed.hpp"
#include "contexts/petitions/intake/receipt_page.hpp"
#include "contexts/petitions/intake/send_form.hpp"
#include "contexts/petitions/intake/sending.hpp"
#include "contexts/petitions/intake/similar.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/public/sent_files.hpp"
#include "contexts/petitions/public/stages_ahead.hpp"
#include "contexts/petitions/record/held_by.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/send.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/pages/views.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

Response show_kind(const Sending& s) {
  SendPage page = frame_page(s, SendStep::kind, N_("Send something"), 1, "text");
  page.question = {.name = "kind",
                   .label = s.tr(N_("What do you want to do?")),
                   .error = s.error_of("kind"),
                   .is_question = true};
  auto add = [&](Kind kind, const char* label, const char* hint) {
    page.options.push_back(
        {std::string(name(kind)), s.tr(label), s.tr(hint), s.form.kind == name(kind)});
  };
  add(Kind::report, N_("Tell of something that is wrong"),
      N_("A broken street light, rubbish, noise, a delay, how officials behave."));
  add(Kind::proposal, N_("Propose that something be decided or changed"),
      N_("A rule, a plan, a road, an allowance: what many may want."));
  add(Kind::complaint, N_("Have a decision or act against me reviewed"),
      N_("You think it is unlawful and it harms your own rights."));
  add(Kind::denunciation, N_("Report that somebody broke the law"),
      N_("Your name is sealed from the first moment."));
  if (!s.form.addressed_to.empty()) {
    page.addressee = {.name = "addressed_to",
                      .label = s.tr(N_("Whom it is for")),
                      .hint = s.tr(N_("The receiving officer reads this. What another body must "
                                      "answer goes to that body.")),
                      .error = s.error_of("addressed_to")};
    page.addressees = {{s.form.addressed_to, s.form.addressed_to, "", true}};
  }
  return show(s, views::send_kind, page);
}

bool is_too_long(std::string_view text) {
  return text::length(text::clean(text)) > longest_text;
}

/// What may be sent is looked through while it is typed, and nothing longer.
HeldBy held_while_typed(const i18n::Locale& locale, std::string_view text) {
  return is_too_long(text) ? HeldBy{.is_too_long = true} : held_by(locale, text);
}

Response show_text(const Sending& s) {
  SendPage page = frame_page(s, SendStep::text, N_("What is it about?"), 2, "place");
  page.previous = "kind";
  page.question = {.name = "text",
                   .label = s.tr(N_("What is it about?")),
                   .hint = s.kind() == Kind::denunciation
                               ? s.tr(N_("Who did what, where and when; how you know, and what "
                                         "proof there is. Do name the person you accuse: this "
                                         "text is sealed. Do not write your own name here; that "
                                         "is asked next."))
                               : s.tr(N_("In your own words: what happens, since when, and what "
                                         "you ask for. Do not write names or telephone numbers "
                                         "here.")),
                   .error = s.error_of("text"),
                   .value = s.form.text,
                   .is_question = true,
                   .max_length = static_cast<int>(longest_text),
                   .rows = 10};
  if (!is_confidential(s.kind())) page.held = held_while_typed(s.locale(), s.form.text);
  return show(s, views::send_text, page);
}

Response show_contact(const Sending& s) {
  bool needs_name = is_confidential(s.kind());
  SendPage page = frame_page(s, SendStep::contact, N_("How can we reach you?"), 4, "check");
  page.previous = "place";
  page.question.label = s.tr(N_("How can we reach you?"));
  page.question.hint =
      s.kind() == Kind::denunciation ? s.tr(N_("The law asks who denounces. What you write here is "
                                               "sealed at once: only named officers can "
                                               "open it, and each opening is recorded."))
      : needs_name
          ? s.tr(N_("The law asks who complains. Only the officers who handle it see this."))
          : s.tr(N_("You can leave all of this empty and follow your matter by its code alone."));
  auto add = [&](const char* field, const char* label, const std::string& value, const char* type,
                 const char* autocomplete, bool optional) {
    page.fields.push_back({.name = field,
                           .label = s.tr(label),
                           .error = s.error_of(field),
                           .value = value,
                           .optional = optional,
                           .type = type,
                           .autocomplete = autocomplete,
                           .max_length = static_cast<int>(longest_line)});
  };
  if (needs_name) {
    add("name", N_("Full name"), s.form.contact.name, "text", "name", false);
    add("address", N_("Address"), s.form.contact.address, "text", "street-address", false);
  }
  add("phone", N_("Telephone"), s.form.contact.phone, "tel", "tel", true);
  add("email", N_("E-mail"), s.form.contact.email, "email", "email", true);
  if (s.services.post != nullptr)
    page.fields.back().hint =
        s.tr(s.kind() == Kind::denunciation
                 ? N_("We send no letters about this: follow it by its code.")
                 : N_("We ask you once to confirm it, then write when something happens."));
  if (s.kind() == Kind::denunciation) {
    page.anonymous = {
        .name = "anonymous", .label = s.tr(N_("Without a name")), .error = s.error_of("anonymous")};
    page.anonymous_options = {
        {"yes", s.tr(N_("I do not want to give my name")),
         s.tr(N_("Then nobody can be told the result, and it is used for supervision only.")),
         s.form.anonymous}};
  }
  if (!needs_name) {
    page.publish = {.name = "publish", .label = s.tr(N_("May others read it?"))};
    page.publish_options = {
        {"yes", s.tr(N_("Yes, show it to everybody")),
         s.tr(N_("The text, the place and the answer. Never how to reach you.")),
         s.form.publish == "yes"},
        {"no", s.tr(N_("No, only to the officers")), "", s.form.publish == "no"}};
    page.publish.error = s.error_of("publish");
  }
  return show(s, views::send_contact, page);
}

/// What was typed, with its place resolved.
SubmitForm typed_form(const Sending& s) {
  SubmitForm form = s.form;
  resolve_unit(s.services.database, s.services.clock, form, s.form.unit);
  return form;
}

Matter matter_of(const Sending& s, const SubmitForm& form) {
  const bool nameless = form.anonymous || form.contact.name.empty() || form.contact.address.empty();
  return petitions::matter_of(s.kind(), Channel::web, form.asked_by, nameless);
}

/// By when it is sent on: the body's own clock starts when it has it.
std::optional<pages::Promise> promise_to_sender(const Sending& s, Matter matter) {
  auto book = s.services.rules.book();
  const std::string_view rule = rule_of(matter, Stage::reception);
  auto due = book->due(rule, s.services.clock.now());
  const rules::Limit* limit = book->find(rule, s.services.clock.today());
  if (!due || limit == nullptr) return std::nullopt;
  return pages::Promise{.due = {.date = due->date, .today = s.services.clock.today()},
                        .limit = limit_in_words(s.locale(), due->value, due->unit),
                        .basis = limit->basis,
                        .unchecked = is_starting_value(*limit)};
}

Response show_check(const Sending& s) {
  SendPage page =
      frame_page(s, SendStep::check, N_("Look it over before you send it"), steps, "check");
  page.previous = "contact";
  auto add = [&](const char* label, std::string value, const char* step) {
    if (value.empty()) value = s.tr(N_("not given"));
    page.rows.push_back({s.tr(label), std::move(value), step});
  };
  add(N_("Kind"), s.tr(label(s.kind())), "kind");
  if (!is_confidential(s.kind())) {
    add(N_("Title"), s.form.title.empty() ? title_of(text::clean(s.form.text)) : s.form.title,
        "title");
    if (s.form.may_publish) page.held = held_by(s.locale(), s.form.text);
  }
  add(N_("Text"), s.form.text, "text");
  if (page.held) page.rows.back().pieces = marked(s.form.text);
  add(N_("Place"), s.form.place_text, "place");
  if (!s.form.addressed_to.empty()) add(N_("Whom it is for"), s.form.addressed_to, "kind");
  if (is_confidential(s.kind()) && !s.form.anonymous) {
    add(N_("Full name"), s.form.contact.name, "contact");
    add(N_("Address"), s.form.contact.address, "contact");
  }
  std::string contact = s.form.contact.phone;
  if (!s.form.contact.email.empty())
    contact += (contact.empty() ? "" : "\n") + s.form.contact.email;
  add(N_("Contact"), contact, "contact");
  const SubmitForm form = typed_form(s);
  const Matter matter = matter_of(s, form);
  page.promise = promise_to_sender(s, matter);
  const auto book = s.services.rules.book();
  const Ahead ahead{matter, s.services.clock.today(), form.remote};
  page.then = ahead_in_words(s.locale(), *book, ahead);
  page.unchecked = pages::marks_starting_value(page.promise, steps_ahead(s.locale(), *book, ahead));
  const Contact known = form.anonymous ? Contact{} : form.contact;
  page.lacking = lacking_in_words(s.locale(), s.kind(), Channel::web, known);
  // On the page that sends: nothing is kept of who does not send.
  page.files = files_field(s, is_confidential(s.kind()));
  const bool waits = page.held && !page.held->parts.empty();
  page.notice =
      waits ? s.tr(N_("An officer looks at it first; then everybody can read it."))
      : is_confidential(s.kind()) ? s.tr(N_("It is not shown in public."))
      : s.form.may_publish
          ? s.tr(N_("Everybody can read the text at once. How to reach you is not shown."))
          : s.tr(N_("Officers read it, and you with your private key. Nobody else."));
  return show(s, views::send_check, page);
}

Response show_title(const Sending& s) {
  SendPage page =
      frame_page(s, SendStep::title, N_("Which title says what it is about?"), steps, "check");
  page.previous = "check";
  page.question = {
      .name = "title",
      .label = s.tr(N_("Which title says what it is about?")),
      .hint = s.tr(N_("One line that says what it is about, without names. Empty: the "
                      "first words of your text.")),
      .error = s.error_of("title"),
      .value = s.form.title.empty() ? title_of(text::clean(s.form.text)) : s.form.title,
      .is_question = true,
      .max_length = static_cast<int>(longest_line)};
  return show(s, views::send_title, page);
}

/// Refuses what is wrong with the answers of a step; the other steps' errors are theirs.
void refuse_answers(Sending& s, SendStep step) {
  auto book = s.services.rules.book();
  auto checked = check(Env::of(s.services, *book), s.form);
  if (checked) return;
  for (const WrongField& error : checked.error())
    if (step_asking(error.field) == step) s.refuse(error.field, error.message);
}

/// What resembles it: to be joined where the same matter can be meant, else told of.
void find_similar(const Sending& s, SendPage& page) {
  SubmitForm place;
  resolve_unit(s.services.database, s.services.clock, place, s.form.unit);
  const std::string matter = matching_text(s.form.title, s.form.text);
  s.services.database.read([&](db::Tx& tx) {
    for (const SimilarPetition& similar : s.advisor.similar(tx, matter, 4, true)) {
      const bool same =
          can_be_same(tx, *s.directory, similar.row, {s.kind(), place.place}, s.words.today);
      (same ? page.similar : page.elsewhere).push_back(card_of(s.words, similar.row));
    }
  });
}

Response show_similar(const Sending& s) {
  if (is_confidential(s.kind())) return show_contact(s);
  SendPage page =
      frame_page(s, SendStep::similar, N_("Has somebody asked this already?"), 3, "contact");
  page.previous = "place";
  find_similar(s, page);
  if (page.similar.empty() && page.elsewhere.empty()) return show_contact(s);
  return show(s, views::send_similar, page);
}

Response show_step(const Sending& s, SendStep step) {
  switch (step) {
    case SendStep::kind:
      return show_kind(s);
    case SendStep::text:
      return show_text(s);
    case SendStep::place:
      return show_place(s);
    case SendStep::similar:
      return show_similar(s);
    case SendStep::contact:
      return show_contact(s);
    case SendStep::title:
      return show_title(s);
    case SendStep::check:
      return show_check(s);
  }
  return show_kind(s);
}

/// Checks the step that was just answered; its page again where something is wrong.
std::optional<Response> check_step(Sending& s, SendStep step) {
  if (step == SendStep::place) return settle_place(s);
  refuse_answers(s, step);
  if (step == SendStep::contact && !is_confidential(s.kind()) && s.form.publish.empty())
    s.refuse("publish", N_("Choose whether others may read it."));
  return s.errors.empty() ? std::nullopt : std::optional(show_step(s, step));
}

Response go_on(Sending& s) {
  const SendStep from = send_steps.from(s.request);
  if (pages::only_shows(s.request))
    return show_step(s, is_too_long(s.form.text) ? SendStep::text : from);
  std::string_view to = s.request.form.get("to");
  // No step after it is worth the work.
  if (to != send_steps.name(SendStep::kind) && is_too_long(s.form.text)) {
    refuse_answers(s, SendStep::text);
    return show_text(s);
  }
  if (to == "nowhere") {
    s.form.place_text.clear();
    s.form.unit.clear();
    return show_similar(s);
  }
  const SendStep target = send_steps.to(s.request);
  // Going back checks nothing: what was typed is kept as it is.
  if (target > from)
    if (auto again = check_step(s, from)) return std::move(*again);
  return show_step(s, target);
}

Response send(Sending& s) {
  SubmitForm form = s.form;
  form.language = s.locale().tag();
  resolve_unit(s.services.database, s.services.clock, form, s.form.unit);
  auto book = s.services.rules.book();
  const Env env = Env::of(s.services, *book);
  auto submission = check(env, form);
  if (!submission) {
    for (const WrongField& error : submission.error()) s.refuse(error.field, error.message);
    return show_step(s, step_asking(s.errors.front().field).value_or(SendStep::contact));
  }
  auto taken = taken_files(s);
  if (!taken) return show_check(s);
  for (const files::Taken& each : *taken) form.file_digests.push_back(each.digest);
  if (!taken->empty()) submission = check(env, form);
  submission->files = std::move(*taken);
  Submitted submitted =
      s.services.database.write([&](db::Tx& tx) { return submit(tx, env, *submission); });
  return to_receipt(s.services, submitted.code, submission->contact);
}

}  // namespace

void add_send_pages(http::App& app, Services& services, const Advisor& advisor) {
  app.router.get("/send", http::everyone(), [&](Request& request) {
    Sending s{{request, services}, advisor, begin_send_form(request.query.get("kind"))};
    return parse_kind(s.form.kind) ? show_text(s) : show_kind(s);
  });
  http::RouteOptions reads{.work = http::Work::slow, .rate_class = "reads"};
  // It looks through a text, and changes nothing.
  http::RouteOptions looks{.work = http::Work::slow, .rate_class = "writes"};
  app.router.post(
      "/send", http::everyone(),
      [&](Request& request) {
        Sending s{{request, services}, advisor, read_send_form(request.form)};
        return go_on(s);
      },
      reads);
  app.router.post(
      "/send/held", http::everyone(),
      [&](Request& request) {
        html::Out out(pages::locale_of(request));
        views::held_by(out, held_while_typed(pages::locale_of(request), request.form.get("text")),
                       true);
        return Response::html(out.take());
      },
      looks);
  app.router.post("/petitions", http::everyone(),
                  [&](Request& request) {
                    Sending s{{request, services}, advisor, read_send_form(request.form)};
                    return send(s);
                  },
                  {.body_limit = files::body_limit});
}

}  // namespace gandan::petitions
