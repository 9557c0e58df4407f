#include "contexts/petitions/public/codes.hpp"

#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "lib/html/markdown.hpp"
#include "lib/text/formalities.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

std::optional<Ref> petition_of_code(db::Tx& tx, std::string_view code) {
  const auto petition = find(tx, code);
  return petition ? std::optional(subject_of(petition->id)) : std::nullopt;
}

/// That it is there is told of every petition: of what is not public its page says no more.
std::optional<records::Card> petition_card(db::Tx& tx, std::int64_t id) {
  auto petition = find(tx, PetitionId{id});
  if (!petition) return std::nullopt;
  const bool is_open = petition->visibility == Visibility::open;
  return records::Card{"/petitions/" + petition->code, is_open ? petition->title : "",
                       petition->code};
}

/// The first sentence of the answer that had promised something by then.
std::string promised_in_petition(db::Tx& tx, std::int64_t id, Instant by) {
  constexpr std::size_t most = 280;
  const auto petition = find(tx, PetitionId{id});
  if (!petition || petition->visibility != Visibility::open) return {};
  for (const StoredAnswer& answer : answers_to(tx, petition->id)) {
    if (!answer.promised_on || answer.answered_at > by) continue;
    const std::string words = text::without_formalities(html::plain_words(answer.text));
    const std::string_view sentence =
        std::string_view(words).substr(0, text::end_of_sentence(words));
    const std::string_view shown = text::shorten(sentence, most);
    return std::string(shown) + (shown.size() < sentence.size() ? "…" : "");
  }
  return {};
}

std::optional<Ref> topic_of_code(db::Tx& tx, std::string_view code) {
  const auto topic = topic_named(tx, code);
  return topic ? std::optional(subject_of(topic->id)) : std::nullopt;
}

std::optional<records::Card> topic_card(db::Tx& tx, std::int64_t id) {
  const auto topic = find_topic(tx, TopicId{id});
  if (!topic || !is_public(tx, *topic)) return std::nullopt;
  return records::Card{"/topics/" + topic->code, topic->title, topic->code};
}

}  // namespace

std::vector<records::Kind> kinds_of_records() {
  return {{.name = "petition",
           .prefix = petition_prefix,
           .on_receipts = true,
           .find = petition_of_code,
           .card = petition_card,
           .promised = promised_in_petition},
          {.name = "topic", .prefix = topic_prefix, .find = topic_of_code, .card = topic_card}};
}

}  // namespace gandan::petitions
