// The files of a petition: who may see which.
#pragma once
#include <vector>

#include "contexts/petitions/record/record.hpp"
#include "kernel/files/files.hpp"
#include "kernel/files/kinds.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

/// For the addresses of files: everybody sees what an officer has shown of a public petition, an
/// officer what they may read; of sealed words, once they opened them that day.
[[nodiscard]] files::Kind kind_of_files();

/// Of a petition, all that came with it and later.
inline constexpr std::size_t most_files_of_petition = 50;
inline constexpr const char* no_room_for_files =
    N_("It has as many files as it may have. Leave some out, and send the most important ones.");
/// Whether it may have so many more: asked in the transaction that adds them, or two at once would
/// come to more.
[[nodiscard]] bool has_room(db::Tx& tx, PetitionId id, std::size_t more);

/// On its page: for its sender all, with the names that lie under the seal.
[[nodiscard]] std::vector<files::File> files_to_show(db::Tx& tx, const Petition& petition,
                                                     bool is_sender);

}  // namespace gandan::petitions
