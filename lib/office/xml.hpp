// XML of strangers by pugixml, which asks for no file and knows no entity but the five of XML.
// Names are compared without their prefix: Strict and Transitional differ in nothing else here.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace gandan::office {

/// Parses `bytes`, which must live as long as `document` and is changed. Throws Refused:
/// declares_entities where there is a DOCTYPE, damaged where it is no XML.
void parse_xml(pugi::xml_document& document, std::string& bytes);

[[nodiscard]] std::string_view local_name(const pugi::xml_node& node);
[[nodiscard]] bool is(const pugi::xml_node& node, std::string_view name);
/// The first child of that name, or an empty node.
[[nodiscard]] pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name);
/// Empty where it has none.
[[nodiscard]] std::string_view attribute_of(const pugi::xml_node& node, std::string_view name);
[[nodiscard]] bool has_attribute(const pugi::xml_node& node, std::string_view name);
/// Digits alone.
[[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view text);
/// "1", "true", "on"; `otherwise` where there is no such attribute.
[[nodiscard]] bool flag_of(const pugi::xml_node& node, std::string_view name, bool otherwise);
/// The text that stands right in the node, in valid UTF-8.
[[nodiscard]] std::string text_in(const pugi::xml_node& node);

}  // namespace gandan::office
