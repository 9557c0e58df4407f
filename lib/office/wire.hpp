// A document as bytes, on its way from the process that read it. That process may have been taken
// over by what it read, so nothing in the bytes is believed.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "lib/office/office.hpp"

namespace gandan::office {

[[nodiscard]] std::string to_bytes(Document document);
/// Nothing where they are no document.
[[nodiscard]] std::optional<Document> document_of(std::string_view bytes);

}  // namespace gandan::office
