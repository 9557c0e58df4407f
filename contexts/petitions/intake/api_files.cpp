// Files of a petition by programs: at once, or in pieces. Its sender adds them by the private key,
// an officer by their session, as on the pages.
#include "contexts/petitions/desk/boxes.hpp"
#include "contexts/petitions/intake/api_operations.hpp"
#include "contexts/petitions/public/sent_files.hpp"
#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/files/uploads.hpp"
#include "kernel/module/services.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using files::NotAdded;
using http::Request;
using http::Response;

files::Receiving receiving_of(Services& services) {
  return {services.database, services.clock, services.files, services.settings};
}

std::optional<Petition> petition_at(Services& services, std::string_view typed) {
  const auto code = text::parse_tracking_code(typed);
  if (!code) return std::nullopt;
  return services.database.read([&](db::Tx& tx) { return find(tx, *code); });
}

std::string_view key_sent(const Request& request) {
  const auto header = request.headers.find("Author-Key");
  return header ? *header : request.form.get("author_key");
}

/// Who asks, where they may add files.
Result<files::Sender, NotAdded> sender_of(const Request& request, Services& services,
                                          const Petition& petition) {
  const files::Sender sender{.record = subject_of(petition.id)};
  if (receipts::is_private_key(services.keys.get(), receipt_of(petition.code), key_sent(request))) {
    if (transition(petition, Verb::add)) return sender;
    return fail(NotAdded{409, N_("The matter has moved on. Its page shows how it stands.")});
  }
  const people::Principal* officer = people::find_principal(request);
  const bool may_attach = officer != nullptr && services.database.read([&](db::Tx& tx) {
    return may_read(tx, *officer, petition) &&
           !why_not_attach(tx, Act::by(*officer), petition, false);
  });
  if (may_attach) return files::Sender{sender.record, officer->user};
  return fail(NotAdded{422, N_("This is not the key of this matter. Look for the ten digits on "
                               "your receipt.")});
}

NotAdded why_of(MoveError error) {
  switch (error) {
    case MoveError::too_many_files:
      return {422, no_room_for_files};
    case MoveError::too_often:
      return {429, N_("You have said a great deal today. Officers read it first: go on tomorrow.")};
    case MoveError::not_found:
    case MoveError::not_yours:
      return {403, N_("Your role does not allow this here.")};
    default:
      return {409, N_("The matter has moved on. Its page shows how it stands.")};
  }
}

/// Whether the same request was done before, by the key that it came with.
bool was_sent(db::Tx& tx, const Env& env, const Request& request, const Petition& petition,
              const std::vector<files::Taken>& taken) {
  if (request.idempotency_key().empty()) return false;
  std::string said = petition.code + "\n" + std::string(request.idempotency_key());
  for (const files::Taken& each : taken) said += "\n" + each.digest;
  return receipts::was_done(tx, env.clock, env.keys, {"files", said});
}

Moved add_by(db::Tx& tx, const Env& env, const files::Sender& sender, const Request& request,
             PetitionId id, const std::vector<files::Taken>& taken) {
  if (!sender.officer) {
    if (has_said_enough(tx, env, id)) return fail(MoveError::too_often);
    return add(tx, env, Act::by_resident(), id, taken);
  }
  const people::Principal* officer = people::find_principal(request);
  if (officer == nullptr) return fail(MoveError::not_yours);
  return attach(tx, env, Act::by(*officer), id, taken, false);
}

/// What adding comes to; `env` and `request` outlive it.
files::Store store_of(const Env& env, const Request& request, const Petition& petition) {
  return [&](db::Tx& tx, const files::Sender& sender,
             const std::vector<files::Taken>& taken) -> Result<bool, NotAdded> {
    if (was_sent(tx, env, request, petition, taken)) return true;
    const auto moved = add_by(tx, env, sender, request, petition.id, taken);
    if (!moved) return fail(why_of(moved.error()));
    return true;
  };
}

Response send_files(Request& request, Services& services, std::string_view typed) {
  const auto petition = petition_at(services, typed);
  if (!petition) return Response::not_found();
  const auto sender = sender_of(request, services, *petition);
  if (!sender) return files::not_added(request, sender.error(), "author_key");
  const auto receiving = receiving_of(services);
  if (files::is_in_pieces(request))
    return files::begin_upload(receiving, request, *sender,
                               "/api/v1/petitions/" + petition->code + "/files");
  auto book = services.rules.book();
  const Env env = Env::of(services, *book);
  return files::receive(receiving, request, *sender, store_of(env, request, *petition));
}

/// The word of an upload opens it; that of an officer, with their session.
files::Sender reached_by(const Request& request, const Petition& petition) {
  files::Sender sender{.record = subject_of(petition.id)};
  if (const people::Principal* officer = people::find_principal(request))
    sender.officer = officer->user;
  return sender;
}

Response read_upload(Request& request, Services& services, std::string_view typed,
                     std::string_view token) {
  const auto petition = petition_at(services, typed);
  if (!petition) return Response::not_found();
  return files::state_of_upload(receiving_of(services), request, reached_by(request, *petition),
                                token);
}

Response send_piece(Request& request, Services& services, std::string_view typed,
                    std::string_view token) {
  const auto petition = petition_at(services, typed);
  if (!petition) return Response::not_found();
  auto book = services.rules.book();
  const Env env = Env::of(services, *book);
  return files::go_on_with_upload(receiving_of(services), request, reached_by(request, *petition),
                                  token, store_of(env, request, *petition));
}

}  // namespace

void add_api_files(http::App& app, Services& services) {
  // Who guesses the ten digits is slowed.
  app.router.post("/api/v1/petitions/{code}/files", http::key_holders(),
                  [&services](Request& request, std::string_view code) {
                    return send_files(request, services, code);
                  },
                  {.body_limit = files::body_limit,
                   .before_body = files::look_before_files(receiving_of(services)),
                   .rate_class = "sign-in",
                   .operation = &send_files_operation()});
  app.router.get("/api/v1/petitions/{code}/files/{upload}", http::key_holders(),
                 [&services](Request& request, std::string_view code, std::string_view upload) {
                   return read_upload(request, services, code, upload);
                 },
                 {.operation = &read_upload_operation()});
  app.router.patch("/api/v1/petitions/{code}/files/{upload}", http::key_holders(),
                   [&services](Request& request, std::string_view code, std::string_view upload) {
                     return send_piece(request, services, code, upload);
                   },
                   {.body_limit = files::body_limit,
                    .before_body = files::take_piece(services.files, 1),
                    .operation = &send_piece_operation()});
}

}  // namespace gandan::petitions
