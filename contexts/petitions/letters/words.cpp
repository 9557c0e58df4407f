#include "contexts/petitions/letters/words.hpp"

#include "kernel/letters/text.hpp"

namespace gandan::petitions {
namespace {

/// What a sentence may name besides the title, the code and the body.
struct Details {
  std::string date = {}, limit = {}, basis = {}, outcome = {};
};

class Writing {
 public:
  Writing(const LetterFacts& facts, const i18n::Locale& locale) : facts_(facts), locale_(locale) {}

  void tell(const char* message, const Details& details = {}) {
    text_.say(filled(message, details));
  }
  void link(const char* message, const std::string& href) { text_.link(filled(message, {}), href); }
  void quote() { text_.quote(facts_.words); }
  /// A sentence with the due date, and with the law that says so where one does.
  void tell_due(const char* with_basis, const char* without) {
    if (!facts_.due) return;
    Details details{.date = date(*facts_.due)};
    if (facts_.clock) details.basis = facts_.clock->basis;
    tell(facts_.clock ? with_basis : without, details);
  }
  void tell_body_due() {
    tell_due(N_("{body} must answer by {date} ({basis})."), N_("{body} must answer by {date}."));
  }

  [[nodiscard]] std::string date(Date day) const { return locale_.date(day); }
  [[nodiscard]] std::string in_words(Outcome outcome) const {
    return std::string(locale_.tr(label(outcome)));
  }
  [[nodiscard]] std::string filled(const char* message, const Details& details) const {
    const std::string body =
        facts_.body.empty() ? std::string(locale_.tr(N_("The responsible body"))) : facts_.body;
    return locale_.tr(message, {{"title", "“" + facts_.title + "”"},
                                {"code", facts_.code},
                                {"body", body},
                                {"date", details.date},
                                {"limit", details.limit},
                                {"basis", details.basis},
                                {"outcome", details.outcome}});
  }
  [[nodiscard]] std::string take() { return text_.take(); }

 private:
  const LetterFacts& facts_;
  const i18n::Locale& locale_;
  letters::Paragraphs text_;
};

void write_received(Writing& letter, const LetterFacts& facts) {
  if (facts.joined)
    letter.tell(
        N_("You now ask for this too: {title}. You are counted, and the answer is yours "
           "as well. Your code is {code}."));
  else
    letter.tell(N_("We have received what you sent on {date}: {title}. Its code is {code}."),
                {.date = letter.date(facts.received_on)});
  if (facts.body.empty()) {
    letter.tell_due(N_("What happens next: an officer reads it and sends it to the responsible "
                       "body by {date} ({basis})."),
                    N_("What happens next: an officer reads it and sends it to the responsible "
                       "body by {date}."));
    if (facts.answer)
      letter.tell(N_("That body must then answer within {limit} ({basis})."),
                  {.limit = facts.answer->limit, .basis = facts.answer->basis});
  } else {
    letter.tell_body_due();
  }
}

void write_question(Writing& letter, const LetterFacts& facts) {
  letter.tell(N_("To go on with {title} ({code}), we need to know from you:"));
  letter.quote();
  letter.link(N_("Please reply here, with the private key of your receipt:"), facts.reply);
  letter.tell(N_("The time to answer stands still until your reply is here."));
}

void write_answer(Writing& letter, const LetterFacts& facts) {
  letter.tell(facts.letter == Letter::answered
                  ? N_("{body} has answered {title} ({code}): {outcome}.")
                  : N_("{body} has written again about {title} ({code}): {outcome}."),
              {.outcome = letter.in_words(facts.outcome.value_or(Outcome::explained))});
  if (facts.promised_on)
    letter.tell(N_("It promises the result by {date}."), {.date = letter.date(*facts.promised_on)});
  letter.quote();
}

void write_asked(Writing& letter, const LetterFacts& facts) {
  if (facts.promised_on)
    letter.tell(N_("{body} promised to have done by {date} what you asked in {title} ({code})."),
                {.date = letter.date(*facts.promised_on)});
  else
    letter.tell(N_("{body} answered {title} ({code}) on {date}."),
                {.date = letter.date(facts.answered_on.value_or(facts.received_on))});
  letter.link(N_("Is it done? Say so here, with one button; opening the page says nothing yet:"),
              facts.reply);
  letter.tell(
      N_("Its page and the list of promises tell what you say, without your name. Where it is not "
         "done and you write what is still open, it goes to the body above."));
  if (facts.until)
    letter.tell(N_("You can say so, and change your word, until the end of {date}."),
                {.date = letter.date(*facts.until)});
}

void write_news(Writing& letter, const LetterFacts& facts) {
  switch (facts.letter) {
    case Letter::received:
      return write_received(letter, facts);
    case Letter::question:
      return write_question(letter, facts);
    case Letter::routed:
      letter.tell(N_("{title} ({code}) was sent to {body}."));
      return letter.tell_body_due();
    case Letter::extended:
      letter.tell(N_("More time was granted for {title} ({code}). The reason:"));
      letter.quote();
      return letter.tell_body_due();
    case Letter::answered:
    case Letter::promise:
      return write_answer(letter, facts);
    case Letter::given_back:
      letter.tell(N_("{title} ({code}) was given back. The reason, and where you can turn:"));
      return letter.quote();
    case Letter::asked:
      return write_asked(letter, facts);
    case Letter::decided:  // of complaints alone, whose letters say no more
      return;
  }
}

const char* subject_of(const LetterFacts& facts) {
  if (facts.discreet) return N_("News on the matter {code}");
  switch (facts.letter) {
    case Letter::received:
      return facts.joined ? N_("You ask for this too: {code}") : N_("We have received it: {code}");
    case Letter::question:
      return N_("A question to you about {code}");
    case Letter::routed:
      return N_("{code} was sent to {body}");
    case Letter::extended:
      return N_("More time for the answer to {code}");
    case Letter::answered:
      return N_("{code} is answered");
    case Letter::promise:
      return N_("A further answer to {code}");
    case Letter::given_back:
      return N_("{code} was given back");
    case Letter::decided:
      return N_("News on the matter {code}");
    case Letter::asked:
      return N_("Is it done? {code}");
  }
  return "";
}

}  // namespace

letters::Words letter_words(const LetterFacts& facts, const i18n::Locale& locale) {
  Writing letter(facts, locale);
  if (facts.discreet)
    letter.tell(
        N_("There is news on the matter with the code {code}. This letter says no more, so "
           "that nobody else learns of it; the page of the matter does."));
  else
    write_news(letter, facts);
  return {letter.filled(subject_of(facts), {}), letter.take()};
}

}  // namespace gandan::petitions
