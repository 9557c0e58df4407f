#include "lib/text/parse.hpp"

#include <gtest/gtest.h>

namespace gandan::text {
namespace {

TEST(Parse, WhiteSpaceOfEveryKindIsTrimmed) {
  EXPECT_EQ(trim(" \t a@b.vn\u00A0\u3000\n"), "a@b.vn");
  EXPECT_EQ(trim("a b"), "a b");
  EXPECT_EQ(trim(" \u200B "), "");
}

TEST(Parse, NumbersAsVietnameseWritesThem) {
  EXPECT_EQ(parse_number("1.234.567,89"), 1234567.89);
  EXPECT_EQ(parse_number("2,5"), 2.5);
  EXPECT_EQ(parse_number("1.234"), 1234);
  EXPECT_EQ(parse_number("1.5"), 1.5);
  EXPECT_EQ(parse_number("-12"), -12);
  EXPECT_EQ(parse_number("1,234,567.89"), 1234567.89);
  for (const std::string_view bad : {"", "1.", "1..2", "12.34.567", "a", "1,2,3.4.5", "1.23,4.5"})
    EXPECT_FALSE(parse_number(bad)) << bad;
}

TEST(Parse, TelephoneNumbersBecomeInternational) {
  for (const std::string_view text : {"0912345678", "091 234 5678", "0912.345.678",
                                      "+84 912 345 678", "84912345678", "(+84) 0912345678"})
    EXPECT_EQ(parse_telephone(text), "+84912345678") << text;
  EXPECT_EQ(parse_telephone("0205 3812 345"), "+842053812345");
  for (const std::string_view bad :
       {"", "19001009", "0123456789", "091234567", "09123456789", "ab"})
    EXPECT_FALSE(parse_telephone(bad)) << bad;
}

TEST(Parse, IdentityNumbers) {
  EXPECT_EQ(parse_identity_number("020 099 012345"), "020099012345");
  EXPECT_EQ(parse_identity_number("081234567"), "081234567");
  for (const std::string_view bad :
       {"", "000099012345", "097099012345", "12345678", "02009901234x"})
    EXPECT_FALSE(parse_identity_number(bad)) << bad;
}

TEST(Parse, EmailAddresses) {
  for (const std::string_view good : {"a@b.vn", "lan.nguyen+1@mail.langson.gov.vn"})
    EXPECT_TRUE(is_email(good)) << good;
  for (const std::string_view bad :
       {"", "a", "@b.vn", "a@b", "a@.vn", "a@b..vn", ".a@b.vn", "a b@c.vn", "a@-b.vn"})
    EXPECT_FALSE(is_email(bad)) << bad;
}

}  // namespace
}  // namespace gandan::text
