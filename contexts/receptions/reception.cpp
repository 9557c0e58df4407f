#include "contexts/receptions/reception.hpp"

#include "lib/i18n/locale.hpp"
#include "lib/text/fold.hpp"

namespace gandan::receptions {
namespace {

struct Term {
  std::string_view name;
  const char* label = "";
  std::string_view vietnamese = {}, letters = {};
};

constexpr Term kind_terms[] = {{"proposal", N_("Proposal"), "Kiến nghị", "KNg"},
                               {"report", N_("Report"), "Phản ánh", "PA"},
                               {"complaint", N_("Complaint"), "Khiếu nại", "KN"},
                               {"denunciation", N_("Denunciation"), "Tố cáo", "TC"}};
constexpr Term state_terms[] = {{"open", N_("To be told what becomes of it")},
                                {"notice_owed", N_("Notice of refusal owed")},
                                {"told", N_("Told")}};
constexpr Term outcome_terms[] = {
    {"accepted", N_("Accepted, to be settled"), "Thụ lý để giải quyết", ""},
    {"guided", N_("Told where to turn"), "Hướng dẫn", ""},
    {"returned", N_("Letter given back"), "Trả lại đơn", ""},
    {"forwarded", N_("Letter sent on"), "Chuyển đơn", ""},
    {"answered_at_once", N_("Answered at once"), "Trả lời ngay", ""},
    {"refused", N_("Not received, on a ground of the law"), "Từ chối tiếp", ""}};
constexpr Term ground_terms[] = {
    {"not_in_control", N_("Drunk or ill, not in control of what they do")},
    {"threatens", N_("Threatens or insults, or breaks the rules of the place")},
    {"settled_before", N_("Settled lawfully, looked at again and told in writing, explained, and "
                          "still pursued")},
    {"carries_weapons", N_("Carries weapons or what is dangerous and does not hand it in")},
    {"evades_check", N_("Does not let themself be checked at the entrance")},
    {"records_unbidden", N_("Records or broadcasts against the rules")},
    {"incites", N_("Incites others or disturbs the order")},
    {"has_no_guardian", N_("Has not full legal capacity, and no lawful representative")},
    {"shows_no_authority", N_("Represents another and shows no paper for it")},
    {"not_of_the_kinds", N_("No complaint, denunciation, proposal or report")},
    {"nothing_new", N_("Received, guided or answered in writing before, and nothing is new")},
    {"judged_by_court", N_("Decided by a court in force, and not to be looked at again")},
    {"with_another_body", N_("Another competent body is settling it")}};
constexpr std::string_view ground_articles[] = {"khoản 1 Điều 9 Luật Tiếp công dân",
                                                "khoản 2 Điều 9 Luật Tiếp công dân",
                                                "khoản 3 Điều 9 Luật Tiếp công dân",
                                                "điểm a khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP",
                                                "điểm b khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP",
                                                "điểm c khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP",
                                                "điểm d khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP",
                                                "điểm đ khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP",
                                                "điểm e khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP",
                                                "điểm g khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP",
                                                "điểm h khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP",
                                                "điểm i khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP",
                                                "điểm k khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP"};
static_assert(std::size(ground_terms) == ground_count &&
              std::size(ground_articles) == ground_count);
constexpr Term heard_terms[] = {{"officer", N_("The officer of receptions"), "cán bộ", ""},
                                {"head", N_("The head"), "người đứng đầu", ""},
                                {"deputy", N_("A deputy of the head"), "cấp phó", ""}};
constexpr Term channel_terms[] = {{"in_person", N_("In person")}, {"online", N_("Online")}};
constexpr Term role_terms[] = {
    {"own_matter", N_("In their own matter"), "việc của mình", ""},
    {"representative", N_("Represents the group"), "người đại diện", ""},
    {"authorised", N_("By a written authority"), "người được ủy quyền", ""},
    {"lawyer", N_("Lawyer"), "luật sư", ""},
    {"legal_aid", N_("Legal aid"), "trợ giúp viên pháp lý", ""}};
constexpr Term condition_terms[] = {
    {"original", N_("Original")}, {"copy", N_("Copy")}, {"certified_copy", N_("Certified copy")}};
constexpr Term verb_terms[] = {{"tell"},     {"give_notice"}, {"decide"},   {"enter"},
                               {"import"},   {"receipt"},     {"conclude"}, {"report"},
                               {"petition"}, {"note"},        {"attach"}};
static_assert(std::size(verb_terms) == verb_count);
constexpr Term booking_terms[] = {{"waiting", N_("On the waiting list")},
                                  {"booked", N_("Booked")},
                                  {"arrived", N_("Has come")},
                                  {"heard", N_("Was received")},
                                  {"cancelled", N_("Cancelled")},
                                  {"missed", N_("Nobody came")}};
constexpr Term booking_verb_terms[] = {{"wait"},   {"book"},   {"take_slot"}, {"move"},
                                       {"cancel"}, {"arrive"}, {"hear"},      {"miss"}};
static_assert(std::size(booking_verb_terms) == booking_verb_count);
constexpr Term need_terms[] = {{"interpreter", N_("An interpreter")},
                               {"wheelchair", N_("A way for a wheelchair")},
                               {"sign_language", N_("Sign language")},
                               {"companion", N_("Somebody who helps, or speaks for me")}};
constexpr Term access_terms[] = {{"ramp", N_("Ramp or level entrance")},
                                 {"lift", N_("Lift, or all on the ground floor")},
                                 {"toilet", N_("Toilet for wheelchairs")},
                                 {"sign_language", N_("Sign language when booked")},
                                 {"hearing_loop", N_("Help for the hard of hearing")},
                                 {"parking", N_("Parking without charge")}};

/// Numbers begin with 1.
template <class E>
constexpr const Term& term(std::span<const Term> terms, E value) {
  return terms[static_cast<std::size_t>(value) - 1];
}
/// Bits: 1, 2, 4, …
template <class E>
const Term& term_of_bit(std::span<const Term> terms, E value) {
  std::size_t at = 0;
  for (auto bits = static_cast<unsigned>(value); bits > 1; bits >>= 1) ++at;
  return terms[at];
}
template <class E>
std::optional<E> parse(std::span<const Term> terms, std::string_view text) {
  const std::string folded = text::fold(text);
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (terms[i].name == text ||
        (!terms[i].vietnamese.empty() && text::fold(terms[i].vietnamese) == folded) ||
        (!terms[i].letters.empty() && text::fold(terms[i].letters) == folded))
      return static_cast<E>(i + 1);
  return std::nullopt;
}
template <class E>
std::optional<E> parse_bit(std::span<const Term> terms, std::string_view text) {
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (terms[i].name == text) return static_cast<E>(1U << i);
  return std::nullopt;
}

}  // namespace

std::string_view article_of(Ground ground) {
  return ground_articles[static_cast<std::size_t>(ground) - 1];
}

std::string_view name(Kind kind) {
  return term(kind_terms, kind).name;
}
std::string_view name(State state) {
  return term(state_terms, state).name;
}
std::string_view name(Outcome outcome) {
  return term(outcome_terms, outcome).name;
}
std::string_view name(Ground ground) {
  return term(ground_terms, ground).name;
}
std::string_view name(HeardBy by) {
  return term(heard_terms, by).name;
}
std::string_view name(VisitChannel channel) {
  return term(channel_terms, channel).name;
}
std::string_view name(PersonRole role) {
  return term(role_terms, role).name;
}
std::string_view name(PaperCondition condition) {
  return term(condition_terms, condition).name;
}
std::string_view name(Verb verb) {
  return verb_terms[static_cast<std::size_t>(verb)].name;
}
std::string_view name(BookingState state) {
  return term(booking_terms, state).name;
}
std::string_view name(BookingVerb verb) {
  return booking_verb_terms[static_cast<std::size_t>(verb)].name;
}
std::string_view name(Need need) {
  return term_of_bit(need_terms, need).name;
}
std::string_view name(Access access) {
  return term_of_bit(access_terms, access).name;
}

const char* label(Kind kind) {
  return term(kind_terms, kind).label;
}
const char* label(State state) {
  return term(state_terms, state).label;
}
const char* label(Outcome outcome) {
  return term(outcome_terms, outcome).label;
}
const char* label(Ground ground) {
  return term(ground_terms, ground).label;
}
const char* label(HeardBy by) {
  return term(heard_terms, by).label;
}
const char* label(VisitChannel channel) {
  return term(channel_terms, channel).label;
}
const char* label(PersonRole role) {
  return term(role_terms, role).label;
}
const char* label(PaperCondition condition) {
  return term(condition_terms, condition).label;
}
const char* label(BookingState state) {
  return term(booking_terms, state).label;
}
const char* label(Need need) {
  return term_of_bit(need_terms, need).label;
}
const char* label(Access access) {
  return term_of_bit(access_terms, access).label;
}

std::optional<Kind> parse_kind(std::string_view text) {
  return parse<Kind>(kind_terms, text);
}
std::optional<Outcome> parse_outcome(std::string_view text) {
  return parse<Outcome>(outcome_terms, text);
}
std::optional<Ground> parse_ground(std::string_view text) {
  return parse<Ground>(ground_terms, text);
}
std::optional<HeardBy> parse_heard_by(std::string_view text) {
  return parse<HeardBy>(heard_terms, text);
}
std::optional<PersonRole> parse_person_role(std::string_view text) {
  return parse<PersonRole>(role_terms, text);
}
std::optional<PaperCondition> parse_paper_condition(std::string_view text) {
  return parse<PaperCondition>(condition_terms, text);
}
std::optional<Need> parse_need(std::string_view text) {
  return parse_bit<Need>(need_terms, text);
}
std::optional<Access> parse_access(std::string_view text) {
  return parse_bit<Access>(access_terms, text);
}

std::string_view vietnamese(Kind kind) {
  return term(kind_terms, kind).vietnamese;
}
std::string_view vietnamese(PersonRole role) {
  return term(role_terms, role).vietnamese;
}
std::string_view vietnamese(Outcome outcome) {
  return term(outcome_terms, outcome).vietnamese;
}

}  // namespace gandan::receptions
