// What travels from page to page of the form: read from a request, written into hidden fields.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "contexts/petitions/intake/send_pages.hpp"
#include "lib/http/request.hpp"

namespace gandan::petitions {

[[nodiscard]] std::string_view name(SendStep step);
[[nodiscard]] std::optional<SendStep> parse_send_step(std::string_view text);

[[nodiscard]] SendForm read_send_form(const http::Fields& fields);
/// A fresh one. An address may say the kind and nothing else: whoever made a link would know the
/// key of what is sent by it, or have filled in what the sender never looked at.
[[nodiscard]] SendForm begin_send_form(std::string_view kind);
/// Every answer but those that the shown step asks for itself.
[[nodiscard]] std::vector<Hidden> hidden_fields(const SendForm& form, SendStep shown);
[[nodiscard]] SubmitForm to_submit_form(const SendForm& form);

}  // namespace gandan::petitions
