#include "contexts/petitions/figures/standing.hpp"

namespace gandan::petitions {

Standing& Standing::operator+=(const Standing& other) {
  answered += other.answered;
  on_time += other.on_time;
  overdue += other.overdue;
  not_due += other.not_due;
  return *this;
}

std::optional<double> Standing::rate() const {
  if (fell_due() < fewest_for_a_rate) return std::nullopt;
  return static_cast<double>(on_time) / static_cast<double>(fell_due());
}

std::string rate_in_words(const i18n::Locale& locale, const Standing& standing) {
  if (auto rate = standing.rate()) return locale.percent(*rate, 1);
  return standing.fell_due() == 0 ? "–" : std::string(locale.tr(N_("too few to say")));
}

pages::Figure rate_figure(const i18n::Locale& locale, const Standing& standing, std::string label,
                          std::string href) {
  std::string words = rate_in_words(locale, standing);
  pages::Figure figure{.label = std::move(label), .href = std::move(href)};
  (standing.rate() ? figure.value : figure.change) = std::move(words);
  if (!standing.rate()) figure.value = "–";
  if (figure.change == figure.value) figure.change.clear();
  return figure;
}

}  // namespace gandan::petitions
