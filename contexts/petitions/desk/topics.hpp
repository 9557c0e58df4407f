// The review of topics: what the machine proposes, with its reasons, and what an officer makes of
// it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/desk/pages.hpp"

namespace gandan::petitions {

struct DeskTopicsPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::vector<pages::Tab> tabs;
  std::vector<Related> topics;
  std::string older_href;
  std::string last_run;  ///< when petitions were grouped last, in words
  bool may_group = false;
};

struct ReviewedMember {
  std::string value;  ///< of the check box
  std::string href, asker, title, reason, status;
  std::string place;  ///< where it differs from that of the one that stands for all
  std::vector<std::vector<pages::Piece>> paragraphs;  ///< marked what that one does not say
  Date date;
  bool may_change = false;  ///< by this officer
  bool chosen = true;
};

struct TopicReviewPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::string code, title;
  bool is_proposed = false;
  bool may_change = false;        ///< some of the members
  bool may_change_whole = false;  ///< all of them, and so the topic itself
  std::int64_t askers = 0, places = 0;
  std::string seen;  ///< which state of it this shows
  std::string news;  ///< what happened while one looked
  std::vector<pages::FieldError> errors;
  std::vector<ReviewedMember> members;  ///< the representative first
  std::vector<pages::AskersOfPlace> askers_by_place;
  pages::Field name, new_name;
  Choice merge;
  std::string answer_href;  ///< empty where the officer may not
  std::string public_href;  ///< empty while nothing in it is public
};

}  // namespace gandan::petitions
