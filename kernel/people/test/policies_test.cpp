// What a route must not leave out cannot be left out: without its policy, and of a permission
// without where it must hold, it does not compile.
#include "kernel/people/policies.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <set>
#include <string>
#include <type_traits>

#include "lib/http/router.hpp"

namespace gandan::people {
namespace {

/// Whether permission(…) takes these.
template <class... Given>
concept IsPolicyOf = requires(Given... given) {
  { permission(given...) } -> std::same_as<http::Policy>;
};
/// Whether a route can be added with these behind its pattern.
template <class... Given>
concept IsRouteOf = requires(http::Router& router, Given... given) {
  router.get("/work", given...);
  router.post("/work", given...);
};

using Many = std::initializer_list<Permission>;
using Handler = decltype([](http::Request&) { return http::Response::text("done"); });

TEST(Policies, OfAPermissionSayWhereItMustHold) {
  static_assert(IsPolicyOf<Permission, Where> && IsPolicyOf<Many, Where>);
  static_assert(!IsPolicyOf<Permission> && !IsPolicyOf<Many>);
  static_assert(!std::is_constructible_v<http::Policy, Permission>);
  static_assert(!std::is_constructible_v<http::Policy, Many>);
  std::set<std::string> names;  // by which `gandan routes` tells them apart
  for (Where where : {Where::everywhere, Where::at_record, Where::at_new_record, Where::at_account,
                      Where::in_reach})
    names.insert(permission(Permission::answer, where).name());
  EXPECT_EQ(names.size(), 5u);
}

TEST(Policies, StandAtEveryRoute) {
  static_assert(IsRouteOf<http::Policy, Handler>);
  static_assert(!IsRouteOf<Handler>);
  static_assert(!IsRouteOf<Permission, Handler>);
  static_assert(!std::is_default_constructible_v<http::Policy>);
}

}  // namespace
}  // namespace gandan::people
