#include "lib/tlog/tile.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "lib/tlog/test/naive_tree.hpp"
#include "lib/tlog/tile_reader.hpp"
#include "lib/tlog/tile_writer.hpp"

namespace gandan::tlog {
namespace {

/// A folder of tiles, by path.
struct Folder {
  std::map<std::string, std::string> files;

  void keep(const std::vector<Tile>& tiles) {
    for (const Tile& tile : tiles) files[path_of(tile.name)] = tile.bytes;
  }
  [[nodiscard]] TileSource source() const {
    return [this](const TileName& name) -> std::optional<std::string> {
      const auto found = files.find(path_of(name));
      return found == files.end() ? std::nullopt : std::optional(found->second);
    };
  }
};

/// A log of these leaves, its tiles taken after each `batch` of them.
Folder log_of(std::span<const Hash> leaves, std::size_t batch) {
  Folder folder;
  TileWriter writer;
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    writer.append(leaves[size - 1]);
    if (size % batch == 0) folder.keep(writer.take_changed());
  }
  folder.keep(writer.take_changed());
  return folder;
}

TEST(TilePath, IsWrittenAsTlogTilesSays) {
  EXPECT_EQ(path_of({0, 1234067}), "tile/0/x001/x234/067");
  EXPECT_EQ(path_of({0, 0}), "tile/0/000");
  EXPECT_EQ(path_of({1, 999, 17}), "tile/1/999.p/17");
  EXPECT_EQ(path_of({0, 1000, 5}), "tile/0/x001/000.p/5");
  EXPECT_EQ(path_of({std::nullopt, 273, 112}), "tile/entries/273.p/112");
}

TEST(TilePath, IsReadBackFromThatTextOnly) {
  for (const TileName& name : {TileName{0, 0}, TileName{63, 7, 1}, TileName{2, max_size},
                               TileName{{}, 999}, TileName{{}, 1000000, 255}})
    EXPECT_EQ(parse_tile_path(path_of(name)), name) << path_of(name);
  for (const char* wrong : {"",
                            "tile",
                            "tile/",
                            "tile/0",
                            "tile/0/",
                            "tile/0/0",
                            "tile/0/00",
                            "tile/0/0000",
                            "tile/00/000",
                            "tile/64/000",
                            "tile/-1/000",
                            "tile/8/0/000x",
                            "tile/0/x000/001",
                            "tile/0/001/002",
                            "tile/0/x001",
                            "tile/0/x001/x002",
                            "tile/0/1234",
                            "tile/0/x1/234",
                            "tile/0/000.p/0",
                            "tile/0/000.p/256",
                            "tile/0/000.p/01",
                            "tile/0/000.p/",
                            "tile/0/000.p/1.p/2",
                            "tile/0/000/",
                            "tile/0/000.p",
                            "/tile/0/000",
                            "tile//000",
                            "tile/entry/000",
                            "tile/entries",
                            "tile/0/../000",
                            "tile/0/x009/x223/x372/x036/x854/x775/808"})
    EXPECT_FALSE(parse_tile_path(wrong)) << wrong;
}

TEST(Tiles, OfTheExamplesOfTlogTiles) {
  std::map<unsigned, std::pair<std::size_t, std::uint64_t>> by_level;  // full ones, partial width
  for (const TileName& name : tiles_between(0, 70000)) {
    if (name.is_partial())
      by_level[*name.level].second = name.width;
    else
      ++by_level[*name.level].first;
  }
  using Expected = std::map<unsigned, std::pair<std::size_t, std::uint64_t>>;
  EXPECT_EQ(by_level, (Expected{{0, {273, 112}}, {1, {1, 17}}, {2, {0, 1}}}));
  EXPECT_EQ(tiles_between(0, 256), (std::vector<TileName>{{0, 0}, {1, 0, 1}}));
  EXPECT_TRUE(tiles_between(0, 0).empty());
  EXPECT_TRUE(tiles_between(300, 300).empty());
}

TEST(Tiles, AreTheSameHoweverALogIsAppended) {
  const auto leaves = naive::leaves(1500);
  Folder at_once = log_of(leaves, 100000);
  for (const TileName& name : tiles_between(0, leaves.size())) {
    ASSERT_TRUE(at_once.files.contains(path_of(name)));
    const auto hashes = *parse_tile(at_once.files[path_of(name)]);
    const std::uint64_t span = std::uint64_t{1} << (tile_height * *name.level);
    ASSERT_EQ(hashes.size(), name.width);
    for (std::size_t i = 0; i < hashes.size(); ++i)
      ASSERT_EQ(hashes[i],
                naive::mth(std::span(leaves).subspan((name.index * tile_width + i) * span, span)));
  }
  EXPECT_EQ(at_once.files.size(), tiles_between(0, leaves.size()).size());
  for (const std::size_t batch : {1, 7, 256, 300}) {
    Folder in_batches = log_of(leaves, batch);
    for (const auto& [path, bytes] : at_once.files)
      ASSERT_EQ(in_batches.files[path], bytes) << path << " in batches of " << batch;
  }
}

TEST(Tiles, ThatAreTakenAreThoseThatChanged) {
  const auto leaves = naive::leaves(1400);
  for (const std::size_t batch : {1, 255, 256, 257, 512, 700}) {
    TileWriter writer;
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
      writer.append(leaves[size - 1]);
      if (size % batch != 0) continue;
      std::set<std::string> taken, expected;
      for (const Tile& tile : writer.take_changed()) taken.insert(path_of(tile.name));
      for (const TileName& name : tiles_between(size - batch, size)) expected.insert(path_of(name));
      ASSERT_EQ(taken, expected) << size << " in batches of " << batch;
      ASSERT_TRUE(writer.take_changed().empty());
    }
  }
}

