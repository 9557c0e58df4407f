#include "kernel/settings/installation.hpp"

#include "kernel/journal/journal.hpp"
#include "lib/base/id.hpp"

namespace gandan::settings {
namespace {

const db::Sql select_number{"select number from installation where id = 1"};
const db::Sql delete_number{"delete from installation"};
const db::Sql insert_number{"insert into installation (id, number) values (1, :number)"};

}  // namespace

std::uint32_t installation_number(db::Tx& tx) {
  return static_cast<std::uint32_t>(tx.one<std::int64_t>(select_number).value_or(0));
}

Result<void, NumberError> number_installation(db::Tx& tx, const Clock& clock, std::int64_t number,
                                              Installation installation) {
  if (number < 1 || number > Ids::greatest_number) return fail(NumberError::out_of_range);
  const std::int64_t before = installation_number(tx);
  if (before == number) return {};
  if (before != 0 && installation != Installation::copy) return fail(NumberError::has_another);
  tx.run(delete_number, {});
  tx.run(insert_number, {{"number", number}});
  journal::append(tx, {.at = clock.now(),
                       .verb = "settings.number_installation",
                       .subject = {"installation", 1},
                       .detail = "{\"number\":" + std::to_string(number) + "}"});
  return {};
}

}  // namespace gandan::settings
