#include "kernel/receipts/cookies.hpp"

namespace gandan::receipts {
namespace {

constexpr ProofCookie done_cookie{"done", std::chrono::minutes(1)};
constexpr ProofCookie led_cookie{"led", std::chrono::minutes(1)};

http::Cookie prove(const crypto::KeyFile& keys, const Clock& clock, const ProofCookie& cookie,
                   std::string_view said, std::string path) {
  return {.name = cookie.name,
          .value = proof_of(keys, said, clock.now() + cookie.good_for),
          .max_age = cookie.good_for,
          .path = std::move(path)};
}

std::string deed_of(std::string_view code, std::string_view done) {
  return std::string(code) + " " + std::string(done);
}

/// Begins as no code does.
std::string leading(std::int64_t officer, std::string_view target) {
  return "officer " + std::to_string(officer) + " to " + std::string(target);
}

}  // namespace

http::Cookie show_key(const crypto::KeyFile& keys, const Clock& clock, const ProofCookie& cookie,
                      std::string_view code, std::string path) {
  return prove(keys, clock, cookie, code, std::move(path));
}

bool shows_key(const crypto::KeyFile& keys, const Clock& clock, const ProofCookie& cookie,
               std::string_view code, const http::Request& request) {
  return proves(keys, code, request.cookie(cookie.name), clock.now());
}

http::Cookie ended(const ProofCookie& cookie, std::string path) {
  return {.name = cookie.name,
          .value = "",
          .max_age = std::chrono::seconds(0),
          .path = std::move(path)};
}

http::Response to_done(const crypto::KeyFile& keys, const Clock& clock, std::string_view code,
                       std::string_view href, std::string_view done) {
  const std::string path(href);
  return http::Response::redirect(path + "?done=" + std::string(done))
      .set_cookie(prove(keys, clock, done_cookie, deed_of(code, done), path));
}

std::string_view just_done(const crypto::KeyFile& keys, const Clock& clock, std::string_view code,
                           const http::Request& request) {
  const std::string_view done = request.query.get("done");
  return proves(keys, deed_of(code, done), request.cookie(done_cookie.name), clock.now())
             ? done
             : std::string_view();
}

void prove_deed(const crypto::KeyFile& keys, const Clock& clock, std::int64_t officer,
                http::Response& answer) {
  const std::string_view location = answer.headers.get("Location");
  const std::string_view target = location.substr(0, location.find('#'));
  const std::size_t query = target.find('?');
  if (query == std::string_view::npos || target.find("done=", query) == std::string_view::npos)
    return;
  answer.set_cookie(prove(keys, clock, led_cookie, leading(officer, target),
                          std::string(target.substr(0, query))));
}

bool was_led_here(const crypto::KeyFile& keys, const Clock& clock, std::int64_t officer,
                  const http::Request& request) {
  return proves(keys, leading(officer, request.target), request.cookie(led_cookie.name),
                clock.now());
}

}  // namespace gandan::receipts
