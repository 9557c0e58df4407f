#include "contexts/petitions/public/own_data.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/insert.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "lib/json/json.hpp"

namespace gandan::petitions {
namespace {

namespace bj = boost::json;

bj::value member_of(std::string_view text) {
  return bj::string(text.data(), text.size());
}
bj::value member_of(Instant at) {
  return member_of(rfc3339(at));
}
bj::value member_of(Date day) {
  return member_of(day.iso());
}
template <class T>
bj::value member_of(const std::optional<T>& value) {
  return value ? member_of(*value) : bj::value();
}

/// What of a petition only its sender's file tells.
struct OwnRecord {
  Story story;
  std::optional<Contact> contact;
  std::optional<letters::Subscription> letters;
};

OwnRecord load_own(db::Tx& tx, const Services& services, const std::string& code) {
  OwnRecord own{.story = load_story(tx, *services.directory.get(), code).value(),
                .contact = {},
                .letters = letters::find_subscription(tx, code)};
  const Petition& petition = own.story.petition;
  if (has_sealed_parts(tx, petition))
    fill_in(own.story, people::open_words(tx, services.keys.get(), subject_of(petition.id)));
  own.contact = contact_of(tx, petition.id);
  return own;
}

std::string_view name_of(Consent consent) {
  if (consent == Consent::agreed) return "agreed";
  return consent == Consent::refused ? "refused" : "unsaid";
}

bj::object sent_in_json(const Petition& p, const std::string& place) {
  return {{"kind", member_of(name(p.kind))},
          {"channel", member_of(name(p.channel))},
          {"received_at", member_of(p.received_at)},
          {"title", member_of(p.title)},
          {"text", member_of(p.text)},
          {"asked_by", member_of(p.asked_by)},
          {"addressed_to", member_of(p.addressed_to)},
          {"place_as_written", member_of(p.place_text)},
          {"place", member_of(place)},
          {"publication", member_of(name_of(consent_of(p)))}};
}

bj::value contact_in_json(const OwnRecord& own) {
  if (has_sealed_words(own.story.petition)) return bj::object{{"sealed", true}};
  if (!own.contact) return {};
  return bj::object{{"name", member_of(own.contact->name)},
                    {"address", member_of(own.contact->address)},
                    {"phone", member_of(own.contact->phone)},
                    {"email", member_of(own.contact->email)}};
}

bj::value letters_in_json(const std::optional<letters::Subscription>& letters) {
  if (!letters) return {};
  return bj::object{{"email", member_of(letters->email)},
                    {"language", member_of(letters->language)},
                    {"confirmed_at", member_of(letters->confirmed_at)},
                    {"stopped_at", member_of(letters->stopped_at)},
                    {"undeliverable_at", member_of(letters->undeliverable_at)}};
}

bj::array questions_in_json(const Story& story) {
  bj::array all;
  for (const PauseRow& pause : story.pauses)
    if (pause.kind != PauseKind::suspension)
      all.push_back(bj::object{{"asked_at", member_of(pause.stopped_at)},
                               {"question", member_of(pause.question)},
                               {"replied_at", member_of(pause.resumed_at)},
                               {"reply", member_of(pause.reply)}});
  return all;
}

/// Words that its sender added, and those written to them.
bj::array notes_in_json(const Story& story) {
  constexpr Verb own_words[] = {Verb::add, Verb::reopen, Verb::complain_again};
  bj::array all;
  for (const NoteRow& note : story.notes) {
    const auto verb = parse_verb(note.verb);
    const bool is_own = verb && std::ranges::find(own_words, *verb) != std::end(own_words);
    if (is_own || note.readers == acts::Readers::resident)
      all.push_back(bj::object{{"at", member_of(note.at)},
                               {"verb", member_of(note.verb)},
                               {"by_sender", is_own},
                               {"text", member_of(note.text)}});
  }
  return all;
}

bj::array decisions_in_json(const Story& story) {
  bj::array all;
  for (const DecisionRow& row : story.decisions)
    all.push_back(bj::object{{"at", member_of(row.at)},
                             {"verb", member_of(row.verb)},
                             {"number", member_of(row.number)},
                             {"decided_on", member_of(row.on)}});
  return all;
}

bj::array answers_in_json(const Story& story, const units::Directory& directory) {
  bj::array all;
  for (const StoredAnswer& answer : story.answers)
    all.push_back(bj::object{{"answered_at", member_of(answer.answered_at)},
                             {"body", member_of(directory.name(answer.body))},
                             {"outcome", member_of(name(answer.outcome))},
                             {"text", member_of(answer.text)},
                             {"document", member_of(answer.document)},
                             {"promised_on", member_of(answer.promised_on)}});
  return all;
}

/// What the journal tells of it; who read what is sealed is no deed on the petition.
bj::array deeds_in_json(const Story& story) {
  bj::array all;
  for (const journal::Recorded& entry : story.entries)
    if (const auto verb = verb_of(entry))
      all.push_back(bj::object{{"at", member_of(entry.at)}, {"verb", member_of(name(*verb))}});
  return all;
}

}  // namespace

std::string own_data(const Services& services, const Petition& petition) {
  const auto own =
      services.database.read([&](db::Tx& tx) { return load_own(tx, services, petition.code); });
  const Story& story = own.story;
  const Petition& p = story.petition;
  const auto directory = services.directory.get();
  return gandan::json::serialize(bj::object{{"code", member_of(p.code)},
                                            {"sent", sent_in_json(p, story.place)},
                                            {"contact", contact_in_json(own)},
                                            {"letters", letters_in_json(own.letters)},
                                            {"state", member_of(name(p.state))},
                                            {"public", p.visibility == Visibility::open},
                                            {"body", member_of(story.body)},
                                            {"due_at", member_of(p.clock.due_at)},
                                            {"questions", questions_in_json(story)},
                                            {"notes", notes_in_json(story)},
                                            {"decisions", decisions_in_json(story)},
                                            {"answers", answers_in_json(story, *directory)},
                                            {"done", deeds_in_json(story)}});
}

}  // namespace gandan::petitions
