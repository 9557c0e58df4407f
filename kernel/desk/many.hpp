// Several records of a list that are chosen for one act. Each is judged by itself, in a transaction
// of its own; what is held back of them is undone together.
#pragma once
#include <string>
#include <vector>

#include "kernel/desk/desk.hpp"
#include "lib/http/app.hpp"

namespace gandan::desk {

/// No more than a page of a list holds.
inline constexpr std::size_t most_chosen = 50;

/// A record to which it was not done, by the address of its page, and why.
struct LeftOut {
  std::string record, why;
};
/// What is shown of those that were chosen.
struct ChosenRecords {
  std::vector<std::string> records;  ///< the addresses of their pages: "/desk/petitions/GD-…"
  std::string act = {};              ///< whose form is open
  std::vector<pages::FieldError> wrong = {};
  std::vector<LeftOut> left_out = {};

  [[nodiscard]] int status() const { return !wrong.empty() ? 422 : !left_out.empty() ? 409 : 200; }
};

/// The list with what was chosen of it beside it, and what can be done to all.
[[nodiscard]] http::Response show_many(const Desk& desk, const ChosenRecords& chosen);

/// GET /desk/many?of=…: what was ticked. POST: does it to each, or holds it back.
void add_many_pages(http::App& app, Services& services);

}  // namespace gandan::desk
