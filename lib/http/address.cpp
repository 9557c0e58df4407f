#include "lib/http/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "lib/base/ascii.hpp"

namespace gandan::http {
namespace {

constexpr std::array<std::uint8_t, 12> ipv4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

Address first_bits(const Address& address, unsigned bits) {
  Address masked;
  for (unsigned i = 0; i < 16 && bits > 0; ++i) {
    const unsigned here = std::min(bits, 8U);
    masked.bytes[i] =
        static_cast<std::uint8_t>(address.bytes[i] & static_cast<unsigned>(0xFF00U >> here));
    bits -= here;
  }
  return masked;
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
  text = without_spaces_around(text);
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    text = text.substr(1, close - 1);
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  char buffer[INET6_ADDRSTRLEN] = {};
  if (text.empty() || text.size() >= sizeof buffer) return std::nullopt;
  std::memcpy(buffer, text.data(), text.size());
  Address address;
  if (text.find(':') != std::string_view::npos) {
    if (::inet_pton(AF_INET6, buffer, address.bytes.data()) != 1) return std::nullopt;
    return address;
  }
  std::copy(ipv4_prefix.begin(), ipv4_prefix.end(), address.bytes.begin());
  if (::inet_pton(AF_INET, buffer, address.bytes.data() + 12) != 1) return std::nullopt;
  return address;
}

bool Address::is_ipv4() const {
  return std::equal(ipv4_prefix.begin(), ipv4_prefix.end(), bytes.begin());
}

std::string Address::text() const {
  char buffer[INET6_ADDRSTRLEN] = {};
  if (is_ipv4()) {
    ::inet_ntop(AF_INET, bytes.data() + 12, buffer, sizeof buffer);
  } else {
    ::inet_ntop(AF_INET6, bytes.data(), buffer, sizeof buffer);
  }
  return buffer;
}

std::string Address::truncated() const {
  return is_ipv4() ? first_bits(*this, 96 + 24).text() + "/24"
                   : first_bits(*this, 48).text() + "/48";
}

std::string Address::network() const {
  return is_ipv4() ? truncated() : first_bits(*this, 56).text() + "/56";
}

std::array<std::uint8_t, 16> Address::subscriber() const {
  return is_ipv4() ? bytes : first_bits(*this, 64).bytes;
}

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto base = Address::parse(text.substr(0, slash));
  if (!base) return std::nullopt;
  AddressRange range{*base, 128};
  if (slash == std::string_view::npos) return range;
  const std::string_view digits = text.substr(slash + 1);
  const unsigned most = base->is_ipv4() ? 32 : 128;
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (error != std::errc() || end != digits.data() + digits.size() || bits > most)
    return std::nullopt;
  range.bits = base->is_ipv4() ? 96 + bits : bits;
  return range;
}

bool AddressRange::contains(const Address& address) const {
  return first_bits(address, bits) == first_bits(base, bits);
}

Address client_address(const Address& peer, std::span<const std::string_view> forwarded,
                       std::span<const AddressRange> trusted) {
  const auto is_trusted = [&](const Address& address) {
    return std::any_of(trusted.begin(), trusted.end(),
                       [&](const AddressRange& range) { return range.contains(address); });
  };
  Address client = peer;
  for (auto header = forwarded.rbegin(); header != forwarded.rend(); ++header) {
    std::string_view left = *header;
    while (!left.empty()) {
      if (!is_trusted(client)) return client;
      const std::size_t comma = left.rfind(',');
      const auto next =
          Address::parse(comma == std::string_view::npos ? left : left.substr(comma + 1));
      if (!next) return client;
      client = *next;
      left = comma == std::string_view::npos ? std::string_view() : left.substr(0, comma);
    }
  }
  return client;
}

}  // namespace gandan::http
