#include "lib/grouping/bench/synthetic.hpp"

#include <array>
#include <cmath>
#include <random>
#include <span>
#include <string_view>

namespace gandan::grouping::bench {

namespace {

using Words = std::span<const std::string_view>;

constexpr auto kThings = std::to_array<std::string_view>({"đường liên thôn",
                                                          "cầu treo",
                                                          "trạm y tế",
                                                          "trường mầm non",
                                                          "kênh mương tưới tiêu",
                                                          "chợ trung tâm",
                                                          "nhà văn hoá",
                                                          "trạm biến áp",
                                                          "bãi rác",
                                                          "hồ chứa nước",
                                                          "đê bao",
                                                          "trạm bơm",
                                                          "nghĩa trang",
                                                          "sân vận động",
                                                          "hệ thống chiếu sáng",
                                                          "bến thuỷ",
                                                          "đường ống nước sạch",
                                                          "khu tái định cư",
                                                          "trạm phát sóng",
                                                          "điểm trường tiểu học",
                                                          "khu giết mổ",
                                                          "bến xe",
                                                          "công viên",
                                                          "thư viện",
                                                          "phòng khám",
                                                          "rừng phòng hộ",
                                                          "mỏ đá",
                                                          "lò gạch",
                                                          "trại lợn",
                                                          "xưởng gỗ"});
constexpr auto kTroubles = std::to_array<std::string_view>(
    {"xuống cấp nghiêm trọng", "thi công dở dang nhiều năm", "ô nhiễm kéo dài",
     "quá tải vào giờ cao điểm", "hư hỏng sau mưa lũ", "không có người quản lý",
     "gây mất an toàn cho trẻ nhỏ", "bị lấn chiếm trái phép", "thiếu trang thiết bị cần thiết",
     "chưa được bàn giao cho dân sử dụng", "ngập úng mỗi khi mưa lớn", "bốc mùi hôi thối về đêm",
     "mất điện thường xuyên", "cạn nước vào mùa khô"});
constexpr auto kActions = std::to_array<std::string_view>(
    {"bố trí kinh phí sửa chữa", "di dời ra xa khu dân cư", "xây mới và mở rộng",
     "kiểm tra và xử lý vi phạm", "công khai tiến độ", "lắp thêm biển báo", "bổ sung nhân lực",
     "nạo vét và gia cố", "thu hồi và giao lại", "miễn giảm khoản đóng góp", "bồi thường thoả đáng",
     "đối thoại trực tiếp với người dân"});
constexpr auto kReasons = std::to_array<std::string_view>(
    {"vì học sinh phải đi qua hằng ngày", "vì người già không đi lại được",
     "vì mùa mưa đang tới gần", "vì đã nhiều lần phản ánh mà chưa có kết quả",
     "vì sản xuất của bà con bị đình trệ", "vì tai nạn đã xảy ra trong tháng trước",
     "vì ảnh hưởng đến sức khoẻ cả xóm", "vì thu nhập chính trông cả vào đó",
     "vì hợp đồng đã quá hạn từ lâu"});
constexpr auto kOpenings = std::to_array<std::string_view>(
    {"Cử tri phản ánh ", "Người dân cho biết ", "Qua theo dõi, bà con nhận thấy ", "Hiện nay ",
     "Lâu nay ", "Gia đình tôi và các hộ lân cận xin báo "});
constexpr auto kCues = std::to_array<std::string_view>(
    {"Đề nghị các cấp xem xét ", "Kiến nghị chính quyền sớm ", "Cử tri đề nghị cơ quan chức năng ",
     "Rất mong chính quyền ", "Đề nghị Ủy ban nhân dân "});
constexpr auto kFillers = std::to_array<std::string_view>(
    {" Bà con rất bức xúc và mong được trả lời bằng văn bản.",
     " Sự việc đã được nêu tại cuộc họp thôn.", " Mong sớm nhận được hồi âm.",
     " Xin chân thành cảm ơn.", " Chúng tôi sẵn sàng góp công cùng làm.", ""});
constexpr auto kOnsets =
    std::to_array<std::string_view>({"b",  "c",  "ch", "đ",  "g", "h", "kh", "l",  "m", "n",
                                     "ng", "nh", "ph", "qu", "s", "t", "th", "tr", "v", "x"});
constexpr auto kRimes = std::to_array<std::string_view>(
    {"a",  "ai",  "am",  "an",  "ang", "anh", "ao",  "âu",  "en",   "iên", "iêu",
     "in", "inh", "oan", "ong", "ôn",  "ơn",  "ung", "uôi", "ương", "uy",  "ưa"});

class Writer {
 public:
  explicit Writer(std::uint32_t seed) : random_(seed) {}

  [[nodiscard]] std::uint32_t below(std::size_t n) {
    return static_cast<std::uint32_t>(random_() % n);
  }
  std::string_view any(Words words) { return words[below(words.size())]; }

  std::string syllable() { return std::string(any(kOnsets)).append(any(kRimes)); }
  /// A place that nobody else is likely to name: two syllables, and a number for some.
  std::string place() {
    std::string name =
        "thôn " + syllable() + " " + syllable() + " xã " + syllable() + " " + syllable();
    if (below(3) == 0) name += " " + std::to_string(1 + below(20));
    return name;
  }

 private:
  std::mt19937 random_;
};

}  // namespace

std::vector<Synthetic> synthetic(std::size_t count, std::uint32_t seed) {
  Writer w(seed);
  std::vector<Synthetic> out;
  out.reserve(count);
  for (std::uint32_t request = 0; out.size() < count; ++request) {
    const auto thing = w.any(kThings);
    const auto action = w.any(kActions);
    const auto trouble = w.any(kTroubles);
    const std::string place = w.place();
    const std::string detail =
        w.syllable() + " " + w.syllable() + " " + std::to_string(w.below(2000));
    std::size_t copies = 1;
    if (w.below(10) == 0) copies = 2 + w.below(4);
    if (w.below(2000) == 0) copies = 100 + w.below(400);
    for (std::size_t i = 0; i < copies && out.size() < count; ++i) {
      std::string text(w.any(kOpenings));
      text.append(thing).append(" ở ").append(place).append(" ").append(trouble);
      if (w.below(2) == 0) text.append(", ").append(w.any(kReasons));
      text.append(". ").append(w.any(kCues)).append(action).append(" ").append(thing).append(" ");
      text.append(w.below(2) == 0 ? "tại " : "của ").append(place).append(" đoạn ").append(detail);
      if (w.below(2) == 0) text.append(" ").append(w.any(kReasons));
      text.append(".").append(w.any(kFillers));
      out.push_back({std::move(text), request});
    }
  }
  return out;
}

}  // namespace gandan::grouping::bench
