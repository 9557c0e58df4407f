#include "contexts/receptions/desk/enter_page.hpp"

#include <algorithm>
#include <charconv>

#include "contexts/receptions/book/book.hpp"
#include "contexts/receptions/book/enter.hpp"
#include "contexts/receptions/booking/booking.hpp"
#include "contexts/receptions/desk/desk.hpp"
#include "contexts/receptions/desk/enter_booking.hpp"
#include "contexts/receptions/views/reception_enter.hpp"
#include "contexts/receptions/waiting/pages.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/receipts/cookies.hpp"
#include "lib/crypto/random.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/tracking_code.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;
using http::Request;
using http::Response;

constexpr const char* entry_path = "/desk/receptions/new";

/// What an address may fill in: what the pile before shared, who has booked, and whose turn it is.
constexpr std::string_view kept_in_entry[] = {"place",   "received_at", "heard_by", "channel",
                                              "sitting", "booking",     "ticket"};

std::string entered_as(const Desk& desk, std::string_view field) {
  if (desk.request.method == http::Method::post) return text::clean(desk.request.form.get(field));
  const bool is_kept = std::ranges::find(kept_in_entry, field) != std::end(kept_in_entry);
  return is_kept ? text::clean(desk.request.query.get(field)) : std::string();
}

std::string one_line(const Desk& desk, std::string_view field) {
  return std::string(text::trim(entered_as(desk, field)));
}

template <class Number = int>
std::optional<Number> number_typed(const Desk& desk, std::string_view field) {
  const std::string typed = one_line(desk, field);
  Number number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  const bool is_number = error == std::errc() && end == typed.data() + typed.size();
  return is_number ? std::optional(number) : std::nullopt;
}

pages::Field entry_line(const Desk& desk, const char* name, const char* label,
                        const char* hint = "") {
  return {.name = name,
          .label = desk.tr(label),
          .hint = *hint ? desk.tr(hint) : std::string(),
          .value = entered_as(desk, name),
          .max_length = static_cast<int>(longest_entry)};
}

std::optional<Visit> visit_typed(const Desk& desk, db::Tx& tx, std::string_view typed) {
  const auto code = text::parse_tracking_code(typed, visit_prefix);
  auto visit = code ? find_visit(tx, *code) : std::nullopt;
  return visit && may_read(tx, desk.officer, *visit) ? visit : std::nullopt;
}

template <class E>
desk::Choice choose(const Desk& desk, const char* name_of_field, const char* label_of_field,
                    std::span<const E> all, std::string_view chosen) {
  desk::Choice choice{.field = {.name = name_of_field, .label = desk.tr(label_of_field)}};
  for (E each : all)
    choice.options.push_back({.value = std::string(name(each)),
                              .label = desk.tr(label(each)),
                              .chosen = chosen == name(each)});
  return choice;
}

desk::Choice tick(const Desk& desk, const char* name_of_field, const char* label_of_field,
                  const char* what) {
  return {.field = {.name = name_of_field, .label = desk.tr(label_of_field)},
          .options = {{"yes", desk.tr(what), "", desk.request.form.has(name_of_field)}}};
}

void fill_places(const Desk& desk, db::Tx& tx, VisitEntryPage& page) {
  const auto places = places_within(tx, desk.officer, receive_citizens, desk.words.today);
  page.has_places = !places.empty();
  page.place.field = {.name = "place", .label = desk.tr(N_("Place of reception"))};
  const std::string chosen = one_line(desk, "place");
  for (const ReceptionPlace& place : places)
    page.place.options.push_back({place.code, place.name, "", chosen == place.code});
}

