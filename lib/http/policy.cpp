#include "lib/http/policy.hpp"

namespace gandan::http {
namespace {

struct Everyone {};

}  // namespace

Policy everyone() {
  return Policy("everyone", Everyone{});
}

bool Policy::is_everyone() const {
  return rule<Everyone>() != nullptr;
}

}  // namespace gandan::http
