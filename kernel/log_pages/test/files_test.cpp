// The log is served as C2SP tlog-tiles has it: whoever reads that format reads ours.
#include <gmock/gmock.h>

#include "kernel/journal/log.hpp"
#include "kernel/log_pages/module.hpp"
#include "kernel/testing/site.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/tlog/tile_reader.hpp"

namespace gandan::log_pages {
namespace {

class LogFiles : public gandan::test::Site {
 protected:
  LogFiles() : Site({module()}, {.units = false}) {}

  void take_in_entries(int count) {
    db().write([&](db::Tx& tx) {
      for (int i = 0; i < count; ++i)
        journal::append(tx, {.at = clock.now(), .verb = "thing.happen", .subject = {"thing", i}});
    });
    take_into_log();
  }
  /// As a stranger reads it who has the log's key from elsewhere.
  tlog::TreeHead head() {
    tlog::Trust trust{"gandan.example/log", {}, {}};
    for (const std::string& key : db().read(journal::log_keys))
      trust.log_keys.push_back(tlog::parse_verifier_key(key).value());
    return tlog::open_checkpoint(get("/log/checkpoint").body, trust).value().checkpoint.head;
  }
  tlog::TileSource tiles() {
    return [this](const tlog::TileName& name) -> std::optional<std::string> {
      const auto answer = get("/log/" + tlog::path_of(name));
      return answer.status == 200 ? std::optional(answer.body) : std::nullopt;
    };
  }
};
GANDAN_EACH_ENGINE(LogFiles);

TEST_P(LogFiles, ProveToAStrangerWhatIsInTheLogAndThatItOnlyGrew) {
  take_in_entries(300);
  const tlog::TreeHead then = head();
  take_in_entries(5);
  const tlog::TreeHead now = head();
  EXPECT_EQ(now.size, 305u);
  tlog::TileReader reader(now.size, tiles());
  EXPECT_EQ(reader.root(), now.root);
  const auto grown = reader.consistency_proof(then.size);
  ASSERT_TRUE(grown);
  EXPECT_TRUE(tlog::verify_consistency(then, now, *grown));

  const std::string bundle = tiles()({std::nullopt, 1, 49}).value();
  const auto entries = tlog::parse_entries(bundle).value();
  ASSERT_EQ(entries.size(), 49u);
  const auto proof = reader.inclusion_proof(304);
  ASSERT_TRUE(proof);
  EXPECT_TRUE(tlog::verify_inclusion({304, tlog::leaf_hash(entries.back())}, now, *proof));
}

TEST_P(LogFiles, AreNamedOnThePageByWhatItTellsPeopleToWriteDown) {
  take_in_entries(3);
  const std::string root = crypto::base64(tlog::bytes_of(head().root));
  EXPECT_TRUE(get("/log").contains(root.substr(0, root.find('='))));
}

TEST_P(LogFiles, MayBeKeptForEverAndTheHeadIsAskedForEachTime) {
  take_in_entries(3);
  const auto tile = get("/log/tile/0/000.p/3");
  EXPECT_EQ(tile.headers.get("Content-Type"), "application/octet-stream");
  EXPECT_EQ(tile.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  const auto checkpoint = get("/log/checkpoint");
  EXPECT_EQ(checkpoint.headers.get("Cache-Control"), "no-cache");
  EXPECT_TRUE(checkpoint.body.starts_with("gandan.example/log\n3\n"));
}

TEST_P(LogFiles, ThatAreNotThereAreNotFound) {
  EXPECT_EQ(get("/log/checkpoint").status, 404);
  EXPECT_TRUE(get("/log").contains("It has not begun yet"));
  take_in_entries(3);
  for (const char* path : {"0/000", "0/000.p/4", "0/001.p/1", "1/000.p/1", "0/0", "9/000", "x",
                           "entries/000", "0/000.p/0", "0/x999/x999/x999/x999/x999/x999/999"})
    EXPECT_EQ(get(std::string("/log/tile/") + path).status, 404) << path;
  EXPECT_TRUE(get("/log").contains("gandan.example/log+"));
}

}  // namespace
}  // namespace gandan::log_pages
