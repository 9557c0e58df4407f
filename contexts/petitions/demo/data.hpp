// The demonstration data (demo/*.jsonl, built into the program) as typed records. What each field
// means stands in demo/README.md.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/use_cases.hpp"
#include "kernel/people/roles.hpp"
#include "lib/base/time.hpp"

namespace gandan::petitions {

struct DemoOfficer {
  struct Post {
    people::Role role{};
    std::string unit;  ///< by name or code; empty: everywhere
    people::Reach reach = people::Reach::body;
  };
  std::string username, name;
  std::vector<Post> posts;
};

/// What happened to a petition, `after` days from its receipt. The fields that `what` needs are
/// set.
struct DemoEvent {
  int after = 0;
  std::string what;  ///< a name of Verb
  std::string body, field, text, place, document;
  std::string ground;  ///< of a decision: a name of decision.hpp
  int criteria = 1;    ///< of complexity: a bit each
  std::optional<Outcome> outcome;
  int promised_after = 0;
  int count = 1;  ///< of askers who join
};

struct DemoPetition {
  std::string key;
  SubmitForm form;
  Date received;
  std::vector<DemoEvent> events;
};

struct DemoTopic {
  struct Answer {
    Date on;
    AnswerForm form;
  };
  std::string title;
  std::vector<std::string> members;  ///< keys of petitions
  Date confirmed;
  std::optional<Answer> answer;
};

struct DemoData {
  std::vector<DemoOfficer> officers;
  std::vector<DemoPetition> petitions;
  std::vector<DemoTopic> topics;
};

/// With every day counted from `today`. Throws std::runtime_error naming the file and line that is
/// not as it should be.
[[nodiscard]] DemoData read_demo_data(Date today);
[[nodiscard]] std::vector<DemoOfficer> read_demo_officers();

}  // namespace gandan::petitions
