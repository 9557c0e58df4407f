// A noun on the officers' desk: the list of what lies in their reach, the record with its buttons,
// the form of a new one. The noun is a parameter, since addresses are looked at when they are
// compiled.
#pragma once
#include <algorithm>
#include <array>
#include <vector>

#include "kernel/desk/plain.hpp"
#include "kernel/nouns/pages.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"

namespace gandan::nouns {

/// A piece of an address.
template <std::size_t length>
struct Piece {
  consteval Piece(const char (&from)[length]) { std::copy_n(from, length, text); }
  char text[length]{};
};
/// The noun's name between two pieces: "/desk/bulletins/{code}".
template <const Noun& noun, Piece before, Piece after>
inline constexpr auto path = [] {
  constexpr std::size_t front = sizeof(before.text) - 1, back = sizeof(after.text);
  std::array<char, front + noun.name.size() + back> all{};
  auto end = std::copy_n(before.text, front, all.begin());
  end = std::copy(noun.name.begin(), noun.name.end(), end);
  std::copy_n(after.text, back, end);
  return all;
}();

template <const Noun& noun>
struct OnDesk : desk::PlainKind<OnDesk<noun>, Record> {
  using Desk = desk::Desk;
  using At = desk::At<Desk, Record>;
  using Task = desk::Task<Desk, Record>;
  static constexpr std::string_view prefix = noun.prefix;
  static constexpr const char* base = path<noun, "/desk/", "/">.data();
  static constexpr const char* page = path<noun, "/desk/", "/{code}">.data();
  static constexpr const char* task_page = path<noun, "/desk/", "/{code}/{task}">.data();

  static bool fits(const Record& it, std::string_view verb) { return noun.fits(it.state, verb); }
  static bool is_offered(const At&) { return true; }
  static desk::Refused perform(const At& at, const acts::Env& env) {
    if (noun.take(at.tx, env, at.desk.act(), at.record.code, at.task.name)) return {};
    return {{"task", at.desk.tr(N_("This cannot be done here"))}};
  }
  static std::span<const Task> tasks() {
    static const std::vector<Task> all = [] {
      std::vector<Task> tasks;
      for (const Button& each : noun.buttons)
        tasks.push_back({.name = each.verb,
                         .key = each.key,
                         .label = each.label,
                         .done = each.done,
                         .fits = fits,
                         .is_offered = is_offered,
                         .perform = perform});
      return tasks;
    }();
    return all;
  }

  static std::optional<Record> find(db::Tx& tx, std::string_view code) {
    return nouns::find(tx, noun, code);
  }
  static Ref ref(const Record& it) { return it.ref(noun); }
  static bool may_read(db::Tx& tx, const people::Principal& officer, const Record& it) {
    return people::may_at(tx, officer, noun.works, std::array{std::optional(it.body_id)});
  }
  static desk::OpenRecord describe(const Desk& desk, db::Tx&, const Record& it) {
    const State& state = noun.state_of(it);
    return {.code = it.code,
            .title = it.title,
            .channel = desk.words.unit(it.body_id),
            .public_href = state.is_public ? path<noun, "/", "/">.data() + it.code : "",
            .received = it.day,
            .status = {desk.tr(state.label)},
            .paragraphs = {it.text}};
  }

  static desk::Cards cards(db::Tx& tx, const Desk& desk, int most) {
    const Asked asked{.within = people::within_reach(tx, desk.officer, noun.works)};
    const auto found = list(tx, noun, asked, most, desk.after);
    return {cards_of(desk, noun, found.rows, base), found.next};
  }
  static http::Response enter(http::Request& request, Services& services) {
    Desk desk(request, services, base);
    if (!people::unit_of_work(desk.officer, noun.works)) return http::Response::error(403);
    return desk::answer_new(std::move(desk), noun.form,
                            {path<noun, "/desk/", "/new">.data(), noun.name});
  }
};

template <const Noun& noun>
[[nodiscard]] desk::Parts desk_parts() {
  using Kind = OnDesk<noun>;
  return {.boxes = {{.order = noun.order,
                     .name = noun.name,
                     .label = noun.title,
                     .icon = "inbox",
                     .is_for =
                         [](const people::Principal& officer) {
                           return officer.may_somewhere(noun.works);
                         },
                     .list = Kind::cards,
                     .open = Kind::open_in_box}},
          .links = {{.order = noun.order,
                     .label = noun.form.title,
                     .icon = "pencil",
                     .href = path<noun, "/desk/", "/new">.data(),
                     .is_for =
                         [](const people::Principal& officer) {
                           return people::unit_of_work(officer, noun.works).has_value();
                         }}},
          .deeds = {desk::deeds_of_tasks<Kind>(Kind::base)},
          .said = desk::said_of_task<Kind>};
}

template <const Noun& noun>
void add_desk_pages(http::App& app, Services& services) {
  const auto in_reach = people::permission(noun.works, people::Where::in_reach);
  const auto enter = [&services](http::Request& request) {
    return OnDesk<noun>::enter(request, services);
  };
  app.router.get(path<noun, "/desk/", "/new">.data(), in_reach, enter, desk::route);
  app.router.post(path<noun, "/desk/", "/new">.data(), in_reach, enter, desk::route);
  desk::add_record_pages<OnDesk<noun>>(app, services,
                                       people::permission(noun.works, people::Where::at_record));
}

}  // namespace gandan::nouns
