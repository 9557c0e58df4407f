#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <set>

#include "lib/grouping/group.hpp"
#include "lib/grouping/index.hpp"

namespace gandan::grouping {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Three requests, each in several wordings, in two languages, and two that stand alone.
const std::vector<std::string> kTexts = {
    "Cử tri phản ánh đường vào bản Nà Lay lầy lội quanh năm, học sinh đi lại khó khăn. Đề nghị đổ "
    "bê "
    "tông tuyến đường vào bản Nà Lay.",
    "Tuyến đường vào bản Nà Lay hư hỏng nặng, kiến nghị sớm đổ bê tông để bà con đi lại.",
    "Kien nghi do be tong duong vao ban Na Lay vi mua lay loi khong di duoc.",
    "Đề nghị bổ sung bác sĩ trực đêm cho trạm y tế xã, hiện nay ban đêm không có người trực.",
    "Trạm y tế xã không có bác sĩ trực đêm. Cử tri đề nghị bố trí bác sĩ trực đêm tại trạm.",
    "Please extend the opening hours of the public library on weekends.",
    "We ask that the public library open longer on weekends; its opening hours are too short.",
    "Đề nghị sửa đổi Nghị định số 99/2031/NĐ-CP về nuôi ong lấy mật.",
    "Mức thu phí chợ đêm ở thị trấn quá cao, tiểu thương không kham nổi.",
};

std::vector<Document> documents() {
  std::vector<Document> out;
  for (const std::string& text : kTexts) {
    out.push_back({.id = static_cast<std::int64_t>(out.size()) + 1, .text = text});
  }
  return out;
}

/// The partition as sets of ids, whatever the order.
std::set<std::set<std::int64_t>> partition(const std::vector<Document>& docs,
                                           const Grouping& grouping) {
  std::set<std::set<std::int64_t>> out;
  for (const Cluster& cluster : grouping.clusters) {
    std::set<std::int64_t> ids;
    for (const Member& member : cluster.members) ids.insert(docs[member.document].id);
    out.insert(ids);
  }
  return out;
}

TEST(Grouping, PutsWordingsOfOneRequestTogetherAndLeavesOthersAlone) {
  const auto docs = documents();
  const auto found = partition(docs, group(docs));
  EXPECT_THAT(found, Contains(std::set<std::int64_t>{1, 2, 3}));
  EXPECT_THAT(found, Contains(std::set<std::int64_t>{4, 5}));
  EXPECT_THAT(found, Contains(std::set<std::int64_t>{6, 7}));
  EXPECT_THAT(found, Contains(std::set<std::int64_t>{8}));
  EXPECT_THAT(found, Contains(std::set<std::int64_t>{9}));
}

TEST(Grouping, PutsEachDocumentIntoExactlyOneCluster) {
  const auto docs = documents();
  std::multiset<std::size_t> seen;
  for (const Cluster& cluster : group(docs).clusters) {
    EXPECT_EQ(cluster.members.front().document, cluster.representative);
    for (const Member& member : cluster.members) seen.insert(member.document);
  }
  EXPECT_EQ(seen.size(), docs.size());
  EXPECT_EQ(std::set<std::size_t>(seen.begin(), seen.end()).size(), docs.size());
}

TEST(Grouping, DoesNotDependOnTheOrderOfDocumentsOrOnThreads) {
  auto docs = documents();
  const auto expected = partition(docs, group(docs, {.threads = 1}));
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(docs.begin(), docs.end(), random);
    EXPECT_EQ(partition(docs, group(docs, {.threads = 1 + static_cast<unsigned>(round) % 3})),
              expected);
  }
}

TEST(Grouping, JoinsTextsThatDifferInMarksCaseAndPunctuationAlone) {
  const std::vector<Document> docs = {{.id = 1, .text = "Sửa cầu Khánh Khê!"},
                                      {.id = 2, .text = "sua cau khanh khe"}};
  const Grouping grouping = group(docs);
  ASSERT_EQ(grouping.clusters.size(), 1U);
  EXPECT_TRUE(grouping.clusters[0].members[1].explanation.same_text);
}

/// What people fill into a form letter.
struct Filled {
  std::string name, commune, number;
};

