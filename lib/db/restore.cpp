#include "lib/db/restore.hpp"

#include <ctime>

namespace gandan::db {

std::string restore(std::string_view address, const BackupFile& file,
                    const std::function<void(Database&)>& examine) {
  constexpr std::string_view sqlite = "sqlite:";
  if (address.starts_with(sqlite))
    return restore_sqlite(std::string(address.substr(sqlite.size())), file, examine);
  return restore_postgresql(std::string(address), file, examine);
}

std::string time_for_a_name() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y%m%d_%H%M%S", &utc)};
}

}  // namespace gandan::db
