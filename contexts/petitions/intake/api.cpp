#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <ranges>

#include "contexts/petitions/intake/api_operations.hpp"
#include "contexts/petitions/intake/fields.hpp"
#include "contexts/petitions/intake/placed.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "lib/json/json.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

namespace json = boost::json;
using http::Request;
using http::Response;

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

/// A text member; empty where it is missing. Anything but text is an error of that field.
std::string text_of(const json::object& object, std::string_view name, WrongFields& errors) {
  const auto* found = object.if_contains(view(name));
  if (!found || found->is_null()) return {};
  if (!found->is_string()) {
    errors.push_back({std::string(name), N_("This must be text.")});
    return {};
  }
  return std::string(found->as_string());
}

/// True or false; anything else is an error of that field: "no" must not be taken for yes.
bool yes_or_no(const json::object& object, std::string_view name, bool otherwise,
               WrongFields& errors) {
  const auto* found = object.if_contains(view(name));
  if (!found || found->is_null()) return otherwise;
  if (!found->is_bool()) errors.push_back({std::string(name), N_("This must be true or false.")});
  return found->is_bool() ? found->as_bool() : otherwise;
}

Response refused(const Request& request, const WrongFields& errors, int status = 422) {
  json::array list;
  for (const WrongField& error : errors)
    list.push_back(
        {{"field", error.field}, {"message", view(pages::locale_of(request).tr(error.message))}});
  return Response::json(gandan::json::serialize(json::object{{"errors", std::move(list)}}), status);
}

/// "application/json; charset=utf-8", "application/vnd.x+json".
bool is_json(std::string_view content_type) {
  std::string type(text::trim(content_type.substr(0, content_type.find(';'))));
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return type == "application/json" ||
         (type.starts_with("application/") && type.ends_with("+json"));
}

Result<SubmitForm, WrongFields> form_of(const Request& request, const json::object& object) {
  WrongFields errors;
  SubmitForm form{.channel = Channel::api,
                  .language = std::string(pages::locale_of(request).tag()),
                  .idempotency_key = std::string(request.idempotency_key())};
  auto read = [&](const json::object& from, bool contact) {
    for (const FormField& field : form_fields)
      if (field.member.is_contact() == contact && !field.by_officers)
        field.of(form) = text_of(from, field.name, errors);
  };
  read(object, false);
  if (form.idempotency_key.empty())
    form.idempotency_key = text_of(object, "idempotency_key", errors);
  if (const auto* contact = object.if_contains("contact"); contact && contact->is_object()) {
    read(contact->as_object(), true);
  } else if (contact && contact->is_string()) {
    const std::string typed = text_of(object, "contact", errors);
    (typed.find('@') == std::string::npos ? form.contact.phone : form.contact.email) = typed;
  } else if (contact && !contact->is_null()) {
    errors.push_back({"contact", N_("This must be a telephone number, an e-mail address, or an "
                                    "object with name, address, phone and email.")});
  }
  form.may_publish = yes_or_no(object, "publish", true, errors);
  form.anonymous = yes_or_no(object, "anonymous", false, errors);
  if (!errors.empty()) return fail(std::move(errors));
  return form;
}

/// What a program says though only an officer may.
WrongFields said_for_officers(const json::object& object) {
  WrongFields errors;
  for (const FormField& field : form_fields) {
    const auto* said = field.by_officers ? object.if_contains(view(field.name)) : nullptr;
    const bool is_empty =
        said == nullptr || said->is_null() || (said->is_string() && said->as_string().empty());
    if (!is_empty)
      errors.push_back({std::string(field.name), N_("Only an officer enters whose voice it is.")});
  }
  return errors;
}

/// The words name no place beyond doubt: what they may mean, to be sent instead of them.
Response ask_which(const Request& request, const std::vector<pages::Offer>& offers) {
  json::array candidates;
  for (const pages::Offer& offer : offers) {
    json::object one{{"name", offer.name}};
    if (!offer.note.empty()) one["note"] = offer.note;
    candidates.push_back(std::move(one));
  }
  const auto message = pages::locale_of(request).tr(
      N_("Which place is meant? Send one of the candidates' names as \"place\"; or send "
         "\"place_as_written\": true, and an officer finds the place by your words."));
  json::object error{
      {"field", "place"}, {"message", view(message)}, {"candidates", std::move(candidates)}};
  return Response::json(gandan::json::serialize(json::object{{"errors", json::array{error}}}), 422);
}

