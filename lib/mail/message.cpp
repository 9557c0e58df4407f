#include "lib/mail/message.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "lib/crypto/encoding.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::mail {
namespace {

constexpr std::size_t longest_line = 76;
/// "=?UTF-8?B?" and "?=" leave 63 of the 75 characters of an encoded word: 45 bytes in base64.
constexpr std::size_t bytes_per_word = 45;
constexpr std::size_t longest_plain_header = 60;

bool is_continuation(char c) {
  return (c & 0xC0) == 0x80;
}

/// Whatever was stored, however it came: nothing in a letter turns its words round.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return text::clean(line);
}

bool is_plain(std::string_view text) {
  return text.size() <= longest_plain_header && text.find("=?") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

/// A phrase before an address: quoted where it is ASCII, since it may hold dots and commas.
std::string phrase(std::string_view name) {
  const std::string line = one_line(name);
  if (!is_plain(line)) return encode_header(line);
  std::string quoted = "\"";
  for (char c : line) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string mailbox(const Mailbox& box) {
  if (box.name.empty()) return box.address.text();
  return phrase(box.name) + " <" + box.address.text() + ">";
}

/// "Mon, 23 Nov 2026 10:00:00 +0700"
std::string rfc5322_date(Instant at) {
  static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date date = civil_date(at);
  const auto seconds = static_cast<int>((at.micros - start_of(date).micros) / 1'000'000);
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d +0700", days[date.weekday()],
                date.day(), months[date.month() - 1], date.year(), seconds / 3600,
                seconds / 60 % 60, seconds % 60);
  return text;
}

std::string unsubscribe_headers(std::string_view url) {
  if (url.empty()) return {};
  return "List-Unsubscribe: <" + one_line(url) +
         ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::optional<Mailbox> parse_mailbox(std::string_view text) {
  text = trimmed(text);
  std::string_view name, address = text;
  if (text.ends_with('>')) {
    const std::size_t open = text.rfind('<');
    if (open == std::string_view::npos) return std::nullopt;
    name = trimmed(text.substr(0, open));
    address = text.substr(open + 1, text.size() - open - 2);
  }
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
    name = name.substr(1, name.size() - 2);
  auto read = parse_address(address);
  if (!read) return std::nullopt;
  return Mailbox{std::string(name), std::move(*read)};
}

std::string encode_header(std::string_view text) {
  const std::string line = one_line(text);
  if (is_plain(line)) return line;
  std::string words;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = std::min(line.size(), at + bytes_per_word);
    while (end < line.size() && end > at + 1 && is_continuation(line[end])) --end;
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + crypto::base64(std::string_view(line).substr(at, end - at)) + "?=";
    at = end;
  }
  return words;
}

std::string quoted_printable(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\r') continue;
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool ends_line = at + 1 == text.size() || text[at + 1] == '\n' || text[at + 1] == '\r';
    const bool plain =
        (c >= 0x21 && c <= 0x7E && c != '=') || ((c == ' ' || c == '\t') && !ends_line);
    const std::size_t width = plain ? 1 : 3;
    if (column + width > longest_line - 1) {
      out += "=\r\n";
      column = 0;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (plain)
      out += c;
    else
      (out += '=') += {digits[byte >> 4], digits[byte & 15]};
    column += width;
  }
  if (column > 0) out += "\r\n";
  return out;
}

std::string compose(const Message& message, Instant date) {
  return "Date: " + rfc5322_date(date) + "\r\nFrom: " + mailbox(message.from) +
         "\r\nTo: " + mailbox(message.to) + "\r\nSubject: " + encode_header(message.subject) +
         "\r\nMessage-ID: <" + one_line(message.id) + "@" + message.from.address.domain +
         ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
         "Content-Transfer-Encoding: quoted-printable\r\nAuto-Submitted: auto-generated\r\n" +
         unsubscribe_headers(message.unsubscribe) + "\r\n" +
         quoted_printable(text::clean(message.text));
}

}  // namespace gandan::mail
