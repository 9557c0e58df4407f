#include "contexts/petitions/record/mend_titles.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/petition.hpp"

namespace gandan::petitions {
namespace {

constexpr std::size_t mended_at_once = 200;
constexpr std::string_view dots = "…";

struct CutTitle {
  PetitionId id;
  Visibility visibility = Visibility::held;
  std::string title, text;
};
const db::Sql select_cut{R"(
  select id, visibility, title, text from petitions
  where title like '%…' and text <> '' and id > :after order by id limit :batch)"};
const db::Sql update_cut{"update petitions set title = :title where id = :id"};

/// Whether the title is words of the text, which say more behind it.
bool is_cut(const CutTitle& row) {
  std::string text = row.text;
  std::replace(text.begin(), text.end(), '\n', ' ');
  const std::string_view words(row.title.data(), row.title.size() - dots.size());
  return text.find(words) != std::string::npos && text.find(row.title) == std::string::npos;
}

void mend(db::Tx& tx, const CutTitle& row) {
  const std::string title = title_of(row.text);
  const bool is_listed = row.visibility == Visibility::open;
  if (is_listed) search_index.remove(tx, row.id.value, search_keys(row.title, row.text));
  tx.run(update_cut, {{"title", title}, {"id", row.id}});
  if (is_listed) search_index.put(tx, row.id.value, search_keys(title, row.text));
}

}  // namespace

std::int64_t mend_titles(db::Database& database) {
  std::int64_t total = 0;
  PetitionId after;
  for (bool more = true; more;) {
    const auto [last, mended, read] = database.write([&](db::Tx& tx) {
      struct Done {
        PetitionId last;
        std::int64_t mended = 0;
        std::size_t read = 0;
      } done{.last = after};
      const auto rows =
          tx.all<CutTitle>(select_cut, {{"after", after}, {"batch", std::int64_t{mended_at_once}}});
      for (const CutTitle& row : rows) {
        done.last = row.id;
        if (!is_cut(row)) continue;
        mend(tx, row);
        ++done.mended;
      }
      done.read = rows.size();
      return done;
    });
    after = last;
    total += mended;
    more = read == mended_at_once;
  }
  return total;
}

}  // namespace gandan::petitions
