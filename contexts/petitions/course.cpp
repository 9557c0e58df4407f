#include "contexts/petitions/course.hpp"

#include <algorithm>
#include <array>

#include "contexts/petitions/record/record.hpp"
#include "kernel/states/course.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

constexpr std::uint8_t bit(Matter matter) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(matter));
}
constexpr std::uint8_t open_to_all =
    bit(Matter::voters_proposal) | bit(Matter::proposal) | bit(Matter::report);
constexpr std::uint8_t first_complaint = bit(Matter::complaint);
constexpr std::uint8_t complaints = first_complaint | bit(Matter::second_complaint);
constexpr std::uint8_t named = bit(Matter::denunciation);
constexpr std::uint8_t nameless = bit(Matter::nameless_denunciation);
constexpr std::uint8_t denunciations = named | nameless;
constexpr std::uint8_t settled = complaints | denunciations;
constexpr std::uint8_t all = open_to_all | settled;

constexpr const char* acceptance_of_complaint =
    "Luật Khiếu nại 02/2011/QH13, Điều 27, Điều 36; Nghị định 124/2020/NĐ-CP, Điều 16 khoản 1";
constexpr const char* complex_complaint =
    "Luật Khiếu nại 02/2011/QH13, Điều 28, Điều 37; Nghị định 124/2020/NĐ-CP, Điều 3a";
constexpr const char* suspended_complaint =
    "Luật Khiếu nại 02/2011/QH13, Điều 11a; Nghị định 124/2020/NĐ-CP, Điều 28a, 28b khoản 1";
constexpr const char* resumed_complaint = "Nghị định 124/2020/NĐ-CP, Điều 28b khoản 2";
constexpr const char* ended_complaint =
    "Luật Khiếu nại 02/2011/QH13, Điều 10, Điều 11a; Nghị định 124/2020/NĐ-CP, Điều 28b khoản 1";
constexpr const char* decided_complaint = "Luật Khiếu nại 02/2011/QH13, Điều 31, Điều 40";
constexpr const char* withdrawn_complaint = "Luật Khiếu nại 02/2011/QH13, Điều 10";
constexpr const char* evidence_of_complaint =
    "Luật Khiếu nại 02/2011/QH13, Điều 14 khoản 1 điểm a, Điều 15 khoản 1 điểm a";
constexpr const char* pursued_complaint = "Luật Khiếu nại 02/2011/QH13, Điều 11 khoản 8";
constexpr const char* second_complaint_again = "Luật Khiếu nại 02/2011/QH13, Điều 7, Điều 33";
constexpr const char* forwarded_denunciation = "Luật Tố cáo 25/2018/QH14, Điều 24 khoản 2";
constexpr const char* checked_denunciation = "Luật Tố cáo 25/2018/QH14, Điều 24 khoản 1";
constexpr const char* accepted_denunciation = "Luật Tố cáo 25/2018/QH14, Điều 29, Điều 30 khoản 1";
constexpr const char* complex_denunciation =
    "Luật Tố cáo 25/2018/QH14, Điều 30 khoản 2, 3, 4; Nghị định 31/2019/NĐ-CP, Điều 3";
constexpr const char* suspended_denunciation = "Luật Tố cáo 25/2018/QH14, Điều 34 khoản 1";
constexpr const char* resumed_denunciation = "Luật Tố cáo 25/2018/QH14, Điều 34 khoản 2";
constexpr const char* ended_denunciation = "Luật Tố cáo 25/2018/QH14, Điều 34 khoản 3";
constexpr const char* concluded_denunciation = "Luật Tố cáo 25/2018/QH14, Điều 35";
constexpr const char* withdrawn_denunciation =
    "Luật Tố cáo 25/2018/QH14, Điều 33; Nghị định 31/2019/NĐ-CP, Điều 4";
constexpr const char* withdrawn_in_vain =
    "Luật Tố cáo 25/2018/QH14, Điều 33 khoản 3; Nghị định 31/2019/NĐ-CP, Điều 4 khoản 4 (sửa đổi "
    "bởi Nghị định 156/2026/NĐ-CP, Điều 1)";
