// What an officer makes of a topic: confirmed, refused, parted, named, put together with another.
#pragma once
#include <string_view>

#include "contexts/petitions/desk/desk.hpp"

namespace gandan::petitions {

/// The form of its review, as it was sent.
[[nodiscard]] http::Response change_topic(const Desk& desk, std::string_view code, Verb verb);

}  // namespace gandan::petitions
