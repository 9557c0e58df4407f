// What the pages of schedule/keep_page share: the deeds done to a place and its schedule, and one
// request for one of them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/schedule/schedule.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/desk/page_models.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {

inline constexpr const char* schedule_path = "/desk/schedule";

enum class Deed : std::uint8_t { open, change, hours, close, reopen, publish, move, hold, miss };
struct DeedWords {
  Deed deed;
  std::string_view name;  ///< in addresses
  const char* heading;
  const char* hint;
  const char* verb;
  const char* done;
};
/// nullptr where an address names none.
[[nodiscard]] const DeedWords* deed_named(std::string_view name);
/// What is said as done, told apart from what other rooms say.
[[nodiscard]] std::string done_name(const DeedWords& words);
/// The page of a place, or of a deed done to it.
[[nodiscard]] std::string kept_href(const ReceptionPlace& place, std::string_view deed = {});

/// One request about a place, or about one that is to be.
struct Keeping : desk::Desk {
  Keeping(const http::Request& from, const Services& with) : Desk(from, with) {}
  std::optional<ReceptionPlace> place = {};
  const DeedWords* words_of_deed = nullptr;

  [[nodiscard]] bool is_sent() const { return request.method == http::Method::post; }
  [[nodiscard]] std::string said(std::string_view field) const {
    return std::string(text::trim(text::clean(request.form.get(field))));
  }
  /// What was typed, else what holds.
  [[nodiscard]] std::string said_or(std::string_view field, std::string_view holds) const {
    return is_sent() ? said(field) : std::string(holds);
  }
  /// Of the day or closure that the form is about; 0: none.
  [[nodiscard]] std::int64_t id() const;
};

/// The day that the form is about, where it is one of this place.
[[nodiscard]] HeadDay day_asked(const Keeping& at, db::Tx& tx);

/// The field of a weekday's hours (1 Monday … 7 Sunday).
[[nodiscard]] std::string hours_field(int weekday);
/// By Repeats: how a form sends it, and what it is called.
inline constexpr std::string_view repeats_names[] = {"once", "weekly", "monthly", "yearly"};
inline constexpr const char* repeats_labels[] = {N_("Once"), N_("Every week"), N_("Every month"),
                                                 N_("Every year")};

/// keep_form.cpp: what is asked, with what was typed, else with what holds.
[[nodiscard]] desk::WorkForm form_of_deed(const Keeping& at, db::Tx& tx);

/// keep_answer.cpp: what was answered.
struct Answer {
  ReceptionPlace place;
  std::vector<WeekHours> week;
  Closure closure;
  HeadDay day;
  Date valid_from;
  std::optional<HeardBy> by;
  std::string reason;
};
/// Reads the answer, and nothing else: what is wrong stands in `errors`.
[[nodiscard]] Answer answer_of(Keeping& at);
using Kept = Result<ReceptionPlace, ScheduleError>;
[[nodiscard]] Kept do_deed(const Keeping& at, db::Tx& tx, const Env& env, const Answer& answer);
/// At which field an error is shown, and in what words.
void refuse_by(Keeping& at, ScheduleError error);

}  // namespace gandan::receptions
