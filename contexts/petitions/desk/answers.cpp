#include <algorithm>

#include "contexts/petitions/desk/answer_page.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/module/services.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

bool may_answer_some(const Desk& desk, db::Tx& tx, TopicId topic) {
  const auto members = members_of(tx, topic);
  return std::any_of(members.begin(), members.end(), [&](const TopicMember& member) {
    auto petition = find(tx, member.petition);
    return petition && may(tx, desk.act(), Actor::answering_body, *petition);
  });
}

bool is_asked_back(const Desk& desk) {
  return desk::only_looks(desk) || desk.request.form.has("preview");
}

using Attempted = Result<desk::Tried, desk::Again>;

Attempted not_answered(const Desk& desk, AnswerError error) {
  return fail(desk::Again{wrong_with(desk, {error}), {}});
}

Attempted attempt_answer(const Desk& desk, db::Tx& tx, const Env& env, std::string_view code) {
  const AnswerForm form = answer_form_of(desk);
  const auto petition = find(tx, code);
  if (!petition) return not_answered(desk, AnswerError::not_found);
  if (!may_read(tx, desk.officer, *petition) ||
      !may(tx, desk.act(), Actor::answering_body, *petition)) {
    std::string taken = OnDesk::taken_away(desk, tx, *petition);
    if (taken.empty()) return not_answered(desk, AnswerError::not_yours);
    return fail(desk::Again{{}, std::move(taken)});
  }
  auto looked = desk::look_at_form(desk, tx, env, OnDesk::past(desk, *petition),
                                   {"answer", fits(*petition, Verb::answer)});
  if (looked.state == desk::FormState::again) return desk::Tried{.said = {}, .again = true};
  if (looked.state == desk::FormState::overtaken)
    return fail(desk::Again{{}, std::move(looked.news)});
  if (Refused wrong = answer_faults(desk, form, &*petition); !wrong.empty())
    return fail(desk::Again{std::move(wrong), {}});
  if (auto given = answer(tx, env, desk.act(), petition->id, form); !given)
    return not_answered(desk, given.error());
  return desk::Tried{.said = desk::said_of_task<OnDesk>(tx, desk, "answer", code)};
}

Response answer_petition(const Desk& desk, std::string_view code) {
  if (is_asked_back(desk)) return show_answer(desk, answer_page_of(desk, code));
  const std::string next = desk.next_after(code);
  const auto came = desk::do_or_hold(desk, {code, "answer"}, [&](db::Tx& tx, const acts::Env& env) {
    return attempt_answer(desk, tx, env, code);
  });
  if (came) return Response::redirect(desk.after_act(next, *came, "answer", code));
  return show_answer(desk, answer_page_of(desk, code), came.error());
}

Attempted attempt_answer_to_all(const Desk& desk, db::Tx& tx, const Env& env,
                                std::string_view code) {
  const AnswerForm form = answer_form_of(desk);
  const auto topic = find_topic(tx, code);
  if (!topic) return not_answered(desk, AnswerError::not_found);
  if (!may_answer_some(desk, tx, topic->id)) return not_answered(desk, AnswerError::not_yours);
  auto looked = desk::look_at_form(desk, tx, env, past_of(desk, topic->id), {"answer"});
  if (looked.state == desk::FormState::again) return desk::Tried{.said = {}, .again = true};
  if (looked.state == desk::FormState::overtaken)
    return fail(desk::Again{{}, std::move(looked.news)});
  if (Refused wrong = answer_faults(desk, form, nullptr); !wrong.empty())
    return fail(desk::Again{std::move(wrong), {}});
  const auto given = answer_topic(tx, env, desk.act(), topic->id, form);
  if (!given) return not_answered(desk, given.error());
  return desk::Tried{
      .said = desk.words.locale.ntr(
          "{code}: {n} petition was answered.", "{code}: {n} petitions were answered.",
          static_cast<std::int64_t>(given->petitions.size()), {{"code", topic->code}})};
}

/// The petitions of a topic that are the officer's to answer, on each of which something may wait.
std::vector<std::string> codes_to_answer(const Desk& desk, std::string_view code) {
  return desk.services.database.read([&](db::Tx& tx) {
    std::vector<std::string> codes;
    if (const auto topic = find_topic(tx, code))
      for (const TopicMember& member : members_of(tx, topic->id)) {
        const auto petition = find(tx, member.petition);
        if (petition && may(tx, desk.act(), Actor::answering_body, *petition))
          codes.push_back(member.code);
      }
    return codes;
  });
}

