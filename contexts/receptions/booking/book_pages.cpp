#include "contexts/receptions/booking/book_pages.hpp"

#include <algorithm>
#include <charconv>

#include "contexts/receptions/booking/holds.hpp"
#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/views/booking.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/receipts/cookies.hpp"
#include "kernel/turn/steps.hpp"
#include "lib/crypto/random.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using http::Request;
using http::Response;

enum class BookStep : std::uint8_t { matter, similar, needs, day, time, contact, check };
constexpr Steps<BookStep, 7> book_steps{
    {"matter", "similar", "needs", "day", "time", "contact", "check"}};
constexpr int count_of_steps = 6;  // similar petitions belong to the question before
constexpr int most_similar = 4;
constexpr std::string_view to_wait = "wait", about_none = "none";
constexpr const char* is_needed = "yes";

struct BookForm {
  std::string matter, unsaid, named_code;
  std::string about;  ///< the similar petition that it is about, by its code
  std::string interpreter, wheelchair, sign_language, companion, needs_language;
  std::string day, time;
  std::string name, phone, email;
};
using BookField = StepField<BookForm, BookStep>;
constexpr BookField book_fields[] = {{"matter", &BookForm::matter, BookStep::matter},
                                     {"unsaid", &BookForm::unsaid, BookStep::matter},
                                     {"named_code", &BookForm::named_code, BookStep::matter},
                                     {"about", &BookForm::about, BookStep::similar},
                                     {"interpreter", &BookForm::interpreter, BookStep::needs},
                                     {"wheelchair", &BookForm::wheelchair, BookStep::needs},
                                     {"sign_language", &BookForm::sign_language, BookStep::needs},
                                     {"companion", &BookForm::companion, BookStep::needs},
                                     {"needs_language", &BookForm::needs_language, BookStep::needs},
                                     {"day", &BookForm::day, BookStep::day},
                                     {"time", &BookForm::time, BookStep::time},
                                     {"name", &BookForm::name, BookStep::contact},
                                     {"phone", &BookForm::phone, BookStep::contact},
                                     {"email", &BookForm::email, BookStep::contact}};
constexpr std::string BookForm::*need_members[] = {&BookForm::interpreter, &BookForm::wheelchair,
                                                   &BookForm::sign_language, &BookForm::companion};

/// One request to the form.
struct Booker : Turn {
  Booker(const Request& from, const Services& with, ReceptionPlace at, Holds& all)
      : Turn(from, with),
        holds(all),
        place(std::move(at)),
        rulebook(with.rules.book()),
        env(Env::of(with, *rulebook)) {
    read_answers(from.form, book_fields, form);
    for (const BookField& field : book_fields)
      field.of(form) = text::trim(text::clean(field.of(form)));
    holder = from.form.get("once");
    if (holder.empty()) holder = crypto::random_token();
  }
  Booker(const Booker&) = delete;
  Holds& holds;
  ReceptionPlace place;
  std::shared_ptr<const rules::Rulebook> rulebook;
  Env env;
  BookForm form;
  std::string holder;

  [[nodiscard]] std::optional<Date> day() const { return Date::parse(form.day); }
  [[nodiscard]] std::optional<Instant> starts_at() const {
    const auto on = day();
    int minute = -1;
    std::from_chars(form.time.data(), form.time.data() + form.time.size(), minute);
    if (!on || minute < 0 || minute >= 24 * 60) return std::nullopt;
    return moment_of(*on, minute);
  }
};

std::string day_in_words(const Wording& words, Date day) {
  return words.tr(weekday_name(weekday_of(day))) + " " + words.locale.date(day);
}

