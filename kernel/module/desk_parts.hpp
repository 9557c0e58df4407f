// What a module gives to the officers' desk: lists of its records, links beside them, and what is
// said of what was just done. The desk itself is kernel/desk.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/module/front.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/people/principal.hpp"
#include "lib/base/result.hpp"
#include "lib/db/query.hpp"
#include "lib/html/out.hpp"
#include "lib/http/response.hpp"

namespace gandan::acts {
struct Env;
}

namespace gandan::desk {

struct Desk;      ///< one request to it (kernel/desk/desk.hpp)
struct WorkForm;  ///< what a task asks (kernel/desk/page_models.hpp)

/// What every officer's rail shows, over all areas.
enum class Shelf : std::uint8_t {
  today,    ///< hôm nay: waits for a deed of this officer
  waiting,  ///< chờ người khác: for another body, or for who sent it
  body,     ///< cơ quan mình: all that is open there
  done,     ///< đã xong
};
inline constexpr Shelf shelves[] = {Shelf::today, Shelf::waiting, Shelf::body, Shelf::done};
/// In addresses, /desk?in=NAME: no box has one of these.
inline constexpr std::string_view shelf_names[] = {"today", "waiting", "body", "done"};
[[nodiscard]] constexpr std::string_view name(Shelf shelf) {
  return shelf_names[static_cast<std::size_t>(shelf)];
}

/// In which order a list is read: what the law wants first, or by when it came.
enum class Sort : std::uint8_t { clocks, newest, oldest };

/// A page of a box, in the box's order.
struct Cards {
  std::vector<pages::Card> cards;  ///< `href` leads to the record's page on the desk
  std::optional<db::Cursor> next;  ///< nothing on the last page
  /// Of a box that `follows_clocks`: the cursor of each card, as many as cards.
  std::vector<db::Cursor> keys = {};
};

/// A record in the reading pane.
struct Pane {
  std::string code, title;
  std::optional<pages::PageForm> form;  ///< where it has one
  bool live = false;                    ///< its form finds something while one types
  std::function<void(html::Out&)> print;
};

/// A list of the desk. It holds only what the officer may read.
struct Box {
  Shelf shelf = Shelf::today;
  int order = 0;
  std::string_view name;   ///< in addresses, /desk?in=NAME; no other box has it
  const char* label = "";  ///< a msgid
  std::string_view icon;
  std::function<bool(const people::Principal&)> is_for;
  /// How many it holds, up to `most`; where it is left out, as many as it lists.
  std::function<int(db::Tx&, const Desk&, int most)> count = {};
  /// `most` cards of it, after Desk::after.
  std::function<Cards(db::Tx&, const Desk&, int most)> list;
  /// `most` cards of it that hold the words Desk::sought, the newest first; where it is left out,
  /// they are looked for on the first cards that it lists.
  std::function<Cards(db::Tx&, const Desk&, int most)> seek = {};
  /// The record of one of its cards; nothing where it is gone.
  std::function<std::optional<Pane>(db::Tx&, const Desk&, std::string_view code)> open;
  /// What to do where it holds nothing, a msgid.
  const char* (*empty)(const people::Principal&) = nullptr;
  /// It is read in the order of Desk::sort, by keys whose position is the moment that this names:
  /// of `clocks` the last one in time, of the others that of its receipt. Such boxes are one queue
  /// on their shelf; the others stand behind it.
  bool follows_clocks = false;
  /// All that it holds stands in another box of its shelf: it is a way to look at that.
  bool narrows = false;
  /// Of a box that follows clocks, beside which others of its shelf hold the same records: the
  /// first keys, up to `most`, so that each is counted once.
  std::function<std::vector<db::Cursor>(db::Tx&, const Desk&, int most)> keys = {};
  /// Which of these records it holds, by their codes; where it is left out, as it lists them.
  std::function<std::vector<std::string>(db::Tx&, const Desk&,
                                         const std::vector<std::string>& codes)>
      among = {};
};

/// A page beside the lists.
struct Link {
  int order = 0;
  const char* label = "";  ///< a msgid
  std::string_view icon;
  std::string href;
  std::string_view section = {};  ///< it is current where Desk::rail is given this
  bool (*is_for)(const people::Principal&) = nullptr;  ///< nullptr: for everybody
  /// What waits there, up to `most`; nullptr where nothing is counted.
  int (*count)(db::Tx&, const people::Principal&, int most) = nullptr;
};

/// What a module says on the first page of who directs or administers; nothing where there is
/// nothing to say.
struct FrontPart {
  int order = 0;
  std::function<bool(const people::Principal&)> is_for;
  std::function<std::optional<Section>(db::Tx&, const Desk&)> read;
};

/// What came of a deed that was tried.
struct Tried {
  std::string said;    ///< what was done, with code, body and day; empty where nothing is said
  bool again = false;  ///< the same form was done before, and nothing now
};
/// Why a form comes back: something is wrong with it, or it was overtaken; neither where the
/// officer asked for no more than to see it, or may not read the record.
struct Again {
  std::vector<pages::FieldError> wrong = {};
  std::string news = {};

  [[nodiscard]] int status() const { return !news.empty() ? 409 : !wrong.empty() ? 422 : 200; }
};

/// An act that may be done to several records by one press, each judged by itself.
struct ActForMany {
  std::string_view name;
  const char* label = "";  ///< the verb on its button, a msgid
  const char* key = "";
  bool asks = false;  ///< in a form; else one button does it
};
/// A record among several, as it stands for who chose it.
struct OneOfMany {
  std::string seen;                       ///< which state of it a form then shows
  std::vector<std::string_view> taken;    ///< acts, by name, that take it together with others
  std::vector<std::string_view> offered;  ///< those of them that this officer may do to it now
};
/// What a module lets officers do to several of its records at once.
struct ForMany {
  std::vector<ActForMany> acts;
  /// Nothing where there is no such record for this officer.
  std::function<std::optional<OneOfMany>(const Desk& desk, db::Tx&, std::string_view code)> look;
  /// Fills in what an act asks of all of them; what was typed stays.
  std::function<void(const Desk& desk, db::Tx&, const std::vector<std::string>& codes,
                     std::string_view act, WorkForm& form)>
      fill;
};

/// What becomes of a form that was held back (kernel/desk/held.hpp), of the records whose pages
/// stand under `base`. `act` is the last part of the address to which it was sent.
struct Deeds {
  std::string_view base;  ///< "/desk/petitions/"
  /// Does what the form of `desk` asks, in the transaction; what it refuses leaves nothing behind.
  std::function<Result<Tried, Again>(const Desk& desk, db::Tx&, const acts::Env&,
                                     std::string_view code, std::string_view act)>
      attempt;
  /// The form with all that was typed.
  std::function<http::Response(const Desk& desk, std::string_view code, std::string_view act)> show;
  ForMany for_many = {};  ///< no acts: each record is opened by itself
};

struct Parts {
  std::vector<Box> boxes = {};
  std::vector<Link> links = {};
  std::vector<Deeds> deeds = {};
  std::vector<FrontPart> front = {};
  /// What `done` says, of the record whose code was `typed` where one was, in the reader's
  /// language; empty where it is not this module's.
  std::function<std::string(db::Tx&, const Desk&, std::string_view done, std::string_view typed)>
      said = {};
};

}  // namespace gandan::desk