Filled filled(int i) {
  constexpr std::array families = {"Nguyễn", "Trần", "Lê", "Hoàng", "Vi", "Nông", "Lý"};
  constexpr std::array middles = {"Văn", "Thị", "Đình", "Minh", "Thu"};
  constexpr std::array given = {"An", "Bình", "Cúc", "Dung", "Giang", "Hạnh", "Khoa", "Lan", "Mai"};
  constexpr std::array first = {"Tân", "Bình", "Yên", "Hữu", "Thiện", "Quang"};
  constexpr std::array second = {"Lập", "Thành", "Sơn", "Lũng", "Hòa"};
  const auto at = [i](const auto& list, int step) {
    return std::string(list[static_cast<std::size_t>(i / step) % list.size()]);
  };
  return {at(families, 1) + " " + at(middles, 3) + " " + at(given, 2),
          at(first, 1) + " " + at(second, 4), std::to_string(2 + i % 61)};
}

std::string letter_on_the_dump(int i) {
  const Filled f = filled(i);
  return "Tôi tên là " + f.name + ", cư trú tại thôn " + f.number + " xã " + f.commune +
         ". Bãi rác tập trung bên bờ suối đã quá tải từ hai năm nay, nước rỉ chảy xuống ruộng, mùi "
         "hôi bay vào nhà cả ngày lẫn đêm, trẻ nhỏ và người già ốm liên tục. Tôi cùng " +
         f.number +
         " hộ trong thôn đề nghị chính quyền đóng cửa bãi rác này, chở rác về nhà máy "
         "xử lý của tỉnh và khám bệnh miễn phí cho các hộ sống gần bãi.";
}

std::string letter_on_the_school_bus(int i) {
  const Filled f = filled(i);
  return "Tôi tên là " + f.name + ", cư trú tại thôn " + f.number + " xã " + f.commune +
         ". Từ khi điểm trường lẻ sáp nhập về trung tâm, các cháu phải đi bộ bảy cây số đường "
         "rừng, mùa mưa không qua được ngầm, nhiều cháu bỏ học. Tôi cùng " +
         f.number +
         " hộ trong thôn đề nghị chính quyền mở tuyến xe đưa đón học sinh, bố trí chỗ "
         "ở bán trú trong tuần và hỗ trợ tiền ăn trưa cho các cháu.";
}

TEST(Grouping, PutsAllCopiesOfAFormLetterTogetherAndNoOther) {
  std::vector<std::string> texts;
  std::set<std::int64_t> dump, bus;
  for (int i = 0; i < 500; ++i) {
    texts.push_back(letter_on_the_dump(i));
    dump.insert(static_cast<std::int64_t>(texts.size()));
    if (i % 8 != 0) continue;
    texts.push_back(letter_on_the_school_bus(i));
    bus.insert(static_cast<std::int64_t>(texts.size()));
  }
  texts.insert(texts.end(), kTexts.begin(), kTexts.end());
  std::vector<Document> docs;
  for (const std::string& text : texts)
    docs.push_back({.id = static_cast<std::int64_t>(docs.size()) + 1, .text = text});
  const Grouping grouping = group(docs);
  const auto found = partition(docs, grouping);
  EXPECT_THAT(found, Contains(dump));
  EXPECT_THAT(found, Contains(bus));
  EXPECT_FALSE(grouping.clusters[0].members[1].explanation.same_text);
  EXPECT_GT(grouping.clusters[0].members[1].explanation.similarity, 0.8);
  std::reverse(docs.begin(), docs.end());
  EXPECT_EQ(partition(docs, group(docs, {.threads = 1})), found);
}

