#include "contexts/petitions/desk/enter_page.hpp"

#include <algorithm>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/intake/fields.hpp"
#include "contexts/petitions/intake/placed.hpp"
#include "contexts/petitions/record/files.hpp"
#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/views/enter.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/names.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/receipts/cookies.hpp"
#include "kernel/units/body_search.hpp"
#include "kernel/units/names.hpp"
#include "lib/crypto/random.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

constexpr const char* enter_path = "/desk/enter";
constexpr const char* words_path = "/desk/enter/words";

constexpr Channel entered_by[] = {Channel::paper, Channel::telephone, Channel::meeting};

/// What an address may fill in, kept from the letter entered before; words are typed by officers.
constexpr std::string_view kept_in_address[] = {"channel", "received_at", "place", "asked_by"};

/// What is typed, or kept.
std::string typed(const Desk& desk, std::string_view field) {
  if (desk.request.method == http::Method::post) return std::string(desk.request.form.get(field));
  const bool is_kept = std::ranges::find(kept_in_address, field) != std::end(kept_in_address);
  return is_kept ? std::string(desk.request.query.get(field)) : std::string();
}

/// Nothing where it is none of those that the form offers; by paper where it is not said.
std::optional<Channel> channel_typed(const Desk& desk) {
  const std::string words = typed(desk, "channel");
  const auto channel = words.empty() ? Channel::paper : parse_channel(words);
  const bool is_offered =
      channel && std::ranges::find(entered_by, *channel) != std::end(entered_by);
  return is_offered ? channel : std::nullopt;
}

pages::Field line(const Desk& desk, const char* name, const char* label, const char* hint = "") {
  return {.name = name,
          .label = desk.tr(label),
          .hint = *hint ? desk.tr(hint) : std::string(),
          .value = typed(desk, name),
          .max_length = static_cast<int>(longest_line)};
}

/// Bodies of the name that was typed, those of the officer's areas first; none is chosen for them.
std::vector<pages::Offer> offer_addressees(const Desk& desk, std::string_view words) {
  constexpr std::size_t most = 8;
  std::vector<pages::Offer> offers;
  if (text::fold(words).size() < 2) return offers;
  auto found = units::bodies_named(*desk.directory, words);
  const auto grants = desk.officer.where(people::Permission::register_cases);
  auto is_near = [&](const units::Unit* body) {
    return std::ranges::any_of(grants, [&](const people::Grant& grant) {
      const units::Unit* own = desk.directory->find(grant.unit);
      const UnitId area = own && own->area ? *own->area : grant.unit;
      return body->id == grant.unit || body->area == area;
    });
  };
  std::ranges::stable_partition(found, is_near);
  for (const units::Unit* body : found)
    if (offers.size() < most)
      offers.push_back({std::to_string(body->id.value), body->name, "",
                        typed(desk, "addressee") == std::to_string(body->id.value)});
  return offers;
}

/// The name of the body that was picked, or that the words are but for their marks; else the words:
/// a letter may be addressed to whom no list knows.
std::string addressee_of(const Desk& desk, const std::string& words) {
  auto key = [](std::string_view name) { return text::fold(units::name_key(name)); };
  for (const pages::Offer& offer : offer_addressees(desk, words))
    if (offer.chosen || key(offer.name) == key(words)) return offer.name;
  return words;
}

pages::Finder addressee_finder(const Desk& desk) {
  pages::Finder finder{.field = line(desk, "addressed_to", N_("Addressed to"),
                                     N_("A part of the body's name; pick it below.")),
                       .choice = "addressee",
                       .live_href = "/desk/enter/bodies",
                       .offers_id = "addressees"};
  finder.offers = offer_addressees(desk, finder.field.value);
  return finder;
}

