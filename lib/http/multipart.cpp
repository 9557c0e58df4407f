#include "lib/http/multipart.hpp"

#include "lib/base/ascii.hpp"

namespace gandan::http {
namespace {

constexpr std::size_t header_limit = 8 * 1024;
constexpr std::size_t text_limit = 4 * 1024 * 1024;  // fields are held in memory
constexpr std::size_t max_files = 200;               // each may hold a file descriptor

Refusal broken(std::string_view why) {
  return {400, "The multipart body is broken: " + std::string(why) + "."};
}

/// A parameter of a header, `name="value"` or name=value. A quoted value ends at the next quote:
/// browsers write a quote within as %22 and leave backslashes as they are.
std::optional<std::string_view> parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != std::string_view::npos) {
    std::string_view rest = without_spaces_around(header.substr(at + 1));
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view key = without_spaces_around(rest.substr(0, equals));
    rest.remove_prefix(equals + 1);
    std::string_view value;
    if (rest.starts_with('"')) {
      const std::size_t close = rest.find('"', 1);
      if (close == std::string_view::npos) return std::nullopt;
      value = rest.substr(1, close - 1);
      rest.remove_prefix(close + 1);
    } else {
      value = without_spaces_around(rest.substr(0, rest.find(';')));
    }
    if (same_name(key, name)) return value;
    header = rest;
    at = header.find(';');
  }
  return std::nullopt;
}

/// Undoes what browsers do to names: %22, %0D and %0A, and nothing else.
std::string unescape_name(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const std::string_view three = name.substr(i, 3);
    if (three == "%22" || three == "%0D" || three == "%0A") {
      out += three == "%22" ? '"' : three == "%0D" ? '\r' : '\n';
      i += 2;
    } else {
      out += name[i];
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> boundary_of(std::string_view content_type) {
  if (!same_name(without_spaces_around(content_type.substr(0, content_type.find(';'))),
                 "multipart/form-data"))
    return std::nullopt;
  const auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70) return std::nullopt;
  return std::string(*boundary);
}

MultipartParser::MultipartParser(std::string_view boundary, Fields& fields,
                                 std::vector<Upload>& files)
    : delimiter_("\r\n--" + std::string(boundary)), fields_(fields), files_(files), held_("\r\n") {}

std::optional<Refusal> MultipartParser::feed(std::string_view bytes) {
  if (at_ == At::end) return std::nullopt;  // an epilogue means nothing
  held_.append(bytes);
  for (;;) {
    const auto more = step();
    if (!more) return more.error();
    if (!*more) return std::nullopt;
  }
}

std::optional<Refusal> MultipartParser::finish() const {
  if (at_ != At::end) return broken("it ends before its last boundary");
  return std::nullopt;
}

Result<bool, Refusal> MultipartParser::step() {
  switch (at_) {
    case At::before:
    case At::content:
      return read_content();
    case At::after_boundary:
      return read_boundary_end();
    case At::headers:
      return read_headers();
    case At::end:
      held_.clear();
      return false;
  }
  return false;
}

/// After a boundary: "--" ends the body, a line end begins a part.
Result<bool, Refusal> MultipartParser::read_boundary_end() {
  std::size_t at = 0;
  while (at < held_.size() && (held_[at] == ' ' || held_[at] == '\t')) ++at;
  if (at > header_limit) return fail(broken("a boundary is followed by too much space"));
  const std::string_view next = std::string_view(held_).substr(at, 2);
  if (next.size() < 2) return false;
  if (next == "--") {
    at_ = At::end;
    return true;
  }
  if (next != "\r\n") return fail(broken("a boundary is not followed by a line end"));
  held_.erase(0, at);  // the line end stays: a part without headers is "\r\n\r\n"
  at_ = At::headers;
  return true;
}

Result<bool, Refusal> MultipartParser::read_headers() {
  const std::size_t end = held_.find("\r\n\r\n");
  if (end == std::string::npos) {
    if (held_.size() > header_limit) return fail(broken("the headers of a part are too long"));
    return false;
  }
  const auto opened = open_part(std::string_view(held_).substr(0, end + 2));
  if (!opened) return opened;
  held_.erase(0, end + 4);
  at_ = At::content;
  return true;
}

Result<bool, Refusal> MultipartParser::open_part(std::string_view headers) {
  if (++parts_ > max_fields) return fail(broken("it has too many parts"));
  std::string_view disposition;
  std::string_view content_type;
  while (!headers.empty()) {
    const std::string_view line = headers.substr(0, headers.find("\r\n"));
    headers.remove_prefix(line.size() + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = without_spaces_around(line.substr(0, colon));
    if (same_name(name, "Content-Disposition"))
      disposition = without_spaces_around(line.substr(colon + 1));
    if (same_name(name, "Content-Type"))
      content_type = without_spaces_around(line.substr(colon + 1));
  }
  const auto name = parameter(disposition, "name");
  if (!name) return fail(broken("a part has no name"));
  auto clean_name = clean_text(unescape_name(*name));
  if (!clean_name) return fail(Refusal{400, "A field's name is not UTF-8 text."});
  name_ = std::move(*clean_name);
  text_.clear();
  file_.reset();
  if (const auto file_name = parameter(disposition, "filename")) {
    auto clean = clean_text(unescape_name(*file_name));
    if (!clean) return fail(Refusal{400, "A file's name is not UTF-8 text."});
    const std::size_t folder = clean->find_last_of("/\\");
    if (folder != std::string::npos) clean->erase(0, folder + 1);
    if (files_.size() == max_files) return fail(Refusal{413, "Too many files."});
    file_.emplace(name_, std::move(*clean), std::string(content_type));
  }
  return true;
}

Result<bool, Refusal> MultipartParser::read_content() {
  const std::size_t found = held_.find(delimiter_);
  // Without a delimiter in sight, what could be the beginning of one must wait.
  const std::size_t sure = found != std::string::npos         ? found
                           : held_.size() > delimiter_.size() ? held_.size() - delimiter_.size()
                                                              : 0;
  if (at_ == At::content) {
    if (auto refusal = take_content(std::string_view(held_).substr(0, sure)))
      return fail(std::move(*refusal));
  }
  if (found == std::string::npos) {
    held_.erase(0, sure);
    return false;
  }
  held_.erase(0, found + delimiter_.size());
  const bool part_was_open = at_ == At::content;
  at_ = At::after_boundary;
  return part_was_open ? close_part() : Result<bool, Refusal>(true);
}

std::optional<Refusal> MultipartParser::take_content(std::string_view bytes) {
  if (file_) {
    file_->append(bytes);
    return std::nullopt;
  }
  text_bytes_ += bytes.size();
  if (text_bytes_ > text_limit) return Refusal{413, "The text fields are too long."};
  text_.append(bytes);
  return std::nullopt;
}

Result<bool, Refusal> MultipartParser::close_part() {
  if (file_) {
    // A file input in which nothing was chosen sends an empty name and no bytes.
    if (!file_->file_name().empty() || file_->size() > 0) files_.push_back(std::move(*file_));
    file_.reset();
    return true;
  }
  auto clean = clean_text(std::move(text_));
  if (!clean) return fail(Refusal{400, "A field is not UTF-8 text."});
  fields_.add(std::move(name_), std::move(*clean));
  text_.clear();
  return true;
}

}  // namespace gandan::http