constexpr const char* evidence_of_denunciation = "Nghị định 31/2019/NĐ-CP, Điều 11 khoản 1, 3";
constexpr const char* nameless_denunciation = "Luật Tố cáo 25/2018/QH14, Điều 25";

using enum State;
using A = Actor;
using C = ClockEffect;
using S = Stage;
using V = Verb;

constexpr std::optional<Stage> no_stage;

constexpr Transition course_table[] = {
    // ---- the reception ----
    {open_to_all, received, V::route, routed, A::synthesis_officer, C::starts, S::answer},
    {complaints, received, V::route, routed, A::synthesis_officer, C::starts, S::check,
     acceptance_of_complaint},
    {denunciations, received, V::route, routed, A::synthesis_officer, C::starts, S::check,
     forwarded_denunciation},
    {all, received, V::give_back, returned, A::synthesis_officer, C::ends},
    {open_to_all, received, V::ask, needs_information, A::synthesis_officer, C::stops},
    {complaints, received, V::ask, received, A::synthesis_officer, C::none, no_stage,
     evidence_of_complaint},
    {denunciations, received, V::ask, received, A::synthesis_officer, C::none, no_stage,
     evidence_of_denunciation},
    {settled, received, V::supplement, received, A::petitioner, C::none},
    {open_to_all, received, V::withdraw, withdrawn, A::petitioner, C::ends},
    // Nothing is being settled yet that a decision could end.
    {complaints, received, V::withdraw, withdrawn, A::registrar, C::ends, no_stage,
     withdrawn_complaint},
    {denunciations, received, V::withdraw, received, A::registrar, C::none, no_stage,
     withdrawn_denunciation},

    // ---- waiting for who sent it: the clock stands for proposals and reports alone; complaints
    // and denunciations are here only where they were asked before this was so ----
    // The body that asked may have the reply on paper.
    {all, needs_information, V::supplement, received, A::petitioner, C::resumes},
    {all, needs_information, V::supplement, received, A::answering_body, C::resumes},
    {all, needs_information, V::give_back, returned, A::synthesis_officer, C::ends},
    {open_to_all, needs_information, V::withdraw, withdrawn, A::petitioner, C::ends},
    {complaints, needs_information, V::withdraw, withdrawn, A::registrar, C::ends, no_stage,
     withdrawn_complaint},
    {denunciations, needs_information, V::withdraw, needs_information, A::registrar, C::none,
     no_stage, withdrawn_denunciation},

    // ---- proposals and reports with a body ----
    {open_to_all, routed, V::route, routed, A::synthesis_officer, C::starts, S::answer},
    {open_to_all, routed, V::accept, in_progress, A::answering_body, C::none},
    {open_to_all, routed, V::send_back, received, A::answering_body, C::returns, S::reception},
    {open_to_all, routed, V::ask, needs_information, A::answering_body, C::stops},
    {open_to_all, routed, V::extend, routed, A::answering_body, C::extends, S::answer},
    {open_to_all, routed, V::answer, answered, A::answering_body, C::ends},
    {open_to_all, routed, V::withdraw, withdrawn, A::petitioner, C::ends},
    {open_to_all, in_progress, V::route, routed, A::synthesis_officer, C::starts, S::answer},
    {open_to_all, in_progress, V::send_back, received, A::answering_body, C::returns, S::reception},
    {open_to_all, in_progress, V::ask, needs_information, A::answering_body, C::stops},
    {open_to_all, in_progress, V::extend, in_progress, A::answering_body, C::extends, S::answer},
    {open_to_all, in_progress, V::answer, answered, A::answering_body, C::ends},
    {open_to_all, in_progress, V::withdraw, withdrawn, A::petitioner, C::ends},

    // ---- complaints and denunciations with a body: the check ----
    {complaints, routed, V::route, routed, A::synthesis_officer, C::starts, S::check,
     acceptance_of_complaint},
    {denunciations, routed, V::route, routed, A::synthesis_officer, C::starts, S::check,
     forwarded_denunciation},
    {complaints, routed, V::send_back, received, A::answering_body, C::returns, S::reception},
    {denunciations, routed, V::send_back, received, A::answering_body, C::returns, S::reception,
     forwarded_denunciation},
    {complaints, routed, V::ask, routed, A::answering_body, C::none, no_stage,
     evidence_of_complaint},
    {denunciations, routed, V::ask, routed, A::answering_body, C::none, no_stage,
     evidence_of_denunciation},
    {settled, routed, V::supplement, routed, A::petitioner, C::none},
    {settled, routed, V::supplement, routed, A::answering_body, C::none},
    {denunciations, routed, V::widen_check, routed, A::answering_body, C::extends, S::check_widely,
     checked_denunciation},
    {complaints, routed, V::accept, in_progress, A::answering_body, C::starts, S::settlement,
     acceptance_of_complaint},
    {named, routed, V::accept, in_progress, A::answering_body, C::starts, S::settlement,
     accepted_denunciation},
    {complaints, routed, V::decline, declined, A::answering_body, C::ends, no_stage,
     "Luật Khiếu nại 02/2011/QH13, Điều 11; Nghị định 124/2020/NĐ-CP, Điều 16 khoản 1"},
    {named, routed, V::decline, declined, A::answering_body, C::ends, no_stage,
     checked_denunciation},
    {nameless, routed, V::decline, declined, A::answering_body, C::ends, no_stage,
     nameless_denunciation},
    {complaints, routed, V::withdraw, routed, A::registrar, C::none, no_stage, withdrawn_complaint},
    {denunciations, routed, V::withdraw, routed, A::registrar, C::none, no_stage,
     withdrawn_denunciation},
    {complaints, routed, V::end, ended, A::answering_body, C::ends, no_stage, ended_complaint},

    // ---- the settlement, from acceptance ----
    // To another body, or found to be of another kind: accepted anew there.
    {complaints, in_progress, V::route, routed, A::synthesis_officer, C::starts, S::check,
     acceptance_of_complaint},
    {denunciations, in_progress, V::route, routed, A::synthesis_officer, C::starts, S::check,
     "Nghị định 31/2019/NĐ-CP, Điều 5 khoản 3"},
    {complaints, in_progress, V::ask, in_progress, A::answering_body, C::none, no_stage,
     evidence_of_complaint},
    {named, in_progress, V::ask, in_progress, A::answering_body, C::none, no_stage,
     evidence_of_denunciation},
    {settled, in_progress, V::supplement, in_progress, A::petitioner, C::none},
    {settled, in_progress, V::supplement, in_progress, A::answering_body, C::none},
    {complaints, in_progress, V::extend, in_progress, A::answering_body, C::extends,
     S::complex_settlement, complex_complaint},
    {named, in_progress, V::extend, in_progress, A::answering_body, C::extends, S::settlement,
     complex_denunciation},
    {complaints, in_progress, V::suspend, suspended, A::answering_body, C::stops, no_stage,
     suspended_complaint},
    {named, in_progress, V::suspend, suspended, A::answering_body, C::stops, no_stage,
     suspended_denunciation},
    {complaints, in_progress, V::withdraw, in_progress, A::registrar, C::none, no_stage,
     withdrawn_complaint},
    {denunciations, in_progress, V::withdraw, in_progress, A::registrar, C::none, no_stage,
     withdrawn_denunciation},
    {named, in_progress, V::go_on, in_progress, A::answering_body, C::none, no_stage,
     withdrawn_in_vain},
    {complaints, in_progress, V::end, ended, A::answering_body, C::ends, no_stage, ended_complaint},
    {denunciations, in_progress, V::end, ended, A::answering_body, C::ends, no_stage,
     ended_denunciation},
    {complaints, in_progress, V::answer, answered, A::answering_body, C::ends, no_stage,
     decided_complaint},
    {denunciations, in_progress, V::answer, answered, A::answering_body, C::ends, no_stage,
     concluded_denunciation},

    // ---- while it is suspended ----
    {complaints, suspended, V::resume, in_progress, A::answering_body, C::resumes, no_stage,
     resumed_complaint},
    {denunciations, suspended, V::resume, in_progress, A::answering_body, C::resumes, no_stage,
     resumed_denunciation},
    {settled, suspended, V::supplement, suspended, A::petitioner, C::none},
    {settled, suspended, V::supplement, suspended, A::answering_body, C::none},
    {complaints, suspended, V::withdraw, suspended, A::registrar, C::none, no_stage,
     withdrawn_complaint},
    {denunciations, suspended, V::withdraw, suspended, A::registrar, C::none, no_stage,
     withdrawn_denunciation},
    {named, suspended, V::go_on, suspended, A::answering_body, C::none, no_stage,
     withdrawn_in_vain},
    {complaints, suspended, V::end, ended, A::answering_body, C::ends, no_stage, ended_complaint},
    {denunciations, suspended, V::end, ended, A::answering_body, C::ends, no_stage,
     ended_denunciation},

    // ---- afterwards ----
    // A further answer follows one that promised a date; it does not move the clock.
    {all, answered, V::answer, answered, A::answering_body, C::none},
    // Who does not agree, or was not answered in time, complains a second time.
    {first_complaint, answered, V::complain_again, received, A::registrar, C::starts, S::reception,
     second_complaint_again},
    {first_complaint, in_progress, V::complain_again, received, A::registrar, C::starts,
     S::reception, second_complaint_again},
    // Whoever goes on with it in time is checked anew by the body that ended it.
    {complaints, ended, V::pursue, routed, A::registrar, C::starts, S::check, pursued_complaint},

    // ---- what its sender adds, and says of the answer ----
    {all, received, V::add, received, A::petitioner, C::none},
    {all, routed, V::add, routed, A::petitioner, C::none},
    {all, in_progress, V::add, in_progress, A::petitioner, C::none},
    {open_to_all, answered, V::settle, answered, A::petitioner, C::none},
    {open_to_all, answered, V::doubt, answered, A::petitioner, C::none},
    {open_to_all, answered, V::reopen, routed, A::petitioner, C::starts, S::answer},
};

