#include "lib/feed/atom.hpp"

#include <algorithm>

#include "lib/html/escape.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::feed {
namespace {

/// XML has no way to write a control character or a noncharacter: they are left out.
void add_text(std::string& xml, std::string_view text) {
  html::escape(xml, text::clean(text));
}

/// `tag` is a name with its attributes, which are constants.
void add_element(std::string& xml, std::string_view tag, std::string_view text) {
  xml.append("<").append(tag).append(">");
  add_text(xml, text);
  xml.append("</").append(tag.substr(0, tag.find(' '))).append(">\n");
}

void add_author(std::string& xml, std::string_view name) {
  xml += "<author>";
  add_element(xml, "name", name);
  xml += "</author>\n";
}

/// `begin` is the element up to the address.
void add_link(std::string& xml, std::string_view begin, std::string_view href) {
  xml += begin;
  add_text(xml, href);
  xml += "\"/>\n";
}

void add_entry(std::string& xml, const Entry& entry) {
  xml += "<entry>\n";
  add_element(xml, "title", entry.title);
  add_element(xml, "id", entry.id);
  add_link(xml, "<link href=\"", entry.href);
  add_element(xml, "updated", rfc3339(entry.updated));
  if (!entry.author.empty()) add_author(xml, entry.author);
  if (!entry.summary.empty()) add_element(xml, "summary", entry.summary);
  if (!entry.html.empty()) add_element(xml, "content type=\"html\"", entry.html);
  xml += "</entry>\n";
}

}  // namespace

std::string atom(const Feed& feed) {
  Instant updated;
  for (const Entry& entry : feed.entries) updated = std::max(updated, entry.updated);
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  add_element(xml, "title", feed.title);
  add_element(xml, "id", feed.id);
  add_element(xml, "updated", rfc3339(updated));
  add_author(xml, feed.author);
  add_link(xml, "<link rel=\"self\" href=\"", feed.href);
  for (const Entry& entry : feed.entries) add_entry(xml, entry);
  return xml + "</feed>\n";
}

std::string tag_uri(std::string_view authority, int year, std::string_view specific) {
  return std::string("tag:")
      .append(authority)
      .append(",")
      .append(std::to_string(year))
      .append(":")
      .append(specific);
}

}  // namespace gandan::feed
