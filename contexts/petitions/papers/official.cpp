#include "contexts/petitions/papers/official.hpp"

#include <algorithm>

#include "contexts/petitions/answer_form.hpp"
#include "contexts/petitions/course.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/numbering/issuer.hpp"
#include "lib/html/markdown.hpp"

// What stands in an official document is Vietnamese, whatever language its reader has: the
// decree's, and no message of a catalogue.

namespace gandan::petitions {
namespace {

using documents::Document, documents::Paragraph, documents::plain;

/// Nothing of it but code, days and bodies may stand in a letter.
bool is_secret(const Petition& petition) {
  return petition.kind == Kind::denunciation || has_sealed_words(petition);
}

const char* matter_word(Kind kind) {
  switch (kind) {
    case Kind::proposal:
      return "kiến nghị";
    case Kind::report:
      return "phản ánh";
    case Kind::complaint:
      return "khiếu nại";
    case Kind::denunciation:
      return "tố cáo";
  }
  return "";
}

std::string paper_word(Kind kind) {
  const bool is_letter = kind == Kind::complaint || kind == Kind::denunciation;
  return (is_letter ? "đơn " : "") + std::string(matter_word(kind));
}

std::string short_day(Instant at) {
  const Date day = civil_date(at);
  auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(day.day()) + "/" + two(day.month()) + "/" + std::to_string(day.year());
}

/// "Ủy ban nhân dân xã Chi Lăng": within a sentence the level of its area is no name.
std::string within_words(const std::string& body) {
  static constexpr std::pair<std::string_view, std::string_view> levels[] = {
      {" Xã ", " xã "},           {" Phường ", " phường "},
      {" Tỉnh ", " tỉnh "},       {" Thành phố ", " thành phố "},
      {" Đặc khu ", " đặc khu "}, {" Thị trấn ", " thị trấn "}};
  for (const auto& [name, word] : levels)
    if (const std::size_t at = body.find(name); at != std::string::npos)
      return body.substr(0, at) + std::string(word) + body.substr(at + name.size());
  return body;
}

std::string addressee_of(db::Tx& tx, const Petition& petition) {
  const std::string nobody = "Người gửi " + paper_word(petition.kind) + " mã số " + petition.code;
  if (is_secret(petition)) return nobody;
  const auto contact = contact_of(tx, petition.id);
  return contact && !contact->name.empty() ? "Ông (bà) " + contact->name : nobody;
}

/// "kiến nghị ngày 01/02/2026, mã số GD-…, nội dung: “…”".
std::string what_came(const Petition& petition) {
  std::string words = paper_word(petition.kind) + " ngày " + short_day(petition.received_at) +
                      ", mã số " + petition.code;
  if (!is_secret(petition) && !petition.title.empty())
    words += ", nội dung: “" + petition.title + "”";
  return words;
}

void add(Document& document, std::string words) {
  document.blocks.push_back(Paragraph{.text = plain(std::move(words))});
}

/// The heading of the body, with the number that was given at `at`, or a gap for one.
std::optional<Document> begun(db::Tx& tx, std::optional<UnitId> body, numbering::Kind kind,
                              Ref about, Instant at) {
  const auto issuer = body ? numbering::issuer_of(tx, *body) : std::nullopt;
  if (!issuer) return std::nullopt;
  std::optional<std::int64_t> number;
  for (const numbering::Numbered& given : numbering::numbers_of(tx, about))
    if (given.kind == kind && given.at == at && given.body == *body) number = given.number;
  Document document;
  numbering::issue(document, *issuer, kind, number, civil_date(at));
  document.recipients = {"Như trên;", "Lưu: VT."};
  return document;
}

/// A number that the officer wrote: "12/UBND-VP".
void take_number(Document& document, const std::string& written) {
  const std::size_t slash = std::min(written.find('/'), written.size());
  document.number = documents::Number{written.substr(0, slash),
                                      slash < written.size() ? written.substr(slash + 1) : ""};
}

// ---- the answer

void add_conclusion_of_denunciation(const Petition& petition, const std::string& body,
                                    Document& letter) {
  add(letter, body + " đã kết luận nội dung " + what_came(petition) +
                  ". Việc thông báo kết luận được thực hiện theo quy định của Luật Tố cáo.");
  add(letter,
      "Họ tên, địa chỉ, bút tích và các thông tin khác làm lộ danh tính của người tố cáo được giữ "
      "bí mật theo quy định của pháp luật");
}

void add_answer(const StoredAnswer& answer, const Petition& petition, const std::string& body,
                Document& letter) {
  add(letter, body + " nhận được " + what_came(petition) + ".");
  add(letter, is_settled(matter_of(petition)) && !answer.document.empty()
                  ? body + " đã giải quyết bằng văn bản số " + answer.document + ", như sau:"
                  : "Sau khi xem xét, " + body + " trả lời như sau:");
  const std::string words = html::plain_words(answer.text);
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find('\n', at), words.size());
    if (end > at) add(letter, words.substr(at, end - at));
    at = end + 1;
  }
  if (needs_promise(answer.outcome) && answer.promised_on)
    add(letter, body + " sẽ thực hiện việc nêu trên chậm nhất " +
                    documents::day_in_words(*answer.promised_on) + ".");
  add(letter, "Trên đây là trả lời của " + body + ", gửi ông (bà) được biết");
}

