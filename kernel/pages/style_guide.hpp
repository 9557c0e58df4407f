// /styleguide of the demonstration: what loom knows of the components (views/*.html of the modules
// whose views others call) as pages, a page for each file of them, so that an id stands once on a
// page. kernel/site says which modules these are.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "lib/base/embedded.hpp"
#include "lib/html/example.hpp"

namespace gandan::pages {

/// What a module gives of the views that others call.
struct Kit {
  std::span<const html::Example> examples;     ///< its views::examples
  std::span<const EmbeddedFile> declarations;  ///< the headers of the types that they take
};

/// A view and its examples, one or more.
struct Component {
  std::string parameters;  ///< the types that it takes, as they are declared, with their comments
  std::span<const html::Example> examples;
};

struct ComponentFile {
  std::string_view name;  ///< "records", of views/records.html
  std::vector<Component> components;
};

/// All components, by the files in which they stand. A view takes types of its own kit and of those
/// before it. Throws std::logic_error where two files have one name.
[[nodiscard]] std::vector<ComponentFile> components_of(std::span<const Kit> kits);
/// What an example looks like in HTML.
[[nodiscard]] std::string html_of(const html::Example& example, const i18n::Locale& locale);

/// The list of all components, with links to their pages. The frame's title is set here.
[[nodiscard]] std::string style_guide(const i18n::Locale& locale, PageFrame frame,
                                      const std::vector<ComponentFile>& files);
/// The page of the file of that name; nothing where there is none.
[[nodiscard]] std::optional<std::string> style_guide_page(const i18n::Locale& locale,
                                                          PageFrame frame,
                                                          const std::vector<ComponentFile>& files,
                                                          std::string_view name);

}  // namespace gandan::pages
