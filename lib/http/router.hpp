// Routes: method, pattern, policy, handler. A route without a policy does not compile, nor does a
// handler whose parameters are not as many as the pattern's captures.
#pragma once
#include <array>
#include <charconv>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "lib/http/operation.hpp"
#include "lib/http/policy.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::http {

/// Where a handler runs. `reads` takes microseconds and may run on the I/O thread (see
/// ServerOptions::inline_reads); the others have workers of their own, so that none waits for
/// another kind: `writes` waits for the disk, `slow` for much data, `password` for a hash that
/// costs 60 ms and 64 MiB, `health` for parts of the program that may be stuck.
enum class Work : std::uint8_t { reads, writes, slow, password, health };

inline constexpr std::size_t max_captures = 6;

/// The pieces of a path that stand where the pattern has {…}, in order.
struct Captures {
  std::array<std::string_view, max_captures> values;
  std::size_t count = 0;
};

using BeforeBody = std::function<std::optional<Refusal>(Request&, const Captures&)>;

struct RouteOptions {
  std::optional<Work> work;                   ///< default: reads for GET, writes for the others
  bool (*is_slow)(const Request&) = nullptr;  ///< for which requests it is `slow` all the same
  std::size_t body_limit = 1024 * 1024;       ///< bytes; beyond it 413
  /// Asked once the head is there, before a byte of the body is read: refuses it, or sets
  /// Request::sink. It runs on the I/O thread: it asks no database, and takes microseconds. Nothing
  /// of the chain has run but for the client's address, so what it lets in is not admitted yet.
  BeforeBody before_body = nullptr;
  std::string rate_class;                ///< which RateLimits class counts it; empty: by method
  const Operation* operation = nullptr;  ///< of a route of the API: what it does
  /// Made from what is stored, the address and what Gate::shown_alike() names, and from nothing
  /// else, chance neither (a key that keeps a form from counting twice): the answer may be kept
  /// while none of it changes (App::moment). Of what is open to all; what `is_slow` speaks of is
  /// made each time.
  bool may_be_kept = false;
};

/// The rate class of what nobody is kept from: no limit has this name.
inline constexpr const char* unlimited = "unlimited";

/// How a handler's parameter is read from a piece of a path; nothing where it cannot be: 404.
/// Specialise it for identifiers and codes of your own.
template <class T>
struct Capture;
template <>
struct Capture<std::string_view> {
  static std::optional<std::string_view> parse(std::string_view text) { return text; }
};
template <>
struct Capture<std::string> {
  static std::optional<std::string> parse(std::string_view text) { return std::string(text); }
};
template <std::integral T>
struct Capture<T> {
  static std::optional<T> parse(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
  }
};

namespace detail {
template <class Handler>
struct Signature : Signature<decltype(&Handler::operator())> {};
template <class R, class Q, class... Args>
struct Signature<R (*)(Q, Args...)> {
  static constexpr std::size_t captures = sizeof...(Args);
  using Values = std::tuple<std::remove_cvref_t<Args>...>;
};
template <class C, class R, class Q, class... Args>
struct Signature<R (C::*)(Q, Args...)> : Signature<R (*)(Q, Args...)> {};
template <class C, class R, class Q, class... Args>
struct Signature<R (C::*)(Q, Args...) const> : Signature<R (*)(Q, Args...)> {};

/// Counts the {…} of a pattern. Its failures have no constant value, so that they stop compilation.
consteval std::size_t captures_in(std::string_view pattern) {
  if (pattern.empty() || pattern[0] != '/') throw "a pattern begins with /";
  if (pattern.size() > 1 && pattern.back() == '/') throw "a pattern has no / at its end";
  std::size_t count = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '{') continue;
    std::size_t close = at;  // find() is no constant where a sanitizer wonders about an address
    while (close < pattern.size() && pattern[close] != '}') ++close;
    if (close == pattern.size()) throw "a { without its }";
    if (pattern[at - 1] != '/') throw "a capture is a whole piece of the path";
    if (close + 1 < pattern.size() && pattern[close + 1] != '/')
      throw "a capture is a whole piece of the path";
    ++count;
  }
  if (count > max_captures) throw "too many captures";
  return count;
}

template <class Tuple, std::size_t... I>
std::optional<Tuple> parse_captures(const Captures& captures, std::index_sequence<I...>) {
  [[maybe_unused]] auto parsed =
      std::make_tuple(Capture<std::tuple_element_t<I, Tuple>>::parse(captures.values[I])...);
  if (!(std::get<I>(parsed).has_value() && ...)) return std::nullopt;
  return Tuple(std::move(*std::get<I>(parsed))...);
}
}  // namespace detail

