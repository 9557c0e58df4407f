#include "kernel/desk/sent_papers.hpp"

#include <algorithm>
#include <iterator>

#include "kernel/files/files.hpp"
#include "kernel/files/keeping.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/module/services.hpp"
#include "kernel/turn/sent_files.hpp"

namespace gandan::desk {
namespace {

std::string keeper_of(const Desk& desk) {
  return "officer " + std::to_string(desk.officer.user.value);
}

}  // namespace

SentPapers papers_kept(const Desk& desk, std::size_t most) {
  SentPapers papers;
  for (const std::string_view carried : desk.request.form.all("kept")) {
    auto found = files::kept(desk.services.keys.get(), desk.services.files.folder, keeper_of(desk),
                             desk.services.clock.now(), carried);
    if (found && papers.all.size() < most) papers.all.push_back(std::move(*found));
  }
  papers.before = papers.all.size();
  return papers;
}

std::optional<SentPapers> papers_sent(Desk& desk, std::size_t most) {
  SentPapers papers = papers_kept(desk, most);
  auto now = take_sent_files(desk, most - papers.before);
  if (!now) return std::nullopt;
  std::ranges::move(*now, std::back_inserter(papers.all));
  return papers;
}

std::vector<files::Taken> papers_to_add(db::Tx& tx, const SentPapers& papers) {
  std::vector<files::Taken> all = papers.all;
  std::erase_if(all, [&](const files::Taken& it) { return files::is_stored(tx, it.content.hash); });
  return all;
}

PaperFields paper_fields(const Desk& desk, const SentPapers& papers, const char* label,
                         const char* hint, const char* accepted) {
  const auto limits = files::limits_of(desk.services.settings);
  PaperFields fields{.choose = {.field = {.name = "files",
                                          .label = desk.tr(label),
                                          .hint = desk.tr(hint),
                                          .error = desk.error_of("files"),
                                          .optional = true},
                                .accept = accepted,
                                .multiple = true,
                                .most = static_cast<int>(limits.most)},
                     .kept = {.field = {.name = "kept", .label = desk.tr(N_("Kept with it"))}}};
  for (const files::Taken& it : papers.all)
    fields.kept.options.push_back({.value = files::keep(desk.services.keys.get(), keeper_of(desk),
                                                        desk.services.clock.now(), it),
                                   .label = it.name.empty() ? desk.tr(N_("A file")) : it.name,
                                   .chosen = true});
  return fields;
}

}  // namespace gandan::desk
