// What a module says of what is new in its lists, so that kernel/letters can write of it: to who
// watches a list as they narrowed it, or a place.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/units/units.hpp"
#include "lib/db/query.hpp"
#include "lib/http/fields.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan {
struct Services;
}

namespace gandan::letters {

/// Something that everybody may read, as a letter tells of it.
struct NewsItem {
  std::string title;
  std::string what;  ///< "Answered, Ủy ban nhân dân xã Đồng Đăng"
  std::string href;  ///< of its page
};

/// What is asked for: a list as its address narrows it, or a place.
struct Watched {
  const i18n::Locale& locale;
  const http::Fields& asked;         ///< those of `News::narrows`; none of a place
  std::optional<units::Unit> place;  ///< what it is now, and all that it was, lies in it
};

/// A list of a module.
struct News {
  std::string_view list;    ///< its name; it is stored, so it never changes
  std::string_view record;  ///< Ref::kind of what it lists
  /// Of the journal: after such an entry a record may be public that was not, or say what it did
  /// not.
  std::span<const std::string_view> verbs;
  std::string_view page;     ///< "/petitions": shows the list as the fields that are asked for do
  std::string_view section;  ///< of the menu
  std::span<const std::string_view> narrows;  ///< fields of that address that tell what is watched
  /// "Answers: Land, Tỉnh Lạng Sơn"; empty where it names what nobody knows, or what is never
  /// public.
  std::string (*title)(db::Tx& tx, const Services& services, const Watched& watched) = nullptr;
  /// Of the records that `among` selects by their ids those that everybody may read and that are
  /// asked for, the newest first, `most` of them at most.
  std::vector<NewsItem> (*read)(db::Tx& tx, const Services& services, const Watched& watched,
                                const db::Query& among, int most) = nullptr;
};

}  // namespace gandan::letters
