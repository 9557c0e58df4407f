// Files as people get them: addresses of their own, and what pages show of them.
#pragma once
#include <string>
#include <vector>

#include "kernel/files/files.hpp"
#include "kernel/files/kinds.hpp"
#include "kernel/people/seal_keys.hpp"
#include "lib/http/app.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::files {

/// A file on a page.
struct FileItem {
  std::string label;                     ///< "Photograph 2", or its name where that may be told
  std::string size;                      ///< "1.2 MB"
  std::string href;                      ///< saves it
  std::string small_href, picture_href;  ///< of a picture
  int width = 0, height = 0;             ///< pixels of the small picture
  std::string note;                      ///< who sees it
  std::string shown_action;  ///< where an officer lets everybody see it, or keeps it from them
  bool is_shown = false;
  bool is_masked = false;  ///< a picture: all of the above is its masked copy
  std::string whole_href;  ///< as it came, for officers
  std::string mask_href;   ///< where an officer masks it
};

/// Who reads the page.
enum class Reader : std::uint8_t {
  anybody,  ///< names of files may name people: they are numbered
  sender,   ///< proved by their key: the links work for an hour
  officer,
};
[[nodiscard]] std::vector<FileItem> items_of(const i18n::Locale& locale, const Clock& clock,
                                             const crypto::KeyFile& keys,
                                             const std::vector<File>& all, Reader reader);
/// "1.2 MB"
[[nodiscard]] std::string size_in_words(const i18n::Locale& locale, std::int64_t bytes);

/// GET /files/{id}: the file, to be saved; /files/{id}/picture and /small: a picture that this
/// server made, to be looked at. Of a masked picture all three are the masked copy, for everybody;
/// /files/{id}/whole is what lies beneath, for officers who may open the file. What the references
/// are to must outlive the application.
void add_pages(http::App& app, db::Database& database, const Clock& clock,
               const people::KeyHolder& keys, const Files& files);

/// Once a day: what lies in the folder for more than a day and belongs to nothing.
void add_sweep(jobs::Registry& jobs, const Clock& clock, const Files& files);

}  // namespace gandan::files
