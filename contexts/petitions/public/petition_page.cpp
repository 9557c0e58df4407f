#include "contexts/petitions/public/petition_page.hpp"

#include <algorithm>

#include "contexts/petitions/desk/boxes.hpp"
#include "contexts/petitions/paper.hpp"
#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/public/stages_ahead.hpp"
#include "contexts/petitions/public/visit.hpp"
#include "contexts/petitions/record/files.hpp"
#include "contexts/petitions/record/held_by.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/petition.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/receipts/cookies.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/unit_href.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

/// What its place is today; where it was divided, itself: which part is meant is not known.
std::optional<units::Unit> place_now(db::Tx& tx, const Petition& petition, Date today) {
  if (!petition.place) return std::nullopt;
  const auto now = units::as_of(tx, *petition.place, today);
  return units::find_unit(tx, now.size() == 1 ? now.front().unit : *petition.place);
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
  if (!is_sealed(p) || p.place)
    add(N_("Place"), story.place,
        story.place_now ? place_href(*story.place_now, words.today)
                        : place_href(words.directory, p.province));
  if (!is_sealed(p)) add(N_("Asked by"), p.asked_by);
  if (p.body) by_body.bodies = {*p.body};
  std::string code(words.directory.code(p.body));
  add(N_("Body that answers"), story.body.empty() && !is_sealed(p) ? p.addressed_to : story.body,
      code.empty() ? "" : "/bodies/" + code);
  add(N_("Sent through"), words.tr(label(p.channel)));
  return facts;
}

/// Why not everybody can read it yet, or at all.
std::string held_because(const Wording& words, const Story& story) {
  const Petition& p = story.petition;
  const bool was_hidden =
      std::any_of(story.entries.begin(), story.entries.end(),
                  [](const journal::Recorded& entry) { return verb_of(entry) == Verb::hide; });
  const std::string reasons = reasons_of(held_by(words.locale, p.text + "\n" + p.title));
  if (is_sealed(p) || p.publication_refused || (!was_hidden && reasons.empty()))
    return words.tr(
        N_("Not shown in public: only officers read this, and who has the private key."));
  if (was_hidden)
    return words.tr(
        N_("An officer has hidden it from the public, and says why below. Only officers read it, "
           "and who has the private key."));
  return words.locale.tr(
      N_("Waits for an officer's look, then everybody can read it: there is {reasons} in it. Until "
         "then only officers read it, and who has the private key."),
      {{"reasons", reasons}});
}

/// The reason that its last step gives, where it ended without an answer.
std::string ended_because(State state, const std::vector<pages::Step>& steps) {
  if (state != State::returned && state != State::declined && state != State::ended) return {};
  auto last = std::find_if(steps.rbegin(), steps.rend(),
                           [](const pages::Step& step) { return !step.note.empty(); });
  return last == steps.rend() ? std::string() : last->note;
}

/// Who took it back is told that nothing ends before the body says so.
std::string waits_to_end(const Wording& words, const Petition& p) {
  if (!is_open(p.state) || !p.withdrawal_at) return {};
  return words.locale.tr(
      N_("It was taken back on {date}. The body handles it until it has decided whether it ends; "
         "its decision stands here then."),
      {{"date", words.locale.date(civil_date(*p.withdrawal_at))}});
}

/// What the sender has just done: the address says it, and who only follows a link is not told so.
std::optional<pages::Flash> done_of(const http::Request& request, const Services& services,
                                    std::string_view code) {
  const std::string_view done =
      receipts::just_done(services.keys.get(), services.clock, code, request);
  auto said = [&](const char* words) {
    return pages::Flash{std::string(pages::locale_of(request).tr(words))};
  };
  if (done == "replied") return said(N_("Your reply is here. The body's clock goes on."));
  if (done == "added") return said(N_("What you added is with the officers."));
  if (done == "settled") return said(N_("Thank you: its page says so now."));
  if (done == "doubted")
    return said(
        N_("Its page says now that it is not done yet. Say what is still open as well, and it goes "
           "to the body above."));
  if (done == "reopened")
    return said(N_("It is open again, and goes to the body that stands below."));
  if (done == "withdrawn") return said(N_("You have taken it back."));
  return std::nullopt;
}

/// The same bytes for whatever is not public, so that nothing tells why: its code may have been
/// public, and who had it must not learn that it was found to be a denunciation.
http::Response show_not_public(const http::Request& request, const std::string& code,
                               std::optional<pages::Flash> done) {
  auto tr = [&](const char* words) { return std::string(pages::locale_of(request).tr(words)); };
  const std::string base = "/petitions/" + code;
  NotPublicPage page{.frame = pages::frame_for(request, tr(N_("This petition is not public"))),
                     .code = code,
                     .private_href = base + "/private",
                     .data_href = base + "/data",
                     .desk_href = {}};
  page.frame.section = "petitions";
  page.frame.trail = {{tr(N_("Home")), "/"}, {tr(N_("Answers")), "/petitions"}};
  page.frame.flash = std::move(done);
  if (people::find_principal(request)) page.desk_href = "/desk" + base;
  auto response = pages::render(request, views::not_public_page, page);
  response.header("X-Robots-Tag", "noindex").header("Cache-Control", "no-store");
  return response;
}

