#include "contexts/petitions/desk/desk.hpp"

#include <algorithm>

#include "contexts/petitions/views/desk.hpp"
#include "kernel/people/authority.hpp"

namespace gandan::petitions {

Desk::Desk(desk::Desk plain, const Advisor& advised_by)
    : desk::Desk(std::move(plain)), advisor(advised_by) {
  base = "/desk/petitions/";
}

Desk::Desk(const http::Request& from, const Services& with, const Advisor& advised_by)
    : Desk(desk::Desk(from, with), advised_by) {}

const char* done_message(std::string_view done) {
  if (const Task* task = desk::find_task<OnDesk>(done)) return task->done;
  const auto verb = parse_verb(done);
  if (verb == Verb::confirm) return N_("Confirmed as one topic.");
  if (verb == Verb::refuse) return N_("Taken out of the topic.");
  if (verb == Verb::split) return N_("Split off: this is the new topic.");
  if (verb == Verb::merge) return N_("Put together: the other topic is dissolved.");
  if (verb == Verb::rename) return N_("Renamed.");
  if (verb == Verb::attach) return N_("The files are there.");
  if (verb == Verb::show_file) return N_("Everybody who may read it sees the file now.");
  if (verb == Verb::withhold_file) return N_("The file is not shown in public.");
  if (verb == Verb::mask_file) return N_("Whoever is shown the picture sees the masked copy.");
  if (verb == Verb::unmask_file)
    return N_("The masks are off; the picture is not shown in public.");
  if (verb == Verb::group)
    return N_("Grouping has begun; new proposals appear here within some minutes.");
  return "";
}

desk::Past past_of(const Desk& desk, TopicId topic) {
  return {subject_of(topic), [&desk](const journal::Recorded& entry) {
            const auto verb = verb_of(entry);
            if (!verb) return std::string();
            const char* said = verb == Verb::propose ? N_("More petitions were proposed for it.")
                                                     : done_message(name(*verb));
            return *said == '\0' ? std::string() : desk.tr(said);
          }};
}

std::optional<Petition> OnDesk::find(db::Tx& tx, std::string_view code) {
  return petitions::find(tx, code);
}

desk::Past OnDesk::past(const Desk& desk, const Petition& petition) {
  return {subject_of(petition.id),
          [&](const journal::Recorded& entry) { return happening(desk.words, petition, entry); }};
}

bool OnDesk::may_read(db::Tx& tx, const people::Principal& officer, const Petition& petition) {
  return petitions::may_read(tx, officer, petition);
}

bool OnDesk::may_act(db::Tx& tx, const people::Principal& officer, const Petition& petition) {
  return std::any_of(deeds.begin(), deeds.end(), [&](people::Permission each) {
    return people::may_at(tx, officer, each, units_of(petition));
  });
}

/// Empty where it was never theirs, or still is.
std::string OnDesk::taken_away(const Desk& desk, db::Tx& tx, const Petition& petition) {
  const auto seen = desk::seen_of(desk);
  UnitId body;
  std::size_t nth = 0;
  for (const journal::Recorded& entry : journal::entries_of(tx, subject_of(petition.id))) {
    ++nth;
    const auto verb = verb_of(entry);
    const bool is_sent = verb == Verb::route || verb == Verb::reopen;
    if (!is_sent && verb != Verb::send_back && verb != Verb::complain_again) continue;
    if (seen && nth > *seen) {
      const bool was_theirs =
          body && desk.officer.may(reading_of(petition), body, units::ancestors(tx, body));
      return was_theirs ? desk::told(desk, tx, past(desk, petition), entry) : std::string();
    }
    body = is_sent ? UnitId{fact_of(entry, "body")} : UnitId{};
  }
  return {};
}

desk::Pane OnDesk::pane(std::shared_ptr<const OpenPetition> open) {
  const WorkForm* form = open->form ? &*open->form : open->opening ? &*open->opening : nullptr;
  return desk::pane_of(*open, form, [open](html::Out& out) { views::desk_petition(out, *open); });
}

http::Response OnDesk::elsewhere(const Desk& desk, std::string_view code) {
  people::stand_aside(desk.officer);
  auto petition = desk.services.database.read([&](db::Tx& tx) { return find(tx, code); });
  const bool is_public = petition && petition->visibility == Visibility::open;
  return is_public ? http::Response::redirect("/petitions/" + petition->code)
                   : http::Response::not_found();
}

}  // namespace gandan::petitions
