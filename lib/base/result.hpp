// Result<T, E>: what a caller must look at. Expected outcomes are values; a broken environment
// throws.
#pragma once
#include <tl/expected.hpp>
#include <utility>

namespace gandan {

template <class T, class E>
using Result = tl::expected<T, E>;

template <class T>
inline constexpr bool is_result = false;
template <class T, class E>
inline constexpr bool is_result<Result<T, E>> = true;

/// Makes the error side: `return fail(SubmitError::text_missing);`
template <class E>
[[nodiscard]] constexpr auto fail(E&& error) {
  return tl::make_unexpected(std::forward<E>(error));
}

}  // namespace gandan
