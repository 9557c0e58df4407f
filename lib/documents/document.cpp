#include "lib/documents/document.hpp"

namespace gandan::documents {
namespace {

std::string two_digits(unsigned value) {
  std::string digits = std::to_string(value);
  return value < 10 ? "0" + digits : digits;
}

}  // namespace

Text plain(std::string words) {
  return {{.words = std::move(words)}};
}
Text bold(std::string words) {
  return {{.words = std::move(words), .bold = true}};
}
Text italic(std::string words) {
  return {{.words = std::move(words), .italic = true}};
}

std::string day_in_words(Date day) {
  const std::string month =
      day.month() <= 2 ? two_digits(day.month()) : std::to_string(day.month());
  return "ngày " + two_digits(day.day()) + " tháng " + month + " năm " + std::to_string(day.year());
}

std::string number_line(const Document& document) {
  if (!document.number) return {};
  const Number& number = *document.number;
  const bool is_party = document.layout == Layout::party;
  std::string digits = number.number;
  if (digits.empty())
    digits = is_party ? "......" : "        ";
  else if (!is_party && digits.size() == 1)
    digits.insert(0, 1, '0');
  std::string line = is_party ? "Số " : "Số: ";
  line += digits;
  if (!number.symbol.empty()) line += (is_party ? "-" : "/") + number.symbol;
  return line;
}

std::string title_of(const Document& document) {
  std::string title = document.kind.empty() ? "CÔNG VĂN" : document.kind;
  if (!document.subject.empty()) title += " " + document.subject;
  return title;
}

}  // namespace gandan::documents
