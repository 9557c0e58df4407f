#include "contexts/petitions/petition.hpp"

#include <array>

#include "lib/i18n/locale.hpp"
#include "lib/text/formalities.hpp"

namespace gandan::petitions {
namespace {

constexpr Transition table[] = {
    {State::received, Verb::route, State::routed, Actor::synthesis_officer, ClockEffect::starts},
    {State::received, Verb::ask, State::needs_information, Actor::synthesis_officer,
     ClockEffect::stops},
    {State::received, Verb::give_back, State::returned, Actor::synthesis_officer,
     ClockEffect::ends},
    {State::received, Verb::withdraw, State::withdrawn, Actor::petitioner, ClockEffect::ends},

    {State::needs_information, Verb::supplement, State::received, Actor::petitioner,
     ClockEffect::resumes},
    {State::needs_information, Verb::give_back, State::returned, Actor::synthesis_officer,
     ClockEffect::ends},
    {State::needs_information, Verb::withdraw, State::withdrawn, Actor::petitioner,
     ClockEffect::ends},

    {State::routed, Verb::route, State::routed, Actor::synthesis_officer, ClockEffect::starts},
    {State::routed, Verb::accept, State::in_progress, Actor::answering_body, ClockEffect::none},
    {State::routed, Verb::send_back, State::received, Actor::answering_body, ClockEffect::starts},
    {State::routed, Verb::ask, State::needs_information, Actor::answering_body, ClockEffect::stops},
    {State::routed, Verb::answer, State::answered, Actor::answering_body, ClockEffect::ends},
    {State::routed, Verb::withdraw, State::withdrawn, Actor::petitioner, ClockEffect::ends},

    {State::in_progress, Verb::route, State::routed, Actor::synthesis_officer, ClockEffect::starts},
    {State::in_progress, Verb::send_back, State::received, Actor::answering_body,
     ClockEffect::starts},
    {State::in_progress, Verb::ask, State::needs_information, Actor::answering_body,
     ClockEffect::stops},
    {State::routed, Verb::extend, State::routed, Actor::answering_body, ClockEffect::extends},
    {State::in_progress, Verb::extend, State::in_progress, Actor::answering_body,
     ClockEffect::extends},
    {State::in_progress, Verb::answer, State::answered, Actor::answering_body, ClockEffect::ends},
    {State::in_progress, Verb::withdraw, State::withdrawn, Actor::petitioner, ClockEffect::ends},

    // A further answer follows one that promised a date; it does not move the clock.
    {State::answered, Verb::answer, State::answered, Actor::answering_body, ClockEffect::none},

    {State::received, Verb::add, State::received, Actor::petitioner, ClockEffect::none},
    {State::routed, Verb::add, State::routed, Actor::petitioner, ClockEffect::none},
    {State::in_progress, Verb::add, State::in_progress, Actor::petitioner, ClockEffect::none},
    {State::answered, Verb::settle, State::answered, Actor::petitioner, ClockEffect::none},
    {State::answered, Verb::reopen, State::routed, Actor::petitioner, ClockEffect::starts},
};

struct Word {
  std::string_view name;
  const char* label;
  std::string_view vietnamese;
};

constexpr std::array kind_words{
    Word{"proposal", N_("Proposal"), "kiến nghị"},
    Word{"report", N_("Report"), "phản ánh"},
    Word{"complaint", N_("Complaint"), "khiếu nại"},
    Word{"denunciation", N_("Denunciation"), "tố cáo"},
};
constexpr std::array state_words{
    Word{"received", N_("Received"), "đã tiếp nhận"},
    Word{"needs_information", N_("Waiting for more information"), "chờ bổ sung"},
    Word{"routed", N_("Sent to the responsible body"), "đã chuyển"},
    Word{"in_progress", N_("Being handled"), "đang giải quyết"},
    Word{"answered", N_("Answered"), "đã trả lời"},
    Word{"returned", N_("Given back"), "trả lại"},
    Word{"withdrawn", N_("Withdrawn"), "đã rút"},
};
constexpr std::array outcome_words{
    Word{"settled", N_("Settled"), "đã giải quyết xong"},
    Word{"in_progress", N_("In progress"), "đang giải quyết"},
    Word{"scheduled", N_("Scheduled"), "sẽ giải quyết"},
    Word{"explained", N_("Explained"), "giải trình"},
};
constexpr std::array channel_words{
    Word{"web", N_("Web form"), "trang web"},
    Word{"api", N_("Connected system"), "kết nối"},
    Word{"paper", N_("Letter"), "đơn thư"},
    Word{"telephone", N_("Telephone"), "điện thoại"},
    Word{"meeting", N_("Meeting with voters"), "tiếp xúc cử tri"},
    Word{"import", N_("Imported file"), "nhập từ tệp"},
};
constexpr std::array verb_names{"route",     "ask",    "supplement", "accept",
                                "send_back", "extend", "answer",     "give_back",
                                "withdraw",  "add",    "settle",     "reopen"};

template <class E, std::size_t N>
constexpr const Word& word(const std::array<Word, N>& words, E value) {
  return words.at(static_cast<std::size_t>(value) - 1);
}

template <class E, std::size_t N>
std::optional<E> parse(const std::array<Word, N>& words, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i].name == text || words[i].vietnamese == text) return static_cast<E>(i + 1);
  return std::nullopt;
}

}  // namespace

