#include "kernel/acts/env.hpp"

#include "kernel/module/services.hpp"

namespace gandan::acts {

Env Env::of(const Services& services, const rules::Rulebook& rules) {
  return {services.clock, services.ids, rules, services.keys.get(), services.post != nullptr};
}

}  // namespace gandan::acts