BookPage book_page(const Booker& at, BookStep step, const char* title, BookStep next) {
  BookPage page;
  begin_step(at,
             {.id = "book",
              .action = place_page_href(at.place) + "/book",
              .title = title,
              .next = book_steps.name(next)},
             page);
  page.frame.section = "bookings";
  page.step = book_steps.name(step);
  page.number = std::max(1, static_cast<int>(step));
  page.count = count_of_steps;
  if (step == BookStep::needs)
    page.previous = book_steps.name(BookStep::matter);
  else if (step != BookStep::matter)
    page.previous = book_steps.name(static_cast<BookStep>(static_cast<int>(step) - 1));
  page.next = book_steps.name(next);
  page.place = at.place.name;
  page.place_href = place_page_href(at.place);
  keep_answers(book_fields, at.form, step, page.hidden);
  page.hidden.push_back({"once", at.holder});
  return page;
}

pages::Field field_of_form(const Booker& at, const char* name, const char* label,
                           const std::string& value, const char* hint = "") {
  return {.name = name,
          .label = at.tr(label),
          .hint = *hint ? at.tr(hint) : std::string(),
          .error = at.error_of(name),
          .value = value,
          .max_length = 200};
}

Response show_matter(const Booker& at) {
  BookPage page = book_page(at, BookStep::matter, N_("Book a reception"), BookStep::similar);
  page.question = field_of_form(
      at, "matter", N_("What do you come for?"), at.form.matter,
      N_("In two sentences, so that the right officer is there. Nothing of a denunciation is "
         "written here: say it to the officer alone."));
  page.question.is_question = true;
  page.question.max_length = static_cast<int>(longest_booking_matter);
  page.question.rows = 4;
  page.fields = {field_of_form(at, "named_code", N_("Code of what you sent before"),
                               at.form.named_code,
                               N_("If it is about something that has a code."))};
  page.fields.front().optional = true;
  page.fields.front().short_input = true;
  page.ticks = {
      {{.name = "unsaid", .label = at.tr(N_("Or say nothing yet")), .optional = true},
       {{is_needed, at.tr(N_("I tell it to the officer alone")), "", !at.form.unsaid.empty()}}}};
  return pages::render(at.request, views::book_text, page, at.status());
}

std::vector<intake::Alike> similar_to(const Booker& at) {
  const auto& port = at.services.intake;
  if (!port || !port->similar || !at.form.unsaid.empty() || !at.form.named_code.empty()) return {};
  return at.services.database.read(
      [&](db::Tx& tx) { return port->similar(tx, at.form.matter, most_similar); });
}

Response show_needs(const Booker& at) {
  BookPage page = book_page(at, BookStep::needs, N_("What do you need?"), BookStep::day);
  page.question.label = at.tr(N_("What do you need?"));
  page.question.hint = at.tr(N_("Nothing of it is a must: go on where you need nothing."));
  for (std::size_t i = 0; i < std::size(needs); ++i)
    page.ticks.push_back(
        {{.name = std::string(name(needs[i])), .label = at.tr(label(needs[i])), .optional = true},
         {{is_needed, at.tr(N_("Yes, please")), "", !(at.form.*need_members[i]).empty()}}});
  page.fields = {field_of_form(at, "needs_language", N_("Which language"), at.form.needs_language,
                               N_("Where you need an interpreter."))};
  page.fields.front().optional = true;
  return pages::render(at.request, views::book_needs, page, at.status());
}

/// Petitions that ask the same: there may be an answer already, and the visit can belong to one.
Response show_similar_petitions(const Booker& at) {
  const auto similar = similar_to(at);
  if (similar.empty()) return show_needs(at);
  BookPage page =
      book_page(at, BookStep::similar, N_("Is it about one of these?"), BookStep::needs);
  page.question = field_of_form(
      at, "about", N_("Is it about one of these?"), at.form.about,
      N_("Others have asked this. What was answered may help you; you can come all the same."));
  page.question.is_question = true;
  for (const intake::Alike& each : similar) {
    page.options.push_back({each.code, each.title, each.code, at.form.about == each.code});
    page.similar.push_back({each.code, each.href});
  }
  page.options.push_back({std::string(about_none), at.tr(N_("None of these")), "",
                          at.form.about.empty() || at.form.about == about_none});
  return pages::render(at.request, views::book_similar, page, at.status());
}

