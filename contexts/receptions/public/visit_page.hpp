// The page of a visit, for who came: nothing of it is told before the private key of its slip.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/module/letters.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/records/kinds.hpp"
#include "lib/http/app.hpp"

namespace gandan {
struct Services;
}

namespace gandan::receptions {

/// What who came may read of it.
struct ToldVisit {
  std::string matter;  ///< as it was written down; empty of a denunciation
  std::vector<pages::Fact> facts;
  std::vector<std::string> words;  ///< what they were told, the first first
  std::string concluded;           ///< by whom and when; empty where nothing was concluded
  std::vector<std::string> conclusion;
  std::vector<pages::Step> items;  ///< what is to be done, by whom and when
  std::string contact;             ///< whom they may ask
  std::string appeal;              ///< of a refusal: what can be done about it
};

struct VisitPage {
  pages::PageFrame frame;
  std::string action, code;
  pages::Field key;
  std::vector<pages::FieldError> errors;
  std::optional<ToldVisit> told;  ///< once the key was right
};

void add_visit_page(http::App& app, Services& services);
/// Where a code leads, and what of it everybody may be told: that it is there.
[[nodiscard]] records::Kind kind_of_visits();
[[nodiscard]] letters::Kind letters_about_visits();

}  // namespace gandan::receptions
