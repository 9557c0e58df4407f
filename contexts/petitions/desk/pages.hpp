// Petitions on the officer's desk: one with everything needed to decide, and the page of an answer.
// Plain structs for the views.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/desk/page_models.hpp"
#include "kernel/files/masks_page.hpp"
#include "kernel/files/pages.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

using desk::Choice;
using desk::Related;
using desk::WorkForm;

/// An official letter as a file.
struct LetterLinks {
  std::string name, docx_href, pdf_href;
};

/// A petition as an officer works on it.
struct OpenPetition : desk::OpenRecord {
  std::string taken_back;              ///< that it was, and what is to be decided now
  std::vector<pages::Fact> proposals;  ///< a body or field that the words speak for, and why
  std::vector<Related> topics;
  std::vector<Related> similar;
  std::optional<WorkForm> opening;    ///< of its sealed words, where the officer did not open them
  std::vector<pages::Fact> readings;  ///< who opened its words, when and why
  std::string reading_href;           ///< where that is asked
  bool is_masked = false;             ///< it is read with parts left out
  std::string identity_href;          ///< opens the form that asks for the reason
  std::vector<pages::Fact> identity;
  std::vector<pages::Fact> openings;  ///< who opened the identity before, and why
  std::vector<pages::AnswerBlock> answers;
  std::vector<LetterLinks> letters;
};

/// Masking a picture of a petition.
struct MaskPage {
  pages::PageFrame frame;
  std::vector<pages::FieldError> errors;
  files::MaskForm form;
};

/// Writing an answer, to one petition or to all of a topic.
struct AnswerPage {
  pages::PageFrame frame;
  std::string heading, action, cancel_href;
  std::string seen;  ///< which state of its record it shows
  std::string news;  ///< what happened while one wrote
  std::string verb;  ///< on the button: whether it is published too
  std::vector<pages::FieldError> errors;
  Choice outcome;
  std::optional<pages::Field> promised;  ///< not of what is settled
  pages::Field document, text;
  std::optional<pages::AnswerBlock> preview;  ///< as everybody will read it
  std::optional<pages::Promise> promise;
  std::string title;
  std::string reading_href;  ///< where its sealed words are opened first
  std::vector<std::string> paragraphs;
  std::vector<Related> askers;
  std::vector<Related> together;            ///< its topic, where all of it can be answered at once
  std::vector<pages::AnswerBlock> answers;  ///< given before, which this one is added to
};

}  // namespace gandan::petitions
