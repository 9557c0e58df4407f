// Legacy encodings of Vietnamese: finds out which one a text is in and converts it to UTF-8.
#pragma once
#include <string>
#include <string_view>

namespace gandan::text {

enum class Encoding {
  utf8,
  tcvn3,       ///< TCVN 5712 as .Vn fonts use it ("ABC"): "nh©n d©n"
  vni,         ///< VNI Windows, a letter and a mark: "nhaân daân"
  viscii,      ///< RFC 1456
  viqr,        ///< RFC 1456, in ASCII: "nha^n da^n"
  cp1258,      ///< Windows, letters and combining tones
  utf8_twice,  ///< taken for Windows-1252 and made UTF-8 once more: "nhÃ¢n dÃ¢n"
};

/// The name that files and people use: "UTF-8", "TCVN3", "VNI", "VISCII", "VIQR", "Windows-1258",
/// "UTF-8 twice".
[[nodiscard]] std::string_view name_of(Encoding encoding);

/// What a text is probably in. Confidence 0 to 1: the share of words with marks that are Vietnamese
/// syllables once converted, lowered where there are few of them. Offer a conversion from about 0.6
/// on.
struct Guess {
  Encoding encoding = Encoding::utf8;
  double confidence = 0;
};

/// Confidence from which a conversion needs nobody's look: three words with marks, all of them
/// right.
inline constexpr double sure = 0.75;
/// Confidence from which somebody should look at what is not sure.
inline constexpr double doubtful = 0.5;

/// Judges bytes from a file as well as text that was pasted from a legacy font and became UTF-8 on
/// the way ("Uû ban nh©n d©n tØnh"). Reads at most the first 64 kB.
[[nodiscard]] Guess detect_encoding(std::string_view bytes);

/// Converts to UTF-8 in NFC. Takes both forms that detect_encoding takes. The caller keeps the
/// original: TCVN3 keeps capitals in the font's name, so they cannot always be restored.
[[nodiscard]] std::string to_utf8(std::string_view bytes, Encoding from);

/// Whether bytes of a legacy encoding can stand behind it: it is not UTF-8, or has letters beyond
/// ASCII, and none that no single byte stands for. Cheap: most Vietnamese text says no at once.
[[nodiscard]] bool may_be_legacy(std::string_view bytes);

/// The text in UTF-8 where it makes more Vietnamese words if it is in `from`; else as it is. For
/// one part of a text that is surely in that encoding as a whole.
[[nodiscard]] std::string to_utf8_if_better(std::string_view bytes, Encoding from);

}  // namespace gandan::text