/// Its sender is asked whether it is done, and has not said yet.
bool is_asked_today(const Story& story, Date today) {
  const auto& asked = story.asked;
  return asked && !asked->said && is_open_to(*asked, story.petition) &&
         (asked->asked_at || (asked->ask_on && *asked->ask_on <= today));
}

PetitionPage make_page(const http::Request& request, const Wording& words, const Story& story,
                       const std::optional<rules::Limit>& limit, const rules::Rulebook& book,
                       Eyes eyes) {
  const Petition& p = story.petition;
  bool confidential = is_sealed(p);
  std::string kind = words.tr(label(p.kind));
  const std::string heading = confidential ? kind : p.title;
  PetitionPage page{.frame = pages::frame_for(request, heading)};
  page.frame.section = "petitions";
  page.frame.trail = {{words.tr(N_("Home")), "/"}, {words.tr(N_("Answers")), "/petitions"}};
  page.code = p.code;
  page.kind = kind;
  page.title = heading;
  page.received = civil_date(p.received_at);
  page.due = due_of(words, p.state, p.clock.due_at, p.answered_at, p.kind);
  page.status = badge_of(words, p.state, p.outcome);
  page.promise = promise_of(words, story, limit);
  if (p.visibility != Visibility::open) page.hidden_because = held_because(words, story);
  if (!confidential) page.paragraphs = paragraphs_under(heading, p.text);
  page.answers = answers_of(words, story);
  page.timeline = timeline_of(words, story, limit);
  page.ended_because =
      is_open(p.state) ? waits_to_end(words, p) : ended_because(p.state, page.timeline);
  if (p.state == State::returned) page.send_anew_href = "/send?kind=" + std::string(name(p.kind));
  page.facts = facts_of(words, story);
  page.askers = 1 + story.joins;
  if (story.topic) {
    page.topic_href = "/topics/" + story.topic->code;
    page.topic_title = story.topic->title;
    page.topic_askers = story.topic->askers;
  }
  std::string base = "/petitions/" + p.code;
  if (const PauseRow* open = open_question(story.pauses); open != nullptr && is_open(p.state)) {
    page.question = open->question;
    if (auto due = reply_due(book, p, *open))
      page.question_until =
          words.locale.tr(N_("Please reply by {date} at the latest ({basis})."),
                          {{"date", words.locale.date(due->date)}, {"basis", due->basis}});
    page.supplement_href = base + "/supplement";
  }
  if (eyes == Eyes::author) page.author_key = request.form.get("author_key");
  if (p.visibility == Visibility::open && is_open(p.state)) page.join_href = base + "/join";
  if (transition(p, Verb::withdraw) && p.channel != Channel::import)
    page.withdraw_href = base + "/withdraw";
  if (p.channel != Channel::import) {
    page.data_href = base + "/data";
    if (transition(p, Verb::add)) page.add_href = base + "/add";
    if (transition(p, Verb::settle)) page.verdict_href = base + "/verdict";
    page.is_asked = is_asked_today(story, words.today);
  }
  if (story.for_desk) page.desk_href = "/desk/petitions/" + p.code;
  return page;
}

/// Above a minister there is no second complaint (Law 02/2011 art. 7(2)).
bool is_of_the_nation(const Wording& words, std::optional<UnitId> body) {
  const units::Unit* unit = body ? words.directory.find(*body) : nullptr;
  return unit != nullptr && unit->level == units::Level::nation;
}

/// What who denounced can do who does not agree with how it was settled, or where the limit of its
/// settlement has passed.
std::string denounce_further(const Wording& words, const Petition& p) {
  if (p.state == State::answered)
    return words.locale.tr(
        N_("You do not agree? Where you have grounds that it was not settled as the law wants, you "
           "may denounce further, to the head of the body above the one that settled it ({law})."),
        {{"law", "Luật Tố cáo 25/2018/QH14, Điều 37"}});
  const bool is_late =
      p.state == State::in_progress && p.clock.due_at && civil_date(*p.clock.due_at) < words.today;
  if (!is_late) return {};
  return words.locale.tr(
      N_("It was not settled in time. You may denounce further, to the head of the body above the "
         "one that handles it, who must ask why it is late and see that it is settled ({law})."),
      {{"law", "Luật Tố cáo 25/2018/QH14, Điều 38"}});
}

