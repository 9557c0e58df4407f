// The officer's desk: what there is to do, one petition with everything needed to decide, and the
// form of one action. Plain structs for the views.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

/// A list from which one is chosen.
struct Choice {
  pages::Field field;
  std::vector<pages::Option> options;
};

/// What one action asks before it is done. Everything it does not ask is empty.
struct WorkForm {
  std::string heading;
  std::string hint;
  std::string action;  ///< where it is sent
  std::string seen;    ///< which state of its record it shows (desk_deeds.hpp)
  std::string verb;    ///< on the button
  bool grave = false;
  std::string cancel_href;
  std::vector<pages::FieldError> errors;
  std::optional<Choice> choice;         ///< radio buttons
  std::vector<Choice> questions;        ///< more of them, each a question of its own
  std::optional<Choice> ticks;          ///< check boxes
  std::optional<pages::Finder> finder;  ///< offers more of them while one types
  std::vector<Choice> selects;
  std::vector<Choice> checks;       ///< what is to be ticked
  std::vector<pages::Field> lines;  ///< short texts: a number, a day
  std::optional<pages::Field> words;
  std::optional<pages::Promise> promise;  ///< the due date that would follow
};

/// An action that asks nothing: a button that does it.
struct Press {
  std::string label, action, key, seen;
  bool main = false;
};

/// Another record with why it is shown.
struct Related {
  std::string title, href, note;
};

struct Remark {
  std::string who, when, text;
};

/// A petition as an officer works on it.
struct OpenPetition {
  std::string code, kind, title, channel, public_href;
  Date received;
  pages::Badge status;
  std::optional<pages::Due> due;
  std::optional<pages::Promise> promise;
  std::vector<Press> presses;
  std::vector<pages::Action> actions;
  std::vector<pages::Action> rarer;  ///< folded, where all together are too many to choose from
  std::optional<WorkForm> form;
  std::string news;                 ///< what happened while one wrote
  std::vector<std::string> unsent;  ///< what one wrote, where there is no form for it any more
  std::string notice;               ///< why it is not shown in public
  std::vector<std::string> paragraphs;
  std::vector<pages::Fact> proposals;  ///< a body or field that the words speak for, and why
  std::vector<Related> topics;
  std::vector<Related> similar;
  std::vector<pages::Fact> facts;
  std::optional<WorkForm> opening;    ///< of its sealed words, where the officer did not open them
  std::vector<pages::Fact> readings;  ///< who opened its words, when and why
  std::string reading_href;           ///< where that is asked
  bool is_masked = false;             ///< it is read with parts left out
  std::string identity_href;          ///< opens the form that asks for the reason
  std::vector<pages::Fact> identity;
  std::vector<pages::Fact> openings;  ///< who opened the identity before, and why
  std::vector<pages::AnswerBlock> answers;
  std::vector<pages::Step> timeline;
};

struct DeskPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::string box;  ///< keeps the list's place
  std::string title, note;
  std::vector<pages::Card> cards;
  pages::Pager pager;
  pages::EmptyState empty;
  bool reading = false;
  std::optional<OpenPetition> open;
};

/// Writing an answer, to one petition or to all of a topic.
struct AnswerPage {
  pages::PageFrame frame;
  std::string heading, action, cancel_href;
  std::string seen;  ///< which state of its record it shows
  std::string news;  ///< what happened while one wrote
  std::vector<pages::FieldError> errors;
  Choice outcome;
  std::optional<pages::Field> promised;  ///< not of what is settled
  pages::Field document, text;
  std::optional<html::Raw> preview;
  std::optional<pages::Promise> promise;
  std::string title;
  std::string reading_href;  ///< where its sealed words are opened first
  std::vector<std::string> paragraphs;
  std::vector<Related> askers;
  std::vector<Related> together;            ///< its topic, where all of it can be answered at once
  std::vector<pages::AnswerBlock> answers;  ///< given before, which this one is added to
};

}  // namespace gandan::petitions
