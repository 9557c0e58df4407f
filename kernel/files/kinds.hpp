// Who may see the files of a kind of record: whose module it is says so (kernel/module).
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/files/file.hpp"
#include "kernel/files/folder.hpp"
#include "kernel/files/take.hpp"
#include "kernel/people/principal.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"

namespace gandan::files {

struct Kind {
  std::string_view record;  ///< Ref::kind of its records
  /// Whether everybody may have it.
  bool (*is_public)(db::Tx& tx, const File& file) = nullptr;
  /// The key for an officer who may have it; asked in a transaction that may note who opened it.
  std::optional<std::string> (*open)(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys,
                                     const people::Principal& officer, File& file) = nullptr;
};

/// What an installation has of files; in Services.
struct Files {
  Folder folder;
  std::vector<Kind> kinds = {};
  std::shared_ptr<Quota> quota = std::make_shared<Quota>();
};

}  // namespace gandan::files
