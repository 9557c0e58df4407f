#include <algorithm>
#include <charconv>
#include <set>

#include "contexts/petitions/desk/decisions.hpp"
#include "contexts/petitions/desk/deeds.hpp"
#include "contexts/petitions/desk/settings.hpp"
#include "contexts/petitions/intake/place_choice.hpp"
#include "contexts/petitions/lists/body_search.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/units/bodies.hpp"
#include "kernel/units/competence.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/personal_data.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr int most_titles_searched = 5000;

Choice kinds_of(const Desk& desk, Kind chosen) {
  Choice choice{.field = {.name = "kind", .label = desk.tr(N_("Kind"))}};
  for (Kind kind : kinds)
    choice.options.push_back({std::string(name(kind)), desk.tr(label(kind)), "", kind == chosen});
  return choice;
}

Choice fields_of(const Desk& desk, const Petition& petition) {
  Choice choice{.field = {.name = "field", .label = desk.tr(N_("Field"))}};
  const auto likely = likely_field(desk, petition);
  std::string_view typed = desk.request.form.get("field");
  choice.options.push_back({"", desk.tr(N_("not known yet"))});
  for (const units::Field& field : desk.directory->fields()) {
    std::string id = std::to_string(field.id.value);
    bool chosen = typed.empty() ? likely == field.id : typed == id;
    choice.options.push_back({id, desk.words.field(field.id), "", chosen});
  }
  return choice;
}

/// Any body, by its name.
pages::Finder other_body(const Desk& desk, const Petition& petition, const http::Fields& typed) {
  pages::Finder finder{.field = {.name = "other",
                                 .label = desk.tr(N_("Another body")),
                                 .hint = desk.tr(N_("A part of its name, with or without marks.")),
                                 .value = std::string(typed.get("other")),
                                 .optional = true},
                       .choice = "body",
                       .live_href = desk.action(petition.code, "bodies")};
  finder.offers = offer_bodies(desk, petition, finder.field.value);
  return finder;
}

void fill_route(const Desk& desk, db::Tx& tx, const Petition& petition, const http::Fields& typed,
                WorkForm& form) {
  form.heading = desk.tr(N_("Who can decide this?"));
  if (petition.kind == Kind::denunciation)
    form.hint = desk.tr(
        N_("Look the body up by its name. It must not be the office of who is denounced: about the "
           "head of an office the one above decides."));
  Choice choice{.field = {.name = "body", .label = desk.tr(N_("Body")), .focus = true}};
  std::string_view chosen = typed.get("body");
  UnitId first;
  for (const BodyProposal& proposal : propose_bodies(desk, tx, petition)) {
    std::string id = std::to_string(proposal.body.value);
    bool is_first = choice.options.empty();
    // What is only guessed is to be chosen; the body that has it already is there to be corrected.
    const bool preset = is_first && proposal.sure && proposal.body != petition.body;
    if (preset) first = proposal.body;
    choice.options.push_back(
        {id, desk.words.unit(proposal.body), proposal.why, chosen.empty() ? preset : chosen == id});
  }
  Kind kind = parse_kind(typed.get("kind")).value_or(petition.kind);
  form.finder = other_body(desk, petition, typed);
  form.finder->field.focus = choice.options.empty();
  if (!choice.options.empty()) form.choice = std::move(choice);
  form.selects.push_back(fields_of(desk, petition));
  form.selects.push_back(kinds_of(desk, kind));
  form.words = pages::Field{.name = "words",
                            .label = desk.tr(N_("A word to that body")),
                            .hint = desk.tr(N_("Not shown in public.")),
                            .value = std::string(typed.get("words")),
                            .optional = true,
                            .max_length = static_cast<int>(longest_reason),
                            .rows = 2};
  bool remote = petition.place && units::is_remote(tx, *petition.place, desk.words.today);
  const Matter matter = matter_of(kind, petition.channel, petition.asked_by, petition.nameless);
  const Stage stage = first_stage(matter);
  auto due = desk.services.rules.book()->due(rule_of(matter, stage), desk.services.clock.now(),
                                             {.remote = remote, .body = first});
  const rules::Limit* limit =
      desk.services.rules.book()->find(rule_of(matter, stage), desk.words.today, first);
  if (due && limit)
    form.promise = pages::Promise{
        .body = first ? desk.words.unit(first) : desk.tr(N_("The responsible body")),
        .due = {.date = due->date, .today = desk.words.today},
        .limit = limit_in_words(desk.words.locale, due->value, due->unit),
        .basis = basis_of(desk.words.locale, *limit),
        .duty = desk.tr(stage == Stage::check ? N_("say whether it is accepted") : N_("answer"))};
}