void fill_choices(const Desk& desk, EnterPage& page) {
  page.kind.field = {.name = "kind", .label = desk.tr(N_("Kind"))};
  const std::string kind = typed(desk, "kind");
  for (Kind each : kinds)
    page.kind.options.push_back({.value = std::string(name(each)),
                                 .label = desk.tr(label(each)),
                                 .chosen = kind == name(each),
                                 .asks_more = !is_confidential(each),
                                 .asks_else = each == Kind::denunciation});
  page.channel.field = {.name = "channel", .label = desk.tr(N_("Received through"))};
  std::string channel = typed(desk, "channel");
  if (channel.empty()) channel = name(Channel::paper);
  for (Channel each : entered_by)
    page.channel.options.push_back(
        {std::string(name(each)), desk.tr(label(each)), "", channel == name(each)});
  page.consent.field = {.name = "consent",
                        .label = desk.tr(N_("May others read it?")),
                        .hint = desk.tr(N_("As the letter says, or the person who stands here."))};
  const std::string consent = desk.request.form.has("consent") ? typed(desk, "consent") : "";
  auto answer = [&](const char* value, const char* label) {
    page.consent.options.push_back({value, desk.tr(label), "", consent == value});
  };
  answer("yes", N_("Yes, the person says so"));
  answer("no", N_("No, the person refuses"));
  answer("unsaid", N_("The letter does not say"));
  page.anonymous.field = {.name = "anonymous", .label = desk.tr(N_("Without a name"))};
  page.anonymous.options = {{"yes", desk.tr(N_("A denunciation without a name")), "",
                             desk.request.form.has("anonymous")}};
}

/// Whose letters the officer receives, in words; empty where they receive all.
std::string area_of(const Desk& desk, db::Tx& tx) {
  std::string names;
  for (const people::Grant& grant : desk.officer.where(people::Permission::register_cases)) {
    auto unit = units::find_unit(tx, grant.unit);
    if (!unit) return {};
    names += (names.empty() ? "" : ", ") + pages::in_sentence(desk.locale(), unit->name);
  }
  return names;
}

EnterPage make_page(const Desk& desk, db::Tx& tx, const desk::SentPapers& scans = {}) {
  EnterPage page{.frame = desk.frame(tx, desk.tr(N_("Enter a letter, a call or a question"))),
                 .rail = desk.rail(tx, "enter")};
  page.frame.section = "enter";
  page.frame.live = true;
  page.frame.form = pages::PageForm{.id = "letter", .name = "look", .value = "yes"};
  page.key = crypto::random_token();
  const bool is_entered = desk.request.query.get("done") == "entered";
  if (auto code = text::parse_tracking_code(desk.request.query.get("code")); code && is_entered) {
    page.saved_code = *code;
    page.saved_href = "/desk/petitions/" + *code;
    const crypto::KeyFile& keys = desk.services.keys.get();
    auto petition = find(tx, *code);
    if (petition && fits(*petition, Verb::route) &&
        may(tx, desk.act(), Actor::synthesis_officer, *petition))
      page.route_href = page.saved_href + "?do=route";
    if (petition && receipts::shows_key(keys, desk.services.clock, receipts::entered_cookie, *code,
                                        desk.request)) {
      page.slip = {.code = *code,
                   .received = petition->received_at,
                   .url = desk.request.link("/petitions/" + *code),
                   .is_part = true};
      page.saved_key = receipts::private_key(keys, receipt_of(*code));
    }
  }
  fill_choices(desk, page);
  page.text = {.name = "text",
               .label = desk.tr(N_("What it says")),
               .hint = desk.tr(
                   N_("In the person's own words. Names and numbers go into the fields beside.")),
               .value = typed(desk, "text"),
               .max_length = static_cast<int>(longest_text),
               .rows = 10,
               .focus = page.saved_code.empty()};
  page.place.field =
      line(desk, "place", N_("Where is it?"), N_("With or without marks; old names work too."));
  if (std::string area = area_of(desk, tx); !area.empty())
    page.place.field.hint +=
        " " + desk.words.locale.tr(N_("You receive letters of: {area}."), {{"area", area}});
  page.asked_by = line(desk, "asked_by", N_("In the name of"),
                       N_("Where it speaks for others: the voters of a commune, say. Everybody may "
                          "read it; no private name."));
  page.addressee = addressee_finder(desk);
  page.received = line(desk, "received_at", N_("Day of receipt"),
                       N_("Day/month, this year; or with the year."));
  page.received.short_input = true;
  if (page.received.value.empty()) page.received.value = desk::typed_day(desk.words.today);
  page.contact = {line(desk, "name", N_("Full name")), line(desk, "address", N_("Address")),
                  line(desk, "phone", N_("Telephone")), line(desk, "email", N_("E-mail"))};
  page.scans = scan_fields(desk, scans);
  return page;
}

