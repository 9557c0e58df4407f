// For tests: the forms of a page as a browser sees them, each with all that belongs to it, in the
// order of the document: the first button is the one that Enter presses.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "lib/http/request.hpp"

namespace gandan::test {

struct Control {
  std::string tag;   ///< input, textarea, select or button
  std::string type;  ///< of an input or a button
  std::string name, value;
  std::string classes, autocomplete;
  std::string action;  ///< where a button sends the form instead
  int max_length = 0;  ///< 0: no limit
  bool is_chosen = false;

  [[nodiscard]] bool sends() const { return tag == "button" && type == "submit"; }
  [[nodiscard]] bool is_seen() const { return classes.find("unseen") == std::string::npos; }
  /// One line of words, in which Enter sends the form.
  [[nodiscard]] bool is_line() const;
  [[nodiscard]] bool is_ticked_or_not() const { return type == "radio" || type == "checkbox"; }
  /// A password or a code.
  [[nodiscard]] bool is_secret() const;
  /// Words are written into it, that somebody would be sorry to lose.
  [[nodiscard]] bool is_written() const;
};

struct HtmlForm {
  std::string id, method, action;
  std::vector<Control> controls;

  [[nodiscard]] bool has_words() const;
  [[nodiscard]] bool has_secrets() const;
  /// The button that shows the page in the other language; nullptr where it has none.
  [[nodiscard]] const Control* language_button() const;
  /// What it would send, with `words` and a number in every field in which one writes.
  [[nodiscard]] http::Fields filled(std::string_view words) const;
};

[[nodiscard]] std::vector<HtmlForm> forms_of(std::string_view page);

/// The value of the first hidden field of this name; empty where the page has none.
[[nodiscard]] std::string first_value(std::string_view page, std::string_view field);

/// What is wrong with what Enter does in the fields of the form; empty where it looks, goes on, or
/// does what the next button after the field does. Going back and confirming something else are
/// wrong.
[[nodiscard]] std::string wrong_on_enter(const HtmlForm& form);

}  // namespace gandan::test
