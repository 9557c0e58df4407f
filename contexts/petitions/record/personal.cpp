#include "contexts/petitions/record/personal.hpp"

#include "lib/i18n/locale.hpp"

namespace gandan::petitions {
namespace {

constexpr const char* kept_as_the_record = N_(
    "As long as the record: no law that this program knows ends it sooner, and no job erases it.");

personal::Kept kept_contact() {
  return {.what = N_("How to reach who sent something: name, address, telephone and e-mail, as far "
                     "as they gave them"),
          .why = N_("To ask back and to tell the result. Complaints need name and address by law."),
          .how_long = kept_as_the_record,
          .seen_by = N_("The officers at the body that has it and where it comes from. Of a "
                        "denunciation it lies under the seal from the first moment."),
          .in_own_file = true,
          .columns = {"petition_contacts.name", "petition_contacts.address",
                      "petition_contacts.phone", "petition_contacts.email"}};
}

personal::Kept kept_words() {
  return {
      .what = N_("What somebody sent: title, text, whose voice it is, to whom, and from where"),
      .why = N_("It is what is asked, and must be answered."),
      .how_long = kept_as_the_record,
      .seen_by = N_("Everybody, of a report or a proposal whose sender agrees, once nobody is "
                    "named in it; else the officers. Of a denunciation it lies under the seal."),
      .in_own_file = true,
      .columns = {"petitions.title", "petitions.text", "petitions.asked_by",
                  "petitions.addressed_to", "petitions.place_text"}};
}

personal::Kept kept_index() {
  return {.what = N_("The words of what everybody may read, in order of the alphabet"),
          .why = N_("So that it can be searched for."),
          .how_long = N_("As long as everybody may read it."),
          .seen_by = N_("Everybody, by searching."),
          .columns = {"petition_search.words"}};
}

personal::Kept kept_course() {
  return {.what = N_("What was asked back and replied, added, noted and decided"),
          .why = N_("It is the course of the matter."),
          .how_long = kept_as_the_record,
          .seen_by = N_("The officers; what is written to the sender, the sender, and of what is "
                        "public everybody."),
          .in_own_file = true,
          .columns = {"petition_pauses.question", "petition_pauses.reply", "petition_notes.text",
                      "petition_extensions.reason", "petition_decisions.number",
                      "petition_answers.text", "petition_answers.document"}};
}

personal::Kept kept_joining() {
  return {.what = N_("Of who asks for the same: the place that they wrote, and a code"),
          .why = N_("They are counted by place, and follow the answer."),
          .how_long = kept_as_the_record,
          .seen_by = N_("Nobody reads the words: an officer's page and everybody's tell numbers."),
          .columns = {"petition_joins.code", "petition_joins.place_text"}};
}

personal::Kept kept_numbers() {
  return {.what = N_("Tracking code, number in the file that it was imported from, and a digest of "
                     "what was sent"),
          .why = N_("To find it again, and so that what is sent twice counts once."),
          .how_long = kept_as_the_record,
          .seen_by = N_("Who has the code. The digest only this server's key file can make again."),
          .in_own_file = true,
          .columns = {"petitions.code", "petitions.source", "petitions.source_id",
                      "petitions.idempotency_key", "petition_joins.idempotency_key"}};
}

personal::Kept kept_topics() {
  return {.what = N_("What a topic is called, and the words by which two were found to ask the "
                     "same"),
          .why = N_("So that what many ask is answered once."),
          .how_long = N_("As long as the topic; what an officer refuses stays, so that it is not "
                         "proposed again."),
          .seen_by = N_("Everybody, of a topic with something in it that everybody may read; else "
                        "the officers. Nothing of complaints and denunciations."),
          .columns = {"topics.title", "topic_members.reason"}};
}

}  // namespace

personal::Declared personal_data() {
  return {.kept = {kept_words(), kept_contact(), kept_course(), kept_joining(), kept_numbers(),
                   kept_index(), kept_topics()},
          .of_nobody = {"petitions.clock_rule", "petition_clocks.rule", "petition_notes.verb",
                        "petition_decisions.verb", "topics.code"}};
}

}  // namespace gandan::petitions
