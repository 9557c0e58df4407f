#include "contexts/receptions/book/book.hpp"
#include "kernel/acts/record.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"

namespace gandan::receptions {
namespace {

const db::Sql last_receipt_number{R"(
  select coalesce(max(number), 0) from visit_receipts
  where place_id = :place and book_year = :year)"};
const db::Sql insert_receipt_row{R"(
  insert into visit_receipts (id, visit_id, place_id, book_year, number, copies, given_at)
  values (:id, :visit, :place, :year, :number, :copies, :at))"};
const db::Sql insert_paper_row{R"(
  insert into visit_papers (receipt_id, position, name, pages, condition)
  values (:receipt, :position, :name, :pages, :condition))"};
const db::Sql select_receipts{
    "select ", receipt_columns,
    " from visit_receipts r where r.visit_id = :visit order by r.given_at, r.id"};
const db::Sql select_papers{
    "select name, pages, condition from visit_papers where receipt_id = :receipt order by "
    "position"};

PaperCondition condition_of(std::string_view typed) {
  const std::string words = text::fold(typed);
  if (words.find("chung thuc") != std::string::npos ||
      words.find("cong chung") != std::string::npos || words.find("certified") != std::string::npos)
    return PaperCondition::certified_copy;
  const bool is_copy =
      words.find("pho to") != std::string::npos || words.find("photo") != std::string::npos ||
      words.find("sao") != std::string::npos || words.find("copy") != std::string::npos;
  return is_copy ? PaperCondition::copy : PaperCondition::original;
}

std::optional<int> pages_of(std::string_view typed) {
  int pages = 0;
  for (char c : text::trim(typed)) {
    if (c < '0' || c > '9') break;
    pages = pages * 10 + (c - '0');
    if (pages > 100'000) return std::nullopt;
  }
  return pages > 0 ? std::optional(pages) : std::nullopt;
}

}  // namespace

std::vector<Paper> parse_papers(std::string_view typed) {
  std::vector<Paper> papers;
  while (!typed.empty()) {
    const auto end = typed.find('\n');
    std::string_view line = text::trim(typed.substr(0, end));
    typed = end == std::string_view::npos ? std::string_view() : typed.substr(end + 1);
    if (line.empty()) continue;
    std::string_view cells[3] = {};
    for (std::string_view& cell : cells) {
      const auto semicolon = line.find(';');
      cell = text::trim(line.substr(0, semicolon));
      line = semicolon == std::string_view::npos ? std::string_view() : line.substr(semicolon + 1);
    }
    if (cells[0].empty()) return {};
    papers.push_back({std::string(cells[0]), pages_of(cells[1]), condition_of(cells[2])});
  }
  return papers;
}

Result<ReceiptRow, VisitError> give_receipt(db::Tx& tx, const Env& env, const Act& act, VisitId id,
                                            const std::vector<Paper>& papers) {
  const auto visit = find_visit(tx, id);
  if (!visit || !may_do(tx, act, receive_citizens, *visit)) return fail(VisitError::not_allowed);
  if (papers.empty()) return fail(VisitError::paper_missing);
  ReceiptRow receipt{.id = env.ids.next<ReceiptId>(),
                     .visit = id,
                     .place = visit->place,
                     .book_year = env.clock.today().year(),
                     .given_at = env.clock.now()};
  receipt.number =
      tx.one<int>(last_receipt_number, {{"place", receipt.place}, {"year", receipt.book_year}})
          .value_or(0) +
      1;
  tx.run(insert_receipt_row, {{"id", receipt.id},
                              {"visit", id},
                              {"place", receipt.place},
                              {"year", receipt.book_year},
                              {"number", receipt.number},
                              {"copies", receipt.copies},
                              {"at", receipt.given_at}});
  int position = 0;
  for (const Paper& paper : papers) {
    const std::string part =
        "paper " + std::to_string(receipt.id.value) + " " + std::to_string(position);
    tx.run(insert_paper_row, {{"receipt", receipt.id},
                              {"position", position++},
                              {"name", keep_words(tx, env, *visit, part, paper.name)},
                              {"pages", paper.pages},
                              {"condition", paper.condition}});
  }
  acts::record(tx, act, ref_of(id), receipt.given_at, Verb::receipt,
               {{"receipt", receipt.id.value}, {"papers", static_cast<int>(papers.size())}});
  return receipt;
}

std::vector<ReceiptRow> receipts_of(db::Tx& tx, VisitId visit) {
  return tx.all<ReceiptRow>(select_receipts, {{"visit", visit}});
}

std::vector<Paper> papers_of(db::Tx& tx, ReceiptId receipt) {
  return tx.all<Paper>(select_papers, {{"receipt", receipt}});
}

}  // namespace gandan::receptions
