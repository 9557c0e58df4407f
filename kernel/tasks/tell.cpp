#include "kernel/tasks/use_cases.hpp"

namespace gandan::tasks {
namespace {

const db::Sql set_word{"update undertakings set word = :word where id = :id"};

}  // namespace

void tell(db::Tx& tx, UndertakingId id, Word word) {
  tx.run(set_word, {{"word", word}, {"id", id}});
}

}  // namespace gandan::tasks
