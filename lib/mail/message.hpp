// A plain-text message in any language, and its form on the wire (RFC 5322, 2045, 2047).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/time.hpp"
#include "lib/mail/address.hpp"

namespace gandan::mail {

struct Mailbox {
  std::string name;  ///< UTF-8; empty: the address alone
  Address address;
};
/// Reads "Tên <dia@chi.vn>", the name with or without quotation marks, or the address alone.
[[nodiscard]] std::optional<Mailbox> parse_mailbox(std::string_view text);

struct Message {
  Mailbox from;
  Mailbox to;
  std::string subject;  ///< UTF-8, one line
  std::string text;     ///< UTF-8, lines end with "\n"
  std::string id;       ///< left of the @ in Message-ID: the same for every attempt to send it
  /// An https address to which a POST, of the reader's mail program, stops such messages (RFC
  /// 8058).
  std::string unsubscribe;
};

/// Headers and body with CRLF. Control characters in what becomes a header are spaces, so that no
/// name or subject can start a header of its own; what no text may hold (text::is_forbidden: what
/// turns words round, too) is dropped. Machines are told not to answer (RFC 3834).
[[nodiscard]] std::string compose(const Message& message, Instant date);

/// A header's text: itself where it is short ASCII, else encoded words (RFC 2047), folded.
[[nodiscard]] std::string encode_header(std::string_view text);
/// Quoted-printable (RFC 2045 §6.7): lines of at most 76 characters, CRLF.
[[nodiscard]] std::string quoted_printable(std::string_view text);

}  // namespace gandan::mail
