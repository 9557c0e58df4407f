// The officer's desk through a browser without a socket.
#pragma once
#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/testing/forms.hpp"

namespace gandan::petitions::test {

using people::Reach;
using people::Role;

class DeskSite : public PetitionsDatabase {
 protected:
  /// What a form on the page says that it shows.
  static std::string seen_in(const http::TestResponse& page) {
    return gandan::test::first_value(page.body, "seen");
  }
  std::string path(const Submitted& petition, std::string_view rest = "") {
    return "/desk/petitions/" + petition.code + std::string(rest);
  }
};

}  // namespace gandan::petitions::test
