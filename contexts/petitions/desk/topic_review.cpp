#include "contexts/petitions/desk/topic_review.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "contexts/petitions/topics/differs.hpp"
#include "contexts/petitions/topics/group.hpp"
#include "contexts/petitions/topics/membership.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/people/authority.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

/// Complaints and denunciations stand in no topic.
bool may_read(db::Tx& tx, const Desk& desk, const TopicMember& member) {
  return people::may_at(tx, desk.officer, people::Permission::read_cases, units_of(member));
}

/// With each first of the phrases marked, where they stand.
std::vector<pages::Piece> with_marks(std::string_view paragraph,
                                     const std::vector<std::string>& phrases) {
  std::vector<pages::Piece> pieces;
  while (!paragraph.empty()) {
    std::size_t at = std::string_view::npos, size = 0;
    for (const std::string& phrase : phrases)
      if (const std::size_t found = paragraph.find(phrase); found < at) {
        at = found;
        size = phrase.size();
      }
    if (size == 0) break;
    if (at > 0) pieces.push_back({std::string(paragraph.substr(0, at))});
    pieces.push_back({std::string(paragraph.substr(at, size)), true});
    paragraph.remove_prefix(at + size);
  }
  if (!paragraph.empty()) pieces.push_back({std::string(paragraph)});
  return pieces;
}

/// What it says that the one that stands for all (`first`) does not is marked in its words.
void mark_differences(const Desk& desk, const TopicMember& member, const TopicMember* first,
                      ReviewedMember& out) {
  constexpr std::size_t most = 6;
  std::vector<std::string> phrases;
  if (first != nullptr) {
    phrases = only_in(member.text, first->text, most);
    if (member.place && member.place != first->place) out.place = desk.words.unit(member.place);
  }
  for (const std::string& paragraph : paragraphs_of(member.text))
    out.paragraphs.push_back(with_marks(paragraph, phrases));
}

/// The officer sees the words of what is public, and of what they may read. `first` stands for all.
ReviewedMember reviewed(const Desk& desk, db::Tx& tx, const TopicMember& member,
                        const TopicMember& first) {
  ReviewedMember out{.value = std::to_string(member.petition.value),
                     .href = "/desk/petitions/" + member.code,
                     .asker = member.asked_by,
                     .title = member.title,
                     .reason = in_words(member.reason, desk.words.locale),
                     .status = desk.tr(member.membership == Membership::confirmed ? N_("confirmed")
                                                                                  : N_("proposed")),
                     .date = civil_date(member.received_at),
                     .may_change = may_synthesise(tx, desk.act(), units_of(member))};
  if (out.asker.empty()) out.asker = desk.words.unit(member.province);
  if (member.visibility == Visibility::open || may_read(tx, desk, member)) {
    const bool is_compared = member.petition != first.petition &&
                             (first.visibility == Visibility::open || may_read(tx, desk, first));
    mark_differences(desk, member, is_compared ? &first : nullptr, out);
  } else {
    // Neither who asks nor the code, which would open it, nor the words that are alike.
    out.title = desk.tr(N_("Not public, and of another office"));
    out.asker = desk.words.unit(member.province);
    out.href.clear();
    out.reason.clear();
  }
  return out;
}

/// Other topics whose titles share most words with this one's, and that the officer may change.
Choice near_topics(const Desk& desk, db::Tx& tx, const Topic& topic) {
  auto words_in = [](std::string_view text) {
    std::set<std::string> words;
    std::string key = text::fold(text);
    for (std::size_t at = 0; at < key.size();) {
      std::size_t end = std::min(key.find(' ', at), key.size());
      if (end - at > 2) words.insert(key.substr(at, end - at));
      at = end + 1;
    }
    return words;
  };
  const auto own = words_in(topic.title);
  const Within reach = people::within_reach(tx, desk.officer, synthesise);
  std::vector<std::pair<int, TopicRow>> ranked;
  for (TopicState state : {TopicState::confirmed, TopicState::proposed})
    for (TopicRow& row : list_topics(tx, state, 2000, {}, reach)) {
      if (row.id == topic.id) continue;
      int shared = 0;
      for (const std::string& word : words_in(row.title)) shared += own.contains(word) ? 1 : 0;
      if (shared > 1) ranked.emplace_back(shared, std::move(row));
    }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Choice choice{
      .field = {.name = "other", .label = desk.tr(N_("Another topic that asks the same"))}};
  choice.options.push_back({"", desk.tr(N_("none"))});
  for (const auto& [shared, row] : ranked) {
    if (choice.options.size() > 12) break;
    if (!begin_whole_topic(tx, desk.act(), row.id)) continue;
    choice.options.push_back({row.code, row.title + " (" + row.code + ")"});
  }
  return choice;
}

