#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/held_by.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/sealed_identities.hpp"

namespace gandan::petitions {
namespace {

/// Only what the body needs to know; the identity of a denouncer is not among it.
std::vector<pages::Fact> facts_of(const Desk& desk, db::Tx& tx, const Story& story) {
  const Petition& p = story.petition;
  std::vector<pages::Fact> facts;
  auto add = [&](const char* label, std::string value) {
    if (!value.empty()) facts.push_back({desk.tr(label), std::move(value)});
  };
  add(N_("Asked by"), p.asked_by);
  if (auto contact = contact_of(tx, p.id)) {
    add(N_("Full name"), contact->name);
    add(N_("Address"), contact->address);
    add(N_("Telephone"), contact->phone);
    add(N_("E-mail"), contact->email);
  }
  if (auto subscription = letters::find_subscription(tx, p.code))
    add(N_("Letters"), desk.tr(label(state_of(*subscription))));
  if (auto notice = notice_due(*desk.services.rules.book(), story))
    add(N_("Decision to be sent by"), desk.words.locale.date(notice->date) + ", " + notice->basis);
  add(N_("Place"), story.place);
  if (auto field = p.state == State::received ? likely_field(desk, p) : p.field) {
    add(N_("Field"), desk.words.field(field));
    if (!p.field) facts.back().note = desk.tr(N_("as it seems"));
  }
  add(N_("Body that answers"), story.body);
  add(N_("Addressed to"), p.addressed_to);
  if (story.joins > 0)
    add(N_("Who asks the same"),
        desk.words.locale.ntr("{n} more person", "{n} more people", story.joins, {}));
  return facts;
}

/// What is confirmed for who answers too; what is proposed for those who decide about it.
std::vector<Related> topics_in_words(const Desk& desk, db::Tx& tx, const Petition& petition) {
  using people::Permission;
  std::vector<Related> out;
  const bool decides = desk.officer.may_somewhere(synthesise);
  if (!decides && !desk.officer.may_somewhere(Permission::answer)) return out;
  for (TopicOfPetition& topic : topics_of(tx, petition.id)) {
    if (topic.membership != Membership::confirmed && !decides) continue;
    std::string note =
        desk.tr(topic.membership == Membership::confirmed ? N_("confirmed") : N_("proposed"));
    if (std::string why = in_words(topic.reason, desk.words.locale); !why.empty())
      note += ": " + why;
    out.push_back({std::move(topic.title), "/desk/topics/" + topic.code, std::move(note)});
  }
  return out;
}

std::vector<Related> similar_to(const Desk& desk, db::Tx& tx, const Petition& petition) {
  std::vector<Related> out;
  if (is_sealed(petition)) return out;
  for (const SimilarPetition& similar :
       desk.advisor.similar(tx, matching_text(petition), 5, false, petition.id))
    out.push_back({similar.row.title, "/petitions/" + similar.row.code,
                   in_words(similar.why, desk.words.locale)});
  return out;
}

std::vector<pages::Fact> proposals_of(const Desk& desk, db::Tx& tx, const Petition& petition) {
  std::vector<pages::Fact> out;
  for (BodyProposal& proposal : propose_bodies(desk, tx, petition))
    out.push_back({desk.words.unit(proposal.body), std::move(proposal.why)});
  return out;
}

/// A second answer keeps the first.
void say_that_it_adds(const Desk& desk, const Petition& p, OpenPetition& open) {
  const auto rename = [&](std::vector<desk::Step>& steps) {
    for (auto& [action, seen] : steps)
      if (action.href == desk.action(p.code, name(Verb::answer)))
        action.label = desk.tr(N_("Add to the answer"));
  };
  rename(open.steps);
  for (desk::StepGroup& group : open.others) rename(group.steps);
}

std::string notice_of(const Desk& desk, const Petition& p) {
  if (p.text.empty())
    return desk.tr(
        N_("Its words cannot be opened here: this server does not hold their key. Ask the "
           "administrator for the key file."));
  if (p.kind == Kind::denunciation)
    return desk.tr(N_("A denunciation: nothing of it is public, and who denounces is sealed."));
  if (p.kind == Kind::complaint) return desk.tr(N_("A complaint: nothing of its words is public."));
  if (p.visibility == Visibility::sealed)
    return desk.tr(N_("It came as a complaint or a denunciation: nothing of its words is public."));
  if (p.consent_unsaid)
    return desk.tr(
        N_("The letter does not say whether it may be published: only officers read it."));
  if (p.publication_refused)
    return desk.tr(N_("The sender does not agree to publication: only officers read it."));
  if (p.visibility == Visibility::held) {
    const std::string reasons = reasons_of(held_by(desk.words.locale, p.text + "\n" + p.title));
    if (reasons.empty()) return desk.tr(N_("Not in the public lists until an officer shows it."));
    return desk.words.locale.tr(
        N_("Not in the public lists until an officer shows it: there is {reasons} in it."),
        {{"reasons", reasons}});
  }
  return {};
}

/// A body that was told nothing would go on as if it had not been.
std::string taken_back(const Desk& desk, const Petition& p) {
  const auto withdrawal = transition(p, Verb::withdraw);
  if (!p.withdrawal_at || !withdrawal) return {};
  const char* said = p.kind == Kind::denunciation
                         ? N_("Taken back by a signed paper on {date}. The clock runs on until it "
                              "is decided: it ends, or is settled all the same ({law}).")
                         : N_("Taken back by a signed paper on {date}. The clock runs on until it "
                              "is ended by decision ({law}).");
  return desk.words.locale.tr(said, {{"date", desk.words.locale.date(civil_date(*p.withdrawal_at))},
                                     {"law", withdrawal->article}});
}

std::string account_name(db::Tx& tx, people::UserId user) {
  auto account = people::find_account(tx, user);
  return account ? account->name : std::string();
}

/// The form that opens its words, or that they are open; and who opened them before.
void add_sealed_words(const Desk& desk, db::Tx& tx, const Petition& p, OpenPetition& open) {
  if (!has_sealed_parts(tx, p)) return;
  open.is_masked = !has_sealed_words(p);
  const i18n::Locale& locale = desk.words.locale;
  for (people::WordsReading& reading :
       people::readings_of(tx, desk.services.keys.get(), subject_of(p.id)))
    open.readings.push_back(
        {.label = reading.at.micros > 0 ? locale.date_time(reading.at) : locale.date(reading.day),
         .value = account_name(tx, reading.user),
         .note = std::move(reading.reason)});
  if (auto mine = reading_of_today(desk, tx, p)) {
    if (p.text.empty()) return;
    open.notice += open.notice.empty() ? "" : " ";
    open.notice += locale.tr(N_("You opened its words on {time}; it is noted below."),
                             {{"time", locale.date_time(mine->at)}});
    return;
  }
  open.reading_href = open.is_masked ? desk.href(p.code, "words") : desk.href(p.code);
  if (open.is_masked) return;
  open.opening = desk::form_of<OnDesk>(desk, tx, p, "words");
  open.opening->words->focus = false;  // no key opened it
  open.notice = desk.tr(N_("What it says is sealed. It is noted who opens it, when and why."));
}

/// Who opens a sealed identity is seen by those who may open it themselves.
void add_sealed(const Desk& desk, db::Tx& tx, const Petition& p, OpenPetition& open) {
  if (p.kind != Kind::denunciation ||
      !people::may_at(tx, desk.officer, people::Permission::open_sealed_identity, units_of(p)))
    return;
  open.identity_href = desk.href(p.code, "identity");
  for (people::Opening& opening :
       people::openings_of(tx, desk.services.keys.get(), subject_of(p.id))) {
    open.openings.push_back({.label = desk.words.locale.date_time(opening.at),
                             .value = account_name(tx, opening.user),
                             .note = std::move(opening.reason)});
  }
}

/// The form of what no task opens: ?do=identity, ?do=words.
void add_form_asked_for(const Desk& desk, db::Tx& tx, const Petition& p, OpenPetition& open) {
  const std::string_view asked = desk.request.query.get("do");
  const bool is_there = (asked == "identity" && !open.identity_href.empty()) ||
                        (asked == "words" && open.is_masked);  // else it is there without asking
  if (is_there) open.form = desk::form_of<OnDesk>(desk, tx, p, asked);
}

}  // namespace

OpenPetition OnDesk::open(const Desk& desk, db::Tx& tx, const Story& story) {
  const Petition& p = story.petition;
  auto book = desk.services.rules.book();
  const auto limit = limit_of(tx, *book, p, p.clock.rule);
  OpenPetition open{{.code = p.code,
                     .kind = desk.tr(label(p.kind)),
                     .title = p.title,
                     .channel = desk.tr(label(p.channel)),
                     .public_href = "/petitions/" + p.code,
                     .received = civil_date(p.received_at)}};
  open.due = due_of(desk.words, p.state, p.clock.due_at, p.answered_at, p.kind);
  open.status = badge_of(desk.words, p.state, p.outcome);
  open.promise = promise_of(desk.words, story, limit);
  open.notice = notice_of(desk, p);
  open.taken_back = taken_back(desk, p);
  if (p.text.empty()) {
    open.title = open.kind;
  } else {
    open.paragraphs = paragraphs_under(open.title, p.text);
  }
  offer_files(desk, tx, p, open);
  desk::add_tasks<OnDesk>(desk, tx, p, open);
  if (p.answer) say_that_it_adds(desk, p, open);
  if (p.state == State::received && !p.text.empty()) open.proposals = proposals_of(desk, tx, p);
  open.topics = topics_in_words(desk, tx, p);
  open.similar = similar_to(desk, tx, p);
  open.facts = origin_facts(desk.words, desk.services.records.origins_of(tx, subject_of(p.id)));
  for (pages::Fact& fact : facts_of(desk, tx, story)) open.facts.push_back(std::move(fact));
  add_sealed_words(desk, tx, p, open);
  add_sealed(desk, tx, p, open);
  open.answers = answers_of(desk.words, story);
  open.letters = letters_on_desk(desk, tx, story);
  add_form_asked_for(desk, tx, p, open);
  open.timeline = timeline_of(desk.words, story, limit, Telling::among_officers);
  return open;
}

}  // namespace gandan::petitions