/// What who complained or denounced can do who does not agree with how it was settled, or whose
/// matter was not settled in time.
std::string disagree_with(const Wording& words, const Petition& p,
                          const std::optional<rules::DueDate>& days) {
  if (p.kind == Kind::denunciation) return denounce_further(words, p);
  const bool is_decided = p.state == State::answered;
  if (!is_settled(matter_of(p)) || (!is_decided && !days)) return {};
  const std::string lead =
      words.tr(is_decided ? N_("You do not agree?") : N_("It was not settled in time.")) + " ";
  if (!days || is_of_the_nation(words, p.body))
    return lead + words.locale.tr(N_("You may sue in an administrative court ({law})."),
                                  {{"law", "Luật Khiếu nại 02/2011/QH13, Điều 7, Điều 42"}});
  const char* said =
      words.today <= days->date
          ? N_("You may complain a second time, to the body above, until the end of {date}, on a "
               "signed paper with the first decision; or sue in an administrative court ({law}).")
          : N_("The last day for a second complaint was {date}: later it is taken only where a "
               "good cause kept you from it. You may also sue in an administrative court ({law}).");
  return lead + words.locale.tr(said, {{"date", words.locale.date(days->date)},
                                       {"law", transition(p, Verb::complain_again)->article}});
}

/// That the decision which ended it comes in writing, and until when who complained may go on.
std::string after_ending(const Wording& words, const Petition& p,
                         const std::optional<rules::DueDate>& notice,
                         const std::optional<rules::DueDate>& days) {
  std::string said;
  if (notice)
    said =
        words.locale.tr(N_("The body must send you the decision by {date} at the latest ({law})."),
                        {{"date", words.locale.date(notice->date)}, {"law", notice->basis}});
  if (!days) return said;
  const char* more =
      words.today <= days->date
          ? N_("You may go on with your complaint until the end of {date}, on a signed paper to "
               "that body; after that it is not accepted any more ({law}).")
          : N_("The last day on which you could have gone on with your complaint was {date} "
               "({law}).");
  said += said.empty() ? "" : " ";
  return said + words.locale.tr(more, {{"date", words.locale.date(days->date)},
                                       {"law", transition(p, Verb::pursue)->article}});
}

}  // namespace

http::Response show_petition(const http::Request& request, const Services& services,
                             std::string_view code, Eyes eyes) {
  const Turn turn(request, services);
  auto book = services.rules.book();
  const crypto::KeyFile& keys = services.keys.get();
  const Env env = Env::of(services, *book);
  std::optional<rules::Limit> limit;
  std::optional<rules::DueDate> days;
  std::vector<pages::Fact> origins;
  std::vector<files::File> files;
  auto story = services.database.read([&](db::Tx& tx) {
    auto loaded = load_story(tx, *turn.directory, code);
    if (loaded) loaded->place_now = place_now(tx, loaded->petition, services.clock.today());
    if (loaded && eyes == Eyes::author && has_sealed_words(loaded->petition))
      fill_in(*loaded, people::open_words(tx, keys, subject_of(loaded->petition.id)));
    if (auto* officer = people::find_principal(request); loaded && officer)
      loaded->for_desk = may_read(tx, *officer, loaded->petition);
    if (loaded) files = files_to_show(tx, loaded->petition, eyes == Eyes::author);
    if (loaded)
      origins = origin_facts(turn.words,
                             services.records.origins_of(tx, subject_of(loaded->petition.id)));
    if (loaded) limit = limit_of(tx, *book, loaded->petition, loaded->petition.clock.rule);
    if (loaded && eyes == Eyes::author)
      days = days_to(tx, env, loaded->petition,
                     loaded->petition.state == State::ended ? Verb::pursue : Verb::complain_again);
    return loaded;
  });
  if (!story) return http::Response::not_found();
  auto done = done_of(request, services, story->petition.code);
  if (story->petition.visibility != Visibility::open && eyes == Eyes::anybody)
    return show_not_public(request, story->petition.code, std::move(done));
  PetitionPage page = make_page(request, turn.words, *story, limit, *book, eyes);
  page.facts.insert(page.facts.begin(), origins.begin(), origins.end());
  page.frame.flash = std::move(done);
  page.files =
      files::items_of(turn.words.locale, services.clock, keys, files,
                      eyes == Eyes::author ? files::Reader::sender : files::Reader::anybody);
  if (eyes == Eyes::author)
    page.disagree = story->petition.state == State::ended
                        ? after_ending(turn.words, story->petition, notice_due(*book, *story), days)
                        : disagree_with(turn.words, story->petition, days);
  auto response = pages::render(request, views::petition_page, page);
  if (story->petition.visibility != Visibility::open)
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
                 },
                 {.may_be_kept = true});
}

}  // namespace gandan::petitions
