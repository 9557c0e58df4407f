// The officers' desk as plain structs for the views: what there is to do, one record with all that
// is needed to decide, and the form of one task.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/files/pages.hpp"
#include "kernel/module/desk_parts.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::desk {

/// A list from which one is chosen.
struct Choice {
  pages::Field field;
  std::vector<pages::Option> options;
};

/// What one task asks before it is done. Everything it does not ask is empty.
struct WorkForm {
  std::string heading;
  std::string hint;
  std::string action;                     ///< where it is sent
  std::string seen;                       ///< which state of its record it shows (deeds.hpp)
  std::string verb;                       ///< on the button
  std::vector<http::Field> carried = {};  ///< of several records at once: which, and their states
  std::string once = {};  ///< of what is not yet: tells this form from another that says the same
  bool grave = false;
  std::string cancel_href;
  std::vector<pages::FieldError> errors;
  std::optional<Choice> presses;  ///< answers that send the form, a button each, with keys 1, 2, …
  std::optional<Choice> choice;   ///< radio buttons
  std::string questions_hint;
  std::vector<Choice> questions;        ///< more of them, each of its own; where one of the first
                                        ///< `asks_more`, of that alone
  std::optional<Choice> ticks;          ///< check boxes
  std::optional<pages::Finder> finder;  ///< offers more of them while one types
  std::vector<Choice> selects;
  std::vector<Choice> checks;       ///< what is to be ticked
  std::vector<pages::Field> lines;  ///< short texts: a number, a day
  std::optional<pages::Field> words;
  std::optional<pages::Promise> promise;  ///< the due date that would follow
};

/// What can be done: a link to where it is asked or, with `seen`, a button that does it at once.
struct Step {
  pages::Action action;
  std::string seen = {};  ///< which state of its record it shows (deeds.hpp)
};
struct StepGroup {
  std::string title;
  std::vector<Step> steps;
};

/// Another record with why it is shown.
struct Related {
  std::string title, href, note;
};

/// A record as an officer works on it: what every kind of record has. A context adds its own.
struct OpenRecord {
  std::string code, kind, title;
  std::string channel;  ///< how it came: "letter"
  std::string public_href;
  Date received;
  pages::Badge status;
  std::optional<pages::Due> due;
  std::optional<pages::Promise> promise;
  std::vector<Step> steps;        ///< what is to be done next; all there is, where it is little
  std::vector<StepGroup> others;  ///< folded, where all together are too many to choose from
  std::optional<WorkForm> form;
  std::string news;                 ///< what happened while one wrote
  std::vector<std::string> unsent;  ///< what one wrote, where there is no form for it any more
  std::string notice;               ///< what to know before it is read: why it is not public
  std::vector<std::string> paragraphs;
  std::vector<pages::Fact> facts;
  std::vector<pages::Step> timeline;
  std::vector<files::FileItem> files = {};
  std::string attach_action = {};  ///< where an officer sends files; empty: they may not
  std::optional<pages::FileField> attach = {};
  std::optional<Choice> attach_shown = {};  ///< that they are shown at once, where that may be
};

/// An act that can be done to several records: a link to where it is asked or, with what it
/// carries, a button that does it.
struct StepForMany {
  pages::Action action;
  std::vector<http::Field> carried = {};
};

/// Records that were chosen together, and what can be done to them.
struct Many {
  std::string title;              ///< how many they are
  std::string hint;               ///< what to know before, or that none was chosen
  std::vector<Related> not_done;  ///< to which it was not done, each with why
  std::vector<Related> chosen;
  std::vector<StepForMany> steps;
  std::optional<WorkForm> form;
  std::string back_href;
};

struct DeskPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  pages::WorkList list;
  pages::EmptyState empty;
  bool reading = false;
  bool is_pane_alone = false;  ///< who reads it has no list
  std::optional<Pane> pane;
};

}  // namespace gandan::desk
