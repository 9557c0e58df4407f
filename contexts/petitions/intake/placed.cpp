#include "contexts/petitions/intake/placed.hpp"

namespace gandan::petitions {
namespace {

/// What is not known stays as it is.
void put_place(SubmitForm& form, const PlaceMeant& meant) {
  if (meant.province) form.province = meant.province;
  if (!meant.place) return;
  form.place = meant.place;
  form.remote = meant.is_remote;
}

}  // namespace

std::vector<pages::Offer> resolve_place(db::Database& database, const Clock& clock,
                                        const i18n::Locale& locale, SubmitForm& form) {
  PlaceMeant meant = place_meant(database, clock, locale, form.place_text);
  put_place(form, meant);
  return std::move(meant.offers);
}

void resolve_unit(db::Database& database, const Clock& clock, SubmitForm& form,
                  std::string_view chosen) {
  put_place(form, place_chosen(database, clock, form.place_text, chosen));
}

}  // namespace gandan::petitions