std::optional<Document> letter_of_answer(db::Tx& tx, const Story& story) {
  const Petition& petition = story.petition;
  if (!petition.answer) return std::nullopt;
  const auto answer = std::find_if(story.answers.begin(), story.answers.end(),
                                   [&](const auto& one) { return one.id == *petition.answer; });
  if (answer == story.answers.end()) return std::nullopt;
  auto letter =
      begun(tx, answer->body, numbering::Kind::letter, letter_of(answer->id), answer->answered_at);
  if (!letter) return std::nullopt;
  const std::string body = within_words(letter->body);
  letter->addressees = {addressee_of(tx, petition)};
  if (is_secret(petition)) {
    letter->subject = "thông báo kết quả giải quyết tố cáo";
    add_conclusion_of_denunciation(petition, body, *letter);
    return letter;
  }
  const bool is_decided = is_settled(matter_of(petition));
  letter->subject = is_decided
                        ? "gửi kết quả giải quyết khiếu nại"
                        : "trả lời " + std::string(matter_word(petition.kind)) + " của công dân";
  if (!is_decided && !answer->document.empty()) take_number(*letter, answer->document);
  add_answer(*answer, petition, body, *letter);
  return letter;
}

// ---- more time, another body

const journal::Recorded* last_entry(const Story& story, Verb verb) {
  const auto found = std::find_if(story.entries.rbegin(), story.entries.rend(),
                                  [&](const auto& entry) { return verb_of(entry) == verb; });
  return found == story.entries.rend() ? nullptr : &*found;
}

std::string words_at(const Story& story, Instant at, Verb verb) {
  for (const NoteRow& note : story.notes)
    if (note.at == at && note.verb == name(verb)) return html::plain_words(note.text);
  return {};
}

/// More time for a complaint or denunciation is a decision that its body writes.
std::optional<Document> letter_of_extension(db::Tx& tx, const Story& story) {
  const Petition& petition = story.petition;
  const journal::Recorded* entry = last_entry(story, Verb::extend);
  if (entry == nullptr || is_settled(matter_of(petition)) || is_secret(petition))
    return std::nullopt;
  auto notice =
      begun(tx, petition.body, numbering::Kind::notice, subject_of(petition.id), entry->at);
  if (!notice) return std::nullopt;
  const std::string body = within_words(notice->body);
  const std::string matter = matter_word(petition.kind);
  notice->kind = "Thông báo";
  notice->subject = "Về việc gia hạn thời hạn trả lời " + matter;
  notice->addressees = {addressee_of(tx, petition)};
  add(*notice, body + " nhận được " + what_came(petition) + ".");
  const std::string reason = words_at(story, entry->at, Verb::extend);
  const Date due = civil_date(Instant{fact_of(*entry, "due")});
  add(*notice, "Thời hạn trả lời được gia hạn đến hết " + documents::day_in_words(due) +
                   (reason.empty() ? "." : ". Lý do: " + reason));
  add(*notice, body + " thông báo để ông (bà) được biết");
  return notice;
}

/// Who sent it on is whoever numbered the slip.
std::optional<UnitId> sender_of(db::Tx& tx, const Petition& petition, Instant at) {
  for (const numbering::Numbered& given : numbering::numbers_of(tx, subject_of(petition.id)))
    if (given.kind == numbering::Kind::transfer && given.at == at) return given.body;
  return std::nullopt;
}

std::optional<Document> letter_of_transfer(db::Tx& tx, const Story& story) {
  const Petition& petition = story.petition;
  const journal::Recorded* entry = nullptr;
  std::optional<UnitId> from;
  for (const journal::Recorded& each : story.entries)
    if (verb_of(each) == Verb::route)
      if (const auto sender = sender_of(tx, petition, each.at)) entry = &each, from = sender;
  if (entry == nullptr) return std::nullopt;
  auto slip = begun(tx, from, numbering::Kind::transfer, subject_of(petition.id), entry->at);
  const auto to = numbering::issuer_of(tx, UnitId{fact_of(*entry, "body")});
  if (!slip || !to) return std::nullopt;
  const std::string body = within_words(slip->body), other = within_words(to->name);
  slip->kind = "Phiếu chuyển";
  slip->subject = "Về việc chuyển " + paper_word(petition.kind) + " của công dân";
  slip->addressees = {other};
  add(*slip, body + " nhận được " + what_came(petition) + ".");
  add(*slip, "Sau khi xem xét, " + body + " chuyển đến " + other +
                 " để xem xét, giải quyết theo thẩm quyền và trả lời theo quy định của pháp luật");
  if (is_secret(petition))
    slip->blocks.insert(
        slip->blocks.end() - 1,
        Paragraph{.text = plain("Danh tính của người tố cáo và nội dung tố cáo được giữ bí mật; "
                                "chỉ người được giao giải quyết được mở.")});
  else
    slip->recipients = {"Như trên;", "Người gửi (để biết);", "Lưu: VT."};
  return slip;
}

}  // namespace

std::string_view name(Official official) {
  switch (official) {
    case Official::answer:
      return "answer";
    case Official::extension:
      return "extension";
    case Official::transfer:
      return "transfer";
  }
  return "";
}

std::optional<Official> parse_official(std::string_view name_of_one) {
  for (const Official official : officials)
    if (name(official) == name_of_one) return official;
  return std::nullopt;
}

std::optional<Document> official_letter(db::Tx& tx, const Story& story, Official official) {
  switch (official) {
    case Official::answer:
      return letter_of_answer(tx, story);
    case Official::extension:
      return letter_of_extension(tx, story);
    case Official::transfer:
      return letter_of_transfer(tx, story);
  }
  return std::nullopt;
}

std::vector<Official> officials_of(db::Tx& tx, const Story& story) {
  std::vector<Official> all;
  for (const Official official : officials)
    if (official_letter(tx, story, official)) all.push_back(official);
  return all;
}

}  // namespace gandan::petitions
