// What lies ahead of a petition, in words: the stages with their limits and articles, and what the
// law still wants of who sent it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/course.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

/// Of which matter, received when and where.
struct Ahead {
  Matter matter = Matter::proposal;
  Date on;              ///< the rows in force on that day
  bool remote = false;  ///< with the values of places where travel is hard
};

/// The stages after the reception, in their order: "That body says whether it accepts it, within 7
/// working days". Of a denunciation without a name no settlement is among them.
[[nodiscard]] std::vector<pages::Step> steps_ahead(const i18n::Locale& locale,
                                                   const rules::Rulebook& book, const Ahead& ahead);
/// The same in one paragraph.
[[nodiscard]] std::string ahead_in_words(const i18n::Locale& locale, const rules::Rulebook& book,
                                         const Ahead& ahead);

/// Until when papers or an answer that a body asks for are to be handed over (Law 02/2011
/// art. 14(1)(a), 15(1)(a)): a limit of its own, beside the clock; nothing where no law sets one.
[[nodiscard]] std::optional<rules::DueDate> reply_due(const rules::Rulebook& book,
                                                      const Petition& petition,
                                                      const PauseRow& question);

/// What a complaint or denunciation still lacks that the law wants of it before it can be accepted
/// (Law 02/2011 art. 8(2); Law 25/2018 art. 23(1)), as messages to be translated. Nothing for what
/// came on paper: an officer has it in their hands.
[[nodiscard]] std::vector<const char*> lacking(Kind kind, Channel channel, const Contact& contact);
/// As one paragraph, with what to do; empty where nothing is lacking.
[[nodiscard]] std::string lacking_in_words(const i18n::Locale& locale, Kind kind, Channel channel,
                                           const Contact& contact);

}  // namespace gandan::petitions
