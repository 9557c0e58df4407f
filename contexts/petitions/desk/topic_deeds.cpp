#include "contexts/petitions/desk/topic_deeds.hpp"

#include <algorithm>

#include "contexts/petitions/desk/topic_review.hpp"
#include "contexts/petitions/topics/membership.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "contexts/petitions/views/desk_topics.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::petitions {
namespace {

using http::Response;

const char* message_of(TopicError error) {
  switch (error) {
    case TopicError::not_found:
      return N_("Choose the other topic.");
    case TopicError::not_yours:
      return N_("Your role does not allow this here.");
    case TopicError::nothing_chosen:
      return N_("Tick at least one petition.");
    case TopicError::not_a_member:
      return N_("One of them is no longer in this topic. Look at it again.");
    case TopicError::confidential:
      return N_("Complaints and denunciations are never put together.");
    case TopicError::title_missing:
      return N_("Write a title.");
  }
  return "";
}

/// What was typed and ticked stays.
void keep_typed(const Desk& desk, TopicReviewPage& page) {
  const http::Fields& form = desk.request.form;
  const auto ticked = form.all("member");
  for (ReviewedMember& member : page.members)
    member.chosen = std::find(ticked.begin(), ticked.end(), member.value) != ticked.end();
  if (auto typed = form.find("title")) page.name.value = *typed;
}

/// Says what is wrong, at its field where it has one.
void add_error(const Desk& desk, TopicReviewPage& page, Verb verb, TopicError error) {
  pages::Field* field = verb == Verb::merge                  ? &page.merge.field
                        : error != TopicError::title_missing ? nullptr
                        : verb == Verb::split                ? &page.new_name
                                                             : &page.name;
  std::string message = desk.tr(message_of(error));
  if (field) field->error = message;
  page.errors.push_back({field                  ? field->name
                         : page.members.empty() ? page.name.name
                                                : "member-" + page.members.front().value,
                         message});
}

TopicChanged change(const Desk& desk, db::Tx& tx, const Env& env, const Topic& topic, Verb verb) {
  const http::Fields& form = desk.request.form;
  std::vector<PetitionId> chosen;
  for (std::string_view value : form.all("member"))
    if (auto id = parse_id<PetitionId>(value)) chosen.push_back(*id);
  const Act act = desk.act();
  if (verb == Verb::confirm)
    return chosen.empty() ? fail(TopicError::nothing_chosen)
                          : confirm(tx, env, act, topic.id, chosen);
  if (verb == Verb::refuse) return refuse(tx, env, act, topic.id, chosen);
  if (verb == Verb::split) return split(tx, env, act, topic.id, chosen, form.get("new_title"));
  if (verb == Verb::rename) return rename(tx, env, act, topic.id, form.get("title"));
  auto other = find_topic(tx, form.get("other"));
  return other ? merge(tx, env, act, topic.id, other->id) : fail(TopicError::not_found);
}

/// Whether some of its petitions are the officer's to change.
bool may_synthesise_some(db::Tx& tx, const Desk& desk, TopicId topic) {
  const auto members = members_of(tx, topic);
  return std::any_of(members.begin(), members.end(), [&](const TopicMember& member) {
    return may_synthesise(tx, desk.act(), units_of(member));
  });
}

/// Where the review goes on: the next proposal after a decision on one, else the topic itself.
std::string next_href(db::Tx& tx, const Desk& desk, const Topic& before, const Topic& now,
                      Verb verb) {
  const Within reach = people::within_reach(tx, desk.officer, synthesise);
  bool decided =
      before.state == TopicState::proposed && (verb == Verb::confirm || verb == Verb::refuse);
  std::string href = "/desk/topics/" + now.code;
  if (decided) {
    const auto left = weigh_topics(tx, TopicState::proposed, 2, {}, reach).rows;
    const auto next = std::ranges::find_if(
        left, [&](const WeighedTopic& topic) { return topic.id != before.id; });
    href = now.state == TopicState::proposed ? href
           : next == left.end()              ? "/desk/topics"
                                             : "/desk/topics/" + next->code;
  } else if (now.state == TopicState::dissolved) {
    href = "/desk/topics";
  }
  return href + "?done=" + std::string(name(verb));
}

/// The page with what was typed and ticked; nothing where it is not for the officer.
std::optional<TopicReviewPage> typed_review(const Desk& desk, std::string_view code) {
  auto page = desk.services.database.read([&](db::Tx& tx) { return review_page(desk, tx, code); });
  if (page) keep_typed(desk, *page);
  return page;
}

bool is_theirs_to_change(const Desk& desk, std::string_view code) {
  return desk.services.database.read([&](db::Tx& tx) {
    auto topic = find_topic(tx, code);
    return topic && may_synthesise_some(tx, desk, topic->id);
  });
}

/// Nothing is changed.
Response look_at_topic(const Desk& desk, std::string_view code) {
  auto page = is_theirs_to_change(desk, code) ? typed_review(desk, code) : std::nullopt;
  return page ? pages::render(desk.request, views::topic_review_page, *page)
              : Response::not_found();
}

}  // namespace

Response change_topic(const Desk& desk, std::string_view code, Verb verb) {
  if (desk::only_looks(desk)) return look_at_topic(desk, code);
  if (is_theirs_to_change(desk, code))
    desk::carry_out_on(desk, {std::string(code)});  // an answer to it that waits
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  std::string href, news;
  auto changed = desk.services.database.write([&](db::Tx& tx) -> TopicChanged {
    auto topic = find_topic(tx, code);
    if (!topic) return fail(TopicError::not_found);
    if (!may_synthesise_some(tx, desk, topic->id)) return fail(TopicError::not_yours);
    auto looked = desk::look_at_form(desk, tx, env, past_of(desk, topic->id), {name(verb)});
    news = std::move(looked.news);
    if (looked.state == desk::FormState::overtaken) return fail(TopicError::not_a_member);
    TopicChanged now = looked.state == desk::FormState::again ? TopicChanged(*topic)
                                                              : change(desk, tx, env, *topic, verb);
    if (now) href = next_href(tx, desk, *topic, *now, verb);
    return now;
  });
  if (changed) return Response::redirect(href);
  auto page = typed_review(desk, code);
  if (!page) return Response::not_found();
  page->news = news;
  if (news.empty()) add_error(desk, *page, verb, changed.error());
  page->frame.has_errors = true;
  return pages::render(desk.request, views::topic_review_page, *page, news.empty() ? 422 : 409);
}

}  // namespace gandan::petitions
