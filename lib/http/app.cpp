#include "lib/http/app.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <stdexcept>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/random.hpp"
#include "lib/http/address.hpp"
#include "lib/http/compress.hpp"
#include "lib/http/conditional.hpp"
#include "lib/http/cross_site.hpp"
#include "lib/http/rate_limiter.hpp"
#include "lib/http/shelf.hpp"
#include "lib/log/log.hpp"
#include "lib/metrics/metrics.hpp"

namespace gandan::http {
namespace {

constexpr std::size_t compress_above = 1024;

constexpr std::string_view content_security_policy =
    "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'";

/// What one route has counted.
struct RouteMetrics {
  std::array<metrics::Counter*, 5> by_class{};  // 1xx … 5xx
  metrics::Histogram* duration = nullptr;
};

std::string label(std::string_view name, std::string_view value) {
  std::string text(name);
  text += "=\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text += '"';
}

/// A request id that a proxy made: short and harmless, or not taken.
bool is_request_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
  });
}

bool has_content(const Response& response) {
  return !response.content().empty() || response.producer != nullptr;
}

Response plain_error_page(Request& request, int status, std::string_view detail) {
  const std::string_view title = reason_of(status);
  if (request.wants_json()) {
    std::string json = R"({"error":)";
    log::append_json(json, detail.empty() ? title : detail);
    json += R"(,"request_id":)";
    log::append_json(json, request.id);
    return Response::json(json += '}', status);
  }
  std::string text = std::to_string(status) + " " + std::string(title) + "\n";
  if (!detail.empty()) text += "\n" + std::string(detail) + "\n";
  return Response::text(text += "\n" + request.id + "\n", status);
}

std::string written(const Cookie& cookie, bool secure) {
  std::string text = cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
  if (cookie.max_age) text += "; Max-Age=" + std::to_string(cookie.max_age->count());
  text += "; HttpOnly; SameSite=Lax";
  if (secure) text += "; Secure";
  return text;
}

void set_default(Response& response, std::string_view name, std::string_view value) {
  if (!response.headers.has(name)) response.headers.add(name, value);
}

void add_security_headers(const Request& request, Response& response) {
  set_default(response, "Content-Security-Policy", content_security_policy);
  set_default(response, "Referrer-Policy", "strict-origin-when-cross-origin");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("X-Frame-Options", "DENY");
  response.headers.add("Permissions-Policy",
                       "camera=(self), geolocation=(self), microphone=(self)");
  response.headers.add("Cross-Origin-Opener-Policy", "same-origin");
  if (request.secure) response.headers.add("Strict-Transport-Security", "max-age=31536000");
}

/// A tag of what the page says, unless it has one or is not to be kept.
void add_tag(const Request& request, Response& response) {
  if (response.status != 200 || !is_safe(request.method) || response.producer ||
      response.headers.has("ETag") || response.headers.get("Cache-Control") == "no-store")
    return;
  const std::string_view content = response.content();
  const std::uint64_t hash = XXH3_64bits(content.data(), content.size());
  response.headers.add("ETag", quoted_tag(crypto::hex(hash)));
}

/// 304 to a reader who has the page; what stays of the headers is what a cache needs.
void answer_conditional(const Request& request, Response& response) {
  if (response.status != 200 || !is_safe(request.method)) return;
  const auto tag = response.headers.find("ETag");
  if (!tag || !has_tag(request.headers.get("If-None-Match"), *tag)) return;
  response.status = 304;
  response.body.clear();
  response.borrowed = {};
  response.producer = nullptr;
  response.length.reset();
  response.headers.remove("Content-Type");
}

void compress_body(const Request& request, Response& response) {
  if (response.producer || response.content().size() < compress_above ||
      response.headers.has("Content-Encoding") ||
      !is_compressible(response.headers.get("Content-Type")))
    return;
  response.headers.add("Vary", "Accept-Encoding");
  const Encoding encoding = accepted_encoding(request.headers.get("Accept-Encoding"));
  if (encoding == Encoding::identity) return;
  std::string small = compress(encoding, response.content());
  if (small.empty() || small.size() >= response.content().size()) return;
  response.body = std::move(small);
  response.borrowed = {};
  response.headers.add("Content-Encoding", name_of(encoding));
}

/// HEAD has the headers of GET, the length too, and no body.
void drop_body(Response& response) {
  if (!response.producer && !response.length) response.length = response.content().size();
  response.body.clear();
  response.borrowed = {};
  response.producer = nullptr;
}

}  // namespace

struct App::State {
  State(const Clock& the_clock, AppOptions the_options)
      : clock(the_clock),
        options(std::move(the_options)),
        limiter(options.rate_limits),
        shelf(options.most_kept) {
    for (const std::string& text : options.trusted_proxies) {
      const auto range = AddressRange::parse(text);
      if (!range) throw std::invalid_argument("not an address range: " + text);
      trusted.push_back(*range);
    }
  }

