#include "kernel/turn/turn.hpp"

#include "kernel/pages/site.hpp"

namespace gandan {

Turn::Turn(const http::Request& from, const Services& with)
    : request(from),
      services(with),
      directory(with.directory.get()),
      words{pages::locale_of(from), *directory, with.clock.today()} {}

std::string Turn::error_of(std::string_view field) const {
  for (const pages::FieldError& error : errors)
    if (error.field == field) return error.message;
  return {};
}

}  // namespace gandan
