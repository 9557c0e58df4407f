// Sending a petition: one question a page. What was answered travels with the form, in hidden
// fields, so nothing is kept of those who do not send.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/record/held_by.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/steps.hpp"

namespace gandan::petitions {

/// All that was answered so far, as it was typed.
struct SendForm : SubmitForm {
  std::string unit;      ///< the place as it was chosen (PlaceChoice)
  std::string publish;   ///< "yes" or "no"; empty while it was not said
  std::string nameless;  ///< "yes": a denunciation without its author
};

struct SendPage : pages::StepPage {
  // What the step shows.
  pages::Field question;
  std::vector<pages::Option> options;
  pages::Field addressee;  ///< to whom, where the page of a body led here
  std::vector<pages::Option> addressees;
  pages::Finder place;
  std::vector<pages::Card> similar;    ///< to be joined
  std::vector<pages::Card> elsewhere;  ///< alike, but of another place
  std::vector<pages::Field> fields;
  pages::Field publish;
  std::vector<pages::Option> publish_options;
  pages::Field anonymous;
  std::vector<pages::Option> anonymous_options;
  std::string notice;
  std::optional<HeldBy> held;  ///< of the text: where everybody is to read it
  std::vector<pages::CheckRow> rows;
  std::optional<pages::Promise> promise;
  std::string then;                       ///< how long the body has once it is sent on
  bool unchecked = false;                 ///< a limit of these is marked as a starting value
  std::optional<pages::FileField> files;  ///< photographs and papers, on the last page
  std::string lacking;  ///< what the law still wants of it before it can be accepted
};

}  // namespace gandan::petitions
