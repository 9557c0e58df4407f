#include "test/context/module.hpp"

#include "kernel/indicators/report.hpp"
#include "kernel/letters/text.hpp"
#include "kernel/tasks/record.hpp"
#include "kernel/turn/href.hpp"
#include "test/context/migrations.hpp"
#include "test/context/pages.hpp"

namespace gandan::bulletins {
namespace {

std::optional<Ref> find_record(db::Tx& tx, std::string_view code) {
  const auto it = find(tx, code);
  return it ? std::optional(it->ref()) : std::nullopt;
}
/// What a draft says is not for everybody.
std::optional<records::Card> card_of(db::Tx& tx, std::int64_t id) {
  const auto it = find(tx, BulletinId{id});
  if (!it) return std::nullopt;
  return records::Card{"/bulletins/" + it->code, it->state == State::draft ? "" : it->title};
}

constexpr std::string_view letter_names[] = {letters::received, "publish", "repeat"};
constexpr const char* promise = N_("You get a letter when it is to be read.");

std::optional<letters::Words> write_letter(db::Tx& tx, const Services&,
                                           const letters::Errand& errand,
                                           const i18n::Locale& locale) {
  const auto it = find(tx, BulletinId{errand.record.id});
  letters::Paragraphs text;
  text.say(errand.letter == letters::received ? locale.tr(promise) : it->text);
  return letters::Words{it->title, text.take()};
}

/// What is public, by the day on which it was published.
class Published final : public indicators::Counting {
  struct Day {
    Date day;
    std::int64_t n = 0;
  };
  std::vector<indicators::Group> groups(db::Tx& tx, const indicators::Scope& scope,
                                        const indicators::Breakdown*) const override {
    db::Query query("select b.day, count(*) from bulletins b where ");
    query.add({sql::is_public, " and b.day between :from and :to"});
    query.bind("from", scope.from).bind("to", scope.to);
    if (scope.unit) query.any_of("b.body_id", units::become(tx, *scope.unit, scope.as_of, true));
    std::vector<indicators::Group> groups;
    for (const Day& each : query.add(" group by b.day").all<Day>(tx))
      groups.push_back({each.day.days, {each.n}});
    return groups;
  }
  std::string href(const indicators::Part& part, std::size_t, std::int64_t) const override {
    if (part.scope.unit) return {};  // the list is that of all bodies
    Href href("/bulletins");
    return href.with("from", part.scope.from.iso()).with("to", part.scope.to.iso()).text();
  }
};

indicators::Subject subject() {
  return {.name = "bulletins",
          .unit = N_("Bulletins"),
          .title = N_("Bulletins"),
          .note = N_("Published from {from} to {to}."),
          .from = N_("Published from"),
          .indicators = {{.name = "published",
                          .definition = N_("Published in the period."),
                          .heading = N_("Published"),
                          .label = N_("Published")}},
          .breakdowns = {{.name = "month",
                          .heading = N_("By month"),
                          .row = N_("Month"),
                          .axis = indicators::Axis::month}},
          .figures = {"published"},
          .measure = "published",
          .months_title = N_("By month"),
          .count = [](db::Tx&, const indicators::Question&) {
            return std::make_shared<const Published>();
          }};
}

personal::Declared personal_data() {
  return {.kept = {{.what = N_("Bulletins, which may name somebody"),
                    .why = N_("They were read to all who heard them."),
                    .how_long = N_("As long as the record."),
                    .seen_by = N_("Everybody, once they are published."),
                    .columns = {"bulletins.title", "bulletins.text", "bulletins.folded"}}},
          .of_nobody = {"bulletins.code"}};
}

}  // namespace

Module module() {
  return {
      .name = "bulletins",
      .migrations = {"bulletins", migrations::files()},
      .add_routes =
          [](http::App& app, Services& services) {
            add_pages(app, services);
            add_desk_pages(app, services);
          },
      .resident_menu = {{35, {N_("Bulletins"), "/bulletins", "bulletins"}}},
      .home = [](Services& services) { return std::vector{newest_on_home(services)}; },
      .desk = desk_parts(),
      .search = pages::SiteSearch{"/bulletins", N_("Search bulletins")},
      .records = {{"bulletin", prefix, true, find_record, card_of}},
      .letters = {{"bulletin", letter_names, "/bulletins/", "bulletins", promise, write_letter}},
      .indicators = {subject()},
      .unread_by_robots = {"/bulletins?q="},
      .kept = {{"bulletins", "select id from bulletins", "bulletin", {"bulletin.write"}}},
      .invariants = {{"bulletins.owed", "what is owed to be read again is published",
                      db::joined({"select b.id from bulletins b join (", tasks::owed_to("bulletin"),
                                  ") u on u.source_id = b.id where not (", sql::is_published,
                                  ")"})}},
      .personal = personal_data()};
}

}  // namespace gandan::bulletins