/// "/petitions/{code}/answers/{id}"; a last piece {path...} takes the rest of the path, slashes
/// too.
template <class Handler>
struct Pattern {
  consteval Pattern(const char* text) : value(text) {
    if (detail::captures_in(value) != detail::Signature<Handler>::captures)
      throw "the handler takes another number of captures than the pattern has";
  }
  std::string_view value;
};

using AnyHandler = std::function<Response(Request&, const Captures&)>;

/// Where a route was added. The compiler's own words for it: clang 14, which the fuzzers want, has
/// no std::source_location.
struct AddedAt {
  const char* file;  ///< as the compiler was given it
  int line;
};

struct Route {
  Method method;
  std::string pattern;
  Policy policy;
  Work work;
  bool (*is_slow)(const Request&);
  std::size_t body_limit;
  BeforeBody before_body;
  std::string rate_class;
  const Operation* operation;
  bool may_be_kept;
  AnyHandler handler;
  std::size_t number;  ///< its place in Router::table()
  AddedAt added_at;

  [[nodiscard]] Work work_of(const Request& request) const {
    return is_slow != nullptr && is_slow(request) ? Work::slow : work;
  }
};

/// What a request's method and path came to.
struct Match {
  const Route* route = nullptr;  ///< none: 404, 405 or a redirect
  Captures captures;             ///< views into the path that was matched
  std::string allow;             ///< for 405: "GET, HEAD, POST"
  bool drop_slash = false;       ///< the path is known without the slash at its end
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// HEAD is answered by the route of GET. `handler(Request&, captures…) -> Response`. Nobody gives
  /// the last parameter: it is where the call stands.
  template <class Handler>
  void get(Pattern<std::type_identity_t<Handler>> pattern, Policy policy, Handler handler,
           RouteOptions options = {}, AddedAt at = {__builtin_FILE(), __builtin_LINE()}) {
    add(Method::get, pattern, std::move(policy), std::move(handler), std::move(options), at);
  }
  template <class Handler>
  void post(Pattern<std::type_identity_t<Handler>> pattern, Policy policy, Handler handler,
            RouteOptions options = {}, AddedAt at = {__builtin_FILE(), __builtin_LINE()}) {
    add(Method::post, pattern, std::move(policy), std::move(handler), std::move(options), at);
  }
  template <class Handler>
  void put(Pattern<std::type_identity_t<Handler>> pattern, Policy policy, Handler handler,
           RouteOptions options = {}, AddedAt at = {__builtin_FILE(), __builtin_LINE()}) {
    add(Method::put, pattern, std::move(policy), std::move(handler), std::move(options), at);
  }
  template <class Handler>
  void patch(Pattern<std::type_identity_t<Handler>> pattern, Policy policy, Handler handler,
             RouteOptions options = {}, AddedAt at = {__builtin_FILE(), __builtin_LINE()}) {
    add(Method::patch, pattern, std::move(policy), std::move(handler), std::move(options), at);
  }
  template <class Handler>
  void del(Pattern<std::type_identity_t<Handler>> pattern, Policy policy, Handler handler,
           RouteOptions options = {}, AddedAt at = {__builtin_FILE(), __builtin_LINE()}) {
    add(Method::del, pattern, std::move(policy), std::move(handler), std::move(options), at);
  }

  /// Every route in the order of registration: `gandan routes`.
  [[nodiscard]] std::span<const std::unique_ptr<Route>> table() const;
  /// Finds the route. A piece written out wins over a capture.
  [[nodiscard]] Match match(Method method, std::string_view path) const;

 private:
  template <class Handler>
  void add(Method method, Pattern<std::type_identity_t<Handler>> pattern, Policy policy,
           Handler handler, RouteOptions options, AddedAt at) {
    using Values = typename detail::Signature<Handler>::Values;
    enter(method, pattern.value, std::move(policy), std::move(options), at,
          [handler = std::move(handler)](Request& request, const Captures& captures) -> Response {
            auto values = detail::parse_captures<Values>(
                captures, std::make_index_sequence<std::tuple_size_v<Values>>());
            if (!values) return Response::not_found();
            return std::apply(
                [&](auto&... value) -> Response { return handler(request, std::move(value)...); },
                *values);
          });
  }
  /// Throws std::logic_error where the method and pattern are registered already, where the policy
  /// speaks of a record and the pattern names none, or where an answer may be kept that is not open
  /// to all.
  void enter(Method method, std::string_view pattern, Policy policy, RouteOptions options,
             AddedAt at, AnyHandler handler);

  struct Node;
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace gandan::http
