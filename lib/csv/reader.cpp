#include <algorithm>
#include <array>
#include <istream>

#include "lib/csv/csv.hpp"
#include "lib/text/fold.hpp"

namespace gandan::csv {

namespace {

constexpr std::size_t buffer_size = 64 * 1024;

/// How often `delimiter` occurs outside quotes in each of the first rows.
std::vector<std::size_t> counts(std::string_view sample, char delimiter) {
  constexpr std::size_t rows = 10;
  std::vector<std::size_t> out{0};
  bool quoted = false;
  for (const char c : sample) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == delimiter) ++out.back();
    if (c == '\n') {
      if (out.size() == rows) return out;
      out.push_back(0);
    }
  }
  if (out.size() > 1) out.pop_back();  // the last one may be cut, or empty
  return out;
}

char find_delimiter(std::string_view sample) {
  char best = ',';
  std::size_t best_count = 0;
  for (const char candidate : {',', ';', '\t'}) {
    const std::vector<std::size_t> found = counts(sample, candidate);
    const std::size_t least = *std::min_element(found.begin(), found.end());
    if (least > best_count) {
      best = candidate;
      best_count = least;
    }
  }
  return best;
}

}  // namespace

Reader::Reader(std::istream& input, ReadOptions options)
    : input_(&input), options_(options), buffer_(buffer_size) {
  begin();
}

Reader::Reader(std::string_view text, ReadOptions options) : options_(options), rest_(text) {
  begin();
}

void Reader::begin() {
  static_cast<void>(fill());
  if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  take_separator_line();
  if (options_.delimiter == 0) options_.delimiter = find_delimiter(rest_.substr(0, buffer_size));
}

/// "sep=;" on the first line, perhaps in quotes.
void Reader::take_separator_line() {
  const std::string_view line = rest_.substr(0, rest_.find_first_of("\r\n"));
  std::string_view bare = line;
  if (bare.size() > 1 && bare.front() == '"' && bare.back() == '"')
    bare = bare.substr(1, bare.size() - 2);
  if (bare.size() != 5 || (!bare.starts_with("sep=") && !bare.starts_with("SEP="))) return;
  if (options_.delimiter == 0) options_.delimiter = bare.back();
  rest_.remove_prefix(line.size());
}

/// Makes sure that something is left to read; false at the end.
bool Reader::fill() {
  if (!rest_.empty()) return true;
  if (input_ == nullptr || !*input_) return false;
  input_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  rest_ = std::string_view(buffer_.data(), static_cast<std::size_t>(input_->gcount()));
  return !rest_.empty();
}

int Reader::peek() {
  return fill() ? static_cast<unsigned char>(rest_.front()) : -1;
}

/// Past a line end of one or two characters.
void Reader::end_line() {
  const char first = rest_.front();
  rest_.remove_prefix(1);
  if (first == '\r' && peek() == '\n') rest_.remove_prefix(1);
  ++line_;
}

void Reader::read_plain(std::string& field) {
  const std::array stops{options_.delimiter, '\n', '\r'};
  while (fill() && row_size_ <= options_.max_row) {
    const std::size_t end =
        std::min(rest_.find_first_of(std::string_view(stops.data(), stops.size())), rest_.size());
    field.append(rest_.substr(0, end));
    row_size_ += end;
    rest_.remove_prefix(end);
    if (!rest_.empty()) return;
  }
}

/// Reads from behind the opening quote to behind the closing one; false where there is none.
bool Reader::read_quoted(std::string& field) {
  while (fill() && row_size_ <= options_.max_row) {
    const std::size_t end = std::min(rest_.find('"'), rest_.size());
    const std::string_view part = rest_.substr(0, end);
    line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
    field.append(part);
    row_size_ += end;
    rest_.remove_prefix(end);
    if (rest_.empty()) continue;
    rest_.remove_prefix(1);
    if (peek() != '"') return true;
    field.push_back('"');
    ++row_size_;
    rest_.remove_prefix(1);
  }
  return false;
}

Read Reader::next(Row& row) {
  while (peek() == '\n' || peek() == '\r') end_line();
  row_line_ = line_;
  row_size_ = 0;
  if (peek() < 0) {
    row.clear();
    return Read::end;
  }
  std::size_t column = 0;
  const auto finish = [&](Read result) {
    row.resize(column + 1);
    return result;
  };
  for (;; ++column) {
    if (row.size() <= column) row.emplace_back();
    std::string& field = row[column];  // its memory is used again from row to row
    field.clear();
    if (peek() == '"') {
      rest_.remove_prefix(1);
      if (!read_quoted(field))
        return finish(row_size_ > options_.max_row ? Read::row_too_large : Read::unclosed_quote);
    }
    read_plain(field);
    row_size_ += sizeof(std::string);  // so that a file of nothing but delimiters has an end too
    if (row_size_ > options_.max_row) return finish(Read::row_too_large);
    if (peek() != static_cast<unsigned char>(options_.delimiter)) break;
    rest_.remove_prefix(1);
  }
  if (peek() >= 0) end_line();
  return finish(Read::row);
}

std::string heading_key(std::string_view name) {
  std::string key;
  for (const char c : text::fold(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0)
      key.push_back(c);
  return key;
}

Header::Header(const Row& names) {
  names_.reserve(names.size());
  for (const std::string& name : names) names_.push_back(heading_key(name));
}

std::optional<std::size_t> Header::find(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), heading_key(name));
  if (found == names_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names_.begin());
}

std::optional<std::string_view> Header::doubled(std::span<const std::string_view> wanted) const {
  for (const std::string_view name : wanted)
    if (std::count(names_.begin(), names_.end(), heading_key(name)) > 1) return name;
  return std::nullopt;
}

}  // namespace gandan::csv
