// The proof of a receipt: a file that its holder keeps, and a QR code of it for the paper.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/receipts/prove.hpp"
#include "lib/qr/qr.hpp"

namespace gandan::petitions {

using receipts::Proof;

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
