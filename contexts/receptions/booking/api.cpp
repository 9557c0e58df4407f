#include "contexts/receptions/booking/api.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "contexts/receptions/booking/booking.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/receipts/private_key.hpp"
#include "lib/json/json.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

namespace json = boost::json;
using http::Operation;
using http::Parameter;
using http::Request;
using http::Response;

// Members that are null are as if they were not there.
constexpr std::string_view new_booking_schema = R"({
  "type": "object",
  "required": ["place", "name"],
  "properties": {
    "place": {"type": "string", "description": "The code of the place, as in the address of its page: UBND-20."},
    "starts_at": {"type": ["string", "null"], "format": "date-time",
                  "description": "When a slot of the place begins. Where it is none, or taken, the answer is 422 with candidates."},
    "day": {"type": ["string", "null"], "format": "date",
            "description": "In place of starts_at: the waiting list of a day on which no slot is free."},
    "matter": {"type": ["string", "null"], "maxLength": 1000,
               "description": "What for, in two sentences. Left out: who comes tells it to the officer alone, as they should of a denunciation."},
    "named_code": {"type": ["string", "null"], "maxLength": 40,
                   "description": "Of the petition or the earlier visit that it is about."},
    "needs": {"type": ["array", "null"], "items": {"enum": ["interpreter", "wheelchair", "sign_language", "companion"]}},
    "needs_language": {"type": ["string", "null"], "maxLength": 200},
    "people": {"type": ["integer", "null"], "minimum": 1, "maximum": 1000},
    "name": {"type": "string", "maxLength": 200},
    "phone": {"type": ["string", "null"], "maxLength": 200, "description": "This, or email, or both."},
    "email": {"type": ["string", "null"], "maxLength": 200}
  }
})";

constexpr std::string_view booking_schema = R"({
  "type": "object",
  "required": ["code", "state", "place", "day", "url"],
  "additionalProperties": false,
  "properties": {
    "code": {"type": "string", "pattern": "^LH(-[0-9A-HJKMNP-TV-Z]{4}){3}$"},
    "key": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{3}-[0-9]{3}$",
            "description": "The private key, told when it is booked: opens, changes and cancels the booking. Give it to who comes, and keep it secret."},
    "state": {"enum": ["waiting", "booked", "arrived", "heard", "cancelled", "missed"]},
    "place": {"type": "string"},
    "day": {"type": "string", "format": "date"},
    "starts_at": {"type": "string", "format": "date-time", "description": "Of who waits for a slot: not there."},
    "url": {"type": "string", "format": "uri-reference", "description": "Its page."}
  }
})";

constexpr std::string_view other_time_schema = R"({
  "type": "object",
  "required": ["starts_at"],
  "properties": {"starts_at": {"type": "string", "format": "date-time", "description": "When another slot of the place begins."}}
})";

const Parameter booking_code{Parameter::In::path, "code", "The code of the booking.",
                             R"({"type": "string"})", R"("LH-7K3M-92QX-5BT7")"};
const Parameter booking_key{Parameter::In::header, "Booking-Key",
                            "Its private key. Guessing is slowed.", R"({"type": "string"})",
                            R"("0123-456-789")"};

const Operation& book_operation() {
  static const Operation operation{
      .id = "bookReception",
      .tag = "receptions",
      .summary = "Book a citizen reception",
      .description =
          "Nobody needs an account. The same request sent again with one idempotency "
          "key books once.",
      .parameters = {{Parameter::In::header, "Idempotency-Key",
                      "A word of your own, the same where the same is sent again.",
                      R"({"type": "string", "maxLength": 200})", R"("2026-10-01-0042")"}},
      .body = http::Body{"application/json", "NewBooking",
                         R"({"place": "UBND-20", "starts_at": "2026-12-10T01:00:00Z",
                             "matter": "Hỏi về giấy chứng nhận quyền sử dụng đất.",
                             "needs": ["wheelchair"], "name": "Lò Thị Mẫu",
                             "phone": "0912 345 678"})"},
      .answers = {{201, "It is booked, or on the waiting list.", "Booking"},
                  {200, "It was booked before, with the same idempotency key.", "Booking"},
                  {400, "The body is not as the schema says.", "Errors"},
                  {415, "The content type is not JSON.", "Errors"},
                  {422, "Something in it must be mended, or the slot is not free.", "Errors"}}};
  return operation;
}

