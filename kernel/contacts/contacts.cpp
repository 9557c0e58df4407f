#include "kernel/contacts/contacts.hpp"

#include <stdexcept>

#include "kernel/settings/change.hpp"

namespace gandan::contacts {
namespace {

std::string own_words(const settings::Values& values, const settings::Declared& setting,
                      UnitId body) {
  const auto value = values.own(setting, body);
  return value ? std::get<std::string>(*value) : std::string();
}

/// "0205 000 0007": four digits, the first of them 0.
std::string invented_number(std::size_t n) {
  const std::string digits = std::to_string(n % 1000);
  return "0205 000 " + std::string(4 - digits.size(), '0') + digits;
}

}  // namespace

std::vector<settings::Declared> all_settings() {
  return {task, address, telephone, hours};
}

Contact contact_of(const settings::Values& values, UnitId body) {
  return {.task = own_words(values, task, body),
          .address = own_words(values, address, body),
          .telephone = own_words(values, telephone, body),
          .hours = own_words(values, hours, body)};
}

std::string unbroken_hours(std::string_view typed) {
  constexpr std::string_view hour = "giờ", no_break = "\u00a0";
  const auto is_digit = [&](std::size_t at) {
    return at < typed.size() && typed[at] >= '0' && typed[at] <= '9';
  };
  std::string shown;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const bool is_space = typed[i] == ' ' && i > 0;
    const bool is_before = is_space && is_digit(i - 1) && typed.substr(i + 1).starts_with(hour);
    const bool is_behind = is_space && is_digit(i + 1) && typed.substr(0, i).ends_with(hour);
    if (is_before || is_behind)
      shown += no_break;
    else
      shown += typed[i];
  }
  return shown;
}

std::string dial_href(std::string_view number) {
  std::string dialled;
  for (const char c : number)
    if ((c >= '0' && c <= '9') || (c == '+' && dialled.empty())) dialled += c;
  return dialled.empty() ? "" : "tel:" + dialled;
}

void invent(db::Tx& tx, Ids& ids, const Clock& clock, const people::Principal& by,
            std::span<const units::Unit> bodies) {
  std::size_t n = 0;
  auto set = [&](const settings::Declared& setting, UnitId body, const std::string& words) {
    if (!settings::change(tx, ids, clock, by, {setting, body, words}))
      throw std::runtime_error("demonstration data: a contact cannot be set");
  };
  for (const units::Unit& body : bodies) {
    ++n;
    set(task, body.id,
        "Tiếp nhận, xem xét và trả lời ý kiến của người dân về những việc thuộc trách nhiệm của "
        "mình.");
    set(address, body.id, "Số " + std::to_string(n) + " phố Mẫu (địa chỉ đặt ra để dùng thử)");
    set(telephone, body.id, invented_number(n));
    set(hours, body.id, "Thứ hai đến thứ sáu: 7 giờ 30 – 11 giờ 30, 13 giờ 30 – 17 giờ");
  }
}

}  // namespace gandan::contacts
