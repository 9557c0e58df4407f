// An official document (văn bản hành chính): what stands in it, whatever it is written as. Its
// layout is Decree 30/2020/NĐ-CP, appendix I, or for the Party's bodies Guide 36-HD/VPTW.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lib/base/time.hpp"

namespace gandan::documents {

/// Words of one look.
struct Run {
  std::string words;
  bool bold = false;
  bool italic = false;
};
/// A line break inside is a line of its own in the same paragraph.
using Text = std::vector<Run>;
[[nodiscard]] Text plain(std::string words);
[[nodiscard]] Text bold(std::string words);
[[nodiscard]] Text italic(std::string words);

enum class Align { justify, left, centre, right };

struct Paragraph {
  Text text;
  Align align = Align::justify;
  /// "1.", "a)", "-": as it is printed before the words; empty where it is no item.
  std::string marker = {};
  /// How deep it stands: 0 begins its first line further in (1.27 cm), as the decree wants; from 1
  /// on all its lines stand in, so deep. Not where it is centred or at the right.
  int indent = 0;
  /// A heading within the document ("I. KẾT QUẢ"), for who finds their way by headings: 1 to 3; its
  /// look is that of its runs.
  int heading = 0;
};

struct Cell {
  Text text;
  Align align = Align::left;
  int columns = 1;  ///< that it spans
  int rows = 1;     ///< that it spans: in the header rows alone
};
using Row = std::vector<Cell>;  ///< without a place for what a cell above or before it spans

/// Over as many pages as it needs; its header rows stand at the head of each.
struct Table {
  std::vector<double> widths;  ///< one a column, of each other
  std::vector<Row> header = {};
  std::vector<Row> rows = {};
  double size = 12;        ///< of its letters, in points
  std::string about = {};  ///< what it shows, for who cannot see it
};

/// Words with a line of points behind them that somebody fills in by hand: "Họ và tên: ......".
struct Blank {
  std::string label;
  int lines = 1;
};

using Block = std::variant<Paragraph, Table, Blank>;

enum class Layout {
  state,  ///< national motto; "Số: 15/TB-UBND"
  party,  ///< "ĐẢNG CỘNG SẢN VIỆT NAM"; "Số 15-TB/TU"
};

/// Number and symbol (số, ký hiệu).
struct Number {
  std::string number;  ///< "15"; empty where it is given by hand later: a gap stands there
  std::string symbol;  ///< "TB-UBND"; of the Party "TB/TU"
};

struct Signature {
  std::string authority;  ///< "TM. ỦY BAN NHÂN DÂN"; may be empty
  std::string position;   ///< "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "NGƯỜI NHẬN"
  std::string note = {};  ///< "(Ký, ghi rõ họ tên)", in italics; of forms
  std::string name = {};  ///< empty where it is written by hand: the room stays
};

struct Document {
  Layout layout = Layout::state;
  bool landscape = false;
  std::string form;              ///< "Mẫu số 01/TCD", at the upper right; of forms of the law
  std::string superior;          ///< the body above; may be empty
  std::string body;              ///< who issues it; both as names, capitals are made
  std::optional<Number> number;  ///< none: no such line
  std::string place;             ///< "Lạng Sơn"; empty and without a day: no such line
  std::optional<Date> day;       ///< none while there is a place: "ngày ... tháng ... năm ..."
  std::string kind;              ///< tên loại: "THÔNG BÁO"; empty of a letter (công văn)
  std::string subject;  ///< trích yếu: "Về việc gia hạn …"; of a letter without "V/v"
  std::vector<std::string> addressees;  ///< after "Kính gửi:"; may be none
  std::vector<Block> blocks;
  bool ends = true;  ///< "./." after the last words, as the decree wants; not of forms
  std::optional<Signature> signature;        ///< at the right
  std::optional<Signature> other_signature;  ///< at the left, of a receipt or minutes
  std::vector<std::string> recipients;       ///< Nơi nhận: "Như trên;", "Lưu: VT, TD."
  std::string notes;                         ///< small beneath all else; may be empty
};

/// "ngày 05 tháng 02 năm 2026", as the decree wants it: a 0 before days under 10 and before
/// January and February.
[[nodiscard]] std::string day_in_words(Date day);
/// "Số: 15/TB-UBND", "Số 15-TB/TU".
[[nodiscard]] std::string number_line(const Document& document);
/// "CÔNG VĂN", "THÔNG BÁO" and what it is about: the title in its properties.
[[nodiscard]] std::string title_of(const Document& document);

}  // namespace gandan::documents