TEST(Grouping, TellsTwoRequestsUnderOnePreambleApart) {
  const std::string preamble =
      "Thực hiện chương trình tiếp xúc trước kỳ họp, qua tổng hợp ý kiến từ các buổi gặp gỡ ở cơ "
      "sở, "
      "nhân dân bày tỏ vui mừng trước những kết quả phát triển kinh tế, xã hội, quốc phòng, an "
      "ninh "
      "mà cả nước đạt được trong sáu tháng đầu năm và tin tưởng vào sự lãnh đạo của Đảng. ";
  std::vector<std::string> texts;
  std::set<std::int64_t> ferry, library;
  for (int i = 0; i < 40; ++i) {
    const Filled f = filled(i);
    const bool odd = i % 2 != 0;
    texts.push_back(preamble +
                    (odd ? "Đề nghị khôi phục bến đò ngang qua sông cho xã "
                         : "Đề nghị mua thêm sách khoa học cho thư viện xã ") +
                    f.commune + ".");
    (odd ? ferry : library).insert(i + 1);
  }
  std::vector<Document> docs;
  for (const std::string& text : texts)
    docs.push_back({.id = static_cast<std::int64_t>(docs.size()) + 1, .text = text});
  const auto found = partition(docs, group(docs));
  EXPECT_THAT(found, Contains(ferry));
  EXPECT_THAT(found, Contains(library));
}

TEST(Grouping, ExplainsEachMembership) {
  std::vector<Document> docs = documents();
  docs[0].addressed_to = docs[1].addressed_to = "UBND xã Na Sầm";
  docs[0].place = docs[1].place = "bản Nà Lay";
  const Grouping grouping = group(docs);
  for (const Cluster& cluster : grouping.clusters) {
    for (const Member& member : cluster.members) {
      if (docs[member.document].id != 2 || cluster.representative != 0) continue;
      EXPECT_TRUE(member.explanation.same_body);
      EXPECT_TRUE(member.explanation.same_place);
      EXPECT_THAT(member.explanation.terms, Contains(HasSubstr("Nà Lay")));
    }
  }
}

TEST(Grouping, TakesAnyInput) {
  EXPECT_TRUE(group({}).clusters.empty());
  const std::vector<Document> docs = {{.id = 1, .text = ""},
                                      {.id = 2, .text = ""},
                                      {.id = 3, .text = "\xff\xfe\xc3"},
                                      {.id = 4, .text = "…"}};
  EXPECT_EQ(group(docs).clusters.size(), 4U) << "texts without a word are not the same request";
}

TEST(Title, IsTheRequestWithoutItsPreamble) {
  EXPECT_EQ(title_of("Cử tri tỉnh A phản ánh mất điện. Cử tri kiến nghị Bộ xem xét, sửa đường vào "
                     "bản Pò. Trân trọng."),
            "Sửa đường vào bản Pò");
  EXPECT_EQ(title_of("mất điện liên tục ở khu 3"), "Mất điện liên tục ở khu 3");
  EXPECT_EQ(title_of(""), "");
}

TEST(Title, LosesNoSyllableOfAWord) {
  EXPECT_EQ(title_of("Đề nghị bổ sung đất ở cho hộ nghèo."), "Bổ sung đất ở cho hộ nghèo");
  EXPECT_EQ(title_of("Kiến nghị sớm ban hành chính sách cho thợ lò."),
            "Ban hành chính sách cho thợ lò");
  EXPECT_EQ(title_of("Đề nghị nghiên cứu chính sách tăng lương hưu."),
            "Nghiên cứu chính sách tăng lương hưu");
  EXPECT_EQ(title_of("Đề nghị trình tự cấp phép được rút gọn."), "Trình tự cấp phép được rút gọn");
}

TEST(Title, BeginsAtTheVerbBehindTheBodyThatIsAsked) {
  EXPECT_EQ(title_of("Đề nghị Bộ Xây dựng và các bộ, ngành liên quan sớm nghiên cứu, sửa đổi quy "
                     "chuẩn nhà ở nông thôn."),
            "Sửa đổi quy chuẩn nhà ở nông thôn");
  EXPECT_EQ(title_of("Kiến nghị Chính phủ quan tâm chỉ đạo các trường mở thư viện."),
            "Chỉ đạo các trường mở thư viện");
  EXPECT_EQ(title_of("Đề nghị Ủy ban nhân dân xã: (2) Nạo vét mương dẫn nước."),
            "Nạo vét mương dẫn nước");
}

TEST(Title, IsTheFirstSentenceWhereTheRequestDoesNotSayOfWhat) {
  EXPECT_EQ(title_of("Chợ Pò ngập mỗi khi mưa lớn. Đề nghị sớm có giải pháp."),
            "Chợ Pò ngập mỗi khi mưa lớn");
}

