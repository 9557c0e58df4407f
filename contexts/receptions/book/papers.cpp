#include "contexts/receptions/book/papers.hpp"

#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/desk/desk.hpp"
#include "contexts/receptions/record/places.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/units/units.hpp"
#include "lib/documents/write.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

using documents::Document, documents::Paragraph;

/// Names of those who issue it, and where.
struct Issuer {
  std::string superior, body, place;
};

Issuer issuer_of(db::Tx& tx, const Visit& visit) {
  Issuer issuer;
  const auto body = units::find_unit(tx, visit.body);
  if (!body) return issuer;
  issuer.body = body->name;
  if (body->parent)
    if (const auto above = units::find_unit(tx, *body->parent)) issuer.superior = above->name;
  if (body->area) {
    const auto area = units::find_unit(tx, *body->area);
    if (area) issuer.place = area->name;
    // Of a province the place is said without what it is: "Lạng Sơn".
    for (std::string_view kind : {"Tỉnh ", "Thành phố "})
      if (issuer.place.starts_with(kind)) issuer.place.erase(0, kind.size());
  }
  return issuer;
}

Paragraph says(std::string words) {
  return {.text = documents::plain(std::move(words))};
}
Paragraph item(int nth, std::string words) {
  return {.text = documents::plain(std::move(words)), .marker = std::to_string(nth) + "."};
}

/// "12/TB-UBND" in its two halves; a gap where there is none yet.
documents::Number number_of(std::string_view typed) {
  const auto slash = typed.find('/');
  if (typed.empty()) return {"", "TB"};
  if (slash == std::string_view::npos) return {std::string(typed), "TB"};
  return {std::string(typed.substr(0, slash)), std::string(typed.substr(slash + 1))};
}

std::string who(const Person& person) {
  return person.name.empty() ? "..." : person.name;
}

std::string numeric(Date day) {
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const auto civil = day.civil();
  return two(static_cast<unsigned>(civil.day())) + "/" + two(static_cast<unsigned>(civil.month())) +
         "/" + std::to_string(day.year());
}

std::string small(std::string_view word) {
  // The kinds of the law begin with a letter of ASCII.
  std::string all(word);
  if (!all.empty() && all[0] >= 'A' && all[0] <= 'Z') all[0] = static_cast<char>(all[0] + 32);
  return all;
}

Document begun(const Issuer& issuer, const char* kind, const char* subject) {
  return {.superior = issuer.superior,
          .body = issuer.body,
          .place = issuer.place,
          .kind = kind,
          .subject = subject};
}

std::optional<Document> refusal(db::Tx& tx, const Visit& visit, const Person& person) {
  if (!visit.ground || !needs_notice(*visit.ground)) return std::nullopt;
  const Issuer issuer = issuer_of(tx, visit);
  const auto place = find_place(tx, visit.place);
  Document document = begun(issuer, "THÔNG BÁO", "Về việc từ chối tiếp công dân");
  document.form = "Mẫu số 01/TCD";
  document.number = number_of(visit.document);
  if (visit.told_at) document.day = civil_date(*visit.told_at);
  document.addressees = {"ông (bà) " + who(person)};
  const std::string kind = small(vietnamese(visit.kind));
  document.blocks = {
      says("Ngày " + numeric(civil_date(visit.received_at)) + ", ông (bà) " + who(person) +
           (person.identity.empty()
                ? ""
                : ", số căn cước/giấy chứng nhận căn cước/số định danh cá nhân/số hộ chiếu: " +
                      person.identity) +
           ", địa chỉ: " + person.address + ", đến " + (place ? place->name : issuer.body) +
           " để " + kind + " về việc: " + visit.matter),
      says("Căn cứ " + std::string(article_of(*visit.ground)) +
           (visit.ground == Ground::settled_before ? ""
                                                   : ", quy định chi tiết một số điều và biện pháp "
                                                     "tổ chức thi hành Luật Tiếp công dân") +
           ", " + issuer.body + " từ chối tiếp nhận nội dung " + kind + " của ông (bà) " +
           who(person) + " và thông báo để ông (bà) được biết."),
      says("Nếu không đồng ý với việc từ chối tiếp, ông (bà) có quyền khiếu nại theo quy định tại "
           "Điều 7 Luật Khiếu nại số 02/2011/QH13.")};
  document.signature = documents::Signature{.position = "THỦ TRƯỞNG CƠ QUAN, TỔ CHỨC, ĐƠN VỊ",
                                            .note = "(Ký, ghi rõ họ tên, đóng dấu)"};
  document.recipients = {"Như trên;", "Lưu: VT, hồ sơ."};
  return document;
}

