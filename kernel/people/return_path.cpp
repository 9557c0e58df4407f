#include "kernel/people/return_path.hpp"

#include <algorithm>

namespace gandan::people {
namespace {

constexpr std::size_t longest_path = 2000;  // bytes

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (plain.find(c) != std::string_view::npos)
      out += c;
    else
      (out += '%') += {digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

}  // namespace

std::string sign_in_path(const http::Request& request) {
  if (!http::is_safe(request.method) || safe_return_path(request.target) == "/") return "/sign-in";
  return "/sign-in?next=" + percent_encoded(request.target);
}

std::string_view safe_return_path(std::string_view path) {
  const bool local = path.size() <= longest_path && path.starts_with('/') &&
                     (path.size() == 1 || (path[1] != '/' && path[1] != '\\')) &&
                     std::none_of(path.begin(), path.end(), [](char c) {
                       return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == 0x7F;
                     });
  return local ? path : "/";
}

}  // namespace gandan::people
