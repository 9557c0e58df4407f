#include "lib/http/head.hpp"

#include <gtest/gtest.h>

namespace gandan::http {
namespace {

TEST(Head, IsCheckedAsFarAsItHasCome) {
  const std::string_view whole =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nbare\nlines and \0 are a body's own";
  for (std::size_t size = 0; size <= whole.size(); ++size)
    EXPECT_FALSE(check_head(whole.substr(0, size))) << whole.substr(0, size);
}

TEST(Head, IsRefusedAsSoonAsItIsWrong) {
  EXPECT_TRUE(check_head("GET / HTTP/1.1\n"));
  EXPECT_TRUE(check_head("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n"));
  EXPECT_TRUE(check_head("GET / HTTP/1.1\r\n folded\r\n"));
  EXPECT_TRUE(check_head(std::string_view("GET /\0", 6)));
}

}  // namespace
}  // namespace gandan::http
