// One request to the officers' desk: who works, through which list, and the pages around a record.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/acts/act.hpp"
#include "kernel/desk/page_models.hpp"
#include "kernel/module/desk_parts.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/http/app.hpp"

namespace gandan::desk {

/// Pages of the desk read much, and who works fast is no attacker.
inline const http::RouteOptions route{.work = http::Work::slow, .rate_class = "reads"};

/// Attached to a request that shows a form again because its act was undone.
struct Undone {
  std::string code;
};
/// The same because it was not carried out.
struct NotDone {
  std::string code, why;
};
/// As `done=`: it waits no more; another press undid it.
inline constexpr std::string_view too_late_to_undo = "too_late", undone_meanwhile = "undone";

/// Whether an act was done, or waits to be done and can be undone.
enum class Came : std::uint8_t { done, held };

/// What a context needs besides for its own pages stands in a struct that is one.
struct Desk : Turn {
  /// `base` is where the pages of a context's records stand: "/desk/petitions/".
  Desk(const http::Request& from, const Services& with, std::string_view base = {});

  const people::Principal& officer;
  const Box* box = nullptr;         ///< the list that one works through, of those that they have
  std::optional<db::Cursor> after;  ///< and its page
  Sort sort = Sort::clocks;         ///< in which order, where the list follows clocks
  std::string sought;               ///< words by which it is narrowed; often empty
  std::string_view base;

  [[nodiscard]] acts::Act act() const { return acts::Act::by(officer); }
  /// The lists that modules give the officer, in their order (shelves.hpp has the four of the
  /// rail).
  [[nodiscard]] std::vector<const Box*> boxes() const;
  /// Where no list was asked for, the first shelf that holds something, so that the desk opens on
  /// work.
  void settle(db::Tx& tx);

  /// An address that keeps the list and its page.
  [[nodiscard]] Href in_list(std::string path) const;
  /// "/desk?in=mine&after=…".
  [[nodiscard]] std::string list_href() const;
  /// Of a record in that list, with the form of a task.
  [[nodiscard]] std::string href(std::string_view code, std::string_view task = {}) const;
  /// Where the form of a task is sent.
  [[nodiscard]] std::string action(std::string_view code, std::string_view task) const;
  /// Where one goes after `done` to `code`: to `next`, or, where it is empty, to the list; there it
  /// is said.
  [[nodiscard]] std::string done_href(const std::string& next, std::string_view done,
                                      std::string_view code) const;

  /// The same for an act that may be held back: then its row says what was done, not the address.
  [[nodiscard]] std::string after_act(const std::string& next, Came came, std::string_view done,
                                      std::string_view code) const;

  /// What a frame of the desk has, with what is said of what was just done.
  [[nodiscard]] pages::PageFrame frame(db::Tx& tx, std::string title) const;
  /// The rail; `section` is the current link where it is none of the boxes.
  [[nodiscard]] std::vector<pages::RailGroup> rail(db::Tx& tx, std::string_view section = {}) const;
  /// The list with `pane` beside it; `reading`: one came for the record, not for the list.
  [[nodiscard]] DeskPage page(db::Tx& tx, std::optional<Pane> pane, bool reading) const;
  /// A page of its list, without what of it this officer has done and could still undo, but for
  /// the record of the code `kept`. Where words are sought, those that have all of them in title,
  /// code, place or body, of some hundreds.
  [[nodiscard]] Cards cards(db::Tx& tx, int most, std::string_view kept = {}) const;
  /// The address of what stands after the record in the list; of the one before at its end; empty
  /// where it is not in it.
  [[nodiscard]] std::string next_after(std::string_view code) const;
};

/// "And 11 more in the same way.": of one press that did something to several records.
[[nodiscard]] std::string and_others(const Desk& desk, std::size_t others);

/// GET /desk: the list, and its first record.
void add_pages(http::App& app, Services& services);

}  // namespace gandan::desk