Response create(const Request& request, Services& services) {
  if (!is_json(request.headers.get("Content-Type")))
    return refused(request, {{"body", N_("Send JSON, with the content type application/json.")}},
                   415);
  auto body = gandan::json::parse(request.body);
  if (!body && body.error().is_repeated_key)
    return refused(request, {{"body", N_("No key may stand twice in a JSON object.")}}, 400);
  if (!body || !body->is_object())
    return refused(request, {{"body", N_("The body must be a JSON object.")}}, 400);
  if (const WrongFields theirs = said_for_officers(body->as_object()); !theirs.empty())
    return refused(request, theirs);
  WrongFields errors;
  const bool as_written = yes_or_no(body->as_object(), "place_as_written", false, errors);
  auto form = errors.empty() ? form_of(request, body->as_object())
                             : Result<SubmitForm, WrongFields>(fail(std::move(errors)));
  if (!form) return refused(request, form.error(), 400);
  if (as_written) {
    resolve_unit(services.database, services.clock, *form, kept_as_written);
  } else if (auto offers =
                 resolve_place(services.database, services.clock, pages::locale_of(request), *form);
             !offers.empty()) {
    return ask_which(request, offers);
  }
  auto book = services.rules.book();
  const Env env = Env::of(services, *book);
  auto submission = check(env, *form);
  if (!submission) return refused(request, submission.error());
  Submitted submitted =
      services.database.write([&](db::Tx& tx) { return submit(tx, env, *submission); });
  if (submitted.repeated) {
    auto stored = services.database.read([&](db::Tx& tx) { return find(tx, submitted.id); });
    submission->received_at = stored->received_at;
    submission->due_at = stored->clock.due_at;
  }
  json::object out{{"code", submitted.code},
                   {"key", receipts::private_key(services.keys.get(), receipt_of(submitted.code))},
                   {"url", request.link("/petitions/" + submitted.code)},
                   {"received_at", rfc3339(submission->received_at)}};
  if (submission->due_at) out["due_at"] = rfc3339(*submission->due_at);
  return Response::json(gandan::json::serialize(out), submitted.repeated ? 200 : 201)
      .header("Location", "/api/v1/petitions/" + submitted.code);
}

/// Of whatever is not public, whatever the reason (petition_page.cpp).
json::object not_public(const Petition& p) {
  return {{"code", p.code}, {"public", false}};
}

json::object object_of(const Petition& p, const std::vector<StoredAnswer>& answers,
                       const units::Directory& directory) {
  bool confidential = is_sealed(p);
  json::object out{{"code", p.code},
                   {"public", p.visibility == Visibility::open},
                   {"kind", view(name(p.kind))},
                   {"state", view(name(p.state))},
                   {"received_at", rfc3339(p.received_at)}};
  if (p.clock.due_at) out["due_at"] = rfc3339(*p.clock.due_at);
  if (p.answered_at) out["answered_at"] = rfc3339(*p.answered_at);
  if (p.outcome) out["outcome"] = view(name(*p.outcome));
  if (p.promised_on) out["promised_on"] = p.promised_on->iso();
  if (auto body = directory.name(p.body); !body.empty()) out["body"] = view(body);
  if (auto field = directory.field_name(p.field, "vi"); !field.empty()) out["field"] = view(field);
  if (confidential) return out;
  out["title"] = p.title;
  out["text"] = p.text;
  out["asked_by"] = p.asked_by;
  out["place"] = p.place_text;
  json::array list;
  for (const StoredAnswer& answer : answers | std::views::reverse) {
    json::object one{{"outcome", view(name(answer.outcome))},
                     {"text", answer.text},
                     {"document", answer.document},
                     {"answered_at", rfc3339(answer.answered_at)}};
    if (auto body = directory.name(answer.body); !body.empty()) one["body"] = view(body);
    if (answer.promised_on) one["promised_on"] = answer.promised_on->iso();
    list.push_back(std::move(one));
  }
  out["answers"] = std::move(list);
  return out;
}

/// `key`: what was given to prove who asks; nothing where nothing was.
Response show(const Request& request, Services& services, std::string_view typed,
              std::optional<std::string_view> key = std::nullopt) {
  auto code = text::parse_tracking_code(typed);
  if (!code) return Response::not_found();
  struct Found {
    std::optional<Petition> petition;
    std::vector<StoredAnswer> answers;
  };
  Found found = services.database.read([&](db::Tx& tx) {
    Found read{find(tx, *code), {}};
    if (read.petition) read.answers = answers_to(tx, read.petition->id);
    return read;
  });
  if (!found.petition) return Response::not_found();
  const Petition& petition = *found.petition;
  if (key && !receipts::is_private_key(services.keys.get(), receipt_of(petition.code), *key))
    return refused(request,
                   {{"author_key", N_("This is not the key of this matter. Look for the ten digits "
                                      "on your receipt.")}});
  if (petition.visibility != Visibility::open && !key)
    return Response::json(gandan::json::serialize(not_public(petition)))
        .header("Cache-Control", "no-store");
  return Response::json(
      gandan::json::serialize(object_of(petition, found.answers, *services.directory.get())));
}

}  // namespace

void add_api(http::App& app, Services& services) {
  app.router.post("/api/v1/petitions", http::everyone(),
                  [&services](Request& request) { return create(request, services); },
                  {.operation = &send_operation()});
  app.router.get("/api/v1/petitions/{code}", http::everyone(),
                 [&services](Request& request, std::string_view code) {
                   return show(request, services, code);
                 },
                 {.operation = &read_operation()});
  // For the system that sent it, as the page of this name. Who guesses the ten digits is slowed.
  app.router.post("/api/v1/petitions/{code}/private", http::key_holders(),
                  [&services](Request& request, std::string_view code) {
                    return show(request, services, code, request.form.get("author_key"));
                  },
                  {.rate_class = "sign-in", .operation = &read_private_operation()});
}

}  // namespace gandan::petitions
