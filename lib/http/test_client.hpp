// A browser for tests: no socket, the same chain. Keeps cookies; follows redirects when asked.
#pragma once
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lib/http/app.hpp"

namespace gandan::http {

/// A response with its stream, if any, already drained into `body`; of one that pauses its first
/// piece.
struct TestResponse {
  int status = 0;
  Headers headers;
  std::string body;
  std::string url;  ///< the target that was answered, after redirects

  [[nodiscard]] std::string_view location() const { return headers.get("Location"); }
  [[nodiscard]] bool contains(std::string_view text) const {
    return body.find(text) != std::string::npos;
  }
};

class TestClient {
 public:
  explicit TestClient(App& app, std::string host = "gandan.test");

  TestResponse get(std::string_view target);
  TestResponse head(std::string_view target);
  /// As a browser on the same site sends a form.
  TestResponse post_form(std::string_view target, std::initializer_list<Field> fields);
  TestResponse post_form(std::string_view target, const Fields& fields);
  struct File {
    std::string field;
    std::string file_name;
    std::string content_type;
    std::string bytes;
  };
  TestResponse post_multipart(std::string_view target, const Fields& fields,
                              const std::vector<File>& files);
  /// As a program sends it: no cookies, no browser headers.
  TestResponse post_json(std::string_view target, std::string body);
  /// Anything else. `headers` are sent as they are, besides Host and the cookies.
  TestResponse send(Method method, std::string_view target, const Headers& headers = {},
                    std::string body = {});

  /// Follows redirects (at most ten) from now on.
  TestClient& follow_redirects(bool yes = true);
  /// Sends this header with every request from now on; an empty value removes it.
  TestClient& with_header(std::string_view name, std::string_view value);
  TestClient& with_cookie(std::string_view name, std::string_view value);
  [[nodiscard]] std::string cookie(const std::string& name) const;

 private:
  [[nodiscard]] TestResponse send_once(Method method, std::string_view target,
                                       const Headers& headers, std::string_view body);

  App& app_;
  std::string host_;
  std::map<std::string, std::string> cookies_;
  Headers always_;
  bool follow_ = false;
};

}  // namespace gandan::http
