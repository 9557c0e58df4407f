// The proof of a receipt: a file that its holder keeps, and a QR code of it for the paper.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "lib/qr/qr.hpp"

namespace gandan::petitions {

/// Whether the newest entry about the record can be proved.
enum class Proof {
  waits,    ///< it is not in the log yet: a matter of seconds
  differs,  ///< the record is not as the log has it, or its secret was erased by law
  is_there
};

struct ProofPage {
  pages::PageFrame frame;
  std::string action, back, title, code;
  bool asks_key = true;  ///< not of who has the cookie of the receipt
  pages::Field key;
  std::vector<pages::FieldError> errors;
  std::optional<Proof> proof;  ///< nothing to who may not know
  std::string address;         ///< of the page that checks, with the entry behind its "#"
  std::optional<qr::Code> qr;  ///< of the address
};

}  // namespace gandan::petitions