Response show_day(const Booker& at) {
  BookPage page = book_page(at, BookStep::day, N_("On which day?"), BookStep::time);
  page.question = field_of_form(at, "day", N_("On which day?"), at.form.day);
  page.question.is_question = true;
  const auto days =
      at.services.database.read([&](db::Tx& tx) { return bookable_days(tx, at.env, at.place); });
  for (const BookableDay& day : days) {
    std::string hint = day.free > 0
                           ? at.locale().ntr("{n} time is free", "{n} times are free", day.free, {})
                           : at.tr(N_("Full: there is a waiting list"));
    if (day.has_head) hint += ". " + at.tr(N_("The head receives"));
    page.options.push_back({day.day.iso(), day_in_words(at.words, day.day), std::move(hint),
                            at.form.day == day.day.iso()});
  }
  return pages::render(at.request, views::book_choice, page, at.status());
}

Response show_time(const Booker& at) {
  const auto day = at.day();
  if (!day) return show_day(at);
  BookPage page = book_page(at, BookStep::time, N_("At what time?"), BookStep::contact);
  page.question = field_of_form(at, "time", N_("At what time?"), at.form.time);
  page.question.is_question = true;
  page.question.hint = day_in_words(at.words, *day);
  const auto slots =
      at.services.database.read([&](db::Tx& tx) { return slots_on(tx, at.env, at.place, *day); });
  const auto own = at.starts_at();
  bool is_any_free = false;
  for (const Slot& slot : slots) {
    if (slot.free == 0 && own != slot.starts_at) continue;
    is_any_free = is_any_free || slot.free > 0;
    const std::string value = std::to_string(minute_of(slot.starts_at));
    page.options.push_back({value, time_of_day(minute_of(slot.starts_at)),
                            slot.head_day ? at.tr(N_("The head receives")) : std::string(),
                            at.form.time == value});
  }
  if (!is_any_free && !slots.empty())
    page.options.push_back({std::string(to_wait),
                            at.tr(N_("Put me on the waiting list of this day")),
                            at.tr(N_("If somebody cancels, you get their time and a letter.")),
                            at.form.time == to_wait});
  page.notice = at.tr(N_("The time is yours for ten minutes while you answer the rest."));
  return pages::render(at.request, views::book_choice, page, at.status());
}

Response show_contact(const Booker& at) {
  BookPage page = book_page(at, BookStep::contact, N_("How can we reach you?"), BookStep::check);
  page.question.label = at.tr(N_("How can we reach you?"));
  page.question.hint =
      at.tr(N_("So that you hear of it where the place must change something. One "
               "of telephone and e-mail is enough; nobody else sees it."));
  page.fields = {field_of_form(at, "name", N_("Full name"), at.form.name),
                 field_of_form(at, "phone", N_("Telephone"), at.form.phone),
                 field_of_form(at, "email", N_("E-mail"), at.form.email)};
  page.fields[0].autocomplete = "name";
  page.fields[1].type = page.fields[1].autocomplete = "tel";
  page.fields[2].type = page.fields[2].autocomplete = "email";
  return pages::render(at.request, views::book_fields, page, at.status());
}

/// Of what it is about: as it was typed, else of the similar petition that was chosen.
std::string named_code_of(const BookForm& form) {
  if (!form.named_code.empty()) return form.named_code;
  return form.about == about_none ? std::string() : form.about;
}

std::string needs_in_words(const Booker& at) {
  std::string all;
  for (std::size_t i = 0; i < std::size(needs); ++i)
    if (!(at.form.*need_members[i]).empty())
      all += (all.empty() ? "" : "; ") + at.tr(label(needs[i]));
  if (!at.form.needs_language.empty()) all += (all.empty() ? "" : ": ") + at.form.needs_language;
  return all;
}

