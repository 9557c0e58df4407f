// Who came, as the page on which a visit is entered asks for them.
#include <algorithm>
#include <charconv>

#include "contexts/receptions/book/book.hpp"
#include "contexts/receptions/desk/enter_page.hpp"
#include "kernel/module/services.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;

std::string person_said(const Desk& desk, std::string_view field) {
  return std::string(text::trim(text::clean(desk.request.form.get(field))));
}

/// 0 where it is no number.
int people_said(const Desk& desk, std::string_view field) {
  const std::string typed = person_said(desk, field);
  int number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  return error == std::errc() && end == typed.data() + typed.size() ? number : 0;
}

/// Lines of "name; address; number of the paper".
void add_others(const Desk& desk, EnterForm& form) {
  const auto book = desk.services.rules.book();
  const bool is_group = representatives_of(*book, desk.words.today, form.present).has_value();
  const PersonRole role = is_group ? PersonRole::representative : PersonRole::own_matter;
  if (!form.people.empty()) form.people.front().role = role;
  const std::string typed = text::clean(desk.request.form.get("others"));
  for (std::string_view rest = typed; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = text::trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    Person person{.role = role};
    for (std::string* cell : {&person.name, &person.address, &person.identity}) {
      const std::size_t semicolon = std::min(line.find(';'), line.size());
      *cell = text::trim(line.substr(0, semicolon));
      line.remove_prefix(std::min(semicolon + 1, line.size()));
    }
    if (!person.name.empty()) form.people.push_back(std::move(person));
  }
}

}  // namespace

void read_people(const Desk& desk, EnterForm& form) {
  form.present = people_said(desk, "present");
  form.number = people_said(desk, "number");
  Person first{.name = person_said(desk, "name"),
               .address = person_said(desk, "address"),
               .phone = person_said(desk, "phone"),
               .email = person_said(desk, "email"),
               .identity = person_said(desk, "identity")};
  if (!first.empty()) form.people.push_back(std::move(first));
  form.is_nameless = form.kind == Kind::denunciation && desk.request.form.has("nameless");
  if (form.is_nameless) form.people.clear();
  add_others(desk, form);
}

}  // namespace gandan::receptions
