#include "contexts/petitions/letters/letters.hpp"

#include <algorithm>
#include <iterator>

#include "kernel/letters/outbox.hpp"
#include "kernel/module/letters.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view names_of_letters[] = {letters::received, "question", "routed",
                                                 "extended",        "answered", "promise",
                                                 "given_back",      "decided",  "asked"};

/// What the letter is about, where the change's own time does not tell.
std::int64_t number_told_with(Letter letter, const Petition& petition) {
  if (letter == Letter::routed) return petition.body.value_or(UnitId{}).value;
  if (letter == Letter::answered || letter == Letter::promise)
    return petition.answer.value_or(AnswerId{}).value;
  return 0;
}

}  // namespace

std::span<const std::string_view> letter_names() {
  return names_of_letters;
}

std::string_view name(Letter letter) {
  return names_of_letters[static_cast<std::size_t>(letter)];
}

std::optional<Letter> parse_letter(std::string_view name) {
  const auto* found = std::ranges::find(names_of_letters, name);
  if (found == std::end(names_of_letters)) return std::nullopt;
  return static_cast<Letter>(found - std::begin(names_of_letters));
}

std::optional<Letter> letter_of(const Transition& transition) {
  switch (transition.verb) {
    case Verb::ask:
      return Letter::question;
    case Verb::route:
      return Letter::routed;
    case Verb::extend:
      return Letter::extended;
    case Verb::answer:
      return transition.from == State::answered ? Letter::promise : Letter::answered;
    case Verb::give_back:
      return Letter::given_back;
    case Verb::accept:
    case Verb::decline:
    case Verb::suspend:
    case Verb::resume:
    case Verb::end:
      return transition.article[0] == '\0' ? std::nullopt : std::optional(Letter::decided);
    default:
      return std::nullopt;
  }
}

void queue_letters(db::Tx& tx, const Petition& petition, const Transition& made, Instant at) {
  const auto letter = letter_of(made);
  if (!letter || petition.kind == Kind::denunciation) return;
  const std::int64_t about = number_told_with(*letter, petition);
  if (*letter == Letter::question)
    letters::queue_to(tx, petition.code, name(*letter), at, about);
  else
    letters::queue(tx, subject_of(petition.id), name(*letter), at, about);
}

}  // namespace gandan::petitions
