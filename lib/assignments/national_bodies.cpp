#include <array>
#include <unordered_map>

#include "lib/assignments/bodies.hpp"
#include "lib/assignments/words.hpp"

namespace gandan::assignments {
namespace {

/// Ministries and bodies of their rank, today's and those that older programmes name.
constexpr std::array names{"Bộ Bưu chính, Viễn thông",
                           "Bộ Công an",
                           "Bộ Công Thương",
                           "Bộ Công nghiệp",
                           "Bộ Dân tộc và Tôn giáo",
                           "Bộ Giao thông vận tải",
                           "Bộ Giáo dục và Đào tạo",
                           "Bộ Khoa học và Công nghệ",
                           "Bộ Kế hoạch và Đầu tư",
                           "Bộ Lao động - Thương binh và Xã hội",
                           "Bộ Ngoại giao",
                           "Bộ Nông nghiệp và Môi trường",
                           "Bộ Nông nghiệp và Phát triển nông thôn",
                           "Bộ Nội vụ",
                           "Bộ Quốc phòng",
                           "Bộ Thông tin và Truyền thông",
                           "Bộ Thương mại",
                           "Bộ Thủy sản",
                           "Bộ Tài chính",
                           "Bộ Tài nguyên và Môi trường",
                           "Bộ Tư pháp",
                           "Bộ Văn hóa, Thể thao và Du lịch",
                           "Bộ Văn hóa - Thông tin",
                           "Bộ Xây dựng",
                           "Bộ Y tế",
                           "Thanh tra Chính phủ",
                           "Văn phòng Chính phủ",
                           "Ngân hàng Nhà nước Việt Nam",
                           "Ủy ban Dân tộc",
                           "Kiểm toán Nhà nước",
                           "Tòa án nhân dân tối cao",
                           "Viện kiểm sát nhân dân tối cao",
                           "Văn phòng Quốc hội",
                           "Văn phòng Chủ tịch nước",
                           "Văn phòng Trung ương Đảng",
                           "Viện Hàn lâm Khoa học và Công nghệ Việt Nam",
                           "Viện Hàn lâm Khoa học xã hội Việt Nam",
                           "Đài Truyền hình Việt Nam",
                           "Đài Tiếng nói Việt Nam",
                           "Thông tấn xã Việt Nam",
                           "Bảo hiểm xã hội Việt Nam",
                           "Mặt trận Tổ quốc Việt Nam",
                           "Hội Nông dân Việt Nam",
                           "Hội Liên hiệp Phụ nữ Việt Nam",
                           "Hội Cựu chiến binh Việt Nam",
                           "Tổng Liên đoàn Lao động Việt Nam",
                           "Đoàn Thanh niên Cộng sản Hồ Chí Minh"};

/// As they are shortened behind "Bộ" and "Sở".
struct Short {
  const char *written, *whole;
};
constexpr std::array shortened{Short{"KH&CN", "Khoa học và Công nghệ"},
                               Short{"KHCN", "Khoa học và Công nghệ"},
                               Short{"KH&ĐT", "Kế hoạch và Đầu tư"},
                               Short{"KHĐT", "Kế hoạch và Đầu tư"},
                               Short{"TT&TT", "Thông tin và Truyền thông"},
                               Short{"TTTT", "Thông tin và Truyền thông"},
                               Short{"TN&MT", "Tài nguyên và Môi trường"},
                               Short{"TNMT", "Tài nguyên và Môi trường"},
                               Short{"NN&MT", "Nông nghiệp và Môi trường"},
                               Short{"NNMT", "Nông nghiệp và Môi trường"},
                               Short{"NN&PTNT", "Nông nghiệp và Phát triển nông thôn"},
                               Short{"NNPTNT", "Nông nghiệp và Phát triển nông thôn"},
                               Short{"GD&ĐT", "Giáo dục và Đào tạo"},
                               Short{"GDĐT", "Giáo dục và Đào tạo"},
                               Short{"GD-ĐT", "Giáo dục và Đào tạo"},
                               Short{"VHTT&DL", "Văn hóa, Thể thao và Du lịch"},
                               Short{"VHTTDL", "Văn hóa, Thể thao và Du lịch"},
                               Short{"VH,TT&DL", "Văn hóa, Thể thao và Du lịch"},
                               Short{"LĐTBXH", "Lao động - Thương binh và Xã hội"},
                               Short{"LĐ-TB&XH", "Lao động - Thương binh và Xã hội"},
                               Short{"LĐ-TBXH", "Lao động - Thương binh và Xã hội"},
                               Short{"LĐTB&XH", "Lao động - Thương binh và Xã hội"},
                               Short{"GTVT", "Giao thông vận tải"},
                               Short{"DT&TG", "Dân tộc và Tôn giáo"},
                               Short{"DTTG", "Dân tộc và Tôn giáo"},
                               Short{"CT", "Công Thương"},
                               Short{"TC", "Tài chính"},
                               Short{"NV", "Nội vụ"},
                               Short{"XD", "Xây dựng"},
                               Short{"TP", "Tư pháp"},
                               Short{"QP", "Quốc phòng"},
                               Short{"CA", "Công an"},
                               Short{"NG", "Ngoại giao"},
                               Short{"YT", "Y tế"}};

/// Letters alone: neither signs nor "và" nor spaces tell two bodies apart.
std::string letters_of(std::string_view written) {
  std::string key;
  for (const Word& word : words_of(written))
    if (!word.is_sign && word.key != "va") key += word.key;
  return key;
}

std::unordered_map<std::string, std::string> make_index() {
  std::unordered_map<std::string, std::string> index;
  for (const char* name : names) index.emplace(letters_of(name), name);
  for (const Short& each : shortened)
    if (const auto ministry = index.find("bo" + letters_of(each.whole)); ministry != index.end())
      index.emplace("bo" + letters_of(each.written), ministry->second);
  for (const Short& each : shortened)
    index.emplace("so" + letters_of(each.written), std::string("Sở ") + each.whole);
  index.emplace("vpcp", "Văn phòng Chính phủ");
  index.emplace("nhnn", "Ngân hàng Nhà nước Việt Nam");
  index.emplace("nganhangnhanuoc", "Ngân hàng Nhà nước Việt Nam");
  index.emplace("ttcp", "Thanh tra Chính phủ");
  return index;
}

}  // namespace

std::string_view national_body(std::string_view written) {
  static const auto index = make_index();
  const auto found = index.find(letters_of(written));
  return found == index.end() ? std::string_view() : found->second;
}

}  // namespace gandan::assignments
