#include "kernel/pages/style_guide.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "kernel/pages/views.hpp"

namespace gandan::pages {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

using Headers = std::span<const EmbeddedFile>;

/// How a type of these headers is declared, with the comment above; empty for any other word.
std::string_view declaration_of(std::string_view type, Headers headers) {
  struct Kind {
    std::string begin, end;
  };
  for (const Kind& kind : {Kind{"\nstruct ", "\n};"}, Kind{"\nenum class ", "};"}})
    for (const EmbeddedFile& header : headers) {
      const auto begin = header.bytes.find(kind.begin + std::string(type) + " {");
      if (begin == std::string_view::npos) continue;
      auto line = begin;  // the end of the one before
      while (header.bytes.substr(header.bytes.rfind('\n', line - 1) + 1).starts_with("///"))
        line = header.bytes.rfind('\n', line - 1);
      const auto end = header.bytes.find(kind.end, begin) + kind.end.size();
      return header.bytes.substr(line + 1, end - line - 1);
    }
  return {};
}

/// Adds the declarations of the types that `text` names, and of those that they name.
void add_declarations(std::string_view text, Headers headers, std::set<std::string_view>& added,
                      std::string& all) {
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    while (at < text.size() && is_word(text[at])) ++at;
    const auto word = text.substr(begin, at - begin);
    if (at == begin) ++at;
    const auto declaration = declaration_of(word, headers);
    if (word.empty() || declaration.empty() || !added.insert(word).second) continue;
    all += (all.empty() ? "" : "\n\n") + std::string(declaration);
    add_declarations(declaration, headers, added, all);
  }
}

std::string declarations_in(std::string_view parameters, Headers headers) {
  std::set<std::string_view> added;
  std::string all;
  add_declarations(parameters, headers, added, all);
  return all;
}

std::string_view stem(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

/// A file of components without any yet.
void add_file(std::string_view name, std::vector<ComponentFile>& files) {
  if (std::ranges::find(files, name, &ComponentFile::name) != files.end())
    throw std::logic_error("two files of components have one name: " + std::string(name));
  files.push_back({name, {}});
}

void add_components(std::span<const html::Example> rest, Headers headers,
                    std::vector<ComponentFile>& files) {
  std::string_view file;
  while (!rest.empty()) {
    const html::Example& first = rest.front();
    const auto end = std::ranges::find_if(
        rest, [&](const html::Example& one) { return one.view != first.view; });
    const auto count = static_cast<std::size_t>(end - rest.begin());
    if (file != first.file) add_file(stem(first.file), files);
    file = first.file;
    files.back().components.push_back(
        {declarations_in(first.parameters, headers), rest.first(count)});
    rest = rest.subspan(count);
  }
}

}  // namespace

std::vector<ComponentFile> components_of(std::span<const Kit> kits) {
  std::vector<ComponentFile> files;
  std::vector<EmbeddedFile> headers;  // a kit's own stand before those of the kits before it
  for (const Kit& kit : kits) {
    headers.insert(headers.begin(), kit.declarations.begin(), kit.declarations.end());
    add_components(kit.examples, headers, files);
  }
  return files;
}

std::string html_of(const html::Example& example, const i18n::Locale& locale) {
  html::Out out(locale, 4096);
  example.show(out);
  return out.take();
}

std::string style_guide(const i18n::Locale& locale, PageFrame frame,
                        const std::vector<ComponentFile>& files) {
  frame.title = locale.tr("Style guide");
  html::Out out(locale);
  views::style_guide(out, frame, files);
  return out.take();
}

std::optional<std::string> style_guide_page(const i18n::Locale& locale, PageFrame frame,
                                            const std::vector<ComponentFile>& files,
                                            std::string_view name) {
  const auto found = std::ranges::find(files, name, &ComponentFile::name);
  if (found == files.end()) return std::nullopt;
  frame.title = std::string(locale.tr("Style guide")) + ": " + std::string(name);
  frame.trail = {{std::string(locale.tr("Style guide")), "/styleguide"}};
  frame.live = true;
  frame.searches = false;
  html::Out out(locale);
  views::style_guide_page(out, frame, *found);
  return out.take();
}

}  // namespace gandan::pages
