#include "lib/text/collation.hpp"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <memory>
#include <stdexcept>

namespace gandan::text {

namespace {

const icu::Collator& collator() {
  static const std::unique_ptr<icu::Collator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("vi"), status));
    if (U_SUCCESS(status)) made->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot load its Vietnamese collation");
    return made;
  }();
  return *instance;
}

}  // namespace

std::string collation_key(std::string_view text) {
  const auto source =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  std::string key(text.size() * 3 + 16, '\0');
  const auto bytes = [&] { return reinterpret_cast<std::uint8_t*>(key.data()); };
  std::int32_t size = collator().getSortKey(source, bytes(), static_cast<std::int32_t>(key.size()));
  if (static_cast<std::size_t>(size) > key.size()) {
    key.resize(static_cast<std::size_t>(size));
    size = collator().getSortKey(source, bytes(), size);
  }
  key.resize(static_cast<std::size_t>(size > 0 ? size - 1 : 0));  // without the closing zero
  return key;
}

std::string person_collation_key(std::string_view full_name) {
  while (full_name.ends_with(' ')) full_name.remove_suffix(1);
  const std::size_t space = full_name.rfind(' ');
  if (space == std::string_view::npos) return collation_key(full_name);
  // No byte of a sort key is zero, so the zero orders "An …" before "Anh …".
  return collation_key(full_name.substr(space + 1)) + '\0' +
         collation_key(full_name.substr(0, space));
}

}  // namespace gandan::text
