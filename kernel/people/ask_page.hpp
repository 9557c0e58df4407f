// The page that asks once before a deed: who, what, where, and what comes of it. The first press
// shows it, its own button sends sure=yes. Only for this module's .cpp files.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/people/page_models.hpp"
#include "kernel/people/principal.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::people {

/// A question in words.
struct Question {
  std::string title;                    ///< "Disable the account of Lan (lan)?"
  std::vector<std::string> says = {};   ///< what comes of it, a sentence each
  std::vector<pages::Fact> facts = {};  ///< who, where
  std::string verb;                     ///< on the button
  bool grave = false;
  bool wants_reason = false;  ///< a second person decides, and reads why
};

/// A question that is to be asked first, or once more with what is wrong in the answer.
struct Asking {
  Question question;
  std::vector<pages::FieldError> errors = {};
};

/// Whether the reader has answered it.
[[nodiscard]] bool is_sure(const http::Request& request);
/// Whether the form before the question was sent only to be shown again, as it was typed.
[[nodiscard]] bool only_shows_form(const http::Request& request);
/// What makes two presses of one button one deed: the page that asks made it.
[[nodiscard]] std::string_view once_of(const http::Request& request);

/// The page, with the fields `kept` of the form in it. With errors: 422.
[[nodiscard]] http::Response ask(const http::Request& request, pages::PageFrame frame,
                                 Question question, std::string action, std::string cancel,
                                 std::initializer_list<std::string_view> kept = {},
                                 std::vector<pages::FieldError> errors = {});

/// The token of a one-time link for a deed that may be pressed twice in one session: the second
/// press shows the same link. Nobody can guess it without the key file. Random where `once` is
/// empty.
[[nodiscard]] std::string link_token(const crypto::KeyFile& keys, const http::Request& request,
                                     const std::string& deed, std::string_view once);

}  // namespace gandan::people
