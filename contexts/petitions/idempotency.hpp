// What makes sending the same twice count once.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace gandan::petitions {

/// What is stored of an idempotency key. It stands for all that was sent with it: with other words
/// it is something else, so that a correction is never dropped, nor does a key lead to the receipt
/// of somebody who chose the same. Empty where there is no key.
[[nodiscard]] std::string stored_key(std::string_view key,
                                     std::initializer_list<std::string_view> sent);

}  // namespace gandan::petitions
