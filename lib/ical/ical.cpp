#include "lib/ical/ical.hpp"

#include "lib/text/utf8.hpp"

namespace gandan::ical {
namespace {

/// Octets of a line without its end (RFC 5545, 3.1); the space that goes on is one of them.
constexpr std::size_t longest_line = 75;

/// A line of content, folded where it is too long, never within a character.
void add_line(std::string& out, std::string_view line) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t size = text::decode(line, at).size;
    if (used + size > longest_line) {
      out += "\r\n ";
      used = 1;
    }
    out += line.substr(at, size);
    used += size;
    at += size;
  }
  out += "\r\n";
}

/// A text as a value (3.3.11): a line break is written as "\n".
std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : text::clean(words)) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

/// An address is a URI, no text: nothing is escaped, and no line can end in it.
std::string on_one_line(std::string_view href) {
  std::string out;
  for (const char c : href)
    if (static_cast<unsigned char>(c) > ' ') out += c;
  return out;
}

/// "20260701"
std::string compact(Date day) {
  std::string out = day.iso();
  std::erase(out, '-');
  return out;
}

/// "20260701T013000Z"
std::string compact(Instant at) {
  std::string out = rfc3339(at);
  std::erase(out, '-');
  std::erase(out, ':');
  return out;
}

void add_event(std::string& out, const Event& event, Instant stamped) {
  add_line(out, "BEGIN:VEVENT");
  add_line(out, "UID:" + escaped(event.uid));
  add_line(out, "DTSTAMP:" + compact(stamped));
  if (event.time) {
    add_line(out, "DTSTART:" + compact(event.time->from));
    add_line(out, "DTEND:" + compact(event.time->until));
  } else {
    add_line(out, "DTSTART;VALUE=DATE:" + compact(event.day));
    add_line(out, "DTEND;VALUE=DATE:" + compact(event.day + 1));
  }
  add_line(out, "SUMMARY:" + escaped(event.summary));
  if (!event.description.empty()) add_line(out, "DESCRIPTION:" + escaped(event.description));
  if (!event.where.empty()) add_line(out, "LOCATION:" + escaped(event.where));
  if (!event.href.empty()) add_line(out, "URL:" + on_one_line(event.href));
  add_line(out, "TRANSP:TRANSPARENT");  // nobody is busy on such a day
  add_line(out, "END:VEVENT");
}

}  // namespace

std::string write(const Calendar& calendar) {
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//Gan Dan//gandan//VI");
  add_line(out, "CALSCALE:GREGORIAN");
  add_line(out, "METHOD:PUBLISH");
  add_line(out, "X-WR-CALNAME:" + escaped(calendar.name));
  for (const Event& event : calendar.events) add_event(out, event, calendar.stamped);
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace gandan::ical
