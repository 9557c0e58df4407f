#include "kernel/records/follow_page.hpp"

#include "kernel/pages/site.hpp"
#include "kernel/receipts/private_key.hpp"
#include "kernel/records/views/follow.hpp"
#include "lib/html/escape.hpp"

namespace gandan::records {
namespace {

using http::Request;
using http::Response;

const char* what_is_wrong(std::string_view typed) {
  if (receipts::looks_like_private_key(typed))
    return N_(
        "This is a private key, which shows that you are the sender. Type the tracking code "
        "here: it begins with {prefix}.");
  return N_(
      "We know no matter by this code. Look at your receipt: {prefix} and twelve letters or "
      "digits.");
}

FollowPage page_of(const Request& request, const Kinds& kinds, std::string typed) {
  const i18n::Locale& locale = pages::locale_of(request);
  FollowPage page{.frame = pages::frame_for(request, std::string(locale.tr(N_("Follow"))))};
  page.frame.section = "follow";
  page.frame.form = pages::PageForm{.id = "follow"};
  page.code = {.name = "code",
               .label = std::string(locale.tr(N_("Your tracking code"))),
               .hint = locale.tr(N_("It stands on your receipt: {prefix} and twelve letters or "
                                    "digits. Capitals and dashes do not matter."),
                                 {{"prefix", kinds.prefixes_on_receipts()}}),
               .value = std::move(typed),
               .autocomplete = "off",
               .max_length = 40};
  return page;
}

Response follow(const Request& request, db::Database& database, const Kinds& kinds) {
  const std::string typed(request.query.get("code"));
  FollowPage page = page_of(request, kinds, typed);
  // In the other language it stands as it was typed.
  if (!request.query.has("code") || request.query.has("lang"))
    return pages::render(request, views::follow_page, page);
  const auto named = database.read([&](db::Tx& tx) {
    auto card = kinds.named_by(tx, typed);
    if (!card) page.meant = kinds.near_to(tx, typed);
    return card;
  });
  if (named) return Response::redirect(named->href);
  if (page.meant.empty()) {
    page.code.error = pages::locale_of(request).tr(what_is_wrong(typed),
                                                   {{"prefix", kinds.prefixes_on_receipts()}});
    page.errors.push_back({"code", page.code.error});
    page.frame.has_errors = true;
  }
  return pages::render(request, views::follow_page, page, 422);
}

}  // namespace

void add_follow_page(http::App& app, db::Database& database, const Kinds& kinds) {
  app.router.get("/follow", http::everyone(),
                 [&](Request& request) { return follow(request, database, kinds); },
                 {.work = http::Work::slow, .rate_class = "reads"});
}

pages::MenuItem follow_item() {
  return {N_("Follow"), "/follow", "follow"};
}

std::optional<std::string> address_of(db::Database& database, const Kinds& kinds,
                                      std::string_view typed) {
  if (kinds.are_followed() && kinds.is_nearly_code(typed)) {
    std::string address = "/follow?code=";
    html::percent_encode(address, typed);
    return address;
  }
  if (!kinds.is_code(typed)) return std::nullopt;
  auto named = database.read([&](db::Tx& tx) { return kinds.named_by(tx, typed); });
  return named ? std::optional(std::move(named->href)) : std::nullopt;
}

}  // namespace gandan::records