std::string_view condition_in_words(PaperCondition condition) {
  switch (condition) {
    case PaperCondition::original:
      return "bản chính";
    case PaperCondition::copy:
      return "bản phô tô";
    case PaperCondition::certified_copy:
      return "bản sao chứng thực";
  }
  return "";
}

std::optional<Document> receipt(db::Tx& tx, const Visit& visit, const Person& person) {
  const auto receipts = receipts_of(tx, visit.id);
  if (receipts.empty()) return std::nullopt;
  const ReceiptRow& given = receipts.back();
  const Issuer issuer = issuer_of(tx, visit);
  const auto place = find_place(tx, visit.place);
  Document document = begun(issuer, "GIẤY BIÊN NHẬN", "Thông tin, tài liệu");
  document.form = "Mẫu số 02/TCD";
  document.number =
      documents::Number{std::to_string(given.number), std::to_string(given.book_year) + "/BN-TCD"};
  document.day = civil_date(given.given_at);
  document.ends = false;
  document.blocks = {says("Vào ngày " + numeric(civil_date(given.given_at)) +
                          ", tại: " + (place ? place->name + ", " + place->address : issuer.body)),
                     documents::Blank{"Tôi là:"},
                     documents::Blank{"Chức vụ:"},
                     says("Đã nhận của ông (bà): " + who(person) +
                          (person.address.empty() ? "" : ", địa chỉ: " + person.address)),
                     says("Số CCCD/Hộ chiếu (hoặc giấy tờ tùy thân): " +
                          (person.identity.empty() ? "..." : person.identity)),
                     says("các thông tin, tài liệu sau:")};
  int nth = 0;
  for (const Paper& paper : papers_of(tx, given.id))
    document.blocks.emplace_back(item(
        ++nth, paper.name + (paper.pages ? ", " + std::to_string(*paper.pages) + " trang" : "") +
                   ", " + std::string(condition_in_words(paper.condition)) + "."));
  const std::string copies = (given.copies < 10 ? "0" : "") + std::to_string(given.copies);
  document.blocks.emplace_back(says("Giấy biên nhận thông tin, tài liệu được lập thành " + copies +
                                    " bản, giao cho người cung cấp thông tin, tài liệu 01 bản."));
  document.signature = documents::Signature{.position = "NGƯỜI NHẬN",
                                            .note = "(Ký, ghi rõ họ tên, đóng dấu nếu có)"};
  document.other_signature = documents::Signature{.position = "NGƯỜI CUNG CẤP\nTHÔNG TIN, TÀI LIỆU",
                                                  .note = "(Ký, ghi rõ họ tên)"};
  return document;
}

std::optional<Document> conclusion(db::Tx& tx, const Visit& visit, const Person& person) {
  const auto all = conclusions_of(tx, visit.id);
  if (all.empty()) return std::nullopt;
  const Conclusion& last = all.back();
  Document document = begun(issuer_of(tx, visit), "THÔNG BÁO", "Kết luận việc tiếp công dân");
  document.number = number_of(last.number);
  document.day = last.concluded_on;
  document.blocks = {says("Ngày " + numeric(civil_date(visit.received_at)) + ", " +
                          last.concluded_by + " tiếp ông (bà) " + who(person) +
                          (person.address.empty() ? "" : ", địa chỉ: " + person.address) +
                          ", trình bày về việc: " + visit.matter),
                     says("Sau khi nghe trình bày, " + last.concluded_by + " kết luận như sau:"),
                     says(last.text)};
  int nth = 0;
  for (const ConclusionItem& each : items_of(tx, visit.id)) {
    if (each.conclusion != last.id) continue;
    const auto body = units::find_unit(tx, each.body);
    document.blocks.emplace_back(
        item(++nth, "Giao " + (body ? body->name : std::string("...")) + ": " + each.product +
                        "; hoàn thành chậm nhất ngày " + numeric(each.due_on) + "."));
    document.recipients.push_back((body ? body->name : std::string("...")) + " (để thực hiện);");
  }
  if (!last.contact.empty())
    document.blocks.emplace_back(
        says("Ông (bà) " + who(person) + " liên hệ " + last.contact + " để biết kết quả."));
  document.signature = documents::Signature{.position = last.concluded_by};
  document.recipients.insert(document.recipients.begin(), "Ông (bà) " + who(person) + ";");
  document.recipients.push_back("Lưu: VT, hồ sơ tiếp công dân.");
  return document;
}