TEST(TileWriter, KnowsTheHeadAtEverySize) {
  const auto leaves = naive::leaves(300);
  TileWriter writer;
  EXPECT_EQ(writer.head(), (TreeHead{0, empty_root()}));
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    writer.append(leaves[size - 1]);
    ASSERT_EQ(writer.head(), (TreeHead{size, naive::mth(std::span(leaves).first(size))}));
  }
}

TEST(TileWriter, GoesOnFromTheTilesOfALog) {
  const auto leaves = naive::leaves(1100);
  const TreeHead all{leaves.size(), naive::mth(leaves)};
  for (const std::size_t stop : {0, 1, 255, 256, 257, 512, 1099}) {
    Folder folder = log_of(std::span(leaves).first(stop), 100000);
    auto writer = TileWriter::resume(stop, folder.source());
    ASSERT_TRUE(writer) << stop;
    for (const Hash& leaf : std::span(leaves).subspan(stop)) writer->append(leaf);
    EXPECT_EQ(writer->head(), all) << "after a stop at " << stop;
    folder.keep(writer->take_changed());
    EXPECT_EQ(TileReader(all.size, folder.source()).root(), all.root);
  }
  EXPECT_FALSE(TileWriter::resume(5, Folder{}.source()));
  EXPECT_FALSE(TileWriter::resume(max_size + 1, Folder{}.source()));
}

TEST(TileReader, ProvesAsTheTreeItselfAtEverySizeTheLogHad) {
  const auto leaves = naive::leaves(66000);
  const Folder folder = log_of(leaves, 100000);  // so partial tiles of earlier sizes are gone
  for (const std::size_t size : {1, 2, 255, 256, 257, 5000, 65536, 66000}) {
    const auto tree = std::span(leaves).first(size);
    TileReader reader(size, [&](const TileName& name) -> std::optional<std::string> {
      // The last tiles have more than this size needs; a server cuts them.
      if (auto whole = folder.source()(name)) return whole;
      for (std::uint64_t width = name.width; width < tile_width; ++width)
        if (auto wider = folder.source()({name.level, name.index, width}))
          return wider->substr(0, name.width * sizeof(Hash));
      return std::nullopt;
    });
    ASSERT_EQ(reader.root(), naive::mth(tree)) << size;
    for (const std::size_t index : {size / 3, size - 1}) {
      ASSERT_EQ(reader.inclusion_proof(index), naive::path(index, tree)) << index << " of " << size;
      ASSERT_EQ(reader.consistency_proof(index + 1), naive::subproof(index + 1, tree, true));
    }
  }
}

TEST(TileReader, AsksOnceForAllTilesOfAProofWhereASourceTakesSeveralNames) {
  const auto leaves = naive::leaves(66000);
  const Folder folder = log_of(leaves, 66000);
  int asked = 0;
  const TileSource source{[&](const TileName&) -> std::optional<std::string> {
                            ADD_FAILURE() << "one by one";
                            return std::nullopt;
                          },
                          [&](std::span<const TileName> names) {
                            ++asked;
                            std::vector<std::optional<std::string>> all;
                            for (const TileName& name : names) all.push_back(folder.source()(name));
                            return all;
                          }};
  EXPECT_EQ(TileReader(66000, source).inclusion_proof(300), naive::path(300, std::span(leaves)));
  EXPECT_EQ(TileReader(66000, source).consistency_proof(5000),
            naive::subproof(5000, std::span(leaves), true));
  EXPECT_EQ(TileReader(66000, source).root(), naive::mth(std::span(leaves)));
  EXPECT_EQ(asked, 3);
}

TEST(TileReader, CutsAPartialTileFromTheFullOneThatFollowedIt) {
  const auto leaves = naive::leaves(256);
  const Folder folder = log_of(leaves, 100000);
  EXPECT_FALSE(folder.files.contains("tile/0/000.p/100"));
  EXPECT_EQ(TileReader(100, folder.source()).root(), naive::mth(std::span(leaves).first(100)));
}

TEST(TileReader, GivesNothingWhereATileIsMissingOrMalformed) {
  const auto leaves = naive::leaves(300);
  Folder folder = log_of(leaves, 100000);
  EXPECT_FALSE(TileReader(300, folder.source()).inclusion_proof(300));
  EXPECT_FALSE(TileReader(700, folder.source()).root());
  EXPECT_FALSE(TileReader(300, folder.source()).hash({9, 0})) << "not full";
  EXPECT_FALSE(TileReader(300, folder.source()).hash({64, 0}));
  folder.files["tile/0/001.p/44"].pop_back();
  EXPECT_FALSE(TileReader(300, folder.source()).root());
  folder.files["tile/0/001.p/44"] += "xy";
  EXPECT_FALSE(TileReader(300, folder.source()).root());
  folder.files.erase("tile/0/001.p/44");
  EXPECT_FALSE(TileReader(300, folder.source()).root());
}

TEST(Entries, AreReadAsTheyWereWritten) {
  std::string bundle;
  const std::vector<std::string> entries{"", "a", std::string(300, 'x'), std::string(65535, '\0')};
  for (const std::string& entry : entries) put_entry(bundle, entry);
  EXPECT_EQ(bundle.substr(0, 5), std::string("\0\0\0\1a", 5));
  const auto read = parse_entries(bundle);
  ASSERT_TRUE(read);
  EXPECT_EQ(std::vector<std::string>(read->begin(), read->end()), entries);
  EXPECT_FALSE(parse_entries(std::string_view(bundle).substr(0, bundle.size() - 1)));
  EXPECT_FALSE(parse_entries(std::string_view("\0", 1)));
  EXPECT_THROW(put_entry(bundle, std::string(65536, 'x')), std::invalid_argument);
}

}  // namespace
}  // namespace gandan::tlog
