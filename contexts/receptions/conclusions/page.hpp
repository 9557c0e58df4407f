// The page on which a conclusion is entered.
#pragma once
#include <string>
#include <vector>

#include "contexts/receptions/record/rows.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/wording.hpp"
#include "lib/http/app.hpp"

namespace gandan {
struct Services;
}

namespace gandan::receptions {

/// What is to be done, by whom and when.
struct ItemFields {
  std::string legend;
  pages::Field product, body, due;
};
struct ConcludePage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::vector<pages::FieldError> errors;
  std::string action, back, code, matter;
  std::string once;  ///< tells this form from another that says the same
  pages::Field text;
  std::vector<pages::Field> lines;  ///< number, day, by whom, whom to ask
  std::vector<ItemFields> items;
  std::vector<std::string> bodies;  ///< names, for the lists of the fields
};

/// What was concluded as who came and officers see it: by whom, until when, and what was done.
[[nodiscard]] pages::Step step_of(const Wording& words, const ConclusionItem& item);

void add_conclude_page(http::App& app, Services& services);

}  // namespace gandan::receptions