/// What is said to a sender of their own letter, in an officer's words.
const char* to_officer(const WrongField& error) {
  if (error.field == "kind") return N_("Choose what kind of petition it is.");
  if (error.field == "anonymous")
    return N_("It cannot be without a name and have one: take the tick away, or empty the name.");
  if (error.message == std::string_view(words_missing)) return N_("Enter what the letter says.");
  return error.message;
}

/// In the order of the fields.
void put_in_order(WrongFields& errors) {
  static constexpr std::string_view fields[] = {
      "text",    "place", "addressed_to", "kind",     "channel",   "received_at", "name",
      "address", "phone", "email",        "asked_by", "anonymous", "consent"};
  auto place_of = [](const WrongField& error) {
    return std::find(std::begin(fields), std::end(fields), error.field);
  };
  std::stable_sort(errors.begin(), errors.end(), [&](const auto& one, const auto& other) {
    return place_of(one) < place_of(other);
  });
}

void add_errors(const Desk& desk, EnterPage& page, WrongFields errors) {
  put_in_order(errors);
  for (const WrongField& error : errors) {
    std::string message = desk.tr(to_officer(error));
    page.errors.push_back({error.field, message});
    auto mark = [&](pages::Field& field) {
      if (field.name == error.field) field.error = message;
    };
    for (pages::Field* field :
         {&page.text, &page.place.field, &page.asked_by, &page.addressee.field, &page.received,
          &page.kind.field, &page.channel.field, &page.consent.field, &page.anonymous.field})
      mark(*field);
    for (pages::Field& field : page.contact) mark(field);
  }
  page.errors.insert(page.errors.end(), desk.errors.begin(), desk.errors.end());
  page.frame.has_errors = !page.errors.empty();
  // What was typed is still the same letter: sent twice it counts once.
  page.key = typed(desk, "key");
}

Response show_again(const Desk& desk, const WrongFields& errors, std::optional<PlaceChoice> open,
                    const desk::SentPapers& scans) {
  EnterPage page =
      desk.services.database.read([&](db::Tx& tx) { return make_page(desk, tx, scans); });
  add_errors(desk, page, errors);
  if (open) ask_for_place(desk.words.locale, std::move(*open), page.place);
  // Which place is meant is a question, not an error.
  const int status = errors.empty() ? desk.status() : 422;
  return pages::render(desk.request, views::enter_page, page, status);
}

constexpr int rows_to_compare = 18;  // of a letter in sight beside its scan

/// The form again, with the words of the scan proposed: an officer compares them with the letter.
Response read_words(Desk desk) {
  people::stand_aside(desk.officer);
  const auto scans = desk::papers_sent(desk, most_files_of_petition);
  if (!scans) return show_again(desk, {}, {}, desk::papers_kept(desk, most_files_of_petition));
  ScanWords read = words_of_scans(desk, *scans);
  EnterPage page =
      desk.services.database.read([&](db::Tx& tx) { return make_page(desk, tx, *scans); });
  add_errors(desk, page, {});
  page.scans.note = std::move(read.note);
  if (!read.words.empty() && text::is_blank(page.text.value)) {
    page.text.value = std::move(read.words);
    page.text.rows = rows_to_compare;
    page.scans.note += page.scans.note.empty() ? "" : " ";
    page.scans.note +=
        desk.tr(N_("A machine read the words below from the scan. It errs: compare "
                   "each with the letter before you enter it."));
  } else {
    page.scans.words = std::move(read.words);
  }
  return pages::render(desk.request, views::enter_page, page);
}

