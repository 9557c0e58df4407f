// Any bytes: keys are valid UTF-8 and idempotent, tokens and spans lie within the text, conversions
// end.
#include <cstdint>
#include <cstdlib>

#include "lib/text/dates.hpp"
#include "lib/text/encoding.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/personal_data.hpp"
#include "lib/text/tokens.hpp"
#include "lib/text/tracking_code.hpp"
#include "lib/text/utf8.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan::text;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Fold level : {Fold::exact, Fold::placement, Fold::toneless, Fold::markless}) {
    const std::string key = fold(text, level);
    require(is_valid_utf8(key));
    if (level != Fold::placement) require(fold(key, level) == key);
  }
  require(clean(clean(text)) == clean(text));
  for (const Token& token : tokens(text))
    require(!token.text.empty() && token.text.data() >= text.data() &&
            token.text.data() + token.text.size() <= text.data() + text.size());
  std::size_t at = 0;
  for (const PersonalSpan& span : find_personal_data(text)) {
    require(span.begin >= at && span.begin < span.end && span.end <= text.size());
    at = span.end;
  }
  require(is_valid_utf8(to_utf8(text, detect_encoding(text).encoding)));
  if (const auto code = parse_tracking_code(text)) require(parse_tracking_code(*code) == code);
  static_cast<void>(parse_number(text));
  require(is_valid_utf8(text)
              ? is_valid_utf8(to_utf8_if_better(text, detect_encoding(text).encoding))
              : true);
  for (const DateOrder order :
       {DateOrder::day_first, DateOrder::month_first, DateOrder::year_first}) {
    if (const auto date = parse_date(text, order)) require(parse_date(date->iso()) == date);
    if (const auto span = parse_time_span(text, order)) require(span->first <= span->last);
  }
  static_cast<void>(parse_time_of_day(text));
  static_cast<void>(parse_telephone(text));
  return 0;
}
