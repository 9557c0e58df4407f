// What a noun gives to the house, all of it of one declaration: a context adds to the module what
// is its own (migrations, figures, invariants, what its columns hold of people).
#pragma once
#include <vector>

#include "kernel/journal/committed.hpp"
#include "kernel/module/module.hpp"
#include "kernel/nouns/desk.hpp"
#include "kernel/nouns/pages.hpp"

namespace gandan::nouns {

/// To who confirmed, in the words of the record; the first says what they agree to. Nothing where
/// it is gone.
[[nodiscard]] std::optional<letters::Words> write_letter(db::Tx& tx, const Noun& noun,
                                                         const letters::Errand& errand,
                                                         const i18n::Locale& locale);
/// What everybody may be told: of what is not public no word.
[[nodiscard]] std::optional<records::Card> card_of(db::Tx& tx, const Noun& noun, RecordId id);

/// How many everybody may read, by their day. Texts are msgids.
struct Figure {
  std::string_view name;   ///< in JSON: "published"
  const char* heading;     ///< "Published"
  const char* definition;  ///< "Published in the period."
  const char* from;        ///< label of the first day: "Published from"
  const char* note;        ///< with {from} and {to}
};
/// Its report is at /reports/NAME, each of its figures opens the list. Keeps the noun.
[[nodiscard]] indicators::Subject counted(const Noun& noun, const Figure& figure);

template <const Noun& noun>
void add_pages(http::App& app, Services& services) {
  app.router.get(path<noun, "/", "">.data(), http::everyone(), [&services](http::Request& request) {
    return show_list(Turn(request, services), noun);
  });
  app.router.get(path<noun, "/", "/{code}">.data(), http::everyone(),
                 [&services](http::Request& request, std::string_view code) {
                   return show_record(Turn(request, services), noun, code);
                 });
  add_desk_pages<noun>(app, services);
}

/// That which is received and that of each button.
template <const Noun& noun>
[[nodiscard]] letters::Kind letters_about() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all{letters::received};
    for (const Button& each : noun.buttons) all.push_back(each.verb);
    return all;
  }();
  return {
      .record = noun.kind,
      .letters = names,
      .pages = path<noun, "/", "/">.data(),
      .section = noun.name,
      .promise = noun.promise,
      .write = [](db::Tx& tx, const Services&, const letters::Errand& errand,
                  const i18n::Locale& locale) { return write_letter(tx, noun, errand, locale); }};
}

template <const Noun& noun>
[[nodiscard]] records::Kind kind_of_records() {
  return {.name = noun.kind,
          .prefix = noun.prefix,
          .on_receipts = true,
          .find =
              [](db::Tx& tx, std::string_view code) {
                const auto it = find(tx, noun, code);
                return it ? std::optional(it->ref(noun)) : std::nullopt;
              },
          .card = [](db::Tx& tx, std::int64_t id) { return card_of(tx, noun, RecordId{id}); }};
}

/// Words, state, day and body, each with its length before it where it is a text.
[[nodiscard]] std::string sql_of_parts(const Noun& noun);
template <const Noun& noun>
inline const db::Sql parts_of_records{sql_of_parts(noun).c_str()};

template <const Noun& noun>
[[nodiscard]] journal::Commitments commitments_to() {
  const std::string name(noun.name);
  static const std::string folded = name + ".folded";
  return {.records = {{.kind = noun.kind,
                       .words = {&parts_of_records<noun>},
                       .columns = {name + ".title", name + ".text"}}},
          .not_committed = {{folded, "the same words, to be searched for"}}};
}

/// That by which one works on it, where it is not one that contexts share.
[[nodiscard]] std::vector<people::Permission> own_permission(const Noun& noun);

/// `noun` is a constant of the program.
template <const Noun& noun>
[[nodiscard]] Module module_of() {
  const std::string name(noun.name), address = "/" + name;
  return {.name = noun.name,
          .migrations = {},
          .add_routes = add_pages<noun>,
          .ways = {{Intent::place, noun.order, {noun.title, address, name}, noun.about}},
          .permissions = own_permission(noun),
          .home = [](Services& services) { return std::vector{newest_on_home(services, noun)}; },
          .desk = desk_parts<noun>(),
          .search = pages::SiteSearch{address, noun.search},
          .search_part = [](Services& services) { return search_part(services, noun); },
          .records = {kind_of_records<noun>()},
          .letters = {letters_about<noun>()},
          .unread_by_robots = {address + "?q="},
          .kept = {{noun.name, "select id from " + name, noun.kind, {noun.begins}}},
          .commitments = commitments_to<noun>()};
}

}  // namespace gandan::nouns
