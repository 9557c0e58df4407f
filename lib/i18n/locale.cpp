#include "lib/i18n/locale.hpp"

#include <algorithm>
#include <array>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <climits>
#include <locale>
#include <vector>

namespace gandan::i18n {
namespace {

constexpr std::array months = {N_("January"),   N_("February"), N_("March"),    N_("April"),
                               N_("May"),       N_("June"),     N_("July"),     N_("August"),
                               N_("September"), N_("October"),  N_("November"), N_("December")};

/// The word with this number, from 0, of a list that has single spaces between its words.
std::string_view word(std::string_view list, unsigned number) {
  while (number-- > 0) list.remove_prefix(std::min(list.find(' ') + 1, list.size()));
  return list.substr(0, list.find(' '));
}

std::string padded(unsigned value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

std::string fill(std::string_view pattern, Arguments arguments) {
  std::string text;
  text.reserve(pattern.size() + 32);
  while (!pattern.empty()) {
    auto open = pattern.find('{');
    text += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    auto close = pattern.find('}');
    auto name = close == std::string_view::npos ? "" : pattern.substr(1, close - 1);
    bool found = false;
    for (const Argument& argument : arguments) {
      if (found || argument.name != name) continue;
      text += argument.value;
      found = true;
    }
    auto used = found ? close + 1 : 1;
    if (!found) text += '{';
    pattern.remove_prefix(used);
  }
  return text;
}

/// Boost.Locale's reader of compiled catalogues: hash lookup in place, plural formulas included.
struct Locale::Catalogue {
  std::locale keeper;  // owns the facet
  const boost::locale::message_format<char>* messages = nullptr;
};

Locale::Locale(std::string tag, std::string_view mo)
    : tag_(std::move(tag)), catalogue_(std::make_unique<Catalogue>()) {
  if (!mo.empty()) {
    boost::locale::gnu_gettext::messages_info info;
    info.language = tag_;
    info.encoding = "UTF-8";
    info.domains.push_back({"gandan"});
    info.paths.push_back("");
    info.callback = [mo](const std::string&, const std::string&) {
      return std::vector<char>(mo.begin(), mo.end());
    };
    auto* facet = boost::locale::gnu_gettext::create_messages_facet<char>(info);
    catalogue_->keeper = std::locale(std::locale::classic(), facet);
    catalogue_->messages = facet;
  }
  name_ = trc("this language, in itself", "English");
  group_ = trc("thousands separator", ",");
  decimal_ = trc("decimal separator", ".");
  date_pattern_ = trc("date pattern", "{d} {mon} {year}");
  short_date_pattern_ = trc("short date pattern", "{d} {mon}");
  long_date_pattern_ = trc("long date pattern", "{d} {month} {year}");
  month_pattern_ = trc("month pattern", "{month} {year}");
  auto short_months = trc("short months", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
  for (unsigned m = 0; m < 12; ++m) {
    months_[m] = tr(months[m]);
    short_months_[m] = word(short_months, m);
  }
}

Locale::~Locale() = default;

const char* Locale::find(const char* context, const char* msgid) const {
  // The empty msgid holds the catalogue's header.
  if (!catalogue_->messages || *msgid == '\0') return nullptr;
  return catalogue_->messages->get(0, context, msgid);
}

std::string_view Locale::tr(const char* msgid) const {
  const char* found = find(nullptr, msgid);
  return found ? found : msgid;
}

std::string_view Locale::tr(std::string_view msgid) const {
  const char* found = find(nullptr, std::string(msgid).c_str());
  return found ? found : msgid;
}

std::string Locale::tr(const char* msgid, Arguments arguments) const {
  return fill(tr(msgid), arguments);
}

std::string_view Locale::trc(const char* context, const char* msgid) const {
  const char* found = find(context, msgid);
  return found ? found : msgid;
}

std::string_view Locale::ntr(const char* one, const char* many, std::int64_t n) const {
  const auto* messages = catalogue_->messages;
  // Plural formulas look at the last two digits at most, so a large number keeps those.
  auto count = static_cast<int>(n > INT_MAX ? 1'000'000 + n % 1'000'000 : n);
  const char* found = messages ? messages->get(0, nullptr, one, count) : nullptr;
  return found ? found : (n == 1 ? one : many);
}

std::string Locale::ntr(const char* one, const char* many, std::int64_t n,
                        Arguments arguments) const {
  std::string count = number(n);
  return fill(fill(ntr(one, many, n), {{"n", count}}), arguments);
}

void Locale::append_number(std::string& to, std::int64_t value) const {
  std::array<char, 64> buffer;
  char* at = buffer.data() + buffer.size();
  auto rest = static_cast<std::uint64_t>(value);
  if (value < 0) rest = 0 - rest;
  int digits = 0;
  do {
    if (digits != 0 && digits % 3 == 0) {
      at -= group_.size();
      group_.copy(at, group_.size());
    }
    *--at = static_cast<char>('0' + rest % 10);
    rest /= 10;
    ++digits;
  } while (rest != 0);
  if (value < 0) *--at = '-';
  to.append(at, buffer.data() + buffer.size());
}

std::string Locale::number(std::int64_t value) const {
  std::string text;
  append_number(text, value);
  return text;
}

std::string Locale::number(double value, int decimals) const {
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  auto scaled =
      static_cast<std::int64_t>(value * static_cast<double>(scale) + (value < 0 ? -0.5 : 0.5));
  std::string text = scaled < 0 && scaled / scale == 0 ? "-" : "";
  append_number(text, scaled / scale);
  if (decimals == 0) return text;
  std::string places = std::to_string(scaled < 0 ? -(scaled % scale) : scaled % scale);
  text.append(decimal_);
  text.append(static_cast<std::size_t>(decimals) - places.size(), '0');
  return text + places;
}

std::string Locale::percent(double share, int decimals) const {
  return tr("{number}%", {{"number", number(share * 100, decimals)}});
}

void Locale::append_civil(std::string& to, std::string_view pattern, Date day) const {
  auto civil = day.civil();
  auto d = static_cast<unsigned>(civil.day()), m = static_cast<unsigned>(civil.month());
  while (!pattern.empty()) {
    auto open = pattern.find('{');
    to.append(pattern.substr(0, open));
    if (open == std::string_view::npos) return;
    auto close = std::min(pattern.find('}', open), pattern.size() - 1);
    auto name = pattern.substr(open + 1, close - open - 1);
    pattern.remove_prefix(close + 1);
    if (name == "d") to += std::to_string(d);
    if (name == "dd") to += padded(d);
    if (name == "m") to += std::to_string(m);
    if (name == "mm") to += padded(m);
    if (name == "mon") to += short_months_[m - 1];
    if (name == "month") to += months_[m - 1];
    if (name == "year") to += std::to_string(static_cast<int>(civil.year()));
  }
}

std::string Locale::date(Date day) const {
  std::string text;
  append_civil(text, date_pattern_, day);
  return text;
}

std::string Locale::short_date(Date day, Date today) const {
  std::string text;
  append_civil(text, day.year() == today.year() ? short_date_pattern_ : date_pattern_, day);
  return text;
}

std::string Locale::long_date(Date day) const {
  std::string text;
  append_civil(text, long_date_pattern_, day);
  return text;
}

std::string Locale::month(Date day) const {
  std::string text;
  append_civil(text, month_pattern_, day);
  return text;
}

std::string Locale::time(Instant at) const {
  auto minutes = (at - start_of(civil_date(at))).count() / 60'000'000;
  return padded(static_cast<unsigned>(minutes / 60)) + ":" +
         padded(static_cast<unsigned>(minutes % 60));
}

std::string Locale::date_time(Instant at) const {
  return tr("{time} on {date}", {{"time", time(at)}, {"date", date(civil_date(at))}});
}

std::string Locale::until(Date due, Date today) const {
  int days = due - today;
  if (days == 0) return std::string(tr("due today"));
  return days > 0 ? ntr("{n} day left", "{n} days left", days, {})
                  : ntr("{n} day overdue", "{n} days overdue", -days, {});
}

std::string Locale::since(Date day, Date today) const {
  int days = today - day;
  if (days <= 0) return std::string(tr("today"));
  if (days == 1) return std::string(tr("yesterday"));
  if (days < 60) return ntr("{n} day ago", "{n} days ago", days, {});
  if (days < 730) return ntr("{n} month ago", "{n} months ago", days / 30, {});
  return ntr("{n} year ago", "{n} years ago", days / 365, {});
}

}  // namespace gandan::i18n

namespace gandan {

std::string to_text(Date day, const i18n::Locale& locale) {
  return locale.date(day);
}
std::string to_text(Instant at, const i18n::Locale& locale) {
  return locale.date_time(at);
}
std::string to_attribute(Date day) {
  return day.iso();
}
std::string to_attribute(Instant at) {
  return rfc3339(at);
}

}  // namespace gandan
