// Accounts that whoever comes may use, shown on the sign-in page. Only a demonstration has any: the
// application hands them to add_pages.
#pragma once
#include <string>
#include <vector>

#include "kernel/people/roles.hpp"

namespace gandan::people {

struct SignInOffer {
  struct Post {
    Role role{};
    std::string where;  ///< a unit's name; empty: everywhere
  };
  std::string username, name;
  std::vector<Post> posts;
  std::string totp_secret = {};  ///< of its second factor, bytes; empty: it has none
};

struct SignInOffers {
  std::string password;  ///< of every account
  std::vector<SignInOffer> accounts;
};

}  // namespace gandan::people
