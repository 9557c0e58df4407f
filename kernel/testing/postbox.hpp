// For tests: where letters arrive, and what a mail server may say in place of taking one.
#pragma once
#include <optional>
#include <utility>
#include <vector>

#include "lib/mail/mailer.hpp"

namespace gandan::test {

/// Keeps what it is given; fails as it is told.
class Postbox final : public mail::Mailer {
 public:
  Result<void, mail::SendError> send(const mail::Message& message, Instant) override {
    if (failure) {
      refused.push_back(message);
      return fail(*failure);
    }
    arrived.push_back(message);
    return {};
  }
  /// What arrived since the last time.
  std::vector<mail::Message> take() { return std::exchange(arrived, {}); }

  std::optional<mail::SendError> failure;
  std::vector<mail::Message> arrived, refused;
};

}  // namespace gandan::test
