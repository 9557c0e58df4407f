#include "kernel/files/reading.hpp"

#include <algorithm>
#include <chrono>

#include "kernel/files/take.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/ocr/ocr.hpp"
#include "lib/office/office.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::files {
namespace {

NotRead why_not(ocr::Problem problem) {
  switch (problem) {
    case ocr::Problem::not_installed:
      return NotRead::no_reader;
    case ocr::Problem::too_slow:
      return NotRead::too_slow;
    case ocr::Problem::unreadable:
      break;
  }
  return NotRead::unreadable;
}

using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds longest_reading{60};  // of one file

Turns& reading_turns() {
  static Turns one({.at_once = 1, .most_waiting = 4, .patience = std::chrono::seconds(20)});
  return one;
}

/// Without lines that are marks alone: a fold, a stamp's edge. An empty line parts paragraphs.
std::string lines_with_words(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || !text::is_blank(line)) kept.append(line).append("\n");
  }
  return std::string(text::trim(kept));
}

Result<std::string, NotRead> words_seen(std::string_view picture, Steady::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::seconds>(until - Steady::now());
  if (left.count() <= 0) return fail(NotRead::too_slow);
  const auto words = ocr::words_of(picture, {.time = left});
  if (!words) return fail(why_not(words.error()));
  if (words->empty()) return fail(NotRead::no_words);
  std::string clean = lines_with_words(text::clean(*words));
  if (clean.empty()) return fail(NotRead::no_words);
  return clean;
}

/// Of a PDF without words: its pages are pictures.
Result<std::string, NotRead> words_of_scan(std::string_view content, Steady::time_point until) {
  if (!ocr::is_installed()) return fail(NotRead::no_reader);
  const auto pages = office::draw_pages(content, most_pages_read);
  if (!pages) return fail(NotRead::unreadable);
  std::string all;
  for (const std::string& page : *pages) {
    const auto words = words_seen(page, until);
    if (!words && words.error() != NotRead::no_words && all.empty()) return words;
    if (words) all += (all.empty() ? "" : "\n\n") + *words;
  }
  if (all.empty()) return fail(NotRead::no_words);
  return all;
}

}  // namespace

bool can_read_scans() {
  return ocr::is_installed();
}

Result<std::string, NotRead> words_in(Type type, std::string_view content) {
  if (is_sound(type)) return fail(NotRead::no_words);
  const auto turn = reading_turns().take();
  if (!turn) return fail(NotRead::busy);
  const auto until = Steady::now() + longest_reading;
  if (is_picture(type)) return words_seen(content, until);
  const auto document = office::read(content);
  if (!document)
    return fail(document.error() == office::Problem::took_too_long ? NotRead::too_slow
                                                                   : NotRead::unreadable);
  std::string words = text::clean(office::text_of(*document));
  if (!text::is_blank(words)) return words;
  if (type == Type::pdf) return words_of_scan(content, until);
  return fail(NotRead::no_words);
}

const char* in_words(NotRead why) {
  switch (why) {
    case NotRead::no_words:
      return N_("No words were found in it. It is kept all the same; type what it says.");
    case NotRead::no_reader:
      return N_(
          "This server cannot read the words of a picture. It is kept all the same; type "
          "what it says.");
    case NotRead::too_slow:
      return N_("Its words could not be read in time. It is kept all the same; type what it says.");
    case NotRead::busy:
      return N_(
          "Other scans are being read just now. It is kept; ask again in a minute, or type "
          "what it says.");
    case NotRead::unreadable:
      break;
  }
  return N_("Its words cannot be read. It is kept all the same; type what it says.");
}

}  // namespace gandan::files
