// Sending a petition: one question a page. What was answered travels with the form, in hidden
// fields, so nothing is kept of those who do not send.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contexts/petitions/record/held_by.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

/// `title` is asked only where somebody wants to word it: from the last page and back to it.
enum class SendStep : std::uint8_t { kind, text, place, similar, contact, title, check };

/// All that was answered so far, as it was typed.
struct SendForm {
  std::string kind, text, title, place, unit, name, address, phone, email;
  std::string publish;  ///< "yes" or "no"; empty while it was not said
  [[nodiscard]] bool may_publish() const { return publish != "no"; }
  bool anonymous = false;
  std::string key;  ///< idempotency key, made on the first page
};

struct Hidden {
  std::string name, value;
};

struct SendPage {
  pages::PageFrame frame;
  std::string step;      ///< the name of this step
  std::string previous;  ///< the step before; empty on the first
  int number = 1, count = 5;
  std::vector<pages::FieldError> errors;
  std::vector<Hidden> hidden;
  // What the step shows.
  pages::Field question;
  std::vector<pages::Option> options;
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
  std::string then;     ///< how long the body has once it is sent on
  std::string lacking;  ///< what the law still wants of it before it can be accepted
};

}  // namespace gandan::petitions
