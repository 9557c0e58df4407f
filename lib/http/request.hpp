// What a handler is given: a plain value, whole before the handler runs, made by the server or by
// TestClient. Its text has been checked: the path, the query and the form are UTF-8 without NUL.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/http/fields.hpp"

namespace gandan::http {

struct Refusal;

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

[[nodiscard]] std::string_view name_of(Method method);
/// GET, HEAD and OPTIONS change nothing.
[[nodiscard]] constexpr bool is_safe(Method method) {
  return method == Method::get || method == Method::head || method == Method::options;
}

/// A file that came in a form. Small ones are held in memory, larger ones in an unnamed temporary
/// file that ceases to exist with this object, or with the process.
class Upload {
 public:
  Upload(std::string field, std::string file_name, std::string content_type);
  ~Upload();
  Upload(Upload&& other) noexcept;
  Upload& operator=(Upload&& other) noexcept;

  [[nodiscard]] const std::string& field() const { return field_; }
  /// As the browser named it, without folders. Text of a stranger: never a path on this machine.
  [[nodiscard]] const std::string& file_name() const { return file_name_; }
  /// As the browser claims. Not to be believed.
  [[nodiscard]] const std::string& content_type() const { return content_type_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// All of it. Throws std::system_error where the temporary file cannot be read.
  [[nodiscard]] std::string bytes() const;
  /// In pieces of at most 64 KiB.
  void each_chunk(const std::function<void(std::string_view)>& fn) const;

  /// Called by the parser while the body arrives. Throws std::system_error (a full disk, say).
  void append(std::string_view bytes);

 private:
  std::string field_;
  std::string file_name_;
  std::string content_type_;
  std::uint64_t size_ = 0;
  std::string memory_;
  int file_ = -1;
};

/// Values that the chain hangs on a request, one of each type: the principal, the locale.
class Attachments {
 public:
  template <class T>
  T& put(T value) {
    auto held = std::make_shared<T>(std::move(value));
    T& reference = *held;
    slot(key<T>()) = std::move(held);
    return reference;
  }
  template <class T>
  [[nodiscard]] T* find() const {
    for (const auto& [type, held] : slots_)
      if (type == key<T>()) return static_cast<T*>(held.get());
    return nullptr;
  }
  void clear() { slots_.clear(); }

 private:
  template <class T>
  static const void* key() {
    static const char tag = 0;
    return &tag;
  }
  std::shared_ptr<void>& slot(const void* type) {
    for (auto& [at, held] : slots_)
      if (at == type) return held;
    return slots_.emplace_back(type, nullptr).second;
  }
  std::vector<std::pair<const void*, std::shared_ptr<void>>> slots_;
};

struct Request {
  Method method = Method::get;
  std::string target = "/";  ///< as sent: path and query, still encoded
  std::string path = "/";    ///< decoded; begins with "/"
  Fields query;
  Headers headers;
  Fields form;                ///< urlencoded or multipart body
  std::vector<Upload> files;  ///< files of a multipart body
  std::string body;           ///< any other body, as it came
  /// Where a body goes instead, piece by piece while it arrives: set by RouteOptions::before_body.
  std::function<std::optional<Refusal>(std::string_view)> sink = nullptr;

  std::string id;          ///< the request's id: in the log, in X-Request-Id, on the error page
  std::string peer;        ///< the address that the connection came from
  std::string client;      ///< the client's address: from X-Forwarded-For where the peer is trusted
  bool secure = false;     ///< the client speaks TLS (to us, or to a trusted proxy)
  std::string_view site;   ///< AppOptions::public_origin
  std::string_view route;  ///< the pattern that matched: "/petitions/{code}"

  /// A cookie's value; empty where there is none.
  [[nodiscard]] std::string_view cookie(std::string_view name) const;
  /// Of every cookie; empty for a piece that has none.
  [[nodiscard]] std::vector<std::string_view> cookie_names() const;
  /// "https://gandan.example/petitions" where AppOptions::public_origin is known; else the path
  /// alone. The Host header has no say in it: whoever sends a request would choose where the links
  /// of a page that others see, or of a letter, lead.
  [[nodiscard]] std::string link(std::string_view path) const;
  /// The key that makes a repeated submission count once (Idempotency-Key); empty where there is
  /// none.
  [[nodiscard]] std::string_view idempotency_key() const { return headers.get("Idempotency-Key"); }
  /// Asked by htmx for a part of a page.
  [[nodiscard]] bool is_fragment() const { return headers.get("HX-Request") == "true"; }
  /// The client prefers JSON: the API, or an Accept that says so.
  [[nodiscard]] bool wants_json() const;

  template <class T>
  T& attach(T value) {
    return attachments.put<T>(std::move(value));
  }
  /// What was attached, or nullptr.
  template <class T>
  [[nodiscard]] T* attached() const {
    return attachments.find<T>();
  }
  Attachments attachments;
};

}  // namespace gandan::http