const Operation& move_operation() {
  static const Operation operation{
      .id = "moveBooking",
      .tag = "receptions",
      .summary = "Change the time of a booking",
      .description = "Who waits for its day gets the slot that is free then.",
      .parameters = {booking_code, booking_key},
      .body =
          http::Body{"application/json", "OtherTime", R"({"starts_at": "2026-12-10T01:30:00Z"})"},
      .answers = {{200, "It is booked for that time.", "Booking"},
                  {400, "The body is not as the schema says.", "Errors"},
                  {404, "No booking has this code.", "Errors"},
                  {415, "The content type is not JSON.", "Errors"},
                  {422, "This is not its key, it is over, or the slot is not free.", "Errors"}}};
  return operation;
}

const Operation& cancel_operation() {
  static const Operation operation{
      .id = "cancelBooking",
      .tag = "receptions",
      .summary = "Cancel a booking",
      .description = "Who waits for its day gets the slot.",
      .parameters = {booking_code, booking_key},
      .answers = {{200, "It is cancelled.", "Booking"},
                  {404, "No booking has this code.", "Errors"},
                  {422, "This is not its key, or it is over.", "Errors"}}};
  return operation;
}

/// What is wrong with a request, as it is answered.
struct RefusedBooking {
  int status = 422;
  std::string field;
  const char* message = nullptr;
  std::vector<Instant> free = {};  ///< slots that can be booked in its place
};

Response refused_booking(const Request& request, const RefusedBooking& refusal) {
  json::object error{{"field", refusal.field},
                     {"message", pages::locale_of(request).tr(refusal.message)}};
  if (!refusal.free.empty()) {
    json::array candidates;
    for (const Instant at : refusal.free) candidates.push_back(json::object{{"name", rfc3339(at)}});
    error["candidates"] = std::move(candidates);
  }
  return Response::json(gandan::json::serialize(json::object{{"errors", json::array{error}}}),
                        refusal.status);
}

bool is_json_type(std::string_view content_type) {
  return text::trim(content_type.substr(0, content_type.find(';'))) == "application/json";
}

Result<json::object, RefusedBooking> object_sent(const Request& request) {
  if (!is_json_type(request.headers.get("Content-Type")))
    return fail(
        RefusedBooking{415, "body", N_("Send JSON, with the content type application/json.")});
  auto body = gandan::json::parse(request.body);
  if (!body || !body->is_object())
    return fail(RefusedBooking{400, "body", N_("The body must be a JSON object.")});
  return body->as_object();
}

/// Reads members of one type; what is of another type is remembered as wrong.
struct Members {
  const json::object& sent;
  std::optional<RefusedBooking> wrong = {};

  const json::value* find(const char* name) const {
    const auto* found = sent.if_contains(name);
    return found == nullptr || found->is_null() ? nullptr : found;
  }
  void refuse(const char* name, const char* message) {
    if (!wrong) wrong = RefusedBooking{400, name, message};
  }
  std::string text(const char* name) {
    const auto* found = find(name);
    if (found == nullptr) return {};
    if (found->is_string()) return text::clean(std::string(found->as_string()));
    refuse(name, N_("This must be text."));
    return {};
  }
  int number(const char* name, int otherwise) {
    const auto* found = find(name);
    if (found == nullptr) return otherwise;
    const bool is_fit = found->is_int64() && found->as_int64() >= 1 && found->as_int64() <= 1000;
    if (!is_fit) refuse(name, N_("This must be a number from 1 to 1,000."));
    return is_fit ? static_cast<int>(found->as_int64()) : otherwise;
  }
  std::optional<Instant> moment(const char* name) {
    const std::string typed = text(name);
    if (typed.empty()) return std::nullopt;
    const auto at = parse_instant(typed);
    if (!at) refuse(name, N_("Write the time as 2026-12-10T01:00:00Z."));
    return at;
  }
  std::int64_t needs(const char* name) {
    const auto* found = find(name);
    if (found == nullptr) return 0;
    std::int64_t bits = 0;
    const auto add = [&](const json::value& each) {
      const auto need = each.is_string() ? parse_need(std::string(each.as_string())) : std::nullopt;
      if (need) bits |= static_cast<std::int64_t>(*need);
      return need.has_value();
    };
    if (!found->is_array() || !std::ranges::all_of(found->as_array(), add))
      refuse(name, N_("These must be names of needs, in an array."));
    return bits;
  }
};

