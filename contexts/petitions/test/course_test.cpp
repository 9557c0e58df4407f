// The whole way of each kind through its stages, with the article beside each row. The days were
// counted by hand on the calendar of October 2026 to February 2027.
#include <gmock/gmock.h>

#include <charconv>
#include <set>

#include "contexts/petitions/decision.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/units/remote.hpp"

namespace gandan::petitions {
namespace {

enum class Who { citizen, voters, nameless };
enum class Where { near, remote };

/// Received on Thursday 1 October 2026; then what happens on which day, and how it stands.
struct Row {
  const char* title;
  const char* kind;
  Where where;
  const char* way;  ///< "10-02 route; 10-05 accept"
  State state;
  const char* rule;                       ///< whose clock runs, or ran last
  const char* due;                        ///< its last day; "none" where nothing is due
  const char* clocks;                     ///< those that have ended: on time "+" or late "-"
  const char* article;                    ///< of the rule, or of the last deed
  std::optional<MoveError> refused = {};  ///< why the last deed is
  Who who = Who::citizen;
};

using enum State;
constexpr Where near = Where::near, remote = Where::remote;

const Row rows[] = {
    // ---- proposals and reports: a body's own rules ----
    {"a report waits to be sent on", "report", near, "", received, "letter.classify", "2026-10-12",
     "", "05/2021"},
    {"a report reaches its body", "report", near, "10-02 route", routed, "reflection.answer",
     "2026-10-23", "reception+", "Quy định riêng"},
    {"it is answered on the last day", "report", near, "10-02 route; 10-05 accept; 10-23 answer",
     answered, "reflection.answer", "2026-10-23", "reception+ answer+", "Quy định riêng"},
    {"it is answered a day late", "report", near, "10-02 route; 10-24 answer", answered,
     "reflection.answer", "2026-10-23", "reception+ answer-", "Quy định riêng"},
    {"it was sent on late", "report", near, "10-13 route", routed, "reflection.answer",
     "2026-11-03", "reception-", "Quy định riêng"},
    {"its clock stands while the sender is asked", "report", near,
     "10-02 route; 10-05 ask; 10-12 supplement", routed, "reflection.answer", "2026-10-30",
     "reception+", "Quy định riêng"},
    {"it gets more time", "report", near, "10-02 route; 10-20 extend", routed, "reflection.answer",
     "2026-11-13", "reception+", "Quy định riêng"},
    {"and no more after that", "report", near, "10-02 route; 10-20 extend; 10-21 extend", routed,
     "reflection.answer", "2026-11-13", "reception+", "Quy định riêng", MoveError::too_often},
    {"sent back, it has no new limit", "report", near, "10-02 route; 10-09 send_back", received,
     "letter.classify", "2026-10-12", "reception+ answer+", "05/2021"},
    {"nor after more time at the body", "report", near,
     "10-02 route; 10-08 extend; 10-09 send_back", received, "letter.classify", "2026-10-12",
     "reception+ answer+", "05/2021"},
    {"it is given back", "report", near, "10-05 give_back", returned, "letter.classify",
     "2026-10-12", "reception+", "05/2021"},
    {"it is withdrawn", "report", near, "10-02 route; 10-06 withdraw", withdrawn,
     "reflection.answer", "2026-10-23", "reception+ answer+", "Quy định riêng"},
    {"a citizen's proposal", "proposal", near, "10-02 route", routed, "proposal.answer",
     "2026-11-02", "reception+", "Quy định riêng"},
    {"a proposal of voters",
     "proposal",
     near,
     "10-02 route",
     routed,
     "voter_petition.answer",
     "2026-12-01",
     "reception+",
     "30/2020",
     {},
     Who::voters},
    {"a report is not suspended", "report", near, "10-02 route; 10-05 suspend:waits_result", routed,
     "reflection.answer", "2026-10-23", "reception+", "", MoveError::not_allowed},

    // ---- a complaint ----
    {"a complaint reaches its body", "complaint", near, "10-02 route", routed, "complaint.accept",
     "2026-10-13", "reception+", "155/2026/NĐ-CP, Điều 10"},
    {"it is accepted in time, and settled from then", "complaint", near,
     "10-02 route; 10-05 accept", in_progress, "complaint.first_settlement", "2026-11-04",
     "reception+ check+", "02/2011/QH13, Điều 28"},
    {"where travel is hard", "complaint", remote, "10-02 route; 10-05 accept", in_progress,
     "complaint.first_settlement", "2026-11-19", "reception+ check+", "02/2011/QH13, Điều 28"},
    {"it is accepted late", "complaint", near, "10-02 route; 10-14 accept", in_progress,
     "complaint.first_settlement", "2026-11-13", "reception+ check-", "02/2011/QH13, Điều 28"},
    {"the notice is of an earlier day than its entry", "complaint", near,
     "10-02 route; 10-14 accept@2026-10-05", in_progress, "complaint.first_settlement",
     "2026-11-04", "reception+ check+", "02/2011/QH13, Điều 28"},
    {"but not of a day before it came", "complaint", near, "10-02 route; 10-14 accept@2026-10-01",
     routed, "complaint.accept", "2026-10-13", "reception+", "", MoveError::day_wrong},
    {"without a signature it is not accepted", "complaint", near,
     "10-02 route; 10-05 accept:unsigned", routed, "complaint.accept", "2026-10-13", "reception+",
     "", MoveError::not_signed},
    {"nothing is decided before it is accepted", "complaint", near, "10-02 route; 10-05 answer",
     routed, "complaint.accept", "2026-10-13", "reception+", "", MoveError::not_allowed},
    {"nor is more time granted", "complaint", near, "10-02 route; 10-05 extend:1", routed,
     "complaint.accept", "2026-10-13", "reception+", "", MoveError::not_allowed},
    {"it is not accepted, in time", "complaint", near, "10-02 route; 10-13 decline", declined,
     "complaint.accept", "2026-10-13", "reception+ check+", "02/2011/QH13, Điều 11"},
    {"or late", "complaint", near, "10-02 route; 10-14 decline", declined, "complaint.accept",
     "2026-10-13", "reception+ check-", "02/2011/QH13, Điều 11"},
    {"sent back, it has no new limit", "complaint", near, "10-02 route; 10-09 send_back", received,
     "letter.classify", "2026-10-12", "reception+ check+", "05/2021"},
    {"neither a question nor further words stop the clock", "complaint", near,
     "10-02 route; 10-05 accept; 10-08 ask; 10-20 supplement; 10-21 add", in_progress,
     "complaint.first_settlement", "2026-11-04", "reception+ check+", "Điều 28"},
    {"and one waits at a time", "complaint", near,
     "10-02 route; 10-05 accept; 10-08 ask; 10-09 ask", in_progress, "complaint.first_settlement",
     "2026-11-04", "reception+ check+", "Điều 14 khoản 1", MoveError::asked_already},
    {"a complex case has its longer limit", "complaint", near,
     "10-02 route; 10-05 accept; 10-20 extend:1", in_progress, "complaint.first_settlement_complex",
     "2026-11-19", "reception+ check+", "Điều 3a"},
    {"longer where travel is hard", "complaint", remote,
     "10-02 route; 10-05 accept; 10-20 extend:1", in_progress, "complaint.first_settlement_complex",
     "2026-12-04", "reception+ check+", "Điều 3a"},
    {"once", "complaint", near, "10-02 route; 10-05 accept; 10-20 extend:1; 10-21 extend:3",
     in_progress, "complaint.first_settlement_complex", "2026-11-19", "reception+ check+",
     "Điều 3a", MoveError::too_often},
    {"not without a criterion", "complaint", near, "10-02 route; 10-05 accept; 10-20 extend:0",
     in_progress, "complaint.first_settlement", "2026-11-04", "reception+ check+", "Điều 3a",
     MoveError::criteria_missing},
    {"not after the limit", "complaint", near, "10-02 route; 10-05 accept; 11-05 extend:1",
     in_progress, "complaint.first_settlement", "2026-11-04", "reception+ check+", "Điều 3a",
     MoveError::lapsed},
    {"suspended, its clock stands", "complaint", near,
     "10-02 route; 10-05 accept; 10-15 suspend:obstacle", suspended, "complaint.first_settlement",
     "2026-11-04", "reception+ check+", "Điều 28a"},
    {"resumed, the days do not count", "complaint", near,
     "10-02 route; 10-05 accept; 10-15 suspend:obstacle; 10-26 resume", in_progress,
     "complaint.first_settlement", "2026-11-16", "reception+ check+", "Điều 28b khoản 2"},
    {"from the day of its paper, where that is entered later", "complaint", near,
     "10-02 route; 10-05 accept; 10-19 suspend:obstacle@2026-10-15; 10-26 resume", in_progress,
     "complaint.first_settlement", "2026-11-16", "reception+ check+", "Điều 28b khoản 2"},
    {"a paper that is entered after the limit makes nothing good", "complaint", near,
     "10-02 route; 10-05 accept; 11-06 suspend:obstacle@2026-10-15", in_progress,
     "complaint.first_settlement", "2026-11-04", "reception+ check+", "Điều 28a",
     MoveError::lapsed},
    {"nor do days that were suspended count twice", "complaint", near,
     "10-02 route; 10-05 accept; 10-15 suspend:obstacle; 10-26 resume; "
     "10-28 suspend:obstacle@2026-10-20",
     in_progress, "complaint.first_settlement", "2026-11-16", "reception+ check+", "Điều 28a",
     MoveError::day_wrong},
    {"not on a ground of denunciations", "complaint", near,
     "10-02 route; 10-05 accept; 10-15 suspend:waits_experts", in_progress,
     "complaint.first_settlement", "2026-11-04", "reception+ check+", "Điều 28a",
     MoveError::ground_missing},
    {"withdrawn before a body has it", "complaint", near, "10-02 withdraw", withdrawn,
     "letter.classify", "2026-10-12", "reception+", "02/2011/QH13, Điều 10"},
    {"withdrawn later, it goes on until it is ended", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 withdraw", in_progress, "complaint.first_settlement",
     "2026-11-04", "reception+ check+", "02/2011/QH13, Điều 10"},
    {"by decision", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 withdraw; 10-13 end:withdrawn", ended,
     "complaint.first_settlement", "2026-11-04", "reception+ check+ settlement+",
     "02/2011/QH13, Điều 10"},
    {"which a signed paper must come before", "complaint", near,
     "10-02 route; 10-05 accept; 10-13 end:withdrawn", in_progress, "complaint.first_settlement",
     "2026-11-04", "reception+ check+", "02/2011/QH13, Điều 10", MoveError::not_withdrawn},
    {"ended while it is suspended", "complaint", near,
     "10-02 route; 10-05 accept; 10-15 suspend:obstacle; 10-26 end:died", ended,
     "complaint.first_settlement", "2026-11-16", "reception+ check+ settlement+", "Điều 11a"},
    {"settled on the last day", "complaint", near, "10-02 route; 10-05 accept; 11-04 answer",
     answered, "complaint.first_settlement", "2026-11-04", "reception+ check+ settlement+",
     "Điều 31"},
    {"settled a day late", "complaint", near, "10-02 route; 10-05 accept; 11-05 answer", answered,
     "complaint.first_settlement", "2026-11-04", "reception+ check+ settlement-", "Điều 31"},

    // ---- a second complaint ----
    {"a second complaint within thirty days", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 12-02 complain_again", received, "letter.classify",
     "2026-12-14", "reception+ check+ settlement+", "Điều 33"},
    {"after them no more", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 12-03 complain_again", answered,
     "complaint.first_settlement", "2026-11-04", "reception+ check+ settlement+", "Điều 33",
     MoveError::past_its_days},
    {"but for a good cause", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 12-03 complain_again:cause", received,
     "letter.classify", "2026-12-14", "reception+ check+ settlement+", "Điều 33"},
    {"within forty-five days where travel is hard", "complaint", remote,
     "10-02 route; 10-05 accept; 11-02 answer; 12-17 complain_again", received, "letter.classify",
     "2026-12-28", "reception+ check+ settlement+", "Điều 33"},
    {"and after them no more", "complaint", remote,
     "10-02 route; 10-05 accept; 11-02 answer; 12-18 complain_again", answered,
     "complaint.first_settlement", "2026-11-19", "reception+ check+ settlement+", "Điều 33",
     MoveError::past_its_days},
    {"which the day tells on which it came", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 12-10 complain_again@2026-12-02", received,
     "letter.classify", "2026-12-14", "reception+ check+ settlement+", "Điều 33"},
    {"not a day before the decision", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 12-02 complain_again@2026-11-01", answered,
     "complaint.first_settlement", "2026-11-04", "reception+ check+ settlement+", "Điều 33",
     MoveError::day_wrong},
    {"nor unsigned", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 12-02 complain_again:unsigned", answered,
     "complaint.first_settlement", "2026-11-04", "reception+ check+ settlement+", "Điều 33",
     MoveError::not_signed},
    {"it is not for the body that decided the first", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 11-20 complain_again; 11-23 route", received,
     "letter.classify", "2026-11-30", "reception+ check+ settlement+", "Điều 16",
     MoveError::decided_it_first},
    {"nor for the one that did not decide it in time", "complaint", near,
     "10-02 route; 10-05 accept; 11-10 complain_again; 11-11 route", received, "letter.classify",
     "2026-11-20", "reception+ check+ settlement-", "Điều 16", MoveError::decided_it_first},
    {"or because nothing was decided in time", "complaint", near,
     "10-02 route; 10-05 accept; 11-10 complain_again", received, "letter.classify", "2026-11-20",
     "reception+ check+ settlement-", "Điều 33"},
    {"not before the limit has passed", "complaint", near,
     "10-02 route; 10-05 accept; 11-04 complain_again", in_progress, "complaint.first_settlement",
     "2026-11-04", "reception+ check+", "Điều 33", MoveError::not_allowed},
    {"it is checked by the body above", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 11-20 complain_again; 11-23 route:2", routed,
     "complaint.accept_second", "2026-12-03", "reception+ check+ settlement+ reception+",
     "155/2026/NĐ-CP, Điều 10"},
    {"it is settled from its own acceptance", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 11-20 complain_again; 11-23 route:2; 11-30 accept",
     in_progress, "complaint.second_settlement", "2027-01-14",
     "reception+ check+ settlement+ reception+ check+", "02/2011/QH13, Điều 37"},
    {"where travel is hard", "complaint", remote,
     "10-02 route; 10-05 accept; 11-02 answer; 11-20 complain_again; 11-23 route:2; 11-30 accept",
     in_progress, "complaint.second_settlement", "2027-01-29",
     "reception+ check+ settlement+ reception+ check+", "02/2011/QH13, Điều 37"},
    {"complex", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 11-20 complain_again; 11-23 route:2; 11-30 accept; "
     "12-10 extend:1",
     in_progress, "complaint.second_settlement_complex", "2027-01-29",
     "reception+ check+ settlement+ reception+ check+", "02/2011/QH13, Điều 37"},
    {"complex, where travel is hard: past the days off of the lunar year", "complaint", remote,
     "10-02 route; 10-05 accept; 11-02 answer; 11-20 complain_again; 11-23 route:2; 11-30 accept; "
     "12-10 extend:1",
     in_progress, "complaint.second_settlement_complex", "2027-02-12",
     "reception+ check+ settlement+ reception+ check+", "02/2011/QH13, Điều 37"},
    {"there is no third", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 11-20 complain_again; 11-23 route:2; 11-30 accept; "
     "12-10 answer; 12-11 complain_again",
     answered, "complaint.second_settlement", "2027-01-14",
     "reception+ check+ settlement+ reception+ check+ settlement+", "", MoveError::not_allowed},

    // ---- a denunciation ----
    {"a denunciation is sent on within five working days", "denunciation", near, "", received,
     "denunciation.forward", "2026-10-08", "", "25/2018/QH14, Điều 24 khoản 2"},
    {"it is sent on late", "denunciation", near, "10-09 route", routed,
     "denunciation.initial_check", "2026-10-20", "reception-", "Điều 24 khoản 1"},
    {"it is checked", "denunciation", near, "10-02 route", routed, "denunciation.initial_check",
     "2026-10-13", "reception+", "Điều 24 khoản 1"},
    {"sent back, it has no new limit", "denunciation", near, "10-02 route; 10-06 send_back",
     received, "denunciation.forward", "2026-10-08", "reception+ check+", "Điều 24 khoản 2"},
    {"at several places", "denunciation", near, "10-02 route; 10-06 widen_check", routed,
     "denunciation.initial_check_several_places", "2026-10-16", "reception+", "Điều 24 khoản 1"},
    {"which is said in time", "denunciation", near, "10-02 route; 10-14 widen_check", routed,
     "denunciation.initial_check", "2026-10-13", "reception+", "Điều 24 khoản 1",
     MoveError::lapsed},
    {"accepted in time after that", "denunciation", near,
     "10-02 route; 10-06 widen_check; 10-16 accept", in_progress, "denunciation.settle",
     "2026-11-16", "reception+ check_widely+", "Điều 30 khoản 1"},
    {"it is accepted, and settled from then", "denunciation", near, "10-02 route; 10-05 accept",
     in_progress, "denunciation.settle", "2026-11-04", "reception+ check+", "Điều 30 khoản 1"},
    {"where travel is hard as everywhere", "denunciation", remote, "10-02 route; 10-05 accept",
     in_progress, "denunciation.settle", "2026-11-04", "reception+ check+", "Điều 30 khoản 1"},
    {"it is not accepted", "denunciation", near, "10-02 route; 10-13 decline", declined,
     "denunciation.initial_check", "2026-10-13", "reception+ check+", "Điều 24 khoản 1"},
    {"neither a question nor further words stop the clock", "denunciation", near,
     "10-02 route; 10-05 accept; 10-08 ask; 10-20 supplement; 10-21 add", in_progress,
     "denunciation.settle", "2026-11-04", "reception+ check+", "Điều 30 khoản 1"},
    {"complex: thirty days more", "denunciation", near, "10-02 route; 10-05 accept; 10-30 extend:1",
     in_progress, "denunciation.settle", "2026-12-04", "reception+ check+", "Điều 30 khoản 2"},
    {"once", "denunciation", near, "10-02 route; 10-05 accept; 10-30 extend:1; 11-30 extend:1",
     in_progress, "denunciation.settle", "2026-12-04", "reception+ check+", "Điều 30 khoản 2",
     MoveError::too_often},
    {"very complex: twice", "denunciation", near,
     "10-02 route; 10-05 accept; 10-30 extend:3; 11-30 extend:3", in_progress,
     "denunciation.settle", "2027-01-04", "reception+ check+", "Điều 30 khoản 2, 3"},
    {"not three times", "denunciation", near,
     "10-02 route; 10-05 accept; 10-30 extend:3; 11-30 extend:3; 12-30 extend:7", in_progress,
     "denunciation.settle", "2027-01-04", "reception+ check+", "Điều 30 khoản 2, 3",
     MoveError::too_often},
    {"suspended on a ground of article 34(1)", "denunciation", near,
     "10-02 route; 10-05 accept; 10-15 suspend:waits_experts", suspended, "denunciation.settle",
     "2026-11-04", "reception+ check+", "Điều 34 khoản 1"},
    {"and on no other", "denunciation", near, "10-02 route; 10-05 accept; 10-15 suspend:obstacle",
     in_progress, "denunciation.settle", "2026-11-04", "reception+ check+", "Điều 34 khoản 1",
     MoveError::ground_missing},
    {"resumed", "denunciation", near,
     "10-02 route; 10-05 accept; 10-15 suspend:waits_result; 10-26 resume", in_progress,
     "denunciation.settle", "2026-11-16", "reception+ check+", "Điều 34 khoản 2"},
    {"withdrawn, it goes on", "denunciation", near, "10-02 route; 10-05 accept; 10-12 withdraw",
     in_progress, "denunciation.settle", "2026-11-04", "reception+ check+", "Điều 33"},
    {"also before a body has it", "denunciation", near, "10-02 withdraw", received,
     "denunciation.forward", "2026-10-08", "", "Điều 33"},
    {"it ends by decision where nothing speaks for going on", "denunciation", near,
     "10-02 route; 10-05 accept; 10-12 withdraw; 10-13 end:withdrawn,free", ended,
     "denunciation.settle", "2026-11-04", "reception+ check+ settlement+", "Điều 34 khoản 3"},
    {"and goes on where something does", "denunciation", near,
     "10-02 route; 10-05 accept; 10-12 withdraw; 10-13 end:withdrawn", in_progress,
     "denunciation.settle", "2026-11-04", "reception+ check+", "Điều 34 khoản 3",
     MoveError::must_go_on},
    {"a judgment ends it", "denunciation", near, "10-02 route; 10-05 accept; 10-13 end:judged",
     ended, "denunciation.settle", "2026-11-04", "reception+ check+ settlement+",
     "Điều 34 khoản 3"},
    {"its conclusion is late", "denunciation", near, "10-02 route; 10-05 accept; 11-05 answer",
     answered, "denunciation.settle", "2026-11-04", "reception+ check+ settlement-", "Điều 35"},

    // ---- a denunciation that does not say who denounces ----
    {"without a name it is checked",
     "denunciation",
     near,
     "10-02 route",
     routed,
     "denunciation.initial_check",
     "2026-10-13",
     "reception+",
     "Điều 24 khoản 1",
     {},
     Who::nameless},
    {"it is not promised thirty days", "denunciation", near, "10-02 route; 10-05 accept", routed,
     "denunciation.initial_check", "2026-10-13", "reception+", "", MoveError::not_allowed,
     Who::nameless},
    {"it is not settled as a denunciation",
     "denunciation",
     near,
     "10-02 route; 10-05 decline",
     declined,
     "denunciation.initial_check",
     "2026-10-13",
     "reception+ check+",
     "Điều 25",
     {},
     Who::nameless},
};

struct Deed {
  Date on;
  Verb verb{};
  std::string with;
  std::optional<Date> dated;  ///< of the paper, where it is entered later
};

std::vector<std::string_view> split(std::string_view text, std::string_view at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(at), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + at.size()));
  }
  return parts;
}

