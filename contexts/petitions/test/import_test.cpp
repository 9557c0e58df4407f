// What an import makes of rows, whatever their order and however often they come.
#include "contexts/petitions/import.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

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
