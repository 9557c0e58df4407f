#include "contexts/petitions/desk/forms.hpp"

#include <algorithm>
#include <set>

#include "contexts/petitions/desk/decisions.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/turn/place_choice.hpp"
#include "kernel/units/places.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/personal_data.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr int most_titles_searched = 5000;

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

}  // namespace

void fill_topic(const Work& at, const http::Fields& typed, WorkForm& form) {
  const auto& [desk, tx, petition, task] = at;
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

Refused put_into_topic(const Work& at, const Env& env) {
  const auto& [desk, tx, petition, task] = at;
  const http::Fields& form = desk.request.form;
  std::string_view chosen = form.get("topic");
  auto wrong = [&at](const char* message) { return Refused{{"words", at.desk.tr(message)}}; };
  if (chosen == "find") return wrong(N_("Choose one of the topics found, or write other words."));
  TopicChanged changed = fail(TopicError::not_found);
  if (chosen == "new") {
    changed = start_topic(tx, env, desk.act(), petition.id, form.get("words"));
  } else if (auto topic = find_topic(tx, chosen)) {
    changed = confirm(tx, env, desk.act(), topic->id, {petition.id});
  }
  if (changed) return {};
  if (changed.error() == TopicError::title_missing)
    return wrong(N_("Write the title of the new topic."));
  return wrong(changed.error() == TopicError::not_found ? N_("Choose a topic.")
                                                        : message_of(MoveError::not_yours));
}

/// The sender's own words are there to be found a unit for.
void fill_place(const Work& at, const http::Fields& typed, WorkForm& form) {
  const auto& [desk, tx, petition, task] = at;
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

Refused place_it(const Work& at, const Env& env) {
  const auto& [desk, tx, petition, task] = at;
  const http::Fields& form = desk.request.form;
  auto area = parse_id<UnitId>(form.get("unit"));
  if (!area) area = units::find_exact_place(tx, form.get("place"), desk.words.today);
  if (!area) return {{"place", desk.tr(N_("Choose which place you mean."))}};
  return refused(desk, place(tx, env, desk.act(), petition.id, *area), "place");
}

void fill_title(const Work& at, const http::Fields& typed, WorkForm& form) {
  const auto& [desk, tx, petition, task] = at;
  form.heading = desk.tr(N_("Which title says what it is about?"));
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
void fill_mask(const Work& at, const http::Fields& typed, WorkForm& form) {
  const auto& [desk, tx, petition, task] = at;
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

namespace {

/// What is ticked of what was found, and what the officer wrote besides, one a line.
std::vector<std::string> words_to_mask(const Desk& desk) {
  std::vector<std::string> words;
  for (std::string_view ticked : desk.request.form.all("found")) words.emplace_back(ticked);
  const std::string written = text::clean(desk.request.form.get("words"));
  for (std::string_view rest = written; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    line = line.substr(0, line.find_last_not_of(" \t") + 1);
    if (!line.empty()) words.emplace_back(line);
  }
  return words;
}

}  // namespace

Refused mask_it(const Work& at, const Env& env) {
  return refused(at.desk, mask(at.tx, env, at.desk.act(), at.record.id, words_to_mask(at.desk)));
}

namespace {

struct WordsAsked {
  std::string_view task;
  const char* heading;
  const char* label;
  const char* hint;
};
constexpr WordsAsked words_asked[] = {
    {"ask", N_("What do you need to know?"), N_("Your question"),
     N_("The sender reads it. The clock of a proposal or report stands until they reply; that of a "
        "complaint or denunciation goes on.")},
    {"send_back", N_("Why is it not for you?"), N_("Reason"),
     N_("Say which body you think is responsible. The public does not see this.")},
    {"extend", N_("Why does it need more time?"), N_("Reason"),
     N_("The sender and the public read it.")},
    {"give_back", N_("Why is it given back?"), N_("Reason, and where to turn"),
     N_("The sender reads it. Name the body that they can turn to.")},
    {"widen_check", N_("Why must it be checked at several places?"), N_("Reason"),
     N_("The sender reads it.")},
    {"supplement", N_("What did the sender reply?"), N_("The reply"),
     N_("As the letter, the call or the visit says it. It is noted that you entered it.")},
    {"hide", N_("Why is it hidden?"), N_("Reason"), N_("The sender reads it.")},
    {"words", N_("Why do you open it?"), N_("Reason"),
     N_("It is noted that you opened it, with your name, the time and this reason, for all who "
        "handle it. Do not repeat here what the letter says. It stays open to you for today.")},
    {"identity", N_("Why must you know who denounces?"), N_("Reason"),
     N_("It is kept in the journal, with your name and the time.")},
};

}  // namespace

void fill_words(const Work& at, const http::Fields& typed, WorkForm& form) {
  const auto& [desk, tx, petition, task] = at;
  for (const WordsAsked& asked : words_asked) {
    if (asked.task != task.name) continue;
    form.heading = desk.tr(asked.heading);
    form.words = pages::Field{
        .name = "words",
        .label = desk.tr(asked.label),
        .hint = desk.tr(asked.hint),
        .value = std::string(typed.get("words")),
        .required = true,
        .max_length = static_cast<int>(task.name == "supplement" ? longest_reply : longest_reason),
        .rows = 4,
        .focus = true};
  }
}

namespace {

void ask_for_a_word(const Desk& desk, const http::Fields& typed, WorkForm& form) {
  form.hint = desk.tr(
      N_("Its officers get a letter with the code, the day and your name, and no word of it."));
  form.words = pages::Field{.name = "words",
                            .label = desk.tr(N_("A word to that body")),
                            .hint = desk.tr(N_("It stands in the story, for officers alone.")),
                            .value = std::string(typed.get("words")),
                            .optional = true,
                            .max_length = static_cast<int>(longest_reason),
                            .rows = 2,
                            .focus = true};
}

}  // namespace

void fill_urging(const Work& at, const http::Fields& typed, WorkForm& form) {
  form.heading =
      at.desk.words.locale.tr(N_("Urge {body}?"), {{"body", at.desk.words.unit(at.record.body)}});
  ask_for_a_word(at.desk, typed, form);
}

void fill_urging_of_many(const Desk& desk, db::Tx&, const std::vector<Petition>&,
                         const http::Fields& typed, WorkForm& form) {
  form.heading = desk.tr(N_("Urge the bodies that have these?"));
  ask_for_a_word(desk, typed, form);
}

void fill_withdrawal(const Work& at, const http::Fields& typed, WorkForm& form) {
  if (is_paper(at.record, Verb::withdraw)) return fill_paper(at, typed, form);
  form.heading = at.desk.tr(N_("Does the sender take it back?"));
  form.hint = at.desk.tr(N_("Only on the sender's own word. It cannot be undone."));
}

void fill_extension(const Work& at, const http::Fields& typed, WorkForm& form) {
  const bool is_decision = is_settled(matter_of(at.record));
  (is_decision ? fill_decision : fill_words)(at, typed, form);
}

void fill_publication(const Work& at, const http::Fields&, WorkForm& form) {
  const bool names = identifies_somebody(at.record.title + "\n" + at.record.text);
  form.heading = at.desk.tr(N_("Show it to everybody?"));
  form.hint =
      at.desk.tr(names ? N_("A name or number that identifies somebody was found in it. Show it "
                            "only if that may be read by all.")
                       : N_("Nothing in it seems to identify anybody, and the sender agrees to "
                            "publication."));
}

}  // namespace gandan::petitions
