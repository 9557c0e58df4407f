// The story of a petition: the record with all that happened to it, as the public page and the
// officers' desk tell it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/public/answer_parts.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/record/asked.hpp"
#include "contexts/petitions/record/record.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/rules/rules.hpp"

namespace gandan::petitions {

/// The confirmed topic that a petition stands in.
struct StoryTopic {
  std::string code, title;
  std::int64_t askers = 0;
};

/// All that a page of one petition is made of, read in one snapshot.
struct Story {
  Petition petition;
  std::vector<StoredAnswer> answers;
  std::vector<journal::Recorded> entries;
  std::vector<NoteRow> notes;
  std::vector<PauseRow> pauses;
  std::vector<DecisionRow> decisions;
  std::vector<ClockRow> clocks;
  std::vector<ExtensionRow> extensions;  ///< of the clock that runs
  std::int64_t joins = 0;
  std::optional<Asked> asked;  ///< what is asked of its sender since the last answer
  std::optional<StoryTopic> topic;
  std::string place, body;
  bool for_desk = false;                 ///< the reader may open it at their desk
  std::optional<units::Unit> place_now;  ///< what the place is today; itself where it was divided
};

[[nodiscard]] std::optional<Story> load_story(db::Tx& tx, const units::Directory& directory,
                                              std::string_view code);
/// The limit by which due_of() counts under `rule`: with the value of the petition's place, and the
/// body's own where it has one; nothing where the rule gives none.
[[nodiscard]] std::optional<rules::Limit> limit_of(db::Tx& tx, const rules::Rulebook& book,
                                                   const Petition& petition, std::string_view rule);

/// By when the decision that suspended or ended it must be sent to who complained or denounced;
/// nothing where it is neither.
[[nodiscard]] std::optional<rules::DueDate> notice_due(const rules::Rulebook& book,
                                                       const Story& story);

/// What a body owes in the stage whose clock runs: "answer", "settle it"; in words after "must".
[[nodiscard]] const char* duty_of(const Petition& petition);
/// An entry of the journal in words; empty where it changed nothing that a reader should know.
[[nodiscard]] std::string happening(const Wording& words, const Petition& petition,
                                    const journal::Recorded& entry);

/// What must happen next, and by when; nothing once it is closed, or while the clock stands.
[[nodiscard]] std::optional<pages::Step> next_step(const Wording& words, const Petition& petition,
                                                   const std::optional<rules::Limit>& limit = {});

/// What happened and when, with the words to who sent it; or with those between officers too.
enum class Telling : std::uint8_t { in_public, among_officers };
[[nodiscard]] std::vector<pages::Step> timeline_of(const Wording& words, const Story& story,
                                                   const std::optional<rules::Limit>& limit,
                                                   Telling telling = Telling::in_public);
[[nodiscard]] std::vector<pages::AnswerBlock> answers_of(const Wording& words, const Story& story);
[[nodiscard]] std::optional<pages::Promise> promise_of(const Wording& words, const Story& story,
                                                       const std::optional<rules::Limit>& limit);

}  // namespace gandan::petitions
