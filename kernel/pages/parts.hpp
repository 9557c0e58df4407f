// The plain structs that the components show. Text is already in the reader's language; days and
// counts are values, written by the views.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "lib/base/time.hpp"
#include "lib/html/out.hpp"

namespace gandan::pages {

/// What a colour means. The word says it first; shape and colour repeat it.
enum class Tone { plain, open, waiting, settled, late };

struct Badge {
  std::string word;
  Tone tone = Tone::plain;
  std::string icon = {};  ///< a name of web/icons/used.txt; by tone where empty
};

/// A due date as of `today`: what is left, or how it was kept.
struct Due {
  Date date;
  Date today;
  std::optional<Date> answered = {};
  bool paused = false;     ///< the clock stands still, waiting for the petitioner
  std::string clock = {};  ///< what must be done by then: "Answer"
};

enum class DueState { ahead, soon, late, kept, kept_late, paused };

/// From how many days before its date a due date is "soon".
inline constexpr int soon_days = 5;

[[nodiscard]] DueState state_of(const Due& due);

/// Text of a search hit in pieces, so that what matched can be marked.
struct Piece {
  std::string text;
  bool hit = false;
};

/// A record that can be opened: a petition, a topic, a reception.
struct Card {
  std::string code;
  std::string href;
  std::string kind;
  std::string title;
  std::vector<Piece> title_pieces = {};  ///< instead of the title, where a search marks it
  std::vector<Piece> excerpt = {};
  Date date;
  bool has_date = true;  ///< it is shown; not where the title says it
  std::string place = {};
  std::string body = {};
  Badge status;
  std::optional<Due> due = {};
  std::int64_t askers = 0;  ///< shown from two
  bool current = false;     ///< open in the reading pane
  std::string choose = {};  ///< what its box to tick sends; none where it is empty
  bool chosen = false;      ///< that box is ticked
};

enum class StepState { done, kept, now, late, ahead };

struct Step {
  StepState state = StepState::done;
  std::string label;
  std::string when = {};
  std::string note = {};
  std::string basis = {};  ///< law and article
  bool unchecked =
      false;  ///< nobody has compared its day with that text: marked as a starting value
};

/// "The People's Committee must answer by 12/12/2026 at the latest (15 working days)."
struct Promise {
  /// Who must answer. Empty while no body has it: then the receiving officer must send it on by the
  /// same day.
  std::string body;
  Due due;
  std::string limit = {};  ///< "15 working days"
  std::string basis = {};
  std::string duty = {};  ///< what the body owes, in words after "must": "answer" where it is empty
  bool unchecked = false;  ///< as Step::unchecked
};

/// Whether a page that has these marks a starting value: then it has the note that explains it.
[[nodiscard]] bool marks_starting_value(const std::optional<Promise>& promise,
                                        const std::vector<Step>& steps = {});

struct Attachment {
  std::string name;
  std::string href;
  std::string size = {};  ///< "182 kB"
};

struct AnswerBlock {
  std::string anchor = {};  ///< the element's id
  Badge outcome;
  std::string body;
  std::string body_href = {};
  std::string number = {};  ///< of the document
  Date on;
  html::Raw text;  ///< from html::markdown
  std::vector<Attachment> files = {};
};

struct Fact {
  std::string label;
  std::string value;
  std::string href = {};  ///< makes the value a link
  std::string note = {};
};

/// One line of check-your-answers.
struct CheckRow {
  std::string label;
  std::string value;  ///< line breaks are kept
  std::string step;   ///< what the form's button "to" says, to go back to this question
  std::vector<Piece> pieces = {};  ///< instead of the value, where a part of it is marked
};

struct Asker {
  std::string title;
  std::string href;
  std::string place = {};
};
struct AskersOfPlace {
  std::string place;
  std::int64_t count = 0;
  std::vector<Asker> askers;
};

/// A number that opens the records behind it.
struct Figure {
  std::string value;  ///< by the locale: "1.284", "94,2%"
  std::string label;
  std::string href;
  std::string change = {};  ///< against the period before
};

struct FacetValue {
  std::string label;
  std::int64_t count = 0;
  std::string href;
  bool chosen = false;
};
struct Facet {
  std::string title;
  std::vector<FacetValue> values;
};

/// Pages by key: links to what is newer and older, empty where there is none.
struct Pager {
  std::string newer_href;
  std::string older_href;
  std::string position = {};  ///< "26–50"
};

enum class Weight { main, quiet, grave };

/// A link that looks like a button.
struct Action {
  std::string label;
  std::string href;
  std::string key = {};  ///< an officer's key, shown in the button
  Weight weight = Weight::quiet;
};

struct EmptyState {
  std::string title;
  std::string text;  ///< says what to do next
  std::vector<Action> actions = {};
};

struct Tab {
  std::string label;
  std::string href;
  std::optional<std::int64_t> count = {};
  bool current = false;
  bool more = false;  ///< there are at least `count`: "99+"
};

/// Looks through a list that stands on a page: a form that asks for the same page by words.
struct ListFilter {
  std::string action;
  std::string name, value;                ///< of the field
  std::string list_name, list;            ///< which list it is, sent along
  std::string all_href = {};              ///< without words; none: nothing is sought
  std::string sort_name = {}, sort = {};  ///< in which order it stands, where it is not the usual
};

struct RailItem {
  std::string label;
  std::string icon;
  std::string href;
  std::optional<std::int64_t> count = {};
  bool current = false;
  std::string key = {};
  bool more = false;  ///< there are at least `count`: "99+"
};
struct RailGroup {
  std::string title;
  std::vector<RailItem> items;
};

/// The list of a work area.
/// Where the ticked rows of a list go (`of=`, Card::choose): asked, not sent.
struct ListChoosing {
  std::string action;
  std::vector<std::pair<std::string, std::string>> carried = {};
};

struct WorkList {
  std::string name;                  ///< keeps its place between pages
  std::string title;                 ///< above it
  std::string note;                  ///< beside that: how many there are
  std::vector<RailItem> parts = {};  ///< ways to what it is made of, and what is a part of it
  std::vector<RailItem> sorts = {};  ///< the orders in which it can be read
  std::optional<ListFilter> filter = {};
  std::vector<Card> cards = {};
  Pager pager = {};
  std::optional<ListChoosing> choosing = {};
};

struct Receipt {
  std::string code;
  Instant received;
  std::string url;                   ///< absolute, printed on paper
  bool is_part = false;              ///< of a page that has a heading of its own
  std::string title = {}, use = {};  ///< of what was not sent: what it is, and what the code is for
};

struct SearchBox {
  std::string action;
  std::string label;
  std::string value = {};
  bool label_hidden = false;
  std::string live_href = {};  ///< answers with a fragment while one types; needs PageFrame::live
  std::vector<Link> tries = {};
};

/// One of the things a resident can send, with how long it takes.
struct KindOffer {
  std::string name;
  std::string hint;
  std::string limit;  ///< "answered within 60 days"
  std::string href;
};

/// The top of the home page.
struct Hero {
  std::string title;
  std::string lead;
  SearchBox search;
  std::string kinds_title;
  std::vector<KindOffer> kinds;
  Action ask;
  bool unchecked = false;  ///< a limit is marked as a starting value
};

}  // namespace gandan::pages
