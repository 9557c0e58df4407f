// What can be done with a petition: one function a use case, each in the file of its name.
// All of them run inside db::Database::write and touch nothing but their transaction.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/petition.hpp"
#include "contexts/petitions/record/record.hpp"
#include "kernel/acts/env.hpp"
#include "kernel/files/masks.hpp"
#include "kernel/files/take.hpp"
#include "kernel/rules/rules.hpp"
#include "lib/base/id.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/search/index.hpp"

namespace gandan::petitions {

using acts::Env;
using acts::Words;

// ---- submit.cpp
// -----------------------------------------------------------------------------------

/// How to reach who asks. All may be empty, but for complaints and denunciations the law wants a
/// name and an address (Law 02/2011 art. 8, Law 25/2018 art. 23).
struct Contact {
  std::string name, address, phone, email;
  [[nodiscard]] bool empty() const {
    return name.empty() && address.empty() && phone.empty() && email.empty();
  }
};

/// A petition as it was typed, posted or imported, before it was looked at.
struct SubmitForm {
  std::string kind;  ///< a name of Kind
  std::string title;
  std::string text;
  std::string asked_by;  ///< whose voice it is, never a private name: "cử tri tỉnh Bắc Ninh"
  std::string addressed_to;  ///< the body asked, as the asker knows it
  std::string place_text;
  std::optional<UnitId> place, province;  ///< of place_text, where it is one unit
  bool remote = false;                    ///< the place is vùng sâu, vùng xa on that day
  Contact contact;
  bool anonymous = false;  ///< a denunciation without its author: for management, not for procedure
  bool may_publish = true;
  bool consent_unsaid = false;  ///< a letter that does not say: not published either
  Channel channel = Channel::web;
  std::optional<Instant> received_at;  ///< now, unless an officer enters an earlier letter
  std::string language = "vi";         ///< of letters to who sends it
  std::string idempotency_key;
  std::vector<std::string> file_digests;  ///< of what is sent along: another file, another sending
};

/// What is wrong with one field, as an English message to be translated.
struct WrongField {
  std::string field;
  const char* message;
  bool operator==(const WrongField& other) const {
    return field == other.field && std::string_view(message) == other.message;
  }
};
using WrongFields = std::vector<WrongField>;
inline constexpr const char* words_missing = N_("Say in a few words what it is about.");
/// Of a petition, in code points: some eight printed pages.
inline constexpr std::size_t longest_text = 20'000;
inline constexpr std::size_t longest_line = 300;  ///< code points, of every field but the text

/// A petition that can be stored: checked, with everything computed that needs no database.
struct Submission {
  Kind kind = Kind::proposal;
  Visibility visibility = Visibility::held;
  bool publication_refused = false;  ///< or not agreed to
  bool consent_unsaid = false;       ///< since the letter does not say
  std::string title, text, asked_by, addressed_to, place_text;
  std::optional<UnitId> place, province;
  Contact contact;
  Channel channel = Channel::web;
  Instant received_at;
  std::string_view clock_rule;
  std::optional<Instant> due_at;
  std::string language;
  std::string idempotency_key;
  search::Keys keys;
  std::vector<files::Taken> files = {};  ///< that came with it
};

struct Submitted {
  PetitionId id;
  std::string code;
  bool repeated = false;  ///< the same idempotency key was here before: nothing was added
};

/// Reads and checks a form; every field that is wrong is named. Text is made NFC, nothing else.
[[nodiscard]] Result<Submission, WrongFields> check(const Env& env, const SubmitForm& form);
/// Stores it. Twice with one idempotency key stores once. `act` is the petitioner, or the officer
/// who enters what came on paper, by telephone or at a meeting.
Submitted submit(db::Tx& tx, const Env& env, const Submission& submission,
                 const Act& act = Act::by_resident());

// ---- join.cpp
// -------------------------------------------------------------------------------------

struct JoinForm {
  std::string place_text;
  std::optional<UnitId> place;
  std::string email;            ///< for letters alone: nothing is kept of it where none can leave
  std::string language = "vi";  ///< of letters to who joins
  std::string idempotency_key;
};
enum class JoinError { not_found, not_open };
/// Adds an asker to a public petition; who joins gets a code of their own for the same page.
[[nodiscard]] Result<Submitted, JoinError> join(db::Tx& tx, const Env& env, std::string_view code,
                                                const JoinForm& form);

// ---- the way through the bodies: each returns the petition as it is afterwards ------------------

/// Why a settlement is suspended or ended, as the law lists it. The numbers are stored.
enum class Ground : std::uint8_t {
  withdrawn = 1,      ///< ends: who complained or denounced took it back
  died = 2,           ///< ends: who complained, or who is denounced, died or is no more
  judged = 3,         ///< ends: a court or another competent body has decided
  waits_result = 4,   ///< suspends: the result of another body or case is awaited
  waits_experts = 5,  ///< suspends: an additional or repeated expertise is awaited
  obstacle = 6,       ///< suspends: force majeure or an obstacle keeps who complained from it
  other = 7,          ///< another that the decision names
};

enum class MoveError {
  not_found,
  not_yours,       ///< another body's, or another's role
  not_allowed,     ///< the table of transitions does not know it from this state
  reason_missing,  ///< a reason or a text is needed
  reason_too_long,
  field_unknown,
  no_due_date,     ///< the rule gives no due date on that day
  too_often,       ///< the law does not allow a further extension
  lapsed,          ///< more time is granted only before the limit has passed
  is_there,        ///< the body has it already, as this kind and in this field
  not_agreed,      ///< who sent it does not agree to publication
  number_missing,  ///< a written decision has a number
  number_too_long,
  day_wrong,         ///< of the decision: before its stage began, or in the future
  ground_missing,    ///< of the grounds that the law lists
  criteria_missing,  ///< of complexity, as the decrees list them
  not_signed,        ///< the law wants a signature or a fingerprint
  not_withdrawn,     ///< no signed withdrawal is here
  must_go_on,        ///< withdrawn, but to be settled all the same (Law 25/2018 art. 33(3))
  asked_already,     ///< a question waits for its reply
  past_its_days,     ///< the time for a second complaint has passed
  nothing_to_mask,
  not_in_it,         ///< what is to be masked does not stand in it
  said_elsewhere,    ///< what is to be masked stands in an answer, a note or a topic's title
  decided_it_first,  ///< a second complaint is for the body above the one that had the first
  sign_missing,      ///< none of what lets a denunciation go on was found (art. 33(3))
  not_near,          ///< its day is still far, or its clock stands
  urged_lately,      ///< the body was urged some days ago
  too_many_files,    ///< it has as many as a petition may have
};
using Moved = Result<Petition, MoveError>;

inline constexpr std::size_t longest_reason = 4000;   ///< code points, of an officer's words
inline constexpr std::size_t longest_reply = 20'000;  ///< code points, of who sent it

struct RouteForm {
  UnitId body;
  std::optional<FieldId> field;
  std::optional<Kind> kind;  ///< the officer may correct the kind when routing
  std::string note;          ///< for the body, not shown in public
};
/// Sends the petition to the body that can decide, and starts its clock; where that body has it,
/// only corrects its kind or field: the clock runs since it came. (route.cpp)
[[nodiscard]] Moved route(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                          const RouteForm& form);
/// Of a second complaint: the bodies, as they are today, that accepted or decided the first one, or
/// should have. It is not for them (Law 02/2011 art. 7(1)). (route.cpp)
[[nodiscard]] std::vector<UnitId> bodies_of_first_complaint(db::Tx& tx, const Petition& petition,
                                                            Date today);
/// Asks the petitioner. The clock of a proposal or report stands until they reply; that of a
/// complaint or denunciation goes on. (ask.cpp)
[[nodiscard]] Moved ask(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                        std::string_view question);
/// The petitioner's reply, or as an officer enters it from paper; a clock that stood goes on, its
/// due date moved by these days. (supplement.cpp)
[[nodiscard]] Moved supplement(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                               std::string_view reply);
/// Says where it comes from, instead of what its words were taken for. (place.cpp)
[[nodiscard]] Moved place(db::Tx& tx, const Env& env, const Act& act, PetitionId id, UnitId area);
/// A written decision or notice, as it is entered.
struct Decision {
  std::string number;      ///< "12/QĐ-UBND"
  std::optional<Date> on;  ///< its day: today, or an earlier one of the same stage
  std::string reason = {};
  std::optional<Ground> ground = {};
  std::int64_t criteria =
      0;                   ///< of complexity: a bit each, in the order of `criteria` (decision.hpp)
  bool is_signed = false;  ///< by who complains or denounces: with a signature or fingerprint
  std::int64_t denied = 0;  ///< of what lets a denunciation go on though it was withdrawn: what was
                            ///< looked for and not found, a bit each, as in `signs` (decision.hpp)
};
/// The body takes it up. A complaint or denunciation is accepted (thụ lý) by a dated notice or
/// decision, and the clock of its settlement starts on that day. (accept.cpp)
[[nodiscard]] Moved accept(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                           const Decision& decision = {});
/// The body does not accept a complaint or denunciation, and says why. (decline.cpp)
[[nodiscard]] Moved decline(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                            const Decision& decision);
/// The check of a denunciation needs several places: its longer limit. (widen_check.cpp)
[[nodiscard]] Moved widen_check(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                                std::string_view reason);
/// By decision, on a ground of the law: the clock of the settlement stands. (suspend.cpp)
[[nodiscard]] Moved suspend(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                            const Decision& decision);
/// By decision: it goes on. (resume.cpp)
[[nodiscard]] Moved resume(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                           const Decision& decision);
/// Ends the settlement by decision, on a ground of the law. (end.cpp)
[[nodiscard]] Moved end(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                        const Decision& decision);
/// What who sent it brings later, as it came on paper.
struct Paper {
  std::string words = {};       ///< what it says, for the officers
  std::optional<Date> on = {};  ///< the day on which it came: today, or an earlier one
  std::string cause = {};       ///< the good cause that kept its sender from it, where it came late
  bool is_signed = false;       ///< with a signature or fingerprint (Law 02/2011 art. 8(2))
};
/// A second complaint, within its days from the first decision or from the day by which there
/// should have been one; later only with the good cause that kept the sender from it. To be sent to
/// the body above. (complain_again.cpp)
[[nodiscard]] Moved complain_again(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                                   const Paper& paper);
/// Who complained goes on with it after it was ended, within thirty days (Law 02/2011 art. 11(8));
/// the body that ended it checks it anew. (pursue.cpp)
[[nodiscard]] Moved pursue(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                           const Paper& paper);
/// The body settles a denunciation all the same, though it was withdrawn, for what of `signs` it
/// has found: a bit each (decision.hpp). (go_on.cpp)
[[nodiscard]] Moved go_on(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                          std::int64_t found, std::string_view reason);
/// Đôn đốc: reminds the body that has it of its day, past or near (pages::soon_days), by letters to
/// its officers where letters can leave; `words` may be empty and are for officers alone. By who
/// listens where it comes from, or who directs there, and by nobody of that body; at most once in
/// `apart` days. A denunciation is urged by no letter. (urge.cpp)
[[nodiscard]] Moved urge(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                         std::string_view words, int apart);
/// Why that is refused now; nothing where it is not.
[[nodiscard]] std::optional<MoveError> why_not_urged(db::Tx& tx, Instant now, const Act& act,
                                                     const Petition& petition, int apart);
/// Whether a body has it whose day can be late or near, whoever asks.
[[nodiscard]] bool can_be_urged(const Petition& petition);
/// The body is not competent: back to the synthesis officer, with the reason. (send_back.cpp)
[[nodiscard]] Moved send_back(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                              std::string_view reason);
/// More time by the rule's own extension, before the limit has passed, with a reason the petitioner
/// sees. (extend.cpp)
[[nodiscard]] Moved extend(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                           std::string_view reason);
/// The same of a complaint or denunciation that was accepted: by a written decision, for criteria
/// of complexity that the decrees list. (extend.cpp)
[[nodiscard]] Moved extend_settlement(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                                      const Decision& decision);
/// Whether more time can still be granted: before the limit has passed, and not as often already as
/// the rule allows. (extend.cpp)
[[nodiscard]] bool may_be_extended(db::Tx& tx, const rules::Rulebook& rules,
                                   const Petition& petition, Instant now);
/// Gives it back: not eligible, or for somebody else; says why and where to turn. (give_back.cpp)
[[nodiscard]] Moved give_back(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                              std::string_view reason);
/// The petitioner takes it back. Of a complaint or denunciation an officer enters the signed paper,
/// and the body that has it decides what follows. (withdraw.cpp)
[[nodiscard]] Moved withdraw(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                             const Paper& paper = {});
/// An officer adds files: the letter as it came, what goes with an answer. `are_shown`: everybody
/// who may read the petition sees them at once; never of what is sealed. (attach.cpp)
[[nodiscard]] Moved attach(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                           const std::vector<files::Taken>& taken, bool are_shown);
/// Why that would be refused, before a file is looked at.
[[nodiscard]] std::optional<MoveError> why_not_attach(db::Tx& tx, const Act& act,
                                                      const Petition& petition, bool are_shown);
/// Shows a file of it in public, or keeps it from it, after an officer's look: faces and number
/// plates no program finds. Never of what is sealed. (show_file.cpp)
[[nodiscard]] Moved show_file(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                              files::FileId file, bool is_shown);
/// Whether `act` may show its files in public, or mask them for it.
[[nodiscard]] bool may_show_files(db::Tx& tx, const Act& act, const Petition& petition);
/// What everybody is given of a picture is the masked copy from now on. Whether it is in public is
/// left as it was. (mask_file.cpp)
[[nodiscard]] Moved mask_file(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                              files::FileId file, const files::Masked& masked);
/// Takes the masks off again; a picture that was in public is kept from it then. (mask_file.cpp)
[[nodiscard]] Moved unmask_file(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                                files::FileId file, std::string_view reason);
/// Shows or hides the text after an officer's look. Confidential kinds stay sealed, and what the
/// sender does not want published stays held. (publish.cpp)
[[nodiscard]] Moved publish(db::Tx& tx, const Env& env, const Act& act, PetitionId id, bool open,
                            std::string_view reason);

/// Shows it with these words masked wherever they stand in it. As it was it lies under the seal
/// from then on, for whom opens it with a reason. (mask.cpp)
[[nodiscard]] Moved mask(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                         const std::vector<std::string>& words);

// ---- add.cpp, settle.cpp, doubt.cpp, reopen.cpp: what its sender does later, with the private key
// of the receipt
// ---------------------------------

/// The sender's further words, for the officers; nothing else changes.
[[nodiscard]] Moved add(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                        std::string_view words);
/// The sender's further files, without words.
[[nodiscard]] Moved add(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                        const std::vector<files::Taken>& taken);
/// Each word of the sender turns back the form that an officer has begun: they read it first, so it
/// is enough for today after some.
[[nodiscard]] bool has_said_enough(db::Tx& tx, const Env& env, PetitionId id);
/// The sender says that it is settled; what was promised is kept then.
[[nodiscard]] Moved settle(db::Tx& tx, const Env& env, const Act& act, PetitionId id);
/// The sender says that it is not done yet. With a reason it is reopened; without one that is told
/// on its page and in the ledger of promises, and two senders who say so of what was answered in
/// one topic reopen what is theirs. Of the same answer once, within the days of reopening; of what
/// is promised for a later day only with a reason. (doubt.cpp)
[[nodiscard]] Moved doubt(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                          std::string_view reason);
/// The sender says that it is not settled: it goes to the body above the one that answered, whose
/// clock starts; a matter of a body that has none above goes back to it. Of proposals and reports
/// alone: complaints and denunciations have their own second instance by law.
[[nodiscard]] Moved reopen(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                           std::string_view reason);
/// Without words: several senders doubt the answer.
[[nodiscard]] Moved reopen_as_doubted(db::Tx& tx, const Env& env, const Act& act, PetitionId id);
/// The last day on which it can be reopened (rule answer.reopen), counted from the last answer or
/// from the day that it promises; nothing where it cannot.
[[nodiscard]] std::optional<Date> reopens_until(db::Tx& tx, const rules::Rulebook& book,
                                                const Petition& petition);
/// An officer words the title: found, listed and matched by it from then on. (word_title.cpp)
[[nodiscard]] Moved word_title(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                               std::string_view title);

// ---- answer.cpp
// -----------------------------------------------------------------------------------

inline constexpr std::size_t longest_answer = 50'000;  ///< code points
inline constexpr std::size_t longest_document = 100;   ///< code points, of a letter's number

struct AnswerForm {
  Outcome outcome = Outcome::explained;
  std::string text;                 ///< Markdown
  std::optional<Date> promised_on;  ///< required where the outcome is in progress or scheduled
  std::string document;  ///< number of the official letter, if there is one; of the decision or
                         ///< conclusion by which a complaint or denunciation is settled
};
enum class AnswerError {
  not_found,
  not_yours,
  not_allowed,
  outcome_missing,
  text_missing,
  text_too_long,
  promise_missing,
  promise_past,
  document_too_long,
  outcome_unfit,    ///< a complaint or denunciation is settled, not promised
  document_missing  ///< a settlement is a decision or conclusion, and has a number
};
struct Answered {
  AnswerId id;
  std::vector<PetitionId> petitions;
};
/// Whether an answer is still to be given: none was, or the one that was promised something.
[[nodiscard]] bool awaits_answer(const Petition& petition);
/// Whether such an answer may be given: a complaint or denunciation is settled, by a decision or a
/// conclusion (Law 02/2011 art. 31 and 40, Law 25/2018 art. 35); it is not promised something.
[[nodiscard]] bool is_outcome_of(const Petition& petition, Outcome outcome);
/// Answers one petition; settles a complaint or denunciation. The same answer a second time is
/// given once.
[[nodiscard]] Result<Answered, AnswerError> answer(db::Tx& tx, const Env& env, const Act& act,
                                                   PetitionId id, const AnswerForm& form);
/// Answers a topic once: every confirmed petition in it that the body may answer gets this answer.
[[nodiscard]] Result<Answered, AnswerError> answer_topic(db::Tx& tx, const Env& env, const Act& act,
                                                         TopicId id, const AnswerForm& form);

}  // namespace gandan::petitions
