// For tests: accounts of staff, all with one password, and how they sign in.
#pragma once
#include <string>

#include "kernel/people/people.hpp"
#include "lib/base/id.hpp"

namespace gandan::test {

inline constexpr const char* password = "một mật khẩu thật dài";

/// An account that can sign in; made by the operator. Throws where the form is refused.
people::UserId make_account(const people::Access& access, Ids& ids, const people::NewAccount& form);

/// Signs in whole, with a second factor where a role wants one; the token of the session. Throws
/// where one is on already: its secret is not known here.
[[nodiscard]] std::string sign_in(const people::Access& access, const std::string& username);

}  // namespace gandan::test
