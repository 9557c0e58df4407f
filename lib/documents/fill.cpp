#include <algorithm>
#include <pugixml.hpp>
#include <vector>

#include "lib/documents/archive.hpp"
#include "lib/documents/write.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::documents {
namespace {

using pugi::xml_node;

constexpr std::size_t largest_template = 20'000'000;  // bytes, unpacked

bool is_named(const xml_node& node, std::string_view name) {
  return std::string_view(node.name()) == name;
}

/// Texts of a paragraph, in order; not those of a paragraph within it, as in a text box.
std::vector<xml_node> texts_of(const xml_node& paragraph) {
  std::vector<xml_node> texts;
  xml_node node = paragraph.first_child();
  while (node && node != paragraph) {
    if (is_named(node, "w:t")) texts.push_back(node);
    xml_node next = is_named(node, "w:p") ? xml_node() : node.first_child();
    while (!next && node && node != paragraph) {
      next = node.next_sibling();
      if (!next) node = node.parent();
    }
    node = next;
  }
  return texts;
}

std::string trimmed(std::string_view words) {
  const auto from = words.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  return std::string(words.substr(from, words.find_last_not_of(' ') - from + 1));
}

/// The value of the field; nothing where there is none of this name.
const Field* find_field(std::span<const Field> fields, std::string_view name) {
  const std::string wanted = text::fold(trimmed(name), text::Fold::exact);
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
    return text::fold(field.name, text::Fold::exact) == wanted;
  });
  return found == fields.end() ? nullptr : &*found;
}

/// Words of one piece, a line of its own for each of theirs.
void set_words(xml_node text, std::string_view words) {
  xml_node at = text;
  for (bool is_first = true;; is_first = false) {
    const std::size_t end = std::min(words.find('\n'), words.size());
    if (!is_first) {
      xml_node run = at.parent();
      at = run.insert_child_after("w:t", run.insert_child_after("w:br", at));
    }
    at.remove_attribute("xml:space");
    at.append_attribute("xml:space") = "preserve";
    at.text().set(std::string(words.substr(0, end)).c_str());
    if (end == words.size()) return;
    words.remove_prefix(end + 1);
  }
}

/// A word processor cuts a marker into runs wherever it was typed: what it stands in is joined,
/// and what takes its place has the look of where it began.
bool fill_paragraph(const xml_node& paragraph, std::span<const Field> fields) {
  const std::vector<xml_node> texts = texts_of(paragraph);
  std::string whole;
  std::vector<std::size_t> owner;  // of each byte
  for (std::size_t i = 0; i < texts.size(); ++i) {
    whole += texts[i].text().get();
    owner.resize(whole.size(), i);
  }
  std::vector<std::string> filled(texts.size());
  bool is_changed = false;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end =
        whole.compare(at, 2, "{{") == 0 ? whole.find("}}", at) : std::string::npos;
    if (end == std::string::npos) {
      filled[owner[at]] += whole[at];
      ++at;
      continue;
    }
    const Field* field = find_field(fields, std::string_view(whole).substr(at + 2, end - at - 2));
    if (field == nullptr) return false;
    filled[owner[at]] += text::clean(field->value);
    is_changed = true;
    at = end + 2;
  }
  if (is_changed)
    for (std::size_t i = 0; i < texts.size(); ++i) set_words(texts[i], filled[i]);
  return true;
}

/// Body, headers and footers hold words that somebody fills.
bool holds_words(std::string_view name) {
  return name == "word/document.xml" ||
         ((name.starts_with("word/header") || name.starts_with("word/footer")) &&
          name.ends_with(".xml"));
}

std::string saved(const pugi::xml_document& xml) {
  struct Writer : pugi::xml_writer {
    std::string bytes;
    void write(const void* data, std::size_t size) override {
      bytes.append(static_cast<const char*>(data), size);
    }
  } writer;
  xml.save(writer, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(writer.bytes);
}

std::optional<FillError> fill_part(std::string& bytes, std::span<const Field> fields) {
  pugi::xml_document xml;
  if (!xml.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata))
    return FillError::not_docx;
  std::vector<xml_node> paragraphs;
  struct Finder : pugi::xml_tree_walker {
    std::vector<xml_node>& found;
    explicit Finder(std::vector<xml_node>& to) : found(to) {}
    bool for_each(xml_node& node) override {
      if (is_named(node, "w:p")) found.push_back(node);
      return true;
    }
  } finder(paragraphs);
  xml.traverse(finder);
  for (const xml_node& paragraph : paragraphs)
    if (!fill_paragraph(paragraph, fields)) return FillError::unknown;
  bytes = saved(xml);
  return std::nullopt;
}

}  // namespace

Result<std::string, FillError> fill(std::string_view docx, std::span<const Field> fields) {
  auto files = files_of(docx, largest_template);
  if (!files) return gandan::fail(FillError::not_docx);
  bool has_body = false;
  for (ArchivedFile& file : *files) {
    if (file.name.ends_with("vbaProject.bin")) return gandan::fail(FillError::not_docx);
    if (!holds_words(file.name)) continue;
    has_body = has_body || file.name == "word/document.xml";
    if (auto error = fill_part(file.bytes, fields)) return gandan::fail(*error);
  }
  if (!has_body) return gandan::fail(FillError::not_docx);
  return archive(*files);
}

}  // namespace gandan::documents
