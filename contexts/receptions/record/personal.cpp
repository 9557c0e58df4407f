#include "contexts/receptions/record/personal.hpp"

#include "lib/i18n/locale.hpp"

namespace gandan::receptions {
namespace {

constexpr const char* kept_with_book = N_(
    "As long as the book of receptions: no law that this program knows ends it sooner, and no job "
    "erases it.");
constexpr const char* seen_by_book =
    N_("The officers who receive citizens there, its head, and who supervises it. Of a "
       "denunciation it "
       "lies under the seal.");

personal::Kept kept_visitors() {
  return {
      .what = N_("Who came to a reception: name, address, how to reach them, and the number of "
                 "their identity paper"),
      .why = N_("The law wants them in the book, and they are told what becomes of it."),
      .how_long = kept_with_book,
      .seen_by = N_("The officers who receive citizens there, its head, and who supervises it; "
                    "the number of the paper only with this server's key file. Of a denunciation "
                    "all of it lies under the seal."),
      .columns = {"visit_people.name", "visit_people.address", "visit_people.phone",
                  "visit_people.email", "visit_people.identity"}};
}

personal::Kept kept_matters() {
  return {.what = N_("What somebody said at a reception, which papers they gave, and what was "
                     "noted, decided and concluded"),
          .why = N_("It is the book of receptions, and what is followed to its end."),
          .how_long = kept_with_book,
          .seen_by = seen_by_book,
          .columns = {"visits.matter", "visits.handled_before", "visits.directed_to",
                      "visits.document", "visits.followed", "visits.note", "visit_papers.name",
                      "visit_notes.text", "conclusions.number", "conclusions.concluded_by",
                      "conclusions.text", "conclusions.contact", "conclusion_items.product",
                      "conclusion_items.report", "online_sessions.minutes",
                      "online_sessions.signed_by", "online_sites.takes_part"}};
}

personal::Kept kept_index_of_matters() {
  return {.what = N_("The words of matters in the book, in order of the alphabet"),
          .why = N_("So that who came before on the same matter is found."),
          .how_long = kept_with_book,
          .seen_by = N_("Nobody: officers who may read the book search it."),
          .columns = {"visit_search.words"}};
}

personal::Kept kept_bookings() {
  return {.what = N_("Of who books a reception: the matter in two sentences, what they need, and "
                     "how to reach them"),
          .why = N_("So that the officer is prepared, and who booked is told of changes."),
          .how_long = kept_with_book,
          .seen_by = seen_by_book,
          .columns = {"bookings.matter", "bookings.named_code", "bookings.needs_language",
                      "bookings.reason", "booking_contacts.name", "booking_contacts.phone",
                      "booking_contacts.email"}};
}

personal::Kept kept_codes_of_visits() {
  return {
      .what = N_("Codes of visits and bookings, number in the file that a visit was imported "
                 "from, and digests: of what was sent, of an identity number, of how to reach "
                 "who books, of who fills in a form"),
      .why = N_("To find it again, so that what is sent twice counts once, and that who comes "
                "again or books often is known without a name."),
      .how_long = N_("As long as the record; of a form that is not sent ten minutes."),
      .seen_by = N_("Who has the code. The digests only this server's key file can make again."),
      .columns = {"visits.code", "visits.source", "visits.source_id", "visits.idempotency_key",
                  "visit_people.identity_key", "tickets.idempotency_key", "bookings.code",
                  "bookings.person_key", "bookings.idempotency_key", "booking_slots.holder"}};
}

personal::Kept kept_heads() {
  return {.what = N_("Who of a body receives citizens on which day, and why a day was moved or "
                     "missed"),
          .why = N_("The law wants the schedule to be public, and the duty to be kept."),
          .how_long = N_("As long as the record: it is public."),
          .seen_by = N_("Everybody."),
          .columns = {"reception_days.head", "reception_days.subject", "reception_days.reason",
                      "reception_closures.reason", "online_sessions.reason"}};
}

}  // namespace

personal::Declared personal_data() {
  return {.kept = {kept_visitors(), kept_matters(), kept_index_of_matters(), kept_bookings(),
                   kept_codes_of_visits(), kept_heads()},
          .of_nobody = {"reception_places.code", "reception_places.name",
                        "reception_places.address", "reception_places.directions",
                        "reception_places.phone", "reception_places.languages", "bookings.language",
                        "visit_notes.verb", "online_sites.name", "online_sites.address"}};
}

}  // namespace gandan::receptions
