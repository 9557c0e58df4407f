#include "contexts/receptions/public/visit_page.hpp"

#include <array>

#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/conclusions/page.hpp"
#include "contexts/receptions/views/visit.hpp"
#include "kernel/letters/text.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/sealed_words.hpp"
#include "kernel/receipts/private_key.hpp"
#include "kernel/records/links.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

/// One request of who came.
struct Visitor : Turn {
  Visit visit;
};

void add_told_fact(const Visitor& at, ToldVisit& told, const char* label, std::string value) {
  if (!value.empty()) told.facts.push_back({at.tr(label), std::move(value)});
}

void tell_conclusions(const Visitor& at, db::Tx& tx, ToldVisit& told) {
  for (const Conclusion& conclusion : conclusions_of(tx, at.visit.id)) {
    told.concluded = conclusion.concluded_by + ", " + at.locale().date(conclusion.concluded_on) +
                     (conclusion.number.empty() ? "" : ", " + conclusion.number);
    told.conclusion.push_back(conclusion.text);
    if (!conclusion.contact.empty()) told.contact = conclusion.contact;
  }
  for (const ConclusionItem& item : items_of(tx, at.visit.id))
    told.items.push_back(step_of(at.words, item));
}

/// Who came is who sent what it became: its private key is theirs too. Of what it only joined they
/// are told the code.
void tell_what_it_became(const Visitor& at, db::Tx& tx, ToldVisit& told) {
  for (const records::Linked& linked : records::links_from(tx, ref_of(at.visit.id))) {
    const auto card = at.services.records.card_of(tx, linked.ref());
    if (!card) continue;
    const bool is_theirs = linked.relation == records::Relation::became;
    if (!is_theirs && is_sealed(at.visit)) continue;
    add_told_fact(at, told, N_("It is followed as"), card->code);
    if (is_theirs)
      add_told_fact(at, told, N_("The private key of that"),
                    receipts::private_key(at.services.keys.get(), {linked.kind, card->code}));
  }
}

ToldVisit told_visit(const Visitor& at, db::Tx& tx) {
  const Visit& visit = at.visit;
  ToldVisit told{.matter = visit.matter};
  add_told_fact(at, told, N_("Received on"), at.locale().date(civil_date(visit.received_at)));
  add_told_fact(at, told, N_("Kind"), at.tr(label(visit.kind)));
  add_told_fact(at, told, N_("What becomes of it"), at.tr(label(visit.outcome)));
  if (visit.ground)
    add_told_fact(
        at, told, N_("Ground"),
        at.tr(label(*visit.ground)) + " (" + std::string(article_of(*visit.ground)) + ")");
  add_told_fact(at, told, N_("Where to"),
                visit.directed_unit ? at.words.unit(visit.directed_unit) : visit.directed_to);
  add_told_fact(at, told, N_("Number of the letter"), visit.document);
  if (visit.state != State::told && visit.due_at)
    add_told_fact(at, told, N_("You are told by"), at.locale().date(civil_date(*visit.due_at)));
  for (const ReceiptRow& receipt : receipts_of(tx, visit.id))
    add_told_fact(at, told, N_("Receipt for papers"),
                  std::to_string(receipt.number) + "/" + std::to_string(receipt.book_year));
  tell_what_it_became(at, tx, told);
  if (!is_sealed(visit)) {
    for (const VisitNote& note : notes_of(tx, visit.id))
      if (note.readers == acts::Readers::resident) told.words.push_back(note.text);
    tell_conclusions(at, tx, told);
  }
  if (visit.outcome == Outcome::refused)
    told.appeal = at.tr(
        N_("If you think that the refusal is wrong you can complain about it: first to the head of "
           "the body that refused, then to the level above or to a court (Law on Complaints "
           "02/2011/QH13, art. 7). Bring this page or the notice."));
  return told;
}

pages::Field visit_key_field(const Visitor& at) {
  return {.name = "author_key",
          .label = at.tr(N_("Your private key")),
          .hint = at.tr(N_("Ten digits, on your slip.")),
          .error = at.error_of("author_key"),
          .value = at.typed("author_key"),
          .short_input = true,
          .autocomplete = "off",
          .max_length = 20};
}

