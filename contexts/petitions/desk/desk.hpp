// What the pages of the desk share: who works, where in which list, and the tasks with their keys.
#pragma once
#include <array>
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
#include "kernel/people/policies.hpp"
#include "kernel/people/sealed_words.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/http/app.hpp"

namespace gandan::petitions {

/// What an officer can do with an open petition. `name` is in addresses.
enum class Task : std::uint8_t {
  route,
  ask,
  accept,
  answer,
  send_back,
  extend,
  give_back,
  withdraw,
  publish,
  mask,
  hide,
  topic,
  place,
  title,
  identity,
  decline,
  widen_check,
  suspend,
  resume,
  end,
  complain_again,
  words,
  supplement,
  pursue,
  go_on,
};
struct TaskWords {
  Task task;
  std::string_view name;
  const char* key;
  const char* label;  ///< the verb on the button
  const char* done;   ///< said after it
  bool goes_on;       ///< the next petition of the list is opened after it
};
[[nodiscard]] const TaskWords& words_of(Task task);
[[nodiscard]] std::span<const TaskWords> all_tasks();
[[nodiscard]] std::optional<Task> parse_task(std::string_view name);
/// The message of ?done=, which is a task's name or one of the words of topics; empty for others.
[[nodiscard]] const char* done_message(std::string_view done);
/// Whether the petition allows it as it stands, whoever would do it.
[[nodiscard]] bool fits(const Petition& petition, Task task);
/// What the officer may do with the petition now, the most likely first.
struct Desk;
[[nodiscard]] std::vector<Task> tasks_for(const Desk& desk, db::Tx& tx, const Petition& petition);
/// Why a move was refused, as a message.
[[nodiscard]] const char* message_of(MoveError error);

/// Pages of the desk read much, and who works fast is no attacker.
inline const http::RouteOptions desk_route{.work = http::Work::slow, .rate_class = "reads"};

/// As text::parse_date reads it, or "5/12", which is of this year.
[[nodiscard]] std::optional<Date> parse_day(std::string_view typed, Date today);
/// As an officer types it, in every language: "5/12/2026".
[[nodiscard]] std::string typed_day(Date day);

/// One request to the desk.
struct Desk : Turn {
  Desk(const http::Request& from, Services& with, const Advisor& advised_by);

  const Advisor& advisor;
  const people::Principal& officer;
  std::optional<Box> box;       ///< the list that one works through
  std::optional<Cursor> after;  ///< and its page

  [[nodiscard]] Act act() const { return Act::by(officer); }
  /// An address that keeps the list and its page.
  [[nodiscard]] Href in_list(std::string path) const;
  /// "/desk?in=mine&after=…", and of a petition in that list, with the form of a task.
  [[nodiscard]] std::string list_href() const;
  [[nodiscard]] std::string href(std::string_view code, std::string_view task = {}) const;
  /// Where the form of a task is sent.
  [[nodiscard]] std::string action(std::string_view code, std::string_view task) const;
  /// Where one goes after something was done to `code`: to `next` in its list, or to the list
  /// itself, where it is said (said_of_deed).
  [[nodiscard]] std::string done_href(std::string_view next, std::string_view done,
                                      std::string_view code) const;
  /// What a frame of the desk has, with the flash of what was just done.
  [[nodiscard]] pages::PageFrame frame(std::string title) const;
  /// The rail; `section` is the current item where it is none of the boxes.
  [[nodiscard]] std::vector<pages::RailGroup> rail(db::Tx& tx, std::string_view section = {}) const;
};

/// A body proposed for a petition, with why in words. Bodies of other provinces and communes are
/// left out; the body of the place itself is always among them.
struct BodyProposal {
  UnitId body;
  std::string why;
  bool sure = false;  ///< enough to be chosen beforehand
};
[[nodiscard]] std::vector<BodyProposal> propose_bodies(const Desk& desk, db::Tx& tx,
                                                       const Petition& petition);

/// The field that an officer gave it, or that its words suggest; those of a denunciation suggest
/// nothing.
[[nodiscard]] std::optional<FieldId> likely_field(const Desk& desk, const Petition& petition);

/// Bodies of the name that was typed, those that serve the petition's place first; the first is
/// chosen, so that typing and one key are enough.
[[nodiscard]] std::vector<pages::Offer> offer_bodies(const Desk& desk, const Petition& petition,
                                                     std::string_view typed);

/// The petition as the officer may read it; nothing where it is not for them. What lies under the
/// seal is in it only where they opened it today, by its form. Not inside a transaction.
/// (desk_reading.cpp)
[[nodiscard]] std::optional<Story> read_story(const Desk& desk, std::string_view code);
/// That the officer opened its sealed words today; nothing where they did not.
[[nodiscard]] std::optional<people::WordsReading> reading_of_today(const Desk& desk, db::Tx& tx,
                                                                   const Petition& petition);

/// What stands after the petition in the list that one works through; the one before at its end.
[[nodiscard]] std::string next_after(const Desk& desk, db::Tx& tx, const Petition& petition);
/// The form of a task, with what was typed and what is wrong with it.
[[nodiscard]] WorkForm form_of(const Desk& desk, db::Tx& tx, const Petition& petition, Task task,
                               const http::Fields& typed = {},
                               const std::vector<pages::FieldError>& errors = {});
/// Everything the officer may see of it; without its words where the story is. Identity and form
/// are the caller's.
[[nodiscard]] OpenPetition open_petition(const Desk& desk, db::Tx& tx, const Story& story);
/// The desk with `open` in its pane.
[[nodiscard]] DeskPage desk_page(const Desk& desk, db::Tx& tx, std::optional<OpenPetition> open,
                                 bool reading);

void add_desk_reading(http::App& app, Services& services, const Advisor& advisor);
void add_desk_tasks(http::App& app, Services& services, const Advisor& advisor);
void add_desk_answers(http::App& app, Services& services, const Advisor& advisor);
void add_desk_topics(http::App& app, Services& services, const Advisor& advisor);
void add_enter_page(http::App& app, Services& services, const Advisor& advisor);

}  // namespace gandan::petitions
