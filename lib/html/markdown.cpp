#include "lib/html/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::html {
namespace {

struct Free {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(char* text) const { std::free(text); }
};

/// Absolute links to the open web, and paths on this site.
bool is_allowed_link(std::string_view url) {
  for (std::string_view start : {"http://", "https://", "mailto:"})
    if (url.starts_with(start)) return true;
  return url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\");
}

std::vector<cmark_node*> nodes_of(cmark_node* root, std::initializer_list<cmark_node_type> types) {
  std::vector<cmark_node*> found;
  std::unique_ptr<cmark_iter, Free> iter(cmark_iter_new(root));
  while (cmark_iter_next(iter.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(iter.get());
    bool wanted = std::ranges::find(types, cmark_node_get_type(node)) != types.end();
    if (wanted && cmark_iter_get_event_type(iter.get()) == CMARK_EVENT_ENTER) found.push_back(node);
  }
  return found;
}

/// Puts `enter` and `exit` where a link or image stood and keeps the words inside it.
void replace_wrapper(cmark_node* node, const std::string& enter, const char* exit) {
  cmark_node* wrapper = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
  cmark_node_set_on_enter(wrapper, enter.c_str());
  cmark_node_set_on_exit(wrapper, exit);
  while (cmark_node* child = cmark_node_first_child(node)) cmark_node_append_child(wrapper, child);
  cmark_node_replace(node, wrapper);
  cmark_node_free(node);
}

void rewrite_links(cmark_node* root) {
  for (cmark_node* node : nodes_of(root, {CMARK_NODE_LINK, CMARK_NODE_IMAGE})) {
    std::string_view url = cmark_node_get_url(node);
    std::string enter;
    if (cmark_node_get_type(node) == CMARK_NODE_LINK && is_allowed_link(url)) {
      enter = "<a rel=\"nofollow ugc\" href=\"";
      escape(enter, url);
      enter += "\">";
    }
    replace_wrapper(node, enter, enter.empty() ? "" : "</a>");
  }
}

/// Markup that somebody typed is shown as it was typed: nothing of an answer gets lost.
void show_raw_html(cmark_node* root) {
  for (cmark_node* node : nodes_of(root, {CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE})) {
    cmark_node* shown = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(shown, cmark_node_get_literal(node));
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
      cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
      cmark_node_append_child(paragraph, shown);
      shown = paragraph;
    }
    cmark_node_replace(node, shown);
    cmark_node_free(node);
  }
}

constexpr std::initializer_list<cmark_node_type> with_words = {CMARK_NODE_TEXT, CMARK_NODE_CODE,
                                                               CMARK_NODE_CODE_BLOCK};

/// An entity (&#x202E;) can name what intake has dropped as a character.
void drop_forbidden(cmark_node* root) {
  for (cmark_node* node : nodes_of(root, with_words))
    cmark_node_set_literal(node, text::clean(cmark_node_get_literal(node)).c_str());
}

void shift_headings(cmark_node* root, int top_heading) {
  auto headings = nodes_of(root, {CMARK_NODE_HEADING});
  int highest = 6;
  for (cmark_node* node : headings) highest = std::min(highest, cmark_node_get_heading_level(node));
  for (cmark_node* node : headings) {
    int level = cmark_node_get_heading_level(node) - highest + top_heading;
    cmark_node_set_heading_level(node, std::clamp(level, 1, 6));
  }
}

// Without CMARK_OPT_UNSAFE cmark itself lets no raw HTML through, should one be overlooked here.
constexpr int options = CMARK_OPT_VALIDATE_UTF8;

using Parser = std::unique_ptr<cmark_parser, Free>;
using Root = std::unique_ptr<cmark_node, Free>;

Parser make_parser() {
  static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
  static_cast<void>(registered);
  Parser parser(cmark_parser_new(options));
  cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
  return parser;
}

/// The source as it will be shown: markup as text, links and images as far as they are allowed.
Root parse(cmark_parser* parser, std::string_view source) {
  cmark_parser_feed(parser, source.data(), source.size());
  Root root(cmark_parser_finish(parser));
  if (!root) throw std::bad_alloc();
  show_raw_html(root.get());
  rewrite_links(root.get());
  drop_forbidden(root.get());
  return root;
}

bool is_inline(cmark_node* node) {
  return (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

/// The paragraph, heading or cell that a node stands in.
cmark_node* block_of(cmark_node* node) {
  while (is_inline(node)) node = cmark_node_parent(node);
  return node;
}

/// Whether a line of the source ends right before it.
bool follows_break(cmark_node* node) {
  while (cmark_node_previous(node) == nullptr && is_inline(cmark_node_parent(node)))
    node = cmark_node_parent(node);
  cmark_node* before = cmark_node_previous(node);
  return before != nullptr && (cmark_node_get_type(before) == CMARK_NODE_SOFTBREAK ||
                               cmark_node_get_type(before) == CMARK_NODE_LINEBREAK);
}

}  // namespace

Raw markdown(std::string_view source, int top_heading) {
  const Parser parser = make_parser();
  const Root root = parse(parser.get(), source);
  shift_headings(root.get(), top_heading);
  std::unique_ptr<char, Free> rendered(
      cmark_render_html(root.get(), options, cmark_parser_get_syntax_extensions(parser.get())));
  return Raw(rendered.get());
}

std::string plain_words(std::string_view source) {
  const Parser parser = make_parser();
  const Root root = parse(parser.get(), source);
  std::string words;
  cmark_node* block = nullptr;
  for (cmark_node* node : nodes_of(root.get(), with_words)) {
    cmark_node* in = block_of(node);
    if (block != nullptr && in != block) words += '\n';
    if (in == block && follows_break(node)) words += ' ';
    block = in;
    words += cmark_node_get_literal(node);
  }
  return words;
}

bool shows_nothing(std::string_view source) {
  return text::is_blank(plain_words(source));
}

}  // namespace gandan::html
