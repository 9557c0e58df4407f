// What the pages of the desk share: who works, the tasks of a petition, and what kernel/desk asks
// of petitions.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/desk/boxes.hpp"
#include "contexts/petitions/desk/pages.hpp"
#include "contexts/petitions/intake/similar.hpp"
#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/desk/tasks.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/sealed_words.hpp"

namespace gandan::petitions {

using desk::Refused;

/// One request to the desk.
struct Desk : desk::Desk {
  Desk(desk::Desk plain, const Advisor& advised_by);
  Desk(const http::Request& from, const Services& with, const Advisor& advised_by);

  const Advisor& advisor;
};

/// What an officer can do with an open petition. Those of the course are named as their verb.
using Task = desk::Task<Desk, Petition>;
using Work = desk::At<Desk, Petition>;

/// What kernel/desk asks of petitions (desk::Kind). (desk.cpp; tasks.cpp, reading.cpp,
/// petition.cpp)
struct OnDesk {
  using Desk = petitions::Desk;
  using Record = Petition;
  using Read = Story;
  using Open = OpenPetition;
  static constexpr std::string_view prefix = petition_prefix;
  static constexpr std::string_view written[] = {"words",  "other", "place",
                                                 "number", "on",    "cause"};

  static std::span<const Task> tasks();
  static std::optional<Petition> find(db::Tx& tx, std::string_view code);
  static desk::Past past(const Desk& desk, const Petition& petition);
  static bool may_read(db::Tx& tx, const people::Principal& officer, const Petition& petition);
  static bool may_act(db::Tx& tx, const people::Principal& officer, const Petition& petition);
  static std::string taken_away(const Desk& desk, db::Tx& tx, const Petition& petition);
  /// What lies under the seal is in it only where they opened it today, by its form.
  static std::optional<Story> read(const Desk& desk, std::string_view code);
  static const Petition& record(const Story& story) { return story.petition; }
  /// Everything the officer may see of it; without its words where the story is. Identity and form
  /// are the caller's.
  static OpenPetition open(const Desk& desk, db::Tx& tx, const Story& story);
  static desk::Pane pane(std::shared_ptr<const OpenPetition> open);
  /// What another office handles is read as everybody reads it, or not at all.
  static http::Response elsewhere(const Desk& desk, std::string_view code);
};

/// With any of these an officer may do something with a petition.
inline constexpr std::initializer_list<people::Permission> deeds{
    people::Permission::route, people::Permission::answer, people::Permission::register_cases,
    synthesise, people::Permission::handle_denunciations};

/// What becomes of the forms of petitions that were held back, and of the answers to topics.
/// (answers.cpp)
[[nodiscard]] desk::Deeds deeds_of_petitions(std::function<const Advisor&()> advisor);
[[nodiscard]] desk::Deeds deeds_of_topics(std::function<const Advisor&()> advisor);

/// What petitions give to the desk. (parts.cpp)
[[nodiscard]] desk::Parts desk_parts(std::function<const Advisor&()> advisor);

/// What was done, by a task's name or one of the verbs of topics: a msgid; empty for others.
[[nodiscard]] const char* done_message(std::string_view done);
/// The past of a topic.
[[nodiscard]] desk::Past past_of(const Desk& desk, TopicId topic);
/// Whether the course allows it as the petition stands, whoever would do it.
[[nodiscard]] bool fits(const Petition& petition, Verb verb);
/// Why a move was refused, as a message. (messages.cpp)
[[nodiscard]] const char* message_of(MoveError error);

/// A body proposed for a petition, with why in words. Bodies of other provinces and communes are
/// left out; the body of the place itself is always among them.
struct BodyProposal {
  UnitId body;
  std::string why;
};
[[nodiscard]] std::vector<BodyProposal> propose_bodies(const Desk& desk, db::Tx& tx,
                                                       const Petition& petition);

/// The field that an officer gave it, or that its words suggest; those of a denunciation suggest
/// nothing.
[[nodiscard]] std::optional<FieldId> likely_field(const Desk& desk, const Petition& petition);

/// Bodies of the name that was typed, those that serve the petition's place first; one alone is
/// chosen.
[[nodiscard]] std::vector<pages::Offer> offer_bodies(const Desk& desk, const Petition& petition,
                                                     std::string_view typed);

/// That the officer opened its sealed words today; nothing where they did not.
[[nodiscard]] std::optional<people::WordsReading> reading_of_today(const Desk& desk, db::Tx& tx,
                                                                   const Petition& petition);

/// Its files, with the button that shows one in public; of sealed words, once they were opened.
[[nodiscard]] std::vector<files::FileItem> files_on_desk(const Desk& desk, db::Tx& tx,
                                                         const Petition& petition);

/// The same on its page, with the form by which an officer adds some.
void offer_files(const Desk& desk, db::Tx& tx, const Petition& petition, OpenPetition& open);

void add_desk_files(http::App& app, Services& services, const Advisor& advisor);
/// The page on which a picture of it is masked. (masks.cpp)
void add_desk_masks(http::App& app, Services& services, const Advisor& advisor);
/// Its official letters as files. (official.cpp)
[[nodiscard]] std::vector<LetterLinks> letters_on_desk(const Desk& desk, db::Tx& tx,
                                                       const Story& story);
void add_desk_letters(http::App& app, Services& services, const Advisor& advisor);
void add_desk_reading(http::App& app, Services& services, const Advisor& advisor);
void add_desk_tasks(http::App& app, Services& services, const Advisor& advisor);
void add_desk_identity(http::App& app, Services& services, const Advisor& advisor);
void add_desk_answers(http::App& app, Services& services, const Advisor& advisor);
void add_desk_topics(http::App& app, Services& services, const Advisor& advisor);
void add_enter_page(http::App& app, Services& services, const Advisor& advisor);

}  // namespace gandan::petitions
