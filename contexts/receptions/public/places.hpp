// Where and when citizens are received, for everybody: the list of places, the page of one with its
// calendar and the notice for its door, what the pages of bodies and places say, and the strip of
// days.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/receptions/online/pages.hpp"
#include "contexts/receptions/schedule/schedule.hpp"
#include "kernel/module/module.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/qr/qr.hpp"

namespace gandan::receptions {

/// A place in a list.
struct ReceptionLine {
  std::string name, href, body, address;
  pages::Badge now;  ///< open until, opens at, closed
  std::string next;  ///< when it opens next, where it is closed; empty where it is open today
  std::string head;  ///< the head's next day; may be empty
};
struct ReceptionGroup {
  std::string title;
  std::vector<ReceptionLine> places;
};

struct ReceptionListPage {
  pages::PageFrame frame;
  pages::SearchBox box;
  pages::Link here;  ///< where the reader lives; without a label they have not said
  std::vector<ReceptionGroup> groups;
  pages::EmptyState empty;  ///< shown where there is no group
  pages::Pager pager;
};

/// Of the page of a body or place.
struct ReceptionPart {
  std::vector<ReceptionLine> places;
};

struct WeekLine {
  std::string day, times;
};
/// A day on which the head receives, or was to.
struct HeadDayLine {
  Date day;
  std::string when, who, subject, place;
  pages::Badge state;
  std::string reason;
};
struct DayLine {
  Date day;
  std::string weekday, times, note;
};

struct ReceptionPlacePage {
  pages::PageFrame frame;
  std::string name;
  pages::Link body;
  pages::Badge now;
  std::string next;
  std::vector<pages::Fact> facts;
  std::vector<WeekLine> week;  ///< permanent hours; empty where none are entered
  std::string week_changes;    ///< from when other hours hold, and which; may be empty
  std::vector<HeadDayLine> head_ahead, head_past;
  std::vector<OnlineLine> online;  ///< from today on
  std::vector<DayLine> changes;    ///< days ahead on which it is not as always
  std::string duty;                ///< in sentences; empty where the law sets no number
  std::string duty_basis;
  bool duty_unchecked = false;
  std::string calendar_href, notice_href, board_href;
  std::string book_href;  ///< empty where the place is closed for good
};

/// A sheet for the door.
struct ReceptionNotice {
  pages::PageFrame frame;
  std::string body, name, address, phone, printed;
  std::vector<WeekLine> week;
  std::vector<HeadDayLine> head_ahead;
  std::vector<DayLine> changes;
  std::string back_href;
  std::optional<qr::Code> code;  ///< of the page's address, where the site knows its own
  std::string page_address;
};

/// "/receptions/UBND-20"
[[nodiscard]] std::string place_page_href(const ReceptionPlace& place);
/// "Monday", by 1 to 7; a msgid.
[[nodiscard]] const char* weekday_name(int weekday);
[[nodiscard]] pages::Badge badge_of(const Wording& words, const HeadDay& day);
/// The permanent hours, days of the same hours as one: "Monday – Friday", "07:30–11:30,
/// 13:30–17:00". Empty where none are entered.
[[nodiscard]] std::vector<WeekLine> week_of(const Wording& words, const Schedule& schedule,
                                            Date as_of);

void add_place_pages(http::App& app, Services& services);
[[nodiscard]] UnitPart receptions_of_body(Services& services);
[[nodiscard]] UnitPart receptions_of_place(Services& services);
[[nodiscard]] ReadCalendar calendar_of_receptions(Services& services);

}  // namespace gandan::receptions
