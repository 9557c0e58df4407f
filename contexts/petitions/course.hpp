// The course of a petition: from where, by which deed, to where, who may, what the clock does, and
// by which article. Three tables hold the whole of it; desk, letters, pages and tests read them.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "contexts/petitions/petition.hpp"

namespace gandan::petitions {

struct Petition;

/// What the law tells apart: petitions whose way or limits differ.
enum class Matter : std::uint8_t {
  voters_proposal,   ///< kiến nghị cử tri: of voters, passed on by a delegation or council
  proposal,          ///< kiến nghị of a citizen
  report,            ///< phản ánh
  complaint,         ///< khiếu nại lần đầu
  second_complaint,  ///< khiếu nại lần hai
  denunciation,      ///< tố cáo
  nameless_denunciation,  ///< tells of a breach, but not who tells it (Law 25/2018 art. 25)
};
inline constexpr Matter matters[] = {Matter::voters_proposal,
                                     Matter::proposal,
                                     Matter::report,
                                     Matter::complaint,
                                     Matter::second_complaint,
                                     Matter::denunciation,
                                     Matter::nameless_denunciation};

/// What runs under a limit of its own.
enum class Stage : std::uint8_t {
  reception,           ///< told apart and sent to the competent body
  check,               ///< accepted (thụ lý) or not
  check_widely,        ///< the same, at several places
  answer,              ///< of proposals and reports: answered
  settlement,          ///< of complaints and denunciations: settled, from the day of acceptance
  complex_settlement,  ///< the same, in a complex case
};
inline constexpr Stage stages[] = {Stage::reception, Stage::check,      Stage::check_widely,
                                   Stage::answer,    Stage::settlement, Stage::complex_settlement};

/// Who may do it; `petitioner` acts with the tracking code, `registrar` enters what the petitioner
/// signed on paper.
enum class Actor : std::uint8_t { synthesis_officer, answering_body, petitioner, registrar };

/// What a transition does to the clock.
enum class ClockEffect : std::uint8_t {
  none,
  starts,   ///< of the stage, now
  returns,  ///< that of the reception, as it has run since the receipt, or since a second complaint
            ///< came: no new limit
  stops,
  resumes,
  extends,  ///< more time, or the stage's longer limit, counted from where it was started
  ends,
};

struct Transition {
  std::uint8_t matters = 0;  ///< of which it holds: a bit each
  State from{};
  Verb verb{};
  State to{};
  Actor actor{};
  ClockEffect clock = ClockEffect::none;
  std::optional<Stage> stage = {};  ///< whose clock starts or runs from then on
  const char* article = "";         ///< empty where no law says it: a body's own rule

  [[nodiscard]] bool is_of(Matter matter) const {
    return ((matters >> static_cast<unsigned>(matter)) & 1U) != 0;
  }
};

/// All that may happen; nothing else is allowed. Printed for officers on /desk/course.
[[nodiscard]] std::span<const Transition> transitions();
/// The transition that `verb` makes from `from`; nothing where it is not allowed.
[[nodiscard]] std::optional<Transition> transition(Matter matter, State from, Verb verb);
[[nodiscard]] std::optional<Transition> transition(const Petition& petition, Verb verb);

/// Which matter it is. Voters speak where it came from a meeting with them, or where an officer, a
/// file or a connected system says so; anybody can write it into a form on the web.
[[nodiscard]] Matter matter_of(const Petition& petition);
[[nodiscard]] Matter matter_of(Kind kind, Channel channel = Channel::web,
                               std::string_view asked_by = {}, bool nameless = false);

/// Whether it is settled by a decision after it was accepted (thụ lý), as complaints and
/// denunciations are; the others are answered.
[[nodiscard]] bool is_settled(Matter matter);
/// The stage that begins when a body has it, and the last one: the answer, or the settlement.
[[nodiscard]] Stage first_stage(Matter matter);
[[nodiscard]] Stage last_stage(Matter matter);

/// The rule in kernel/rules that limits a stage of a matter; empty where nothing does.
[[nodiscard]] std::string_view rule_of(Matter matter, Stage stage);
/// Which stage a rule limits.
[[nodiscard]] std::optional<Stage> stage_of(std::string_view rule);
/// The rule of kind extension by which the last stage may take longer; empty where its longer limit
/// is a rule of its own (complex_settlement), or where nothing allows it. `very_complex`: by two
/// criteria at least (Decree 31/2019 art. 3(3)).
[[nodiscard]] std::string_view extension_rule(Matter matter, bool very_complex = false);

/// The rule by which a decision to suspend or to end must be sent to who complains or denounces;
/// empty for what else is decided.
[[nodiscard]] std::string_view notice_rule(Matter matter, Verb decided);

[[nodiscard]] std::string_view name(Matter matter);
[[nodiscard]] const char* label(Matter matter);
[[nodiscard]] const char* label(Stage stage);
[[nodiscard]] const char* label(Actor actor);
[[nodiscard]] const char* label(ClockEffect effect);

}  // namespace gandan::petitions
