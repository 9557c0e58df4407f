#include "lib/text/tracking_code.hpp"

#include <array>
#include <utility>

#include "lib/text/fold.hpp"

namespace gandan::text {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t data_symbols = 11;
using Symbols = std::array<unsigned, data_symbols + 1>;

/// Times x in GF(32) = GF(2)[x] / (x^5 + x^2 + 1), in which x is primitive: its powers 0 to 30
/// differ.
constexpr unsigned times_x(unsigned a) {
  const unsigned shifted = a << 1;
  return (shifted & 32u) != 0 ? shifted ^ 0b100101u : shifted;
}

/// Σ xⁱ·symbolᵢ by Horner's rule, from the first symbol down to the last, whose weight is x⁰.
constexpr unsigned syndrome(const Symbols& symbols) {
  unsigned sum = 0;
  for (const unsigned symbol : symbols) sum = times_x(sum) ^ symbol;
  return sum;
}

std::string write(const Symbols& symbols, std::string_view prefix) {
  std::string out(prefix);
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (i % 4 == 0) out.push_back('-');
    out.push_back(alphabet[symbols[i]]);
  }
  return out;
}

/// Capital letters and digits of what was typed; nothing else.
std::string compact(std::string_view typed) {
  std::string out;
  for (const char c : fold(typed, Fold::exact)) {
    if (c >= 'a' && c <= 'z') out.push_back(static_cast<char>(c - 32));
    if (c >= '0' && c <= '9') out.push_back(c);
  }
  return out;
}

struct Typed {
  Symbols all{};
  std::optional<std::size_t> unreadable;  ///< where a symbol stands that no code has
};

/// The symbols as they were typed; nothing where there are too many or too few, or more than one is
/// none.
std::optional<Typed> read(std::string_view typed, std::string_view prefix) {
  if (typed.size() > 64) return std::nullopt;
  const std::string text = compact(typed);
  std::string_view rest = text;
  if (rest.size() == Symbols().size() + prefix.size() && rest.starts_with(prefix))
    rest.remove_prefix(prefix.size());
  Typed out;
  if (rest.size() != out.all.size()) return std::nullopt;
  for (std::size_t i = 0; i < out.all.size(); ++i) {
    char c = rest[i];
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const std::size_t found = alphabet.find(c);
    if (found == std::string_view::npos) {
      if (out.unreadable) return std::nullopt;
      out.unreadable = i;
    } else {
      out.all[i] = static_cast<unsigned>(found);
    }
  }
  return out;
}

}  // namespace

std::string tracking_code(std::uint64_t random, std::string_view prefix) {
  Symbols symbols{};
  for (std::size_t i = 0; i < data_symbols; ++i) {
    symbols[i] = random & 31u;
    random >>= 5;
  }
  symbols[data_symbols] = syndrome(symbols);
  return write(symbols, prefix);
}

std::optional<std::string> parse_tracking_code(std::string_view typed, std::string_view prefix) {
  const auto symbols = read(typed, prefix);
  const bool is_code = symbols && !symbols->unreadable && syndrome(symbols->all) == 0;
  return is_code ? std::optional(write(symbols->all, prefix)) : std::nullopt;
}

std::vector<std::string> near_tracking_codes(std::string_view typed, std::string_view prefix) {
  std::vector<std::string> codes;
  const auto read_symbols = read(typed, prefix);
  if (!read_symbols) return codes;
  Symbols symbols = read_symbols->all;
  const auto unreadable = read_symbols->unreadable;
  if (!unreadable && syndrome(symbols) == 0) return codes;
  const auto add_if_code = [&] {
    if (syndrome(symbols) == 0) codes.push_back(write(symbols, prefix));
  };
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (unreadable && unreadable != i) continue;
    const unsigned before = symbols[i];
    for (unsigned symbol = 0; symbol < alphabet.size(); ++symbol) {
      symbols[i] = symbol;
      add_if_code();
    }
    symbols[i] = before;
  }
  for (std::size_t i = 1; i < symbols.size() && !unreadable; ++i) {
    std::swap(symbols[i - 1], symbols[i]);
    add_if_code();
    std::swap(symbols[i - 1], symbols[i]);
  }
  return codes;
}

}  // namespace gandan::text
