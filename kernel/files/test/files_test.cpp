#include "kernel/files/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "kernel/files/pages.hpp"
#include "kernel/testing/database.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/stream.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::files {
namespace {

using namespace std::string_view_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A ZIP as far as its list of names goes.
std::string zip_of(const std::vector<std::string>& names, std::uint32_t unpacked = 100) {
  const auto number = [](std::uint32_t value, int width) {
    std::string bytes;
    for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
    return bytes;
  };
  std::string zip = "PK\x03\x04" + std::string(400, 'x'), list;
  for (const std::string& name : names)
    list += "PK\x01\x02" + std::string(20, '\0') + number(unpacked, 4) +
            number(static_cast<std::uint32_t>(name.size()), 2) + std::string(16, '\0') + name;
  const auto at = static_cast<std::uint32_t>(zip.size());
  return zip + list + "PK\x05\x06" + std::string(4, '\0') +
         number(static_cast<std::uint32_t>(names.size()), 2) +
         number(static_cast<std::uint32_t>(names.size()), 2) +
         number(static_cast<std::uint32_t>(list.size()), 4) + number(at, 4) + number(0, 2);
}

std::string movie_of(std::string_view handler) {
  return std::string(
             "\0\0\0\x18"
             "ftypisom\0\0\0\0isommp42"sv) +
         std::string("\0\0\0\x21hdlr\0\0\0\0\0\0\0\0"sv) + std::string(handler) +
         std::string(20, '\0');
}

TEST(FileTypes, AreToldByTheContent) {
  EXPECT_EQ(type_of("%PDF-1.7\n"), Type::pdf);
  EXPECT_EQ(type_of(zip_of({"[Content_Types].xml", "word/document.xml"})), Type::docx);
  EXPECT_EQ(type_of(zip_of({"[Content_Types].xml", "xl/workbook.xml"})), Type::xlsx);
  EXPECT_EQ(type_of("ID3\x04 and sound"), Type::mp3);
  EXPECT_EQ(type_of("\xFF\xFB\x90\x64 and sound"), Type::mp3);
  EXPECT_EQ(type_of(std::string("OggS") + std::string(24, '\0') + "OpusHead"), Type::ogg);
  EXPECT_EQ(type_of(movie_of("soun")), Type::m4a);
}

TEST(FileTypes, WhatIsNoneOfTheseIsRefused) {
  for (const std::string& content :
       {std::string(), std::string("MZ\x90"), std::string("<html><script>"), std::string("GIF89a"),
        std::string("#!/bin/sh\n"), std::string("\x7F") + "ELF", movie_of("vide"),
        movie_of("soun") + movie_of("vide"), zip_of({"word/document.xml", "word/vbaProject.bin"}),
        zip_of({"a.txt"}), zip_of({"word/document.xml", "xl/workbook.xml"}),
        zip_of({"word/document.xml"}, 0x7FFFFFFF), std::string("PK\x03\x04"),
        zip_of({"word/document.xml"}).substr(0, 420), std::string("OggS theora"),
        std::string("\xFF\xFE\x41\x00", 4), std::string(" %PDF-1.7")})
    EXPECT_EQ(type_of(content), std::nullopt) << content.substr(0, 40);
}

TEST(FileNames, AreMadeFit) {
  EXPECT_EQ(clean_name("IMG_1.JPG", Type::jpeg), "IMG_1.jpg");
  EXPECT_EQ(clean_name("đơn kiến nghị.pdf.exe", Type::pdf), "đơn kiến nghị.pdf.pdf");
  EXPECT_EQ(clean_name("../../etc/passwd", Type::pdf), "passwd.pdf");
  EXPECT_EQ(clean_name("C:\\anh\\..hidden", Type::pdf), "hidden.pdf") << "a dot begins no name";
  EXPECT_EQ(clean_name("a\u202Egpj.exe", Type::pdf), "agpj.pdf");
  EXPECT_EQ(clean_name("a\r\nSet-Cookie: x", Type::pdf), "aSet-Cookie x.pdf");
  EXPECT_EQ(clean_name("", Type::pdf), "");
  EXPECT_LE(clean_name(std::string(5000, 'x'), Type::pdf).size(), 110U);
}

class Folders : public ::testing::Test {
 protected:
  mode_t mode_of(const std::string& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 ? about.st_mode & 0777U : 0;
  }
  std::string path_of(const std::string& hash) {
    return folder.path() + "/" + hash.substr(0, 2) + "/" + hash.substr(2);
  }
  std::string content_of(const std::string& hash) {
    auto reading = folder.open(hash, key);
    if (!reading) return "not there";
    std::string all;
    while (auto piece = reading->next()) all += *piece;
    return all;
  }

