#include "kernel/pages/names.hpp"

#include "lib/text/fold.hpp"

namespace gandan::pages {
namespace {

constexpr std::string_view kinds_of_places[] = {
    "Xã ", "Phường ", "Thị trấn ", "Đặc khu ", "Tỉnh ", "Thành phố ", "Huyện ", "Quận ", "Thị xã "};
constexpr std::string_view keeps_its_capital = "Thành phố Hồ Chí Minh";
constexpr std::string_view committee = "Ủy ban nhân dân ";

/// "Hữu Lũng" or "1", not the "hội" of "Xã hội".
bool begins_a_name(std::string_view word) {
  if (word.empty()) return false;
  if (word.front() >= '0' && word.front() <= '9') return true;
  return !word.starts_with(text::fold(word.substr(0, word.find(' ')), text::Fold::exact));
}

}  // namespace

std::string in_sentence(const i18n::Locale& locale, std::string_view name) {
  if (locale.tag() != "vi" || name == keeps_its_capital) return std::string(name);
  for (std::string_view kind : kinds_of_places)
    if (name.starts_with(kind) && begins_a_name(name.substr(kind.size())))
      return text::fold(kind, text::Fold::exact) + std::string(name.substr(kind.size()));
  return std::string(name);
}

std::string short_body(std::string_view name) {
  if (!name.starts_with(committee)) return std::string(name);
  return "UBND " + std::string(name.substr(committee.size()));
}

}  // namespace gandan::pages
