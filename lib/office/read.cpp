#include <iconv.h>
#include <sys/resource.h>

#include <fstream>
#include <stdexcept>

#include "lib/base/apart.hpp"
#include "lib/office/office.hpp"
#include "lib/office/parse.hpp"
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

Result<Document, Problem> understood(std::string_view answer) {
  if (answer.size() == 2 && answer[0] == is_problem) {
    const auto problem = static_cast<std::uint8_t>(answer[1]);
    if (problem <= static_cast<std::uint8_t>(Problem::reader_died))
      return fail(static_cast<Problem>(problem));
  }
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

}  // namespace

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
