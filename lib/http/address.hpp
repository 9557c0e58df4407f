// Internet addresses and ranges of them: which proxies are believed, and who a request comes from.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gandan::http {

/// IPv6, or IPv4 as ::ffff:a.b.c.d.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const Address&) const = default;

  /// "203.0.113.7", "2001:db8::1", "[2001:db8::1]"; a port after it is ignored
  /// ("203.0.113.7:4711").
  [[nodiscard]] static std::optional<Address> parse(std::string_view text);
  [[nodiscard]] bool is_ipv4() const;
  [[nodiscard]] std::string text() const;
  /// "203.0.113.0/24" or "2001:db8:7::/48": what may stand in a log.
  [[nodiscard]] std::string truncated() const;
  /// "203.0.113.0/24" or "2001:db8:7:100::/56": one customer's network, mostly; what guesses of a
  /// password are counted by.
  [[nodiscard]] std::string network() const;
  /// What rate limits count by: one IPv4 address, or the /64 that one IPv6 subscriber has.
  [[nodiscard]] std::array<std::uint8_t, 16> subscriber() const;
};

/// "10.0.0.0/8", "::1".
struct AddressRange {
  Address base;
  unsigned bits = 128;

  [[nodiscard]] static std::optional<AddressRange> parse(std::string_view text);
  [[nodiscard]] bool contains(const Address& address) const;
};

/// The address nearest to us that no trusted proxy vouches for: X-Forwarded-For is read from the
/// right, beginning at the peer, for as long as who speaks is trusted. What stands further left
/// anyone could have written.
[[nodiscard]] Address client_address(const Address& peer,
                                     std::span<const std::string_view> forwarded,
                                     std::span<const AddressRange> trusted);

}  // namespace gandan::http
