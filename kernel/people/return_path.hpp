// Where a reader comes back to after signing in: a path of this server and nothing else.
#pragma once
#include <string>
#include <string_view>

#include "lib/http/request.hpp"

namespace gandan::people {

/// "/sign-in?next=%2Finbox%3Fpage%3D2" for a page that was asked for; "/sign-in" for a form.
[[nodiscard]] std::string sign_in_path(const http::Request& request);
/// The path where it is one of this server ("/inbox?page=2"), else "/": never another host, which
/// "//evil.example" and "/\evil.example" would be.
[[nodiscard]] std::string_view safe_return_path(std::string_view path);

/// A path as one value of a query.
[[nodiscard]] std::string encoded(std::string_view path);

}  // namespace gandan::people
