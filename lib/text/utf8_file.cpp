#include "lib/text/utf8_file.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <streambuf>
#include <string>

#include "lib/text/utf8.hpp"

namespace gandan::text {

namespace {

constexpr std::size_t block = 64 * 1024;  // bytes

enum class Units { bytes, little_endian, big_endian };

/// UTF-16 by its mark, or by the zero byte of its first letter: every heading and every brace is
/// ASCII.
Units units_of(std::string_view begin) {
  if (begin.starts_with("\xFF\xFE")) return Units::little_endian;
  if (begin.starts_with("\xFE\xFF")) return Units::big_endian;
  if (begin.size() < 2) return Units::bytes;
  if (begin[0] != 0 && begin[1] == 0) return Units::little_endian;
  if (begin[0] == 0 && begin[1] != 0) return Units::big_endian;
  return Units::bytes;
}

/// Takes whole code points off the front of `bytes`; half of one stays for the next block.
std::string take_utf16(std::string& bytes, bool big_endian, bool is_last) {
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  std::size_t at = 0;
  while (at + 2 <= bytes.size()) {
    const char32_t first = unit(at);
    const bool is_high = first >= 0xD800 && first < 0xDC00;
    if (is_high && at + 4 > bytes.size() && !is_last) break;
    const char32_t second = is_high && at + 4 <= bytes.size() ? unit(at + 2) : 0;
    const bool is_pair = second >= 0xDC00 && second < 0xE000;
    const bool is_half = !is_pair && first >= 0xD800 && first < 0xE000;
    append(out, is_pair   ? 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                : is_half ? replacement_character
                          : first);
    at += is_pair ? 4 : 2;
  }
  bytes.erase(0, is_last ? bytes.size() : at);
  return out;
}

/// Takes whole lines off the front of `bytes`, or all where there is none or nothing follows.
std::string take_lines(std::string& bytes, bool is_last) {
  const std::size_t end = is_last ? std::string::npos : bytes.rfind('\n');
  std::string out = bytes.substr(0, end == std::string::npos ? end : end + 1);
  bytes.erase(0, out.size());
  return out;
}

std::string convert_lines(std::string_view text, Encoding from) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, size);
    out += to_utf8_if_better(line, from);
    text.remove_prefix(size);
  }
  return out;
}

}  // namespace

class Utf8File::Buffer : public std::streambuf {
 public:
  explicit Buffer(std::istream& bytes) : bytes_(bytes) { begin(); }
  explicit Buffer(const std::filesystem::path& file)
      : file_(std::in_place, file, std::ios::binary), bytes_(*file_) {
    begin();
  }

  [[nodiscard]] bool is_open() const { return !file_ || file_->is_open(); }
  [[nodiscard]] std::uint64_t bytes_read() const { return read_; }
  [[nodiscard]] Encoding encoding() const { return encoding_; }

 protected:
  int_type underflow() override {
    while (gptr() == egptr()) {
      if (ready_.empty() && !more()) return traits_type::eof();
      served_ = std::move(ready_);
      ready_.clear();
      setg(served_.data(), served_.data(), served_.data() + served_.size());
    }
    return traits_type::to_int_type(*gptr());
  }

 private:
  /// Looks at the first block, which says what the file is in.
  void begin() {
    read_block();
    units_ = units_of(held_);
    if (held_.starts_with("\xEF\xBB\xBF")) held_.erase(0, 3);
    if (units_ != Units::bytes && static_cast<unsigned char>(held_[0]) >= 0xFE) held_.erase(0, 2);
    ready_ = take();
    const Guess guess = detect_encoding(ready_);
    if (guess.confidence >= sure && guess.encoding != Encoding::viqr) encoding_ = guess.encoding;
    if (encoding_ != Encoding::utf8) ready_ = convert_lines(ready_, encoding_);
  }

  bool more() {
    while (ready_.empty() && !is_last_) {
      read_block();
      ready_ = take();
      if (encoding_ != Encoding::utf8) ready_ = convert_lines(ready_, encoding_);
    }
    return !ready_.empty();
  }

  void read_block() {
    const std::size_t before = held_.size();
    held_.resize(before + block);
    bytes_.read(held_.data() + before, block);
    const auto got = static_cast<std::size_t>(bytes_.gcount());
    held_.resize(before + got);
    read_ += got;
    is_last_ = got < block;
  }

  std::string take() {
    if (units_ != Units::bytes) return take_utf16(held_, units_ == Units::big_endian, is_last_);
    return take_lines(held_, is_last_);
  }

  std::optional<std::ifstream> file_;
  std::istream& bytes_;
  Units units_ = Units::bytes;
  Encoding encoding_ = Encoding::utf8;
  std::string held_;    // bytes of the file that are still to be converted
  std::string ready_;   // UTF-8 that is still to be served
  std::string served_;  // what the stream reads from
  std::uint64_t read_ = 0;
  bool is_last_ = false;
};

Utf8File::Utf8File(const std::filesystem::path& file)
    : std::istream(nullptr), buffer_(std::make_unique<Buffer>(file)) {
  rdbuf(buffer_.get());
}

Utf8File::Utf8File(std::istream& bytes)
    : std::istream(nullptr), buffer_(std::make_unique<Buffer>(bytes)) {
  rdbuf(buffer_.get());
}

Utf8File::~Utf8File() = default;

bool Utf8File::is_open() const {
  return buffer_->is_open();
}

std::uint64_t Utf8File::bytes_read() const {
  return buffer_->bytes_read();
}

Encoding Utf8File::encoding() const {
  return buffer_->encoding();
}

}  // namespace gandan::text
