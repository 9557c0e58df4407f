#include "contexts/petitions/record/committed.hpp"

#include "contexts/petitions/topics/topics.hpp"
#include "kernel/files/files.hpp"
#include "kernel/journal/parts_in_sql.hpp"
#include "kernel/people/committed.hpp"

namespace gandan::petitions {
namespace {

using journal::both, journal::nth, journal::numbers, journal::parts_of_rows, journal::texts;

const db::Sql own_parts{
    parts_of_rows("petitions p", "p.id",
                  {{"'kind'", numbers({"p.kind", "p.channel"})},
                   {"'code'", "p.code"},
                   {"'received'", numbers({"p.received_at"})},
                   {"'state'", numbers({"p.state", "p.visibility", "p.outcome", "p.round"})},
                   {"'due'", numbers({"p.due_at", "p.stopped_at"})},
                   {"'days'", numbers({"p.answered_at", "p.promised_on", "p.withdrawal_at"})},
                   {"'body'", numbers({"p.body_id", "p.field_id"})},
                   {"'place'", numbers({"p.place_id", "p.province_id"})},
                   {"'topic'", numbers({"p.topic_id"}), "p.topic_id is not null"},
                   {"'consent'", numbers({"p.publication_refused"})},
                   {"'title'", "p.title", "p.title <> ''"},
                   {"'text'", "p.text", "p.text <> ''"},
                   {"'sender'", texts({"p.asked_by", "p.addressed_to", "p.place_text"}),
                    "(p.asked_by <> '' or p.addressed_to <> '' or p.place_text <> '')"}})};

const db::Sql course_parts{
    parts_of_rows("petition_contacts c", "c.petition_id",
                  {{"'contact'", texts({"c.name", "c.address", "c.phone", "c.email"})}}),
    " union all ",
    parts_of_rows("petition_answered l join petition_answers a on a.id = l.answer_id",
                  "l.petition_id",
                  {{nth("answer", {"a.id"}),
                    both(numbers({"a.body_id", "a.outcome", "a.promised_on", "a.answered_at"}),
                         texts({"a.text", "a.document"}))}}),
    " union all ",
    parts_of_rows(
        "petition_askings s", "s.petition_id",
        {{nth("said", {"s.answer_id"}), numbers({"s.said", "s.said_at"}), "s.said is not null"}}),
    " union all ",
    parts_of_rows("petition_pauses q", "q.petition_id",
                  {{nth("pause", {"q.stopped_at"}),
                    both(numbers({"q.resumed_at", "q.kind"}), texts({"q.question", "q.reply"}))}}),
    " union all ",
    parts_of_rows(
        "petition_notes n", "n.petition_id",
        {{db::joined({"case when n.for_petitioner = 1 then 'word' else 'note' end || ' ' || ",
                      numbers({"n.at", "n.verb"})}),
          "n.text"}}),
    " union all ",
    parts_of_rows("petition_extensions x", "x.petition_id",
                  {{nth("extension", {"x.granted_at"}),
                    both(numbers({"x.value", "x.unit", "x.criteria"}), texts({"x.reason"}))}}),
    " union all ",
    parts_of_rows("petition_decisions d", "d.petition_id",
                  {{nth("decision", {"d.at", "d.verb"}),
                    both(numbers({"d.decided_on", "d.ground"}), texts({"d.number"}))}})};

const db::Sql file_parts{files::parts_of_files("petition")};
const db::Sql sealed_parts{people::parts_under_seal("petition")};
const db::Sql sealed_boxes{people::boxes_under_seal("petition")};

// Of a petition whose words are sealed nothing is left that words could be tried against.
const db::Sql join_parts{
    parts_of_rows("petition_joins j join petitions p on p.id = j.petition_id", "j.id",
                  {{"'joining'",
                    both(numbers({"j.petition_id", "j.joined_at", "j.place_id"}),
                         texts({"j.code", "j.place_text"})),
                    "p.text <> ''"}})};

// What is proposed is made anew by each run of the grouping. Who stands in a topic is committed to
// with each petition; who stands for it, and whether it is left by all, follows from that.
const db::Sql topic_parts{
    parts_of_rows("topics t", "t.id",
                  {{"'topic'", both(numbers({"t.created_at"}), texts({"t.code", "t.title"})),
                    sql::topic_is_confirmed}})};

journal::Committed of_petitions() {
  std::vector<std::string> columns{"petitions.code",           "petitions.title",
                                   "petitions.text",           "petitions.asked_by",
                                   "petitions.addressed_to",   "petitions.place_text",
                                   "petition_contacts.name",   "petition_contacts.address",
                                   "petition_contacts.phone",  "petition_contacts.email",
                                   "petition_answers.text",    "petition_answers.document",
                                   "petition_pauses.question", "petition_pauses.reply",
                                   "petition_notes.text",      "petition_extensions.reason",
                                   "petition_decisions.number"};
  for (std::string& sealed : people::columns_under_seal()) columns.push_back(std::move(sealed));
  return {.kind = "petition",
          .words = {&own_parts, &course_parts, &file_parts, &sealed_parts},
          .boxes = {&sealed_boxes},
          .columns = std::move(columns)};
}

}  // namespace

journal::Commitments commitments_to_petitions() {
  return {
      .records = {of_petitions(),
                  {.kind = "join",
                   .words = {&join_parts},
                   .columns = {"petition_joins.code", "petition_joins.place_text"},
                   .may_end = true},
                  {.kind = "topic",
                   .words = {&topic_parts},
                   .columns = {"topics.title"},
                   .may_end = true}},
      .not_committed = {
          {"petitions.source", "the name of a file that was imported"},
          {"petitions.source_id", "the number of a row in that file: a digest takes its place"},
          {"petitions.idempotency_key", "a digest, so that what is sent twice counts once"},
          {"petition_joins.idempotency_key", "a digest, so that what is sent twice counts once"},
          {"petition_search.words", "made of words that are committed to where they stand"},
          {"topic_members.reason", "made by the grouping of words that are committed to"}}};
}

bool is_for_sender(std::string_view part) {
  return !part.starts_with("note ") && !part.starts_with("extension ") &&
         !part.starts_with("sealed ") && !part.starts_with("identity") &&
         !part.starts_with("opening ") && !part.starts_with("reading ");
}

}  // namespace gandan::petitions