void fill_answers(const Desk& desk, VisitEntryPage& page) {
  constexpr HeardBy all_heard[] = {HeardBy::officer, HeardBy::head, HeardBy::deputy};
  constexpr VisitChannel all_channels[] = {VisitChannel::in_person, VisitChannel::online};
  const auto or_first = [&](const char* field, std::string_view first) {
    const std::string typed = one_line(desk, field);
    return typed.empty() ? std::string(first) : typed;
  };
  page.kind = choose<Kind>(desk, "kind", N_("Kind"), kinds, one_line(desk, "kind"));
  for (pages::Option& option : page.kind.options)
    option.asks_else = option.value == name(Kind::denunciation);
  page.outcome = choose<Outcome>(desk, "outcome", N_("What becomes of it"), outcomes,
                                 one_line(desk, "outcome"));
  for (pages::Option& option : page.outcome.options)
    option.asks_more = option.value == name(Outcome::refused);
  page.ground.field = {
      .name = "ground",
      .label = desk.tr(N_("On which ground")),
      .hint = desk.tr(N_("Of two of them the head owes a notice within its working "
                         "days; all others are explained on the spot."))};
  const std::string ground = one_line(desk, "ground");
  page.ground.options.push_back({"", desk.tr(N_("Choose")), "", ground.empty()});
  for (int i = 1; i <= static_cast<int>(ground_count); ++i) {
    const auto each = static_cast<Ground>(i);
    page.ground.options.push_back(
        {std::string(name(each)), desk.tr(label(each)) + " (" + std::string(article_of(each)) + ")",
         "", ground == name(each)});
  }
  page.heard_by = choose<HeardBy>(desk, "heard_by", N_("Received by"), all_heard,
                                  or_first("heard_by", name(HeardBy::officer)));
  page.channel = choose<VisitChannel>(desk, "channel", N_("How they came"), all_channels,
                                      or_first("channel", name(VisitChannel::in_person)));
  page.told = tick(desk, "told", N_("Told at once"),
                   N_("What becomes of it was told on the spot; nothing is left to tell"));
  page.hot = tick(desk, "hot", N_("For the leader"), N_("Hot or complex: shown to the leader"));
  page.cannot_write =
      tick(desk, "cannot_write", N_("Written for them"), N_("Who came cannot read or write"));
  page.read_back =
      tick(desk, "read_back", N_("Read to them"),
           N_("It was read to them, and they confirmed it by signature or fingerprint"));
  page.competent =
      tick(desk, "competent", N_("Competence"), N_("It is within the competence of this body"));
  page.nameless = tick(desk, "nameless", N_("Without a name"), N_("A denunciation without a name"));
}

void fill_follows(const Desk& desk, VisitEntryPage& page) {
  page.has_petitions = desk.services.intake.has_value();
  if (!page.has_petitions) return;
  const std::string follows = one_line(desk, "follows");
  page.follows.field = {.name = "follows", .label = desk.tr(N_("How it is followed"))};
  page.follows.options = {
      {"", desk.tr(N_("In the book alone")), "", follows.empty()},
      {"petition", desk.tr(N_("It becomes a petition, with code and limit")), "",
       follows == "petition"},
      {"joins", desk.tr(N_("It belongs to a petition that is there")), "", follows == "joins"}};
  page.joins = entry_line(desk, "joins", N_("Code of that petition"));
  page.joins.short_input = true;
  page.joins.optional = true;
  const std::string consent = one_line(desk, "consent");
  page.consent.field = {.name = "consent",
                        .label = desk.tr(N_("May others read the petition?")),
                        .hint = desk.tr(N_("Asked of proposals and reports alone."))};
  page.consent.options = {{"yes", desk.tr(N_("Yes, the person says so")), "", consent == "yes"},
                          {"no", desk.tr(N_("No, the person refuses")), "", consent == "no"},
                          {"", desk.tr(N_("Not asked")), "", consent.empty()}};
}

void fill_fields(const Desk& desk, VisitEntryPage& page) {
  page.matter = {
      .name = "matter",
      .label = desk.tr(N_("What it is about")),
      .hint = desk.tr(N_("As who came says it, in short. No name: that stands beneath.")),
      .value = entered_as(desk, "matter"),
      .max_length = static_cast<int>(longest_matter),
      .rows = 7,
      .focus = !page.saved};
  page.person = {
      entry_line(desk, "name", N_("Full name")), entry_line(desk, "address", N_("Address")),
      entry_line(desk, "identity", N_("Number of the identity paper"),
                 N_("Locked; only who reads the book sees it. Who comes again is known by it.")),
      entry_line(desk, "phone", N_("Telephone")), entry_line(desk, "email", N_("E-mail"))};
  page.present = entry_line(desk, "present", N_("How many came"));
  page.number = entry_line(desk, "number", N_("How many with the same matter"));
  for (pages::Field* field : {&page.present, &page.number}) {
    field->short_input = true;
    if (field->value.empty()) field->value = "1";
  }
  page.others = {.name = "others",
                 .label = desk.tr(N_("Who speaks for the group, or came along")),
                 .hint = desk.tr(N_("A person a line: name; address; number of the paper. Five and "
                                    "more choose who speaks for them.")),
                 .value = entered_as(desk, "others"),
                 .optional = true,
                 .rows = 2};
  page.explained = {.name = "explained",
                    .label = desk.tr(N_("What they were told")),
                    .hint = desk.tr(N_("They read it with their key. Of a refusal: why, and how to "
                                       "appeal.")),
                    .value = entered_as(desk, "explained"),
                    .max_length = 4000,
                    .rows = 3};
  page.document = entry_line(desk, "document", N_("Number of the letter"));
  page.handled_before = entry_line(desk, "handled_before", N_("Which body has decided before"));
  page.note = entry_line(desk, "note", N_("Note"));
  page.received = entry_line(desk, "received_at", N_("Day of the reception"),
                             N_("Day/month, this year; or with the year."));
  page.received.short_input = true;
  if (page.received.value.empty()) page.received.value = desk::typed_day(desk.words.today);
  for (pages::Field* field : {&page.document, &page.handled_before, &page.note, &page.explained})
    field->optional = true;
}

