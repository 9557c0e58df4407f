// The files of a petition: who may see which.
#pragma once
#include <vector>

#include "contexts/petitions/record/record.hpp"
#include "kernel/files/files.hpp"
#include "kernel/files/kinds.hpp"

namespace gandan::petitions {

/// For the addresses of files: everybody sees what an officer has shown of a public petition, an
/// officer what they may read; of sealed words, once they opened them that day.
[[nodiscard]] files::Kind kind_of_files();

/// On its page: for its sender all, with the names that lie under the seal.
[[nodiscard]] std::vector<files::File> files_to_show(db::Tx& tx, const Petition& petition,
                                                     bool is_sender);

}  // namespace gandan::petitions
