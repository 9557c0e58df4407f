// What who sent a petition can still do with it, and how others join it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

/// Joining: one page, nothing of it required.
struct JoinPage {
  pages::PageFrame frame;
  std::string action, back, title;
  pages::Finder place;
  std::optional<pages::Field> email;  ///< where letters can leave
  std::vector<pages::FieldError> errors;
  std::string key;  ///< idempotency key
};

/// Replying to a question. The question of a confidential petition is shown once the key was right.
struct SupplementPage {
  pages::PageFrame frame;
  std::string action, back, title;
  std::string question;
  bool asks_reply = true;
  std::string right_key;  ///< typed before and right: travels with the form
  pages::Field key, reply;
  std::optional<pages::FileField> files;  ///< with the reply
  std::vector<pages::FieldError> errors;
};

/// Asks for the private key before it shows what is written to who sent a confidential petition, or
/// gives all that is kept of it as a file.
struct PrivatePage {
  pages::PageFrame frame;
  std::string action, back, title;
  pages::Field key;
  std::vector<pages::FieldError> errors;
};

struct WithdrawPage {
  pages::PageFrame frame;
  std::string action, back, title;
  std::string right_key;  ///< the page that asks once more
  pages::Field key;
  std::vector<pages::FieldError> errors;
};

/// More words while it is open.
struct AddPage {
  pages::PageFrame frame;
  std::string action, back, title;
  std::string once;  ///< tells this form from another of the same words
  pages::Field key, words;
  pages::FileField files;
  std::vector<pages::FieldError> errors;
};

/// After the answer: settled, or not yet.
struct VerdictPage {
  pages::PageFrame frame;
  std::string action, back, title;
  pages::Field key, verdict;
  std::vector<pages::Option> verdicts;
  std::optional<pages::Field> words;  ///< while it can be reopened
  std::vector<pages::FieldError> errors;
};

/// The one question after an answer, from the letter that asks it: two buttons, a reason where they
/// like. The answer stands beneath them, however long it is; a line above leads there.
struct AskedPage {
  pages::PageFrame frame;
  std::string action, code, title, told, said, href;
  std::optional<pages::AnswerBlock> answer;  ///< that is asked about, where everybody may read it
  std::string answered;                      ///< its outcome in a line
  pages::Field words;
  std::vector<pages::FieldError> errors;
};

/// What is not possible any more, and where to go on.
struct ClosedPage {
  pages::PageFrame frame;
  std::string title, text, href;
};

}  // namespace gandan::petitions
