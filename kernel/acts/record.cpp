#include "kernel/acts/record.hpp"

#include <boost/json/parse.hpp>
#include <string>

namespace gandan::acts {
namespace {

journal::Actor actor_of(const Act& act) {
  switch (act.who) {
    case Act::Who::resident:
      return journal::Actor::resident();
    case Act::Who::officer:
      return journal::Actor::officer(act.officer->user.value);
    case Act::Who::system:
      return journal::Actor::system();
  }
  return journal::Actor::system();
}

/// As JSON in the order given: the bytes are hashed.
std::string detail_of(std::initializer_list<Fact> facts) {
  std::string detail = "{";
  for (const Fact& fact : facts) {
    if (detail.size() > 1) detail += ',';
    detail += '"';
    detail += fact.name;
    detail += "\":";
    detail += std::to_string(fact.value);
  }
  return detail + "}";
}

}  // namespace

void record_named(db::Tx& tx, const Act& act, Ref ref, Instant at, std::string_view verb,
                  std::initializer_list<Fact> facts) {
  const std::string detail = detail_of(facts);
  journal::append(
      tx, {.at = at, .actor = actor_of(act), .verb = verb, .subject = ref, .detail = detail});
}

std::string_view verb_name(const journal::Recorded& entry) {
  std::string_view verb = entry.verb;
  if (!verb.starts_with(entry.subject_kind)) return {};
  verb.remove_prefix(entry.subject_kind.size());
  return verb.starts_with('.') ? verb.substr(1) : std::string_view();
}

std::int64_t fact_of(const journal::Recorded& entry, std::string_view name) {
  boost::json::error_code error;
  const auto value = boost::json::parse(entry.detail, error);
  if (error || !value.is_object()) return 0;
  const auto* found = value.as_object().if_contains({name.data(), name.size()});
  return found && found->is_int64() ? found->as_int64() : 0;
}

}  // namespace gandan::acts
