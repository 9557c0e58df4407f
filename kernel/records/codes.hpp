// Tracking codes of new records.
#pragma once
#include <string>
#include <string_view>

namespace gandan::records {

/// A fresh tracking code (lib/text/tracking_code.hpp) with the prefix of a kind:
/// "GD-7K3M-92QX-5BT7". Nothing tells it but chance, so a context keeps it unique by an index of
/// its own.
[[nodiscard]] std::string new_code(std::string_view prefix);

}  // namespace gandan::records
