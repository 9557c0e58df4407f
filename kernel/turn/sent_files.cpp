#include "kernel/turn/sent_files.hpp"

#include <algorithm>

#include "kernel/files/settings.hpp"
#include "kernel/module/services.hpp"

namespace gandan {
namespace {

void refuse_files(Turn& turn, const files::Limits& limits, const files::NotTaken& refused) {
  const std::string said = files::words_of(turn.locale(), limits, refused);
  if (files::status_of(refused.why) == 503) turn.refused_as = 503;
  turn.errors.push_back(
      {"files", said + " " + turn.tr(N_("Choose all files anew; what you wrote is still here."))});
}

}  // namespace

std::optional<std::vector<files::Taken>> take_sent_files(Turn& turn, std::size_t most) {
  auto limits = files::limits_of(turn.services.settings);
  limits.most = std::min(limits.most, most);
  auto taken = files::take(turn.services.files.folder, *turn.services.files.quota, limits,
                           turn.request, "files", turn.services.clock.today());
  if (taken) return std::move(*taken);
  refuse_files(turn, limits, taken.error());
  return std::nullopt;
}

}  // namespace gandan
