// A topic as the officer reviews it: who asks in it, what differs, what may be done.
#pragma once
#include <optional>
#include <string_view>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/desk/topics.hpp"

namespace gandan::petitions {

/// Nothing where there is no such topic, or none of it may be read by them.
[[nodiscard]] std::optional<TopicReviewPage> review_page(const Desk& desk, db::Tx& tx,
                                                         std::string_view code);

}  // namespace gandan::petitions
