#include "kernel/people/return_path.hpp"

#include <algorithm>

#include "lib/html/escape.hpp"

namespace gandan::people {
namespace {

constexpr std::size_t longest_path = 2000;  // bytes

}  // namespace

std::string sign_in_path(const http::Request& request) {
  if (!http::is_safe(request.method) || safe_return_path(request.target) == "/") return "/sign-in";
  return "/sign-in?next=" + encoded(request.target);
}

std::string_view safe_return_path(std::string_view path) {
  const bool local = path.size() <= longest_path && path.starts_with('/') &&
                     (path.size() == 1 || (path[1] != '/' && path[1] != '\\')) &&
                     std::none_of(path.begin(), path.end(), [](char c) {
                       return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == 0x7F;
                     });
  return local ? path : "/";
}

std::string encoded(std::string_view path) {
  std::string text;
  html::percent_encode(text, path);
  return text;
}

}  // namespace gandan::people
