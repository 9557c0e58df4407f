#include "kernel/letters/watched.hpp"

#include <algorithm>

#include "kernel/journal/journal.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/areas.hpp"
#include "lib/base/id.hpp"
#include "lib/http/decode.hpp"

namespace gandan::letters {
namespace {

constexpr std::string_view code_field = "code";

const News* find_news(const Services& services, std::string_view list) {
  const auto found = std::ranges::find(services.news, list, &News::list);
  return found == services.news.end() ? nullptr : &*found;
}

http::Fields fields_of(std::string_view encoded) {
  const auto fields = http::decode_fields(encoded);
  return fields ? *fields : http::Fields();
}

/// Those that tell what is watched, in the order in which the list names them.
http::Fields narrowed(const News& news, const http::Fields& asked) {
  http::Fields kept;
  for (std::string_view name : news.narrows)
    if (const auto value = asked.get(name); !value.empty())
      kept.add(std::string(name), std::string(value));
  return kept;
}

std::string address_of(std::string_view page, const http::Fields& asked) {
  Href href{std::string(page)};
  for (const http::Field& field : asked) href.with(field.name, field.value);
  return href.text();
}

std::string encoded(const http::Fields& asked) {
  const std::string address = address_of("", asked);
  return address.empty() ? address : address.substr(1);
}

std::optional<units::Unit> place_asked(db::Tx& tx, const Services& services,
                                       const http::Fields& asked) {
  return units::area_of_address(tx, asked.get(code_field), services.clock.today());
}

/// By its number, which stays when its code becomes that of another.
Target target_of_place(const Services& services, const units::Unit& place) {
  return {.list = std::string(place_list),
          .asked = std::string(code_field) + "=id" + std::to_string(place.id.value),
          .title = place.name,
          .href = place_href(place, services.clock.today()),
          .section = "place"};
}

}  // namespace

std::optional<Target> target_of(db::Tx& tx, const Services& services, const i18n::Locale& locale,
                                std::string_view list, const http::Fields& asked) {
  if (list == place_list) {
    const auto place = services.news.empty() ? std::nullopt : place_asked(tx, services, asked);
    return place ? std::optional(target_of_place(services, *place)) : std::nullopt;
  }
  const News* news = find_news(services, list);
  if (news == nullptr) return std::nullopt;
  const http::Fields kept = narrowed(*news, asked);
  std::string title = news->title(tx, services, {.locale = locale, .asked = kept, .place = {}});
  if (title.empty()) return std::nullopt;
  return Target{.list = std::string(list),
                .asked = encoded(kept),
                .title = std::move(title),
                .href = address_of(news->page, kept),
                .section = std::string(news->section)};
}

std::optional<Target> target_of(db::Tx& tx, const Services& services, const i18n::Locale& locale,
                                std::string_view list, std::string_view asked) {
  return target_of(tx, services, locale, list, fields_of(asked));
}

std::vector<NewsItem> news_between(db::Tx& tx, const Services& services, const i18n::Locale& locale,
                                   const Target& target, std::int64_t after, std::int64_t until,
                                   int most) {
  std::vector<NewsItem> all;
  const http::Fields asked = fields_of(target.asked);
  const http::Fields none;
  const bool is_place = target.list == place_list;
  const auto place = is_place ? place_asked(tx, services, asked) : std::nullopt;
  for (const News& news : services.news) {
    if (!is_place && news.list != target.list) continue;
    const Watched watched{.locale = locale, .asked = is_place ? none : asked, .place = place};
    for (NewsItem& item :
         news.read(tx, services, watched,
                   journal::told_between(news.record, news.verbs, after, until), most))
      all.push_back(std::move(item));
  }
  return all;
}

std::string watch_href(const Services& services, std::string_view list, const http::Fields& asked) {
  if (services.post == nullptr || services.news.empty()) return {};
  Href href("/news");
  href.with("list", list);
  if (list == place_list) return href.with(code_field, asked.get(code_field)).text();
  const News* news = find_news(services, list);
  if (news == nullptr) return {};
  for (const http::Field& field : narrowed(*news, asked)) href.with(field.name, field.value);
  return href.text();
}

}  // namespace gandan::letters