void fill_finders(const Desk& desk, db::Tx& tx, VisitEntryPage& page) {
  page.before = {
      .field = entry_line(desk, "before", N_("Came before on the same matter"),
                          N_("Words of the matter, a code, or the number of the paper.")),
      .choice = "earlier",
      .live_href = "/desk/receptions/before",
      .offers_id = "earlier-visits"};
  page.before.field.optional = true;
  page.before.offers = offer_earlier(desk, tx, page.before.field.value, false);
  page.directed = {
      .field = entry_line(desk, "directed_to", N_("To which body"),
                          N_("Where they were told to turn, or the letter is sent; needed then.")),
      .choice = "directed",
      .live_href = "/desk/receptions/bodies",
      .offers_id = "directed-bodies"};
  page.directed.offers = offer_directed(desk, page.directed.field.value);
}

/// What was entered just before, where this officer was led here by it.
std::optional<JustEntered> just_entered(const Desk& desk, db::Tx& tx) {
  const auto code = text::parse_tracking_code(desk.request.query.get("code"), visit_prefix);
  if (!code || desk.request.query.get("done") != "entered") return std::nullopt;
  const auto visit = find_visit(tx, *code);
  if (!visit) return std::nullopt;
  JustEntered saved{.code = *code,
                    .href = "/desk/receptions/" + *code,
                    .papers_href = "/desk/receptions/" + *code + "?do=receipt"};
  if (!is_sealed(*visit)) saved.more_href = Href(entry_path).with("sitting", *code).text();
  const crypto::KeyFile& keys = desk.services.keys.get();
  if (receipts::shows_key(keys, desk.services.clock, receipts::entered_cookie, *code,
                          desk.request)) {
    saved.key = receipts::private_key(keys, {"visit", *code});
    saved.slip = pages::Receipt{.code = *code,
                                .received = visit->received_at,
                                .url = desk.request.link("/visits/" + *code),
                                .is_part = true,
                                .title = desk.tr(N_("Slip of your reception")),
                                .use = desk.tr(N_("With this code and the private key you read "
                                                  "what becomes of it."))};
    if (const auto petition =
            text::parse_tracking_code(desk.request.query.get("petition"),
                                      desk.services.intake ? desk.services.intake->prefix : "GD")) {
      saved.petition = *petition;
      saved.petition_href = "/desk/petitions/" + *petition;
    }
  }
  return saved;
}

/// Whose turn it is, where the waiting room led here; and the way back to it.
void fill_ticket(const Desk& desk, db::Tx& tx, VisitEntryPage& page) {
  const auto place = find_place(tx, one_line(desk, "place"));
  if (!place || !may_at_place(tx, desk.act(), receive_citizens, *place)) return;
  page.waiting_href = waiting_href(*place);
  const auto id = number_typed<std::int64_t>(desk, "ticket");
  const auto ticket = id ? find_ticket(tx, TicketId{*id}) : std::nullopt;
  if (!ticket || ticket->place != place->id || ticket->day != desk.words.today) return;
  page.ticket = std::to_string(*id);
  page.turn_of = desk.words.locale.tr(N_("It is the turn of number {number}."),
                                      {{"number", name_of(*ticket)}});
}

VisitEntryPage make_entry_page(const Desk& desk, db::Tx& tx, const desk::SentPapers& papers = {}) {
  VisitEntryPage page{.frame = desk.frame(tx, desk.tr(N_("Receive somebody"))),
                      .rail = desk.rail(tx, "receive")};
  page.frame.section = "receive";
  page.frame.live = true;
  page.frame.form = pages::PageForm{.id = "visit", .name = "look", .value = "yes"};
  page.saved = just_entered(desk, tx);
  page.once =
      desk.request.method == http::Method::post ? one_line(desk, "once") : crypto::random_token();
  if (const auto sitting = visit_typed(desk, tx, one_line(desk, "sitting"))) {
    page.sitting = sitting->code;
    page.same_people = desk.words.locale.tr(N_("Another matter of who came with {code}."),
                                            {{"code", sitting->code}});
  }
  fill_ticket(desk, tx, page);
  fill_places(desk, tx, page);
  fill_answers(desk, page);
  fill_follows(desk, page);
  fill_fields(desk, page);
  fill_finders(desk, tx, page);
  take_from_booking(desk, tx, one_line(desk, "booking"), page);
  page.papers = desk::paper_fields(desk, papers, N_("Photographs and files"), hint_of_visit_files,
                                   files::accepted);
  return page;
}

