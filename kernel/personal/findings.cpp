#include "kernel/personal/findings.hpp"

#include <algorithm>

#include "lib/i18n/locale.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/personal_data.hpp"
#include "lib/text/tokens.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::personal {

bool identifies_somebody(std::string_view text) {
  auto spans = text::find_personal_data(text);
  return std::any_of(spans.begin(), spans.end(), [](const auto& span) { return span.is_certain; });
}

namespace {

const char* name_of(text::PersonalData kind) {
  switch (kind) {
    case text::PersonalData::telephone:
      return N_("a telephone number");
    case text::PersonalData::identity_number:
      return N_("an identity number");
    case text::PersonalData::account_number:
      return N_("an account number");
    case text::PersonalData::email:
      return N_("an e-mail address");
    case text::PersonalData::street_address:
      return N_("an address");
    case text::PersonalData::person_name:
      return N_("a name");
  }
  return N_("a name");
}

/// What may stand before the words that name a complaint or a denunciation.
bool is_preamble(std::string_view word) {
  constexpr std::string_view words[] = {"don", "toi",  "xin", "lam", "viet", "gui",   "chung",
                                        "em",  "chau", "nay", "la",  "ten",  "nguoi", "thu"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool begins_as_confidential(std::string_view text) {
  constexpr std::size_t enough = 120;  // bytes
  const std::string key = text::fold(text::shorten(text, enough));
  auto words = text::tokens(key);
  std::size_t at = 0;
  while (at < words.size() && is_preamble(words[at].text)) ++at;
  if (at + 1 >= words.size()) return false;
  auto are = [&](std::string_view one, std::string_view other) {
    return words[at].text == one && words[at + 1].text == other;
  };
  return are("to", "cao") || are("khieu", "nai");
}

}  // namespace

std::vector<Finding> findings_in(std::string_view text) {
  std::vector<Finding> found;
  for (const text::PersonalSpan& span : text::find_personal_data(text))
    if (span.is_certain) found.push_back({span.begin, span.end, name_of(span.kind)});
  if (begins_as_confidential(text))
    found.insert(found.begin(), {0, 0, N_("words that begin a complaint or a denunciation")});
  return found;
}

bool needs_a_look(std::initializer_list<std::string_view> shown) {
  return std::any_of(shown.begin(), shown.end(), [](std::string_view text) {
    return identifies_somebody(text) || begins_as_confidential(text);
  });
}

}  // namespace gandan::personal
