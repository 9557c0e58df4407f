#include "lib/db/insert_rows.hpp"

#include <gmock/gmock.h>

#include "lib/db/test_support.hpp"

namespace gandan::db {
namespace {

constexpr EmbeddedFile boxes_files[] = {{"001_boxes.sql", R"(
create table boxes (
  id INTEGER primary key,
  name TEXT,
  box BLOB not null
) strict;
)"}};

const InsertRows insert_boxes{"boxes", {"id", "name", "box"}};
const Sql select_boxes{"select id, name, box from boxes order by id"};

struct Box {
  std::int64_t id = 0;
  std::optional<std::string> name;
  Blob box;
  bool operator==(const Box&) const = default;
};

class InsertedRows : public test::OnEachEngine {
 protected:
  InsertedRows() : OnEachEngine({{"boxes", boxes_files}}) {}

  static std::vector<Box> made(std::int64_t first, std::size_t many) {
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < many; ++i) {
      const std::int64_t id = first + static_cast<std::int64_t>(i);
      auto name = id % 3 == 0 ? std::nullopt : std::optional("hộp số " + std::to_string(id));
      boxes.push_back({id, std::move(name), {std::string(i, '\0') + "\xff"}});
    }
    return boxes;
  }
  void insert(const std::vector<Box>& boxes) {
    db().write([&](Tx& tx) {
      insert_boxes.run(tx, boxes, [](const Box& box) {
        return std::array{Value(box.id), Value(box.name), Value(box.box)};
      });
    });
  }
  std::vector<Box> kept() {
    return db().read([](Tx& tx) { return tx.all<Box>(select_boxes); });
  }
};
GANDAN_EACH_ENGINE(InsertedRows);

TEST_P(InsertedRows, AreAllThereHoweverManyTheyAre) {
  std::vector<Box> all;
  for (const std::size_t many : {0, 1, 31, 32, 33, 64, 100}) {
    const auto boxes = made(static_cast<std::int64_t>(all.size()) + 1, many);
    insert(boxes);
    all.insert(all.end(), boxes.begin(), boxes.end());
    ASSERT_EQ(kept(), all) << many;
  }
}

TEST_P(InsertedRows, AreAllOrNone) {
  insert(made(70, 1));
  EXPECT_THROW(insert(made(1, 100)), ConstraintError);
  EXPECT_EQ(kept(), made(70, 1));
}

TEST_P(InsertedRows, GoBesideOtherStatementsWhoseChangesAreCounted) {
  const std::int64_t changed = db().write([&](Tx& tx) {
    insert_boxes.run(tx, made(1, 40), [](const Box& box) {
      return std::array{Value(box.id), Value(box.name), Value(box.box)};
    });
    return tx.run("delete from boxes where id > 35", {});
  });
  EXPECT_EQ(changed, 5);
  EXPECT_EQ(kept().size(), 35u);
}

}  // namespace
}  // namespace gandan::db
