// `gandan import receptions`: a book of receptions as a table becomes the book here. What an old
// book holds is taken as it is, also what the rules of entering would refuse.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "contexts/receptions/record/places.hpp"
#include "contexts/receptions/record/visits.hpp"
#include "kernel/imports/import.hpp"
#include "kernel/imports/resolver.hpp"

namespace gandan::receptions {

[[nodiscard]] const imports::Import& import_of_book();

/// Of another row of the book: "UBND-20/2026/17".
struct BookRef {
  std::string place;
  int year = 0, number = 0;
};
[[nodiscard]] std::optional<BookRef> parse_book_ref(std::string_view text);

/// A row that can be stored, but for what only the database knows.
struct BookRow {
  std::string source_id;  ///< made of what it says where it has no number
  std::string source;
  bool converted = false;
  std::string place, place_name, body;  ///< as the row names them
  Visit visit;
  std::vector<Person> people;
  std::string field, area;
  int with = 0;  ///< number of the first row of its sitting; 0: it is that
  std::optional<BookRef> first;
  std::optional<int> turn;
};
[[nodiscard]] Result<BookRow, imports::Refusal> check_book_row(const Env& env,
                                                               const imports::Row& row,
                                                               text::DateOrder order);

/// Takes the rows of one file.
class BookImporter final : public imports::TakerOf<BookRow> {
 public:
  /// `places`: those that are here when the import begins.
  BookImporter(const Env& env, const imports::Options& options, std::vector<ReceptionPlace> places,
               std::shared_ptr<const rules::Rulebook> rules = nullptr)
      : env_(env),
        dates_(options.dates),
        takes_changed_(options.takes_changed),
        places_(std::move(places)),
        rules_(std::move(rules)) {}

 private:
  using Stored = imports::Stored;

  [[nodiscard]] Result<BookRow, imports::Refusal> check(const imports::Row& row) const override;
  [[nodiscard]] Stored store_all(db::Tx& tx, const std::vector<BookRow>& batch) const override;
  [[nodiscard]] Stored look_at(db::Database& database, const std::vector<BookRow>& batch) override;

  /// Where it was; nothing where that is not here yet.
  [[nodiscard]] std::optional<ReceptionPlace> find_place_of(db::Tx& tx, const BookRow& row) const;
  /// The same; what is not here becomes a place that is closed, so that nobody is sent there.
  [[nodiscard]] ReceptionPlace place_of(db::Tx& tx, imports::Resolver& resolver,
                                        const BookRow& row) const;
  [[nodiscard]] std::optional<Visit> find_here(db::Tx& tx, const BookRow& row,
                                               const std::optional<ReceptionPlace>& place) const;
  /// In what the row differs from what is here under its number: what never changes; else what the
  /// last columns say.
  struct Difference {
    std::string fixed, followed;
  };
  [[nodiscard]] Difference difference(db::Tx& tx, Visit here, const BookRow& row) const;
  void take_followed(db::Tx& tx, Visit here, const BookRow& row) const;
  void insert(db::Tx& tx, imports::Resolver& resolver, const BookRow& row,
              const ReceptionPlace& place) const;
  void tie(db::Tx& tx, const BookRow& row, Visit& visit) const;

  Env env_;
  text::DateOrder dates_;
  bool takes_changed_;
  std::vector<ReceptionPlace> places_;
  std::shared_ptr<const rules::Rulebook> rules_;
  std::unordered_map<std::string, std::string> seen_;  // of a dry run
};

}  // namespace gandan::receptions
