// Which kinds of records have a tracking code, and where a code that somebody types leads: of
// whichever module the record is.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids/ref.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::records {

/// What everybody may be told of a record.
struct Card {
  std::string href;   ///< its page; of what is not public the one that says so
  std::string title;  ///< empty where its words are not public
  std::string code = {};
};

/// A kind of record, as its module gives it.
struct Kind {
  std::string_view name;     ///< Ref::kind of its records: "petition"
  std::string_view prefix;   ///< of its tracking codes, in capitals: "GD"; no other kind has it
  bool on_receipts = false;  ///< who sends one gets its code
  /// The record to which a code in its written form leads, also where nobody may be told of it.
  std::optional<Ref> (*find)(db::Tx& tx, std::string_view code) = nullptr;
  /// Nothing where nobody may be told that it is there. What a card says is printed to everybody:
  /// no other rule stands between it and a page.
  std::optional<Card> (*card)(db::Tx& tx, std::int64_t id) = nullptr;
  /// What a record with a title promised by then, in the first of its own words, for everybody;
  /// nullptr where it promises in none.
  std::string (*promised)(db::Tx& tx, std::int64_t id, Instant by) = nullptr;
  /// What is said, with a day, on the page of what came of one (links.hpp): "First said at a
  /// reception", and of what it joined: "Also said at a reception". Msgids; nullptr: nothing.
  const char* said_first = nullptr;
  const char* said_also = nullptr;
};

/// A code that is near what was typed, and where it leads.
struct NearCode {
  std::string code, href;
};

/// The kinds of all modules of an installation, in their order.
class Kinds {
 public:
  Kinds() = default;
  /// Throws std::logic_error where two kinds have one name, or one prefix.
  explicit Kinds(std::vector<Kind> kinds);

  /// Whether codes of any stand on receipts: then there is /follow.
  [[nodiscard]] bool are_followed() const { return !prefixes_on_receipts().empty(); }
  /// Of the kinds whose codes stand on receipts: "GD", of several "GD / TD".
  [[nodiscard]] std::string prefixes_on_receipts() const;

  /// What everybody may be told of a record; nothing too where no module gives its kind.
  [[nodiscard]] std::optional<Card> card_of(db::Tx& tx, const Ref& record) const;
  /// What a record of which everybody may read promised by then, in its words; may be empty.
  [[nodiscard]] std::string promised_in(db::Tx& tx, const Ref& record, Instant by) const;

  /// Where a record was said before it was one, in msgids with their days, the first first: what
  /// everybody may be told of its links.
  struct Origin {
    const char* said;
    Instant at;
  };
  [[nodiscard]] std::vector<Origin> origins_of(db::Tx& tx, const Ref& record) const;

  /// Whether somebody typed a tracking code of a kind, with or without its prefix; there need not
  /// be a record of it.
  [[nodiscard]] bool is_code(std::string_view typed) const;
  /// Whether it begins as the codes of a kind do, has a digit, and is one but for a single mistake:
  /// a wrong symbol, or two neighbours that were swapped.
  [[nodiscard]] bool is_nearly_code(std::string_view typed) const;
  /// What a code that was typed names, where everybody may be told of it.
  [[nodiscard]] std::optional<Card> named_by(db::Tx& tx, std::string_view typed) const;
  /// What may have been meant by something that is a code but for a single mistake, of that of
  /// which everybody may be told.
  [[nodiscard]] std::vector<NearCode> near_to(db::Tx& tx, std::string_view typed) const;

 private:
  std::vector<Kind> kinds_;
};

}  // namespace gandan::records
