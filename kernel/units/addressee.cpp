#include "kernel/units/addressee.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <vector>

#include "kernel/units/names.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::units {
namespace {

constexpr std::size_t longest_opening = 400;  // bytes of folded words: a letter begins so
constexpr std::size_t shortest_kind = 5;      // "bo y te": less is no name

/// Folded words, each between spaces.
std::string words_of_name(std::string_view name) {
  return " " + text::fold(name_key(name)) + " ";
}

/// The words of a text, and at which of them a name goes on: with a capital, and no mark before.
struct Words {
  std::string folded = " ";
  std::vector<std::size_t> names;  ///< where such words begin, rising
};

Words words_of_text(std::string_view text) {
  Words out;
  const char* last = text.data();
  for (const text::Token& token : text::tokens(text)) {
    if (token.is_part) continue;
    const bool follows = std::all_of(last, token.text.data(), [](char c) { return c == ' '; });
    last = token.text.data() + token.text.size();
    if (follows && text::fold(token.text, text::Fold::exact) != text::nfc(token.text))
      out.names.push_back(out.folded.size());
    out.folded += text::fold(name_key(token.text)) + " ";
  }
  return out;
}

/// Whether words of address end where a name begins, or titles of whom it has at its head. Whom
/// somebody "has written to" is asked no more.
bool is_addressed(std::string_view before) {
  static constexpr std::array<std::string_view, 12> heads{
      "ong",       "ba",  "chu tich", "pho chu tich", "giam doc", "lanh dao",
      "bo truong", "cac", "quy",      "toi",          "den",      "voi"};
  static constexpr std::array<std::string_view, 12> cues{
      "kinh gui", "gui",       "kinh trinh", "kinh thua", "de nghi", "kien nghi",
      "de xuat",  "kinh mong", "mong",       "yeu cau",   "nho",     "xin"};
  const auto drop = [&](std::string_view word) {
    const bool is_last = before.ends_with(word) && before.size() > word.size() &&
                         before[before.size() - word.size() - 1] == ' ';
    if (is_last) before.remove_suffix(word.size() + 1);
    return is_last;
  };
  while (std::any_of(heads.begin(), heads.end(), drop)) {
  }
  return std::any_of(cues.begin(), cues.end(), drop) && !before.ends_with(" da");
}

/// What a body is called beside its name in full; empty where there is nothing of the kind.
struct OtherNames {
  std::string without_type;  ///< "so y te lang son", of "Sở Y tế tỉnh Lạng Sơn"
  /// "so y te", "uy ban nhan dan xa": without the name of its area, whose type stays where nothing
  /// else says which committee is meant.
  std::string kind;
};

OtherNames other_names(const Serving& serving) {
  const std::string name = words_of_name(serving.body->name);
  const std::string area = words_of_name(serving.area);
  const AreaName split = split_type(serving.area);
  if (split.type == AreaType::none || !name.ends_with(area)) return {};
  const std::string bare = words_of_name(split.bare);
  const std::string head = name.substr(0, name.size() - area.size()) + " ";
  const bool is_of_areas =
      name.starts_with(" uy ban nhan dan ") || name.starts_with(" hoi dong nhan dan ");
  return {head + bare.substr(1),
          is_of_areas ? name.substr(0, name.size() - bare.size()) + " " : head};
}

struct Mention {
  const Unit* body = nullptr;
  bool is_addressed = false;
  std::size_t at = 0, length = 0;

  /// What counts more stands before.
  [[nodiscard]] auto rank() const {
    return std::tuple(!is_addressed, at, -static_cast<std::ptrdiff_t>(length));
  }
};

/// Where a text asks for a body by this name, or else names it in its opening. A kind alone is a
/// name where it is asked and no name goes on: "UBND xã", not "UBND xã Chi Lăng".
std::optional<Mention> mention_of(const Unit& body, const Words& words, std::string_view name,
                                  bool is_kind) {
  std::optional<Mention> found;
  if (name.size() < shortest_kind) return found;
  const std::string_view all = words.folded;
  for (std::size_t at = all.find(name); at != std::string_view::npos; at = all.find(name, at + 1)) {
    const bool asked = is_addressed(all.substr(0, at));
    if (is_kind && std::binary_search(words.names.begin(), words.names.end(), at + name.size()))
      continue;
    if (!asked && (found || is_kind || at > longest_opening)) continue;
    found = Mention{&body, asked, at, name.size()};
    if (asked) break;
  }
  return found;
}

}  // namespace

const Unit* addressee(std::string_view text, std::span<const Serving> bodies) {
  const Words words = words_of_text(text);
  std::optional<Mention> best;
  const auto take = [&](const std::optional<Mention>& mention) {
    if (mention && (!best || mention->rank() < best->rank())) best = mention;
  };
  for (const Serving& serving : bodies) {
    const OtherNames others = other_names(serving);
    take(mention_of(*serving.body, words, words_of_name(serving.body->name), false));
    take(mention_of(*serving.body, words, others.without_type, false));
    take(mention_of(*serving.body, words, others.kind, true));
  }
  return best ? best->body : nullptr;
}

}  // namespace gandan::units
