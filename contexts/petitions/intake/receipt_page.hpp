// After sending: what to keep and why, what happens next.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/record/held_by.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/http/response.hpp"
#include "lib/qr/qr.hpp"

namespace gandan::petitions {

struct ReceiptPage {
  pages::PageFrame frame;
  std::string heading;
  std::string code;
  std::string key;      ///< the private key; empty for those who joined
  std::string url;      ///< absolute
  bool shares = false;  ///< others may read it
  std::string page_href;
  std::string proof_href;
  std::string proof_url;             ///< absolute
  std::optional<qr::Code> proof_qr;  ///< of it, for the paper; of who has the key
  Instant received;
  std::vector<pages::Fact> facts;       ///< kind, place, body
  std::string title;                    ///< empty where only its sender may read it
  std::vector<std::string> paragraphs;  ///< printed: the words as they were sent
  std::optional<HeldBy> held;
  std::vector<pages::Step> steps;
  std::string lacking;  ///< what the law still wants of it
  bool joined = false;
  bool asks_to_confirm = false;  ///< a letter is on its way to the address that was given
};

/// To the receipt, which shows the private key by a cookie (sent_cookie) for that page alone: in
/// its address the key would stay in the history of a computer that others use too. The cookie also
/// tells whether `contact` names a way to reach the sender.
[[nodiscard]] http::Response to_receipt(const Services& services, const std::string& code,
                                        const Contact& contact);

/// Whether this browser has just sent it: by that cookie, for some minutes.
[[nodiscard]] bool holds_receipt(const http::Request& request, const Services& services,
                                 std::string_view code);

}  // namespace gandan::petitions
