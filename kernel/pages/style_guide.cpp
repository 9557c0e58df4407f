#include "kernel/pages/style_guide.hpp"

#include "kernel/pages/views.hpp"
#include "lib/html/markdown.hpp"

namespace gandan::pages {
namespace {

constexpr Date today = Date::of(2026, 11, 23);

/// Sample content is written twice, not translated: it stands in no catalogue.
class Says {
 public:
  explicit Says(const i18n::Locale& locale) : vietnamese_(locale.tag() == "vi") {}
  std::string operator()(const char* vi, const char* en) const { return vietnamese_ ? vi : en; }

 private:
  bool vietnamese_;
};

std::vector<Badge> sample_badges(const Says& say) {
  return {{say("Mới nhận", "New"), Tone::plain},
          {say("Đang xử lý", "In progress"), Tone::open},
          {say("Chờ bổ sung", "Waiting for you"), Tone::waiting},
          {say("Có lộ trình", "Scheduled"), Tone::waiting, "calendar"},
          {say("Đã giải thích", "Explained"), Tone::open, "info"},
          {say("Đã giải quyết", "Settled"), Tone::settled},
          {say("Quá hạn", "Overdue"), Tone::late}};
}

Due to_answer(const Says& say, Date last_day) {
  return {.date = last_day, .today = today, .clock = say("Hạn trả lời", "To answer")};
}

std::vector<Due> sample_dues(const Says& say) {
  return {to_answer(say, today + 12),
          to_answer(say, today + 3),
          to_answer(say, today),
          to_answer(say, today - 6),
          {today, today, today - 4},
          {today - 9, today, today - 4},
          {.date = today, .today = today, .paused = true}};
}

std::vector<Card> sample_cards(const Says& say) {
  return {{.code = "GD-7K3M-92QX-5BT7",
           .href = "/petitions/GD-7K3M-92QX-5BT7",
           .kind = say("Phản ánh", "Report"),
           .title = say("Đèn đường ngõ 5 Ngô Quyền tắt đã hai tuần",
                        "Street lamps in lane 5, Ngô Quyền, dark for two weeks"),
           .title_pieces = {{say("Đèn đường", "Street lamps"), true},
                            {say(" ngõ 5 Ngô Quyền tắt đã hai tuần",
                                 " in lane 5, Ngô Quyền, dark for two weeks")}},
           .excerpt = {{say(
               "Từ đầu tháng, cả ngõ có sáu cột đèn thì tắt bốn. Buổi tối các cháu đi học "
               "thêm về phải soi điện thoại, đã có hai người ngã xe ở chỗ nắp cống vỡ.",
               "Since the first of the month four of the six lamps are out. Children come "
               "home from evening lessons by the light of a telephone, and two people fell "
               "at the broken drain cover.")}},
           .date = Date::of(2026, 11, 12),
           .place = say("Phường Đông Kinh", "Đông Kinh ward"),
           .body = say("UBND phường Đông Kinh", "People's Committee of Đông Kinh"),
           .status = {say("Đang xử lý", "In progress"), Tone::open},
           .due = to_answer(say, today + 3),
           .askers = 14,
           .current = true},
          {.code = "GD-2P8D-41HT-9W3C",
           .href = "/petitions/GD-2P8D-41HT-9W3C",
           .kind = say("Kiến nghị", "Proposal"),
           .title = say(
               "Đề nghị sớm làm lại cầu treo Bản Thẩu để bà con đi chợ khi nước lên",
               "Rebuild the Bản Thẩu footbridge, so that people reach the market in high water"),
           .date = Date::of(2026, 11, 3),
           .place = say("Xã Đồng Đăng", "Đồng Đăng commune"),
           .body = say("Sở Xây dựng", "Department of Construction"),
           .status = {say("Có lộ trình", "Scheduled"), Tone::waiting, "calendar"},
           .due = to_answer(say, today + 40),
           .askers = 231},
          {.code = "GD-5T1N-36KB-0V8R",
           .href = "/petitions/GD-5T1N-36KB-0V8R",
           .kind = say("Phản ánh", "Report"),
           .title = say("Xe chở đá chạy ban đêm làm nứt đường liên thôn",
                        "Stone lorries at night crack the road between the villages"),
           .date = Date::of(2026, 9, 15),
           .place = say("Xã Hữu Lũng", "Hữu Lũng commune"),
           .body = say("Công an tỉnh", "Provincial police"),
           .status = {say("Quá hạn", "Overdue"), Tone::late},
           .due = to_answer(say, today - 6),
           .askers = 9}};
}

std::vector<Step> sample_steps(const Says& say) {
  return {
      {StepState::done, say("Đã nhận", "Received"), say("12/11/2026, 19:42", "12 Nov 2026, 19:42")},
      {StepState::done, say("Chuyển UBND phường Đông Kinh", "Sent to the ward's committee"),
       say("13/11/2026", "13 Nov 2026"), say("Đúng thẩm quyền.", "It can decide.")},
      {StepState::now,
       say("Phải trả lời", "Must be answered"),
       say("trước 26/11/2026", "by 26 Nov 2026"),
       {},
       say("Luật mẫu, Điều 1", "Sample Law, article 1")},
      {StepState::ahead, say("Bạn đánh giá", "You rate the answer"),
       say("trong 30 ngày sau khi có trả lời", "within 30 days of the answer")}};
}

std::vector<Promise> sample_promises(const Says& say) {
  const auto body = say("Ủy ban nhân dân phường Đông Kinh", "The People's Committee of Đông Kinh");
  const auto limit = say("10 ngày làm việc", "10 working days");
  const auto basis = say("Luật mẫu, Điều 1", "Sample Law, article 1");
  return {{body, {today + 12, today}, limit, basis},
          {body, {today + 3, today}, limit, basis},
          {body, {today - 6, today}, limit, basis},
          {body, {today, today, today - 4}, limit, basis}};
}

AnswerBlock sample_answer(const Says& say) {
  return {
      .anchor = "answer-1",
      .outcome = {say("Đang giải quyết, xong trước 05/12/2026", "In progress, done by 5 Dec 2026"),
                  Tone::waiting},
      .body = say("UBND phường Đông Kinh", "People's Committee of Đông Kinh"),
      .body_href = "/bodies/1",
      .number = "214/UBND-KT",
      .on = Date::of(2026, 11, 18),
      .text = html::markdown(
          say("Phường đã kiểm tra ngày 16/11. Bốn bộ đèn cháy do nước vào tủ điện.\n\n- Nắp cống "
              "đã thay ngày 17/11.\n- Đèn: thay trước ngày 05/12/2026.",
              "We inspected on 16 November. Four lamps burnt out because water reached the "
              "switchboard.\n\n- The drain cover was replaced on 17 November.\n- The lamps will "
              "be replaced by 5 December 2026.")),
      .files = {{"214-UBND-KT.pdf", "/files/1", "182 kB"}}};
}

void add_records(Sample& it, const Says& say) {
  it.facts = {
      {say("Lĩnh vực", "Field"), say("Hạ tầng đô thị", "Streets and lighting"), "/petitions"},
      {say("Nơi xảy ra", "Place"), say("Phường Đông Kinh, Lạng Sơn", "Đông Kinh ward, Lạng Sơn"),
       "/petitions",
       say("trước 01/07/2025: phường Vĩnh Trại", "before 1 July 2025: Vĩnh Trại ward")}};
  const std::vector<Asker> askers{
      {say("Cầu treo Bản Thẩu mục ván, bốn lần cấm qua", "Rotten planks, closed four times"), "#",
       say("Xã Đồng Đăng", "Đồng Đăng commune")},
      {say("Làm cầu cứng thay cầu treo ở Khuổi Nọi", "A solid bridge at Khuổi Nọi"), "#"}};
  it.askers = {{"Lạng Sơn", 142, askers}, {"Cao Bằng", 61, askers}, {"Lào Cai", 28, askers}};
  it.figures = {{say("1.284", "1,284"), say("ý kiến đang được xử lý", "matters in progress"), "#"},
                {say("94,2%", "94.2%"), say("được trả lời đúng hạn", "answered in time"), "#",
                 say("+1,8 điểm so với năm trước", "+1.8 points on last year")},
                {"37", say("đang quá hạn", "overdue"), "#"}};
  it.facets = {
      {say("Tình trạng", "State"),
       {{say("Đang xử lý", "In progress"), 41, "#"}, {say("Quá hạn", "Overdue"), 6, "#"}}},
      {say("Nơi", "Place"), {{say("Phường Đông Kinh", "Đông Kinh ward"), 128, "#", true}}}};
  it.chosen = {{say("Phường Đông Kinh", "Đông Kinh ward"), "#"}};
  it.pager = {"?after=1", "?before=2", "26–50"};
  it.empty = {say("Chưa có ai hỏi điều này", "Nobody has asked this yet"),
              say("Bạn có thể là người đầu tiên.", "You can be the first."),
              {{say("Gửi ý kiến", "Ask"), "/ask", {}, Weight::main}}};
  it.receipt = {"GD-7K3M-92QX-5BT7",
                {1'794'487'320'000'000},
                "https://gandan.example/petitions/GD-7K3M-92QX-5BT7"};
}

void add_home(Sample& it, const Says& say) {
  it.hero = {
      .title = say("Bà con hỏi, chính quyền trả lời.", "You ask. The government answers."),
      .lead =
          say("Gửi ý kiến ở đây, không cần tài khoản. Bạn luôn biết ai phải trả lời và trước ngày "
              "nào.",
              "Ask here, without an account. You always know who must answer, and by when."),
      .search = {.action = "/petitions",
                 .label = say("Đã ai hỏi điều này chưa?", "Has anybody asked this already?"),
                 .tries = {{say("đường 4B", "road 4B"), "/petitions?q=4B"},
                           {say("nước sạch", "clean water"), "/petitions?q=n"}}},
      .kinds_title = say("Bạn muốn gửi gì?", "What would you like to send?"),
      .kinds = {{say("Phản ánh", "Report"),
                 say("một việc đang xảy ra", "something that is happening"),
                 say("10 ngày làm việc", "10 working days"), "/ask?kind=report"},
                {say("Kiến nghị", "Proposal"),
                 say("một đề xuất, một giải pháp", "what should be done"),
                 say("60 ngày", "60 days"), "/ask?kind=proposal"},
                {say("Khiếu nại", "Complaint"),
                 say("một quyết định sai với chính bạn", "a decision that wrongs you"),
                 say("30 ngày", "30 days"), "/ask?kind=complaint"},
                {say("Tố cáo", "Denunciation"),
                 say("việc làm trái pháp luật; tên bạn được giữ kín",
                     "a breach of law; your name is kept secret"),
                 say("30 ngày", "30 days"), "/ask?kind=denunciation"}},
      .ask = {say("Gửi ý kiến", "Ask"), "/ask"}};
}

void add_form(Sample& it, const Says& say) {
  it.errors = {{"name", say("Hãy cho biết tên bạn.", "Say your name.")}};
  it.text = {.name = "title",
             .label = say("Tóm tắt một câu", "In one sentence"),
             .hint = say("Người khác sẽ tìm thấy câu này.", "Others will find this sentence."),
             .value = "",
             .max_length = 120};
  it.wrong = {.name = "name",
              .label = say("Tên bạn", "Your name"),
              .error = say("Hãy cho biết tên bạn.", "Say your name."),
              .autocomplete = "name"};
  it.area = {.name = "text",
             .label = say("Việc gì xảy ra?", "What happens?"),
             .value = "<b>\"1 & 2\"</b>",
             .rows = 4};
  it.choice = {.name = "kind", .label = say("Điều nào gần nhất?", "Which is nearest?")};
  it.options = {{"report", say("Có việc cần xử lý", "Something needs care"),
                 say("Luật gọi là phản ánh.", "The law calls it a report."), true},
                {"proposal", say("Tôi có đề xuất", "I have a proposal"),
                 say("Luật gọi là kiến nghị.", "The law calls it a proposal.")}};
  it.several = {.name = "by", .label = say("Báo cho bạn bằng", "Tell you by"), .optional = true};
  it.short_options = {{"sms", say("Tin nhắn", "Text")}, {"mail", say("Thư", "Mail"), {}, true}};
  it.select = {.name = "signer", .label = say("Người ký", "Signed by")};
  it.date = {{.name = "done",
              .label = say("Xong trước ngày", "Done by"),
              .hint = say("Ví dụ 5 12 2026", "For example 5 12 2026")},
             "5",
             "12",
             "2026"};
  it.file = {
      {.name = "file", .label = say("Ảnh hoặc giấy tờ", "A picture or paper"), .optional = true},
      "image/*,.pdf"};
  it.place = {
      .field = {.name = "place",
                .label = say("Việc xảy ra ở đâu?", "Where does it happen?"),
                .hint = say("Có dấu hay không dấu, tên cũ hay tên mới đều được.",
                            "With or without marks, by old names or new."),
                .value = "vinh trai"},
      .offers = {{"1", say("Phường Đông Kinh", "Đông Kinh ward"),
                  say("Lạng Sơn; gồm phường Vĩnh Trại trước 01/07/2025",
                      "Lạng Sơn; holds Vĩnh Trại ward of before 1 July 2025"),
                  true},
                 {"2", say("Phường Lương Văn Tri", "Lương Văn Tri ward"),
                  say("Lạng Sơn; một phần phường Vĩnh Trại", "Lạng Sơn; part of Vĩnh Trại ward")}}};
  it.checks = {
      {say("Loại", "Kind"), say("Phản ánh", "Report"), "#"},
      {say("Nội dung", "Text"),
       say("Đèn tắt đã hai tuần.\n\nĐề nghị sửa.", "Dark for two weeks.\n\nPlease mend."), "#"}};
}

void add_work(Sample& it, const Says& say) {
  it.actions = {{say("Trả lời", "Answer"), "#", "r", Weight::main},
                {say("Chuyển", "Send on"), "#", "c"},
                {say("Gộp vào chủ đề", "Put into a topic"), "#", "t"},
                {say("Trả lại", "Return"), "#", "x", Weight::grave}};
  it.tabs = {{say("Đang nợ", "Owed"), "#", 41, true}, {say("Đã trả lời", "Answered"), "#", 312}};
  it.rail = {
      {say("Của tôi", "Mine"),
       {{say("Giao cho tôi", "For me"), "inbox", "#", 18, true, "g i"},
        {say("Quá hạn", "Overdue"), "clock-alert", "#", 2}}},
      {say("Cơ quan", "My body"), {{say("Đã trả lời", "Answered"), "circle-check", "#", 312}}}};
  it.reasons = {say("cùng đề nghị: phụ cấp 30%", "same request: 30% allowance"),
                say("cùng nơi trả lời: Bộ Nội vụ", "same body: Ministry of Home Affairs")};
  it.members = {
      {"1", say("Cử tri tỉnh Lạng Sơn", "Voters of Lạng Sơn"),
       say("Đề nghị cho cán bộ cấp xã được hưởng phụ cấp 30%.",
           "Grant commune staff the allowance of 30%."),
       Date::of(2026, 11, 3)},
      {"2", say("Cử tri tỉnh Cao Bằng", "Voters of Cao Bằng"),
       say("Xem xét phụ cấp 30% cho công chức xã.", "Consider 30% for commune officials."),
       Date::of(2026, 11, 5), false}};
}

void add_charts(Sample& it, const Says& say) {
  it.bars = {
      .label = say("Cơ quan giữ đúng hẹn", "Bodies that keep their time"),
      .subject = say("Cơ quan", "Body"),
      .measure = say("Đúng hạn", "In time"),
      .second_measure = say("Đã trả lời", "Answered"),
      .tone = Tone::settled,
      .bars = {{say("UBND phường Tam Thanh", "Tam Thanh ward"), "#", 1, "100%", {}, "212", "#"},
               {say("Sở Y tế", "Department of Health"),
                "#",
                0.906,
                say("90,6%", "90.6%"),
                {},
                "148",
                "#"}}};
  it.columns = {.label = say("Nhận và trả lời theo tháng", "Received and answered by month"),
                .subject = say("Tháng", "Month"),
                .first_series = say("nhận", "received"),
                .second_series = say("trả lời", "answered")};
  constexpr std::int64_t received[] = {42, 51, 38, 64, 71, 58, 90, 84, 77, 102, 96, 61};
  for (int month = 1; month <= 12; ++month) {
    const auto name = std::to_string(month);
    it.columns.columns.push_back({.tick = name,
                                  .label = name + "/2026",
                                  .first = received[month - 1],
                                  .second = received[month - 1] * 6 / 7,
                                  .first_href = "#"});
  }
}

void add_tiles(Sample& it, const Says& say) {
  it.tiles.label = say("Nhận theo tỉnh", "Received by province");
  constexpr std::pair<const char*, const char*> provinces[] = {
      {"01", "Hà Nội"},    {"04", "Cao Bằng"},   {"08", "Tuyên Quang"}, {"11", "Điện Biên"},
      {"12", "Lai Châu"},  {"14", "Sơn La"},     {"15", "Lào Cai"},     {"19", "Thái Nguyên"},
      {"20", "Lạng Sơn"},  {"22", "Quảng Ninh"}, {"24", "Bắc Ninh"},    {"25", "Phú Thọ"},
      {"31", "Hải Phòng"}, {"33", "Hưng Yên"},   {"37", "Ninh Bình"},   {"38", "Thanh Hoá"},
      {"40", "Nghệ An"},   {"42", "Hà Tĩnh"},    {"44", "Quảng Trị"},   {"46", "Huế"},
      {"48", "Đà Nẵng"},   {"51", "Quảng Ngãi"}, {"52", "Gia Lai"},     {"56", "Khánh Hoà"},
      {"66", "Đắk Lắk"},   {"68", "Lâm Đồng"},   {"75", "Đồng Nai"},    {"79", "Hồ Chí Minh"},
      {"80", "Tây Ninh"},  {"82", "Đồng Tháp"},  {"86", "Vĩnh Long"},   {"91", "An Giang"},
      {"92", "Cần Thơ"},   {"96", "Cà Mau"}};
  std::int64_t n = 0;
  for (const auto& [code, name] : provinces)
    it.tiles.tiles.push_back(
        {code, name, (n++ * 37) % 211, std::string("/petitions?place=") + code});
}

void add_flow(Sample& it, const Says& say) {
  it.flow = {.label = say("Từ loại đến kết quả", "From kind to outcome"),
             .left_title = say("Loại", "Kind"),
             .right_title = say("Kết quả", "Outcome"),
             .left = {{say("Kiến nghị", "Proposals")},
                      {say("Phản ánh", "Reports")},
                      {say("Khiếu nại", "Complaints")}},
             .right = {{say("Đã giải quyết", "Settled"), {}, Tone::settled},
                       {say("Đang giải quyết", "In progress"), {}, Tone::waiting},
                       {say("Đã giải thích", "Explained"), {}, Tone::open},
                       {say("Quá hạn", "Overdue"), {}, Tone::late}},
             .links = {{0, 0, 410, "#"},
                       {0, 1, 220, "#"},
                       {0, 2, 640, "#"},
                       {1, 0, 930, "#"},
                       {1, 1, 120, "#"},
                       {1, 3, 25, "#"},
                       {2, 0, 60},
                       {2, 2, 45},
                       {2, 3, 12}}};
}

}  // namespace

Sample sample(const i18n::Locale& locale) {
  const Says say(locale);
  Sample it{.badges = sample_badges(say),
            .dues = sample_dues(say),
            .cards = sample_cards(say),
            .steps = sample_steps(say),
            .promises = sample_promises(say),
            .answer = sample_answer(say)};
  add_records(it, say);
  add_home(it, say);
  add_form(it, say);
  add_work(it, say);
  add_charts(it, say);
  add_tiles(it, say);
  add_flow(it, say);
  return it;
}

std::string style_guide(const i18n::Locale& locale, PageFrame frame) {
  frame.title = locale.tr("Style guide");
  frame.live = true;
  frame.searches = false;
  html::Out out(locale);
  views::style_guide(out, frame, sample(locale));
  return out.take();
}

}  // namespace gandan::pages
