#include <algorithm>

#include "contexts/receptions/book/papers.hpp"
#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/conclusions/page.hpp"
#include "contexts/receptions/desk/desk.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/sealed_words.hpp"
#include "kernel/records/links.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;

void add_fact(const Desk& desk, desk::OpenRecord& open, const char* label, std::string value) {
  if (!value.empty()) open.facts.push_back({desk.tr(label), std::move(value)});
}

/// "8 of 12", the first those who came.
std::string people_in_words(const Desk& desk, const Visit& visit) {
  return desk.words.locale.tr(
      N_("{present} came, {people} with the same matter"),
      {{"present", std::to_string(visit.present)}, {"people", std::to_string(visit.people)}});
}

void add_people(const Desk& desk, db::Tx& tx, const Visit& visit, desk::OpenRecord& open) {
  for (const Person& person : people_of(tx, desk.services.keys.get(), visit)) {
    std::string line = person.name;
    for (const std::string* part : {&person.address, &person.phone, &person.email})
      if (!part->empty()) line += ", " + *part;
    add_fact(desk, open, label(person.role), std::move(line));
    add_fact(desk, open, N_("Number of the identity paper"), person.identity);
  }
}

std::string directed_in_words(const Desk& desk, const Visit& visit) {
  std::string to = visit.directed_unit ? desk.words.unit(visit.directed_unit) : visit.directed_to;
  if (!visit.document.empty()) to += (to.empty() ? "" : ", ") + visit.document;
  return to;
}

void add_papers(const Desk& desk, db::Tx& tx, const Visit& visit, desk::OpenRecord& open) {
  for (const ReceiptRow& receipt : receipts_of(tx, visit.id)) {
    std::string line;
    for (const Paper& paper : papers_of(tx, receipt.id))
      if (!paper.name.empty())
        line +=
            (line.empty() ? "" : "; ") + paper.name + " (" + desk.tr(label(paper.condition)) + ")";
    add_fact(desk, open, N_("Receipt for papers"),
             std::to_string(receipt.number) + "/" + std::to_string(receipt.book_year) +
                 (line.empty() ? "" : ": " + line));
  }
}

void add_conclusions_of(const Desk& desk, db::Tx& tx, const Visit& visit, desk::OpenRecord& open) {
  for (const Conclusion& conclusion : conclusions_of(tx, visit.id)) {
    add_fact(desk, open, N_("Concluded by"),
             conclusion.concluded_by + ", " + desk.words.locale.date(conclusion.concluded_on) +
                 (conclusion.number.empty() ? "" : ", " + conclusion.number));
    open.paragraphs.push_back(conclusion.text);
  }
  for (const ConclusionItem& item : items_of(tx, visit.id))
    open.timeline.push_back(step_of(desk.words, item));
}

/// What can be printed and signed of it.
void add_letters(const Desk& desk, db::Tx& tx, const Visit& visit, desk::OpenRecord& open) {
  for (VisitPaper paper : visit_papers) {
    if (!visit_paper(tx, desk.services.keys.get(), visit, paper)) continue;
    const std::string file = OnDesk::base + visit.code + "/" + std::string(name(paper));
    open.facts.push_back({desk.tr(label(paper)), "PDF", file + ".pdf"});
    open.facts.push_back({desk.tr(label(paper)), "DOCX", file + ".docx"});
  }
}

/// Earlier visits on the matter, and what it became.
void add_ties(const Desk& desk, db::Tx& tx, const Visit& visit, desk::OpenRecord& open) {
  for (const Visit& other : visits_on_matter(tx, visit.matter_id))
    if (other.id != visit.id)
      add_fact(desk, open, N_("Also received on the matter"),
               other.code + ", " + desk.words.locale.date(civil_date(other.received_at)) + ", " +
                   desk.tr(label(other.outcome)));
  for (const records::Linked& linked : records::links_from(tx, ref_of(visit.id)))
    if (const auto card = desk.services.records.card_of(tx, linked.ref()))
      add_fact(desk, open,
               linked.relation == records::Relation::joined ? N_("Belongs to the petition")
                                                            : N_("Became the petition"),
               card->code);
}

