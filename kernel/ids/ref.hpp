// A record of whichever context, for those who need not know what it is.
#pragma once
#include <cstdint>
#include <string_view>

namespace gandan {

/// The kind that its module names, and its number there: {"petition", 42}. The name is a constant
/// of the program and never changes: it stands in the journal and beside what is sealed.
struct Ref {
  std::string_view kind;
  std::int64_t id = 0;

  friend bool operator==(const Ref&, const Ref&) = default;
};

}  // namespace gandan
