#include "lib/http/multipart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gandan::http {
namespace {

using testing::ElementsAre;

struct Parsed {
  std::optional<Refusal> refusal;
  Fields fields;
  std::vector<Upload> files;
};

/// Feeds a body in pieces of `step` bytes.
Parsed parse(std::string_view body, std::size_t step, std::string_view boundary = "B") {
  Parsed parsed;
  MultipartParser parser(boundary, parsed.fields, parsed.files);
  while (!body.empty() && !parsed.refusal) {
    parsed.refusal = parser.feed(body.substr(0, step));
    body.remove_prefix(std::min(step, body.size()));
  }
  if (!parsed.refusal) parsed.refusal = parser.finish();
  return parsed;
}

constexpr std::string_view whole =
    "preamble\r\n"
    "--B\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nĐường\r\nhỏng\r\n"
    "--B  \r\ncontent-disposition: form-data; name=\"empty\"\r\n\r\n\r\n"
    "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\ảnh %22nhà%22.png\"\r\n"
    "Content-Type: image/png\r\n\r\n\r\n--C\r\n-\x89PNG\r\n--\r\n"
    "--B\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n"
    "--B--\r\nepilogue";

TEST(Multipart, ABodyMeansTheSameHoweverItIsCut) {
  for (std::size_t step = 1; step <= whole.size(); ++step) {
    const Parsed parsed = parse(whole, step);
    ASSERT_FALSE(parsed.refusal) << step << ": " << parsed.refusal->detail;
    ASSERT_EQ(parsed.fields.size(), 2U) << step;
    EXPECT_EQ(parsed.fields.get("text"), "Đường\nhỏng");
    EXPECT_EQ(parsed.fields.find("empty"), "");
    ASSERT_EQ(parsed.files.size(), 1U);
    EXPECT_EQ(parsed.files[0].field(), "file");
    EXPECT_EQ(parsed.files[0].file_name(), "ảnh \"nhà\".png");
    EXPECT_EQ(parsed.files[0].content_type(), "image/png");
    EXPECT_EQ(parsed.files[0].bytes(), "\r\n--C\r\n-\x89PNG\r\n--");
  }
}

TEST(Multipart, ALargeFileGoesToDiskAndComesBackWhole) {
  std::string bytes;
  for (int i = 0; i < 300'000; ++i) bytes += static_cast<char>(i * 31);
  const std::string body =
      "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n" + bytes +
      "\r\n--B--\r\n";
  Parsed parsed = parse(body, 4096);
  ASSERT_FALSE(parsed.refusal);
  ASSERT_EQ(parsed.files.size(), 1U);
  const Upload moved = std::move(parsed.files[0]);
  EXPECT_EQ(moved.size(), bytes.size());
  EXPECT_EQ(moved.bytes(), bytes);
  std::size_t chunks = 0;
  moved.each_chunk([&](std::string_view) { ++chunks; });
  EXPECT_GT(chunks, 1U);
}

TEST(Multipart, WhatIsBrokenIsRefused) {
  const std::string head = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
  EXPECT_TRUE(parse("", 1).refusal);
  EXPECT_TRUE(parse(head + "x", 3).refusal) << "no last boundary";
  EXPECT_TRUE(parse("--B\r\n\r\nx\r\n--B--\r\n", 3).refusal) << "no name";
  EXPECT_TRUE(parse("--Bx\r\n", 3).refusal) << "something after the boundary";
  EXPECT_TRUE(parse(head + "\xFF\r\n--B--\r\n", 3).refusal) << "not UTF-8";
  EXPECT_TRUE(parse("--B\r\n" + std::string(20'000, 'a'), 1000).refusal) << "endless headers";
  EXPECT_TRUE(parse("--B" + std::string(20'000, ' '), 1000).refusal) << "endless space";
}

TEST(Multipart, TheBoundaryIsReadFromTheContentType) {
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(boundary_of("Multipart/Form-Data;charset=utf-8; Boundary=\"a b;c\""), "a b;c");
  EXPECT_EQ(boundary_of("multipart/form-data"), std::nullopt);
  EXPECT_EQ(boundary_of("multipart/form-data; boundary="), std::nullopt);
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=" + std::string(71, 'x')), std::nullopt);
  EXPECT_EQ(boundary_of("text/plain; boundary=abc"), std::nullopt);
}

}  // namespace
}  // namespace gandan::http
