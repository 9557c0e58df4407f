// Beast's parser, with our Request at its other end. Included by connection.cpp alone.
#pragma once
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <optional>

#include "lib/http/incoming.hpp"

namespace gandan::http {

namespace beast = boost::beast;

/// Fills an Incoming. Refusals stop the parser with an error and stand in refusal().
class RequestParser final : public beast::http::basic_parser<true> {
 public:
  RequestParser(const App& app, Incoming& incoming, std::size_t header_bytes);

  /// Takes what it can of the bytes; how many. They begin with the head for as long as it is not
  /// whole.
  std::size_t feed(std::string_view bytes, beast::error_code& ec);
  [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }
  [[nodiscard]] bool is_http_1_1() const { return version_ >= 11; }
  /// The client waits for "100 Continue" before it sends the body.
  [[nodiscard]] bool wants_continue() const { return wants_continue_; }

 private:
  using error_code = beast::error_code;
  using string_view = beast::string_view;

  void refuse(Refusal refusal, error_code& ec);

  void on_request_impl(beast::http::verb method, string_view method_text, string_view target,
                       int version, error_code& ec) override;
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_field_impl(beast::http::field field, string_view name, string_view value,
                     error_code& ec) override;
  void on_header_impl(error_code& ec) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view bytes, error_code& ec) override;
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& ec) override;
  void on_finish_impl(error_code& ec) override;

  const App& app_;
  Incoming& incoming_;
  std::optional<Refusal> refusal_;
  int version_ = 11;
  int hosts_ = 0;
  bool wants_continue_ = false;
  bool header_done_ = false;
};

}  // namespace gandan::http
