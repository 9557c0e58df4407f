#include "lib/search/index.hpp"

#include <array>

#include "lib/search/tsvector.hpp"

namespace gandan::search {
namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

/// FTS5: a string in double quotes; PostgreSQL: a lexeme in single quotes, backslash escaped too.
std::string quoted(db::Engine engine, bool exact, std::string_view word) {
  const char quote = engine == db::Engine::sqlite ? '"' : '\'';
  std::string out(1, quote);
  if (exact && engine == db::Engine::postgresql) out += exact_mark;
  for (char c : word) {
    if (c == quote || (c == '\\' && engine == db::Engine::postgresql)) out += c;
    out += c;
  }
  out += quote;
  return out;
}

Words quoted_all(db::Engine engine, bool exact, const Words& words) {
  Words out;
  for (const std::string& word : words) out.push_back(quoted(engine, exact, word));
  return out;
}

struct Language {
  std::string_view phrase, both, without;
};
Language language(db::Engine engine) {
  return engine == db::Engine::sqlite ? Language{" + ", " AND ", " NOT "}
                                      : Language{" <-> ", " & ", " & !"};
}

std::string in_column(db::Engine engine, bool exact, const std::string& expression) {
  if (engine == db::Engine::postgresql) return "(" + expression + ")";
  return (exact ? "({exact} : (" : "({folded} : (") + expression + "))";
}

}  // namespace

std::vector<std::string> tiers(db::Engine engine, std::string_view query) {
  Keys words = keys(query, 24);
  if (words.empty()) return {};
  auto [phrase, both, without] = language(engine);
  Words exact = quoted_all(engine, true, words.exact);
  Words folded = quoted_all(engine, false, words.folded);
  std::string exact_all = in_column(engine, true, joined(exact, both));
  std::string folded_all = in_column(engine, false, joined(folded, both));
  auto but = [&](const std::string& a, const std::string& b) {
    return "(" + a + std::string(without) + b + ")";
  };
  if (exact.size() == 1) return {exact_all, but(folded_all, exact_all)};
  std::string exact_phrase = in_column(engine, true, joined(exact, phrase));
  std::string folded_phrase = in_column(engine, false, joined(folded, phrase));
  return {exact_phrase, but(exact_all, exact_phrase), but(folded_phrase, exact_all),
          but(but(folded_all, folded_phrase), exact_all)};
}

std::string any_tier(db::Engine engine, std::string_view query) {
  const Words folded = quoted_all(engine, false, keys(query, 24).folded);
  if (folded.empty()) return {};
  return in_column(engine, false, joined(folded, language(engine).both));
}

void Index::put(db::Tx& tx, std::int64_t id, const Keys& keys) const {
  if (tx.engine() == db::Engine::sqlite) {
    std::string exact = joined(keys.exact, " "), folded = joined(keys.folded, " ");
    tx.run("insert into " + table_ + " (rowid, exact, folded) values (:id, :exact, :folded)",
           {{"id", id}, {"exact", exact}, {"folded", folded}});
  } else {
    std::string vector = binary_tsvector(keys);
    tx.run("insert into " + table_ +
               " (id, keys) values (:id, cast(:keys as tsvector)) on conflict (id) do update set "
               "keys = excluded.keys",
           {{"id", id}, {"keys", db::Bytes{vector}}});
  }
}

void Index::remove(db::Tx& tx, std::int64_t id, const Keys& keys) const {
  if (tx.engine() == db::Engine::sqlite) {
    std::string exact = joined(keys.exact, " "), folded = joined(keys.folded, " ");
    tx.run("insert into " + table_ + " (" + table_ +
               ", rowid, exact, folded) values ('delete', :id, :exact, :folded)",
           {{"id", id}, {"exact", exact}, {"folded", folded}});
  } else {
    tx.run("delete from " + table_ + " where id = :id", {{"id", id}});
  }
}

void Index::merge(db::Database& database) const {
  if (database.engine() != db::Engine::sqlite) return;
  static const std::string total = "select total_changes()";
  constexpr int pages = 512;  // some milliseconds of writing
  // A negative number merges all segments whatever their sizes; positive ones go on with that, and
  // where next to nothing has changed it is done
  // (https://www.sqlite.org/fts5.html#the_merge_command).
  for (int some = -pages;; some = pages) {
    const bool is_done = database.write([&](db::Tx& tx) {
      const auto before = tx.one<std::int64_t>(total, {}).value_or(0);
      tx.run("insert into " + table_ + " (" + table_ + ", rank) values ('merge', :pages)",
             {{"pages", some}});
      return tx.one<std::int64_t>(total, {}).value_or(0) - before < 2;
    });
    if (is_done) return;
  }
}

std::string Index::join(db::Engine engine, std::string_view id_column) const {
  std::string on(id_column);
  if (engine == db::Engine::sqlite)
    return "join " + table_ + " s on s.rowid = " + on + " and " + table_ + " match :match";
  return "join " + table_ + " s on s.id = " + on +
         " and s.keys @@ cast(cast(:match as text) as tsquery)";
}

std::string Index::rows(db::Engine engine) const {
  return db::joined({"select ", row(engine), " as id from ", table_, " s"});
}

std::string_view Index::row(db::Engine engine) {
  return engine == db::Engine::sqlite ? "s.rowid" : "s.id";
}

}  // namespace gandan::search
