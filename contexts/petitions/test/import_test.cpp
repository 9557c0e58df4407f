// What an import makes of rows, whatever their order and however often they come.
#include "contexts/petitions/import.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "contexts/petitions/answers.hpp"
#include "contexts/petitions/test/support.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;

const db::Sql places_by_time{"select place_id from petitions order by received_at"};

class Import : public test::PetitionsDatabase {
 protected:
  /// imported, joined, rejected
  using Counts = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

  Counts imported(const std::string& name, const std::string& rows, bool dry_run = false) {
    std::ofstream(file(name)) << rows;
    rejects.str("");
    auto result =
        import_petitions(db(), env(), file(name), {.rejects = &rejects, .dry_run = dry_run});
    return {result.imported, result.joined, result.rejected};
  }

  std::ostringstream rejects;
};
GANDAN_EACH_ENGINE(Import);

TEST_P(Import, a_place_is_the_one_of_the_day_of_receipt_whatever_row_comes_first) {
  imported("rows.jsonl",
           R"({"id": "1", "text": "Sửa đường", "place": "tỉnh Bắc Giang", "date": "2025-03-01"}
{"id": "2", "text": "Sửa cầu", "place": "tỉnh Bắc Giang", "date": "2026-03-01"}
)");
  auto places = db().read([](db::Tx& tx) { return tx.all<std::optional<UnitId>>(places_by_time); });
  ASSERT_EQ(places.size(), 2u);
  EXPECT_NE(places[0], places[1]);
  EXPECT_EQ(places[1], unit("tỉnh Bắc Ninh"));
}

TEST_P(Import, a_row_without_an_id_is_known_again_by_what_it_says) {
  const std::string rows =
      R"({"text": "Sửa đường vào thôn", "asked_by": "Cử tri Lạng Sơn", "date": "2026-03-01"}
{"text": "Sửa đường vào thôn", "asked_by": "Cử tri Cao Bằng", "date": "2026-03-01"}
{"text": "Sửa đường vào thôn", "asked_by": "Cử tri Cao Bằng", "date": "2026-03-01"}
)";
  EXPECT_EQ(imported("rows.jsonl", rows, true), Counts(2, 1, 0));
  EXPECT_EQ(imported("rows.jsonl", rows), Counts(2, 1, 0));
  EXPECT_EQ(imported("rows.jsonl", rows), Counts(0, 3, 0));
  EXPECT_EQ(imported("again.jsonl", rows), Counts(0, 3, 0));
}

TEST_P(Import, what_no_index_takes_is_rejected_with_its_reason) {
  std::string id;
  for (int i = 0; id.size() < 4'000; ++i) id += std::to_string(i * 7919);
  EXPECT_EQ(imported("rows.jsonl", R"({"id": ")" + id + R"(", "text": "Sửa đường"}
{"id": "1", "text": "Sửa đường", "addressed_to": ")" +
                                       id + R"("}
{"id": "2", "text": "Sửa đường", "topic": ")" +
                                       id + R"("}
{"id": "3", "text": "Sửa đường"}
)"),
            Counts(1, 0, 3));
  for (const char* field : {"id", "addressed_to", "topic"})
    EXPECT_THAT(rejects.str(), HasSubstr(std::string(field) + ": longer than 2,000 bytes"));
}

TEST_P(Import, an_answer_that_comes_with_a_later_file_is_taken) {
  const std::string row = R"({"id": "1", "text": "Sửa đường vào thôn", "date": "2026-03-01")";
  EXPECT_EQ(imported("rows.jsonl", row + "}\n"), Counts(1, 0, 0));
  const std::string later = row + R"(, "answer": "Đã sửa xong.", "answered_on": "2026-07-20"})";
  for (int i = 0; i < 2; ++i) EXPECT_EQ(imported("rows.jsonl", later + "\n"), Counts(0, 1, 0));
  auto petition = db().read([](db::Tx& tx) { return find_by_source(tx, "1"); });
  ASSERT_TRUE(petition);
  EXPECT_EQ(petition->state, State::answered);
  EXPECT_EQ(civil_date(*petition->answered_at), Date::of(2026, 7, 20));
  auto answers = db().read([&](db::Tx& tx) { return answers_to(tx, petition->id); });
  EXPECT_EQ(answers.size(), 1u);
}

TEST_P(Import, what_names_somebody_or_begins_as_a_complaint_waits_for_an_officer) {
  EXPECT_EQ(imported("rows.jsonl",
                     R"({"id": "1", "text": "Sửa đường", "asked_by": "Ông Mẫu, 0912 345 678"}
{"id": "2", "text": "Tôi làm đơn tố cáo ông trưởng thôn nhận tiền"}
{"id": "3", "text": "Sửa đường", "place": "nhà bà Mẫu, số 5 ngõ 7, 0912345678"}
{"id": "4", "text": "Đề nghị sửa luật về khiếu nại, tố cáo"}
)"),
            Counts(4, 0, 0));
  for (const char* id : {"1", "2", "3", "4"}) {
    auto petition = db().read([&](db::Tx& tx) { return find_by_source(tx, id); });
    EXPECT_EQ(petition->visibility, *id == '4' ? Visibility::open : Visibility::held) << id;
  }
}

TEST_P(Import, an_id_that_no_number_can_keep_is_to_be_text) {
  EXPECT_EQ(imported("rows.jsonl", R"({"id": 36893488147419103233, "text": "Sửa đường"}
{"id": 36893488147419103232, "text": "Sửa cầu"}
{"id": "36893488147419103233", "text": "Sửa đường"}
{"id": 17, "text": "Sửa cầu"}
)"),
            Counts(2, 0, 2));
  EXPECT_THAT(rejects.str(), HasSubstr("id: write this number as text"));
}

TEST_P(Import, a_mapped_column_that_no_row_has_is_named) {
  std::ofstream(file("rows.jsonl")) << R"({"case": 1, "what": "Sửa đường"})";
  auto result =
      import_petitions(db(), env(), file("rows.jsonl"),
                       {.columns = {{"source_id", "case"}, {"text", "what"}, {"place", "where"}}});
  EXPECT_EQ(result.imported, 1);
  EXPECT_EQ(result.unseen, std::set<std::string>{"where"});
}

}  // namespace
}  // namespace gandan::petitions
