// iCalendar (RFC 5545): days with something on them, for the calendar of a telephone.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/time.hpp"

namespace gandan::ical {

/// Something that is on a day, all day long or from a moment until another. Texts are UTF-8,
/// neither escaped nor cleaned; the address is percent-encoded, empty where there is none.
struct Event {
  std::string uid;  ///< never changes, and no other event of any calendar has it
  Date day;
  std::string summary;
  std::string description = {};
  std::string href = {};
  struct Time {
    Instant from, until;
  };
  std::optional<Time> time = {};  ///< nothing: all day long
  std::string where = {};         ///< an address; may be empty
};

struct Calendar {
  std::string name;
  /// When the calendar was made; a program that has it already takes what is stamped later.
  Instant stamped;
  std::vector<Event> events = {};
};

inline constexpr std::string_view media_type = "text/calendar; charset=utf-8";

/// The document: lines end with CRLF and have at most 75 octets, folded between characters.
[[nodiscard]] std::string write(const Calendar& calendar);

}  // namespace gandan::ical
