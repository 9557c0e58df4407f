#include "contexts/petitions/desk/deeds.hpp"
#include "contexts/petitions/letters/subscriptions.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/held_by.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/sealed_identities.hpp"

namespace gandan::petitions {
namespace {

constexpr int list_length = 30;

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
  if (auto subscription = find_subscription(tx, p.code))
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
  const bool decides = desk.officer.may_somewhere(Permission::synthesise);
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

/// What an officer seldom does with a petition.
bool is_rare(Task task) {
  return task == Task::give_back || task == Task::withdraw || task == Task::hide ||
         task == Task::place || task == Task::title;
}

void add_tasks(const Desk& desk, db::Tx& tx, const Petition& p, OpenPetition& open) {
  constexpr std::size_t shown_at_once = 5;
  const auto tasks = tasks_for(desk, tx, p);
  bool is_first = true;
  for (Task task : tasks) {
    const TaskWords& words = words_of(task);
    if (task == Task::accept && !is_settled(matter_of(p))) {
      open.presses.push_back({desk.tr(words.label), desk.action(p.code, words.name), words.key,
                              state_seen(desk, tx, subject_of(p.id))});
      continue;
    }
    std::string href =
        task == Task::answer ? desk.action(p.code, words.name) : desk.href(p.code, words.name);
    auto& among = tasks.size() > shown_at_once && is_rare(task) ? open.rarer : open.actions;
    const bool adds = task == Task::answer && p.answer;
    among.push_back({.label = desk.tr(adds ? N_("Add to the answer") : words.label),
                     .href = std::move(href),
                     .key = words.key,
                     .weight = is_first ? pages::Weight::main : pages::Weight::quiet});
    is_first = false;
  }
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

std::string account_name(db::Tx& tx, people::UserId user) {
  auto account = people::find_account(tx, user);
  return account ? account->name : std::string();
}

/// The form that opens its words, or that they are open; and who opened them before.
void add_sealed_words(const Desk& desk, db::Tx& tx, const Petition& p, OpenPetition& open) {
  if (!has_sealed_parts(tx, p)) return;
  open.is_masked = !has_sealed_words(p);
  const i18n::Locale& locale = desk.words.locale;
  for (people::WordsReading& reading : people::readings_of(tx, subject_of(p.id)))
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
  open.reading_href =
      open.is_masked ? desk.href(p.code, words_of(Task::words).name) : desk.href(p.code);
  if (open.is_masked) return;
  open.opening = form_of(desk, tx, p, Task::words);
  open.opening->words->focus = false;  // no key opened it
  open.notice = desk.tr(N_("What it says is sealed. It is noted who opens it, when and why."));
}

/// Who opens a sealed identity is seen by those who may open it themselves.
void add_sealed(const Desk& desk, db::Tx& tx, const Petition& p, OpenPetition& open) {
  if (p.kind != Kind::denunciation ||
      !people::may_at(tx, desk.officer, people::Permission::open_sealed_identity, units_of(p)))
    return;
  open.identity_href = desk.href(p.code, words_of(Task::identity).name);
  for (people::Opening& opening : people::openings_of(tx, subject_of(p.id))) {
    open.openings.push_back({.label = desk.words.locale.date_time(opening.at),
                             .value = account_name(tx, opening.user),
                             .note = std::move(opening.reason)});
  }
}

/// "Commune level, Tỉnh Lạng Sơn": where a sealed case comes from, as far as a list may say.
std::string level_of(const Desk& desk, db::Tx& tx, const ListRow& row) {
  auto place = row.place ? units::find_unit(tx, *row.place) : std::nullopt;
  const std::string province = desk.words.unit(row.province);
  if (!place) return province.empty() ? desk.tr(N_("Place not known")) : province;
  const char* level = place->level == units::Level::nation     ? N_("National level")
                      : place->level == units::Level::province ? N_("Province level")
                      : place->level == units::Level::district ? N_("District level")
                                                               : N_("Commune level");
  return desk.tr(level) + (province.empty() ? "" : ", " + province);
}

/// A row of which no word may be shown is known by the rest.
void tell_apart(const Desk& desk, db::Tx& tx, const ListRow& row, pages::Card& card) {
  card.place = level_of(desk, tx, row);
  card.title = desk.words.locale.tr(
      N_("Received on {date}"), {{"date", desk.words.locale.date(civil_date(row.received_at))}});
}

/// What an officer can do where nothing is listed.
pages::EmptyState empty_of(const Desk& desk) {
  using people::Permission;
  const people::Principal& officer = desk.officer;
  if (!boxes_for(officer).empty())
    return {.title = desk.tr(N_("Nothing here")),
            .text = desk.tr(officer.may_somewhere(Permission::register_cases)
                                ? N_("This list is empty. Look at another, or enter what came on "
                                     "paper.")
                                : N_("This list is empty. Look at another."))};
  pages::EmptyState empty{.title = desk.tr(N_("No petitions come to you")),
                          .text = desk.tr(N_("Your roles give you none to read."))};
  if (officer.may_somewhere(Permission::administer_accounts))
    empty.actions.push_back({desk.tr(N_("Accounts")), "/admin/accounts"});
  if (officer.may_everywhere(Permission::administer_rules)) {
    empty.actions.push_back({desk.tr(N_("Limits")), "/admin/rules"});
    empty.actions.push_back({desk.tr(N_("Working days")), "/admin/calendar"});
  }
  if (!empty.actions.empty())
    empty.text =
        desk.tr(N_("You administer: who works here with which role, by which limits and days off. "
                   "Petitions are read by who receives and who answers them."));
  return empty;
}

/// The form in the pane, where there is one: Enter in a field that finds something only looks.
const WorkForm* form_in(const OpenPetition& open) {
  if (open.form) return &*open.form;
  return open.opening ? &*open.opening : nullptr;
}

}  // namespace

OpenPetition open_petition(const Desk& desk, db::Tx& tx, const Story& story) {
  const Petition& p = story.petition;
  auto book = desk.services.rules.book();
  const auto limit = limit_of(tx, *book, p, p.clock_rule);
  OpenPetition open{.code = p.code,
                    .kind = desk.tr(label(p.kind)),
                    .title = heading_of(p),
                    .channel = desk.tr(label(p.channel)),
                    .public_href = "/petitions/" + p.code,
                    .received = civil_date(p.received_at)};
  open.due = due_of(desk.words, p.state, p.due_at, p.answered_at, p.kind);
  open.status = badge_of(desk.words, p.state, p.outcome);
  open.promise = promise_of(desk.words, story, limit);
  open.notice = notice_of(desk, p);
  if (p.text.empty()) {
    open.title = open.kind;
  } else {
    open.paragraphs = paragraphs_under(open.title, p.text);
  }
  add_tasks(desk, tx, p, open);
  if (p.state == State::received && !p.text.empty()) open.proposals = proposals_of(desk, tx, p);
  open.topics = topics_in_words(desk, tx, p);
  open.similar = similar_to(desk, tx, p);
  open.facts = facts_of(desk, tx, story);
  add_sealed_words(desk, tx, p, open);
  add_sealed(desk, tx, p, open);
  open.answers = answers_of(desk.words, story);
  open.timeline = timeline_of(desk.words, story, limit, Telling::among_officers);
  return open;
}

std::string next_after(const Desk& desk, db::Tx& tx, const Petition& petition) {
  if (!desk.box) return {};
  Filter filter = filter_of(tx, desk.services.clock, desk.officer, *desk.box);
  Page page = list(tx, desk.services.clock, filter, 100, desk.after);
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    if (page.rows[i].id != petition.id) continue;
    if (i + 1 < page.rows.size()) return page.rows[i + 1].code;
    return i > 0 ? page.rows[i - 1].code : std::string();
  }
  return {};
}

DeskPage desk_page(const Desk& desk, db::Tx& tx, std::optional<OpenPetition> open, bool reading) {
  std::string heading = open && reading ? open->title : desk.tr(N_("My desk"));
  DeskPage page{.frame = desk.frame(std::move(heading)), .rail = desk.rail(tx), .reading = reading};
  if (std::string said = said_of_deed(desk, tx); !said.empty())
    page.frame.flash = pages::Flash{std::move(said)};
  page.empty = empty_of(desk);
  if (desk.box) {
    page.box = name(*desk.box);
    page.title = desk.tr(label(*desk.box));
    Page rows =
        list(tx, desk.services.clock, filter_of(tx, desk.services.clock, desk.officer, *desk.box),
             list_length, desk.after);
    for (const ListRow& row : rows.rows) {
      pages::Card& card = page.cards.emplace_back(card_of(desk.words, row));
      if (row.title.empty()) tell_apart(desk, tx, row, card);
      card.href = desk.href(row.code);
      card.current = open && open->code == row.code;
    }
    std::string first = "/desk?in=" + page.box;
    if (desk.after) page.pager.newer_href = first;
    if (rows.next) page.pager.older_href = first + "&after=" + rows.next->text();
  } else {
    page.title = desk.tr(N_("My desk"));
  }
  if (const WorkForm* form = open ? form_in(*open) : nullptr) {
    page.frame.live = form->finder.has_value();
    page.frame.form = pages::PageForm{.id = "work"};
    if (form->finder) page.frame.form = pages::PageForm{"work", "look", "yes"};
  }
  page.open = std::move(open);
  return page;
}

}  // namespace gandan::petitions
