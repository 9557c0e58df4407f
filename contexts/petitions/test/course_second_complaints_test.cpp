// The way of a second complaint: from the first decision, or from the day by which there should
// have been one, to the body above.
#include "contexts/petitions/test/course_walk.hpp"

namespace gandan::petitions {
namespace {

using test::near;
using test::remote;
using enum State;

const test::Walk second_complaint_walks[] = {
    {"it is not for the body that decided the first", "complaint", near,
     "10-02 route; 10-05 accept; 11-02 answer; 11-20 complain_again; 11-23 route", received,
     "letter.classify", "2026-11-30", "reception+ check+ settlement+", "Điều 16",
     MoveError::decided_it_first},
    {"nor for the one that did not decide it in time", "complaint", near,
     "10-02 route; 10-05 accept; 11-10 complain_again; 11-11 route", received, "letter.classify",
     "2026-11-20", "reception+ check+ settlement-", "Điều 16", MoveError::decided_it_first},
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
    {"it is sent above late", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-30 route:2", routed,
     "complaint.accept_second", "2026-11-10", "reception+ check+ settlement+ reception-",
     "155/2026/NĐ-CP, Điều 10"},
    {"it is given back", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 give_back", returned,
     "letter.classify", "2026-10-29", "reception+ check+ settlement+ reception+", "05/2021"},
    {"sent back, its reception has run since it came", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-22 "
     "send_back",
     received, "letter.classify", "2026-10-29", "reception+ check+ settlement+ reception+ check+",
     "05/2021"},
    {"withdrawn before the body above has it", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 withdraw", withdrawn,
     "letter.classify", "2026-10-29", "reception+ check+ settlement+ reception+",
     "02/2011/QH13, Điều 10"},
    {"it is not accepted, in time", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-29 decline",
     declined, "complaint.accept_second", "2026-10-29",
     "reception+ check+ settlement+ reception+ check+", "02/2011/QH13, Điều 11"},
    {"or late", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-30 decline",
     declined, "complaint.accept_second", "2026-10-29",
     "reception+ check+ settlement+ reception+ check-", "02/2011/QH13, Điều 11"},
    {"accepted late, it is settled from then", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-30 accept",
     in_progress, "complaint.second_settlement", "2026-12-14",
     "reception+ check+ settlement+ reception+ check-", "02/2011/QH13, Điều 37"},
    {"neither a question nor further words stop the clock", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-26 accept; "
     "10-28 ask; 11-02 supplement; 11-03 add",
     in_progress, "complaint.second_settlement", "2026-12-10",
     "reception+ check+ settlement+ reception+ check+", "Điều 37"},
    {"settled on the last day", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-26 accept; "
     "12-10 answer",
     answered, "complaint.second_settlement", "2026-12-10",
     "reception+ check+ settlement+ reception+ check+ settlement+", "Điều 40"},
    {"or late", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-26 accept; "
     "12-11 answer",
     answered, "complaint.second_settlement", "2026-12-10",
     "reception+ check+ settlement+ reception+ check+ settlement-", "Điều 40"},
    {"late where travel is hard", "complaint", remote,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-26 accept; "
     "12-26 answer",
     answered, "complaint.second_settlement", "2026-12-25",
     "reception+ check+ settlement+ reception+ check+ settlement-", "Điều 40"},
    {"a complex case is settled on its last day", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-26 accept; "
     "11-20 extend:1; 12-25 answer",
     answered, "complaint.second_settlement_complex", "2026-12-25",
     "reception+ check+ settlement+ reception+ check+ settlement+", "Điều 40"},
    {"or late", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-26 accept; "
     "11-20 extend:1; 12-26 answer",
     answered, "complaint.second_settlement_complex", "2026-12-25",
     "reception+ check+ settlement+ reception+ check+ settlement-", "Điều 40"},
    {"suspended and resumed", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-26 accept; "
     "11-02 suspend:obstacle; 11-09 resume",
     in_progress, "complaint.second_settlement", "2026-12-17",
     "reception+ check+ settlement+ reception+ check+", "Điều 28b khoản 2"},
    {"withdrawn, it is ended by decision", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-26 accept; "
     "10-28 withdraw; 10-29 end:withdrawn",
     ended, "complaint.second_settlement", "2026-12-10",
     "reception+ check+ settlement+ reception+ check+ settlement+", "02/2011/QH13, Điều 10"},
    {"and gone on with within thirty days, also on a day off", "complaint", near,
     "10-02 route; 10-05 accept; 10-12 answer; 10-19 complain_again; 10-20 route:2; 10-26 accept; "
     "10-28 withdraw; 10-29 end:withdrawn; 11-28 pursue",
     routed, "complaint.accept_second", "2026-12-08",
     "reception+ check+ settlement+ reception+ check+ settlement+", "Điều 11 khoản 8"},
};

class CourseOfSecondComplaints : public test::CourseWalk {};
GANDAN_EACH_ENGINE(CourseOfSecondComplaints);

TEST_P(CourseOfSecondComplaints, KeepsTheLimitsOfItsStages) {
  walk(second_complaint_walks);
  expect_whole({Matter::second_complaint});
}

}  // namespace
}  // namespace gandan::petitions