http::Response show_visit(const Visitor& at, bool is_opened) {
  VisitPage page{.frame = pages::frame_for(at.request, at.tr(N_("Your visit to a reception"))),
                 .action = "/visits/" + at.visit.code,
                 .code = at.visit.code,
                 .key = visit_key_field(at),
                 .errors = at.errors};
  page.frame.has_errors = !at.errors.empty();
  page.frame.form = pages::PageForm{.id = "key"};
  if (is_opened)
    page.told = at.services.database.read([&](db::Tx& tx) { return told_visit(at, tx); });
  return pages::render(at.request, views::visit_page, page, at.status());
}

http::Response open_visit(Visitor& at) {
  if (pages::only_shows(at.request)) return show_visit(at, false);
  const bool is_theirs = receipts::is_private_key(at.services.keys.get(), {"visit", at.visit.code},
                                                  at.request.form.get("author_key"));
  if (!is_theirs)
    at.refuse("author_key",
              N_("This is not the key of this visit. Look for the ten digits on your slip."));
  return show_visit(at, is_theirs);
}

template <class Fn>
http::Response with_visit(const http::Request& request, Services& services, std::string_view typed,
                          Fn&& fn) {
  const auto code = text::parse_tracking_code(typed, visit_prefix);
  auto visit = code ? services.database.read([&](db::Tx& tx) { return find_visit(tx, *code); })
                    : std::nullopt;
  if (!visit) return http::Response::not_found();
  Visitor at{{request, services}, std::move(*visit)};
  return fn(at);
}

std::optional<letters::Words> write_about_visit(db::Tx& tx, const Services&,
                                                const letters::Errand& errand,
                                                const i18n::Locale& locale) {
  const auto visit = find_visit(tx, VisitId{errand.record.id});
  if (!visit || is_sealed(*visit)) return std::nullopt;
  letters::Paragraphs text;
  const auto say = [&](const char* message) { text.say(locale.tr(message)); };
  // No word of the matter: a letter is read by whoever opens the mailbox.
  if (errand.letter == letters::received)
    say(N_(
        "Somebody gave this address at a citizen reception, to be told what becomes of a visit."));
  else if (errand.letter == name(Verb::conclude))
    say(
        N_("The head's conclusion about your visit was entered. With the code and the private key "
           "of your slip you read what is to be done, by whom and until when."));
  else if (errand.letter == name(Verb::report))
    say(
        N_("A body reports that it did what was concluded at your visit. With the code and the "
           "private key of your slip you read what."));
  else
    say(N_(
        "There is an answer about your visit. With the code and the private key of your slip you "
        "read it."));
  return letters::Words{locale.tr(N_("Your visit to a reception, {code}"), {{"code", visit->code}}),
                        text.take()};
}

}  // namespace

records::Kind kind_of_visits() {
  return {.name = "visit",
          .prefix = visit_prefix,
          .on_receipts = true,
          .find = [](db::Tx& tx, std::string_view code) -> std::optional<Ref> {
            const auto visit = find_visit(tx, code);
            return visit ? std::optional(ref_of(visit->id)) : std::nullopt;
          },
          .card = [](db::Tx& tx, std::int64_t id) -> std::optional<records::Card> {
            const auto visit = find_visit(tx, VisitId{id});
            if (!visit) return std::nullopt;
            return records::Card{"/visits/" + visit->code, "", visit->code};
          },
          .said_first = N_("First said at a citizen reception"),
          .said_also = N_("Also said at a citizen reception")};
}

letters::Kind letters_about_visits() {
  static constexpr std::array<std::string_view, 5> names{letters::received, "tell", "give_notice",
                                                         "conclude", "report"};
  return {.record = "visit",
          .letters = names,
          .pages = "/visits/",
          .section = "receptions",
          .promise = N_("You get a letter when there is an answer about your visit."),
          .write = write_about_visit};
}

void add_visit_page(http::App& app, Services& services) {
  // The key has ten digits: who guesses is slowed down like who guesses passwords.
  const http::RouteOptions guarded{.rate_class = "sign-in"};
  app.router.get("/visits/{code}", http::key_holders(),
                 [&services](http::Request& request, std::string_view code) {
                   return with_visit(request, services, code,
                                     [](Visitor& at) { return show_visit(at, false); });
                 });
  app.router.post(
      "/visits/{code}", http::key_holders(),
      [&services](http::Request& request, std::string_view code) {
        return with_visit(request, services, code, [](Visitor& at) { return open_visit(at); });
      },
      guarded);
}

}  // namespace gandan::receptions
