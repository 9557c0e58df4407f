#include "contexts/petitions/record/mend_titles.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/topics/membership.hpp"
#include "lib/grouping/group.hpp"
#include "lib/text/fold.hpp"

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
struct CutTopic {
  TopicId id;
  std::string title, petition_title, text;
};
const db::Sql select_cut_topics{
    "select t.id, t.title, p.title, p.text from topics t "
    "join petitions p on p.id = t.representative_id where t.title like '%…' and ",
    sql::is_public, " order by t.id"};
const db::Sql update_cut{"update petitions set title = :title where id = :id"};

/// Whether the title is words of the text, which say more behind it.
bool is_cut(const CutTitle& row) {
  std::string text = row.text;
  std::replace(text.begin(), text.end(), '\n', ' ');
  const std::string_view words(row.title.data(), row.title.size() - dots.size());
  return text.find(words) != std::string::npos && text.find(row.title) == std::string::npos;
}

void mend(db::Tx& tx, const Env& env, const CutTitle& row) {
  const std::string title = title_of(row.text);
  const bool is_listed = row.visibility == Visibility::open;
  if (is_listed) search_index.remove(tx, row.id.value, search_keys(row.title, row.text));
  tx.run(update_cut, {{"title", title}, {"id", row.id}});
  if (is_listed) search_index.put(tx, row.id.value, search_keys(title, row.text));
  // The log vouches for titles: none changes without an entry.
  record(tx, Act::by_system(), subject_of(row.id), env.clock.now(), Verb::title,
         {{"made_whole", 1}});
}

/// A topic was called by words of who stood for it, from a verb on, which got a capital.
std::int64_t mend_topics(db::Tx& tx, const Env& env) {
  std::int64_t mended = 0;
  for (const CutTopic& row : tx.all<CutTopic>(select_cut_topics)) {
    const std::string whole = matching_text(row.petition_title, row.text);
    const std::string_view words(row.title.data(), row.title.size() - dots.size());
    const std::string title = grouping::title_of(whole);
    if (text::fold(whole).find(text::fold(words)) == std::string::npos || title.empty()) continue;
    set_title(tx, row.id, title);
    record_topic(tx, env, Act::by_system(), row.id, Verb::rename, {});
    ++mended;
  }
  return mended;
}

}  // namespace

std::int64_t mend_titles(db::Database& database, const Env& env) {
  std::int64_t total = database.write([&](db::Tx& tx) { return mend_topics(tx, env); });
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
        mend(tx, env, row);
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
