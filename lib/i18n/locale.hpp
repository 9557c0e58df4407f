// A reader's language: messages from the gettext catalogues, and numbers, days and times as people
// who read that language write them. English is the language of the msgids.
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/embedded.hpp"
#include "lib/base/time.hpp"

/// Marks a message that a table holds and that is translated where it is shown.
#define N_(msgid) msgid

namespace gandan::i18n {

/// A named value for a placeholder: {"date", locale.date(day)} fills "{date}".
struct Argument {
  std::string_view name;
  std::string_view value;
};
using Arguments = std::initializer_list<Argument>;

/// Replaces each {name} that has an argument; any other text stays as it is.
[[nodiscard]] std::string fill(std::string_view pattern, Arguments arguments);

/// Immutable, so every thread may use it. Messages without a translation come back in English.
class Locale {
 public:
  /// `mo` is a catalogue that msgfmt compiled, and must outlive the locale; empty for English.
  Locale(std::string tag, std::string_view mo);
  ~Locale();
  Locale(const Locale&) = delete;

  /// BCP 47: "vi", for the lang attribute.
  [[nodiscard]] std::string_view tag() const { return tag_; }
  /// What its readers call it: "Tiếng Việt".
  [[nodiscard]] std::string_view name() const { return name_; }

  [[nodiscard]] std::string_view tr(const char* msgid) const;
  [[nodiscard]] std::string_view tr(std::string_view msgid) const;
  [[nodiscard]] std::string tr(const char* msgid, Arguments arguments) const;
  /// With a context, for English words that mean two things: trc("verb", "Answer").
  [[nodiscard]] std::string_view trc(const char* context, const char* msgid) const;
  /// The plural form for `n`, with its placeholders still open.
  [[nodiscard]] std::string_view ntr(const char* one, const char* many, std::int64_t n) const;
  /// The plural form for `n`, filled; {n} is `n` itself, grouped.
  [[nodiscard]] std::string ntr(const char* one, const char* many, std::int64_t n,
                                Arguments arguments) const;

  /// 1.234.567 in Vietnamese, 1,234,567 in English.
  [[nodiscard]] std::string number(std::int64_t value) const;
  void append_number(std::string& to, std::int64_t value) const;
  /// Rounded half away from zero to `decimals` places: 1.234,50.
  [[nodiscard]] std::string number(double value, int decimals) const;
  /// A share of one: percent(0.1234, 1) is 12,3%.
  [[nodiscard]] std::string percent(double share, int decimals = 0) const;

  /// 05/01/2021; 5 Jan 2021.
  [[nodiscard]] std::string date(Date day) const;
  void append_date(std::string& to, Date day) const { append_civil(to, date_pattern_, day); }
  /// 5/1, 5 Jan: without the year where it is that of `today`.
  [[nodiscard]] std::string short_date(Date day, Date today) const;
  /// 5 tháng 1, 2021; 5 January 2021.
  [[nodiscard]] std::string long_date(Date day) const;
  /// tháng 1/2021; January 2021.
  [[nodiscard]] std::string month(Date day) const;
  /// 08:30, at UTC+7.
  [[nodiscard]] std::string time(Instant at) const;
  /// 08:30 05/01/2021, at UTC+7.
  [[nodiscard]] std::string date_time(Instant at) const;
  /// Until a due date: "còn 12 ngày", "hạn hôm nay", "quá hạn 3 ngày".
  [[nodiscard]] std::string until(Date due, Date today) const;
  /// Since a day that has come: "hôm nay", "hôm qua", "3 ngày trước", "2 tháng trước", "1 năm
  /// trước".
  [[nodiscard]] std::string since(Date day, Date today) const;

 private:
  struct Catalogue;
  [[nodiscard]] const char* find(const char* context, const char* msgid) const;
  void append_civil(std::string& to, std::string_view pattern, Date day) const;

  std::string tag_;
  std::unique_ptr<Catalogue> catalogue_;
  // Looked up once, because every page prints them.
  std::string_view name_, group_, decimal_, date_pattern_, short_date_pattern_, long_date_pattern_,
      month_pattern_;
  std::array<std::string_view, 12> months_, short_months_;
};

/// A message of a view, looked up once in every language of the build instead of on every page.
class Message {
 public:
  explicit Message(const char* msgid) : Message(nullptr, msgid) {}
  Message(const char* context, const char* msgid);
  [[nodiscard]] std::string_view in(const Locale& locale) const;

 private:
  const char* context_;
  const char* msgid_;
  std::vector<std::pair<const Locale*, std::string_view>> translations_;
};

/// Every language of the build: English and the catalogues po/*.po of all modules.
[[nodiscard]] std::span<const Locale* const> locales();
/// The language with this tag, or nothing.
[[nodiscard]] const Locale* find_locale(std::string_view tag);
/// What an Accept-Language header asks for (RFC 9110 §12.5.4), else `otherwise`.
[[nodiscard]] const Locale& negotiate(std::string_view accept_language, const Locale& otherwise);

}  // namespace gandan::i18n

namespace gandan {
/// How views print a day and an instant in text (by language) and in attributes (ISO 8601).
[[nodiscard]] std::string to_text(Date day, const i18n::Locale& locale);
[[nodiscard]] std::string to_text(Instant at, const i18n::Locale& locale);
[[nodiscard]] std::string to_attribute(Date day);
[[nodiscard]] std::string to_attribute(Instant at);
}  // namespace gandan
