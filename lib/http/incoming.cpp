#include "lib/http/incoming.hpp"

#include <cerrno>
#include <system_error>

#include "lib/log/log.hpp"

namespace gandan::http {
namespace {

/// Without a route there is nobody to read a body; what is small is read so that the connection
/// lives on.
constexpr std::size_t unrouted_body_limit = 64 * 1024;

bool is_form(std::string_view content_type) {
  return same_name(content_type.substr(0, content_type.find(';')),
                   "application/x-www-form-urlencoded");
}

Refusal from(const std::system_error& error) {
  log::error("upload failed", {{"error", error.what()}});
  const int code = error.code().value();
  const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
  return {full ? 507 : 500, {}};
}

}  // namespace

std::optional<Refusal> Incoming::head(const App& app) {
  request.headers.make_utf8();
  std::string_view target = request.target;
  // A proxy's form, "http://host/path": the path is what counts.
  if (!target.starts_with('/')) {
    const std::size_t scheme = target.find("://");
    const std::size_t path =
        scheme == std::string_view::npos ? std::string_view::npos : target.find('/', scheme + 3);
    if (path == std::string_view::npos) return Refusal{400, "The target must be a path."};
    target.remove_prefix(path);
  }
  const std::size_t question = target.find('?');
  auto path = decode_path(target.substr(0, question));
  if (!path) return path.error();
  request.path = std::move(*path);
  if (question != std::string_view::npos) {
    auto query = decode_fields(target.substr(question + 1));
    if (!query) return query.error();
    request.query = std::move(*query);
  }
  match = app.router.match(request.method, request.path);
  if (match.route != nullptr) request.route = match.route->pattern;

  const std::string_view content_type = request.headers.get("Content-Type");
  if (const auto boundary = boundary_of(content_type)) {
    multipart_.emplace(*boundary, request.form, request.files);
  } else if (content_type.starts_with("multipart/form-data")) {
    return Refusal{400, "The multipart body has no boundary."};
  }
  if (match.route == nullptr || !match.route->before_body) return std::nullopt;
  app.identify(request);
  try {
    return match.route->before_body(request, match.captures);
  } catch (const std::system_error& error) {
    return from(error);
  }
}

std::size_t Incoming::body_limit() const {
  return match.route != nullptr ? match.route->body_limit : unrouted_body_limit;
}

std::optional<Refusal> Incoming::body(std::string_view bytes) {
  body_bytes_ += bytes.size();
  if (body_bytes_ > body_limit()) return Refusal{413, {}};
  if (match.route == nullptr) return std::nullopt;
  if (!multipart_ && !request.sink) {
    request.body.append(bytes);
    return std::nullopt;
  }
  try {
    return request.sink ? request.sink(bytes) : multipart_->feed(bytes);
  } catch (const std::system_error& error) {
    return from(error);
  }
}

std::optional<Refusal> Incoming::finish() {
  if (match.route == nullptr) return std::nullopt;
  if (request.sink) return std::nullopt;
  if (multipart_) return body_bytes_ == 0 ? std::nullopt : multipart_->finish();
  if (!request.body.empty() && is_form(request.headers.get("Content-Type"))) {
    auto form = decode_fields(request.body);
    if (!form) return form.error();
    request.form = std::move(*form);
    request.body.clear();
  }
  return std::nullopt;
}

void Incoming::reset() {
  request.method = Method::get;
  request.target.clear();
  request.path.clear();
  request.query.clear();
  request.headers.clear();
  request.form.clear();
  request.files.clear();
  if (request.body.capacity() > unrouted_body_limit) request.body = {};
  request.body.clear();
  request.id.clear();
  request.peer.clear();
  request.client.clear();
  request.secure = false;
  request.site = {};
  request.route = {};
  request.sink = nullptr;
  request.attachments.clear();
  match = {};
  body_bytes_ = 0;
  multipart_.reset();
}

}  // namespace gandan::http
