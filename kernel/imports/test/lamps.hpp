// An import of a module that no program has: lamps, by the number of their post.
#pragma once
#include "kernel/imports/import.hpp"
#include "kernel/testing/database.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::imports::test {

constexpr EmbeddedFile lamp_files[] = {{"001_lamps.sql", R"(
create table lamps (
  source TEXT NOT NULL,
  post TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (source, post)
) STRICT;)"}};

struct Lamp {
  std::string source_id, source, words;
};

/// A lamp that is dark is refused. It remembers how many rows each transaction had.
class Lamps final : public TakerOf<Lamp> {
 public:
  explicit Lamps(const Options& options) : takes_changed_(options.takes_changed) {}
  mutable std::vector<std::size_t> batches;

 private:
  Result<Lamp, Refusal> check(const Row& row) const override {
    if (row.get("words") == "dark") return fail(Refusal{"words: dark", "dark"});
    return Lamp{std::string(row.get("post").empty() ? row.get("number") : row.get("post")),
                row.source, text::clean(row.get("words"))};
  }
  Stored store_all(db::Tx& tx, const std::vector<Lamp>& batch) const override {
    static const db::Sql find{"select words from lamps where source = :source and post = :post"};
    static const db::Sql put{
        "insert into lamps (source, post, words) values (:source, :post, :words)"
        " on conflict (source, post) do update set words = excluded.words"};
    batches.push_back(batch.size());
    Stored stored;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const Lamp& lamp = batch[i];
      const auto here =
          tx.one<std::string>(find, {{"source", lamp.source}, {"post", lamp.source_id}});
      if (here == lamp.words) continue;
      stored.imported += !here;
      stored.changed += here.has_value();
      if (here && !takes_changed_) {
        stored.refused.emplace_back(i, "words");
        continue;
      }
      stored.taken += here.has_value();
      ++stored.noted[0];
      tx.run(put, {{"source", lamp.source}, {"post", lamp.source_id}, {"words", lamp.words}});
    }
    return stored;
  }
  Stored look_at(db::Database&, const std::vector<Lamp>& batch) override {
    return {.imported = static_cast<std::int64_t>(batch.size())};
  }

  bool takes_changed_;
};

inline Import lamps() {
  return {.name = "lamps",
          .summary = "Imports lamps.",
          .changed = "other words",
          .taken = "other words take the place of the first",
          .columns = {{.name = "post", .vietnamese = "cột", .meaning = "its post", .is_id = true},
                      {.name = "number",
                       .meaning = "another name of post",
                       .same_as = "post",
                       .is_id = true},
                      {.name = "words",
                       .vietnamese = "nội dung",
                       .meaning = "what is wrong with it",
                       .required = true,
                       .or_else = "title"},
                      {.name = "title", .meaning = "the same in short"},
                      {.name = "street", .meaning = "where it stands", .is_key = true},
                      {.name = "due", .meaning = "by when", .if_empty = "never"},
                      {.name = "phone", .meaning = "of who says it", .personal = true}},
          .examples = {{{"post", "1"}, {"words", "Vỡ"}}, {{"words", "Tắt"}}},
          .notes = {"shine"},
          .may_be_repeated = [](const Row& row) { return row.get("street") != "secret"; },
          .begin = [](const Services&, const Options& options) -> std::unique_ptr<Taker> {
            return std::make_unique<Lamps>(options);
          }};
}

}  // namespace gandan::imports::test