/// "10-14 accept@2026-10-05", "10-20 extend:3"; the first month of 2027 is none of them.
Deed read_deed(std::string_view text) {
  Deed deed;
  deed.on = *Date::parse("2026-" + std::string(text.substr(0, 5)));
  text.remove_prefix(6);
  if (auto at = text.find('@'); at != text.npos) {
    deed.dated = Date::parse(text.substr(at + 1));
    text = text.substr(0, at);
  }
  if (auto colon = text.find(':'); colon != text.npos) {
    deed.with = text.substr(colon + 1);
    text = text.substr(0, colon);
  }
  deed.verb = parse_verb(text).value();
  return deed;
}

class Course : public test::PetitionsDatabase {
 protected:
  PetitionId receive(const Row& row) {
    SubmitForm form{.kind = row.kind, .text = "Việc này đã xảy ra ở bản Mẫu từ tháng trước"};
    if (row.who != Who::nameless) form.contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", ""};
    form.anonymous = row.who == Who::nameless;
    if (row.who == Who::voters) form.channel = Channel::meeting;
    if (row.where == Where::remote) {
      form.place = unit("20");
      if (!is_marked_)
        db().write([&](db::Tx& tx) {
          units::mark_remote(tx, *form.place, Date::of(2020, 1, 1), {}, "QĐ 1/QĐ-TTg");
        });
      is_marked_ = true;
      form.remote = true;
    }
    clock.set(start_of(Date::of(2026, 10, 1)) + std::chrono::hours(9));
    return send(form).id;
  }