  /// Where a request is known by: its id, the client's address, whether it came over TLS.
  void identify(Request& request);
  [[nodiscard]] std::string next_id();
  /// Counts and logs. `route` is null where none matched.
  void record(const Request& request, const Response& response, const Route* route,
              std::chrono::steady_clock::time_point since);
  void prepare_metrics(const Router& router);
  RouteMetrics metrics_of(std::string_view method, std::string_view pattern);

  const Clock& clock;
  AppOptions options;
  std::vector<AddressRange> trusted;
  RateLimiter limiter;
  Shelf shelf;

  metrics::Registry registry;
  std::once_flag metrics_ready;
  std::vector<RouteMetrics> by_route;
  RouteMetrics unrouted;
  metrics::Gauge& in_flight = registry.gauge("http_requests_in_flight", "Requests being handled.");
  metrics::Counter& bytes_out =
      registry.counter("http_response_bytes_total", "Bytes of response bodies, without streams.");
};

App::App(const Clock& clock, AppOptions options)
    : error_page(plain_error_page), state_(std::make_unique<State>(clock, std::move(options))) {}
App::~App() = default;

const AppOptions& App::options() const {
  return state_->options;
}
metrics::Registry& App::metrics() {
  return state_->registry;
}

std::string App::State::next_id() {
  // At random: a counter, however permuted, would tell how many requests came between two.
  return crypto::hex(crypto::random_number());
}

void App::identify(Request& request) const {
  state_->identify(request);
}

void App::State::identify(Request& request) {
  request.site = options.public_origin;
  const auto peer = Address::parse(request.peer);
  const bool trusted_peer =
      peer && std::any_of(trusted.begin(), trusted.end(),
                          [&](const AddressRange& range) { return range.contains(*peer); });
  if (!trusted_peer) {
    request.client = request.peer;
    request.id = next_id();
    return;
  }
  request.client = client_address(*peer, request.headers.all("X-Forwarded-For"), trusted).text();
  if (const auto proto = request.headers.find("X-Forwarded-Proto"))
    request.secure = *proto == "https";
  const std::string_view id = request.headers.get("X-Request-Id");
  request.id = is_request_id(id) ? std::string(id) : next_id();
}

RouteMetrics App::State::metrics_of(std::string_view method, std::string_view pattern) {
  const std::string labels = label("method", method) + "," + label("route", pattern);
  RouteMetrics made;
  for (std::size_t i = 0; i < made.by_class.size(); ++i)
    made.by_class[i] =
        &registry.counter("http_requests_total", "Requests answered.",
                          labels + "," + label("status", std::to_string(i + 1) + "xx"));
  made.duration = &registry.histogram("http_request_duration_seconds",
                                      "Time in the chain and the handler.", labels);
  return made;
}

void App::State::prepare_metrics(const Router& router) {
  std::call_once(metrics_ready, [&] {
    for (const auto& route : router.table())
      by_route.push_back(metrics_of(http::name_of(route->method), route->pattern));
    unrouted = metrics_of("", "none");
  });
}

void App::State::record(const Request& request, const Response& response, const Route* route,
                        std::chrono::steady_clock::time_point since) {
  const auto micros =
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(
                                     std::chrono::steady_clock::now() - since)
                                     .count());
  RouteMetrics& counted = route != nullptr ? by_route.at(route->number) : unrouted;
  const auto status_class = static_cast<std::size_t>(std::clamp(response.status / 100, 1, 5) - 1);
  counted.by_class[status_class]->add();
  counted.duration->observe(micros);
  bytes_out.add(response.content().size());
  if (!options.access_log) return;
  // The pattern, not the path: a tracking code opens a petition. The prefix, not the address.
  const auto client = Address::parse(request.client);
  log::info("request", {{"id", request.id},
                        {"method", http::name_of(request.method)},
                        {"route", route != nullptr ? std::string_view(route->pattern) : "none"},
                        {"status", response.status},
                        {"micros", micros},
                        {"bytes", response.content().size()},
                        {"client", client ? client->truncated() : std::string()}});
}

/// What the router, the gate and the limits say, and then the handler.
Response App::admit(Request& request, const Match& match) {
  if (match.route == nullptr) {
    // Who is signed in is told so on the page that says that there is nothing here.
    if (gate) (void)gate->admit(request, everyone());
    if (match.drop_slash) {
      const std::string_view target(request.target);
      const std::size_t end = std::min(target.find('?'), target.size());
      std::string location(target.substr(0, end - 1));
      return Response::redirect(location.append(target.substr(end)), 308);
    }
    if (match.allow.empty()) return Response::not_found();
    const bool asked = request.method == Method::options;
    Response response = asked ? Response::no_content() : Response::error(405);
    response.headers.add("Allow", match.allow);
    return response;
  }
  const Route& route = *match.route;
  if (gate) {
    if (auto refused = gate->admit(request, route.policy)) return std::move(*refused);
  } else if (!route.policy.is_everyone()) {
    return Response::error(403);
  }
  if (is_forged(request)) return Response::error(403);
  if (!state_->options.rate_limits.empty()) {
    const auto client = Address::parse(request.client);
    const auto wait =
        state_->limiter.take(client.value_or(Address()), route.rate_class, state_->clock.now());
    if (wait) return Response::error(429).header("Retry-After", std::to_string(wait->count()));
  }
  return kept_or_made(request, match);
}

