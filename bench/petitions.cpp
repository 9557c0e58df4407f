// Prints COUNT invented petitions as JSONL, for measuring: bench_petitions COUNT
#include <array>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <cstdlib>
#include <iostream>

#include "lib/base/time.hpp"
#include "lib/grouping/bench/synthetic.hpp"

namespace {

constexpr auto provinces = std::to_array<const char*>(
    {"Tỉnh Lạng Sơn", "Tỉnh Cao Bằng", "Tỉnh Nghệ An", "Thành phố Hà Nội", "Thành phố Huế",
     "Tỉnh Lâm Đồng", "Tỉnh Cà Mau", "Thành phố Cần Thơ", "Tỉnh Sơn La", "Tỉnh Thanh Hóa"});
constexpr auto bodies = std::to_array<const char*>(
    {"Bộ Xây dựng", "Bộ Y tế", "Bộ Giáo dục và Đào tạo", "Bộ Nông nghiệp và Môi trường",
     "Bộ Nội vụ", "Bộ Công Thương", "Ủy ban nhân dân tỉnh Lạng Sơn", "Bộ Tài chính"});
constexpr auto fields = std::to_array<const char*>(
    {"Giao thông", "Y tế", "Giáo dục", "Môi trường", "Đất đai", "Điện", "Nông nghiệp"});

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: bench_petitions COUNT\n";
    return 2;
  }
  std::ios::sync_with_stdio(false);
  const gandan::Date first = gandan::Date::of(2022, 1, 1);
  std::int64_t number = 0;
  for (const auto& petition :
       gandan::grouping::bench::synthetic(std::strtoull(argv[1], nullptr, 10))) {
    auto at = static_cast<std::size_t>(number);
    boost::json::object row{{"id", std::to_string(number)},
                            {"text", petition.text},
                            {"place", provinces[at % provinces.size()]},
                            {"addressed_to", bodies[at % bodies.size()]},
                            {"topic", fields[at % fields.size()]},
                            {"date", (first + static_cast<std::int32_t>(number % 1600)).iso()}};
    // Two in three are answered, most of them in time.
    if (number % 3 != 0) {
      row["answer"] = "Đã kiểm tra thực tế và giao đơn vị quản lý thực hiện, hoàn thành trong quý.";
      row["answered_on"] =
          (first + static_cast<std::int32_t>(number % 1600 + 10 + number % 40)).iso();
    }
    std::cout << boost::json::serialize(row) << '\n';
    ++number;
  }
  return 0;
}
