// No route of the API without a description of what it does.
#include <gtest/gtest.h>

#include <set>

#include "app/test/support.hpp"
#include "kernel/api/api.hpp"

namespace gandan::app {
namespace {

class OpenApi : public test::Program {};
GANDAN_EACH_ENGINE(OpenApi);

TEST_P(OpenApi, EveryRouteOfTheApiSaysWhatItDoesAndNoOtherRouteIsInItsDocument) {
  std::set<std::string_view> named;
  for (const auto& route : app().router.table()) {
    const bool is_api = route->pattern.starts_with("/api/");
    EXPECT_EQ(route->operation != nullptr, is_api) << route->pattern;
    if (route->operation == nullptr) continue;
    EXPECT_TRUE(named.insert(route->operation->id).second)
        << route->operation->id << " stands twice";
    EXPECT_FALSE(route->operation->answers.empty()) << route->pattern;
  }
  EXPECT_GE(named.size(), 4u);
}

TEST_P(OpenApi, TheDocumentOfTheApiNamesEveryOperation) {
  const auto document = client().get("/api/v1/openapi.json");
  ASSERT_EQ(document.status, 200);
  for (const auto& route : app().router.table())
    if (route->operation != nullptr) {
      EXPECT_TRUE(
          document.contains("\"operationId\":\"" + std::string(route->operation->id) + "\""))
          << route->pattern;
    }
}

}  // namespace
}  // namespace gandan::app