/// The rules of one matter, by stage in the order of `stages`; then its extensions.
struct Rules {
  std::array<std::string_view, std::size(stages)> by_stage;
  std::string_view extension, second_extension;
};
constexpr std::array rules_of_matters{
    Rules{
        {"letter.classify", "", "", "voter_petition.answer", "", ""}, "voter_petition.extend", ""},
    Rules{{"letter.classify", "", "", "proposal.answer", "", ""}, "proposal.extend", ""},
    Rules{{"letter.classify", "", "", "reflection.answer", "", ""}, "reflection.extend", ""},
    Rules{{"letter.classify", "complaint.accept", "", "", "complaint.first_settlement",
           "complaint.first_settlement_complex"},
          "",
          ""},
    Rules{{"letter.classify", "complaint.accept_second", "", "", "complaint.second_settlement",
           "complaint.second_settlement_complex"},
          "",
          ""},
    Rules{{"denunciation.forward", "denunciation.initial_check",
           "denunciation.initial_check_several_places", "", "denunciation.settle", ""},
          "denunciation.extend_complex",
          "denunciation.extend_very_complex"},
    // Nobody is promised a settlement who did not say who they are.
    Rules{{"denunciation.forward", "denunciation.initial_check",
           "denunciation.initial_check_several_places", "", "", ""},
          "",
          ""},
};
static_assert(std::size(rules_of_matters) == std::size(matters));

