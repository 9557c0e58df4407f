// What grouping, search for similar ones and routing work on: a text with what is known about it,
// and the reasons why two of them belong together.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::grouping {

/// One petition as the library sees it. All but `id` may be empty. Nothing is copied: the views
/// must outlive the call they are handed to, not longer. Text is UTF-8; broken bytes are skipped
/// over.
struct Document {
  std::int64_t id = 0;            // unique among the documents handed over together; breaks ties
  std::string_view text;          // as the asker wrote it, marks and OCR slips included
  std::string_view addressed_to;  // the body asked, by name or by code
  std::string_view field;         // lĩnh vực
  std::string_view place;         // name or code of the unit where the matter lies
  std::string_view asked_by;  // "cử tri tỉnh …": known, so its words are no sign of sameness
};

inline constexpr std::size_t syllables_of_a_word = 2;

/// Why two documents are held to ask the same: facts, most telling first, that a page puts in words
/// ("same request, same road, same body"). Terms and references are spelt as in the first document.
struct Explanation {
  double similarity = 0;                // 0 nothing shared … 1 the same words
  bool same_text = false;               // the same but for case, marks, punctuation and spaces
  bool same_body = false;               // the same `addressed_to`, not empty
  bool same_field = false;              // the same `field`, not empty
  bool same_place = false;              // the same `place`, not empty
  std::vector<std::string> references;  // legal documents that both cite: "05-HD/BTCTW"
  std::vector<std::string> terms;       // phrases that both use and few others do; at most 6
  std::size_t words = 0;  // different ones of the matter that both use; at most 3 are counted

  /// Whether the reasons are more than one word, which in Vietnamese has two syllables: what two
  /// texts ask that both say "giáo viên" may be anything.
  [[nodiscard]] bool says_enough() const;
};

}  // namespace gandan::grouping