Response App::handle(Request& request, const Match& match) {
  if (admitted) admitted(request);
  return match.route->handler(request, match.captures);
}

/// The moment is named before the answer is made: one that holds more than it, because something
/// was written meanwhile, is asked for at no later moment.
Response App::kept_or_made(Request& request, const Match& match) {
  const bool is_whole_page =
      request.method == Method::get && !request.is_fragment() && !request.wants_json();
  const Route& route = *match.route;
  const bool is_search = route.is_slow != nullptr && route.is_slow(request);
  if (!route.may_be_kept || is_search || !is_whole_page || !moment || !gate)
    return handle(request, match);
  const auto shown_alike = gate->shown_alike(request);
  if (!shown_alike) return handle(request, match);
  std::string name = request.target + "\n" + *shown_alike;
  const std::string now = moment();
  if (const auto kept = state_->shelf.find(name, now)) return *kept;
  Response response = handle(request, match);
  if (can_be_kept(response))
    state_->shelf.put(std::move(name), now, std::make_shared<const Response>(response));
  return response;
}

Response App::guarded(Request& request, const std::function<Response()>& fn) {
  try {
    return fn();
  } catch (const std::exception& error) {
    Failure failure;
    if (explain) failure = explain(error).value_or(Failure());
    log::error("request failed", {{"id", request.id},
                                  {"route", request.route},
                                  {"status", failure.status},
                                  {"error", error.what()}});
    Response response = Response::error(failure.status);
    if (failure.retry_after)
      response.headers.add("Retry-After", std::to_string(failure.retry_after->count()));
    return response;
  }
}

/// Turns an error without a body into the application's page, keeping its headers and cookies.
void App::render_error(Request& request, Response& response) {
  if (response.status < 400 || has_content(response)) return;
  Response page =
      guarded(request, [&] { return error_page(request, response.status, response.detail); });
  if (!has_content(page)) page = plain_error_page(request, response.status, response.detail);
  for (std::size_t i = 0; i < response.headers.size(); ++i) {
    const auto [name, value] = response.headers.at(i);
    if (!same_name(name, "Content-Type")) page.headers.set(name, value);
  }
  page.status = response.status;
  std::move(response.cookies.begin(), response.cookies.end(), std::back_inserter(page.cookies));
  response = std::move(page);
}

void App::finish(Request& request, Response& response) {
  render_error(request, response);
  for (const Cookie& cookie : response.cookies)
    response.headers.add("Set-Cookie", written(cookie, request.secure));
  // What answers a form is for who sent it: it may hold a key that was just made, or typed.
  const bool may_be_kept = is_safe(request.method) && response.cookies.empty();
  set_default(response, "Cache-Control", may_be_kept ? "private, no-cache" : "no-store");
  if (response.status == 503) set_default(response, "Retry-After", "10");
  response.headers.add("X-Request-Id", request.id);
  add_security_headers(request, response);
  add_tag(request, response);
  answer_conditional(request, response);
  if (state_->options.compress) compress_body(request, response);
}

Response App::respond(Request& request, const Match& match) {
  const auto since = std::chrono::steady_clock::now();
  state_->prepare_metrics(router);
  state_->in_flight.add(1);
  state_->identify(request);
  Response response = guarded(request, [&] {
    if (prepare) prepare(request);
    return admit(request, match);
  });
  if (gate)
    response = guarded(request, [&] {
      gate->leave(request, response);
      return std::move(response);
    });
  finish(request, response);
  state_->record(request, response, match.route, since);
  if (request.method == Method::head) drop_body(response);
  state_->in_flight.add(-1);
  return response;
}

Response App::refuse(Request& request, int status, std::string detail) {
  const auto since = std::chrono::steady_clock::now();
  state_->prepare_metrics(router);
  state_->identify(request);
  Response response = guarded(request, [&] {
    if (prepare) prepare(request);
    return Response::error(status, std::move(detail));
  });
  finish(request, response);
  state_->record(request, response, nullptr, since);
  if (request.method == Method::head) drop_body(response);
  return response;
}

void App::add_operations(Policy who_reads_metrics) {
  router.get(
      "/healthz", everyone(),
      [this](Request&) {
        std::string json = "{";
        bool well = true;
        for (const HealthCheck& check : health) {
          std::optional<std::string> trouble;
          try {
            trouble = check.ask();
          } catch (const std::exception& error) {
            log::warning("health check failed", {{"check", check.name}, {"error", error.what()}});
            trouble = "failed";
          }
          well = well && !trouble;
          json += json.size() > 1 ? "," : "";
          log::append_json(json, check.name);
          json += ':';
          log::append_json(json, trouble.value_or("ok"));
        }
        return Response::json(json += "}\n", well ? 200 : 503).header("Cache-Control", "no-store");
      },
      {.work = Work::health, .rate_class = unlimited});
  router.get("/metrics", std::move(who_reads_metrics),
             [this](Request&) {
               Response response = Response::text(state_->registry.text());
               response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
               return response;
             },
             {.work = Work::slow});
}

}  // namespace gandan::http