const Rules& rules_of(Matter matter) {
  return rules_of_matters.at(static_cast<std::size_t>(matter));
}

struct MatterWords {
  std::string_view name;
  const char* label;
};
constexpr std::array matter_words{
    MatterWords{"voters_proposal", N_("Proposal of voters")},
    MatterWords{"proposal", N_("Proposal of a citizen")},
    MatterWords{"report", N_("Report")},
    MatterWords{"complaint", N_("First complaint")},
    MatterWords{"second_complaint", N_("Second complaint")},
    MatterWords{"denunciation", N_("Denunciation")},
    MatterWords{"nameless_denunciation", N_("Denunciation without a name")},
};
constexpr std::array stage_words{N_("Reception"),
                                 N_("Check before acceptance"),
                                 N_("Check at several places"),
                                 N_("Answer of the body"),
                                 N_("Settlement"),
                                 N_("Settlement of a complex case")};
constexpr std::array actor_words{N_("receiving officer"), N_("competent body"), N_("sender"),
                                 N_("receiving officer, on a signed paper")};
constexpr std::array effect_words{
    N_("runs on"), N_("starts"),  N_("the reception's runs on since the receipt"),
    N_("stops"),   N_("resumes"), N_("gets more time"),
    N_("ends")};

}  // namespace