  db::test::TempFolder temp;
  const Folder folder{temp.file("files")};
  const std::string key = crypto::random_bytes(crypto::stream_key_size);
};

TEST_F(Folders, GiveBackWhatWasPutInLockedAndForTheirOwnerAlone) {
  for (const std::size_t size : {0UL, 1UL, 65'536UL, 65'537UL, 200'000UL}) {
    const std::string content(size, 'q');
    const Stored stored = folder.put(content, key);
    EXPECT_EQ(stored.size, static_cast<std::int64_t>(size));
    EXPECT_EQ(content_of(stored.hash), content);
    EXPECT_EQ(folder.fault_of(stored.hash), "");
    EXPECT_EQ(mode_of(path_of(stored.hash)), 0600U);
  }
  EXPECT_EQ(mode_of(folder.path()), 0700U);
  const Stored stored = folder.put("a secret word", key);
  std::ifstream in(path_of(stored.hash), std::ios::binary);
  EXPECT_THAT(std::string(std::istreambuf_iterator<char>(in), {}), Not(HasSubstr("secret")));
}

TEST_F(Folders, TellOfWhatIsMissingOrChanged) {
  const Stored cut = folder.put(std::string(100'000, 'q'), key), gone = folder.put("two", key);
  std::filesystem::resize_file(path_of(cut.hash), 70'000);
  folder.remove(gone.hash);
  EXPECT_EQ(folder.fault_of(cut.hash), "was changed");
  EXPECT_EQ(folder.fault_of(gone.hash), "is not there");
  EXPECT_THROW(content_of(cut.hash), std::runtime_error);
  EXPECT_EQ(content_of(gone.hash), "not there");
}

TEST_F(Folders, AreCopiedWithTheirNamesAsChecksums) {
  const Stored one = folder.put("one", key), two = folder.put("two", key);
  const Folder copy(temp.file("copy"));
  copy.copy_from(folder, one.hash);
  EXPECT_EQ(copy.fault_of(one.hash), "");
  std::filesystem::resize_file(path_of(two.hash), 3);
  EXPECT_THROW(copy.copy_from(folder, two.hash), std::runtime_error);
  EXPECT_EQ(copy.fault_of(two.hash), "is not there");
}

TEST_F(Folders, AreSweptOfWhatBelongsToNothing) {
  const Stored kept = folder.put("one", key), lost = folder.put("two", key);
  std::ofstream(folder.path() + "/unnamed/half") << "of an upload";
  std::ofstream(folder.path() + "/somebody's own") << "notes";
  const auto is_known = [&](const std::string& hash) { return hash == kept.hash; };
  EXPECT_EQ(folder.sweep(Instant{0}, is_known), 0) << "it is too new";
  EXPECT_EQ(folder.sweep(Instant{std::numeric_limits<std::int64_t>::max()}, is_known), 2);
  EXPECT_EQ(content_of(kept.hash), "one");
  EXPECT_EQ(content_of(lost.hash), "not there");
  EXPECT_TRUE(std::filesystem::exists(folder.path() + "/somebody's own"));
}

TEST(FileQuota, CountsTheBytesOfAnAddressOnADay) {
  Quota quota;
  const Date day = Date::of(2026, 10, 1);
  EXPECT_TRUE(quota.take("192.0.2.1", 60, 100, day));
  EXPECT_FALSE(quota.take("192.0.2.1", 60, 100, day));
  EXPECT_TRUE(quota.take("192.0.2.1", 40, 100, day));
  EXPECT_TRUE(quota.take("192.0.2.2", 60, 100, day));
  EXPECT_TRUE(quota.take("192.0.2.1", 60, 100, day + 1));
}

/// A picture of one pixel.
std::string small_png() {
  return crypto::from_base64(
             "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+"
             "M9QDwADhgGAWjR9awAAAABJRU5E"
             "rkJggg==")
      .value();
}

class FileRows : public gandan::test::Database {
 protected:
  static constexpr Ref record{"note", 7};

  Result<std::vector<Taken>, NotTaken> take_all(
      const std::vector<std::pair<std::string, std::string>>& sent, Limits limits) {
    http::Request request;
    request.client = "192.0.2.1";
    for (const auto& [name, content] : sent) {
      request.files.emplace_back("files", name, "image/jpeg");
      request.files.back().append(content);
    }
    Quota quota;
    return take(services().files.folder, quota, limits, request, "files", clock.today());
  }
  void add_all(const std::vector<Taken>& taken, bool is_sealed) {
    db().write([&](db::Tx& tx) {
      add(tx, {ids, keys->get(), clock.now()},
          {.record = record, .body = {}, .is_sealed = is_sealed}, taken);
    });
  }
  std::vector<File> all() {
    return db().read([](db::Tx& tx) { return files_of(tx, record); });
  }
  std::string content_of(const std::string& hash, const std::string& key) {
    auto reading = services().files.folder.open(hash, key);
    return reading ? reading->next().value_or("") : "not there";
  }
  std::vector<std::string> faults() {
    return db().read([&](db::Tx& tx) { return faults_of(tx, services().files.folder); });
  }

  const Limits usual{.largest = 1'000'000, .most = 5, .most_a_day = 10'000'000};
};
GANDAN_EACH_ENGINE(FileRows);

TEST_P(FileRows, BelongToARecordAndAreFoundByIt) {
  const auto taken = take_all({{"đơn.PDF", "%PDF-1.7 words"}, {"anh.jpeg", small_png()}}, usual);
  ASSERT_TRUE(taken);
  add_all(*taken, false);
  const auto files = all();
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].name, "đơn.pdf");
  EXPECT_EQ(content_of(files[0].hash, files[0].key.value().data), "%PDF-1.7 words");
  EXPECT_EQ(files[1].name, "anh.png") << "it is what its content is";
  EXPECT_EQ(files[1].width, 1);
  EXPECT_EQ(files[1].shown, Shown::not_yet);
  EXPECT_THAT(content_of(files[1].small_hash.value(), files[1].key.value().data),
              testing::StartsWith("\xFF\xD8\xFF"));
  EXPECT_THAT(faults(), IsEmpty());
  services().files.folder.remove(files[0].hash);
  EXPECT_THAT(faults(), ElementsAre("the file " + files[0].hash + " is not there"));
}

TEST_P(FileRows, AreRefusedWithTheReason) {
  const auto why = [&](const std::vector<std::pair<std::string, std::string>>& sent,
                       Limits limits) { return take_all(sent, limits).error().why; };
  EXPECT_EQ(why({{"x.pdf", "MZ"}}, usual), Refusal::not_taken);
  EXPECT_EQ(why({{"x.pdf", ""}}, usual), Refusal::empty);
  EXPECT_EQ(why({{"x.jpg", "\xFF\xD8\xFF\xE0 cut"}}, usual), Refusal::damaged);
  Limits few = usual;
  few.most = 1;
  EXPECT_EQ(why({{"x.pdf", "%PDF-"}, {"y.pdf", "%PDF-"}}, few), Refusal::too_many);
  few.largest = 3;
  EXPECT_EQ(why({{"x.pdf", "%PDF-"}}, few), Refusal::too_large);
  few = usual;
  few.most_a_day = 6;
  EXPECT_EQ(why({{"x.pdf", "%PDF-"}, {"y.pdf", "%PDF-"}}, few), Refusal::too_much_today);
  EXPECT_THAT(take_all({{"", ""}}, usual).value(), IsEmpty()) << "a field that was left empty";
}

TEST_P(FileRows, LieUnderTheSealOfTheirRecord) {
  const auto first = take_all({{"at once.pdf", "%PDF-1 at once"}}, usual);
  const auto later = take_all({{"later.pdf", "%PDF-1 later"}}, usual);
  add_all(*first, true);
  add_all(*later, false);
  db().write([&](db::Tx& tx) { seal(tx, keys->get(), {}, record); });
  auto files = all();
  const auto words =
      db().read([&](db::Tx& tx) { return people::open_words(tx, keys->get(), record); });
  ASSERT_EQ(files.size(), 2U);
  for (File& file : files) {
    EXPECT_FALSE(file.key);
    EXPECT_EQ(file.name, "");
    EXPECT_EQ(key_of(file, {}), std::nullopt);
    EXPECT_TRUE(key_of(file, words));
  }
  EXPECT_EQ(files[0].name, "at once.pdf");
  EXPECT_EQ(files[1].name, "later.pdf");
  EXPECT_EQ(content_of(files[1].hash, *key_of(files[1], words)), "%PDF-1 later");
}

}  // namespace
}  // namespace gandan::files