Response show_check_of_booking(const Booker& at) {
  BookPage page =
      book_page(at, BookStep::check, N_("Look it over before you book"), BookStep::check);
  page.question.label = at.tr(N_("Look it over before you book"));
  const auto add = [&](const char* label, std::string value, BookStep step) {
    if (value.empty()) value = at.tr(N_("not given"));
    page.rows.push_back({at.tr(label), std::move(value), std::string(book_steps.name(step))});
  };
  const auto day = at.day();
  add(N_("What you come for"),
      at.form.unsaid.empty() ? at.form.matter : at.tr(N_("You tell it to the officer alone")),
      BookStep::matter);
  if (const std::string code = named_code_of(at.form); !code.empty())
    add(N_("Code"), code, BookStep::matter);
  add(N_("What you need"), needs_in_words(at), BookStep::needs);
  add(N_("Day"), day ? day_in_words(at.words, *day) : std::string(), BookStep::day);
  const auto starts_at = at.starts_at();
  add(N_("Time"), starts_at ? time_of_day(minute_of(*starts_at)) : at.tr(N_("On the waiting list")),
      BookStep::time);
  add(N_("Full name"), at.form.name, BookStep::contact);
  add(N_("Contact"), at.form.phone + (at.form.email.empty() ? "" : "\n" + at.form.email),
      BookStep::contact);
  return pages::render(at.request, views::book_check, page, at.status());
}

Response show_book_step(const Booker& at, BookStep step) {
  switch (step) {
    case BookStep::matter:
      return show_matter(at);
    case BookStep::similar:
      return show_similar_petitions(at);
    case BookStep::needs:
      return show_needs(at);
    case BookStep::day:
      return show_day(at);
    case BookStep::time:
      return show_time(at);
    case BookStep::contact:
      return show_contact(at);
    case BookStep::check:
      return show_check_of_booking(at);
  }
  return show_matter(at);
}

/// Whether the slot is theirs for ten minutes; on the waiting list nothing is held.
bool is_held(const Booker& at) {
  if (at.form.time == to_wait) return true;
  const auto starts_at = at.starts_at();
  if (!starts_at || !at.holds.admit(at.request.client, at.holder, at.env.clock.now())) return false;
  return at.services.database.write(
      [&](db::Tx& tx) { return hold_slot(tx, at.env, at.place, *starts_at, at.holder); });
}

constexpr const char* time_taken = N_("Choose a time. If you did, somebody has just taken it.");

void look_at_book_step(Booker& at, BookStep step) {
  switch (step) {
    case BookStep::matter:
      if (text::is_blank(at.form.matter) && at.form.unsaid.empty())
        at.refuse("matter", N_("Say what you come for, in at most 1,000 characters."));
      else if (text::length(at.form.matter) > longest_booking_matter)
        at.refuse("matter", N_("Say what you come for, in at most 1,000 characters."));
      if (!at.form.named_code.empty() && !at.services.records.is_code(at.form.named_code))
        at.refuse("named_code", N_("This is no code. Look at it again, or leave it empty."));
      break;
    case BookStep::day:
      if (!at.day()) at.refuse("day", N_("Choose a day."));
      break;
    case BookStep::time:
      if (!is_held(at)) at.refuse("time", time_taken);
      break;
    case BookStep::contact:
      if (text::is_blank(at.form.name) || text::length(at.form.name) > longest_booking_line)
        at.refuse("name", N_("Say your name."));
      if (!text::parse_telephone(at.form.phone) && !text::is_email(at.form.email))
        at.refuse("phone", N_("Write a telephone number or an e-mail address at which you are "
                              "reached."));
      break;
    case BookStep::similar:
    case BookStep::needs:
    case BookStep::check:
      break;
  }
}

