#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "kernel/pages/site.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/rules/admin_pages.hpp"
#include "kernel/rules/page_models.hpp"
#include "kernel/rules/sources.hpp"
#include "kernel/rules/views/limits.hpp"
#include "lib/text/dates.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::rules {
namespace {

using http::Request;
using http::Response;

template <class E>
struct Word {
  E value;
  const char* name;
  const char* label;
};
constexpr std::array kinds = {
    Word<LimitKind>{LimitKind::due, "due", N_("something must be done within it")},
    Word<LimitKind>{LimitKind::extension, "extension", N_("by how much it may be extended")},
    Word<LimitKind>{LimitKind::notice, "notice", N_("something must be done so long before")},
    Word<LimitKind>{LimitKind::minimum, "minimum", N_("something must last so long")},
    Word<LimitKind>{LimitKind::prescription, "prescription", N_("a right may be used within it")},
    Word<LimitKind>{LimitKind::most, "most", N_("at most so many")}};
constexpr std::array units = {
    Word<LimitUnit>{LimitUnit::working_day, "working_day", N_("working days")},
    Word<LimitUnit>{LimitUnit::calendar_day, "calendar_day", N_("calendar days")},
    Word<LimitUnit>{LimitUnit::month, "month", N_("months")},
    Word<LimitUnit>{LimitUnit::hour, "hour", N_("hours")},
    Word<LimitUnit>{LimitUnit::count, "count", N_("people or times")}};

template <class Words, class E>
std::vector<pages::Option> options(const Words& words, E chosen, const i18n::Locale& locale) {
  std::vector<pages::Option> all;
  for (const auto& word : words)
    all.push_back({.value = word.name,
                   .label = std::string(locale.tr(word.label)),
                   .chosen = word.value == chosen});
  return all;
}

template <class Words>
auto chosen(const Words& words, std::string_view name) {
  for (const auto& word : words)
    if (name == word.name) return word.value;
  return words.front().value;
}

std::string how_long(const Limit& limit, const i18n::Locale& locale) {
  std::string_view unit;
  for (const auto& word : units)
    if (word.value == limit.unit) unit = locale.tr(word.label);
  std::string text = locale.number(std::int64_t{limit.value}) + " " + std::string(unit);
  if (limit.remote_value)
    text += "; " + locale.tr("remote areas {n}",
                             {{"n", locale.number(std::int64_t{*limit.remote_value})}});
  return text;
}

std::string title_of(const Limit& limit, const i18n::Locale& locale) {
  return locale.tag() == "vi" ? limit.title_vi : limit.title_en;
}

LimitRow row_of(const Limit& limit, const i18n::Locale& locale) {
  return {.id = limit.id.value,
          .title = title_of(limit, locale),
          .value = how_long(limit, locale),
          .from = limit.valid_from,
          .to = limit.valid_to,
          .basis = limit.basis,
          .verified = limit.verified};
}

/// Whether its names or its basis hold the words, marks and case aside.
bool holds(const Limit& limit, std::string_view words) {
  return text::fold(limit.rule + " " + limit.title_vi + " " + limit.title_en + " " + limit.basis)
             .find(text::fold(words)) != std::string::npos;
}

LimitGroup& group_of(std::vector<LimitGroup>& groups, const std::string& law) {
  for (LimitGroup& group : groups)
    if (group.law == law) return group;
  return groups.emplace_back(LimitGroup{.law = law, .limits = {}});
}

/// Every law, with how many limits it has.
std::vector<pages::Option> laws_of(std::span<const Limit> limits, std::string_view chosen,
                                   const i18n::Locale& locale) {
  std::vector<std::pair<std::string, std::int64_t>> counts;
  for (const Limit& limit : limits) {
    const std::string law = law_of(limit.basis);
    auto at = std::find_if(counts.begin(), counts.end(),
                           [&](const auto& each) { return each.first == law; });
    if (at == counts.end()) at = counts.insert(counts.end(), {law, 0});
    ++at->second;
  }
  std::vector<pages::Option> options = {{"", std::string(locale.tr("all laws"))}};
  for (const auto& [law, count] : counts)
    options.push_back({law, law + " (" + locale.number(count) + ")", "", law == chosen});
  return options;
}

Response list(const PageEnvironment& env, Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  const std::string typed = text::clean(request.query.get("word"));
  const std::string law(request.query.get("law"));
  auto book = env.rules.book();
  LimitsPage page{.frame = pages::frame_for(request, word(N_("Limits"))),
                  .word = {.name = "word",
                           .label = word(N_("A word of the limit or of its article")),
                           .value = typed,
                           .optional = true,
                           .type = "search"},
                  .law = {.name = "law", .label = word(N_("Law"))},
                  .laws = laws_of(book->limits(), law, locale),
                  .is_narrowed = !typed.empty() || !law.empty()};
  page.frame.flash = told_after_edit(request);
  page.frame.wide = true;
  page.frame.searches = false;
  page.frame.section = "rules";
  for (const Limit& limit : book->limits())
    if (holds(limit, typed) && (law.empty() || law_of(limit.basis) == law))
      group_of(page.groups, law_of(limit.basis)).limits.push_back(row_of(limit, locale));
  page.nothing = {.title = word(N_("No limit fits")),
                  .text = word(N_("Try a shorter word, or look under all laws.")),
                  .actions = {{word(N_("All limits")), "/admin/rules"}}};
  return pages::render(request, views::limits_page, page);
}

/// "1/7/2026", as people type it.
std::string in_a_field(Date day) {
  return std::to_string(day.day()) + "/" + std::to_string(day.month()) + "/" +
         std::to_string(day.year());
}

LimitPage form(const Request& request, const Limit& limit, std::string title, std::string action) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto text = [&](const char* name, const char* label, std::string value) {
    return pages::Field{.name = name, .label = std::string(locale.tr(label)), .value = value};
  };
  LimitPage page{.frame = pages::frame_for(request, std::move(title)), .action = std::move(action)};
  page.frame.section = "rules";
  page.frame.form = pages::PageForm{.id = "limit"};
  page.frame.trail = {{std::string(locale.tr("Limits")), "/admin/rules"}};
  page.kind = text("kind", N_("What it limits"), "");
  page.kinds = options(kinds, limit.kind, locale);
  page.unit = text("unit", N_("Counted in"), "");
  page.units = options(units, limit.unit, locale);
  page.texts = {text("rule", N_("Name in the program"), limit.rule),
                text("title_vi", N_("Title in Vietnamese"), limit.title_vi),
                text("title_en", N_("Title in English"), limit.title_en),
                text("value", N_("How many"), std::to_string(limit.value)),
                text("remote_value", N_("How many in remote areas"),
                     limit.remote_value ? std::to_string(*limit.remote_value) : ""),
                text("times", N_("How often, for an extension"), std::to_string(limit.times)),
                text("valid_from", N_("In force from"), in_a_field(limit.valid_from)),
                text("valid_to", N_("In force to, the last day"),
                     limit.valid_to ? in_a_field(*limit.valid_to) : ""),
                text("basis", N_("Legal basis"), limit.basis),
                text("source", N_("Where it was confirmed"), source_in(limit.source, locale))};
  for (std::size_t optional_field : {4u, 5u, 7u}) page.texts[optional_field].optional = true;
  for (std::size_t day : {6u, 7u}) page.texts[day].hint = locale.tr(N_("For example 1/7/2026."));
  page.flags = text("flags", N_("Further"), "");
  page.flag_options = {
      {"rolls", std::string(locale.tr("Ends on the next working day where its last day is off")),
       "", limit.rolls},
      {"verified", std::string(locale.tr("Confirmed in the source")), "", limit.verified}};
  return page;
}

