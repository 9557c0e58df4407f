// The one question that follows an answer (xong chưa?): to who sent the petition, some days after
// the answer or on the day that it promises, by letter and on the page of its code. What they say
// stands here; what follows from it is doubt.cpp and settle.cpp.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/module/services.hpp"
#include "kernel/tasks/undertaking.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::petitions {

using AskedId = Id<struct AskedTag>;

/// The numbers are stored.
enum class Said : std::uint8_t { done = 1, not_done = 2 };
namespace sql {  // of a row `s` of petition_askings
inline constexpr std::string_view waits_to_be_asked = "s.asked_at is null and s.said is null";
inline constexpr std::string_view says_not_done = "s.said = 2";
static_assert(Said{2} == Said::not_done);
}  // namespace sql

/// A row of `petition_askings`, in the order of its columns: one a petition and answer.
struct Asked {
  AskedId id;
  PetitionId petition;
  AnswerId answer;
  std::optional<tasks::UndertakingId> undertaking =
      {};  ///< what the answer promised, or says is done
  std::optional<Date> ask_on = {};
  std::optional<Instant> asked_at = {};
  std::optional<Said> said = {};
  std::optional<Instant> said_at = {};
};

[[nodiscard]] std::optional<Asked> find_asked(db::Tx& tx, AskedId id);
/// Of its last answer.
[[nodiscard]] std::optional<Asked> asked_of(db::Tx& tx, const Petition& petition);
/// Whether the question is still about how the petition stands: it is answered, by that answer, and
/// its kind is asked at all (complaints and denunciations have a second instance of their own).
[[nodiscard]] bool is_open_to(const Asked& asked, const Petition& petition);

/// An answer was given: its sender is asked on the day that it promises, else after the days of the
/// rule answer.ask. The question about the answer before it is asked no more.
void plan_question(db::Tx& tx, const Env& env, const Petition& petition,
                   std::optional<tasks::UndertakingId> undertaking);
/// It is open again: what was not asked yet is asked no more.
void drop_question(db::Tx& tx, PetitionId id);
/// What its sender says of its last answer, the last word alone; the ledger tells of the promise.
void keep_word(db::Tx& tx, const Env& env, const Petition& petition, Said said);

/// Other petitions of its topic whose senders say of their last answer that it is not done yet,
/// of at most fifty. Who gave the same address or telephone is the same person, and not among them.
[[nodiscard]] std::vector<PetitionId> doubted_by_others(db::Tx& tx, const Petition& petition);

/// Asks whoever is to be asked by today: marks them, and queues the letters where these can leave.
/// The number that was asked.
int ask_senders(db::Database& database, const Env& env);
void add_asking_job(jobs::Registry& jobs, Services& services);

}  // namespace gandan::petitions
