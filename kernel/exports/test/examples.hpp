// An export of a module that no program has: bridges, in an order of their own.
#pragma once
#include "kernel/exports/export.hpp"
#include "kernel/exports/pages.hpp"
#include "kernel/testing/database.hpp"

namespace gandan::exports::test {

inline Export bridges(std::int64_t how_many) {
  return {.name = "bridges",
          .title = "Open data: bridges",
          .about = "Every bridge that everybody may cross.",
          .columns = {{"number", "Counted from the spring"},
                      {"kind", "What it is of", Form::name, false, {{"wood", "Wooden"}}},
                      {"crossed_at", "When it was crossed last", Form::moment},
                      {"words", "What people call it", Form::text, true}},
          .read = [how_many](db::Tx&, const units::Directory&,
                             const std::optional<db::Cursor>& after, int limit) {
            Batch batch;
            const std::int64_t first = after ? after->id + 1 : 1;
            for (std::int64_t n = first; n <= std::min(how_many, first + limit - 1); ++n)
              batch.rows.push_back({std::to_string(n), "wood", "", n == 2 ? "=1+1" : "Cầu, số 1"});
            if (first + limit <= how_many) batch.next = db::Cursor{0, 0, first + limit - 1};
            return batch;
          }};
}

}  // namespace gandan::exports::test
