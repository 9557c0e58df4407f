#include "contexts/receptions/module.hpp"

#include <memory>

#include "contexts/receptions/booking/api.hpp"
#include "contexts/receptions/migrations.hpp"
#include "contexts/receptions/permissions.hpp"
#include "contexts/receptions/record/committed.hpp"
#include "contexts/receptions/record/invariants.hpp"
#include "contexts/receptions/record/personal.hpp"
#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {
namespace {

/// Those parts that are one function for all rooms; none where no room has any.
void join(Module& module, std::shared_ptr<const Rooms> rooms) {
  module.add_routes = [rooms](http::App& app, Services& services) {
    for (const auto& add : rooms->pages) add(app, services);
  };
  module.add_jobs = [rooms](jobs::Registry& jobs, Services& services) {
    for (const auto& add : rooms->jobs) add(jobs, services);
  };
  if (!rooms->commands.empty())
    module.commands = [rooms](const OpenServices& open) {
      std::vector<cli::Command> all;
      for (const auto& give : rooms->commands)
        for (cli::Command& command : give(open)) all.push_back(std::move(command));
      return all;
    };
  const auto given = [](const auto& parts) {
    return [&parts](Services& services) {
      std::vector<std::decay_t<decltype(parts.front()(services))>> all;
      for (const auto& give : parts) all.push_back(give(services));
      return all;
    };
  };
  if (!rooms->home.empty())
    module.home = [rooms, give = given(rooms->home)](Services& services) { return give(services); };
  if (!rooms->body_parts.empty())
    module.body_parts = [rooms, give = given(rooms->body_parts)](Services& services) {
      return give(services);
    };
  if (!rooms->place_parts.empty())
    module.place_parts = [rooms, give = given(rooms->place_parts)](Services& services) {
      return give(services);
    };
}

}  // namespace

Module module() {
  Module module{.name = "receptions",
                .migrations = {"receptions", migrations::files()},
                .permissions = {receive_citizens, read_receptions, keep_reception_schedule,
                                conclude_receptions},
                .kept = kept_of_receptions(),
                .commitments = commitments_to_receptions(),
                .api = api_of_bookings(),
                .invariants = invariants_of_receptions(),
                .personal = personal_data()};
  const auto rooms = std::make_shared<Rooms>();
  for (const auto& add : {add_schedule, add_book, add_booking, add_conclusions, add_figures,
                          add_intake, add_waiting, add_online, add_demo})
    add(module, *rooms);
  join(module, rooms);
  return module;
}

}  // namespace gandan::receptions
