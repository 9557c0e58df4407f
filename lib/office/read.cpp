#include <iconv.h>
#include <sys/resource.h>

#include <charconv>
#include <fstream>
#include <optional>
#include <stdexcept>

#include "lib/base/apart.hpp"
#include "lib/office/office.hpp"
#include "lib/office/parse.hpp"
#include "lib/office/refused.hpp"
#include "lib/office/wire.hpp"

namespace gandan::office {
namespace {

constexpr char is_document = 'd', is_problem = 'p';

/// poppler asks the C library for this converter, which loads a file for it once: here, since the
/// process that reads can load none.
void load_converter() {
  static const iconv_t kept = ::iconv_open("UTF-16", "UTF-8");
  if (kept == reinterpret_cast<iconv_t>(-1))
    throw std::runtime_error("the C library cannot convert UTF-8 to UTF-16");
}

/// What reads needs no file, no socket, no other process: from here on it can have none.
void open_nothing_more() {
  const rlimit nothing{0, 0};
  for (const auto what : {RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_FSIZE})
    if (::setrlimit(what, &nothing) != 0) throw std::runtime_error("a limit cannot be set");
}

std::string answer_of(const Result<Document, Problem>& read) {
  if (!read) return {is_problem, static_cast<char>(read.error())};
  return is_document + to_bytes(*read);
}

std::optional<Problem> problem_told(std::string_view answer) {
  if (answer.size() != 2 || answer[0] != is_problem) return std::nullopt;
  const auto problem = static_cast<std::uint8_t>(answer[1]);
  if (problem > static_cast<std::uint8_t>(Problem::reader_died)) return std::nullopt;
  return static_cast<Problem>(problem);
}

Result<Document, Problem> understood(std::string_view answer) {
  if (const auto problem = problem_told(answer)) return fail(*problem);
  if (!answer.starts_with(is_document)) return fail(Problem::reader_died);
  auto document = document_of(answer.substr(1));
  if (!document) return fail(Problem::reader_died);
  return std::move(*document);
}

Problem problem_of(ApartError error) {
  switch (error) {
    case ApartError::too_slow:
      return Problem::took_too_long;
    case ApartError::too_long:
      return Problem::needs_too_much_memory;
    case ApartError::broke:
      break;
  }
  return Problem::reader_died;
}

constexpr char is_drawn = 'g';

/// "P5\n<width> <height>\n255\n" and its bytes: where the first picture ends. Nothing where that is
/// not what stands there.
std::optional<std::size_t> end_of_picture(std::string_view all) {
  constexpr std::string_view mark = "P5\n", depth = "\n255\n";
  if (!all.starts_with(mark)) return std::nullopt;
  std::size_t width = 0, height = 0;
  const char* end = all.data() + all.size();
  const auto wide = std::from_chars(all.data() + mark.size(), end, width);
  if (wide.ec != std::errc() || wide.ptr == end || *wide.ptr != ' ') return std::nullopt;
  const auto high = std::from_chars(wide.ptr + 1, end, height);
  if (high.ec != std::errc()) return std::nullopt;
  const auto head = static_cast<std::size_t>(high.ptr - all.data()) + depth.size();
  if (!all.substr(std::min(all.size(), head - depth.size())).starts_with(depth))
    return std::nullopt;
  if (width == 0 || height == 0 || height > (all.size() - head) / width) return std::nullopt;
  return head + width * height;
}

Result<std::vector<std::string>, Problem> pictures_of(std::string_view answer) {
  std::vector<std::string> pictures;
  while (!answer.empty()) {
    const auto end = end_of_picture(answer);
    if (!end) return fail(Problem::reader_died);
    pictures.emplace_back(answer.substr(0, *end));
    answer.remove_prefix(*end);
  }
  return pictures;
}

}  // namespace

Result<std::vector<std::string>, Problem> draw_pages(std::string_view bytes, std::size_t most_pages,
                                                     const Limits& limits) {
  constexpr std::size_t most_of_a_page = 9'000'000;  // bytes of its picture
  if (bytes.size() > limits.file_bytes) return fail(Problem::too_large);
  load_converter();
  const auto answer = run_apart({.time = limits.time,
                                 .memory = limits.memory_bytes,
                                 .longest_answer = most_pages * most_of_a_page},
                                [&]() -> std::string {
                                  open_nothing_more();
                                  try {
                                    return is_drawn + draw_pdf(bytes, most_pages, limits);
                                  } catch (const Refused& refused) {
                                    return {is_problem, static_cast<char>(refused.problem)};
                                  }
                                });
  if (!answer) return fail(problem_of(answer.error()));
  if (const auto problem = problem_told(*answer)) return fail(*problem);
  if (!answer->starts_with(is_drawn)) return fail(Problem::reader_died);
  return pictures_of(std::string_view(*answer).substr(1));
}

Result<Document, Problem> read(std::string_view bytes, const Limits& limits) {
  constexpr std::size_t around_a_cell = 128;  // in an answer
  if (bytes.size() > limits.file_bytes) return fail(Problem::too_large);
  load_converter();
  const ApartLimits apart{
      .time = limits.time,
      .memory = limits.memory_bytes,
      .longest_answer = 2 * limits.unpacked_bytes + around_a_cell * limits.cells};
  const auto answer = run_apart(apart, [&] {
    open_nothing_more();
    return answer_of(parse(bytes, limits));
  });
  if (!answer) return fail(problem_of(answer.error()));
  return understood(*answer);
}

Result<Document, Problem> read_file(const std::string& file, const Limits& limits) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes, piece(64u << 10, '\0');
  while (in && bytes.size() <= limits.file_bytes) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    bytes.append(piece, 0, static_cast<std::size_t>(in.gcount()));
  }
  if (!in && !in.eof()) throw std::runtime_error(file + ": cannot be read");
  return read(bytes, limits);
}

}  // namespace gandan::office