  Decision decision_of(const Deed& deed) {
    Decision decision{.number = "12/QĐ-UBND",
                      .on = deed.dated,
                      .reason = "Như đã nêu trong hồ sơ",
                      .is_signed = deed.with != "unsigned",
                      .nothing_speaks = deed.with.ends_with(",free")};
    const auto ground = std::string_view(deed.with).substr(0, deed.with.find(','));
    for (const GroundWords& each : grounds())
      if (each.name == ground) decision.ground = each.ground;
    std::from_chars(deed.with.data(), deed.with.data() + deed.with.size(), decision.criteria);
    return decision;
  }

  Result<void, MoveError> answer_it(db::Tx& tx, const Act& by, PetitionId id) {
    auto answered =
        answer(tx, env(), by, id,
               {.text = "Kết quả lần " + std::to_string(++answers_), .document = "9/QĐ-UBND"});
    if (!answered) return fail(MoveError::not_allowed);
    return {};
  }

  Moved moved_by(db::Tx& tx, const Act& by, PetitionId id, const Deed& deed) {
    const Decision d = decision_of(deed);
    switch (deed.verb) {
      case Verb::route:
        return route(tx, env(), by, id, {.body = unit(deed.with == "2" ? "Bộ Y tế" : "Bộ Nội vụ")});
      case Verb::ask:
        return ask(tx, env(), by, id, "Ở đâu?");
      case Verb::supplement:
        return supplement(tx, env(), by, id, "Ở bản Mẫu");
      case Verb::accept:
        return accept(tx, env(), by, id, d);
      case Verb::send_back:
        return send_back(tx, env(), by, id, d.reason);
      case Verb::extend:
        return is_settled(matter_of(find(tx, id).value())) ? extend_settlement(tx, env(), by, id, d)
                                                           : extend(tx, env(), by, id, d.reason);
      case Verb::give_back:
        return give_back(tx, env(), by, id, d.reason);
      case Verb::withdraw:
        return withdraw(tx, env(), by, id);
      case Verb::widen_check:
        return widen_check(tx, env(), by, id, d.reason);
      case Verb::decline:
        return decline(tx, env(), by, id, d);
      case Verb::suspend:
        return suspend(tx, env(), by, id, d);
      case Verb::resume:
        return resume(tx, env(), by, id, d);
      case Verb::end:
        return end(tx, env(), by, id, d);
      case Verb::complain_again:
        return complain_again(tx, env(), by, id,
                              {.words = "Không đồng ý",
                               .on = deed.dated,
                               .cause = deed.with == "cause" ? "Ốm nặng" : "",
                               .is_signed = deed.with != "unsigned"});
      case Verb::add:
        return petitions::add(tx, env(), by, id, "Thêm một chứng từ");
      default:  // settle and reopen are of proposals and reports: clocks_test.cpp
        return fail(MoveError::not_allowed);
    }
  }