std::span<const Transition> transitions() {
  return course_table;
}

std::optional<Transition> transition(Matter matter, State from, Verb verb) {
  const auto* found = states::find(transitions(), from, verb,
                                   [&](const Transition& row) { return row.is_of(matter); });
  return found != nullptr ? std::optional(*found) : std::nullopt;
}

std::optional<Transition> transition(const Petition& petition, Verb verb) {
  return transition(matter_of(petition), petition.state, verb);
}

Matter matter_of(const Petition& p) {
  const Matter matter = matter_of(p.kind, p.channel, p.asked_by, p.nameless);
  return matter == Matter::complaint && p.round > 1 ? Matter::second_complaint : matter;
}

Matter matter_of(Kind kind, Channel channel, std::string_view asked_by, bool is_nameless) {
  switch (kind) {
    case Kind::proposal: {
      // Whose voice it is counts where an officer or an operator has said it.
      const bool is_entered = channel != Channel::web && channel != Channel::api;
      const bool of_voters =
          channel == Channel::meeting || (is_entered && text::fold(asked_by).starts_with("cu tri"));
      return of_voters ? Matter::voters_proposal : Matter::proposal;
    }
    case Kind::report:
      return Matter::report;
    case Kind::complaint:
      return Matter::complaint;
    case Kind::denunciation:
      return is_nameless ? Matter::nameless_denunciation : Matter::denunciation;
  }
  return Matter::proposal;
}

bool is_settled(Matter matter) {
  return ((settled >> static_cast<unsigned>(matter)) & 1U) != 0;
}

Stage first_stage(Matter matter) {
  return is_settled(matter) ? Stage::check : Stage::answer;
}

Stage last_stage(Matter matter) {
  return is_settled(matter) ? Stage::settlement : Stage::answer;
}

std::string_view rule_of(Matter matter, Stage stage) {
  return rules_of(matter).by_stage.at(static_cast<std::size_t>(stage));
}

std::optional<Stage> stage_of(std::string_view rule) {
  if (rule.empty()) return std::nullopt;
  for (const Rules& rules : rules_of_matters)
    for (Stage stage : stages)
      if (rules.by_stage.at(static_cast<std::size_t>(stage)) == rule) return stage;
  return std::nullopt;
}

std::string_view extension_rule(Matter matter, bool very_complex) {
  const Rules& rules = rules_of(matter);
  return very_complex && !rules.second_extension.empty() ? rules.second_extension : rules.extension;
}

std::string_view notice_rule(Matter matter, Verb decided) {
  if (!is_settled(matter) || (decided != Verb::suspend && decided != Verb::end)) return {};
  const bool is_of_complaint = (complaints & bit(matter)) != 0;
  return is_of_complaint ? "complaint.send_suspension" : "denunciation.send_suspension";
}

std::string_view name(Matter matter) {
  return matter_words.at(static_cast<std::size_t>(matter)).name;
}
const char* label(Matter matter) {
  return matter_words.at(static_cast<std::size_t>(matter)).label;
}
const char* label(Stage stage) {
  return stage_words.at(static_cast<std::size_t>(stage));
}
const char* label(Actor actor) {
  return actor_words.at(static_cast<std::size_t>(actor));
}
const char* label(ClockEffect effect) {
  return effect_words.at(static_cast<std::size_t>(effect));
}

}  // namespace gandan::petitions
