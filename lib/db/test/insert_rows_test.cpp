#include "lib/db/insert_rows.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "lib/db/ids.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::db {
namespace {

constexpr EmbeddedFile boxes_files[] = {{"001_boxes.sql", R"(
create table boxes (
  id INTEGER primary key,
  name TEXT,
  box BLOB not null
) strict;
create table weights (
  id INTEGER primary key,
  grams INTEGER,
  share REAL
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

TEST_P(InsertedRows, HoldWhatTheyWereGivenToTheLetter) {
  std::vector<Box> boxes = made(1, 300);
  const std::string_view texts[] = {"",       "\\N",      "\\.",         "\\x41",    "a\tb",
                                    "a\nb\r", "'quoted'", "back\\slash", ":name $1", "NULL"};
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    boxes[i].name = texts[i % std::size(texts)];
    boxes[i].box = {std::string(texts[i % std::size(texts)]) + std::string("\0\\\xff\t\n", 5)};
  }
  insert(boxes);
  EXPECT_EQ(kept(), boxes);
}

const InsertRows insert_weights{"weights", {"id", "grams", "share"}};
const Sql select_weights{"select id, grams, share from weights order by id"};

struct Weight {
  std::int64_t id = 0;
  std::optional<std::int64_t> grams;
  std::optional<double> share;
  bool operator==(const Weight&) const = default;
};

TEST_P(InsertedRows, HoldNumbersToTheLastBit) {
  const std::optional<std::int64_t> grams[] = {
      0, -1, 255, 256, INT64_MIN, INT64_MAX, INT64_C(0x0123456789abcdef), std::nullopt};
  const std::optional<double> shares[] = {0.0, -1.5, 0.1, 1e308, 5e-324, std::nullopt};
  std::vector<Weight> weights;
  for (std::size_t i = 0; i < 200; ++i)
    weights.push_back(
        {static_cast<std::int64_t>(i), grams[i % std::size(grams)], shares[i % std::size(shares)]});
  db().write([&](Tx& tx) {
    insert_weights.run(tx, weights, [](const Weight& weight) {
      return std::array{Value(weight.id), Value(weight.grams), Value(weight.share)};
    });
  });
  EXPECT_EQ(db().read([](Tx& tx) { return tx.all<Weight>(select_weights); }), weights);
}

TEST_P(InsertedRows, GoInPiecesWhereTheyAreLarge) {
  std::vector<Box> boxes = made(1, 100);
  for (Box& box : boxes) box.box.data.assign(20'000, static_cast<char>(box.id));
  const std::int64_t removed = db().write([&](Tx& tx) {
    insert_boxes.run(tx, boxes, [](const Box& box) {
      return std::array{Value(box.id), Value(box.name), Value(box.box)};
    });
    return tx.run("delete from boxes where id > 90", {});
  });
  boxes.resize(90);
  EXPECT_EQ(removed, 10);
  EXPECT_EQ(kept(), boxes);
}

TEST_P(InsertedRows, AreAllOrNone) {
  insert(made(70, 1));
  EXPECT_THROW(insert(made(1, 100)), ConstraintError);
  EXPECT_EQ(kept(), made(70, 1));
}

TEST_P(InsertedRows, ThatAreRefusedWhileMoreAreSentSayWhy) {
  std::vector<Box> boxes = made(1, 500);
  for (Box& box : boxes) box.box.data.assign(20'000, static_cast<char>(box.id));
  boxes[3].id = boxes[2].id;
  EXPECT_THROW(insert(boxes), ConstraintError);
  EXPECT_TRUE(kept().empty());
}

TEST_P(InsertedRows, ThatCannotBeMadeAreToldAndTheNextAreTaken) {
  const std::vector<Box> boxes = made(1, 500);
  EXPECT_THROW(db().write([&](Tx& tx) {
    insert_boxes.run(tx, boxes, [](const Box& box) {
      if (box.id == 400) throw std::out_of_range("no such box");
      return std::array{Value(box.id), Value(box.name), Value(box.box)};
    });
  }),
               std::out_of_range);
  EXPECT_TRUE(kept().empty());
  insert(boxes);
  EXPECT_EQ(kept(), boxes);
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

const SelectOfIds select_some_boxes{"select id, name, box from boxes where id in ("};

TEST_P(InsertedRows, AreFoundByHoweverManyIds) {
  const std::vector<Box> boxes = made(1, 700);
  insert(boxes);
  for (const std::size_t many : {0, 1, 127, 128, 511, 512, 513, 700}) {
    std::vector<std::int64_t> ids{-1};  // that nobody has
    for (std::size_t i = 0; i < many; ++i) ids.push_back(boxes[i].id);
    std::vector<Box> found;
    db().read([&](Tx& tx) {
      found.clear();
      select_some_boxes.each<Box>(tx, ids, [&](Box box) { found.push_back(std::move(box)); });
    });
    std::ranges::sort(found, {}, &Box::id);
    EXPECT_EQ(found,
              std::vector<Box>(boxes.begin(), boxes.begin() + static_cast<std::ptrdiff_t>(many)));
  }
}

}  // namespace
}  // namespace gandan::db