NewBooking wanted_booking(const Booker& at) {
  NewBooking wanted{.place = at.place,
                    .day = at.day().value_or(at.words.today),
                    .starts_at = at.starts_at(),
                    .matter = at.form.matter,
                    .named_code = named_code_of(at.form),
                    .is_unsaid = !at.form.unsaid.empty(),
                    .needs_language = at.form.needs_language,
                    .contact = {at.form.name, at.form.phone, at.form.email},
                    .language = std::string(at.locale().tag()),
                    .holder = at.holder};
  for (std::size_t i = 0; i < std::size(needs); ++i)
    if (!(at.form.*need_members[i]).empty()) wanted.needs |= static_cast<std::int64_t>(needs[i]);
  return wanted;
}

Response show_refused(Booker& at, BookingError error) {
  switch (error) {
    case BookingError::matter_missing:
      at.refuse("matter", N_("Say what you come for, in at most 1,000 characters."));
      break;
    case BookingError::name_missing:
      at.refuse("name", N_("Say your name."));
      break;
    case BookingError::contact_missing:
      at.refuse("phone",
                N_("Write a telephone number or an e-mail address at which you are reached."));
      break;
    case BookingError::too_many:
      at.refuse("day", N_("You have a booking here on that day already. Choose another day, or "
                          "change the one that you have."));
      return show_day(at);
    case BookingError::slot_gone:
    case BookingError::slots_left:
    case BookingError::unfit:
      at.refuse("time", time_taken);
      return show_time(at);
  }
  return error == BookingError::matter_missing ? show_matter(at) : show_contact(at);
}

Response send_booking(Booker& at) {
  const bool may_wait = at.form.time == to_wait;
  if (!at.day() || (!at.starts_at() && !may_wait)) return show_refused(at, BookingError::slot_gone);
  const NewBooking wanted = wanted_booking(at);
  const auto booked = at.services.database.write(
      [&](db::Tx& tx) { return book(tx, at.env, Act::by_resident(), wanted); });
  if (!booked) return show_refused(at, booked.error());
  const std::string href = "/bookings/" + booked->booking.code;
  return Response::redirect(href).set_cookie(
      receipts::show_key(at.services.keys.get(), at.services.clock, receipts::sent_cookie,
                         booked->booking.code, href));
}

Response go_on_booking(Booker& at) {
  const BookStep from = book_steps.from(at.request);
  if (pages::only_shows(at.request)) return show_book_step(at, from);
  if (at.request.form.get("to") == "send") {
    // The button that books stands on the last page alone; every answer is looked at again.
    for (const BookStep step : {BookStep::matter, BookStep::day, BookStep::contact}) {
      look_at_book_step(at, step);
      if (!at.errors.empty()) return show_book_step(at, step);
    }
    return send_booking(at);
  }
  const BookStep target = book_steps.to(at.request);
  if (target > from) {
    look_at_book_step(at, from);
    if (!at.errors.empty()) return show_book_step(at, from);
  }
  return show_book_step(at, target);
}

/// The place, where it can be booked today.
std::optional<ReceptionPlace> place_to_book(const Services& services, std::string_view code) {
  const Date today = services.clock.today();
  auto place = services.database.read([&](db::Tx& tx) { return find_place(tx, code); });
  const bool is_open =
      place && place->opened_on <= today && (!place->closed_on || *place->closed_on > today);
  return is_open ? std::move(place) : std::nullopt;
}

}  // namespace

void add_book_pages(http::App& app, Services& services) {
  const auto holds = std::make_shared<Holds>();
  app.router.get("/receptions/{place}/book", http::everyone(),
                 [&services, holds](Request& request, std::string_view code) {
                   auto place = place_to_book(services, code);
                   if (!place) return Response::not_found();
                   return show_matter(Booker(request, services, std::move(*place), *holds));
                 });
  // It looks for petitions alike.
  const http::RouteOptions looks{.work = http::Work::slow, .rate_class = "writes"};
  app.router.post(
      "/receptions/{place}/book", http::everyone(),
      [&services, holds](Request& request, std::string_view code) {
        auto place = place_to_book(services, code);
        if (!place) return Response::not_found();
        Booker at(request, services, std::move(*place), *holds);
        return go_on_booking(at);
      },
      looks);
}

}  // namespace gandan::receptions