TEST(Title, PassesOverACueThatIsANoun) {
  EXPECT_EQ(title_of("Biên chế chưa đáp ứng yêu cầu thực tiễn. Đề nghị tăng biên chế giáo viên."),
            "Tăng biên chế giáo viên");
}

TEST(Title, EndsWhereAPhraseEnds) {
  EXPECT_EQ(
      title_of("Đề nghị hướng dẫn một số nội dung của Luật Thú y [...], cụ thể: (1) tiêm phòng."),
      "Hướng dẫn một số nội dung của Luật Thú y");
  EXPECT_EQ(title_of("Đề nghị tăng mức hỗ trợ thêm 30%. Xin cảm ơn."), "Tăng mức hỗ trợ thêm 30%");
  EXPECT_EQ(title_of("Đề nghị sửa cầu treo bản Pò, thay ván mục và sơn lại thành cầu.", 40),
            "Sửa cầu treo bản Pò");
}

TEST(Index, FindsTheNearestBestFirstAndLeavesTheQueryOut) {
  const auto docs = documents();
  Index index;
  for (const Document& document : docs) index.add(document);
  const auto matches = index.similar(docs[0], 5);
  ASSERT_GE(matches.size(), 2U);
  EXPECT_EQ((std::set<std::int64_t>{matches[0].id, matches[1].id}), (std::set<std::int64_t>{2, 3}));
  EXPECT_THAT(matches[0].explanation.terms, Contains(HasSubstr("Nà Lay")));
  for (const Match& match : matches) EXPECT_NE(match.id, 1);
}

TEST(Index, GivesWholePhrasesAsReasonsAndNoWordOrMeasureAlone) {
  Index index;
  index.add({.id = 1, .text = "Kênh dẫn nước dài 5 km bị bồi lấp, nghị quyết của thôn chưa làm."});
  index.add({.id = 2, .text = "Đường vào bản Nà Lay lầy lội suốt 5 km."});
  const auto weak =
      index.similar({.text = "Trạm y tế cách chợ 5 km, hội nghị thôn mong có bác sĩ."}, 5);
  ASSERT_EQ(weak.size(), 2U) << "they share a word";
  for (const Match& match : weak) EXPECT_THAT(match.explanation.terms, IsEmpty());
  const auto strong = index.similar({.text = "Xin sửa đường vào bản Nà Lay, còn 5 km đất."}, 1);
  ASSERT_EQ(strong.size(), 1U);
  EXPECT_THAT(strong[0].explanation.terms, ElementsAre("đường vào bản Nà Lay"));
}

TEST(Index, ForgetsWhatIsRemovedAndReplacesWhatComesAgain) {
  Index index;
  index.add({.id = 1, .text = "cầu treo hỏng"});
  index.add({.id = 2, .text = "trường học thiếu nước sạch"});
  index.add({.id = 2, .text = "cầu treo hỏng ván"});
  EXPECT_EQ(index.size(), 2U);
  ASSERT_EQ(index.similar({.text = "cầu treo"}, 5).size(), 2U);
  index.remove(1);
  index.remove(77);
  ASSERT_EQ(index.similar({.text = "cầu treo"}, 5).size(), 1U);
  EXPECT_TRUE(index.similar({.text = "nước sạch"}, 5).empty());
}

TEST(Similarity, CountsMarksForHalfAndRepeatedWordsEachTime) {
  EXPECT_NEAR(similarity({.text = "gia dien"}, {.text = "giá điện"}), 0.5, 1e-6);
  EXPECT_NEAR(similarity({.text = "đi đi"}, {.text = "đi"}), 2.0 / 3, 1e-6);
}

TEST(Similarity, IsOneForTheSameWordsAndNothingForOthers) {
  EXPECT_NEAR(similarity({.text = "Giá điện quá cao"}, {.text = "giá điện QUÁ CAO."}), 1, 1e-6);
  EXPECT_EQ(similarity({.text = "Giá điện quá cao"}, {.text = "sửa cầu"}), 0);
}

}  // namespace
}  // namespace gandan::grouping
