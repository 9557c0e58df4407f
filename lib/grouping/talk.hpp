// Words that are in every petition, whatever it is about: a reason begins and ends with none of
// them, and none of them is one.
#pragma once
#include "lib/grouping/phrase_list.hpp"

namespace gandan::grouping {

/// Words that lead to what a phrase is about and close none: "của", "những", "tôi".
[[nodiscard]] const PhraseList& particles();
/// Those of them that part a phrase in two: "phụ cấp và trợ cấp" is no phrase, "nhà ở xã hội" is.
[[nodiscard]] const PhraseList& joints();
/// Words that say where, when, how many or how new, but where they are part of a word of two
/// syllables: "xã" is one, that of "xã hội" is none.
[[nodiscard]] const PhraseList& adjuncts();
/// Who writes, what every office is, and what every office does: "người dân", "trung tâm", "xem
/// xét".
[[nodiscard]] const PhraseList& formulae();
/// Words of procedure, which say something only beside another: "tiếp nhận", but not "tiếp nhận hồ
/// sơ".
[[nodiscard]] const PhraseList& vague_words();

}  // namespace gandan::grouping