/// Reads the form; the names of fields that cannot be read are added to `unread`.
Limit read_limit(const Request& request, Limit limit, std::vector<std::string>& unread) {
  const http::Fields& typed = request.form;
  auto number = [&](const char* name, int& to) {
    const std::string_view text = typed.get(name);
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
    if (error != std::errc() || end != text.data() + text.size()) unread.push_back(name);
  };
  limit.rule = typed.get("rule");
  limit.title_vi = typed.get("title_vi");
  limit.title_en = typed.get("title_en");
  limit.basis = typed.get("basis");
  // Who leaves it as the page showed it, in whichever language, has not changed it.
  const bool is_same = std::ranges::any_of(i18n::locales(), [&](const i18n::Locale* locale) {
    return typed.get("source") == source_in(limit.source, *locale);
  });
  if (!is_same) limit.source = typed.get("source");
  limit.kind = chosen(kinds, typed.get("kind"));
  limit.unit = chosen(units, typed.get("unit"));
  number("value", limit.value);
  limit.times = 0;
  if (!typed.get("times").empty()) number("times", limit.times);
  limit.remote_value.reset();
  if (!typed.get("remote_value").empty()) number("remote_value", limit.remote_value.emplace());
  if (auto date = text::parse_date(typed.get("valid_from")))
    limit.valid_from = *date;
  else
    unread.push_back("valid_from");
  limit.valid_to = text::parse_date(typed.get("valid_to"));
  if (!limit.valid_to && !typed.get("valid_to").empty()) unread.push_back("valid_to");
  limit.rolls = limit.verified = false;
  for (std::string_view flag : typed.all("flags"))
    (flag == "rolls" ? limit.rolls : limit.verified) = true;
  return limit;
}

