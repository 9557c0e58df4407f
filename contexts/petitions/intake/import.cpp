#include "contexts/petitions/intake/import.hpp"

#include <algorithm>

#include "contexts/petitions/intake/import_check.hpp"
#include "contexts/petitions/intake/import_store.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "kernel/module/services.hpp"

namespace gandan::petitions {
namespace {

std::vector<imports::Column> columns_of_import() {
  return {
      {.name = "source_id",
       .vietnamese = "mã",
       .meaning = "its id where it comes from; without one it is known by what it says",
       .is_id = true},
      {.name = "id", .meaning = "another name of source_id", .same_as = "source_id", .is_id = true},
      {.name = "text",
       .vietnamese = "nội dung",
       .meaning = "what is asked",
       .required = true,
       .or_else = "title"},
      {.name = "title",
       .vietnamese = "tiêu đề",
       .meaning = "in one line (the beginning of the text)"},
      {.name = "kind",
       .vietnamese = "loại",
       .meaning = "kiến nghị, phản ánh, khiếu nại or tố cáo; proposal, report, complaint or "
                  "denunciation (proposal)"},
      {.name = "asked_by",
       .vietnamese = "người hỏi",
       .meaning = "whom everybody may read: voters "
                  "of a commune"},
      {.name = "addressed_to",
       .vietnamese = "cơ quan",
       .meaning = "the body that it is for; one that is not known is entered",
       .is_key = true},
      {.name = "topic",
       .vietnamese = "lĩnh vực",
       .meaning = "the field; one that is not known is entered",
       .is_key = true},
      {.name = "place", .vietnamese = "địa bàn", .meaning = "where it comes from, in words"},
      {.name = "date",
       .vietnamese = "ngày nhận",
       .meaning = "when it was received: a moment, a day, a month or a year (now)"},
      {.name = "due",
       .vietnamese = "hạn trả lời",
       .meaning = "when an answer was due, where the file says so (by the law's limit); none where "
                  "it had no limit",
       .if_empty = no_limit},
      {.name = "answer", .vietnamese = "trả lời", .meaning = "the answer's words"},
      {.name = "answered_on",
       .vietnamese = "ngày trả lời",
       .meaning = "when it was answered (where there is an answer: the day of receipt)"},
      {.name = "outcome",
       .vietnamese = "kết quả",
       .meaning = "đã giải quyết xong, đang giải quyết, sẽ giải quyết or giải trình; settled, "
                  "in_progress, scheduled or explained"},
      {.name = "document",
       .vietnamese = "số văn bản",
       .meaning = "the number of the official document of the answer"},
      {.name = "name", .vietnamese = "họ tên", .meaning = "who sent it", .personal = true},
      {.name = "phone", .vietnamese = "điện thoại", .meaning = "their telephone", .personal = true},
      {.name = "email", .vietnamese = "thư điện tử", .meaning = "their address", .personal = true},
  };
}

std::vector<imports::Example> example_rows() {
  return {{{"source_id", "KN-001"},
           {"text", "Đề nghị nâng cấp đường liên thôn đã xuống cấp."},
           {"title", "Nâng cấp đường liên thôn"},
           {"kind", "kiến nghị"},
           {"asked_by", "Cử tri xã Đồng Đăng"},
           {"addressed_to", "Ủy ban nhân dân tỉnh Lạng Sơn"},
           {"topic", "Giao thông"},
           {"place", "Xã Đồng Đăng, tỉnh Lạng Sơn"},
           {"date", "15/03/2026"},
           {"due", "15/05/2026"},
           {"answer", "Đường được sửa chữa trong quý III."},
           {"answered_on", "20/04/2026"},
           {"outcome", "sẽ giải quyết"},
           {"document", "123/UBND-GT"}},
          {{"source_id", "PA-002"},
           {"text", "Đèn chiếu sáng công cộng không sáng."},
           {"kind", "phản ánh"},
           {"place", "Tỉnh Lạng Sơn"},
           {"date", "16/03/2026"},
           {"name", "Nguyễn Văn Mẫu"},
           {"phone", "0912 345 678"},
           {"email", "mau@vidu.vn"}}};
}

/// Of a complaint, a denunciation, and of what may be one or identifies somebody, no word is
/// written into another file.
bool may_be_repeated(const ImportRow& row) {
  const std::string_view typed = row.get("kind");
  const auto kind = typed.empty() ? std::optional(Kind::proposal) : parse_kind(typed);
  return kind && !is_confidential(*kind) && std::ranges::none_of(row.fields, [](const auto& field) {
           return needs_a_look({field.second});
         });
}

}  // namespace

const imports::Import& import_of_petitions() {
  static const imports::Import it{
      .name = "petitions",
      .summary = "Imports petitions from JSONL or CSV; safe to run again.",
      .changed = "another text, place or answer",
      .taken = "another text is a petition of its own",
      .columns = columns_of_import(),
      .examples = example_rows(),
      .notes = {"wait for an officer's look before everybody may read them",
                "that were here are answered now"},
      .may_be_repeated = may_be_repeated,
      .begin = [](const Services& services,
                  const imports::Options& options) -> std::unique_ptr<imports::Taker> {
        auto book = services.rules.book();
        const Env env = Env::of(services, *book);
        return std::make_unique<Importer>(env, options, std::move(book));
      }};
  return it;
}

imports::Summary import_petitions(db::Database& database, const Env& env, const std::string& file,
                                  const imports::Options& options) {
  Importer importer(env, options);
  return imports::run(import_of_petitions(), importer, database, file, options);
}

}  // namespace gandan::petitions
