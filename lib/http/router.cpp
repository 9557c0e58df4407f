#include "lib/http/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace gandan::http {
namespace {

constexpr std::size_t methods = static_cast<std::size_t>(Method::other) + 1;

/// HEAD is served by the route of GET.
std::size_t slot_of(Method method) {
  return static_cast<std::size_t>(method == Method::head ? Method::get : method);
}

/// Takes the next piece off a path that begins with "/".
std::string_view take_piece(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view piece = path.substr(0, path.find('/'));
  path.remove_prefix(piece.size());
  return piece;
}

}  // namespace

/// One piece of the patterns' common tree.
struct Router::Node {
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> named;  // sorted by piece
  std::unique_ptr<Node> captured;                                    // {name}
  std::unique_ptr<Node> rest;                                        // {name...}
  std::array<const Route*, methods> routes{};
  bool has_route = false;

  Node& child(std::string_view piece) {
    if (piece.starts_with('{')) {
      auto& next = piece.ends_with("...}") ? rest : captured;
      if (!next) next = std::make_unique<Node>();
      return *next;
    }
    const auto at = std::lower_bound(named.begin(), named.end(), piece,
                                     [](const auto& a, std::string_view b) { return a.first < b; });
    if (at != named.end() && at->first == piece) return *at->second;
    return *named.emplace(at, std::string(piece), std::make_unique<Node>())->second;
  }

  [[nodiscard]] const Node* named_child(std::string_view piece) const {
    const auto at = std::lower_bound(named.begin(), named.end(), piece,
                                     [](const auto& a, std::string_view b) { return a.first < b; });
    return at != named.end() && at->first == piece ? at->second.get() : nullptr;
  }

  /// The node where `path` ends. Tries the written piece, then the capture, then the rest.
  [[nodiscard]] const Node* find(std::string_view path, Captures& captures) const {
    if (path.empty()) return has_route ? this : nullptr;
    std::string_view left = path;
    const std::string_view piece = take_piece(left);
    if (piece.empty()) return nullptr;
    if (const Node* next = named_child(piece))
      if (const Node* found = next->find(left, captures)) return found;
    const std::size_t count = captures.count;
    if (captured) {
      captures.values[captures.count++] = piece;
      if (const Node* found = captured->find(left, captures)) return found;
      captures.count = count;
    }
    if (rest) {
      captures.values[captures.count++] = path.substr(1);
      return rest.get();
    }
    return nullptr;
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

std::span<const std::unique_ptr<Route>> Router::table() const {
  return routes_;
}

void Router::enter(Method method, std::string_view pattern, Policy policy, RouteOptions options,
                   AddedAt at, AnyHandler handler) {
  if (policy.names() == Names::a_record && pattern.find('{') == std::string_view::npos)
    throw std::logic_error(std::string(pattern) + " names no record, but its policy is \"" +
                           policy.name() + "\"");
  const bool is_open = policy.is_everyone() && !policy.is_for_key_holders();
  if (options.may_be_kept && (method != Method::get || !is_open))
    throw std::logic_error(std::string(pattern) + " may not be kept: it is not open to all");
  Node* node = root_.get();
  for (std::string_view left = pattern == "/" ? "" : pattern; !left.empty();)
    node = &node->child(take_piece(left));
  const Route*& slot = node->routes[slot_of(method)];
  if (slot != nullptr)
    throw std::logic_error(std::string(name_of(method)) + " " + std::string(pattern) +
                           " is already taken by " + slot->pattern);
  const bool reads = method == Method::get;
  routes_.push_back(std::make_unique<Route>(
      Route{.method = method,
            .pattern = std::string(pattern),
            .policy = std::move(policy),
            .work = options.work.value_or(reads ? Work::reads : Work::writes),
            .is_slow = options.is_slow,
            .body_limit = options.body_limit,
            .before_body = std::move(options.before_body),
            .rate_class = options.rate_class.empty() ? std::string(reads ? "reads" : "writes")
                                                     : std::move(options.rate_class),
            .operation = options.operation,
            .may_be_kept = options.may_be_kept,
            .handler = std::move(handler),
            .number = routes_.size(),
            .added_at = at}));
  slot = routes_.back().get();
  node->has_route = true;
}

Match Router::match(Method method, std::string_view path) const {
  Match match;
  const Node* node = root_->find(path == "/" ? "" : path, match.captures);
  if (node != nullptr) {
    match.route = node->routes[slot_of(method)];
    if (match.route != nullptr) return match;
    for (std::size_t i = 0; i < methods; ++i) {
      if (node->routes[i] == nullptr) continue;
      match.allow += match.allow.empty() ? "" : ", ";
      match.allow += name_of(static_cast<Method>(i));
      if (static_cast<Method>(i) == Method::get) match.allow += ", HEAD";
    }
  } else if (path.size() > 1 && path.ends_with('/')) {
    Captures ignored;
    match.drop_slash = root_->find(path.substr(0, path.size() - 1), ignored) != nullptr;
  }
  return match;
}

}  // namespace gandan::http