RefusedBooking refusal_of(BookingError error) {
  switch (error) {
    case BookingError::matter_missing:
      return {422, "matter", N_("Say what you come for, in at most 1,000 characters.")};
    case BookingError::name_missing:
      return {422, "name", N_("Say your name.")};
    case BookingError::contact_missing:
      return {422, "phone",
              N_("Write a telephone number or an e-mail address at which you are reached.")};
    case BookingError::too_many:
      return {422, "starts_at",
              N_("You have a booking there on that day already. Choose another day.")};
    case BookingError::slots_left:
      return {422, "day", N_("On this day a time is free: book it.")};
    case BookingError::slot_gone:
      return {422, "starts_at", N_("Somebody has just taken this time. Choose another.")};
    case BookingError::unfit:
      break;
  }
  return {422, "code", N_("This booking was cancelled, or its time is over.")};
}

/// With what can be booked in its place.
RefusedBooking refusal_of(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                          BookingError error) {
  constexpr std::size_t most = 20;
  RefusedBooking refusal = refusal_of(error);
  if (error != BookingError::slot_gone && error != BookingError::slots_left) return refusal;
  for (const BookableDay& day : bookable_days(tx, env, place)) {
    if (refusal.free.size() >= most) break;
    if (day.free == 0) continue;
    for (const Slot& slot : slots_on(tx, env, place, day.day))
      if (slot.free > 0 && refusal.free.size() < most) refusal.free.push_back(slot.starts_at);
  }
  return refusal;
}

json::object object_of_booking(const Request& request, db::Tx& tx, const Booking& booking) {
  const std::string_view state = name(booking.state);
  json::object out{{"code", booking.code},
                   {"state", json::string_view(state.data(), state.size())},
                   {"place", find_place(tx, booking.place).value().code},
                   {"day", booking.day.iso()},
                   {"url", request.link("/bookings/" + booking.code)}};
  if (booking.starts_at) out["starts_at"] = rfc3339(*booking.starts_at);
  return out;
}

Result<NewBooking, RefusedBooking> booking_wanted(const Request& request,
                                                  const json::object& sent) {
  Members members{sent};
  NewBooking wanted{.starts_at = members.moment("starts_at"),
                    .matter = members.text("matter"),
                    .named_code = members.text("named_code"),
                    .needs = members.needs("needs"),
                    .needs_language = members.text("needs_language"),
                    .people = members.number("people", 1),
                    .contact = {members.text("name"), members.text("phone"), members.text("email")},
                    .language = std::string(pages::locale_of(request).tag()),
                    .holder = std::string(request.idempotency_key())};
  wanted.is_unsaid = wanted.matter.empty();
  const auto day = Date::parse(members.text("day"));
  if (!wanted.starts_at && !day)
    members.refuse("starts_at", N_("Say the time, or the day of whose waiting list it is."));
  if (members.wrong) return fail(*members.wrong);
  wanted.day = wanted.starts_at ? civil_date(*wanted.starts_at) : *day;
  return wanted;
}

