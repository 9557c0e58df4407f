// Papers that came with a form which enters something: those that came now, and those of before,
// where the form is asked again.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "kernel/desk/desk.hpp"
#include "kernel/desk/page_models.hpp"
#include "kernel/files/take.hpp"

namespace gandan::desk {

struct SentPapers {
  std::vector<files::Taken> all;
  std::size_t before = 0;  ///< so many of them, the first, came with the form before
};
/// At most so many; nothing where one cannot be taken: `errors` says why, at "files".
[[nodiscard]] std::optional<SentPapers> papers_sent(Desk& desk, std::size_t most);
/// Those that came before alone.
[[nodiscard]] SentPapers papers_kept(const Desk& desk, std::size_t most);
/// Those that are nobody's yet: one that went with another record, from a form that was sent twice,
/// is that one's.
[[nodiscard]] std::vector<files::Taken> papers_to_add(db::Tx& tx, const SentPapers& papers);

/// The questions for them.
struct PaperFields {
  pages::FileField choose;
  Choice kept;  ///< a tick each; without it, it is left out
};
[[nodiscard]] PaperFields paper_fields(const Desk& desk, const SentPapers& papers,
                                       const char* label, const char* hint, const char* accepted);

}  // namespace gandan::desk
