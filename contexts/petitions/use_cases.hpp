// What can be done with a petition: one function a use case, each in the file of its name.
// All of them run inside db::Database::write and touch nothing but their transaction.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/petition.hpp"
#include "contexts/petitions/record.hpp"
#include "kernel/rules/rules.hpp"
#include "lib/base/id.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"
#include "lib/search/index.hpp"

namespace gandan::petitions {

/// What every use case needs besides its transaction.
struct Env {
  const Clock& clock;
  Ids& ids;
  const rules::Rulebook& rules;
  const crypto::KeyFile& keys;  ///< what a denunciation says is sealed with, and digests are made
  bool by_mail = false;         ///< letters can leave (gandan serve --mail): they are queued
};

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
};

/// What is wrong with one field, as an English message to be translated.
struct FieldError {
  std::string field;
  const char* message;
  bool operator==(const FieldError&) const = default;
};
using FieldErrors = std::vector<FieldError>;

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
};

struct Submitted {
  PetitionId id;
  std::string code;
  bool repeated = false;  ///< the same idempotency key was here before: nothing was added
};

/// Reads and checks a form; every field that is wrong is named. Text is made NFC, nothing else.
[[nodiscard]] Result<Submission, FieldErrors> check(const Env& env, const SubmitForm& form);
/// Stores it. Twice with one idempotency key stores once. `act` is the petitioner, or the officer
/// who enters what came on paper, by telephone or at a meeting.
Submitted submit(db::Tx& tx, const Env& env, const Submission& submission,
                 const Act& act = Act::by_petitioner());

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

enum class MoveError {
  not_found,
  not_yours,       ///< another body's, or another's role
  not_allowed,     ///< the table of transitions does not know it from this state
  reason_missing,  ///< a reason or a text is needed
  reason_too_long,
  field_unknown,
  no_due_date,  ///< the rule gives no due date on that day
  too_often,    ///< the law does not allow a further extension
  lapsed,       ///< more time is granted only before the limit has passed
  is_there,     ///< the body has it already, as this kind and in this field
  not_agreed,   ///< who sent it does not agree to publication
  nothing_to_mask,
  not_in_it,  ///< what is to be masked does not stand in it
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
/// Asks the petitioner; the clock stands until they reply. (ask.cpp)
[[nodiscard]] Moved ask(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                        std::string_view question);
/// The petitioner's reply; the clock goes on, the due date moves by the days it stood. (ask.cpp)
[[nodiscard]] Moved supplement(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                               std::string_view reply);
/// Says where it comes from, instead of what its words were taken for. (place.cpp)
[[nodiscard]] Moved place(db::Tx& tx, const Env& env, const Act& act, PetitionId id, UnitId area);
/// The body takes it up. (accept.cpp)
[[nodiscard]] Moved accept(db::Tx& tx, const Env& env, const Act& act, PetitionId id);
/// The body is not competent: back to the synthesis officer, with the reason. (accept.cpp)
[[nodiscard]] Moved send_back(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                              std::string_view reason);
/// More time by the rule's own extension, before the limit has passed, with a reason the petitioner
/// sees. (extend.cpp)
[[nodiscard]] Moved extend(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                           std::string_view reason);
/// Gives it back: not eligible, or for somebody else; says why and where to turn. (give_back.cpp)
[[nodiscard]] Moved give_back(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                              std::string_view reason);
/// The petitioner takes it back. (withdraw.cpp)
[[nodiscard]] Moved withdraw(db::Tx& tx, const Env& env, const Act& act, PetitionId id);
/// Shows or hides the text after an officer's look. Confidential kinds stay sealed, and what the
/// sender does not want published stays held. (publish.cpp)
[[nodiscard]] Moved publish(db::Tx& tx, const Env& env, const Act& act, PetitionId id, bool open,
                            std::string_view reason);

/// Shows it with these words masked wherever they stand in it. As it was it lies under the seal
/// from then on, for whom opens it with a reason. (mask.cpp)
[[nodiscard]] Moved mask(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                         const std::vector<std::string>& words);

// ---- answer.cpp
// -----------------------------------------------------------------------------------

inline constexpr std::size_t longest_answer = 50'000;  ///< code points
inline constexpr std::size_t longest_document = 100;   ///< code points, of a letter's number

struct AnswerForm {
  Outcome outcome = Outcome::explained;
  std::string text;                 ///< Markdown
  std::optional<Date> promised_on;  ///< required where the outcome is in progress or scheduled
  std::string document;             ///< number of the official letter, if there is one
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
  document_too_long
};
struct Answered {
  AnswerId id;
  std::vector<PetitionId> petitions;
};
/// Whether an answer is still to be given: none was, or the one that was promised something.
[[nodiscard]] bool awaits_answer(const Petition& petition);
/// Answers one petition. The same answer a second time is given once.
[[nodiscard]] Result<Answered, AnswerError> answer(db::Tx& tx, const Env& env, const Act& act,
                                                   PetitionId id, const AnswerForm& form);
/// Answers a topic once: every confirmed petition in it that the body may answer gets this answer.
[[nodiscard]] Result<Answered, AnswerError> answer_topic(db::Tx& tx, const Env& env, const Act& act,
                                                         TopicId id, const AnswerForm& form);

}  // namespace gandan::petitions
