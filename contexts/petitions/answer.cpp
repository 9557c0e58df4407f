#include "contexts/petitions/answer_form.hpp"
#include "contexts/petitions/move.hpp"
#include "contexts/petitions/papers/official.hpp"
#include "contexts/petitions/record/asked.hpp"
#include "contexts/petitions/record/insert.hpp"
#include "contexts/petitions/record/promise.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

const db::Sql confirmed_members{R"(
  select petition_id from topic_members where topic_id = :topic and state = :confirmed
  order by petition_id)"};

/// The first of what is wrong with it.
std::optional<AnswerError> check(const Env& env, const AnswerForm& form,
                                 const Petition* petition = nullptr) {
  const auto faults = faults_of(form, env.clock.today(), petition);
  return faults.empty() ? std::nullopt : std::optional(faults.front());
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
AnswerId store(db::Tx& tx, const Env& env, const Act& act, const Petition& first,
               std::optional<TopicId> topic, const AnswerForm& form) {
  const StoredAnswer answer{.id = env.ids.next<AnswerId>(),
                            .body = first.body,
                            .outcome = form.outcome,
                            .text = text::clean(form.text),
                            .promised_on = promised_day(form),
                            .document = text::clean(form.document),
                            .answered_at = env.clock.now()};
  insert_answer(tx, env, owner_of(first), answer, topic);
  number_answer(tx, act, answer.body, answer.id,
                is_settled(matter_of(first)) ? "" : std::string_view(answer.document),
                answer.answered_at);
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
  std::optional<tasks::UndertakingId> undertaking;
  if (was_promised || petition.promised_on)
    undertaking = follow_answer(tx, move.env, act, petition);
  plan_question(tx, move.env, petition, undertaking);
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
  if (auto error = check(env, form, &move->petition)) return fail(*error);
  AnswerId answer = store(tx, env, act, move->petition, std::nullopt, form);
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
    } else if (auto error = check(env, form, &move->petition)) {
      refusal = *error;
    } else if (awaits_answer(move->petition)) {
      moves.push_back(std::move(*move));
    } else {
      refusal = AnswerError::not_allowed;
    }
  }
  if (moves.empty() && answered.petitions.empty()) return fail(refusal);
  if (!moves.empty()) answered.id = store(tx, env, act, moves.front().petition, id, form);
  for (Move& move : moves) {
    give(tx, act, move, answered.id, form);
    answered.petitions.push_back(move.petition.id);
  }
  return answered;
}

}  // namespace gandan::petitions