std::vector<TopicTitle> topics_near(const Desk& desk, db::Tx& tx, const Petition& petition,
                                    std::string_view typed) {
  std::vector<TopicTitle> found;
  auto add = [&](TopicTitle topic) {
    bool is_there = std::any_of(found.begin(), found.end(),
                                [&](const TopicTitle& other) { return other.code == topic.code; });
    if (!is_there && found.size() < 12) found.push_back(std::move(topic));
  };
  for (TopicOfPetition& topic : topics_of(tx, petition.id))
    add({std::move(topic.code), std::move(topic.title)});
  for (const SimilarPetition& similar :
       desk.advisor.similar(tx, matching_text(petition), 8, false, petition.id))
    if (similar.row.topic)
      if (auto topic = find_topic(tx, *similar.row.topic)) add({topic->code, topic->title});
  std::string key = text::fold(typed);
  if (!key.empty())
    for (TopicTitle& topic : topic_titles(tx, most_titles_searched))
      if (text::fold(topic.title).find(key) != std::string::npos) add(std::move(topic));
  return found;
}

void fill_topic(const Desk& desk, db::Tx& tx, const Petition& petition, const http::Fields& typed,
                WorkForm& form) {
  form.heading = desk.tr(N_("Which topic does it belong to?"));
  form.hint = desk.tr(N_("Everybody in a topic gets the same answer, and stays visible in it."));
  Choice choice{.field = {.name = "topic", .label = desk.tr(N_("Topic")), .focus = true}};
  for (TopicTitle& topic : topics_near(desk, tx, petition, typed.get("words")))
    choice.options.push_back({topic.code, topic.title, topic.code, choice.options.empty()});
  choice.options.push_back(
      {"find", desk.tr(N_("Find another by the words below")), "", choice.options.empty()});
  choice.options.push_back({"new", desk.tr(N_("A new topic with the title below"))});
  form.choice = std::move(choice);
  form.words = pages::Field{.name = "words",
                            .label = desk.tr(N_("Words of its title")),
                            .value = std::string(typed.get("words")),
                            .optional = true,
                            .max_length = 200,
                            .rows = 2};
}

/// The sender's own words are there to be found a unit for.
void fill_place(const Desk& desk, const Petition& petition, const http::Fields& typed,
                WorkForm& form) {
  form.heading = desk.tr(N_("Where is it?"));
  pages::Finder finder{
      .field = {.name = "place",
                .label = desk.tr(N_("Place")),
                .hint = desk.tr(N_("With or without marks; old names work too.")),
                .value = typed.has("place") ? std::string(typed.get("place")) : petition.place_text,
                .focus = true}};
  finder.offers = place_offers(desk.services.database, desk.services.clock, desk.words.locale,
                               finder.field.value);
  form.finder = std::move(finder);
}

void fill_title(const Desk& desk, const Petition& petition, const http::Fields& typed,
                WorkForm& form) {
  form.heading = desk.tr(N_("By which title is it found?"));
  form.words = pages::Field{
      .name = "words",
      .label = desk.tr(N_("Title")),
      .hint = desk.tr(N_("One line that says what it is about, without names. The sender sees that "
                         "an officer worded it.")),
      .value = typed.has("words") ? std::string(typed.get("words")) : petition.title,
      .required = true,
      .max_length = 200,
      .rows = 2,
      .focus = true};
}

/// What is found in it is ticked; names that are none by their form alone are proposed to be read.
void fill_mask(const Desk& desk, const Petition& petition, const http::Fields& typed,
               WorkForm& form) {
  form.heading = desk.tr(N_("What is masked before all can read it?"));
  form.hint = desk.tr(
      N_("As it was sent it lies under the seal from then on, and it is noted who opens it."));
  const auto ticked = typed.all("found");
  Choice ticks{.field = {.name = "found", .label = desk.tr(N_("Found in it"))}};
  std::string names;
  std::set<std::string> told;
  for (const std::string* shown :
       {&petition.title, &petition.text, &petition.asked_by, &petition.place_text})
    for (const text::PersonalSpan& span : text::find_personal_data(*shown)) {
      std::string found = shown->substr(span.begin, span.end - span.begin);
      if (!told.insert(found).second) continue;
      if (!span.is_certain) {
        names += (names.empty() ? "" : ", ") + found;
        continue;
      }
      const bool chosen =
          typed.empty() || std::find(ticked.begin(), ticked.end(), found) != ticked.end();
      ticks.options.push_back({found, found, "", chosen});
    }
  if (!ticks.options.empty()) form.ticks = std::move(ticks);
  form.words = pages::Field{
      .name = "words",
      .label = desk.tr(N_("Names and other words to mask, one a line")),
      .hint = names.empty()
                  ? std::string()
                  : desk.words.locale.tr(N_("It may name somebody: {names}."), {{"names", names}}),
      .value = std::string(typed.get("words")),
      .optional = true,
      .max_length = static_cast<int>(longest_reason),
      .rows = 3,
      .focus = true};
}

