// The demonstration: some hundred petitions of our own, replayed through the real use cases at the
// moments when they are said to have happened.
#pragma once
#include <string_view>

#include "kernel/module/services.hpp"
#include "kernel/people/sign_in_offers.hpp"

namespace gandan::petitions {

/// Every sign-in of the demonstration has this password. It exists in no other database.
inline constexpr std::string_view demo_password = "gan-dan-2026";

/// The secret of the second factor of those whose role wants one, 20 bytes: the page that asks for
/// the code shows it.
inline constexpr std::string_view demo_totp_secret = "gan-dan-trinh-dien-1";

/// Every officer of the demonstration, for the sign-in page to show.
[[nodiscard]] people::SignInOffers demo_sign_ins();

struct DemoLoaded {
  int officers = 0, petitions = 0, events = 0, topics = 0;
};

/// Enters officers, petitions and topics in one transaction, then seals the journal, groups, and
/// folds the totals. Throws std::runtime_error where the database holds petitions already, or where
/// the data does something that the use cases refuse.
DemoLoaded load_demo(Services& services);

}  // namespace gandan::petitions