  Result<void, MoveError> happen(PetitionId id, const Deed& deed) {
    clock.set(start_of(deed.on) + std::chrono::hours(10));
    return act([&](db::Tx& tx, const Act& by) -> Result<void, MoveError> {
      if (deed.verb == Verb::answer) return answer_it(tx, by, id);
      const Moved moved = moved_by(tx, by, id, deed);
      if (!moved) return fail(moved.error());
      return {};
    });
  }

  std::string clocks_in_short(PetitionId id) {
    static constexpr const char* names[] = {"reception", "check",      "check_widely",
                                            "answer",    "settlement", "settlement"};
    std::string out;
    for (const ClockRow& row : db().read([&](db::Tx& tx) { return clocks_of(tx, id); })) {
      if (!out.empty()) out += ' ';
      out += names[static_cast<int>(*stage_of(row.rule))];
      out += row.ended_at <= *row.due_at ? '+' : '-';
    }
    return out;
  }

  bool is_marked_ = false;
  int answers_ = 0;
};
GANDAN_EACH_ENGINE(Course);

TEST_P(Course, of_every_kind_keeps_the_limits_of_its_stages) {
  std::set<std::pair<int, int>> seen;  // verbs by matter
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.kind) + ": " + row.title);
    const PetitionId id = receive(row);
    std::string articles;
    const auto deeds = split(row.way, "; ");
    for (std::size_t i = 0; i < deeds.size(); ++i) {
      const Deed deed = read_deed(deeds[i]);
      const Matter matter = matter_of(load(id));
      if (auto made = transition(load(id), deed.verb)) articles = made->article;
      auto happened = happen(id, deed);
      const bool is_last = i + 1 == deeds.size();
      if (is_last && row.refused) {
        ASSERT_FALSE(happened);
        EXPECT_EQ(happened.error(), *row.refused);
      } else {
        ASSERT_TRUE(happened) << deeds[i] << ": " << static_cast<int>(happened.error());
        seen.insert({static_cast<int>(matter), static_cast<int>(deed.verb)});
      }
    }
    const Petition p = load(id);
    EXPECT_EQ(p.state, row.state);
    EXPECT_EQ(p.clock_rule, row.rule);
    EXPECT_EQ(p.due_at ? civil_date(*p.due_at).iso() : "none", row.due);
    EXPECT_EQ(clocks_in_short(id), row.clocks);
    EXPECT_EQ(p.state == State::suspended, p.stopped_at && is_open(p.state));
    const rules::Limit* limit = book->find(p.clock_rule, civil_date(*p.clock_started_at));
    ASSERT_NE(limit, nullptr);
    EXPECT_THAT(limit->basis + " / " + articles, testing::HasSubstr(row.article));
  }
  // Every deed of complaints and denunciations is on the way of some row.
  for (const Transition& t : transitions())
    for (Matter matter : {Matter::complaint, Matter::denunciation})
      if (t.is_of(matter) && t.from != State::needs_information && t.verb != Verb::give_back &&
          t.from != State::answered && !(t.from == State::in_progress && t.verb == Verb::route)) {
        EXPECT_TRUE(seen.contains({static_cast<int>(matter), static_cast<int>(t.verb)}))
            << name(matter) << " " << name(t.verb);
      }
}

