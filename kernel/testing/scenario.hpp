// For tests: one request and all that comes of it.
#pragma once
#include <string>
#include <vector>

#include "lib/http/test_client.hpp"

namespace gandan::test {

/// Who asks for what, what they are told, and what it leaves behind. What is not named must not be:
/// without `journal` nothing may enter the journal, without `letters` none may leave.
struct Scenario {
  http::TestClient* as = nullptr;  ///< whose browser; none: the test's own
  std::string get = {};            ///< the target of a GET …
  std::string post = {};           ///< … or of a POST, with `form` or `json`
  http::Fields form = {};
  std::string json = {};  ///< as a program sends it
  int status = 200;
  std::vector<std::string> shows = {};    ///< each stands in the body
  std::vector<std::string> hides = {};    ///< none stands in the body
  std::vector<std::string> journal = {};  ///< verbs of the entries that it makes, in their order
  std::vector<std::string> letters = {};  ///< subjects of those that leave, in any order
};

/// Where a test stands, for its messages. The compiler's own words: clang 14 has no
/// std::source_location.
struct CalledAt {
  const char* file;
  int line;
};

}  // namespace gandan::test