struct WordsAsked {
  Task task;
  const char* heading;
  const char* label;
  const char* hint;
};
constexpr WordsAsked words_asked[] = {
    {Task::ask, N_("What do you need to know?"), N_("Your question"),
     N_("The sender reads it. The clock of a proposal or report stands until they reply; that of a "
        "complaint or denunciation goes on.")},
    {Task::send_back, N_("Why is it not for you?"), N_("Reason"),
     N_("Say which body you think is responsible. The public does not see this.")},
    {Task::extend, N_("Why does it need more time?"), N_("Reason"),
     N_("The sender and the public read it.")},
    {Task::give_back, N_("Why is it given back?"), N_("Reason, and where to turn"),
     N_("The sender reads it. Name the body that they can turn to.")},
    {Task::widen_check, N_("Why must it be checked at several places?"), N_("Reason"),
     N_("The sender reads it.")},
    {Task::supplement, N_("What did the sender reply?"), N_("The reply"),
     N_("As the letter, the call or the visit says it. It is noted that you entered it.")},
    {Task::hide, N_("Why is it hidden?"), N_("Reason"), N_("The sender reads it.")},
    {Task::words, N_("Why do you open it?"), N_("Reason"),
     N_("It is noted that you opened it, with your name, the time and this reason, for all who "
        "handle it. Do not repeat here what the letter says. It stays open to you for today.")},
    {Task::identity, N_("Why must you know who denounces?"), N_("Reason"),
     N_("It is kept in the journal, with your name and the time.")},
};

void fill_words(const Desk& desk, Task task, const http::Fields& typed, WorkForm& form) {
  for (const WordsAsked& asked : words_asked) {
    if (asked.task != task) continue;
    form.heading = desk.tr(asked.heading);
    form.words = pages::Field{
        .name = "words",
        .label = desk.tr(asked.label),
        .hint = desk.tr(asked.hint),
        .value = std::string(typed.get("words")),
        .required = true,
        .max_length = static_cast<int>(task == Task::supplement ? longest_reply : longest_reason),
        .rows = 4,
        .focus = true};
  }
}

}  // namespace

WorkForm form_of(const Desk& desk, db::Tx& tx, const Petition& petition, Task task,
                 const http::Fields& typed, const std::vector<pages::FieldError>& errors) {
  const TaskWords& words = words_of(task);
  WorkForm form{.action = desk.action(petition.code, words.name),
                .seen = state_seen(desk, tx, subject_of(petition.id)),
                .verb = desk.tr(words.label),
                .cancel_href = desk.href(petition.code),
                .errors = errors};
  form.grave = task == Task::give_back || task == Task::withdraw || task == Task::identity ||
               task == Task::decline || task == Task::end;
  if (task == Task::route) {
    fill_route(desk, tx, petition, typed, form);
  } else if (task == Task::topic) {
    fill_topic(desk, tx, petition, typed, form);
  } else if (task == Task::place) {
    fill_place(desk, petition, typed, form);
  } else if (is_paper(task, petition)) {
    fill_paper(desk, tx, petition, task, typed, errors, form);
  } else if (task == Task::go_on) {
    fill_going_on(desk, typed, errors, form);
  } else if (is_decision(task, petition)) {
    fill_decision(desk, petition, task, typed, errors, form);
  } else if (task == Task::title) {
    fill_title(desk, petition, typed, form);
  } else if (task == Task::mask) {
    fill_mask(desk, petition, typed, form);
  } else if (task == Task::withdraw) {
    form.heading = desk.tr(N_("The sender takes it back?"));
    form.hint = desk.tr(N_("Only on the sender's own word. It cannot be undone."));
  } else if (task == Task::publish) {
    form.heading = desk.tr(N_("Show it to everybody?"));
    form.hint =
        identifies_somebody(petition.title + "\n" + petition.text)
            ? desk.tr(N_("A name or number that identifies somebody was found in it. Show it only "
                         "if that may be read by all."))
            : desk.tr(N_("Nothing in it seems to identify anybody, and the sender agrees to "
                         "publication."));
  } else {
    fill_words(desk, task, typed, form);
  }
  if (form.words)
    for (const pages::FieldError& error : errors)
      if (error.field == form.words->name) form.words->error = error.message;
  if (form.choice)
    for (const pages::FieldError& error : errors)
      if (error.field == form.choice->field.name) form.choice->field.error = error.message;
  if (form.finder)
    for (const pages::FieldError& error : errors)
      if (error.field == form.finder->field.name) form.finder->field.error = error.message;
  return form;
}

}  // namespace gandan::petitions
