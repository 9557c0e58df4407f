#include "contexts/receptions/book/papers.hpp"
#include "contexts/receptions/desk/desk.hpp"
#include "contexts/receptions/public/visit_page.hpp"
#include "contexts/receptions/record/files.hpp"
#include "contexts/receptions/rooms.hpp"
#include "kernel/people/policies.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T> more) {
  for (T& each : more) to.push_back(std::move(each));
}

}  // namespace

void add_book(Module& module, Rooms& rooms) {
  desk::Parts desk = visit_boxes();
  append(module.desk.boxes, std::move(desk.boxes));
  append(module.desk.links, std::move(desk.links));
  append(module.desk.deeds, std::move(desk.deeds));
  append(module.desk.front, std::move(desk.front));
  // What other rooms say of their deeds comes first.
  module.desk.said = [others = module.desk.said, ours = desk.said](db::Tx& tx, const desk::Desk& at,
                                                                   std::string_view done,
                                                                   std::string_view typed) {
    if (done == name(Verb::attach) && text::parse_tracking_code(typed, visit_prefix))
      return at.tr(files_were_added);
    std::string said = others ? others(tx, at, done, typed) : std::string();
    return said.empty() ? ours(tx, at, done, typed) : said;
  };
  module.officer_menu.push_back({35,
                                 {N_("Receive"), "/desk/receptions/new", "receive", "g v",
                                  people::permission(receive_citizens, people::Where::in_reach)}});
  module.records.push_back(kind_of_visits());
  module.files.push_back(kind_of_visit_files());
  module.letters.push_back(letters_about_visits());
  module.unread_by_robots.push_back("/visits/");
  append(rooms.pages, {add_visit_entry, add_sealed_pages, add_visit_papers, add_visit_files,
                       add_visit_pages, add_visit_page});
}

}  // namespace gandan::receptions
