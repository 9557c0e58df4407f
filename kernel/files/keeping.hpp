// A file that came with a form which is shown once more: no browser sends it a second time, so a
// field of the form carries what is known of it, locked. The content lies in the folder, and goes
// with its sweep where the form is never sent.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/files/folder.hpp"
#include "kernel/files/take.hpp"
#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan::files {

/// Shorter than the day after which the folder sweeps what is nobody's.
inline constexpr std::chrono::hours kept_lasts{12};

/// What the form carries of it; `whose` is who sent the form, and nobody else opens it.
[[nodiscard]] std::string keep(const crypto::KeyFile& keys, std::string_view whose, Instant now,
                               const Taken& taken);
/// Nothing where it is not what `keep` gave to them, is older than `kept_lasts`, or its content is
/// not there.
[[nodiscard]] std::optional<Taken> kept(const crypto::KeyFile& keys, const Folder& folder,
                                        std::string_view whose, Instant now,
                                        std::string_view carried);

}  // namespace gandan::files