/// The day of receipt is counted from that day's beginning, or from now where it is today.
std::optional<Instant> received_on(const Desk& desk) {
  auto day = desk::parse_day(typed(desk, "received_at"), desk.words.today);
  if (!day) return std::nullopt;
  return *day == desk.words.today ? desk.services.clock.now() : start_of(*day);
}

SubmitForm read_letter(const Desk& desk) {
  // Without a name comes a denunciation alone: the tick is out of sight with any other kind.
  const bool is_denunciation = typed(desk, "kind") == name(Kind::denunciation);
  SubmitForm form{.anonymous = is_denunciation && desk.request.form.has("anonymous"),
                  .may_publish = typed(desk, "consent") == "yes",
                  .consent_unsaid = typed(desk, "consent") == "unsaid",
                  .channel = channel_typed(desk).value_or(Channel::paper),
                  .received_at = received_on(desk),
                  .idempotency_key = typed(desk, "key")};
  for (const FormField& field : form_fields) field.of(form) = typed(desk, field.name);
  form.addressed_to = addressee_of(desk, form.addressed_to);
  return form;
}

/// The fresh form keeps what the next letter of the pile shares with this one.
std::string fresh_href(const Desk& desk, const std::string& code, const SubmitForm& form) {
  Href href(enter_path);
  href.with("done", "entered").with("code", code).with("channel", name(form.channel));
  href.with("received_at", typed(desk, "received_at"));
  if (form.kind == name(Kind::denunciation)) return href.text();  // addresses are logged
  return href.with("place", form.place_text).with("asked_by", form.asked_by).text();
}

/// Whether the officer receives letters from there: by a role at or above the place, or at a body
/// that serves it. Without a place a letter is the nation's.
bool may_enter(db::Tx& tx, const people::Principal& officer, const SubmitForm& form) {
  std::vector<std::optional<UnitId>> units{form.place, form.province};
  std::vector<UnitId> around;
  if (form.place) {
    around = units::ancestors(tx, *form.place);
    around.push_back(*form.place);
  }
  for (const people::Grant& grant : officer.where(people::Permission::register_cases)) {
    auto unit = units::find_unit(tx, grant.unit);
    if (!unit || unit->kind != units::UnitKind::body) continue;
    // One of no area serves the nation, unless it is only a name that came with an import.
    const bool serves = unit->area
                            ? std::find(around.begin(), around.end(), *unit->area) != around.end()
                            : !unit->code.empty();
    if (serves) units.emplace_back(unit->id);
  }
  return people::may_at(tx, officer, people::Permission::register_cases, units);
}

/// The form again, with what the place's words find; nothing is entered.
Response look_up(const Desk& desk, const SubmitForm& form, const desk::SentPapers& scans) {
  people::stand_aside(desk.officer);
  std::optional<PlaceChoice> found;
  if (!form.place_text.empty())
    found = choose_place(desk.services.database, desk.services.clock, desk.words.locale,
                         form.place_text, typed(desk, "unit"));
  return show_again(desk, {}, std::move(found), scans);
}

Submitted store(const Desk& desk, const Env& env, Submission submission,
                const desk::SentPapers& scans) {
  return desk.services.database.write([&](db::Tx& tx) {
    submission.files = desk::papers_to_add(tx, scans);
    return submit(tx, env, submission, desk.act());
  });
}

