// What use cases need, from the services of the application.
#pragma once
#include "contexts/petitions/use_cases.hpp"
#include "kernel/module/services.hpp"

namespace gandan::petitions {

/// `rules` must live as long. Not inside a transaction the first time: the key file is opened.
[[nodiscard]] inline Env env_of(const Services& services, const rules::Rulebook& rules) {
  return {services.clock, services.ids, rules, services.keys.get(), services.post != nullptr};
}

}  // namespace gandan::petitions
