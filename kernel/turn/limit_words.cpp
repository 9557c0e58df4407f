#include "kernel/turn/limit_words.hpp"

namespace gandan {

std::string limit_in_words(const i18n::Locale& locale, int value, rules::LimitUnit unit) {
  switch (unit) {
    case rules::LimitUnit::working_day:
      return locale.ntr("{n} working day", "{n} working days", value, {});
    case rules::LimitUnit::calendar_day:
      return locale.ntr("{n} day", "{n} days", value, {});
    case rules::LimitUnit::month:
      return locale.ntr("{n} month", "{n} months", value, {});
    case rules::LimitUnit::hour:
      return locale.ntr("{n} hour", "{n} hours", value, {});
    case rules::LimitUnit::count:
      return std::to_string(value);
  }
  return {};
}

bool is_starting_value(const rules::Limit& limit) {
  return !limit.verified && !limit.body;
}

std::string as_starting_value(const i18n::Locale& locale, std::string_view words) {
  return locale.tr(N_("{words} (starting value)"), {{"words", words}});
}

std::string basis_in_full(const Wording& words, const rules::Limit& limit) {
  if (!is_starting_value(limit)) return basis_of(words, limit);
  return words.locale.tr(
      N_("starting value of this installation, not checked beside the text: {basis}"),
      {{"basis", limit.basis}});
}

std::string basis_of(const Wording& words, const rules::Limit& limit) {
  if (!limit.body) return limit.basis;
  return words.locale.tr(N_("by the rules of {body}, from {date}: {basis}"),
                         {{"body", words.unit(limit.body)},
                          {"date", words.locale.date(limit.valid_from)},
                          {"basis", limit.basis}});
}

}  // namespace gandan
