// What is done with a visit once it stands in the book, and how those that came before are found.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/record/visits.hpp"
#include "kernel/files/take.hpp"
#include "lib/base/result.hpp"

namespace gandan::receptions {

enum class VisitError {
  not_allowed,
  unfit,            ///< the course knows no such step from here
  words_missing,    ///< what is to be said
  number_missing,   ///< of the notice
  outcome_missing,  ///< or it lacks what it needs: where to, a ground
  paper_missing,    ///< a receipt without a paper
  denunciation,     ///< it is followed in its own record
  product_missing,  ///< a conclusion without what is to be done, by whom and when
  day_unfit,        ///< in the past
  body_missing,
  too_many_files,
};
using Done = Result<Visit, VisitError>;

/// Who came was told what becomes of it: `words` are what they were told. (tell.cpp)
[[nodiscard]] Done tell(db::Tx& tx, const Env& env, const Act& act, VisitId id,
                        std::string_view words);
/// The head's notice of refusal was issued, under this number (form 01/TCD). (tell.cpp)
[[nodiscard]] Done give_notice(db::Tx& tx, const Env& env, const Act& act, VisitId id,
                               std::string_view number);
struct Decided {
  Outcome outcome = Outcome::accepted;  ///< not a refusal: that is said where somebody stands there
  std::optional<UnitId> directed_unit;
  std::string directed_to, document;
  std::string words;     ///< why it is another now, for the officers
  bool is_told = false;  ///< who came was told of it
};
/// Another outcome than that which was entered. (decide.cpp)
[[nodiscard]] Done decide(db::Tx& tx, const Env& env, const Act& act, VisitId id,
                          const Decided& decided);
/// The last two columns of the book. (decide.cpp)
[[nodiscard]] Done note(db::Tx& tx, const Env& env, const Act& act, VisitId id,
                        std::string_view followed, std::string_view note);

inline constexpr std::size_t most_files_of_visit = 50;
/// Photographs, papers, what was said as a recording. Nobody but officers who read the visit sees
/// them; of a denunciation they lie under its seal. (attach.cpp)
[[nodiscard]] Done attach(db::Tx& tx, const Env& env, const Act& act, VisitId id,
                          const std::vector<files::Taken>& taken);

/// A receipt for papers that were received, numbered by place and year (form 02/TCD). (receipt.cpp)
[[nodiscard]] Result<ReceiptRow, VisitError> give_receipt(db::Tx& tx, const Env& env,
                                                          const Act& act, VisitId id,
                                                          const std::vector<Paper>& papers);
[[nodiscard]] std::vector<ReceiptRow> receipts_of(db::Tx& tx, VisitId visit);
/// Of a denunciation their names lie under the seal, and are empty here.
[[nodiscard]] std::vector<Paper> papers_of(db::Tx& tx, ReceiptId receipt);
/// "Đơn kiến nghị; 3; bản chính", a line each: name, pages, condition. Nothing where a line has no
/// name.
[[nodiscard]] std::vector<Paper> parse_papers(std::string_view typed);

/// Visits that the officer may read, of no denunciation, the newest first: by a code, by the number
/// of an identity paper, or by words of the matter. (before.cpp)
[[nodiscard]] std::vector<Visit> came_before(db::Tx& tx, const crypto::KeyFile& keys,
                                             const people::Principal& officer,
                                             std::string_view typed, int most);
/// Those of somebody with this paper.
[[nodiscard]] std::vector<Visit> came_with(db::Tx& tx, const crypto::KeyFile& keys,
                                           const people::Principal& officer,
                                           std::string_view identity, int most);

}  // namespace gandan::receptions
