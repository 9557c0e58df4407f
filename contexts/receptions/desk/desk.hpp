// Visits on the officers' desk: boxes, tasks, the reading pane, and the page on which one is
// entered.
#pragma once
#include <span>
#include <string_view>

#include "contexts/receptions/book/book.hpp"
#include "kernel/desk/plain.hpp"
#include "kernel/module/services.hpp"
#include "lib/http/app.hpp"

namespace gandan::receptions {

struct OnDesk : desk::PlainKind<OnDesk, Visit> {
  using Task = desk::Task<desk::Desk, Visit>;
  static constexpr std::string_view prefix = visit_prefix;
  static constexpr const char* base = "/desk/receptions/";
  static constexpr const char* page = "/desk/receptions/{code}";
  static constexpr const char* task_page = "/desk/receptions/{code}/{task}";
  static constexpr std::string_view fields[] = {"words", "note", "directed_to", "document"};
  static constexpr std::span<const std::string_view> written = fields;

  static std::span<const Task> tasks();
  static std::optional<Visit> find(db::Tx& tx, std::string_view code) {
    return find_visit(tx, code);
  }
  static Ref ref(const Visit& visit) { return ref_of(visit.id); }
  static bool may_read(db::Tx& tx, const people::Principal& officer, const Visit& visit) {
    return receptions::may_read(tx, officer, visit);
  }
  static desk::Past past(const desk::Desk& desk, const Visit& visit);
  static desk::OpenRecord describe(const desk::Desk& desk, db::Tx& tx, const Visit& visit);
};
using Work = desk::At<desk::Desk, Visit>;

/// What went wrong, at the field that it is about.
[[nodiscard]] desk::Refused refused(const desk::Desk& desk, VisitError error,
                                    std::string_view field = "words");
/// Of a sealed visit: whether this officer has opened its words today.
[[nodiscard]] bool has_opened_today(const desk::Desk& desk, db::Tx& tx, const Visit& visit);
[[nodiscard]] desk::Parts visit_boxes();

inline constexpr const char* hint_of_visit_files =
    N_("What they brought, or said, as photographs, papers or a recording. Only officers who read "
       "this visit see them.");
inline constexpr const char* files_were_added = N_("Photographs or files were added.");
/// What came with it, and the form that adds more; nothing of what lies under a seal that this
/// officer did not open. (files.cpp)
void offer_visit_files(const desk::Desk& desk, db::Tx& tx, const Visit& visit, bool is_open,
                       desk::OpenRecord& open);

void add_visit_files(http::App& app, Services& services);
void add_visit_entry(http::App& app, Services& services);
void add_visit_pages(http::App& app, Services& services);
void add_sealed_pages(http::App& app, Services& services);

}  // namespace gandan::receptions
