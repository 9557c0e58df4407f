#include "lib/http/assets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "lib/http/compress.hpp"
#include "lib/http/test_client.hpp"

namespace gandan::http {
namespace {

constexpr std::array<EmbeddedFile, 4> files{{
    {"site.css", "body{color:black}"},
    {"site.css.br", "BR"},
    {"site.css.gz", "GZIP"},
    {"font.woff2", "wOF2"},
}};

class AssetsTest : public testing::Test {
 protected:
  AssetsTest() { assets.add_routes(app.router); }
  FixedClock clock{Instant{0}};
  App app{clock, {.access_log = false}};
  Assets assets{files};
  TestClient client{app};
};

TEST_F(AssetsTest, AnAssetIsKeptForAYearUnderItsHash) {
  const TestResponse response = client.get(assets.url("site.css"));
  EXPECT_EQ(response.body, "body{color:black}");
  EXPECT_EQ(response.headers.get("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(response.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(client.get(assets.url("font.woff2")).headers.get("Content-Type"), "font/woff2");
}

TEST_F(AssetsTest, TheTwinThatTheBrowserAcceptsIsSent) {
  client.with_header("Accept-Encoding", "gzip, br");
  const TestResponse response = client.get(assets.url("site.css"));
  EXPECT_EQ(response.body, "BR");
  EXPECT_EQ(response.headers.get("Content-Encoding"), "br");
  client.with_header("Accept-Encoding", "gzip");
  EXPECT_EQ(client.get(assets.url("site.css")).body, "GZIP");
  EXPECT_FALSE(client.get(assets.url("font.woff2")).headers.has("Content-Encoding"));
}

TEST_F(AssetsTest, AnotherHashIsServedButNotKept) {
  EXPECT_EQ(client.get("/assets/0000/site.css").headers.get("Cache-Control"), "no-cache");
  EXPECT_EQ(client.get("/assets/0000/other.css").status, 404);
  EXPECT_THROW((void)assets.url("other.css"), std::out_of_range);
}

TEST_F(AssetsTest, FilesStandInOneFolderSoThatASheetFindsItsFonts) {
  const auto folder = [&](std::string_view name) {
    const std::string& url = assets.url(name);
    return url.substr(0, url.rfind('/'));
  };
  EXPECT_EQ(folder("site.css"), folder("font.woff2"));
}

TEST(Compress, TheClientsWishIsRead) {
  EXPECT_EQ(accepted_encoding(""), Encoding::identity);
  EXPECT_EQ(accepted_encoding("deflate, identity"), Encoding::identity);
  EXPECT_EQ(accepted_encoding("GZIP;q=0.5"), Encoding::gzip);
  EXPECT_EQ(accepted_encoding("gzip, br;q=0.1"), Encoding::brotli);
  EXPECT_EQ(accepted_encoding("gzip; q=0.0, br;q=0"), Encoding::identity);
}

}  // namespace
}  // namespace gandan::http