Response book_by_program(const Request& request, Services& services) {
  const auto sent = object_sent(request);
  if (!sent) return refused_booking(request, sent.error());
  auto wanted = booking_wanted(request, *sent);
  if (!wanted) return refused_booking(request, wanted.error());
  Members members{*sent};
  const std::string code = members.text("place");
  const auto place = services.database.read([&](db::Tx& tx) { return find_place(tx, code); });
  if (!place)
    return refused_booking(request, {422, "place", N_("No place of reception has this code.")});
  wanted->place = *place;
  const auto book = services.rules.book();
  const Env env = Env::of(services, *book);
  const auto made = services.database.write(
      [&](db::Tx& tx) { return receptions::book(tx, env, Act::by_resident(), *wanted); });
  return services.database.read([&](db::Tx& tx) {
    if (!made) return refused_booking(request, refusal_of(tx, env, *place, made.error()));
    json::object out = object_of_booking(request, tx, made->booking);
    out["key"] = receipts::private_key(services.keys.get(), {"booking", made->booking.code});
    return Response::json(gandan::json::serialize(out), made->is_repeated ? 200 : 201)
        .header("Location", "/bookings/" + made->booking.code)
        .header("Cache-Control", "no-store");
  });
}

/// The booking, where the request has its key.
template <class Change>
Response with_its_key(const Request& request, Services& services, std::string_view typed,
                      Change&& change) {
  const auto booking = services.database.read([&](db::Tx& tx) { return booked(tx, typed); });
  if (!booking) return Response::not_found();
  if (!receipts::is_private_key(services.keys.get(), {"booking", booking->code},
                                request.headers.get("Booking-Key")))
    return refused_booking(
        request,
        {422, "Booking-Key", N_("This is not the key of this booking. Look for the ten digits.")});
  const auto book = services.rules.book();
  return change(Env::of(services, *book), *booking);
}

Response answer_with(const Request& request, const Services& services, BookingId id) {
  return services.database.read([&](db::Tx& tx) {
    return Response::json(
        gandan::json::serialize(object_of_booking(request, tx, find_booking(tx, id).value())));
  });
}

Response move_by_program(const Request& request, Services& services, std::string_view code) {
  const auto change = [&](const Env& env, const Booking& booking) {
    const auto sent = object_sent(request);
    if (!sent) return refused_booking(request, sent.error());
    Members members{*sent};
    const auto to = members.moment("starts_at");
    if (!to) members.refuse("starts_at", N_("Write the time as 2026-12-10T01:00:00Z."));
    if (members.wrong) return refused_booking(request, *members.wrong);
    const auto moved = services.database.write(
        [&](db::Tx& tx) { return move_booking(tx, env, Act::by_resident(), booking.id, *to); });
    if (moved) return answer_with(request, services, booking.id);
    return services.database.read([&](db::Tx& tx) {
      const auto place = find_place(tx, booking.place).value();
      return refused_booking(request, refusal_of(tx, env, place, moved.error()));
    });
  };
  return with_its_key(request, services, code, change);
}

Response cancel_by_program(const Request& request, Services& services, std::string_view code) {
  return with_its_key(request, services, code, [&](const Env& env, const Booking& booking) {
    const auto done = services.database.write(
        [&](db::Tx& tx) { return cancel_booking(tx, env, Act::by_resident(), booking.id); });
    return done ? answer_with(request, services, booking.id)
                : refused_booking(request, refusal_of(done.error()));
  });
}

}  // namespace

api::Part api_of_bookings() {
  return {"receptions",
          "Receptions of citizens: booking one, changing and cancelling what was booked.",
          {{"NewBooking", std::string(new_booking_schema)},
           {"Booking", std::string(booking_schema)},
           {"OtherTime", std::string(other_time_schema)}}};
}

void add_booking_api(http::App& app, Services& services) {
  app.router.post("/api/v1/receptions/bookings", http::everyone(),
                  [&services](Request& request) { return book_by_program(request, services); },
                  {.operation = &book_operation()});
  app.router.put("/api/v1/receptions/bookings/{code}", http::key_holders(),
                 [&services](Request& request, std::string_view code) {
                   return move_by_program(request, services, code);
                 },
                 {.rate_class = "sign-in", .operation = &move_operation()});
  app.router.del("/api/v1/receptions/bookings/{code}", http::key_holders(),
                 [&services](Request& request, std::string_view code) {
                   return cancel_by_program(request, services, code);
                 },
                 {.rate_class = "sign-in", .operation = &cancel_operation()});
}

}  // namespace gandan::receptions
