#include "contexts/petitions/topics/membership.hpp"

namespace gandan::petitions {

TopicChanged rename(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                    std::string_view title) {
  auto topic = begin_whole_topic(tx, act, id);
  if (!topic) return fail(topic.error());
  auto name = read_title(title);
  if (!name) return fail(name.error());
  topic->title = *name;
  set_title(tx, id, topic->title);
  record_topic(tx, env, act, id, Verb::rename, {});
  return *topic;
}

}  // namespace gandan::petitions
