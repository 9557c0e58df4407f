#include "lib/http/request_parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/none.hpp>

#include "lib/http/head.hpp"

namespace gandan::http {
namespace {

Method method_of(beast::http::verb asked) {
  using beast::http::verb;
  switch (asked) {
    case verb::get:
      return Method::get;
    case verb::head:
      return Method::head;
    case verb::post:
      return Method::post;
    case verb::put:
      return Method::put;
    case verb::patch:
      return Method::patch;
    case verb::delete_:
      return Method::del;
    case verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

RequestParser::RequestParser(const App& app, Incoming& incoming, std::size_t header_bytes)
    : app_(app), incoming_(incoming) {
  eager(true);
  header_limit(static_cast<std::uint32_t>(header_bytes));
  body_limit(boost::none);  // the route says, once it is known
}

std::size_t RequestParser::feed(std::string_view bytes, error_code& ec) {
  if (!is_header_done()) {
    if (auto refusal = check_head(bytes)) {
      refuse(std::move(*refusal), ec);
      return 0;
    }
  }
  return put(boost::asio::buffer(bytes), ec);
}

void RequestParser::refuse(Refusal refusal, error_code& ec) {
  refusal_ = std::move(refusal);
  ec = beast::http::error::bad_value;
}

void RequestParser::on_request_impl(beast::http::verb method, string_view, string_view target,
                                    int version, error_code&) {
  version_ = version;
  incoming_.request.method = method_of(method);
  incoming_.request.target.assign(target.data(), target.size());
}

void RequestParser::on_field_impl(beast::http::field field, string_view name, string_view value,
                                  error_code&) {
  if (header_done_) return;  // trailers mean nothing to us
  if (field == beast::http::field::host) ++hosts_;
  incoming_.request.headers.add(view(name), view(value));
}

void RequestParser::on_header_impl(error_code& ec) {
  header_done_ = true;
  if (hosts_ > 1 || (hosts_ == 0 && version_ >= 11))
    return refuse({400, "There must be one Host header."}, ec);
  if (auto refusal = incoming_.head(app_)) return refuse(std::move(*refusal), ec);
  const auto length = content_length();
  if (length && *length > incoming_.body_limit()) return refuse({413, {}}, ec);
  wants_continue_ = version_ >= 11 && !is_done() &&
                    same_name(incoming_.request.headers.get("Expect"), "100-continue");
}

std::size_t RequestParser::on_body_impl(string_view bytes, error_code& ec) {
  if (auto refusal = incoming_.body(view(bytes))) refuse(std::move(*refusal), ec);
  return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& ec) {
  return on_body_impl(bytes, ec);
}

void RequestParser::on_finish_impl(error_code& ec) {
  if (auto refusal = incoming_.finish()) refuse(std::move(*refusal), ec);
}

}  // namespace gandan::http
