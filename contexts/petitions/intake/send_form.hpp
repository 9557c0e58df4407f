// What travels from page to page of the form: read from a request, written into hidden fields.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "contexts/petitions/intake/fields.hpp"
#include "contexts/petitions/intake/send_pages.hpp"
#include "kernel/turn/steps.hpp"
#include "lib/http/request.hpp"

namespace gandan::petitions {

inline constexpr Steps<SendStep, 7> send_steps{
    {"kind", "text", "place", "similar", "contact", "title", "check"}};

[[nodiscard]] SendForm read_send_form(const http::Fields& fields);
/// A fresh one. An address may say the kind and nothing else: whoever made a link would know the
/// key of what is sent by it, or have filled in what the sender never looked at.
[[nodiscard]] SendForm begin_send_form(std::string_view kind);
/// Every answer but those that the shown step asks for itself.
[[nodiscard]] std::vector<http::Field> hidden_fields(const SendForm& form, SendStep shown);
/// The step that asks for a field; nothing for a field that none asks for.
[[nodiscard]] std::optional<SendStep> step_asking(std::string_view field);

}  // namespace gandan::petitions
