// Sends messages: to an SMTP server or, for demonstrations, into a folder of .eml files.
#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/mail/message.hpp"

namespace gandan::mail {

enum class Tls {
  never,       ///< a relay on this machine
  if_offered,  ///< STARTTLS where the server offers it; its certificate must then be right
  required,
};

struct MailerOptions {
  std::string username;  ///< empty: no authentication
  std::string password;
  Tls tls = Tls::if_offered;
  std::chrono::seconds timeout{30};  ///< for one message, connecting included
};

struct SendError {
  bool permanent = false;  ///< the recipient is refused for good (5xx): do not try again
  std::string reason;      ///< for the operator; holds no text of the message
};

class Mailer {
 public:
  /// "smtp://host:port", "smtps://host:port" or "file:FOLDER". Throws std::invalid_argument for
  /// anything else.
  [[nodiscard]] static std::unique_ptr<Mailer> open(std::string_view address,
                                                    MailerOptions options = {});
  virtual ~Mailer() = default;
  /// Returns once the server has taken responsibility for it. Blocks; safe from any thread.
  [[nodiscard]] virtual Result<void, SendError> send(const Message& message, Instant date) = 0;
};

}  // namespace gandan::mail