std::span<const Transition> transitions() {
  return table;
}

std::optional<Transition> transition(State from, Verb verb) {
  for (const Transition& t : table)
    if (t.from == from && t.verb == verb) return t;
  return std::nullopt;
}

bool is_open(State state) {
  return state == State::received || state == State::needs_information || state == State::routed ||
         state == State::in_progress;
}

bool is_confidential(Kind kind) {
  return kind == Kind::complaint || kind == Kind::denunciation;
}

std::string_view classification_rule(Kind kind) {
  return kind == Kind::denunciation ? "denunciation.initial_check" : "letter.classify";
}

std::string_view answer_rule(Kind kind) {
  switch (kind) {
    case Kind::proposal:
      return "voter_petition.answer";
    case Kind::report:
      return "reflection.answer";
    case Kind::complaint:
      return "complaint.first_settlement";
    case Kind::denunciation:
      return "denunciation.settle";
  }
  return "voter_petition.answer";
}

std::string_view extension_rule(Kind kind) {
  switch (kind) {
    case Kind::proposal:
      return "voter_petition.extend";
    case Kind::report:
      return "reflection.extend";
    case Kind::complaint:
      return "complaint.extend";
    case Kind::denunciation:
      return "denunciation.extend_complex";
  }
  return "voter_petition.extend";
}

std::string_view name(Kind kind) {
  return word(kind_words, kind).name;
}
std::string_view name(State state) {
  return word(state_words, state).name;
}
std::string_view name(Outcome outcome) {
  return word(outcome_words, outcome).name;
}
std::string_view name(Channel channel) {
  return word(channel_words, channel).name;
}
std::string_view name(Verb verb) {
  return verb_names.at(static_cast<std::size_t>(verb));
}
const char* label(Kind kind) {
  return word(kind_words, kind).label;
}
const char* label(State state) {
  return word(state_words, state).label;
}
const char* label(Outcome outcome) {
  return word(outcome_words, outcome).label;
}
const char* label(Channel channel) {
  return word(channel_words, channel).label;
}
std::optional<Kind> parse_kind(std::string_view text) {
  return parse<Kind>(kind_words, text);
}
std::optional<State> parse_state(std::string_view text) {
  return parse<State>(state_words, text);
}
std::optional<Outcome> parse_outcome(std::string_view text) {
  return parse<Outcome>(outcome_words, text);
}
std::optional<Channel> parse_channel(std::string_view text) {
  return parse<Channel>(channel_words, text);
}

std::string title_of(std::string_view text) {
  constexpr std::size_t longest = 110;  // code points
  return text::heading_of(text, longest);
}

}  // namespace gandan::petitions
