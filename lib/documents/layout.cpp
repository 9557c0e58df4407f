#include "lib/documents/layout.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::documents {
namespace {

// Thousandths of the size, A to Z, of Times New Roman.
constexpr std::array<int, 26> bold_capitals{722, 667, 722, 722, 667,  611, 778, 778, 389,
                                            500, 778, 667, 944, 722,  778, 611, 778, 722,
                                            556, 667, 722, 722, 1000, 722, 722, 667};
constexpr std::array<int, 26> light_capitals{722, 667, 667, 722, 611, 556, 722, 722, 333,
                                             389, 722, 611, 889, 722, 722, 556, 722, 667,
                                             556, 611, 722, 722, 944, 722, 722, 611};
constexpr std::array<int, 26> small_letters{500, 556, 444, 556, 444, 333, 500, 556, 278,
                                            333, 556, 278, 833, 556, 500, 556, 556, 444,
                                            389, 333, 556, 500, 722, 500, 500, 444};

/// A4; the wide one is bound at its upper edge.
Sheet sheet_of(const Document& document) {
  if (document.landscape)
    return {points(297), points(210), points(25), points(20), points(20), points(20)};
  return {points(210), points(297), points(20), points(20), points(30), points(20)};
}

/// In lines as even as can be, each at most `width` wide.
std::vector<std::string> in_lines(const std::string& words, double size, bool bold, double width) {
  std::vector<std::string> pieces;
  std::size_t at = 0;
  while (at < words.size()) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) pieces.push_back(words.substr(at, end - at));
    at = end + 1;
  }
  const double whole = width_of(words, size, bold);
  const double count = std::max(1.0, std::ceil(whole / width));
  std::vector<std::string> lines;
  for (const std::string& piece : pieces) {
    if (!lines.empty()) {
      const std::string longer = lines.back() + " " + piece;
      const bool is_last = static_cast<double>(lines.size()) >= count;
      const double most = is_last ? width : std::min(width, whole / count + size * 2);
      if (width_of(longer, size, bold) <= most) {
        lines.back() = longer;
        continue;
      }
    }
    lines.push_back(piece);
  }
  return lines;
}

/// A name in capitals, parted where offices part it: before the place whose body it is.
std::vector<std::string> body_lines(const std::string& name, double size, bool bold, double width) {
  if (width_of(name, size, bold) <= width) return {name};
  for (std::string_view level :
       {" TỈNH ", " THÀNH PHỐ", " XÃ ", " PHƯỜNG ", " ĐẶC KHU ", " THỊ TRẤN ", " HUYỆN "}) {
    const std::size_t at = name.find(level);
    if (at == std::string::npos) continue;
    std::vector<std::string> lines = in_lines(name.substr(0, at), size, bold, width);
    for (std::string& line : in_lines(name.substr(at + 1), size, bold, width))
      lines.push_back(std::move(line));
    return lines;
  }
  return in_lines(name, size, bold, width);
}

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += (all.empty() ? "" : "\n") + line;
  return all;
}

/// A third to a half of the line that it stands under.
double rule_under(std::string_view line, double size, double width) {
  return std::min(width, width_of(line, size, true)) * 0.42;
}

std::string place_and_day(const Document& document) {
  if (document.place.empty() && !document.day) return {};
  std::string line = document.place.empty() ? "............" : document.place;
  return line + ", " +
         (document.day ? day_in_words(*document.day) : "ngày ..... tháng ..... năm ......");
}

Lines centred(std::string words, double size, bool is_bold = false) {
  return {.text = {{.words = std::move(words), .bold = is_bold}}, .size = size};
}

void add_subject_of_letter(const Document& document, std::vector<Part>& left) {
  if (!document.kind.empty() || document.subject.empty()) return;
  const bool is_party = document.layout == Layout::party;
  Lines subject = centred((is_party ? "" : "V/v ") + document.subject, small_size);
  subject.text.front().italic = is_party;
  subject.before = 3;
  left.emplace_back(std::move(subject));
}

