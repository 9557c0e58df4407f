#include "contexts/petitions/intake/proof_page.hpp"

#include "contexts/petitions/intake/receipt_page.hpp"
#include "contexts/petitions/public/visit.hpp"
#include "contexts/petitions/record/committed.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/proof.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;
using receipts::Proved;

const journal::Committed& committed_petitions() {
  static const auto all = commitments_to_petitions().records;
  for (const journal::Committed& each : all)
    if (each.kind == "petition") return each;
  throw std::logic_error("nothing is committed of petitions");
}

Proved prove(const Visit& visit) {
  return visit.services.database.read([&](db::Tx& tx) {
    return receipts::prove(tx, committed_petitions(), subject_of(visit.petition.id), is_for_sender);
  });
}

/// `proved`: where who asks may know.
Response show_proof(const Visit& visit, bool has_cookie, const std::optional<Proved>& proved) {
  auto page = begin_page<ProofPage>(visit, N_("The proof of your receipt"), "");
  page.action = "/receipts/" + visit.petition.code + "/proof";
  page.code = visit.petition.code;
  page.asks_key = !has_cookie;
  page.key = key_field(visit);
  if (proved) page.proof = proved->proof;
  if (page.proof == Proof::is_there) {
    // Behind "#", which no browser sends: the server does not learn who checks what.
    page.address = visit.request.link("/log/check#" + proved->mark);
    page.qr = qr::encode(page.address);
  }
  return pages::render(visit.request, views::proof_page, page, visit.status());
}

bool has_receipt(const Visit& visit) {
  return holds_receipt(visit.request, visit.services, visit.petition.code);
}

Response show_proof(const Visit& visit) {
  const bool has_cookie = has_receipt(visit);
  return show_proof(visit, has_cookie, has_cookie ? std::optional(prove(visit)) : std::nullopt);
}

Response do_proof(Visit& visit) {
  if (pages::only_shows(visit.request)) return show_proof(visit);
  if (!has_receipt(visit) && !visit.is_author()) {
    refuse_key(visit);
    return show_proof(visit, false, std::nullopt);
  }
  Proved proved = prove(visit);
  if (proved.proof != Proof::is_there) return show_proof(visit, has_receipt(visit), proved);
  return Response::text(std::move(proved.file)).download_as(visit.petition.code + ".tlog-proof");
}

}  // namespace

void add_proof_pages(http::App& app, Services& services) {
  app.router.get("/receipts/{code}/proof", http::key_holders(),
                 [&services](Request& request, std::string_view code) {
                   return with_petition(request, services, code,
                                        [](Visit& visit) { return show_proof(visit); });
                 });
  app.router.post("/receipts/{code}/proof", http::key_holders(),
                  [&services](Request& request, std::string_view code) {
                    return with_petition(request, services, code,
                                         [](Visit& visit) { return do_proof(visit); });
                  },
                  {.work = http::Work::reads, .rate_class = "sign-in"});
}

}  // namespace gandan::petitions
