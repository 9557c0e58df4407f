// One request to a page: its language, names and day, what was typed, and what is wrong with it.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/module/services.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/turn/wording.hpp"
#include "lib/http/request.hpp"

namespace gandan {

/// What a context asks of its own (a record, an officer, a form) stands in a struct that is one.
struct Turn {
  Turn(const http::Request& from, const Services& with);

  const http::Request& request;
  const Services& services;
  std::shared_ptr<const units::Directory> directory;  ///< as it was when the request came
  Wording words;
  std::vector<pages::FieldError> errors = {};
  int refused_as = 422;  ///< the status of a page with errors; 503: the same is taken in a while

  [[nodiscard]] const i18n::Locale& locale() const { return words.locale; }
  [[nodiscard]] std::string tr(const char* message) const { return words.tr(message); }
  /// What the form says, as it was typed. An address fills in nothing: whoever made the link would.
  [[nodiscard]] std::string typed(std::string_view field) const {
    return std::string(request.form.get(field));
  }
  /// `message` is a msgid that says what to do.
  void refuse(std::string_view field, const char* message) {
    errors.push_back({std::string(field), tr(message)});
  }
  /// The message of the first error of the field; empty where nothing is wrong with it.
  [[nodiscard]] std::string error_of(std::string_view field) const;
  /// Of the page that is shown again with its errors, or for the first time.
  [[nodiscard]] int status() const { return errors.empty() ? 200 : refused_as; }
};

}  // namespace gandan