void add_state_heading(const Document& document, Laid& laid) {
  const double width = laid.sheet.text_width();
  Columns head{.left_width = std::min(width * 0.42, points(67)), .left = {}, .right = {}};
  if (document.landscape) head.left_width = width * 0.42;
  const double inner = head.left_width - 4;
  if (!document.superior.empty())
    head.left.emplace_back(
        centred(joined_lines(body_lines(capitals(document.superior), small_size, false, inner)),
                small_size));
  const auto lines = body_lines(capitals(document.body), small_size, true, inner);
  head.left.emplace_back(centred(joined_lines(lines), small_size, true));
  if (!document.body.empty())
    head.left.emplace_back(Rule{rule_under(lines.back(), small_size, inner), 6});
  head.right.emplace_back(centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", small_size, true));
  head.right.emplace_back(centred("Độc lập - Tự do - Hạnh phúc", 13, true));
  head.right.emplace_back(Rule{width_of("Độc lập - Tự do - Hạnh phúc", 13, true), 6});
  laid.pieces.emplace_back(std::move(head));
}

void add_party_heading(const Document& document, Laid& laid) {
  Columns head{.left_width = laid.sheet.text_width() * 0.48, .left = {}, .right = {}};
  const double inner = head.left_width - 4;
  if (!document.superior.empty())
    head.left.emplace_back(centred(
        joined_lines(body_lines(capitals(document.superior), body_size, false, inner)), body_size));
  head.left.emplace_back(centred(
      joined_lines(body_lines(capitals(document.body), body_size, true, inner)), body_size, true));
  head.left.emplace_back(centred("*", body_size, true));
  head.right.emplace_back(centred("ĐẢNG CỘNG SẢN VIỆT NAM", 15, true));
  head.right.emplace_back(Rule{width_of("ĐẢNG CỘNG SẢN VIỆT NAM", 15, true), 6});
  laid.pieces.emplace_back(std::move(head));
}

/// Number at the left, place and day at the right; of a letter what it is about beneath its number.
void add_number_and_day(const Document& document, Laid& laid) {
  const bool is_party = document.layout == Layout::party;
  Columns line{
      .left_width = std::get<Columns>(laid.pieces.back()).left_width, .left = {}, .right = {}};
  if (document.number)
    line.left.emplace_back(centred(number_line(document), is_party ? body_size : 13));
  add_subject_of_letter(document, line.left);
  if (std::string words = place_and_day(document); !words.empty()) {
    line.right.emplace_back(centred(std::move(words), is_party ? body_size : 13));
    std::get<Lines>(line.right.back()).text.front().italic = true;
  }
  if (!line.left.empty() || !line.right.empty()) laid.pieces.emplace_back(std::move(line));
}

void add_title(const Document& document, Laid& laid) {
  if (document.kind.empty()) return;
  const double width = laid.sheet.text_width();
  const bool is_party = document.layout == Layout::party;
  Lines kind = centred(capitals(document.kind), is_party ? 15 : body_size, true);
  kind.before = 18;
  kind.keeps_next = true;
  kind.role = Role::title;
  laid.pieces.emplace_back(std::move(kind));
  if (document.subject.empty()) return;
  const auto lines = in_lines(document.subject, body_size, true, width - points(25));
  laid.pieces.emplace_back(centred(joined_lines(lines), body_size, true));
  if (!lines.empty())
    laid.pieces.emplace_back(Rule{std::max(40.0, rule_under(lines.back(), body_size, width)), 6});
}

void add_addressees(const Document& document, Laid& laid) {
  const auto& all = document.addressees;
  if (all.empty()) return;
  Lines first{.text = plain("Kính gửi:"), .before = 14, .after = 6};
  if (all.size() == 1) {
    first.text.front().words += " " + all.front();
    first.after = 12;
    const double room = laid.sheet.text_width() - 2 * points(12.7);
    if (width_of(first.text.front().words, body_size, false) > room) {
      first.align = Align::left;
      first.left = points(40);
      first.first = -width_of("Kính gửi: ", body_size, false);
    }
    laid.pieces.emplace_back(std::move(first));
    return;
  }
  first.align = Align::left;
  first.left = points(30);
  laid.pieces.emplace_back(std::move(first));
  for (const std::string& each : all) {
    const bool is_last = &each == &all.back();
    laid.pieces.emplace_back(Lines{.text = plain("- " + each + (is_last ? "." : ";")),
                                   .align = Align::left,
                                   .left = points(45),
                                   .after = is_last ? 12.0 : 2.0});
  }
}

Lines lines_of(const Paragraph& paragraph) {
  Lines lines{.text = paragraph.text,
              .align = paragraph.align,
              .after = after_paragraph,
              .spacing = body_spacing,
              .keeps_next = paragraph.heading > 0,
              .role = paragraph.heading > 0 ? Role::heading : Role::paragraph,
              .heading = paragraph.heading};
  if (!paragraph.marker.empty()) {
    Run marker{.words = paragraph.marker + " "};
    if (!lines.text.empty()) {
      marker.bold = lines.text.front().bold;
      marker.italic = lines.text.front().italic;
    }
    lines.text.insert(lines.text.begin(), std::move(marker));
  }
  const bool is_in = paragraph.align == Align::justify || paragraph.align == Align::left;
  if (is_in && paragraph.indent == 0) lines.first = points(12.7);
  if (is_in) lines.left = paragraph.indent * points(12.7);
  return lines;
}

Grid grid_of(const Table& table, double width) {
  Grid grid{table, {}};
  double sum = 0;
  for (double each : table.widths) sum += each;
  for (double each : table.widths) grid.widths.push_back(width * each / sum);
  return grid;
}

void add_blocks(const Document& document, Laid& laid) {
  for (const Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      Lines lines = lines_of(*paragraph);
      if (&block == &document.blocks.back() && document.ends) {
        // It takes the place of a full stop.
        if (!lines.text.empty() && lines.text.back().words.ends_with('.'))
          lines.text.back().words.pop_back();
        lines.text.push_back({.words = "./."});
        lines.keeps_next = document.signature.has_value();
      }
      laid.pieces.emplace_back(std::move(lines));
    } else if (const auto* table = std::get_if<Table>(&block)) {
      if (!table->widths.empty())
        laid.pieces.emplace_back(grid_of(*table, laid.sheet.text_width()));
    } else {
      laid.pieces.emplace_back(Dots{std::get<Blank>(block)});
    }
  }
}