TEST_P(Course, each_rule_of_the_tables_is_a_row_of_the_law_or_of_a_body) {
  for (Matter matter : matters)
    for (Stage stage : stages)
      if (auto rule = rule_of(matter, stage); !rule.empty()) {
        const rules::Limit* limit = book->find(rule, clock.today());
        ASSERT_NE(limit, nullptr) << rule;
        EXPECT_EQ(limit->verified,
                  !std::string_view(rule).starts_with("letter.") && is_settled(matter))
            << rule;
      }
  EXPECT_TRUE(rule_of(Matter::nameless_denunciation, Stage::settlement).empty());
}

TEST_P(Course, what_was_open_before_the_stages_keeps_its_day_until_it_is_accepted) {
  const Row row{"", "complaint", near, "", received, "", "", "", ""};
  const PetitionId id = receive(row);
  ASSERT_TRUE(happen(id, read_deed("10-02 route")));
  // As an earlier version left it: the settlement counted from where the body had it.
  Petition old = load(id);
  old.clock_rule = "complaint.first_settlement";
  old.due_at = end_of(Date::of(2026, 11, 2));
  db().write([&](db::Tx& tx) { save(tx, old); });
  ASSERT_TRUE(happen(id, read_deed("10-06 ask")));
  EXPECT_EQ(load(id).due_at, old.due_at);
  ASSERT_TRUE(happen(id, read_deed("10-07 accept")));
  EXPECT_EQ(civil_date(*load(id).due_at), Date::of(2026, 11, 6));
}

}  // namespace
}  // namespace gandan::petitions
