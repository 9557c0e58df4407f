#include "contexts/petitions/public/visit.hpp"

#include "contexts/petitions/public/petitioner_pages.hpp"
#include "contexts/petitions/views/petitioner.hpp"
#include "kernel/files/files.hpp"
#include "kernel/receipts/cookies.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

pages::Field key_field(const Visit& visit) {
  return {.name = "author_key",
          .label = visit.tr(N_("Your private key")),
          .hint = visit.tr(N_("Ten digits, on your receipt.")),
          .error = visit.error_of("author_key"),
          .value = visit.typed("author_key"),
          .short_input = true,
          .autocomplete = "off",
          .max_length = 20};
}

void refuse_key(Visit& visit) {
  visit.refuse("author_key",
               N_("This is not the key of this matter. Look for the ten digits on your receipt."));
}

std::size_t files_there(const Visit& visit) {
  return visit.services.database.read(
      [&](db::Tx& tx) { return files::count_of(tx, subject_of(visit.petition.id)); });
}

http::Response show_closed(const Visit& visit, const char* title, const char* text) {
  ClosedPage page{.frame = pages::frame_for(visit.request, visit.tr(title)),
                  .title = visit.tr(title),
                  .text = visit.tr(text),
                  .href = visit.href()};
  page.frame.section = "petitions";
  return pages::render(visit.request, views::closed_page, page, 422);
}

http::Response to_done(const Visit& visit, std::string_view done) {
  return receipts::to_done(visit.services.keys.get(), visit.services.clock, visit.petition.code,
                           visit.href(), done);
}

http::Response show_moved_on(const Visit& visit) {
  return show_closed(visit, N_("This is not possible any more"),
                     N_("The matter has moved on. Its page shows how it stands."));
}

}  // namespace gandan::petitions
