// One request of who sent a petition, or wants to join it: what its pages share.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/record/record.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {

/// One request about one petition.
struct Visit : Turn {
  Petition petition;

  [[nodiscard]] std::string href() const { return "/petitions/" + petition.code; }
  [[nodiscard]] bool is_public() const { return petition.visibility == Visibility::open; }
  /// What is not public is named by its code alone, whatever the reason: who asks may not be who
  /// sent it.
  [[nodiscard]] std::string title() const { return is_public() ? petition.title : petition.code; }
  [[nodiscard]] bool is_author() const {
    return receipts::is_private_key(services.keys.get(), receipt_of(petition.code),
                                    request.form.get("author_key"));
  }
};

/// The frame, and what every one of these pages begins with.
template <class Page>
Page begin_page(const Visit& visit, const char* title, const char* action) {
  Page page{.frame = pages::frame_for(visit.request, visit.tr(title))};
  page.frame.section = "petitions";
  page.frame.has_errors = !visit.errors.empty();
  page.frame.form = pages::PageForm{.id = "deed"};
  page.action = visit.href() + action;
  page.back = visit.href();
  page.title = visit.title();
  page.errors = visit.errors;
  return page;
}

[[nodiscard]] pages::Field key_field(const Visit& visit);
void refuse_key(Visit& visit);
/// How many files it has.
[[nodiscard]] std::size_t files_there(const Visit& visit);
/// What is not possible, and the way back to the petition.
[[nodiscard]] http::Response show_closed(const Visit& visit, const char* title, const char* text);
[[nodiscard]] http::Response show_moved_on(const Visit& visit);

/// To the page of the petition, which says what was done (receipts::just_done).
[[nodiscard]] http::Response to_done(const Visit& visit, std::string_view done);

/// Finds the petition of the address; a code typed otherwise, or of who joined, is sent to its own.
template <class Fn>
http::Response with_petition(const http::Request& request, Services& services,
                             std::string_view typed, Fn&& fn) {
  const auto code = text::parse_tracking_code(typed);
  if (!code) return http::Response::not_found();
  auto petition = services.database.read([&](db::Tx& tx) { return find(tx, *code); });
  if (!petition) return http::Response::not_found();
  Visit visit{{request, services}, std::move(*petition)};
  return fn(visit);
}

}  // namespace gandan::petitions
