// What a module says of the letters about its records, so that kernel/letters can send them: which
// there are, their words, and what the pages of a subscription say.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/ids/ref.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan {
struct Services;
}

namespace gandan::letters {

/// The letter that every kind has: the first, which asks to confirm the address.
inline constexpr std::string_view received = "received";

/// One letter to one subscriber, for who words it.
struct Errand {
  Ref record;
  std::string_view code;    ///< that the subscriber holds: the record's, or of who joined it
  std::string_view letter;  ///< one of Kind::letters
  Instant at;               ///< of what the letter tells of
  std::int64_t about = 0;   ///< as its module queued it: what `at` alone does not tell
};

/// What is told. The kernel greets before it, and after it leads to the record's page and to where
/// the letters are confirmed and stopped.
struct Words {
  std::string subject;  ///< one line
  std::string text;     ///< as `Paragraphs` makes it (kernel/letters/text.hpp)
};

/// The letters about one kind of record.
struct Kind {
  std::string_view record;                    ///< Ref::kind: "petition"
  std::span<const std::string_view> letters;  ///< names; they are stored, so they never change
  std::string_view pages;    ///< "/petitions/": who holds a code finds the record behind it
  std::string_view section;  ///< of the menu, where the pages of its subscriptions stand
  /// What whoever confirms agrees to, to be translated: "You get a letter when …"
  const char* promise = nullptr;
  /// In the locale's language; nothing where this subscriber is not to be told, or no longer: what
  /// it tells of has passed. `Services::post` is there.
  std::optional<Words> (*write)(db::Tx& tx, const Services& services, const Errand& errand,
                                const i18n::Locale& locale) = nullptr;
};

}  // namespace gandan::letters