std::vector<pages::AskersOfPlace> askers_of(const Desk& desk, const TopicReviewPage& page,
                                            const std::vector<TopicMember>& members) {
  std::map<std::string, pages::AskersOfPlace> places;
  for (std::size_t i = 0; i < members.size(); ++i) {
    std::string place = desk.words.unit(members[i].province);
    if (place.empty()) place = desk.tr(N_("Without a place"));
    auto& group = places[place];
    group.place = place;
    ++group.count;
    group.askers.push_back({page.members[i].title, page.members[i].href, page.members[i].asker});
  }
  std::vector<pages::AskersOfPlace> out;
  for (auto& [name, group] : places) out.push_back(std::move(group));
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return out;
}

/// Whether the officer's body may answer somebody in the topic.
bool may_answer(const Desk& desk, db::Tx& tx, const std::vector<TopicMember>& members) {
  return std::any_of(members.begin(), members.end(), [&](const TopicMember& member) {
    if (member.membership != Membership::confirmed ||
        !transition(Matter::report, member.state, Verb::answer))
      return false;
    auto petition = find(tx, member.petition);
    return petition && may(tx, desk.act(), Actor::answering_body, *petition);
  });
}

}  // namespace

std::optional<TopicReviewPage> review_page(const Desk& desk, db::Tx& tx, std::string_view code) {
  auto topic = find_topic(tx, code);
  if (!topic || topic->state == TopicState::dissolved) return std::nullopt;
  auto members = members_of(tx, topic->id);
  if (std::none_of(members.begin(), members.end(),
                   [&](const TopicMember& member) { return may_read(tx, desk, member); }))
    return std::nullopt;
  std::stable_partition(members.begin(), members.end(), [&](const TopicMember& member) {
    return member.petition == topic->representative;
  });
  TopicReviewPage page{.frame = desk.frame(tx, topic->title),
                       .rail = desk.rail(tx, "topics"),
                       .code = topic->code,
                       .title = topic->title};
  page.frame.section = "topics";
  page.frame.path = "/desk/topics/" + topic->code;  // what was sent has no page
  page.seen = desk::state_seen(tx, past_of(desk, topic->id));
  page.is_proposed = topic->state == TopicState::proposed;
  page.askers = static_cast<std::int64_t>(members.size());
  for (const TopicMember& member : members) {
    page.members.push_back(reviewed(desk, tx, member, members.front()));
    // Ticked, to be confirmed, is what is proposed and sure; of the rest an officer says so.
    const bool is_proposed = member.membership == Membership::proposed;
    const bool is_sure =
        member.similarity >= sure_similarity || member.petition == topic->representative;
    ReviewedMember& shown = page.members.back();
    shown.chosen = is_proposed && is_sure;
    if (is_proposed && !is_sure && !shown.paragraphs.empty())
      shown.reason += (shown.reason.empty() ? "" : ". ") +
                      desk.tr(N_("Not sure: tick it where it asks the same."));
  }
  auto may_change = [](const ReviewedMember& member) { return member.may_change; };
  page.may_change = std::any_of(page.members.begin(), page.members.end(), may_change);
  // The name of what is parted off is the one field beside the ticks: Enter in it parts them off.
  if (page.may_change) page.frame.form = pages::PageForm{.id = "members"};
  page.may_change_whole = std::all_of(page.members.begin(), page.members.end(), may_change);
  // It needs no reason to be like itself.
  if (!page.members.empty()) page.members.front().reason.clear();
  page.askers_by_place = askers_of(desk, page, members);
  page.places = static_cast<std::int64_t>(page.askers_by_place.size());
  page.name = {.name = "title",
               .label = desk.tr(N_("Title of the topic")),
               .value = topic->title,
               .max_length = 200};
  page.new_name = {.name = "new_title",
                   .label = desk.tr(N_("Title of the new topic")),
                   .value = std::string(desk.request.form.get("new_title")),
                   .max_length = 200};
  if (page.may_change_whole) page.merge = near_topics(desk, tx, *topic);
  if (!page.is_proposed && may_answer(desk, tx, members))
    page.answer_href = "/desk/topics/" + topic->code + "/answer";
  if (public_topic(tx, topic->code)) page.public_href = "/topics/" + topic->code;
  return page;
}

}  // namespace gandan::petitions
