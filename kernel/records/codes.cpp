#include "kernel/records/codes.hpp"

#include "lib/crypto/random.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::records {

std::string new_code(std::string_view prefix) {
  return text::tracking_code(crypto::random_number(), prefix);
}

}  // namespace gandan::records
