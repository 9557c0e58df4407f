#include "lib/http/request.hpp"

namespace gandan::http {

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      return "OTHER";
  }
  return "OTHER";
}

namespace {

/// Takes the next cookie, as it was written, from the front.
std::string_view take_cookie(std::string_view& rest) {
  std::string_view pair = rest.substr(0, rest.find(';'));
  rest.remove_prefix(pair.size() < rest.size() ? pair.size() + 1 : pair.size());
  while (pair.starts_with(' ')) pair.remove_prefix(1);
  return pair;
}

}  // namespace

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = headers.get("Cookie");
  while (!rest.empty()) {
    const std::string_view pair = take_cookie(rest);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return pair.substr(equals + 1);
  }
  return {};
}

std::vector<std::string_view> Request::cookie_names() const {
  std::vector<std::string_view> names;
  std::string_view rest = headers.get("Cookie");
  while (!rest.empty()) {
    const std::string_view pair = take_cookie(rest);
    const std::size_t equals = pair.find('=');
    names.push_back(equals == std::string_view::npos ? std::string_view() : pair.substr(0, equals));
  }
  return names;
}

std::string Request::link(std::string_view to) const {
  return std::string(site) + std::string(to);
}

bool Request::wants_json() const {
  if (path.starts_with("/api/")) return true;
  const std::string_view accept = headers.get("Accept");
  const std::size_t json = accept.find("application/json");
  return json != std::string_view::npos && json < accept.find("text/html");
}

}  // namespace gandan::http