void mark_wrongs(const Desk& desk, VisitEntryPage& page, const Wrongs& wrongs) {
  for (const Wrong& wrong : wrongs) {
    const std::string field = wrong.field == "representatives" ? "others" : wrong.field;
    const std::string message = desk.tr(wrong.message);
    page.errors.push_back({field, message});
    const auto mark = [&](pages::Field& at) {
      if (at.name == field && at.error.empty()) at.error = message;
    };
    for (pages::Field* each :
         {&page.received,        &page.matter,         &page.handled_before, &page.explained,
          &page.document,        &page.others,         &page.present,        &page.number,
          &page.joins,           &page.note,           &page.before.field,   &page.directed.field,
          &page.place.field,     &page.kind.field,     &page.outcome.field,  &page.ground.field,
          &page.heard_by.field,  &page.channel.field,  &page.follows.field,  &page.consent.field,
          &page.read_back.field, &page.nameless.field, &page.booking})
      mark(*each);
    for (pages::Field& each : page.person) mark(each);
  }
  page.errors.insert(page.errors.end(), desk.errors.begin(), desk.errors.end());
  page.frame.has_errors = !page.errors.empty();
}

/// The day was typed; its moment is now where it is today.
std::optional<Instant> received_at(const Desk& desk) {
  const std::string typed = one_line(desk, "received_at");
  if (typed.empty()) return desk.services.clock.now();
  const auto day = desk::parse_day(typed, desk.words.today);
  if (!day) return std::nullopt;
  return *day == desk.words.today ? desk.services.clock.now() : start_of(*day);
}

void read_outcome(const Desk& desk, EnterForm& form) {
  form.outcome = parse_outcome(one_line(desk, "outcome"));
  form.ground = parse_ground(one_line(desk, "ground"));
  form.explained = entered_as(desk, "explained");
  form.directed_to = one_line(desk, "directed_to");
  form.directed_unit = directed_unit(desk, form.directed_to);
  if (form.directed_unit) form.directed_to.clear();
  form.document = one_line(desk, "document");
  form.is_told = desk.request.form.has("told");
  const std::string follows = one_line(desk, "follows");
  if (follows == "petition") form.follows = Follows::petition;
  if (follows == "joins") form.follows = Follows::joins;
  form.joins = one_line(desk, "joins");
  const std::string consent = one_line(desk, "consent");
  if (!consent.empty()) form.may_publish = consent == "yes";
}

EnterForm read_entry(const Desk& desk, db::Tx& tx) {
  EnterForm form;
  const auto places = places_within(tx, desk.officer, receive_citizens, desk.words.today);
  const std::string code = one_line(desk, "place");
  for (const ReceptionPlace& place : places)
    if (place.code == code || (code.empty() && places.size() == 1)) form.place = place;
  form.received_at = received_at(desk);
  form.kind = parse_kind(one_line(desk, "kind"));
  form.channel = one_line(desk, "channel") == name(VisitChannel::online) ? VisitChannel::online
                                                                         : VisitChannel::in_person;
  form.heard_by = parse_heard_by(one_line(desk, "heard_by")).value_or(HeardBy::officer);
  form.matter = text::trim(entered_as(desk, "matter"));
  form.handled_before = one_line(desk, "handled_before");
  form.is_competent = desk.request.form.has("competent");
  form.cannot_write = desk.request.form.has("cannot_write");
  form.is_read_back = desk.request.form.has("read_back");
  form.is_hot = desk.request.form.has("hot");
  form.note = one_line(desk, "note");
  form.once = one_line(desk, "once");
  form.sitting = visit_typed(desk, tx, one_line(desk, "sitting"));
  form.before = visit_typed(desk, tx, one_line(desk, "earlier"));
  if (form.place)
    if (const auto body = units::find_unit(tx, form.place->body); body && body->area) {
      form.area = body->area;
      form.province = units::province_of(tx, *body->area);
    }
  if (const auto ticket = number_typed<std::int64_t>(desk, "ticket"))
    form.ticket = TicketId{*ticket};
  if (const auto booking = booked(tx, one_line(desk, "booking"))) form.booking = booking->id;
  read_people(desk, form);
  read_outcome(desk, form);
  return form;
}

