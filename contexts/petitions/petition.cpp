#include "contexts/petitions/petition.hpp"

#include <algorithm>
#include <array>

#include "lib/i18n/locale.hpp"
#include "lib/text/formalities.hpp"

namespace gandan::petitions {
namespace {

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
    Word{"suspended", N_("Suspended by decision"), "tạm đình chỉ"},
    Word{"received", N_("Received"), "đã tiếp nhận"},
    Word{"needs_information", N_("Waiting for more information"), "chờ bổ sung"},
    Word{"routed", N_("Sent to the responsible body"), "đã chuyển"},
    Word{"in_progress", N_("Being handled"), "đang giải quyết"},
    Word{"answered", N_("Answered"), "đã trả lời"},
    Word{"returned", N_("Given back"), "trả lại"},
    Word{"withdrawn", N_("Withdrawn"), "đã rút"},
    Word{"ended", N_("Ended by decision"), "đình chỉ"},
    Word{"declined", N_("Not accepted"), "không thụ lý"},
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
    Word{"reception", N_("Citizen reception"), "tiếp công dân"},
};
struct VerbWords {
  std::string_view name;
  const char* label = "";
};
constexpr std::array verb_words{
    VerbWords{"route", N_("send on")},
    VerbWords{"ask", N_("ask the sender")},
    VerbWords{"supplement", N_("reply of the sender")},
    VerbWords{"accept", N_("accept")},
    VerbWords{"send_back", N_("send back to be routed anew")},
    VerbWords{"extend", N_("extend the limit")},
    VerbWords{"answer", N_("answer")},
    VerbWords{"give_back", N_("give back")},
    VerbWords{"withdraw", N_("take back")},
    VerbWords{"widen_check", N_("check at several places")},
    VerbWords{"decline", N_("not accept")},
    VerbWords{"suspend", N_("suspend")},
    VerbWords{"resume", N_("resume")},
    VerbWords{"end", N_("end by decision")},
    VerbWords{"complain_again", N_("complain a second time")},
    VerbWords{"pursue", N_("go on with what was ended")},
    VerbWords{"go_on", N_("settle it though it was taken back")},
    VerbWords{"add", N_("add words")},
    VerbWords{"settle", N_("say that it is settled")},
    VerbWords{"doubt", N_("say that it is not done yet")},
    VerbWords{"reopen", N_("say that it is not, to the level above")},
    VerbWords{"submit"},
    VerbWords{"import"},
    VerbWords{"limit"},
    VerbWords{"place"},
    VerbWords{"title"},
    VerbWords{"publish"},
    VerbWords{"hide"},
    VerbWords{"mask"},
    VerbWords{"attach"},
    VerbWords{"show_file"},
    VerbWords{"withhold_file"},
    VerbWords{"mask_file"},
    VerbWords{"unmask_file"},
    VerbWords{"urge"},
    VerbWords{"join"},
    VerbWords{"place_join"},
    VerbWords{"propose"},
    VerbWords{"confirm"},
    VerbWords{"refuse"},
    VerbWords{"split"},
    VerbWords{"merge"},
    VerbWords{"rename"},
    VerbWords{"start"},
    VerbWords{"group"},
    VerbWords{"group_begin"},
};
static_assert(verb_words.size() == verb_count);

/// The number of the first word: states begin with 0.
template <class E>
constexpr std::size_t first = 1;
template <>
constexpr std::size_t first<State> = 0;

template <class E, std::size_t N>
constexpr const Word& word(const std::array<Word, N>& words, E value) {
  return words.at(static_cast<std::size_t>(value) - first<E>);
}

template <class E, std::size_t N>
std::optional<E> parse(const std::array<Word, N>& words, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i].name == text || words[i].vietnamese == text) return static_cast<E>(i + first<E>);
  return std::nullopt;
}

}  // namespace

bool is_open(State state) {
  return state < State::answered;
}

bool is_confidential(Kind kind) {
  return kind == Kind::complaint || kind == Kind::denunciation;
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
  return verb_words.at(static_cast<std::size_t>(verb)).name;
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
const char* label(Verb verb) {
  return verb_words.at(static_cast<std::size_t>(verb)).label;
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
std::optional<Verb> parse_verb(std::string_view name) {
  const auto* found = std::ranges::find(verb_words, name, &VerbWords::name);
  if (found == verb_words.end()) return std::nullopt;
  return static_cast<Verb>(found - verb_words.begin());
}

std::string title_of(std::string_view text) {
  constexpr std::size_t longest = 110;  // code points
  return text::heading_of(text, longest);
}

}  // namespace gandan::petitions
