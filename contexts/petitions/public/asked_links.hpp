// The link in the letter that asks whether it is done: as those of kernel/letters, of its own kind.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "contexts/petitions/record/asked.hpp"
#include "kernel/letters/links.hpp"

namespace gandan::petitions {

inline constexpr std::string_view asked_links = "petition asked";

/// "/asked/…".
[[nodiscard]] inline std::string asked_path(const crypto::KeyFile& keys, AskedId id) {
  return "/asked/" + letters::signed_token(keys, asked_links, id.value);
}
/// Nothing where no such key file made it.
[[nodiscard]] inline std::optional<AskedId> read_asked(const crypto::KeyFile& keys,
                                                       std::string_view token) {
  const auto number = letters::read_signed(keys, asked_links, token);
  return number ? std::optional(AskedId{*number}) : std::nullopt;
}

}  // namespace gandan::petitions