std::vector<Part> signature_lines(const Signature& signature) {
  std::vector<Part> parts;
  auto add = [&](const std::string& words, double size, bool is_bold) {
    if (!words.empty()) parts.emplace_back(centred(words, size, is_bold));
  };
  add(capitals(signature.authority), body_size, true);
  add(capitals(signature.position), body_size, true);
  if (!signature.note.empty()) {
    add(signature.note, small_size, false);
    std::get<Lines>(parts.back()).text.front().italic = true;
  }
  Lines name = centred(signature.name, body_size, true);
  name.before = 64;  // where it is signed and sealed
  parts.emplace_back(std::move(name));
  return parts;
}

std::vector<Part> recipient_lines(const std::vector<std::string>& recipients) {
  std::vector<Part> parts;
  if (recipients.empty()) return parts;
  parts.emplace_back(Lines{.text = {{.words = "Nơi nhận:", .bold = true, .italic = true}},
                           .size = small_size,
                           .align = Align::left});
  for (const std::string& each : recipients)
    parts.emplace_back(Lines{.text = plain("- " + each), .size = list_size, .align = Align::left});
  return parts;
}

void add_signatures(const Document& document, Laid& laid) {
  const double half = laid.sheet.text_width() / 2;
  auto recipients = recipient_lines(document.recipients);
  if (document.signature || document.other_signature || !recipients.empty()) {
    laid.pieces.emplace_back(
        Lines{.text = {}, .size = 6, .keeps_next = document.signature.has_value()});
    Columns columns{.left_width = half, .left = {}, .right = {}};
    if (document.other_signature)
      columns.left = signature_lines(*document.other_signature);
    else
      columns.left = std::exchange(recipients, {});
    if (document.signature) columns.right = signature_lines(*document.signature);
    laid.pieces.emplace_back(std::move(columns));
  }
  for (Part& part : recipients) laid.pieces.emplace_back(std::get<Lines>(std::move(part)));
  if (!document.notes.empty())
    laid.pieces.emplace_back(Lines{
        .text = italic(document.notes), .size = list_size, .align = Align::left, .before = 12});
}

}  // namespace

std::string capitals(std::string_view words) {
  auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(words.data(), static_cast<std::int32_t>(words.size())));
  std::string out;
  text.toUpper(icu::Locale("vi")).toUTF8String(out);
  return out;
}

double width_of(std::string_view words, double size, bool bold) {
  // Letter case is lost when marks are: it is read from the words themselves.
  std::int64_t thousandths = 0;
  for (std::size_t at = 0; at < words.size();) {
    const std::string_view letter = words.substr(at, text::decode(words, at).size);
    at += letter.size();
    const std::string base = text::fold(letter);
    const char low = base.empty() ? ' ' : base.front();
    if (low < 'a' || low > 'z') {
      thousandths += letter == " " ? 250 : letter == "-" ? 333 : 500;
    } else if (text::fold(letter, text::Fold::exact) != letter) {
      thousandths += (bold ? bold_capitals : light_capitals)[static_cast<std::size_t>(low - 'a')];
    } else {
      thousandths += small_letters[static_cast<std::size_t>(low - 'a')];
    }
  }
  return static_cast<double>(thousandths) * size / 1000;
}

std::string words_of(const Text& text) {
  std::string all;
  for (const Run& run : text) all += run.words;
  return all;
}

Laid lay_out(const Document& document) {
  Laid laid{sheet_of(document), {}};
  if (!document.form.empty())
    laid.pieces.emplace_back(
        Lines{.text = bold(document.form), .size = small_size, .align = Align::right, .after = 4});
  if (document.layout == Layout::party)
    add_party_heading(document, laid);
  else
    add_state_heading(document, laid);
  add_number_and_day(document, laid);
  add_title(document, laid);
  add_addressees(document, laid);
  if (!document.kind.empty() && document.addressees.empty())
    laid.pieces.emplace_back(Lines{.text = {}, .size = 8});
  add_blocks(document, laid);
  add_signatures(document, laid);
  return laid;
}

}  // namespace gandan::documents