Response answer_all(const Desk& desk, std::string_view code) {
  if (is_asked_back(desk)) return show_answer(desk, answer_page_of_topic(desk, code));
  desk::carry_out_on(desk, codes_to_answer(desk, code));
  const auto came = desk::do_or_hold(desk, {code, "answer"}, [&](db::Tx& tx, const acts::Env& env) {
    return attempt_answer_to_all(desk, tx, env, code);
  });
  if (came)
    return Response::redirect(
        desk.after_act("/desk/topics/" + std::string(code), *came, "answer", {}));
  return show_answer(desk, answer_page_of_topic(desk, code), came.error());
}

/// Handlers by code: of a petition or of a topic; nothing where what was typed is none.
template <class Fn>
Response with_code(std::string_view typed, const Fn& fn) {
  auto code = text::parse_tracking_code(typed);
  return code ? fn(*code) : Response::not_found();
}

http::Policy answers_petition() {
  using people::Permission;
  return people::permission({Permission::answer, Permission::handle_denunciations},
                            people::Where::at_record);
}

}  // namespace

desk::Deeds deeds_of_petitions(std::function<const Advisor&()> advisor) {
  return {.base = "/desk/petitions/",
          .attempt = [advisor](const desk::Desk& plain, db::Tx& tx, const acts::Env& env,
                               std::string_view code, std::string_view act) -> Attempted {
            const Desk desk(plain, advisor());
            if (act == "answer") return attempt_answer(desk, tx, env, code);
            return desk::attempt_task<OnDesk>(desk, tx, env, code, act);
          },
          .show = [advisor](const desk::Desk& plain, std::string_view code,
                            std::string_view act) -> Response {
            const Desk desk(plain, advisor());
            if (act == "answer") return show_answer(desk, answer_page_of(desk, code));
            if (desk::find_task<OnDesk>(act) == nullptr) return Response::not_found();
            return desk::show_again<OnDesk>(desk, code, act, {});
          },
          .for_many = desk::for_many_of<OnDesk>(
              [advisor](const desk::Desk& plain) { return Desk(plain, advisor()); })};
}

desk::Deeds deeds_of_topics(std::function<const Advisor&()> advisor) {
  return {.base = "/desk/topics/",
          .attempt = [advisor](const desk::Desk& plain, db::Tx& tx, const acts::Env& env,
                               std::string_view code, std::string_view) -> Attempted {
            return attempt_answer_to_all(Desk(plain, advisor()), tx, env, code);
          },
          .show = [advisor](const desk::Desk& plain, std::string_view code,
                            std::string_view) -> Response {
            const Desk desk(plain, advisor());
            return show_answer(desk, answer_page_of_topic(desk, code));
          }};
}

void add_desk_answers(http::App& app, Services& services, const Advisor& advisor) {
  app.router.get(
      "/desk/petitions/{code}/answer", answers_petition(),
      [&](Request& request, std::string_view typed) {
        return with_code(typed, [&](const std::string& code) {
          Desk desk(request, services, advisor);
          return show_answer(desk, answer_page_of(desk, code));
        });
      },
      desk::route);
  app.router.post(
      "/desk/petitions/{code}/answer", answers_petition(),
      [&](Request& request, std::string_view typed) {
        return with_code(typed, [&](const std::string& code) {
          return answer_petition(Desk(request, services, advisor), code);
        });
      },
      desk::route);
  app.router.get(
      "/desk/topics/{code}/answer",
      people::permission(people::Permission::answer, people::Where::at_record),
      [&](Request& request, std::string_view code) {
        Desk desk(request, services, advisor);
        return show_answer(desk, answer_page_of_topic(desk, code));
      },
      desk::route);
  app.router.post(
      "/desk/topics/{code}/answer",
      people::permission(people::Permission::answer, people::Where::at_record),
      [&](Request& request, std::string_view code) {
        return answer_all(Desk(request, services, advisor), code);
      },
      desk::route);
}

}  // namespace gandan::petitions
