// Written decisions on complaints and denunciations: the grounds and criteria that the law lists,
// the checks that all of them share, and how they are kept.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

struct GroundWords {
  Ground ground;
  Verb verb;              ///< suspend or end
  bool of_complaints;     ///< or of denunciations
  std::string_view name;  ///< in forms
  const char* label;
  const char* article;
};
/// Every ground of each.
[[nodiscard]] std::span<const GroundWords> grounds();
/// The words of a ground; nullptr where the law does not know it for this verb and matter.
[[nodiscard]] const GroundWords* ground_words(Ground ground, Verb verb, Matter matter);

/// The criteria of a complex case, a) to g): Decree 31/2019 art. 3(2), Decree 124/2020 art. 3a(1).
/// Two of them make a denunciation very complex.
inline constexpr std::size_t criteria_count = 7;
extern const std::array<const char*, criteria_count> criteria;
/// How many a mask holds that are known.
[[nodiscard]] int count_criteria(std::int64_t mask);

/// What lets a denunciation go on though it was taken back, a) to c): Law 25/2018 art. 33(3),
/// Decree 31/2019 art. 4(4). Each is looked for by itself.
struct SignWords {
  std::string_view name;  ///< in forms
  const char* question;
  const char* found;  ///< in a list of what was found
};
inline constexpr std::size_t sign_count = 3;
inline constexpr std::int64_t all_signs = (1 << sign_count) - 1;
extern const std::array<SignWords, sign_count> signs;

/// All that the paper lacks for this deed, in the order of its form: ground, criteria, signature,
/// number, day, reason.
[[nodiscard]] std::vector<MoveError> lacks_of(const Petition& petition, Verb verb,
                                              const Decision& decision, Instant now);
/// Checks number and day; with the moment from which the decision counts: now, or noon of an
/// earlier day on which the present clock had begun.
[[nodiscard]] Result<Instant, MoveError> moment_of(const Move& move, const Decision& decision);
/// Keeps number, day and ground with the change that the move makes.
void keep_decision(db::Tx& tx, const Move& move, const Decision& decision);

[[nodiscard]] std::string decision_part(Instant at);

inline constexpr std::size_t longest_number = 100;  ///< code points

}  // namespace gandan::petitions
