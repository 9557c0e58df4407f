// Any bytes: what is read is written and read again as the same value. A number may differ in its
// last digits: Boost.JSON does not read every one to the nearest double.
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "lib/json/json.hpp"

namespace {

namespace json = boost::json;

bool is_near(double one, double other) {
  return std::abs(one - other) <= 1e-12 * std::abs(one) + 1e-300;
}

bool is_same(const json::value& one, const json::value& other) {
  if (one.is_number()) {
    return other.is_number() && is_near(one.to_number<double>(), other.to_number<double>());
  }
  if (one.kind() != other.kind()) return false;
  if (const json::array* list = one.if_array()) {
    const json::array& others = other.get_array();
    if (list->size() != others.size()) return false;
    for (std::size_t i = 0; i < list->size(); ++i)
      if (!is_same((*list)[i], others[i])) return false;
    return true;
  }
  if (const json::object* members = one.if_object()) {
    const json::object& others = other.get_object();
    if (members->size() != others.size()) return false;
    for (const auto& [key, held] : *members) {
      const json::value* found = others.if_contains(key);
      if (found == nullptr || !is_same(held, *found)) return false;
    }
    return true;
  }
  return one == other;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = gandan::json::parse(text);
  if (!value) return 0;
  const auto again = gandan::json::parse(gandan::json::serialize(*value));
  if (!again || !is_same(*value, *again)) std::abort();
  return 0;
}
