// What stands around the matter of a letter and says nothing of it: salutations, the national
// motto, the heading of a form, who writes, thanks.
#pragma once
#include <string>
#include <string_view>

namespace gandan::text {

/// Where the matter of a sentence begins: behind "Kính gửi …", "Độc lập - Tự do", "ĐƠN KIẾN NGHỊ",
/// "Tôi tên là …, trú tại …"; its end where it has none. Takes NFC, with or without marks.
[[nodiscard]] std::size_t matter_of(std::string_view sentence);

/// The end of the first sentence: behind its full stop, or before the end of its line.
[[nodiscard]] std::size_t end_of_sentence(std::string_view text);

/// The text without the sentences that have no matter, and without what stands before the matter of
/// the others; nothing where there is none.
[[nodiscard]] std::string without_formalities(std::string_view text);

/// A heading made of a letter: its first sentence that has matter, at most `most` code points, cut
/// where a phrase ends; nothing is put in place of what is cut off.
[[nodiscard]] std::string heading_of(std::string_view text, std::size_t most);

/// At most `most` code points of it, up to a comma or to a word that begins another clause.
[[nodiscard]] std::string_view phrase_of(std::string_view text, std::size_t most);

}  // namespace gandan::text
