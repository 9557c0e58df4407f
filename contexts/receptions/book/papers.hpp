// The papers of a visit as documents: notice of refusal (form 01/TCD), receipt for papers (form
// 02/TCD), and the head's conclusion. Their words are the decree's, in Vietnamese whoever reads.
#pragma once
#include <optional>
#include <string_view>

#include "contexts/receptions/record/visits.hpp"
#include "lib/documents/document.hpp"
#include "lib/http/app.hpp"

namespace gandan {
struct Services;
}

namespace gandan::receptions {

enum class VisitPaper : std::uint8_t { refusal, receipt, conclusion };
inline constexpr VisitPaper visit_papers[] = {VisitPaper::refusal, VisitPaper::receipt,
                                              VisitPaper::conclusion};
/// In addresses: "refusal".
[[nodiscard]] std::string_view name(VisitPaper paper);
[[nodiscard]] const char* label(VisitPaper paper);

/// The last of its kind; nothing where the visit has none. Of a denunciation there is none: what
/// was said and who came is in no file.
[[nodiscard]] std::optional<documents::Document> visit_paper(db::Tx& tx,
                                                             const crypto::KeyFile& keys,
                                                             const Visit& visit, VisitPaper paper);

/// GET /desk/receptions/{code}/refusal.docx, .pdf and so on.
void add_visit_papers(http::App& app, Services& services);

}  // namespace gandan::receptions
