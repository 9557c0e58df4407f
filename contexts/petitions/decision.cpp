#include "contexts/petitions/decision.hpp"

#include <bit>

#include "contexts/petitions/record/sealed_words.hpp"
#include "lib/html/markdown.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

const db::Sql insert_decision{R"(
  insert into petition_decisions (petition_id, at, verb, number, decided_on, ground)
  values (:id, :at, :verb, :number, :on, :ground))"};

// Of art. 11a of the Law on Complaints, which Law 136/2025 added, only what the decree repeats was
// read; "other" is for what else it lists, and the decision names it.
constexpr GroundWords ground_table[] = {
    {Ground::obstacle, Verb::suspend, true, "obstacle",
     N_("Force majeure or an obstacle keeps the complainant from taking part"),
     "Luật Khiếu nại 02/2011/QH13, Điều 11a khoản 1 điểm a; Nghị định 124/2020/NĐ-CP, Điều 28a"},
    {Ground::other, Verb::suspend, true, "other",
     N_("Another ground of article 11a(1), which the decision names"),
     "Luật Khiếu nại 02/2011/QH13, Điều 11a khoản 1"},
    {Ground::waits_result, Verb::suspend, false, "waits_result",
     N_("The result of another body, or of another case, must be awaited"),
     "Luật Tố cáo 25/2018/QH14, Điều 34 khoản 1 điểm a"},
    {Ground::waits_experts, Verb::suspend, false, "waits_experts",
     N_("An additional or repeated expertise must be awaited"),
     "Luật Tố cáo 25/2018/QH14, Điều 34 khoản 1 điểm b"},
    {Ground::withdrawn, Verb::end, true, "withdrawn", N_("The complainant has taken it back"),
     "Luật Khiếu nại 02/2011/QH13, Điều 10"},
    {Ground::died, Verb::end, true, "died",
     N_("The complainant has died, or the organisation is no more"),
     "Luật Khiếu nại 02/2011/QH13, Điều 11a khoản 2 điểm b"},
    {Ground::other, Verb::end, true, "other",
     N_("Another ground of article 11a(2), which the decision names"),
     "Luật Khiếu nại 02/2011/QH13, Điều 11a khoản 2"},
    {Ground::withdrawn, Verb::end, false, "withdrawn",
     N_("The whole denunciation was taken back, and nothing demands that it goes on"),
     "Luật Tố cáo 25/2018/QH14, Điều 34 khoản 3 điểm a"},
    {Ground::died, Verb::end, false, "died",
     N_("Who is denounced has died, and it concerns them alone"),
     "Luật Tố cáo 25/2018/QH14, Điều 34 khoản 3 điểm b"},
    {Ground::judged, Verb::end, false, "judged",
     N_("A judgment or decision that has taken effect settles the case"),
     "Luật Tố cáo 25/2018/QH14, Điều 34 khoản 3 điểm c"},
};

/// What the law asks before it is suspended or ended on this ground.
std::optional<MoveError> check_ground(const Petition& petition, Verb verb,
                                      const Decision& decision) {
  if (!decision.ground || !ground_words(*decision.ground, verb, matter_of(petition)))
    return MoveError::ground_missing;
  if (*decision.ground != Ground::withdrawn) return std::nullopt;
  if (!petition.withdrawal_at) return MoveError::not_withdrawn;
  const bool is_free = (decision.denied & all_signs) == all_signs;
  if (petition.kind == Kind::denunciation && !is_free) return MoveError::must_go_on;
  return std::nullopt;
}

std::optional<MoveError> check_number(const Decision& decision) {
  if (html::shows_nothing(decision.number)) return MoveError::number_missing;
  if (text::length(decision.number) > longest_number) return MoveError::number_too_long;
  return std::nullopt;
}

/// When the stage began in which the decision is made.
Instant began(const Petition& petition) {
  return petition.clock.started_at.value_or(petition.received_at);
}

std::optional<MoveError> check_day(const Petition& petition, const Decision& decision,
                                   Instant now) {
  const Date today = civil_date(now), on = decision.on.value_or(today);
  if (on > today || (on < today && on < civil_date(began(petition)))) return MoveError::day_wrong;
  return std::nullopt;
}

}  // namespace

const std::array<const char*, criteria_count> criteria{
    N_("one content, to be verified at two places or more"),
    N_("two contents or more to be verified"),
    N_("many people on the same content, or the rights of many are concerned"),
    N_("people, acts or verification abroad"),
    N_("it concerns what several bodies are responsible for"),
    N_("the bodies concerned still differ"),
    N_("evidence that contradicts itself, or needs the opinion of experts")};

const std::array<SignWords, sign_count> signs{
    SignWords{"violation", N_("Are there signs that what is denounced breaks the law?"),
              N_("signs of a violation of the law")},
    SignWords{"coercion",
              N_("Are there grounds to say that it was taken back under a threat, by force or for "
                 "a bribe?"),
              N_("a threat, force or a bribe")},
    SignWords{
        "slander",
        N_("Are there grounds to say that it was made to slander, to offend or to harm who is "
           "denounced?"),
        N_("slander, offence or harm")}};

std::span<const GroundWords> grounds() {
  return ground_table;
}

const GroundWords* ground_words(Ground ground, Verb verb, Matter matter) {
  const bool of_complaints = matter == Matter::complaint || matter == Matter::second_complaint;
  for (const GroundWords& each : ground_table)
    if (each.ground == ground && each.verb == verb && each.of_complaints == of_complaints)
      return &each;
  return nullptr;
}

int count_criteria(std::int64_t mask) {
  return std::popcount(static_cast<std::uint64_t>(mask) & ((1U << criteria_count) - 1));
}

std::vector<MoveError> lacks_of(const Petition& petition, Verb verb, const Decision& decision,
                                Instant now) {
  std::vector<MoveError> lacks;
  auto look = [&](std::optional<MoveError> lack) {
    if (lack) lacks.push_back(*lack);
  };
  if (verb == Verb::suspend || verb == Verb::end) look(check_ground(petition, verb, decision));
  if (verb == Verb::extend && count_criteria(decision.criteria) == 0)
    look(MoveError::criteria_missing);
  // Law 02/2011 art. 11(5), Law 25/2018 art. 23(1) and 29(1)(a).
  if (verb == Verb::accept && !decision.is_signed) look(MoveError::not_signed);
  look(check_number(decision));
  look(check_day(petition, decision, now));
  if (verb != Verb::accept && verb != Verb::resume) look(check_reason(decision.reason));
  return lacks;
}

Result<Instant, MoveError> moment_of(const Move& move, const Decision& decision) {
  if (auto wrong = check_number(decision)) return fail(*wrong);
  if (auto wrong = check_day(move.petition, decision, move.at)) return fail(*wrong);
  const Date today = civil_date(move.at), on = decision.on.value_or(today);
  if (on == today) return move.at;
  return std::max(began(move.petition), start_of(on) + std::chrono::hours(12));
}

void keep_decision(db::Tx& tx, const Move& move, const Decision& decision) {
  const Owner owner = owner_of(move.petition);
  tx.run(insert_decision,
         {{"id", move.petition.id},
          {"at", move.at},
          {"verb", name(move.transition.verb)},
          {"number", keep_words(tx, move.env, owner, decision_part(move.at), decision.number)},
          {"on", decision.on.value_or(civil_date(move.at))},
          {"ground", decision.ground ? static_cast<std::int64_t>(*decision.ground) : 0}});
}

std::string decision_part(Instant at) {
  return "decision " + std::to_string(at.micros);
}

}  // namespace gandan::petitions
