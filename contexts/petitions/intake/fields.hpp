// The texts of a petition as people send them, in one list: the web form, the desk and the API read
// them by it, and it says what is checked, what enters an idempotency key, and what is personal. A
// new one is a member of SubmitForm or Contact, and a line here.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "contexts/petitions/use_cases.hpp"

namespace gandan::petitions {

/// The pages of the web form, in their order. `title` is asked only where somebody wants to word
/// it: from the last page and back to it.
enum class SendStep : std::uint8_t { kind, text, place, similar, contact, title, check };

struct FormField {
  /// Of a form, or of its contact.
  class Member {
   public:
    constexpr Member(std::string SubmitForm::*own) : own_(own) {}
    constexpr Member(std::string Contact::*contact) : contact_(contact) {}
    [[nodiscard]] constexpr bool is_contact() const { return contact_ != nullptr; }
    template <class Form>
    [[nodiscard]] constexpr auto& of(Form& form) const {
      return contact_ != nullptr ? form.contact.*contact_ : form.*own_;
    }

   private:
    std::string SubmitForm::*own_ = nullptr;
    std::string Contact::*contact_ = nullptr;
  };

  std::string_view name;  ///< in forms, in the API, and as the heading of an import's column
  Member member;
  std::optional<SendStep> asked_on = {};  ///< of the web form; none: it does not ask
  std::size_t longest = longest_line;     ///< code points; 0: the name of something
  bool personal = false;     ///< tells who asks: of a denunciation not even a digest is made of it
  bool by_officers = false;  ///< only an officer says it of a petition: programs are refused it

  [[nodiscard]] constexpr bool is_line() const { return longest == longest_line; }
  /// A reference to its text in `form`.
  template <class Form>
  [[nodiscard]] constexpr auto& of(Form& form) const {
    return member.of(form);
  }
};

/// Idempotency keys are made over these in this order.
inline constexpr FormField form_fields[] = {
    {"kind", &SubmitForm::kind, SendStep::kind, 0},
    {"title", &SubmitForm::title, SendStep::title},
    {"text", &SubmitForm::text, SendStep::text, longest_text},
    {.name = "asked_by", .member = &SubmitForm::asked_by, .personal = true, .by_officers = true},
    {"addressed_to", &SubmitForm::addressed_to},
    {"place", &SubmitForm::place_text, SendStep::place},
    {"name", &Contact::name, SendStep::contact, longest_line, true},
    {"address", &Contact::address, SendStep::contact, longest_line, true},
    {"phone", &Contact::phone, SendStep::contact, longest_line, true},
    {"email", &Contact::email, SendStep::contact, longest_line, true},
};

}  // namespace gandan::petitions
