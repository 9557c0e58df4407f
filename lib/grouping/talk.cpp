#include "lib/grouping/talk.hpp"

namespace gandan::grouping {

const PhraseList& particles() {
  static const PhraseList list(R"(
và, hoặc, hay, của, cho, với, trong, ngoài, khi, theo, về, tại, ở, từ, đến, để, nhằm, do, vì,
bởi, nên, thì, mà, là, có, được, bị, các, những, một, mỗi, mọi, này, đó, ấy, kia, đã, đang, sẽ,
vẫn, còn, cũng, rất, chưa, ngày, sau, trước, như, nhưng, tuy, sớm, tôi, chúng, không, chẳng,
phải, nếu, nào, gì, ai, sao, thế, vậy, đâu, lắm, quá, hơn, nữa, rồi, luôn, đều, chỉ, cả, mấy,
nhiều, bằng, giữa, xin, mong, muốn, hỏi, thấy, biết, nói, nghe, nhờ, khỏi, hay là, cùng, so,
the, a, an, of, and, or, to, in, on, at, for, with, by, from, is, are, was, were, be, been, that,
this, these, those, our, its, it, we, you, they, i, my, your, their, not, no, has, have, had,
there, please, very, more, most, many, some, any, all, also, about, into, than, then, when,
where, who, which, what, must, should, would, could, can, will, as, but, so, if)");
  return list;
}

const PhraseList& joints() {
  static const PhraseList list(R"(
và, hoặc, của, cho, các, những, mà, là, thì, để, bị, được, tôi, nhưng, đã, đang, sẽ, rồi, vẫn,
cũng, này, nào, gì, nếu, vì, nhờ, and, or, that, is, are, was, were, we, you, they, our, your)");
  return list;
}

const PhraseList& adjuncts() {
  static const PhraseList list(R"(
xã, phường, huyện, tỉnh, thôn, bản, xóm, tổ, khu, ấp, buôn, làng, vùng, nơi, chỗ, việc, cái, con,
người, hộ, ông, bà, anh, chị, em, cháu, mẹ, bố, cha, nhà, mới, cũ, xa, gần, lại, vừa, ra, vào, lên,
xuống, đi, qua, sang, trên, dưới, giờ, lúc, hôm, lần, năm, tháng, tuần, buổi, nay, hai, ba, bốn,
sáu, bảy, tám, chín, mười, chục, trăm, nghìn, triệu, số, cần, làm, đứng, ngay, thêm, quanh, bên,
phía, đoạn, mức, new, old, near, far, one, two, three, year, years, day, days)");
  return list;
}

const PhraseList& formulae() {
  static const PhraseList list(R"(
người dân, nhân dân, bà con, bà con nhân dân, cử tri, các cử tri, gia đình, gia đình tôi, hộ dân,
cộng đồng, dân cư, con em, trẻ con, người ta, quần chúng, địa bàn, trên địa bàn, địa phương,
chúng tôi, chúng ta, chúng em, nhà tôi, mẹ tôi, con tôi, cháu tôi, ông tôi, bố tôi, thôn tôi,
xã tôi, hàng xóm, một số,

trung tâm, ủy ban, uỷ ban, ủy ban nhân dân, uỷ ban nhân dân, ubnd, hội đồng, hội đồng nhân dân,
hđnd, phòng ban, văn phòng, chi nhánh, chi cục, cơ quan, cơ quan chức năng, cơ quan nhà nước, cơ
quan có thẩm quyền, đơn vị, trụ sở, lãnh đạo, cán bộ, công chức, viên chức, cán bộ công chức, nhân
viên, nhà nước, chính quyền, chính quyền địa phương, chính phủ, thủ tướng, thủ tướng chính phủ,
quốc hội, trung ương, bộ ngành, các bộ, các cấp, các ngành, cấp trên, cấp xã, cấp huyện, cấp tỉnh,
có thẩm quyền, chủ tịch, giám đốc, trưởng phòng, đại biểu, thành phố, đảng và nhà nước, tổ chức,

kính gửi, kính mong, kính đề nghị, xin hỏi, xin hướng dẫn, đề nghị, kiến nghị, phản ánh, cử tri
phản ánh, đề xuất, yêu cầu, nguyện vọng, ý kiến, mong muốn, quan tâm, xem xét, nghiên cứu, chỉ đạo,
giải quyết, xử lý, xử lý nghiêm, xử lý dứt điểm, kiểm tra, rà soát, khảo sát, đánh giá, báo cáo,
tham mưu, phối hợp, thực hiện, triển khai, hướng dẫn, quy định, ban hành, sửa đổi, bổ sung, điều
chỉnh, thay đổi, hoàn thiện, tăng cường, đẩy mạnh, đẩy nhanh, nâng cao, bảo đảm, đảm bảo, bố trí,
tạo điều kiện, hỗ trợ, trả lời, thông báo, thông tin, xác định, xác nhận, công nhận, giải pháp,
biện pháp, chính sách, chế độ, cơ chế, kế hoạch, kết quả, thống nhất, làm rõ, làm việc, công việc,
công tác, hoạt động, sử dụng, tổ chức thực hiện, quản lý, quyết định, văn bản, khiếu nại, tố cáo,
khiếu nại việc, khiếu nại quyết định, đồng ý, giúp đỡ, vấn đề, nội dung, tình hình, tình trạng,
thực trạng, thực tế, trường hợp, nguyên nhân, lý do, hậu quả, ảnh hưởng, dẫn đến, liên quan, phù
hợp, cụ thể, chất lượng, hiệu quả, nhu cầu, khả năng, điều kiện, khó khăn, bất cập, vướng mắc, bức
xúc, dứt điểm, kịp thời, khẩn trương, khẩn cấp, nghiêm, triệt để, rõ ràng, thường xuyên, tiếp tục,
tập trung, kéo dài, chậm trễ, lâu nay, hiện tại, hiện nay, hiện mỗi, thời gian, thời gian qua, thời
gian tới, kéo dài thời gian, thời hạn, nhiều năm, nhiều lần, năm nay, năm ngoái, hàng năm, hằng
năm, hàng tháng, hằng tháng, hàng ngày, hằng ngày, hôm nay, hôm qua, mấy hôm nay, buổi tối, ban
đêm, ban ngày, cả đêm, bao giờ, bao lâu, hai bên, bên kia, khu vực, tối thứ, thứ bảy, chủ nhật, đầu
năm, cuối năm, ít nhất, duy nhất, khác nhau, thế nào, như thế nào, gọi điện, đi lại, ra khỏi, ra
lại, trở lại, đứng ra, bắc qua, mới biết, hàng loạt, rộng rãi, tràn lan, nghe nói, giảm số, sống
một mình, không biết, không ai, không dám, không phải, không đủ, không đúng, lại nhiều lần, nguy
hiểm, sinh sống, sinh hoạt, yên tâm, nhìn thấy, thấy gì, lo lắng, danh sách, duy trì, phát triển,

local people, every day, for years, long time, right now)");
  return list;
}

const PhraseList& vague_words() {
  static const PhraseList list(R"(
tiếp nhận, hồ sơ, thủ tục, giấy tờ, đăng ký, làm thủ tục, nộp hồ sơ, làm giấy tờ, dịch vụ, dữ liệu,
dự án, công trình, khối lượng, số lượng, tỷ lệ, mức, kinh phí, ngân sách, chi phí, địa chỉ, điện
thoại, thu hồi, xây dựng, cập nhật, công khai, niêm yết, tuyên truyền, kiểm soát, kỹ thuật, đầu tư,
cải tạo, mở rộng, nâng cấp, sắp xếp, sáp nhập, thành lập, đơn giản, đồng bộ, trực tuyến, biên bản,
tiêu chí, lộ trình, ứng dụng, chuyển đổi, thiệt hại, phòng chống, tham gia, tập thể, dân tộc, xã
hội, hành chính, nông thôn, đào tạo, quy hoạch, di dời, duyệt, xét duyệt, thanh tra, diện
tích, hành vi, hợp pháp, bắt buộc, truyền thống, trách nhiệm, chịu trách nhiệm, cuối xóm, nâng mức,
tăng mức, tăng gấp, đặc biệt, ưu đãi, độ tuổi, đồng bào, vùng cao, tranh nhau, hợp nhất, đính kèm,
tập kết, ghi sai, đưa tiền, trái phép, sản xuất, điểm tiếp nhận)");
  return list;
}

}  // namespace gandan::grouping
