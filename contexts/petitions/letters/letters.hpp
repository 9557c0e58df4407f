// Which letters a change of a petition brings, and to whom. They are queued in the change's own
// transaction; kernel/letters sends them, in the words that write.cpp finds.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "contexts/petitions/record/record.hpp"

namespace gandan::petitions {

enum class Letter : std::uint8_t {
  received,    ///< the first: asks to confirm the address
  question,    ///< who sent it is asked for more
  routed,      ///< sent to a body
  extended,    ///< more time was granted
  answered,    ///< the first answer
  promise,     ///< a further answer: what came of a promise
  given_back,  ///< not taken up, with the reason
  decided,     ///< of a complaint: accepted, not accepted, suspended, resumed, ended
  asked,       ///< some days after the answer, or on the day that it promises: is it done?
};
/// The names of all, as they are stored.
[[nodiscard]] std::span<const std::string_view> letter_names();
[[nodiscard]] std::string_view name(Letter letter);
[[nodiscard]] std::optional<Letter> parse_letter(std::string_view name);

/// The letter that a transition brings; most bring none.
[[nodiscard]] std::optional<Letter> letter_of(const Transition& transition);

/// Queues the letters that `made` brings. A question goes only to whom it is asked; a denunciation
/// brings no letter to anybody.
void queue_letters(db::Tx& tx, const Petition& petition, const Transition& made, Instant at);

}  // namespace gandan::petitions
