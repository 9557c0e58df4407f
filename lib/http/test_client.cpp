#include "lib/http/test_client.hpp"

#include <stdexcept>
#include <utility>

#include "lib/http/incoming.hpp"

namespace gandan::http {
namespace {

std::string encode_form(const Fields& fields) {
  std::string body;
  for (const Field& field : fields) {
    if (!body.empty()) body += '&';
    body += percent_encode(field.name) + "=" + percent_encode(field.value);
  }
  return body;
}

Headers browser_form(std::string_view content_type) {
  Headers headers;
  headers.add("Content-Type", content_type);
  headers.add("Sec-Fetch-Site", "same-origin");
  return headers;
}

}  // namespace

TestClient::TestClient(App& app, std::string host) : app_(app), host_(std::move(host)) {}

TestResponse TestClient::get(std::string_view target) {
  return send(Method::get, target);
}
TestResponse TestClient::head(std::string_view target) {
  return send(Method::head, target);
}

TestResponse TestClient::post_form(std::string_view target, std::initializer_list<Field> fields) {
  return post_form(target, Fields(fields));
}
TestResponse TestClient::post_form(std::string_view target, const Fields& fields) {
  return send(Method::post, target, browser_form("application/x-www-form-urlencoded"),
              encode_form(fields));
}

TestResponse TestClient::post_multipart(std::string_view target, const Fields& fields,
                                        const std::vector<File>& files) {
  static constexpr std::string_view boundary = "----gandan-test-boundary";
  std::string body;
  const auto open_part = [&](std::string_view name) {
    body.append("--").append(boundary);
    body.append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"");
  };
  for (const Field& field : fields) {
    open_part(field.name);
    body.append("\r\n\r\n").append(field.value).append("\r\n");
  }
  for (const File& file : files) {
    open_part(file.field);
    body.append("; filename=\"").append(file.file_name).append("\"\r\nContent-Type: ");
    body.append(file.content_type).append("\r\n\r\n").append(file.bytes).append("\r\n");
  }
  body.append("--").append(boundary).append("--\r\n");
  return send(Method::post, target,
              browser_form("multipart/form-data; boundary=" + std::string(boundary)),
              std::move(body));
}

TestResponse TestClient::post_json(std::string_view target, std::string body) {
  Headers headers;
  headers.add("Content-Type", "application/json");
  headers.add("Accept", "application/json");
  auto cookies = std::exchange(cookies_, {});
  TestResponse result = send(Method::post, target, headers, std::move(body));
  cookies_ = std::move(cookies);
  return result;
}

TestResponse TestClient::send_once(Method method, std::string_view target, const Headers& headers,
                                   std::string_view body) {
  Incoming incoming;
  Request& request = incoming.request;
  request.method = method;
  request.target = std::string(target);
  request.peer = "127.0.0.1";
  request.headers = headers;
  if (!request.headers.has("Host")) request.headers.add("Host", host_);
  for (std::size_t i = 0; i < always_.size(); ++i)
    request.headers.set(always_.at(i).name, always_.at(i).value);
  std::string cookies;
  for (const auto& [name, value] : cookies_)
    cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
  if (!cookies.empty()) request.headers.add("Cookie", cookies);

  std::optional<Refusal> refusal = incoming.head(app_);
  if (!refusal) refusal = incoming.body(body);
  if (!refusal) refusal = incoming.finish();
  Response response = refusal ? app_.refuse(request, refusal->status, refusal->detail)
                              : app_.respond(request, incoming.match);

  TestResponse result{response.status, response.headers, std::string(response.content()),
                      std::string(target)};
  for (bool more = response.producer != nullptr; more;)
    more = response.producer(result.body) && response.pause.count() == 0;
  for (const Cookie& cookie : response.cookies) {
    if (cookie.max_age && cookie.max_age->count() <= 0) {
      cookies_.erase(cookie.name);
    } else {
      cookies_[cookie.name] = cookie.value;
    }
  }
  return result;
}

TestResponse TestClient::send(Method method, std::string_view target, const Headers& headers,
                              std::string body) {
  TestResponse result = send_once(method, target, headers, body);
  for (int hops = 0; follow_ && result.status >= 301 && result.status <= 308 &&
                     result.status != 304 && !result.location().empty();
       ++hops) {
    if (hops == 10)
      throw std::runtime_error("redirected ten times, last to " + std::string(result.location()));
    const std::string next(result.location());
    const bool again = result.status == 307 || result.status == 308;
    result = again ? send_once(method, next, headers, body) : send_once(Method::get, next, {}, {});
  }
  return result;
}

TestClient& TestClient::follow_redirects(bool yes) {
  follow_ = yes;
  return *this;
}
TestClient& TestClient::with_header(std::string_view name, std::string_view value) {
  always_.remove(name);
  if (!value.empty()) always_.add(name, value);
  return *this;
}
TestClient& TestClient::with_cookie(std::string_view name, std::string_view value) {
  cookies_[std::string(name)] = std::string(value);
  return *this;
}
std::string TestClient::cookie(const std::string& name) const {
  const auto at = cookies_.find(name);
  return at == cookies_.end() ? std::string() : at->second;
}

}  // namespace gandan::http
