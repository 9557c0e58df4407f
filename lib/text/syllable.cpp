#include "lib/text/syllable.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "lib/text/fold.hpp"

namespace gandan::text {

namespace {

/// Longest first, so that "ngh" is tried before "ng".
constexpr std::array<std::string_view, 28> onsets{
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu", "b", "c", "d",
    "đ",   "g",  "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v", "x", ""};

const std::unordered_set<std::string_view>& rimes() {
  static const std::unordered_set<std::string_view> all{
      "a",    "ac",   "ach",  "ai",  "am",  "an",   "ang",  "anh",  "ao",  "ap",   "at",   "au",
      "ay",   "ăc",   "ăm",   "ăn",  "ăng", "ăp",   "ăt",   "âc",   "âm",  "ân",   "âng",  "âp",
      "ât",   "âu",   "ây",   "e",   "ec",  "em",   "en",   "eng",  "eo",  "ep",   "et",   "ê",
      "êch",  "êm",   "ên",   "ênh", "êp",  "êt",   "êu",   "i",    "ia",  "ich",  "im",   "in",
      "inh",  "ip",   "it",   "iu",  "iêc", "iêm",  "iên",  "iêng", "iêp", "iêt",  "iêu",  "y",
      "yên",  "yêm",  "yêng", "yêt", "yêu", "o",    "oc",   "oi",   "om",  "on",   "ong",  "op",
      "ot",   "oong", "ooc",  "oa",  "oac", "oach", "oai",  "oam",  "oan", "oang", "oanh", "oao",
      "oap",  "oat",  "oay",  "oăc", "oăm", "oăn",  "oăng", "oăt",  "oe",  "oen",  "oeo",  "oet",
      "oem",  "ô",    "ôc",   "ôi",  "ôm",  "ôn",   "ông",  "ôp",   "ôt",  "ơ",    "ơi",   "ơm",
      "ơn",   "ơp",   "ơt",   "u",   "ua",  "uc",   "ui",   "um",   "un",  "ung",  "up",   "ut",
      "uân",  "uâng", "uât",  "uây", "uê",  "uêch", "uênh", "uên",  "uôc", "uôi",  "uôm",  "uôn",
      "uông", "uôt",  "uơ",   "uy",  "uya", "uych", "uynh", "uyt",  "uyp", "uyn",  "uyu",  "uyên",
      "uyêt", "ư",    "ưa",   "ưc",  "ưi",  "ưm",   "ưn",   "ưng",  "ưt",  "ưu",   "ươc",  "ươi",
      "ươm",  "ươn",  "ương", "ươp", "ươt", "ươu",  "ynh",  "ych",  "yt"};
  return all;
}

/// Syllables that end in a stop take only sắc and nặng (and are written without a tone by mistake).
bool tone_fits(std::string_view toneless, std::string_view placement) {
  const bool stopped = toneless.ends_with("c") || toneless.ends_with("ch") ||
                       toneless.ends_with("p") || toneless.ends_with("t");
  const std::string_view tone = placement.substr(toneless.size());
  if (tone.size() > 2) return false;  // two tones in one syllable
  return !stopped || tone == "\u0301" || tone == "\u0323";
}

}  // namespace

bool is_syllable(std::string_view word) {
  if (word.empty() || word.size() > 16) return false;
  const std::string placement = fold(word, Fold::placement);
  const std::string toneless = fold(word, Fold::toneless);
  if (!tone_fits(toneless, placement)) return false;
  return std::any_of(onsets.begin(), onsets.end(), [&](std::string_view onset) {
    return toneless.starts_with(onset) &&
           rimes().contains(std::string_view(toneless).substr(onset.size()));
  });
}

}  // namespace gandan::text
