// Atom feeds (RFC 4287): what is new, for programs that ask now and then.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/time.hpp"

namespace gandan::feed {

/// All texts are UTF-8, neither escaped nor cleaned; addresses are percent-encoded.
struct Entry {
  std::string title;
  std::string id;  ///< a URI that never changes and no other entry has
  std::string href;
  Instant updated;
  std::string author = {};  ///< empty: the feed's
  std::string summary = {};
  std::string html = {};  ///< the content, as markup that is safe to show
};

struct Feed {
  std::string title;
  std::string id;
  std::string href;  ///< of the feed itself
  std::string author;
  std::vector<Entry> entries = {};
};

inline constexpr std::string_view media_type = "application/atom+xml; charset=utf-8";

/// The document. It says that it was changed when its newest entry was; the epoch without entries.
[[nodiscard]] std::string atom(const Feed& feed);

/// "tag:gandan,2026:/petitions.atom" (RFC 4151): an id that depends on no server's name.
[[nodiscard]] std::string tag_uri(std::string_view authority, int year, std::string_view specific);

}  // namespace gandan::feed
