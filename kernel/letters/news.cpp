#include "kernel/letters/news.hpp"

#include <algorithm>
#include <stdexcept>

#include "kernel/journal/journal.hpp"
#include "kernel/letters/links.hpp"
#include "kernel/letters/text.hpp"
#include "kernel/letters/watched.hpp"

namespace gandan::letters {
namespace {

using std::chrono::hours;

const jobs::Schedule mornings_at_seven{
    .every = hours(24), .offset = hours(7), .longest = std::chrono::minutes(30)};

constexpr int watches_at_once = 200;
constexpr int most_told = 20;  // in a letter

const i18n::Locale& locale_of_watch(const Watch& watch) {
  const i18n::Locale* known = i18n::find_locale(watch.language);
  return known != nullptr ? *known : *i18n::find_locale("vi");
}

std::vector<NewsItem> news_for(db::Tx& tx, const Services& services, const Watch& watch,
                               std::int64_t until, int most) {
  const i18n::Locale& locale = locale_of_watch(watch);
  const auto target = target_of(tx, services, locale, watch.list, watch.asked);
  if (!target) return {};
  return news_between(tx, services, locale, *target, watch.told_to, until, most);
}

/// Of some at a time; whether there were any.
bool look_for_some(db::Database& database, const Services& services, std::int64_t until) {
  std::vector<NewsErrand> errands;
  const auto watches = database.read([&](db::Tx& tx) {
    auto due = watches_due(tx, services.clock, watches_at_once);
    for (const Watch& watch : due)
      if (!news_for(tx, services, watch, until, 1).empty())
        errands.push_back({.watch = watch.id, .after = watch.told_to, .until = until});
    return due;
  });
  if (watches.empty()) return false;
  database.write([&](db::Tx& tx) {
    for (const Watch& watch : watches) mark_told(tx, services.clock, watch.id, until);
    for (const NewsErrand& errand : errands) queue_news(tx, errand, services.clock.now());
  });
  return true;
}

void say_items(Paragraphs& letter, const std::string& site, std::vector<NewsItem> items,
               const i18n::Locale& locale) {
  const bool more = db::cut(items, most_told);
  for (const NewsItem& item : items)
    letter.link(item.what.empty() ? item.title : item.title + "\n" + item.what, site + item.href);
  if (more) letter.say(locale.tr(N_("There is more than fits into this letter.")));
}

Letter letter_of(const Services& services, const Watch& watch, const NewsErrand& errand,
                 std::string subject, std::string text) {
  return {.address = watch.email,
          .subject = std::move(subject),
          .text = std::move(text),
          .id = "news." + std::to_string(watch.id.value) + "." + std::to_string(errand.until),
          .stop = services.post->public_url + path_of(services.keys.get(), watch.id) + "/stop"};
}

Letter first_letter(const Services& services, const Watch& watch, const NewsErrand& errand) {
  const i18n::Locale& locale = locale_of_watch(watch);
  const std::string& site = services.post->public_url;
  Paragraphs letter;
  letter.say(locale.tr(N_("Hello,")));
  // Not a word of who asked for it: whoever they are, the address may be another's.
  letter.link(locale.tr(N_("Somebody asked us to write to this address, once a day at most, "
                           "about what becomes public here. If it was you, confirm it:")),
              site + path_of(services.keys.get(), watch.id));
  letter.say(
      locale.tr(N_("If you do not confirm it, this letter is the only one, and the address "
                   "is forgotten after a week.")));
  return letter_of(services, watch, errand,
                   std::string(locale.tr(N_("Letters about what is new here"))), letter.take());
}

Letter letter_of_news(const Services& services, const Watch& watch, const NewsErrand& errand,
                      const Target& target, std::vector<NewsItem> items) {
  const i18n::Locale& locale = locale_of_watch(watch);
  const std::string& site = services.post->public_url;
  Paragraphs letter;
  letter.say(locale.tr(N_("Hello,")));
  letter.say(locale.tr(N_("This is new since our last look: {where}"), {{"where", target.title}}));
  say_items(letter, site, std::move(items), locale);
  letter.link(locale.tr(N_("All that is there:")), site + target.href);
  Letter made = letter_of(services, watch, errand,
                          locale.tr(N_("New: {where}"), {{"where", target.title}}), {});
  letter.link(locale.tr(N_("You get this letter, once a day at most, because you asked for it. To "
                           "get no more of them, and to have your address forgotten:")),
              made.stop);
  made.text = letter.take();
  return made;
}

void send_news(db::Database& database, const Services& services, const Channel& channel,
               const NewsErrand& errand) {
  const auto letter = database.read([&](db::Tx& tx) { return write_news(tx, services, errand); });
  if (!letter) return;
  const auto sent = channel(*letter);
  if (sent) return;
  if (!sent.error().permanent)
    throw std::runtime_error("the letter was not taken: " + sent.error().reason);
  database.write([&](db::Tx& tx) { forget_watch(tx, errand.watch); });
}

}  // namespace

void look_for_news(db::Database& database, const Services& services) {
  database.write([&](db::Tx& tx) { forget_unconfirmed(tx, services.clock); });
  const std::int64_t until = database.read(journal::last_sealed);
  while (look_for_some(database, services, until)) {
  }
}

std::optional<Letter> write_news(db::Tx& tx, const Services& services, const NewsErrand& errand) {
  auto watch = find_watch(tx, errand.watch);
  if (!watch || watch->confirmed_at.has_value() == errand.asks_to_confirm()) return std::nullopt;
  const i18n::Locale& locale = locale_of_watch(*watch);
  const auto target = target_of(tx, services, locale, watch->list, watch->asked);
  if (!target) return std::nullopt;
  if (errand.asks_to_confirm()) return first_letter(services, *watch, errand);
  auto items =
      news_between(tx, services, locale, *target, errand.after, errand.until, most_told + 1);
  if (items.empty()) return std::nullopt;
  return letter_of_news(services, *watch, errand, *target, std::move(items));
}

void add_news_jobs(jobs::Registry& jobs, Services& services) {
  if (services.post == nullptr) return;
  jobs.every(std::string(news_round), mornings_at_seven,
             [&services](db::Database& database) { look_for_news(database, services); });
  jobs.on(std::string(news_job), [&services, channel = by_mail(*services.post, services.clock)](
                                     db::Database& database, const jobs::Job& job) {
    send_news(database, services, channel, parse_errand(job.payload));
  });
}

}  // namespace gandan::letters
