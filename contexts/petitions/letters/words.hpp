// The words of the letters: plain text, warm and exact, saying what happens next and when.
#pragma once
#include <optional>
#include <string>

#include "contexts/petitions/letters/letters.hpp"
#include "kernel/module/letters.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

/// A limit of the law, as the letter says it.
struct Promised {
  std::string basis;  ///< the article
  std::string limit;  ///< "15 working days", in the letter's language
};

/// All that a letter may say.
struct LetterFacts {
  Letter letter = Letter::received;
  bool discreet = false;  ///< says nothing but the code: a complaint, or what was hidden since
  bool joined = false;    ///< to who joined it, not to who sent it
  std::string code, title, body;
  Date received_on;
  std::optional<Date> due;
  std::optional<Promised> clock;   ///< the limit that runs now
  std::optional<Promised> answer;  ///< the limit of the answer
  std::string words;               ///< the question, the reason or the answer
  std::optional<Outcome> outcome;
  std::optional<Date> promised_on;
  std::string reply;                       ///< where the question is answered
  std::optional<Date> answered_on, until;  ///< of the answer asked about; until when it is said
};

/// In the locale's language.
[[nodiscard]] letters::Words letter_words(const LetterFacts& facts, const i18n::Locale& locale);

}  // namespace gandan::petitions
