#include "lib/http/fields.hpp"

#include <algorithm>

#include "lib/base/utf8.hpp"

namespace gandan::http {
namespace {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

Headers::Entry Headers::at(std::size_t index) const {
  const Span& span = spans_[index];
  const std::string_view text(text_);
  return {text.substr(span.start, span.name_length),
          text.substr(span.start + span.name_length, span.value_length)};
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    if (spans_[i].name_length != name.size()) continue;
    const Entry entry = at(i);
    if (same_name(entry.name, name)) return entry.value;
  }
  return std::nullopt;
}

std::string_view Headers::get(std::string_view name) const {
  return find(name).value_or(std::string_view());
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (std::size_t i = 0; i < spans_.size(); ++i)
    if (const Entry entry = at(i); same_name(entry.name, name)) values.push_back(entry.value);
  return values;
}

void Headers::add(std::string_view name, std::string_view value) {
  const auto start = static_cast<std::uint32_t>(text_.size());
  text_.append(name).append(value);
  std::replace_if(
      text_.begin() + start, text_.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  spans_.push_back(
      {start, static_cast<std::uint32_t>(name.size()), static_cast<std::uint32_t>(value.size())});
}

void Headers::set(std::string_view name, std::string_view value) {
  remove(name);
  add(name, value);
}

void Headers::remove(std::string_view name) {
  const std::string_view text(text_);
  std::erase_if(spans_, [&](const Span& span) {
    return same_name(text.substr(span.start, span.name_length), name);
  });
}

void Headers::make_utf8() {
  if (is_utf8(text_)) return;
  Headers clean;
  for (std::size_t i = 0; i < spans_.size(); ++i)
    clean.add(storable_text(at(i).name), storable_text(at(i).value));
  *this = std::move(clean);
}

void Headers::clear() {
  text_.clear();
  spans_.clear();
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
  for (const Field& field : fields_)
    if (field.name == name) return std::string_view(field.value);
  return std::nullopt;
}

std::string_view Fields::get(std::string_view name) const {
  return find(name).value_or(std::string_view());
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Field& field : fields_)
    if (field.name == name) values.emplace_back(field.value);
  return values;
}

}  // namespace gandan::http
