// The receipt of a petition: what its private key is derived by.
#pragma once
#include <string_view>

#include "kernel/receipts/private_key.hpp"

namespace gandan::petitions {

[[nodiscard]] inline receipts::Receipt receipt_of(std::string_view code) {
  return {"petition", code};
}

}  // namespace gandan::petitions