pages::FieldError explain(EditError error, const i18n::Locale& locale) {
  auto at = [&](const char* field, const char* message) {
    return pages::FieldError{field, std::string(locale.tr(message))};
  };
  switch (error) {
    case EditError::rule_missing:
      return at("rule", N_("Write a name of small letters, digits, dots and underscores."));
    case EditError::value_out_of_range:
      return at("value", N_("Write a number from 0 to 73,000."));
    case EditError::dates_reversed:
      return at("valid_to", N_("The last day is before the first."));
    case EditError::overlaps:
      return at("valid_from", N_("Another row holds on one of these days. End that one first."));
    case EditError::basis_missing:
      return at("basis", N_("Write the article: no limit without one."));
    case EditError::year_out_of_range:
      return at("valid_from", N_("Write a day between 1945 and 2144."));
  }
  return {};
}

Response save(const PageEnvironment& env, Request& request, const Limit& old, std::string title,
              std::string action) {
  const i18n::Locale& locale = pages::locale_of(request);
  std::vector<std::string> unread;
  const Limit limit = read_limit(request, old, unread);
  std::vector<pages::FieldError> errors;
  const bool saves = !pages::only_shows(request);
  for (const std::string& name : unread)
    if (saves)
      errors.push_back(
          {name, std::string(name.starts_with("valid") ? locale.tr("Write the day like 1/7/2026.")
                                                       : locale.tr("Write a number."))});
  if (saves && errors.empty()) {
    auto saved = env.database.write([&](db::Tx& tx) {
      return save_limit(tx, env.ids, env.clock, people::actor_of(people::principal(request)),
                        limit);
    });
    if (saved) return after_edit(env, "/admin/rules", std::min(limit.valid_from, old.valid_from));
    errors.push_back(explain(saved.error(), locale));
  }
  LimitPage page = form(request, limit, std::move(title), std::move(action));
  for (pages::Field& field : page.texts) {
    if (field.name != "source") field.value = request.form.get(field.name);
    for (const pages::FieldError& error : errors)
      if (error.field == field.name) field.error = error.message;
  }
  page.errors = std::move(errors);
  page.frame.has_errors = !page.errors.empty();
  return pages::render(request, views::limit_page, page, page.errors.empty() ? 200 : 422);
}

const Limit* find(const Rulebook& book, std::int64_t id) {
  for (const Limit& limit : book.limits())
    if (limit.id.value == id) return &limit;
  return nullptr;
}

}  // namespace

pages::Badge unverified_badge(const i18n::Locale& locale) {
  return {std::string(locale.tr("to be confirmed")), pages::Tone::waiting};
}

void add_limit_pages(http::Router& router, const PageEnvironment& env) {
  const http::Policy administers =
      people::permission(people::Permission::administer_rules, people::Where::everywhere);
  router.get("/admin/rules", administers, [env](Request& request) { return list(env, request); });
  router.get("/admin/rules/new", administers, [env](Request& request) {
    const Limit fresh{.valid_from = env.clock.today()};
    return pages::render(
        request, views::limit_page,
        form(request, fresh, std::string(pages::locale_of(request).tr("New limit")),
             "/admin/rules/new"));
  });
  router.post("/admin/rules/new", administers, [env](Request& request) {
    return save(env, request, {}, std::string(pages::locale_of(request).tr("New limit")),
                "/admin/rules/new");
  });
  router.get("/admin/rules/{id}", administers, [env](Request& request, std::int64_t id) {
    auto book = env.rules.book();
    const Limit* limit = find(*book, id);
    if (limit == nullptr) return Response::not_found();
    return pages::render(request, views::limit_page,
                         form(request, *limit, title_of(*limit, pages::locale_of(request)),
                              "/admin/rules/" + std::to_string(id)));
  });
  router.post("/admin/rules/{id}", administers, [env](Request& request, std::int64_t id) {
    auto book = env.rules.book();
    const Limit* limit = find(*book, id);
    if (limit == nullptr) return Response::not_found();
    return save(env, request, *limit, title_of(*limit, pages::locale_of(request)),
                "/admin/rules/" + std::to_string(id));
  });
}

}  // namespace gandan::rules
