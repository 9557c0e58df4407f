#include "contexts/petitions/petition_page.hpp"

#include "contexts/petitions/desk_boxes.hpp"
#include "contexts/petitions/petition_story.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/sealed_words.hpp"
#include "contexts/petitions/views/petition.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

/// What its place is today; where it was divided, itself: which part is meant is not known.
std::optional<UnitId> place_now(db::Tx& tx, const Petition& petition, Date today) {
  if (!petition.place) return std::nullopt;
  const auto now = units::as_of(tx, *petition.place, today);
  return now.size() == 1 ? now.front().unit : *petition.place;
}

/// What else came from there: what its place is today, or its province where only that is known.
std::string place_href_of(const Wording& words, const Story& story) {
  Filter filter;
  if (story.place_now) {
    filter.unit = story.place_now;
  } else if (story.petition.province) {
    filter.provinces = {*story.petition.province};
  } else {
    return {};
  }
  return href_of(filter, words.directory);
}

std::vector<pages::Fact> facts_of(const Wording& words, const Story& story) {
  const Petition& p = story.petition;
  std::vector<pages::Fact> facts;
  auto add = [&](const char* label, std::string value, std::string href = {}) {
    if (!value.empty()) facts.push_back({words.tr(label), std::move(value), std::move(href)});
  };
  Filter by_field, by_body;
  by_field.field = p.field;
  add(N_("Field"), words.field(p.field), href_of(by_field, words.directory));
  // What the sender wrote as place and addressee is theirs too; what was made of it is public.
  if (!is_sealed(p) || p.place) add(N_("Place"), story.place, place_href_of(words, story));
  if (!is_sealed(p)) add(N_("Asked by"), p.asked_by);
  if (p.body) by_body.bodies = {*p.body};
  std::string code(words.directory.code(p.body));
  add(N_("Body that answers"), story.body.empty() && !is_sealed(p) ? p.addressed_to : story.body,
      code.empty() ? "" : "/bodies/" + code);
  add(N_("Came by"), words.tr(label(p.channel)));
  return facts;
}

/// Confidential matters show their course, never their words; others wait for an officer's look
/// only in lists, since whoever has the code wrote it or was given it.
std::string hidden_because(const Wording& words) {
  return words.tr(
      N_("The text is not public: the law protects whoever complains or denounces. Only the "
         "course of the matter is shown."));
}

/// What the sender has just done; the address carries it, so that nothing is kept of them.
std::optional<pages::Flash> done_of(const Wording& words, std::string_view done) {
  if (done == "replied")
    return pages::Flash{words.tr(N_("Your reply is here. The body's clock goes on."))};
  if (done == "withdrawn") return pages::Flash{words.tr(N_("You have taken it back."))};
  return std::nullopt;
}

PetitionPage make_page(const http::Request& request, const Wording& words, const Story& story,
                       const std::optional<rules::Limit>& limit, Eyes eyes) {
  const Petition& p = story.petition;
  bool confidential = is_sealed(p);
  bool course_only = confidential && eyes == Eyes::anybody;
  std::string kind = words.tr(label(p.kind));
  PetitionPage page{.frame = pages::frame_for(request, confidential ? kind : p.title)};
  page.frame.section = "petitions";
  page.frame.trail = {{words.tr(N_("Home")), "/"},
                      {words.tr(N_("Questions and answers")), "/petitions"}};
  page.frame.flash = done_of(words, request.query.get("done"));
  page.code = p.code;
  page.kind = kind;
  page.title = confidential ? kind : p.title;
  page.received = civil_date(p.received_at);
  page.due = due_of(words, p.state, p.due_at, p.answered_at);
  page.status = badge_of(words, p.state, p.outcome, page.due);
  page.promise = promise_of(words, story, limit);
  if (course_only) page.hidden_because = hidden_because(words);
  if (!confidential && p.visibility == Visibility::held)
    page.hidden_because = words.tr(
        N_("Not shown in public: only officers read this, and whoever has the tracking code."));
  if (!confidential) page.paragraphs = paragraphs_under(p.title, p.text);
  if (!course_only) page.answers = answers_of(words, story);
  page.timeline =
      timeline_of(words, story, limit, course_only ? Telling::course : Telling::in_public);
  page.facts = facts_of(words, story);
  page.askers = 1 + story.joins;
  if (story.topic) {
    page.topic_href = "/topics/" + story.topic->code;
    page.topic_title = story.topic->title;
    page.topic_askers = story.topic->askers;
  }
  std::string base = "/petitions/" + p.code;
  if (p.state == State::needs_information && !story.pauses.empty() && !course_only) {
    page.question = story.pauses.back().question;
    page.supplement_href = base + "/supplement";
  }
  if (course_only && p.channel != Channel::import) page.private_href = base + "/private";
  if (eyes == Eyes::author) page.author_key = request.form.get("author_key");
  if (p.visibility == Visibility::open && is_open(p.state)) page.join_href = base + "/join";
  if (transition(p.state, Verb::withdraw) && p.channel != Channel::import)
    page.withdraw_href = base + "/withdraw";
  if (story.for_desk) page.desk_href = "/desk/petitions/" + p.code;
  return page;
}

}  // namespace

http::Response show_petition(const http::Request& request, const Services& services,
                             std::string_view code, Eyes eyes) {
  auto directory = services.directory.get();
  auto book = services.rules.book();
  const crypto::KeyFile& keys = services.keys.get();
  std::optional<rules::Limit> limit;
  auto story = services.database.read([&](db::Tx& tx) {
    auto loaded = load_story(tx, *directory, code);
    if (loaded) loaded->place_now = place_now(tx, loaded->petition, services.clock.today());
    if (loaded && eyes == Eyes::author && has_sealed_words(loaded->petition))
      fill_in(*loaded, people::open_words(tx, keys, subject_of(loaded->petition.id)));
    if (auto* officer = people::find_principal(request); loaded && officer)
      loaded->for_desk = may_read(tx, *officer, loaded->petition);
    if (loaded) limit = limit_of(tx, *book, loaded->petition, loaded->petition.clock_rule);
    return loaded;
  });
  if (!story) return http::Response::not_found();
  Wording words{pages::locale_of(request), *directory, services.clock.today()};
  auto response =
      pages::render(request, views::petition_page, make_page(request, words, *story, limit, eyes));
  if (story->petition.visibility != Visibility::open)  // its code is the key to it
    response.header("X-Robots-Tag", "noindex").header("Cache-Control", "no-store");
  return response;
}

void add_petition_page(http::App& app, Services& services) {
  app.router.get("/petitions/{code}", http::everyone(),
                 [&services](http::Request& request, std::string_view typed) {
                   auto code = text::parse_tracking_code(typed);
                   if (!code) return http::Response::not_found();
                   if (*code != typed) return http::Response::redirect("/petitions/" + *code, 301);
                   return show_petition(request, services, *code, Eyes::anybody);
                 });
}

}  // namespace gandan::petitions