/// Who came has been here before, and nobody said whether on this matter.
bool is_to_be_asked(const Desk& desk, db::Tx& tx, const EnterForm& form) {
  if (form.before || form.sitting || form.kind == Kind::denunciation) return false;
  if (one_line(desk, "earlier") == no_earlier || form.people.empty()) return false;
  return !came_with(tx, desk.services.keys.get(), desk.officer, form.people.front().identity, 1)
              .empty();
}

Response show_entry_again(const Desk& desk, const Wrongs& wrongs, bool asks,
                          const desk::SentPapers& papers) {
  people::stand_aside(desk.officer);  // nothing is entered
  const VisitEntryPage page = desk.services.database.read([&](db::Tx& tx) {
    VisitEntryPage again = make_entry_page(desk, tx, papers);
    mark_wrongs(desk, again, wrongs);
    if (asks) {
      again.before.offers = offer_earlier(desk, tx, one_line(desk, "identity"), true);
      again.before.question = desk.tr(N_("They were here before. On the same matter?"));
    }
    return again;
  });
  return pages::render(desk.request, views::reception_enter, page,
                       wrongs.empty() ? desk.status() : 422);
}

/// The visit, with what came with it.
Result<EnteredVisit, Wrongs> enter_with(const Desk& desk, const Env& env, const EnterForm& form,
                                        const desk::SentPapers& papers) {
  return desk.services.database.write([&](db::Tx& tx) {
    auto entered = enter(tx, env, desk.act(), desk.services.intake, form);
    // It was just entered by who may: they may add to it.
    if (entered && !entered->is_repeated)
      static_cast<void>(
          attach(tx, env, desk.act(), entered->visit.id, desk::papers_to_add(tx, papers)));
    return entered;
  });
}

Response enter_visit(Desk desk) {
  const auto taken = desk::papers_sent(desk, most_files_of_visit);
  const desk::SentPapers papers = taken ? *taken : desk::papers_kept(desk, most_files_of_visit);
  if (desk::only_looks(desk)) return show_entry_again(desk, {}, false, papers);
  const auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  struct Read {
    EnterForm form;
    bool asks = false;
  };
  const Read read = desk.services.database.read([&](db::Tx& tx) {
    EnterForm form = read_entry(desk, tx);
    const bool asks = is_to_be_asked(desk, tx, form);
    return Read{std::move(form), asks};
  });
  Wrongs wrongs = check_visit(env, read.form);
  if (!read.form.received_at)
    wrongs.push_back({"received_at", N_("Write the day of the reception, like 5/12/2026.")});
  if (!read.form.booking && !one_line(desk, "booking").empty())
    wrongs.push_back({"booking", no_booking});
  if (!wrongs.empty() || !taken || read.asks)
    return show_entry_again(desk, wrongs, read.asks, papers);
  const auto entered = enter_with(desk, env, read.form, papers);
  if (!entered) return show_entry_again(desk, entered.error(), false, papers);
  Href next(entry_path);
  next.with("done", "entered").with("code", entered->visit.code);
  if (!is_sealed(entered->visit)) next.with("petition", entered->petition);
  next.with("place", read.form.place->code).with("received_at", one_line(desk, "received_at"));
  next.with("heard_by", name(read.form.heard_by));
  return Response::redirect(next.text())
      .set_cookie(receipts::show_key(desk.services.keys.get(), desk.services.clock,
                                     receipts::entered_cookie, entered->visit.code, entry_path));
}

Response show_entry(const Desk& desk) {
  const auto page =
      desk.services.database.read([&](db::Tx& tx) { return make_entry_page(desk, tx); });
  auto response = pages::render(desk.request, views::reception_enter, page);
  if (page.saved && page.saved->slip)
    response.set_cookie(receipts::ended(receipts::entered_cookie, entry_path));
  return response;
}

}  // namespace

void add_visit_entry(http::App& app, Services& services) {
  const auto receives = people::permission(receive_citizens, people::Where::in_reach);
  app.router.get(
      entry_path, receives, [&](Request& request) { return show_entry(Desk(request, services)); },
      desk::route);
  http::RouteOptions sent = desk::route;
  sent.body_limit = files::body_limit;
  app.router.post(
      entry_path, people::permission(receive_citizens, people::Where::at_new_record),
      [&](Request& request) { return enter_visit(Desk(request, services)); }, std::move(sent));
  add_entry_offers(app, services);
}

}  // namespace gandan::receptions