std::string notice_of(const Desk& desk, const Visit& visit, bool is_open) {
  if (is_sealed(visit) && !is_open)
    return desk.tr(N_("A denunciation: what was said, and who came, lies under the seal."));
  if (visit.is_hot) return desk.tr(N_("Shown to the leader: hot or complex."));
  return {};
}

}  // namespace

bool has_opened_today(const Desk& desk, db::Tx& tx, const Visit& visit) {
  return std::ranges::any_of(people::readings_of(tx, desk.services.keys.get(), ref_of(visit.id)),
                             [&](const people::WordsReading& reading) {
                               return reading.user == desk.officer.user &&
                                      reading.day == desk.words.today;
                             });
}

desk::Past OnDesk::past(const Desk& desk, const Visit& visit) {
  return {ref(visit), [&desk](const journal::Recorded& entry) -> std::string {
            const std::string_view verb = acts::verb_name(entry);
            if (verb == name(Verb::enter)) return desk.tr(N_("Entered into the book."));
            if (verb == name(Verb::import)) return desk.tr(N_("Came with an imported book."));
            if (verb == name(Verb::petition))
              return desk.tr(N_("Became a petition, or joined one."));
            if (verb == name(Verb::attach)) return desk.tr(files_were_added);
            if (verb == name(Verb::conclude)) return desk.tr(N_("A conclusion was entered."));
            if (verb == name(Verb::report))
              return desk.tr(N_("A body reported what it did of the conclusion."));
            const auto* task = desk::find_task<OnDesk>(verb);
            return task == nullptr ? std::string() : desk.tr(task->done);
          }};
}

desk::OpenRecord OnDesk::describe(const Desk& desk, db::Tx& tx, const Visit& row) {
  Visit visit = row;
  const bool is_open = is_sealed(visit) && has_opened_today(desk, tx, visit);
  if (is_open) fill_in(visit, people::open_words(tx, desk.services.keys.get(), ref_of(visit.id)));
  desk::OpenRecord open{
      .code = visit.code,
      .kind = desk.tr(label(visit.kind)),
      .title = visit.matter.empty() ? desk.tr(N_("Under the seal"))
                                    : std::string(text::shorten(visit.matter, 110)),
      .channel = desk.tr(label(visit.channel)),
      .received = civil_date(visit.received_at),
      .status = {desk.tr(label(visit.state)),
                 visit.state == State::told ? pages::Tone::settled : pages::Tone::open}};
  if (visit.state != State::told && visit.due_at)
    open.due =
        pages::Due{.date = civil_date(*visit.due_at),
                   .today = desk.words.today,
                   .clock = desk.tr(visit.state == State::notice_owed ? N_("Notice of refusal owed")
                                                                      : N_("To be told"))};
  open.notice = notice_of(desk, visit, is_open);
  if (!visit.matter.empty()) open.paragraphs = {visit.matter};
  add_fact(desk, open, N_("Number in the book"),
           std::to_string(visit.book_number) + "/" + std::to_string(visit.book_year));
  add_fact(desk, open, N_("Received by"), desk.tr(label(visit.heard_by)));
  add_fact(desk, open, N_("People"), people_in_words(desk, visit));
  if (!is_sealed(visit)) add_people(desk, tx, visit, open);
  add_fact(desk, open, N_("Decided before by"), visit.handled_before);
  add_fact(desk, open, N_("What becomes of it"), desk.tr(label(visit.outcome)));
  if (visit.ground)
    add_fact(desk, open, N_("Ground"),
             desk.tr(label(*visit.ground)) + " (" + std::string(article_of(*visit.ground)) + ")");
  add_fact(desk, open, N_("Where to"), directed_in_words(desk, visit));
  add_fact(desk, open, N_("What came of it"), visit.followed);
  add_fact(desk, open, N_("Note"), visit.note);
  if (visit.is_read_back) add_fact(desk, open, N_("Read to them"), desk.tr(N_("and confirmed")));
  add_papers(desk, tx, visit, open);
  if (!is_sealed(visit)) add_ties(desk, tx, visit, open);
  add_conclusions_of(desk, tx, visit, open);
  add_letters(desk, tx, visit, open);
  offer_visit_files(desk, tx, visit, is_open, open);
  return open;
}

}  // namespace gandan::receptions
