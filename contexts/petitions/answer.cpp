#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/insert.hpp"
#include "contexts/petitions/record/promise.hpp"
#include "lib/html/markdown.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

const db::Sql confirmed_members{R"(
  select petition_id from topic_members where topic_id = :topic and state = :confirmed
  order by petition_id)"};

bool needs_promise(Outcome outcome) {
  return outcome == Outcome::in_progress || outcome == Outcome::scheduled;
}

std::optional<AnswerError> check(const Env& env, const AnswerForm& form) {
  if (html::shows_nothing(form.text)) return AnswerError::text_missing;
  if (text::length(form.text) > longest_answer) return AnswerError::text_too_long;
  if (text::length(form.document) > longest_document) return AnswerError::document_too_long;
  if (!needs_promise(form.outcome)) return std::nullopt;
  if (!form.promised_on) return AnswerError::promise_missing;
  if (*form.promised_on <= env.clock.today()) return AnswerError::promise_past;
  return std::nullopt;
}

std::optional<AnswerError> check_settlement(const Petition& petition, const AnswerForm& form) {
  if (!is_settled(matter_of(petition))) return std::nullopt;
  if (!is_outcome_of(petition, form.outcome)) return AnswerError::outcome_unfit;
  if (text::is_blank(form.document)) return AnswerError::document_missing;
  return std::nullopt;
}

std::optional<Date> promised_day(const AnswerForm& form) {
  return needs_promise(form.outcome) ? form.promised_on : std::nullopt;
}

/// The answer as it is read, opened where it is under the seal.
std::optional<StoredAnswer> last_answer(db::Tx& tx, const Env& env, const Petition& petition) {
  Story story{.petition = petition};
  if (auto last = find_answer(tx, *petition.answer)) story.answers.push_back(std::move(*last));
  if (has_sealed_words(petition))
    fill_in(story, people::open_words(tx, env.keys, subject_of(petition.id)));
  return story.answers.empty() ? std::nullopt : std::optional(std::move(story.answers.front()));
}

/// Whether the petition's answer says just this: the button was pressed twice.
bool is_given(db::Tx& tx, const Env& env, const Petition& petition, const AnswerForm& form) {
  if (!petition.answer || petition.state != State::answered) return false;
  auto last = last_answer(tx, env, petition);
  return last && last->outcome == form.outcome && last->text == text::clean(form.text) &&
         last->promised_on == promised_day(form) && last->document == text::clean(form.document);
}

/// `first` is the petition, or one of many: no topic holds a denunciation.
AnswerId store(db::Tx& tx, const Env& env, const Petition& first, std::optional<TopicId> topic,
               const AnswerForm& form) {
  const StoredAnswer answer{.id = env.ids.next<AnswerId>(),
                            .body = first.body,
                            .outcome = form.outcome,
                            .text = text::clean(form.text),
                            .promised_on = promised_day(form),
                            .document = text::clean(form.document),
                            .answered_at = env.clock.now()};
  insert_answer(tx, env, owner_of(first), answer, topic);
  return answer.id;
}

void give(db::Tx& tx, const Act& act, Move& move, AnswerId answer, const AnswerForm& form) {
  Petition& petition = move.petition;
  const bool was_promised = petition.promised_on.has_value();
  // To end a clock asks for no due date.
  (void)turn_clock(tx, move, move.at);
  link_answer(tx, petition.id, answer);
  petition.answer = answer;
  petition.outcome = form.outcome;
  petition.promised_on = promised_day(form);
  // The limit asks for the first answer; a further one keeps a promise and moves no clock.
  if (!petition.answered_at) petition.answered_at = move.at;
  if (was_promised || petition.promised_on) follow_answer(tx, move.env, act, petition);
  end_move(tx, act, move, {{"answer", answer.value}, {"outcome", static_cast<int>(form.outcome)}});
}

AnswerError to_answer_error(MoveError error) {
  if (error == MoveError::not_found) return AnswerError::not_found;
  return error == MoveError::not_yours ? AnswerError::not_yours : AnswerError::not_allowed;
}

Result<Move, AnswerError> begin_answer(db::Tx& tx, const Env& env, const Act& act, PetitionId id) {
  auto move = begin_move(tx, env, act, id, Verb::answer);
  if (!move) return fail(to_answer_error(move.error()));
  return std::move(*move);
}

}  // namespace

bool awaits_answer(const Petition& petition) {
  return transition(petition, Verb::answer) &&
         (petition.state != State::answered || petition.promised_on);
}

bool is_outcome_of(const Petition& petition, Outcome outcome) {
  return !needs_promise(outcome) || !is_settled(matter_of(petition));
}

Result<Answered, AnswerError> answer(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                                     const AnswerForm& form) {
  if (auto error = check(env, form)) return fail(*error);
  auto move = begin_answer(tx, env, act, id);
  if (!move) return fail(move.error());
  if (is_given(tx, env, move->petition, form)) return Answered{*move->petition.answer, {id}};
  if (!awaits_answer(move->petition)) return fail(AnswerError::not_allowed);
  if (auto error = check_settlement(move->petition, form)) return fail(*error);
  AnswerId answer = store(tx, env, move->petition, std::nullopt, form);
  give(tx, act, *move, answer, form);
  return Answered{answer, {id}};
}

Result<Answered, AnswerError> answer_topic(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                                           const AnswerForm& form) {
  if (auto error = check(env, form)) return fail(*error);
  auto members =
      tx.all<PetitionId>(confirmed_members, {{"topic", id}, {"confirmed", Membership::confirmed}});
  std::vector<Move> moves;
  AnswerError refusal = AnswerError::not_found;
  Answered answered;
  for (PetitionId member : members) {
    auto move = begin_answer(tx, env, act, member);
    if (!move) {
      refusal = move.error();
    } else if (is_given(tx, env, move->petition, form)) {
      answered.id = *move->petition.answer;
      answered.petitions.push_back(member);
    } else if (auto error = check_settlement(move->petition, form)) {
      refusal = *error;
    } else if (awaits_answer(move->petition)) {
      moves.push_back(std::move(*move));
    } else {
      refusal = AnswerError::not_allowed;
    }
  }
  if (moves.empty() && answered.petitions.empty()) return fail(refusal);
  if (!moves.empty()) answered.id = store(tx, env, moves.front().petition, id, form);
  for (Move& move : moves) {
    give(tx, act, move, answered.id, form);
    answered.petitions.push_back(move.petition.id);
  }
  return answered;
}

}  // namespace gandan::petitions
