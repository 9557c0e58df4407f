#include "kernel/indicators/standing.hpp"

namespace gandan::indicators {

std::optional<double> Ratio::rate() const {
  if (whole < fewest_for_a_rate) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

Standing& Standing::operator+=(const Standing& other) {
  answered += other.answered;
  on_time += other.on_time;
  overdue += other.overdue;
  not_due += other.not_due;
  return *this;
}

std::string rate_in_words(const i18n::Locale& locale, const Ratio& ratio) {
  if (auto rate = ratio.rate()) return locale.percent(*rate, 1);
  return ratio.whole == 0 ? "–" : std::string(locale.tr(N_("too few to say")));
}

pages::Figure rate_figure(const i18n::Locale& locale, const Ratio& ratio, std::string label,
                          std::string href) {
  std::string words = rate_in_words(locale, ratio);
  const bool is_told = ratio.rate().has_value();
  pages::Figure figure{.label = std::move(label), .href = std::move(href)};
  (is_told ? figure.value : figure.change) = std::move(words);
  if (!is_told) figure.value = "–";
  if (figure.change == figure.value) figure.change.clear();
  return figure;
}

}  // namespace gandan::indicators
