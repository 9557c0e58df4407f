// The course of a record as one table: from which state, by which verb, to which, by whom. Looks a
// row up, draws the table as text, and finds what is wrong with it.
#pragma once
#include <algorithm>
#include <concepts>
#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gandan::states {

/// A row of such a table, with whatever else its context hangs on it: the actor where several may
/// act, to what it applies, what the clock does, by which article. States and verbs have a `name()`
/// beside their enum.
template <class R>
concept Row = std::is_enum_v<decltype(R::from)> &&
    std::same_as<decltype(R::from), decltype(R::to)> && std::is_enum_v<decltype(R::verb)>;

template <Row R>
using StateOf = decltype(R::from);
template <Row R>
using VerbOf = decltype(R::verb);

/// The first row by which `verb` leads on from `from` and of which `holds(row)`; nullptr where
/// there is none: it is not allowed.
template <Row R, class Holds>
[[nodiscard]] const R* find(std::span<const R> table, StateOf<R> from, VerbOf<R> verb,
                            Holds&& holds) {
  for (const R& row : table)
    if (row.from == from && row.verb == verb && holds(row)) return &row;
  return nullptr;
}

/// A row with nothing hung on it.
template <class State, class Verb>
struct Step {
  State from;
  Verb verb;
  State to;
};
/// The first row by which the verb of this name leads on from `from`; nullptr where there is none.
template <Row R>
[[nodiscard]] const R* find_named(std::span<const R> table, StateOf<R> from,
                                  std::string_view verb) {
  for (const R& row : table)
    if (row.from == from && name(row.verb) == verb) return &row;
  return nullptr;
}

/// A row in names.
struct Arrow {
  std::string_view from, verb, to;
};
/// As text, a branch a line; a state's branches in the order of the table, what leaves it as it is
/// last:
///
///     made ─┬─ open ──────► open
///           └─ add, word ─► made
[[nodiscard]] std::string draw(std::span<const Arrow> arrows);

template <Row R>
[[nodiscard]] std::string draw(const std::vector<R>& rows) {
  std::vector<Arrow> arrows;
  for (const R& row : rows) arrows.push_back({name(row.from), name(row.verb), name(row.to)});
  return draw(std::span<const Arrow>(arrows));
}

/// States from which a row leads on, but to which none leads from `starts`: in the order of the
/// table, each once.
template <Row R>
[[nodiscard]] std::vector<StateOf<R>> unreached(std::span<const R> table,
                                                std::initializer_list<StateOf<R>> starts) {
  std::set<StateOf<R>> reached(starts);
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const R& row : table)
      if (reached.contains(row.from)) reached.insert(row.to);
  }
  std::vector<StateOf<R>> missed;
  for (const R& row : table)
    if (reached.insert(row.from).second) missed.push_back(row.from);
  return missed;
}

/// Rows of one kind of record that are never found, since one before them has the same state, verb
/// and actor: "routed, accept", a line each.
template <Row R>
[[nodiscard]] std::vector<std::string> repeated(const std::vector<R>& rows) {
  std::vector<std::string> found;
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    const bool is_here = std::any_of(rows.begin(), row, [&](const R& other) {
      if constexpr (requires { row->actor; })
        if (other.actor != row->actor) return false;
      return other.from == row->from && other.verb == row->verb;
    });
    if (is_here) found.push_back(std::string(name(row->from)).append(", ").append(name(row->verb)));
  }
  return found;
}

}  // namespace gandan::states
