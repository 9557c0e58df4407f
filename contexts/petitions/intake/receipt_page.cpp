#include "contexts/petitions/intake/receipt_page.hpp"

#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/public/stages_ahead.hpp"
#include "contexts/petitions/record/clock.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/held_by.hpp"
#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/receipt.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/receipts/cookies.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

/// Days and law would tell what kind it is of: of what is not public, only to who has the key.
std::vector<pages::Step> steps_of(const i18n::Locale& locale, const rules::Rulebook& book,
                                  const Petition& petition, const Ahead& ahead, bool shows_days) {
  auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  std::vector<pages::Step> steps{
      {.label = tr(N_("You sent it")), .when = locale.date_time(petition.received_at)}};
  if (!shows_days) return steps;
  if (petition.state == State::received && petition.clock.due_at)
    steps.push_back(
        {.state = pages::StepState::now,
         .label = tr(N_("An officer reads it and sends it to the responsible body")),
         .when = locale.tr(N_("by {date} at the latest"),
                           {{"date", locale.date(civil_date(*petition.clock.due_at))}})});
  for (pages::Step& step : steps_ahead(locale, book, ahead)) steps.push_back(std::move(step));
  return steps;
}

const char* heading_of(Kind kind) {
  if (kind == Kind::complaint) return N_("We have your complaint");
  if (kind == Kind::denunciation) return N_("We have your denunciation");
  return N_("We have your message");
}

/// How to reach who sent it, as far as it lies in clear. Of who denounces it is known only whether
/// they said who they are; the seal stays closed.
Contact known_contact(db::Tx& tx, const Petition& petition) {
  if (petition.kind != Kind::denunciation) return contact_of(tx, petition.id).value_or(Contact{});
  return petition.nameless ? Contact{} : Contact{"-", "-", "-", "-"};
}

/// What the cookie proves where its sender gave no way to be reached: the receipt asks for one, and
/// what a denouncer gave lies under the seal.
std::string unreachable(std::string_view code) {
  return std::string(code) + " unreachable";
}

bool has_cookie(const Request& request, const Services& services, std::string_view said) {
  return receipts::shows_key(services.keys.get(), services.clock, receipts::sent_cookie, said,
                             request);
}

/// What the paper says beside the code, where its page says it too or who asks has the key.
void fill_facts(const Wording& words, const Story& story, ReceiptPage& page) {
  const Petition& p = story.petition;
  page.facts.push_back({words.tr(N_("Kind")), words.tr(label(p.kind))});
  if (!story.place.empty() && (!is_sealed(p) || p.place))
    page.facts.push_back({words.tr(N_("Place")), story.place});
  page.facts.push_back({words.tr(N_("Body that answers")),
                        story.body.empty()
                            ? words.tr(N_("an officer sends it to the body that can decide"))
                            : story.body});
  // The words of a denunciation stand on no paper; those of a complaint on its sender's alone.
  const bool shows_words = !is_sealed(p) || (p.kind == Kind::complaint && !page.key.empty());
  if (!shows_words) return;
  page.title = p.title;
  page.paragraphs = paragraphs_under(p.title, p.text);
  if (p.visibility == Visibility::held && !p.publication_refused)
    page.held = held_by(words.locale, p.title + "\n" + p.text);
}

Response show_receipt(const Request& request, Services& services, std::string_view typed) {
  auto code = text::parse_tracking_code(typed);
  if (!code) return Response::not_found();
  auto book = services.rules.book();
  const Turn turn(request, services);
  const Wording& words = turn.words;
  Ahead ahead;
  Contact contact;
  auto [story, subscription] = services.database.read([&](db::Tx& tx) {
    auto found = load_story(tx, *turn.directory, *code);
    if (found) {
      const Petition& p = found->petition;
      ahead = {matter_of(p), civil_date(p.received_at), is_remote(tx, p)};
      contact = known_contact(tx, p);
    }
    return std::pair(std::move(found), letters::find_subscription(tx, *code));
  });
  if (!story) return Response::not_found();
  const Petition& petition = story->petition;
  ReceiptPage page{.frame = pages::frame_for(request, words.tr(N_("Receipt")))};
  page.code = *code;
  page.received = petition.received_at;
  page.joined = *code != petition.code;
  page.page_href = "/petitions/" + petition.code;
  page.proof_href = "/receipts/" + petition.code + "/proof";
  page.url = request.link(page.page_href);
  if (has_cookie(request, services, unreachable(*code))) contact.phone = contact.email = "";
  if (!page.joined && holds_receipt(request, services, *code))
    page.key = receipts::private_key(services.keys.get(), receipt_of(*code));
  if (!page.key.empty()) {
    page.proof_url = request.link(page.proof_href);
    page.proof_qr = qr::encode(page.proof_url);
  }
  page.heading = words.tr(heading_of(page.key.empty() ? Kind::report : petition.kind));
  page.asks_to_confirm = (page.joined || !page.key.empty()) && services.post != nullptr &&
                         subscription &&
                         state_of(*subscription) == letters::SubscriptionState::unconfirmed;
  const bool shows_all = petition.visibility == Visibility::open || !page.key.empty();
  // Of what is not public nothing here may tell whether it is sealed.
  page.shares = shows_all && petition.visibility != Visibility::sealed;
  if (shows_all) fill_facts(words, *story, page);
  page.steps = steps_of(words.locale, *book, petition, ahead, shows_all);
  if (!page.key.empty())
    page.lacking = lacking_in_words(words.locale, petition.kind, petition.channel, contact);
  return pages::render(request, views::receipt_page, page);
}

}  // namespace

Response to_receipt(const Services& services, const std::string& code, const Contact& contact) {
  const std::string receipt = "/receipts/" + code;
  const bool is_reachable = !contact.phone.empty() || !contact.email.empty();
  return Response::redirect(receipt).set_cookie(
      receipts::show_key(services.keys.get(), services.clock, receipts::sent_cookie,
                         is_reachable ? code : unreachable(code), receipt));
}

bool holds_receipt(const Request& request, const Services& services, std::string_view code) {
  return has_cookie(request, services, unreachable(code)) || has_cookie(request, services, code);
}

void add_receipt_pages(http::App& app, Services& services) {
  app.router.get("/receipts/{code}", http::key_holders(),
                 [&](Request& request, std::string_view code) {
                   return show_receipt(request, services, code);
                 });
}

}  // namespace gandan::petitions
