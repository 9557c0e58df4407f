// The officer's desk through a browser without a socket.
#pragma once
#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/test/support.hpp"

namespace gandan::petitions::test {

using people::Reach;
using people::Role;

class DeskSite : public PetitionsDatabase {
 protected:
  /// What a form on the page says that it shows.
  static std::string seen_in(const http::TestResponse& page) {
    const std::string mark = "name=\"seen\" value=\"";
    const std::size_t at = page.body.find(mark);
    if (at == std::string::npos) return {};
    const std::size_t from = at + mark.size();
    return page.body.substr(from, page.body.find('"', from) - from);
  }
  std::string path(const Submitted& petition, std::string_view rest = "") {
    return "/desk/petitions/" + petition.code + std::string(rest);
  }
};

}  // namespace gandan::petitions::test
