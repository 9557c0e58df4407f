// The official letters of a petition as files: links on the desk, and the files themselves.
#include "contexts/petitions/papers/official.hpp"

#include "contexts/petitions/desk/desk.hpp"
#include "lib/documents/write.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

const char* label(Official official) {
  switch (official) {
    case Official::answer:
      return N_("Letter of answer");
    case Official::extension:
      return N_("Notice of more time");
    case Official::transfer:
      return N_("Slip of the transfer");
  }
  return "";
}

enum class Format : std::uint8_t { docx, pdf };

std::string file_name(std::string_view code, Official official, Format format) {
  return std::string(code) + "-" + std::string(name(official)) +
         (format == Format::docx ? ".docx" : ".pdf");
}

/// Who may read the petition reads its letters; of what is sealed they hold nothing.
Response letter_file(const Desk& desk, std::string_view typed, Format format) {
  const auto code = text::parse_tracking_code(typed);
  const std::string_view wanted = desk.request.query.get("of");
  const auto official = parse_official(wanted.empty() ? "answer" : wanted);
  if (!code || !official) return Response::not_found();
  const auto letter =
      desk.services.database.read([&](db::Tx& tx) -> std::optional<documents::Document> {
        const auto story = load_story(tx, *desk.directory, *code);
        if (!story || !may_read(tx, desk.officer, story->petition)) return std::nullopt;
        return official_letter(tx, *story, *official);
      });
  if (!letter) return Response::not_found();
  Response answer;
  const bool is_docx = format == Format::docx;
  answer.header("Content-Type", is_docx ? documents::docx_type : documents::pdf_type);
  answer.body = is_docx ? documents::to_docx(*letter) : documents::to_pdf(*letter);
  return std::move(answer).download_as(file_name(*code, *official, format));
}

}  // namespace

std::vector<LetterLinks> letters_on_desk(const Desk& desk, db::Tx& tx, const Story& story) {
  std::vector<LetterLinks> links;
  for (const Official official : officials_of(tx, story)) {
    const std::string base = "/desk/petitions/" + story.petition.code + "/letter.";
    const std::string of = "?of=" + std::string(name(official));
    links.push_back({desk.tr(label(official)), base + "docx" + of, base + "pdf" + of});
  }
  return links;
}

void add_desk_letters(http::App& app, Services& services, const Advisor& advisor) {
  using people::Permission;
  const auto reads = [] {
    return people::permission({Permission::read_cases, Permission::handle_denunciations},
                              people::Where::at_record);
  };
  app.router.get(
      "/desk/petitions/{code}/letter.docx", reads(),
      [&](Request& request, std::string_view code) {
        return letter_file(Desk(request, services, advisor), code, Format::docx);
      },
      desk::route);
  app.router.get(
      "/desk/petitions/{code}/letter.pdf", reads(),
      [&](Request& request, std::string_view code) {
        return letter_file(Desk(request, services, advisor), code, Format::pdf);
      },
      desk::route);
}

}  // namespace gandan::petitions
