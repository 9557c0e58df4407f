#include "lib/office/xml.hpp"

#include <charconv>
#include <new>
#include <pugixml.hpp>

#include "lib/office/refused.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::office {
namespace {

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_attribute find_attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& each : node.attributes())
    if (without_prefix(each.name()) == name) return each;
  return {};
}

}  // namespace

void parse_xml(pugi::xml_document& document, std::string& bytes) {
  // A space that is all of a text counts; what indents elements does not.
  constexpr unsigned options =
      pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single;
  const auto result = document.load_buffer_inplace(bytes.data(), bytes.size(), options);
  if (result.status == pugi::status_out_of_memory) throw std::bad_alloc();
  for (const pugi::xml_node& each : document.children())
    if (each.type() == pugi::node_doctype) refuse(Problem::declares_entities);
  if (result.status == pugi::status_bad_doctype) refuse(Problem::declares_entities);
  if (!result || !document.document_element()) refuse(Problem::damaged);
}

std::string_view local_name(const pugi::xml_node& node) {
  return without_prefix(node.name());
}

bool is(const pugi::xml_node& node, std::string_view name) {
  return local_name(node) == name;
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& each : node.children())
    if (is(each, name)) return each;
  return {};
}

std::string_view attribute_of(const pugi::xml_node& node, std::string_view name) {
  return find_attribute(node, name).value();
}

bool has_attribute(const pugi::xml_node& node, std::string_view name) {
  return !find_attribute(node, name).empty();
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

bool flag_of(const pugi::xml_node& node, std::string_view name, bool otherwise) {
  const pugi::xml_attribute attribute = find_attribute(node, name);
  if (attribute.empty()) return otherwise;
  const std::string_view value(attribute.value());
  return value == "1" || value == "true" || value == "on";
}

std::string text_in(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& each : node.children())
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) text += each.value();
  return text::is_valid_utf8(text) ? text : text::repair_utf8(text);
}

}  // namespace gandan::office
