#include <algorithm>
#include <charconv>
#include <vector>

#include "lib/i18n/catalogues.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::i18n {
namespace {

const std::vector<const Locale*>& all() {
  // Never destroyed: detached threads may still print while the process ends.
  static const auto& list = *[] {
    auto* made = new std::vector<const Locale*>{new Locale("en", {})};
    for (const EmbeddedFile& file : catalogues::files())
      made->push_back(
          new Locale(std::string(file.name.substr(0, file.name.find('.'))), file.bytes));
    return made;
  }();
  return list;
}

std::string_view trimmed(std::string_view text) {
  auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// The q of "vi;q=0.8" in thousandths; 1000 where none is given, 0 where it cannot be read.
int weight(std::string_view parameters) {
  if (parameters.empty()) return 1000;
  auto q = parameters.find("q=");
  if (q == std::string_view::npos) return 1000;
  double value = 0;
  auto digits = parameters.substr(q + 2);
  auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc{} && value >= 0 && value <= 1 ? static_cast<int>(value * 1000) : 0;
}

bool same_language(std::string_view range, std::string_view tag) {
  auto primary = range.substr(0, range.find('-'));
  return std::ranges::equal(primary, tag.substr(0, tag.find('-')),
                            [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

}  // namespace

Message::Message(const char* context, const char* msgid) : context_(context), msgid_(msgid) {
  for (const Locale* locale : all())
    translations_.emplace_back(locale, context ? locale->trc(context, msgid) : locale->tr(msgid));
}

std::string_view Message::in(const Locale& locale) const {
  for (const auto& [of, text] : translations_)
    if (of == &locale) return text;
  return context_ ? locale.trc(context_, msgid_) : locale.tr(msgid_);
}

std::span<const Locale* const> locales() {
  return all();
}

const Locale* find_locale(std::string_view tag) {
  for (const Locale* locale : all())
    if (locale->tag() == tag) return locale;
  return nullptr;
}

const Locale& negotiate(std::string_view accept_language, const Locale& otherwise) {
  const Locale* best = &otherwise;
  int best_weight = 0;
  while (!accept_language.empty()) {
    auto comma = accept_language.find(',');
    auto entry = accept_language.substr(0, comma);
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size()
                                                                  : comma + 1);
    auto semicolon = entry.find(';');
    auto range = trimmed(entry.substr(0, semicolon));
    int q = weight(semicolon == std::string_view::npos ? "" : entry.substr(semicolon));
    if (q <= best_weight) continue;
    for (const Locale* locale : all()) {
      if (!same_language(range, locale->tag())) continue;
      best = locale;
      best_weight = q;
    }
  }
  return *best;
}

}  // namespace gandan::i18n