Response enter(Desk desk) {
  SubmitForm form = read_letter(desk);
  WrongFields errors;
  std::optional<PlaceChoice> open;
  const auto taken = desk::papers_sent(desk, most_files_of_petition);
  const desk::SentPapers scans = taken ? *taken : desk::papers_kept(desk, most_files_of_petition);
  if (desk::only_looks(desk)) return look_up(desk, form, scans);
  auto kind = parse_kind(form.kind);
  if (kind && !is_confidential(*kind) && typed(desk, "consent").empty()) {
    // The page asks for an answer; of what another system enters without one nothing is known.
    form.consent_unsaid = true;
    if (desk.request.form.has("asks_consent"))
      errors.push_back(
          {"consent", N_("Say whether others may read it, or that the letter does not say.")});
  }
  if (!channel_typed(desk))
    errors.push_back({"channel", N_("Choose by which of these ways it came.")});
  if (!form.received_at)
    errors.push_back({"received_at", N_("Write the day of receipt, like 5/12/2026.")});
  if (!form.place_text.empty() || !typed(desk, "unit").empty()) {
    PlaceChoice choice = choose_place(desk.services.database, desk.services.clock,
                                      desk.words.locale, form.place_text, typed(desk, "unit"));
    if (choice.is_settled()) {
      form.place_text = choice.name;
      resolve_unit(desk.services.database, desk.services.clock, form, choice.value());
    } else {
      open = std::move(choice);
      people::stand_aside(desk.officer);  // the form is asked again, and nothing is entered
    }
  }
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  auto submission = check(env, form);
  if (!submission)
    errors.insert(errors.end(), submission.error().begin(), submission.error().end());
  if (errors.empty() && !open &&
      !desk.services.database.read([&](db::Tx& tx) { return may_enter(tx, desk.officer, form); }))
    errors.push_back({"place", form.place
                                   ? N_("You receive no letters from there. Choose a place of your "
                                        "area, or send it to the office that does.")
                                   : N_("Write where it is: you receive letters of your area.")});
  if (!errors.empty() || !taken || open) return show_again(desk, errors, std::move(open), scans);
  const Submitted submitted = store(desk, env, *submission, scans);
  return Response::redirect(fresh_href(desk, submitted.code, form))
      .set_cookie(receipts::show_key(desk.services.keys.get(), desk.services.clock,
                                     receipts::entered_cookie, submitted.code, enter_path));
}

}  // namespace

void add_enter_page(http::App& app, Services& services, const Advisor& advisor) {
  app.router.get(
      enter_path, people::permission(people::Permission::register_cases, people::Where::in_reach),
      [&](Request& request) {
        Desk desk(request, services, advisor);
        auto page = services.database.read([&](db::Tx& tx) { return make_page(desk, tx); });
        auto response = pages::render(request, views::enter_page, page);
        if (page.slip) response.set_cookie(receipts::ended(receipts::entered_cookie, enter_path));
        return response;
      },
      desk::route);
  app.router.get(
      "/desk/enter/bodies",
      people::permission(people::Permission::register_cases, people::Where::in_reach),
      [&](Request& request) {
        const Desk desk(request, services, advisor);
        people::stand_aside(desk.officer);  // names of bodies, which everybody may read
        html::Out out(desk.words.locale);
        pages::views::offers(out, "addressee",
                             offer_addressees(desk, request.query.get("addressed_to")));
        return Response::html(out.take());
      },
      desk::route);
  http::RouteOptions sent = desk::route;
  sent.body_limit = files::body_limit;
  app.router.post(
      enter_path,
      people::permission(people::Permission::register_cases, people::Where::at_new_record),
      [&](Request& request) { return enter(Desk(request, services, advisor)); }, sent);
  sent.work = http::Work::slow;
  app.router.post(
      words_path, people::permission(people::Permission::register_cases, people::Where::in_reach),
      [&](Request& request) { return read_words(Desk(request, services, advisor)); }, sent);
}

}  // namespace gandan::petitions
