// The pages of a noun's records for everybody: the list, one with its words, the newest on the home
// page. And its cards, on the desk too.
#pragma once
#include <string>
#include <vector>

#include "kernel/module/contributions.hpp"
#include "kernel/nouns/noun.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/http/response.hpp"

namespace gandan::nouns {

struct ListPage {
  pages::PageFrame frame;
  std::vector<pages::Card> cards = {};
  pages::Pager pager = {};
  pages::EmptyState empty = {};
  std::vector<pages::Link> links = {};
};
struct RecordPage {
  pages::PageFrame frame;
  std::string code;
  std::vector<std::string> paragraphs = {};
  pages::Badge status = {};
  std::vector<pages::Fact> facts = {};
};
struct NewestPart {
  std::string title;
  std::vector<pages::Card> cards;
  pages::EmptyState empty;
};

/// `base` is where their pages stand: "/bulletins/".
[[nodiscard]] std::vector<pages::Card> cards_of(const Turn& turn, const Noun& noun,
                                                const std::vector<Record>& records,
                                                std::string_view base);
/// GET /NAME?q=&from=&to=&after=: of what is public. A code in `q` leads to its record.
[[nodiscard]] http::Response show_list(const Turn& turn, const Noun& noun);
/// GET /NAME/{code}: of one in any state, since its code is known to who may read it.
[[nodiscard]] http::Response show_record(const Turn& turn, const Noun& noun,
                                         std::string_view typed);
/// These keep both.
[[nodiscard]] HomePart newest_on_home(Services& services, const Noun& noun);
[[nodiscard]] SearchPart search_part(Services& services, const Noun& noun);

}  // namespace gandan::nouns
