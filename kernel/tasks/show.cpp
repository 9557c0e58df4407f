#include "kernel/tasks/use_cases.hpp"

namespace gandan::tasks {
namespace {

const db::Sql set_shown{R"(
  update undertakings set shown = :shown where source_kind = :kind and source_id = :source)"};

}  // namespace

void show(db::Tx& tx, const Ref& source, bool shown) {
  tx.run(set_shown, {{"shown", shown}, {"kind", source.kind}, {"source", source.id}});
}

}  // namespace gandan::tasks
