#include "lib/office/package.hpp"

#include <zip.h>

#include <algorithm>
#include <pugixml.hpp>

#include "lib/base/ascii.hpp"
#include "lib/office/refused.hpp"
#include "lib/office/xml.hpp"

namespace gandan::office {
namespace {

/// Small parts may be packed as well as they like.
constexpr std::size_t never_a_bomb = 1u << 20;

/// As names are compared: no case, one kind of slash, none at the beginning.
std::string name_key(std::string_view name) {
  std::string key;
  for (const char c : name) {
    const char as = c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (as != '/' || (!key.empty() && key.back() != '/')) key += as;
  }
  return key;
}

std::string folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(name.substr(0, slash));
}

/// word/document.xml says what it is related to in word/_rels/document.xml.rels.
std::string relations_part(std::string_view name) {
  const std::string folder = folder_of(name);
  const std::string_view file = name.substr(folder.empty() ? 0 : folder.size() + 1);
  return (folder.empty() ? "" : folder + "/") + "_rels/" + std::string(file) + ".rels";
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape = text[i] == '%' && i + 2 < text.size() && digit_of(text[i + 1]) >= 0 &&
                           digit_of(text[i + 2]) >= 0;
    out +=
        is_escape ? static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2])) : text[i];
    if (is_escape) i += 2;
  }
  return out;
}

/// "../media/a.png", seen from "word/document.xml"; never above the root.
std::string resolved(std::string_view source, std::string_view target) {
  const std::string wanted = percent_decoded(target.substr(0, target.find('#')));
  const bool is_absolute = wanted.starts_with('/') || wanted.starts_with('\\');
  const std::string path = (is_absolute ? "" : folder_of(source) + "/") + wanted;
  std::vector<std::string> steps;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find_first_of("/\\", at), path.size());
    const std::string step = path.substr(at, end - at);
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (step != ".." && step != "." && !step.empty()) steps.push_back(step);
    at = end + 1;
  }
  std::string name;
  for (const std::string& step : steps) name += (name.empty() ? "" : "/") + step;
  return name;
}

struct ClosePart {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

struct Package::Zip {
  explicit Zip(std::string_view bytes) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr) refuse(Problem::damaged);
    archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (archive != nullptr) return;
    zip_source_free(source);
    refuse(Problem::damaged);
  }
  ~Zip() { zip_discard(archive); }
  Zip(const Zip&) = delete;

  zip_t* archive;
};

Package::Package(std::string_view bytes, const Limits& limits)
    : zip_(std::make_unique<Zip>(bytes)), limits_(limits) {
  const auto entries = static_cast<std::uint64_t>(zip_get_num_entries(zip_->archive, 0));
  if (entries > limits.entries) refuse(Problem::unpacks_too_large);
  for (std::uint64_t i = 0; i < entries; ++i)
    if (const char* name = zip_get_name(zip_->archive, i, ZIP_FL_ENC_RAW))
      names_.emplace(name_key(name), i);  // of two of a name the first counts
}

Package::Package(std::map<std::string, std::string> parts, const Limits& limits)
    : parts_(std::move(parts)), limits_(limits) {}

Package::~Package() = default;
Package::Package(Package&&) noexcept = default;

bool Package::has(std::string_view name) const {
  const std::string key = name_key(name);
  return names_.contains(key) || parts_.contains(key);
}

std::string Package::part(std::string_view name) {
  const std::string key = name_key(name);
  if (const auto known = parts_.find(key); known != parts_.end()) return known->second;
  const auto found = names_.find(key);
  if (found == names_.end()) refuse(Problem::damaged);
  return unpack(found->second);
}

std::string Package::unpack(std::uint64_t index) {
  zip_stat_t about;
  if (zip_stat_index(zip_->archive, index, 0, &about) != 0) refuse(Problem::damaged);
  if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
    refuse(Problem::has_password);
  const std::unique_ptr<zip_file_t, ClosePart> file(zip_fopen_index(zip_->archive, index, 0));
  if (!file) refuse(Problem::damaged);
  const std::size_t packed = about.comp_size;
  std::string bytes;
  std::string buffer(64u << 10, '\0');
  for (;;) {
    const auto n = zip_fread(file.get(), buffer.data(), buffer.size());
    if (n < 0) refuse(Problem::damaged);  // at its end the sum is compared too
    if (n == 0) return bytes;
    bytes.append(buffer, 0, static_cast<std::size_t>(n));
    unpacked_ += static_cast<std::size_t>(n);
    if (unpacked_ > limits_.unpacked_bytes ||
        (bytes.size() > never_a_bomb && bytes.size() / limits_.ratio > packed))
      refuse(Problem::unpacks_too_large);
  }
}

std::vector<Relation> Package::relations_of(std::string_view name) {
  const std::string from = relations_part(name);
  if (!has(from)) return {};
  std::string bytes = part(from);
  pugi::xml_document document;
  parse_xml(document, bytes);
  std::vector<Relation> relations;
  for (const pugi::xml_node& each : document.document_element().children()) {
    if (!is(each, "Relationship")) continue;
    const std::string_view type = attribute_of(each, "Type");
    const bool is_inside = attribute_of(each, "TargetMode") != "External";
    std::string target = is_inside ? resolved(name, attribute_of(each, "Target")) : std::string();
    relations.push_back({.id = std::string(attribute_of(each, "Id")),
                         .type = std::string(type.substr(type.rfind('/') + 1)),
                         .target = has(target) ? std::move(target) : std::string()});
  }
  return relations;
}

std::optional<std::string> target_of(const std::vector<Relation>& relations,
                                     std::string_view type) {
  for (const Relation& each : relations)
    if (each.type == type && !each.target.empty()) return each.target;
  return {};
}

}  // namespace gandan::office
