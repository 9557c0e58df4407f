#include "lib/http/cross_site.hpp"

namespace gandan::http {
namespace {

/// The host and port of "https://host:port/path"; empty where there is none ("null").
std::string_view authority_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("/?#"));
}

bool is_own(const Request& request, std::string_view url) {
  const std::string_view authority = authority_of(url);
  if (authority.empty()) return false;
  return same_name(authority, request.headers.get("Host")) ||
         (!request.site.empty() && same_name(authority, authority_of(request.site)));
}

}  // namespace

bool is_forged(const Request& request) {
  if (is_safe(request.method)) return false;
  const bool has_cookie = request.headers.has("Cookie");
  // A bearer token is not sent by a browser of its own accord, so there is nothing to abuse.
  if (!has_cookie && request.headers.get("Authorization").starts_with("Bearer ")) return false;
  if (const auto site = request.headers.find("Sec-Fetch-Site"))
    return *site != "same-origin" && *site != "none";
  if (const auto origin = request.headers.find("Origin")) return !is_own(request, *origin);
  // Neither: a program, or a browser from before 2020. Only the latter sends cookies, and a
  // Referer.
  return has_cookie && !is_own(request, request.headers.get("Referer"));
}

}  // namespace gandan::http
