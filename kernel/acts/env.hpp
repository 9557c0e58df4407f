// What every use case needs besides its transaction.
#pragma once
#include "kernel/rules/rules.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan {
struct Services;
}

namespace gandan::acts {

/// Lives as long as what it refers to: a use case, one request.
struct Env {
  const Clock& clock;
  Ids& ids;
  const rules::Rulebook& rules;
  const crypto::KeyFile& keys;  ///< what is confidential is sealed with, and digests are made
  bool by_mail = false;         ///< letters can leave (gandan serve --mail): they are queued

  /// `rules` must live as long. Not inside a transaction the first time: the key file is opened.
  [[nodiscard]] static Env of(const Services& services, const rules::Rulebook& rules);
};

}  // namespace gandan::acts
