#include "lib/http/policy.hpp"

namespace gandan::http {
namespace {

struct Everyone {};
struct KeyHolders {};

}  // namespace

Policy everyone() {
  return Policy("everyone", Everyone{});
}

Policy key_holders() {
  return Policy("everyone with the key", KeyHolders{});
}

bool Policy::is_everyone() const {
  return rule<Everyone>() != nullptr || is_for_key_holders();
}

bool Policy::is_for_key_holders() const {
  return rule<KeyHolders>() != nullptr;
}

}  // namespace gandan::http
