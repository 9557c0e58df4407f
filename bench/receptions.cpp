// Prints a book of COUNT invented visits as CSV (form 03/TCD), for measuring: bench_receptions
// COUNT
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "lib/base/time.hpp"
#include "lib/grouping/bench/synthetic.hpp"

namespace {

constexpr auto bodies = std::to_array<const char*>({"Bộ Xây dựng",
                                                    "Bộ Y tế",
                                                    "Bộ Giáo dục và Đào tạo",
                                                    "Bộ Nông nghiệp và Môi trường",
                                                    "Bộ Nội vụ",
                                                    "Bộ Công Thương",
                                                    "Bộ Tài chính",
                                                    "Ủy ban nhân dân tỉnh Lạng Sơn",
                                                    "Ủy ban nhân dân tỉnh Cao Bằng",
                                                    "Ủy ban nhân dân tỉnh Nghệ An",
                                                    "Ủy ban nhân dân tỉnh Lâm Đồng",
                                                    "Ủy ban nhân dân tỉnh Cà Mau",
                                                    "Ủy ban nhân dân tỉnh Sơn La",
                                                    "Ủy ban nhân dân tỉnh Thanh Hóa",
                                                    "Ủy ban nhân dân thành phố Hà Nội",
                                                    "Ủy ban nhân dân thành phố Huế",
                                                    "Ủy ban nhân dân thành phố Cần Thơ",
                                                    "Ủy ban nhân dân thành phố Đà Nẵng",
                                                    "Ủy ban nhân dân xã Đồng Đăng",
                                                    "Ủy ban nhân dân thành phố Hải Phòng"});
constexpr auto families = std::to_array<const char*>({"Lò", "Vàng", "Nguyễn", "Trần", "Hoàng"});
constexpr auto names = std::to_array<const char*>({"An", "Bình", "Chi", "Dung", "Giang", "Hà"});
/// Kind, and what became of it: the columns competent, guided_to, settled_by.
struct Course {
  const char *kind, *rest;
};
constexpr auto courses = std::to_array<Course>({{"KN", "x,,"},
                                                {"PA", ",\"Ủy ban nhân dân tỉnh Lạng Sơn\","},
                                                {"KNg", "x,,"},
                                                {"KN", ",,\"Bộ Công Thương, số 7/PC\""},
                                                {"PA", "x,,"}});
constexpr std::int64_t denunciation_each = 97, same_person_each = 4, owed_each = 5, days = 1800;
constexpr std::int32_t told_within = 14;

/// Digits alone.
std::string padded(std::int64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: bench_receptions COUNT\n";
    return 2;
  }
  std::ios::sync_with_stdio(false);
  const std::int64_t count = std::strtoll(argv[1], nullptr, 10);
  constexpr std::int64_t most_texts = 100'000;
  const auto texts =
      gandan::grouping::bench::synthetic(static_cast<std::size_t>(std::min(count, most_texts)));
  const gandan::Date first = gandan::Date::of(2021, 7, 1);
  std::cout << "number,date,who,identity,matter,kind,competent,guided_to,settled_by,due,body\n";
  // The book of one body after another, as offices hand them in.
  const auto of_each = static_cast<std::int64_t>(bodies.size());
  std::int64_t at = 0;
  for (std::int64_t body = 0; body < of_each; ++body) {
    const std::int64_t theirs = count / of_each + (body < count % of_each ? 1 : 0);
    int year = 0;
    std::int64_t number = 0;
    for (std::int64_t i = 0; i < theirs; ++i, ++at) {
      const gandan::Date day = first + static_cast<std::int32_t>(i * days / theirs);
      if (day.year() != year) {
        year = day.year();
        number = 0;
      }
      const auto n = static_cast<std::size_t>(at);
      const bool is_sealed = at % denunciation_each == 0;
      const Course& course = courses[n % courses.size()];
      std::cout << ++number << ',' << day.iso() << ",\"" << families[n % families.size()] << " Thị "
                << names[n % names.size()] << ", Bản Mẫu " << at % 1000 << "\",0"
                << padded(at - at % same_person_each, 11) << ",\"" << texts[n % texts.size()].text
                << "\"," << (is_sealed ? "TC" : course.kind) << ',' << course.rest << ','
                << (at % owed_each == 0 ? (day + told_within).iso() : "") << ",\""
                << bodies[static_cast<std::size_t>(body)] << "\"\n";
    }
  }
  return 0;
}
