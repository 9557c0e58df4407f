// What becomes of the rows of an import: each is stored, joins what is here under its id, changes
// it, or is refused. How the file is read is kernel/imports'.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "contexts/petitions/intake/import_check.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/imports/import.hpp"
#include "kernel/imports/resolver.hpp"

namespace gandan::petitions {

/// What an import compares of what is here and what a row says.
struct ImportContent {
  std::string text, place;
  std::vector<std::string> answers;
  bool takes_answer = false;  ///< still open, and without an answer
};

/// In what a row differs from what is here under its id. Nothing is said by a field that is empty.
struct ImportDifference {
  bool text = false, place = false, answer = false;
  [[nodiscard]] explicit operator bool() const { return text || place || answer; }
  [[nodiscard]] std::string names() const {
    std::string out;
    const auto add = [&](bool differs, std::string_view name) {
      if (differs) (out += out.empty() ? "" : ", ") += name;
    };
    add(text, "text");
    add(place, "place");
    add(answer, "answer");
    return out;
  }
};

/// Takes the rows of one file. What `env` refers to must outlive it; the rules do where it is given
/// them to hold.
class Importer final : public imports::TakerOf<ImportReady> {
 public:
  Importer(const Env& env, const imports::Options& options,
           std::shared_ptr<const rules::Rulebook> rules = nullptr)
      : env_(env),
        dates_(options.dates),
        takes_changed_(options.takes_changed),
        rules_(std::move(rules)) {}

 private:
  using Stored = imports::Stored;

  [[nodiscard]] Result<ImportReady, ImportRefusal> check(const ImportRow& row) const override {
    return check_row(env_, row, dates_);
  }
  [[nodiscard]] Stored store_all(db::Tx& tx, const std::vector<ImportReady>& batch) const override;
  [[nodiscard]] Stored look_at(db::Database& database,
                               const std::vector<ImportReady>& batch) override;

  struct Known {
    PetitionId id;
    const ImportReady& row;
    std::size_t position;
  };

  /// The one with this text before one that only has the id. Of another file it is the same only
  /// where the place does not say otherwise.
  std::optional<PetitionId> find_here(db::Tx& tx, const ImportReady& row) const;

  ImportContent content_of(db::Tx& tx, PetitionId id) const;

  /// A row whose id is here: the same, or one that says something else under it.
  void join(db::Tx& tx, imports::Resolver& resolver, const Known& known, Stored& stored) const;

  /// Under an id that another petition has: "file (2)".
  std::string free_source(db::Tx& tx, const ImportReady& row) const;

  /// By the rule where the row has a limit, otherwise the day that the file has.
  std::optional<Instant> due_of(db::Tx& tx, imports::Resolver& resolver, const ImportReady& r,
                                std::string_view rule, std::optional<UnitId> body,
                                std::optional<UnitId> place) const;

  void insert(db::Tx& tx, imports::Resolver& resolver, const ImportReady& r,
              std::string_view source) const;

  /// What the row says, but for bodies, fields, places and the clock.
  Petition row_of(const ImportReady& r) const;

  /// Where it comes from and whom it is for, and what follows: its state and its limit.
  void place(db::Tx& tx, imports::Resolver& resolver, const ImportReady& r, Petition& p) const;

  /// The place that the file has by now. What an officer chose stays; the words are the file's.
  void take_place(db::Tx& tx, imports::Resolver& resolver, PetitionId id,
                  const ImportReady& r) const;

  /// The answer that the file has by now: the first, or a further one.
  void take_answer(db::Tx& tx, PetitionId id, const ImportReady& r) const;

  AnswerId insert_letter(db::Tx& tx, const Petition& petition, const ImportReady& r) const;

  Env env_;
  text::DateOrder dates_;
  bool takes_changed_;
  std::shared_ptr<const rules::Rulebook> rules_;
  std::unordered_map<std::string, ImportContent> seen_;  // of a dry run
};

}  // namespace gandan::petitions
