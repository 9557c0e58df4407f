// E-mail addresses: what can stand in RCPT TO. A pragmatic reading of RFC 5321 and 5322.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gandan::mail {

struct Address {
  std::string local;   ///< as written, quotes included
  std::string domain;  ///< lower case
  [[nodiscard]] std::string text() const { return local + "@" + domain; }
  bool operator==(const Address&) const = default;
};

/// Reads "an.nguyen@example.vn": a dot-atom or a quoted string, then a host name. ASCII only; no
/// comments, no spaces around it, no address literals ([192.0.2.1]), no obsolete forms.
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);

}  // namespace gandan::mail
