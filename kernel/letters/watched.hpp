// What can be watched: a list of a module as its address narrows it, or a place with what is new in
// the lists of all modules.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/module/services.hpp"
#include "lib/http/fields.hpp"

namespace gandan::letters {

/// The name of the list that a place is; what is asked for is its `code`.
inline constexpr std::string_view place_list = "place";

/// Something that can be watched, told of in one way.
struct Target {
  std::string list;   ///< News::list, or place_list
  std::string asked;  ///< encoded: two who watch the same ask for the same
  std::string title;  ///< "Xã Đồng Đăng"; "Answers: Land"
  std::string href;   ///< of its page
  std::string section;
};
/// Nothing where there is no such list, or nothing can ever be new there.
[[nodiscard]] std::optional<Target> target_of(db::Tx& tx, const Services& services,
                                              const i18n::Locale& locale, std::string_view list,
                                              const http::Fields& asked);
/// The same of what was kept.
[[nodiscard]] std::optional<Target> target_of(db::Tx& tx, const Services& services,
                                              const i18n::Locale& locale, std::string_view list,
                                              std::string_view asked);

/// What everybody may read there now, and of which an entry of the journal behind `after`, up to
/// `until`, tells: the newest, `most` of each list at most.
[[nodiscard]] std::vector<NewsItem> news_between(db::Tx& tx, const Services& services,
                                                 const i18n::Locale& locale, const Target& target,
                                                 std::int64_t after, std::int64_t until, int most);

/// "/news?list=…": the form that a page leads to. Empty where no letters leave, or no such list is
/// watched.
[[nodiscard]] std::string watch_href(const Services& services, std::string_view list,
                                     const http::Fields& asked);

}  // namespace gandan::letters
