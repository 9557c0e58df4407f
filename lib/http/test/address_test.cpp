#include "lib/http/address.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gandan::http {
namespace {

Address at(std::string_view text) {
  return Address::parse(text).value();
}

std::string client(std::string_view peer, std::vector<std::string_view> forwarded) {
  const std::vector<AddressRange> trusted{AddressRange::parse("10.0.0.0/8").value(),
                                          AddressRange::parse("fd00::/8").value()};
  return client_address(at(peer), forwarded, trusted).text();
}

TEST(Address, IsReadInEveryCommonForm) {
  EXPECT_EQ(at("203.0.113.7").text(), "203.0.113.7");
  EXPECT_EQ(at("203.0.113.7:4711").text(), "203.0.113.7");
  EXPECT_EQ(at("::ffff:203.0.113.7"), at("203.0.113.7"));
  EXPECT_EQ(at(" [2001:db8::1]:443 ").text(), "2001:db8::1");
  for (const char* bad : {"", "unknown", "1.2.3", "1.2.3.4.5", "[::1", "gggg::"})
    EXPECT_FALSE(Address::parse(bad)) << bad;
}

TEST(Address, ALogSeesOnlyThePrefix) {
  EXPECT_EQ(at("203.0.113.7").truncated(), "203.0.113.0/24");
  EXPECT_EQ(at("2001:db8:7:8::1").truncated(), "2001:db8:7::/48");
}

TEST(AddressRange, ContainsWhatSharesItsBits) {
  const auto range = AddressRange::parse("192.168.128.0/17").value();
  EXPECT_TRUE(range.contains(at("192.168.200.1")));
  EXPECT_FALSE(range.contains(at("192.168.127.255")));
  EXPECT_TRUE(AddressRange::parse("::1")->contains(at("::1")));
  EXPECT_TRUE(AddressRange::parse("0.0.0.0/0")->contains(at("8.8.8.8")));
  EXPECT_FALSE(AddressRange::parse("0.0.0.0/0")->contains(at("2001:db8::1")));
  for (const char* bad : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/a", "::/129", "x/8"})
    EXPECT_FALSE(AddressRange::parse(bad)) << bad;
}

TEST(ClientAddress, APeerThatIsNotTrustedIsTheClientWhateverItClaims) {
  EXPECT_EQ(client("203.0.113.7", {"198.51.100.1"}), "203.0.113.7");
}

TEST(ClientAddress, TheChainIsReadFromTheRightWhileItIsTrusted) {
  EXPECT_EQ(client("10.0.0.1", {"198.51.100.1"}), "198.51.100.1");
  EXPECT_EQ(client("10.0.0.1", {"6.6.6.6, 198.51.100.1, 10.0.0.2"}), "198.51.100.1");
  EXPECT_EQ(client("10.0.0.1", {"6.6.6.6", "198.51.100.1", "fd00::2"}), "198.51.100.1");
  EXPECT_EQ(client("10.0.0.1", {"10.0.0.3"}), "10.0.0.3");
}

TEST(ClientAddress, WhatIsNoAddressEndsTheChain) {
  EXPECT_EQ(client("10.0.0.1", {"198.51.100.1, unknown"}), "10.0.0.1");
  EXPECT_EQ(client("10.0.0.1", {""}), "10.0.0.1");
  EXPECT_EQ(client("10.0.0.1", {}), "10.0.0.1");
}

}  // namespace
}  // namespace gandan::http
