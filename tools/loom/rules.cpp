#include "tools/loom/rules.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace gandan::loom {
namespace {

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}
bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

// HTML standard, "close a p element": a browser ends the paragraph before any of these.
constexpr auto ends_paragraph = std::to_array<std::string_view>(
    {"address",  "article",    "aside",  "blockquote", "details", "dialog",  "div",   "dl",
     "fieldset", "figcaption", "figure", "footer",     "form",    "h1",      "h2",    "h3",
     "h4",       "h5",         "h6",     "header",     "hgroup",  "hr",      "main",  "menu",
     "nav",      "ol",         "p",      "pre",        "search",  "section", "table", "ul"});
// They run code, animate a URL, rebase every link or swallow the rest of the page.
constexpr auto forbidden = std::to_array<std::string_view>(
    {"base", "object", "embed", "applet", "frame", "frameset", "xmp", "plaintext", "noembed",
     "noframes", "animate", "set", "marquee", "foreignobject"});

/// htmx reads data-hx-get as hx-get.
std::string_view without_data(std::string_view attribute) {
  return attribute.starts_with("data-hx-") ? attribute.substr(5) : attribute;
}

}  // namespace

bool is_void(std::string_view element) {
  return is_one_of(element, {"area", "br", "col", "hr", "img", "input", "link", "meta", "source",
                             "track", "wbr"});
}

bool must_be_empty(std::string_view element) {
  return is_one_of(element, {"script", "style", "iframe"});
}

bool keeps_white_space(std::string_view element) {
  return is_one_of(element, {"pre", "textarea"});
}

std::string why_not_inside(std::string_view element, std::span<const std::string> open) {
  auto named = [&](std::string_view parent) {
    return "<" + std::string(element) + "> cannot stand in <" + std::string(parent) + ">";
  };
  if (is_one_of(element, forbidden)) return "<" + std::string(element) + "> is not allowed";
  if (open.empty()) return {};
  if (must_be_empty(open.back()) || is_one_of(open.back(), {"title", "textarea", "option"}))
    return named(open.back());
  for (std::string_view parent : open) {
    if (parent == element && is_one_of(element, {"a", "button", "form", "label"}))
      return named(parent);
    if (parent == "p" && is_one_of(element, ends_paragraph)) return named(parent);
  }
  return {};
}

std::string why_no_attribute(std::string_view attribute) {
  auto name = without_data(attribute);
  if (name.starts_with("on") || name.starts_with("hx-on") || name == "hx-vars")
    return std::string(attribute) + "= holds code; put it into web/";
  if (name == "style") return "style= is refused by the content security policy; use a class";
  if (is_one_of(name, {"srcdoc", "http-equiv"})) return std::string(attribute) + "= is not allowed";
  return {};
}

bool is_url_attribute(std::string_view attribute) {
  return is_one_of(
      without_data(attribute),
      {"href",       "src",    "action",   "formaction", "poster",      "cite",          "data",
       "background", "ping",   "manifest", "srcset",     "imagesrcset", "xlink:href",    "hx-get",
       "hx-post",    "hx-put", "hx-patch", "hx-delete",  "hx-push-url", "hx-replace-url"});
}

bool is_evaluated(std::string_view attribute) {
  return is_one_of(without_data(attribute),
                   {"hx-vals", "hx-headers", "hx-trigger", "hx-request", "hx-ext"});
}

}  // namespace gandan::loom