http::Response paper_file(const desk::Desk& desk, std::string_view typed, VisitPaper paper,
                          bool is_docx) {
  const auto code = text::parse_tracking_code(typed, visit_prefix);
  if (!code) return http::Response::not_found();
  const crypto::KeyFile& keys = desk.services.keys.get();
  const auto document = desk.services.database.read([&](db::Tx& tx) -> std::optional<Document> {
    const auto visit = find_visit(tx, *code);
    if (!visit || !may_read(tx, desk.officer, *visit)) return std::nullopt;
    return visit_paper(tx, keys, *visit, paper);
  });
  if (!document) return http::Response::not_found();
  http::Response answer;
  answer.header("Content-Type", is_docx ? documents::docx_type : documents::pdf_type);
  answer.body = is_docx ? documents::to_docx(*document) : documents::to_pdf(*document);
  return std::move(answer).download_as(*code + "-" + std::string(name(paper)) +
                                       (is_docx ? ".docx" : ".pdf"));
}

}  // namespace

std::string_view name(VisitPaper paper) {
  constexpr std::string_view names[] = {"refusal", "receipt", "conclusion"};
  return names[static_cast<std::size_t>(paper)];
}
const char* label(VisitPaper paper) {
  constexpr const char* labels[] = {N_("Notice of refusal (form 01/TCD)"),
                                    N_("Receipt for papers (form 02/TCD)"),
                                    N_("Notice of the conclusion")};
  return labels[static_cast<std::size_t>(paper)];
}

std::optional<Document> visit_paper(db::Tx& tx, const crypto::KeyFile& keys, const Visit& visit,
                                    VisitPaper paper) {
  if (is_sealed(visit)) return std::nullopt;
  const auto people = people_of(tx, keys, visit);
  const Person person = people.empty() ? Person{} : people.front();
  switch (paper) {
    case VisitPaper::refusal:
      return refusal(tx, visit, person);
    case VisitPaper::receipt:
      return receipt(tx, visit, person);
    case VisitPaper::conclusion:
      return conclusion(tx, visit, person);
  }
  return std::nullopt;
}

void add_visit_papers(http::App& app, Services& services) {
  using people::Permission;
  const auto reads =
      people::permission({read_receptions, Permission::answer}, people::Where::at_record);
  const auto answer = [&services](VisitPaper paper, bool is_docx) {
    return [&services, paper, is_docx](http::Request& request, std::string_view code) {
      return paper_file(desk::Desk(request, services, OnDesk::base), code, paper, is_docx);
    };
  };
  auto& router = app.router;
  router.get("/desk/receptions/{code}/refusal.docx", reads, answer(VisitPaper::refusal, true),
             desk::route);
  router.get("/desk/receptions/{code}/refusal.pdf", reads, answer(VisitPaper::refusal, false),
             desk::route);
  router.get("/desk/receptions/{code}/receipt.docx", reads, answer(VisitPaper::receipt, true),
             desk::route);
  router.get("/desk/receptions/{code}/receipt.pdf", reads, answer(VisitPaper::receipt, false),
             desk::route);
  router.get("/desk/receptions/{code}/conclusion.docx", reads, answer(VisitPaper::conclusion, true),
             desk::route);
  router.get("/desk/receptions/{code}/conclusion.pdf", reads, answer(VisitPaper::conclusion, false),
             desk::route);
}

}  // namespace gandan::receptions
