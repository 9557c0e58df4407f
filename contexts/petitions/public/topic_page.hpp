// Topics in public: what many ask alike, who they are by province, and the one answer.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/charts.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

struct TopicPage {
  pages::PageFrame frame;
  std::string code, title;
  std::int64_t askers = 0;
  pages::Figure people;                     ///< the same, leading to who they are
  std::optional<pages::Action> join;        ///< while one of its petitions can be joined
  std::optional<pages::BarChart> by_place;  ///< where they ask from several provinces
  std::int64_t provinces = 0;               ///< from how many they come; 0 where none is known
  pages::Badge status;
  std::optional<pages::Due> due;
  std::vector<std::string>
      paragraphs;  ///< of the representative petition; empty where it is not public
  std::string representative_href;
  std::optional<pages::Promise> promise;  ///< while it is not answered
  std::optional<pages::AnswerBlock> answer;
  std::vector<pages::AskersOfPlace> places;
  std::string not_listed;  ///< says how many askers are counted but not named one by one
  std::vector<pages::Step> timeline;
};

struct TopicsPage {
  pages::PageFrame frame;
  std::vector<pages::Card> cards;
  pages::Pager pager;
  pages::EmptyState empty;
};

}  // namespace gandan::petitions
