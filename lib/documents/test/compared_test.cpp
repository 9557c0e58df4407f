// The DOCX as LibreOffice shows it beside our PDF, as pictures.
#include <gtest/gtest.h>

#include <algorithm>

#include "lib/documents/test/poppler.hpp"
#include "lib/documents/test/samples.hpp"
#include "lib/documents/write.hpp"

namespace gandan::documents {
namespace {

using test::Folder, test::printed;

struct Picture {
  int width = 0, height = 0;
  std::string grey;
  [[nodiscard]] bool is_ink(int x, int y) const {
    return static_cast<unsigned char>(grey[static_cast<std::size_t>(y * width + x)]) < 160;
  }
};

/// The pages of a PDF at 72 dots an inch: a dot is a point.
std::vector<Picture> pictures_of(const Folder& folder, const std::string& pdf) {
  std::vector<Picture> all;
  (void)printed("pdftoppm -gray -r 72 " + pdf + " " + folder.file("page") + " 2>&1");
  for (int page = 1;; ++page) {
    const std::string name = folder.file("page-" + std::to_string(page) + ".pgm");
    std::ifstream in(name, std::ios::binary);
    if (!in) return all;
    Picture picture;
    std::string magic;
    int most = 0;
    in >> magic >> picture.width >> picture.height >> most;
    in.get();
    picture.grey.resize(static_cast<std::size_t>(picture.width * picture.height));
    in.read(picture.grey.data(), static_cast<std::streamsize>(picture.grey.size()));
    all.push_back(std::move(picture));
    std::filesystem::remove(name);
  }
}

constexpr int strips = 6, band = 36, most_shift = 4;  // two lines of words a band, in dots

/// How much ink a row of dots has in each of some strips of the page's width.
std::vector<double> ink_of(const Picture& picture) {
  std::vector<double> ink(static_cast<std::size_t>(picture.height * strips));
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x)
      if (picture.is_ink(x, y))
        ++ink[static_cast<std::size_t>(y * strips + x * strips / picture.width)];
  return ink;
}

/// 1 where two bands have the same ink in the same rows and strips, 0 where none is shared.
double likeness_of(const std::vector<double>& a, const std::vector<double>& b, int top, int shift) {
  double shared = 0, all = 0;
  for (int i = top * strips; i < (top + band) * strips; ++i) {
    const int there = i + shift * strips;
    const bool is_there = there >= 0 && there < static_cast<int>(b.size());
    const double here = i < static_cast<int>(a.size()) ? a[static_cast<std::size_t>(i)] : 0;
    const double other = is_there ? b[static_cast<std::size_t>(there)] : 0;
    shared += std::min(here, other);
    all += std::max(here, other);
  }
  return all < 100 ? 1 : shared / all;  // nearly blank
}

/// Of the band that is least alike: lines may stand some points higher or lower.
double likeness(const Picture& ours, const Picture& theirs) {
  const auto a = ink_of(ours), b = ink_of(theirs);
  double least = 1;
  for (int top = 0; top < ours.height; top += band) {
    double best = 0;
    for (int shift = -most_shift; shift <= most_shift; ++shift)
      best = std::max(best, likeness_of(a, b, top, shift));
    least = std::min(least, best);
  }
  return least;
}

constexpr double alike = 0.6;

void expect_alike(const std::vector<Picture>& ours, const std::vector<Picture>& theirs) {
  ASSERT_EQ(ours.size(), theirs.size()) << "pages";
  for (std::size_t page = 0; page < ours.size(); ++page)
    EXPECT_GT(likeness(ours[page], theirs[page]), alike) << "page " << page + 1;
}

TEST(Compared, LibreOfficeShowsTheDocxAsOurPdf) {
  if (!test::is_installed("soffice") || !test::is_installed("pdftoppm"))
    GTEST_SKIP() << "libreoffice-writer-nogui or poppler-utils is not installed";
  const Folder folder;
  const std::vector<Document> documents{test::a_letter(), test::a_notice(30)};
  std::string files;
  for (std::size_t i = 0; i < documents.size(); ++i)
    files += " " + folder.put(std::to_string(i) + ".docx", to_docx(documents[i]));
  (void)printed("timeout 90 soffice -env:UserInstallation=file://" + folder.file("profile") +
                " --headless --convert-to pdf --outdir " + folder.file("theirs") + files + " 2>&1");
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::string name = std::to_string(i) + ".pdf";
    const auto ours = pictures_of(folder, folder.put(name, to_pdf(documents[i])));
    const auto theirs = pictures_of(folder, folder.file("theirs/" + name));
    expect_alike(ours, theirs);
  }
  // What it would notice: one word more in one paragraph, which moves the lines beneath by one.
  Document other = test::a_letter();
  std::get<Paragraph>(other.blocks[2]).text.front().words += " Có thêm mấy chữ ở cuối đoạn này.";
  const auto ours = pictures_of(folder, folder.put("ours.pdf", to_pdf(test::a_letter())));
  const auto another = pictures_of(folder, folder.put("another.pdf", to_pdf(other)));
  EXPECT_LT(likeness(ours.front(), another.front()), alike);
}

}  // namespace
}  // namespace gandan::documents
