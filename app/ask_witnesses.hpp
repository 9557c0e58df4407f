// Asks witnesses to cosign the log's newest head (C2SP tlog-witness): whoever believes one of them
// is shown the history that it saw.
#pragma once
#include <string>
#include <vector>

#include "kernel/module/services.hpp"
#include "lib/tlog/key.hpp"

namespace gandan::app {

struct Witness {
  std::string address;    ///< "https://witness.example": what stands before /add-checkpoint
  tlog::VerifierKey key;  ///< of its cosignatures
};

/// Of --witness, each "https://witness.example=KEY". Throws cli::UsageError.
[[nodiscard]] std::vector<Witness> witnesses_of(const std::vector<std::string>& texts);

/// One that does not answer, or says something else, leaves a warning in the log of the server and
/// is asked again with the next run.
void ask_witnesses(Services& services, const std::vector<Witness>& witnesses);

}  // namespace gandan::app
