#include "contexts/petitions/record/invariants.hpp"

#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/record/asked.hpp"
#include "contexts/petitions/record/promise.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/clocks/invariants.hpp"
#include "kernel/letters/subscriptions.hpp"

namespace gandan::petitions {
namespace {

using invariants::Invariant;

/// Petitions of which something holds that must not.
std::string petitions_where(std::initializer_list<std::string_view> condition) {
  return "select p.id from petitions p where " + db::joined(condition);
}

// ---- course, answers, clock ---------------------------------------------------------------------

std::vector<Invariant> of_course() {
  return {
      {"petitions.answered",
       "what is answered has its day; where it was not imported, its answer and its outcome too",
       petitions_where({sql::is_answered, " and (p.answered_at is null or not ", sql::is_imported,
                        " and (p.answer_id is null or p.outcome is null))"})},
      {"petitions.open", "what is open has no day of an answer, no promise and no outcome",
       petitions_where({sql::is_open,
                        " and (p.answered_at is not null or p.promised_on is not null or "
                        "p.outcome is not null and not ",
                        sql::is_imported, ")"})},
      {"petitions.last_answer", "the answer that a petition names was given to it",
       petitions_where({"p.answer_id is not null and not exists (select 1 from petition_answered l "
                        "where l.petition_id = p.id and l.answer_id = p.answer_id)"})},
      {"petitions.answers", "an answer was given to a petition",
       "select a.id from petition_answers a where not exists (select 1 from petition_answered l "
       "where l.answer_id = a.id)"},
      {"petitions.promise",
       "what a petition is promised, and that alone, is owed by that day, and read by whoever may "
       "read it",
       with_another_promise()},
      {"petitions.asked",
       "who sent it is asked about the last answer alone, where it stands, and never of what is "
       "sealed",
       db::joined({"select s.id from petition_askings s join petitions p on p.id = s.petition_id "
                   "where ",
                   sql::waits_to_be_asked, " and (not ", sql::is_answered,
                   " or p.answer_id is null or p.answer_id <> s.answer_id or ", sql::is_sealed,
                   ")"})},
      {"petitions.said", "what a sender says is said at a moment, of an answer that was given",
       "select s.id from petition_askings s where (s.said is null) <> (s.said_at is null) or "
       "not exists (select 1 from petition_answered l where l.petition_id = s.petition_id and "
       "l.answer_id = s.answer_id)"},
      {"petitions.body", "what was routed, is taken up or suspended is with a body",
       petitions_where({sql::is_with_a_body, " and p.body_id is null"})},
  };
}

std::vector<Invariant> of_clocks() {
  return clocks::invariants_of({.noun = "petition",
                                .table = "petitions p",
                                .is_open = sql::is_open,
                                .stands = sql::its_clock_stands,
                                .clock = "petitions.clock",
                                .standing_clock = "petitions.standing_clock",
                                .pauses = "petitions.pauses"});
}

// ---- who may read it ----------------------------------------------------------------------------

/// Rows beside a petition whose words are sealed that still hold words.
std::string words_beside(std::string_view table, std::string_view hold_words) {
  return db::joined({"select p.id from petitions p join ", table,
                     " w on w.petition_id = p.id where (", sql::is_denunciation,
                     " or p.text = '') and (", hold_words, ")"});
}

/// Of a denunciation, and of what came as one: no words in columns that are read in clear.
std::string with_words_in_clear() {
  std::string sql = petitions_where(
      {sql::is_denunciation,
       " and (p.title <> '' or p.text <> '' or p.asked_by <> '' or p.addressed_to <> '' or "
       "p.place_text <> '')"});
  struct Beside {
    std::string_view table, hold_words;
  };
  for (const auto& [table, hold_words] :
       {Beside{"petition_contacts", "1 = 1"}, Beside{"petition_notes", "w.text <> ''"},
        Beside{"petition_pauses", "w.question <> '' or w.reply <> ''"},
        Beside{"petition_extensions", "w.reason <> ''"},
        Beside{"petition_decisions", "w.number <> ''"},
        Beside{"petition_joins", "w.place_text <> ''"},
        Beside{"topic_members", "w.reason <> '{}'"}})
    sql += " union all " + words_beside(table, hold_words);
  // An answer that stands for others too is theirs to read.
  return sql + db::joined({" union all select p.id from petitions p "
                           "join petition_answered l on l.petition_id = p.id "
                           "join petition_answers a on a.id = l.answer_id where (",
                           sql::is_denunciation,
                           " or p.text = '') and (a.text <> '' or a.document <> '') and not exists "
                           "(select 1 from petition_answered o where o.answer_id = a.id and "
                           "o.petition_id <> p.id)"});
}

std::vector<std::string> wrongly_indexed(db::Tx& tx) {
  const std::string indexed = search_index.rows(tx.engine());
  const std::string is_public = petitions_where({sql::is_public});
  return invariants::ids_of(
      tx,
      db::joined({"select i.id from (", indexed, ") i left join petitions p on p.id = i.id and ",
                  sql::is_public, " where p.id is null union all select o.id from (", is_public,
                  ") o left join (", indexed, ") i on i.id = o.id where i.id is null"}));
}

std::vector<Invariant> of_secrecy() {
  return {
      {"petitions.consent", "what everybody may read, its sender has agreed to show",
       petitions_where({sql::is_public, " and ", sql::has_not_agreed})},
      {"petitions.sealed",
       "a complaint or a denunciation is sealed, and what is sealed came or was found to be one",
       petitions_where({sql::is_confidential, " and not ", sql::is_sealed, " or (", sql::is_sealed,
                        ") <> (p.sealed_as is not null)"})},
      {"petitions.sealed_words", "no word of a denunciation stands in clear",
       with_words_in_clear()},
      {"petitions.letters_of_denunciations", "no address is kept for letters about a denunciation",
       petitions_where(
           {sql::is_denunciation, " and p.id in (", letters::with_subscriptions("petition"), ")"})},
      {"petitions.letters", "letters are about a petition that is there",
       db::joined({"select s.id from (", letters::with_subscriptions("petition"),
                   ") s left join petitions p on p.id = s.id where p.id is null"})},
      {.name = "petitions.search",
       .words = "what everybody may read can be searched for, and nothing else",
       .offenders = {},
       .find = wrongly_indexed},
  };
}

// ---- topics, joinings, totals -------------------------------------------------------------------

std::vector<Invariant> of_topics() {
  return {
      {"topics.representative", "a topic is presented by a petition that stands in it",
       db::joined({"select t.id from topics t where ", sql::topic_stands,
                   " and not exists (select 1 from topic_members m where m.topic_id = t.id and "
                   "m.petition_id = t.representative_id and ",
                   sql::may_represent, ")"})},
      {"topics.members",
       "a petition names the one topic in which it is confirmed, and that is confirmed itself",
       db::joined({"select p.id from petitions p where p.topic_id is not null and not exists ("
                   "select 1 from topic_members m join topics t on t.id = m.topic_id where "
                   "m.topic_id = p.topic_id and m.petition_id = p.id and ",
                   sql::is_confirmed, " and ", sql::topic_is_confirmed,
                   ") union all select p.id from topic_members m join petitions p on p.id = "
                   "m.petition_id where ",
                   sql::is_confirmed, " and coalesce(p.topic_id, 0) <> m.topic_id"})},
      {"topics.sealed", "nothing that is sealed stands in a topic",
       db::joined({"select p.id from topic_members m join petitions p on p.id = m.petition_id "
                   "where ",
                   sql::is_not_refused, " and ", sql::is_sealed})},
  };
}

std::vector<Invariant> of_counts() {
  return {
      {"petitions.joined", "the people who joined are as many as the joinings of each place",
       "select c.petition_id as id from ("
       "select petition_id, coalesce(place_id, 0) as place_id, 1 as n from petition_joins "
       "union all select petition_id, place_id, -people from petition_joined) c "
       "group by c.petition_id, c.place_id having sum(c.n) <> 0"},
      {"petitions.frozen",
       "what stands still in figures is not public, and how it stood is kept, of nothing else",
       petitions_where({"(p.frozen_at is not null) <> exists (select 1 from petition_frozen f "
                        "where f.petition_id = p.id) or p.frozen_at is not null and ",
                        sql::is_public})},
      {.name = "petitions.totals",
       .words = "totals are the sums of what was counted of each petition",
       .offenders = {},
       .find = wrong_totals},
  };
}

}  // namespace

std::vector<Invariant> invariants_of_petitions() {
  std::vector<Invariant> all;
  for (auto some : {of_course, of_clocks, of_secrecy, of_topics, of_counts})
    for (Invariant& each : some()) all.push_back(std::move(each));
  return all;
}

}  // namespace gandan::petitions
