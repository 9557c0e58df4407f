// What the head concluded at a reception (Thông báo kết luận việc tiếp công dân, Decree 154/2026
// art. 25): each item is owed by a body until a day (kernel/tasks), and followed to its end.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/book/book.hpp"

namespace gandan::receptions {

struct NewItem {
  UnitId body;
  std::string product;
  Date due_on;
};
struct NewConclusion {
  std::string number;
  Date concluded_on;
  std::string concluded_by, text, contact;
  std::vector<NewItem> items;
};
/// Enters it; of a denunciation none is entered, which is followed in its own record.
[[nodiscard]] Result<Conclusion, VisitError> conclude(db::Tx& tx, const Env& env, const Act& act,
                                                      VisitId id, const NewConclusion& concluded);
/// The body did it: `words` say what.
[[nodiscard]] Result<ConclusionItem, VisitError> report_item(db::Tx& tx, const Env& env,
                                                             const Act& act, ItemId id,
                                                             std::string_view words);

[[nodiscard]] std::vector<Conclusion> conclusions_of(db::Tx& tx, VisitId visit);
[[nodiscard]] std::vector<ConclusionItem> items_of(db::Tx& tx, VisitId visit);
[[nodiscard]] std::optional<ConclusionItem> find_item(db::Tx& tx, ItemId id);

}  // namespace gandan::receptions
