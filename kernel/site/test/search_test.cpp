// One search where several modules have one: each gives what it finds.
#include <gtest/gtest.h>

#include "kernel/testing/site.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::site {
namespace {

std::string code_of_song() {
  return text::tracking_code(1'000'000'007, "BH");
}
std::optional<Ref> find_song(db::Tx&, std::string_view code) {
  return code == code_of_song() ? std::optional(Ref{"song", 1}) : std::nullopt;
}
std::optional<records::Card> song_card(db::Tx&, std::int64_t) {
  return records::Card{"/songs/1", "Mùa xuân"};
}

/// Finds so many of these titles as are asked for, by any word but "không".
Module searched(std::string_view name, const char* title, const std::string& address,
                std::vector<std::string> titles) {
  return {.name = name,
          .migrations = {},
          .search = pages::SiteSearch{address, "Search these"},
          .search_part = [=](Services&) {
            return SearchPart{title, [=](const http::Request&, std::string_view words, int most) {
                                std::vector<pages::Card> cards;
                                for (const std::string& each : titles)
                                  if (words != "không" && std::ssize(cards) < most)
                                    cards.push_back({.href = address + "/1", .title = each});
                                return cards;
                              }};
          }};
}

Module songs() {
  Module songs = searched("songs", "Songs", "/songs", {"Mùa xuân"});
  songs.records = {{"song", "BH", true, find_song, song_card}};
  return songs;
}

class OneSearch : public gandan::test::Site {
 protected:
  OneSearch()
      : Site({searched("books", "Books", "/books", {"1a", "2a", "3a", "4a", "5a", "6a"}), songs()},
             {.units = false}) {}
};
GANDAN_EACH_ENGINE(OneSearch);

TEST_P(OneSearch, StandsInTheHeaderAndShowsTheBestOfEachModuleWithTheWayToAll) {
  run({.get = "/help", .shows = {"action=\"/search\""}});
  run({.get = "/search?q=m%C3%B9a",
       .shows = {"Books", "1a", "5a", "/books?q=m%C3%B9a", "Songs", "Mùa xuân",
                 "/songs?q=m%C3%B9a"},
       .hides = {"6a", "Nothing found"}});
}

TEST_P(OneSearch, SaysThatNothingWasFoundAndAsksForWordsWhereThereAreNone) {
  run({.get = "/search?q=kh%C3%B4ng", .shows = {"Nothing found"}, .hides = {"/books/1"}});
  run({.get = "/search", .shows = {"What are you looking for?"}, .hides = {"/books/1"}});
}

TEST_P(OneSearch, LeadsToThePageOfACodeOfWhicheverModule) {
  EXPECT_EQ(run({.get = "/search?q=" + code_of_song(), .status = 303}).location(), "/songs/1");
}

class SearchOfUnits : public gandan::test::Site {
 protected:
  SearchOfUnits() : Site({searched("books", "Books", "/books", {"1a"}), songs()}) {}
};
GANDAN_EACH_ENGINE(SearchOfUnits);

TEST_P(SearchOfUnits, OffersThePlaceAndTheBodyOfThatNameBeforeAllElse) {
  const std::string page =
      run({.get = "/search?q=dong+dang",
           .shows = {"Place or body of this name:",
                     "<a href=\"/places/06184\">Xã Đồng Đăng, Tỉnh Lạng Sơn</a>", "/books/1"}})
          .body;
  EXPECT_LT(page.find("/places/06184"), page.find("/books/1"));
  run({.get = "/search?q=bo+y+te", .shows = {"<a href=\"/bodies/BYT\">Bộ Y tế</a>"}});
  run({.get = "/search?q=m%C3%B9a", .hides = {"Place or body of this name:"}});
}

class SearchOfOne : public gandan::test::Site {
 protected:
  SearchOfOne() : Site({songs()}, {.units = false}) {}
};
GANDAN_EACH_ENGINE(SearchOfOne);

TEST_P(SearchOfOne, NeedsNoPageOfAll) {
  run({.get = "/help", .shows = {"action=\"/songs\""}});
  run({.get = "/search?q=m%C3%B9a", .status = 404});
}

}  // namespace
}  // namespace gandan::site
