// Bodies for everybody: /bodies, what each owes and how punctually it answers; and the page of one,
// made of what the modules say of it.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/site/contact_parts.hpp"
#include "kernel/site/unit_parts.hpp"
#include "lib/http/app.hpp"

namespace gandan::site {

struct BodiesPage {
  pages::PageFrame frame;
  pages::SearchBox box;
  std::vector<BodyGroup> groups;
  pages::Link all;  ///< to those that are left out
  pages::Pager pager;
  pages::EmptyState empty;
};

struct BodyPage {
  pages::PageFrame frame;
  std::string name;
  pages::Link place;  ///< what it serves, or belongs to; without an address the level alone
  std::string since;
  std::string task = {};  ///< what it is there for, in its own words; may be empty
  std::optional<ContactLines> contact = {};
  std::vector<PrintPart> parts;
  pages::EmptyState empty;  ///< where no module has anything to say of it
};

/// /bodies and /bodies/{code}.
void add_body_pages(http::App& app, Services& services, std::shared_ptr<const UnitParts> parts);

}  // namespace gandan::site
