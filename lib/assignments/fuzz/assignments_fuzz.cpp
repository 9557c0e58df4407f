// Any bytes as a wording, as a cell of bodies and as a table: each ends, a day that is named is
// one, and no name is empty.
#include <cstdint>
#include <cstdlib>

#include "lib/assignments/deadline_json.hpp"
#include "lib/assignments/table.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan::assignments;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Deadline deadline = read_deadline(text);
  require(!json_of(deadline).empty());
  for (const std::string& name : read_bodies(text).names) require(!name.empty());
  std::vector<Row> rows{{"TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"}};
  for (const auto& table : tables_of_markdown(text)) {
    (void)read_tasks(table);
    rows.insert(rows.end(), table.begin(), table.end());
  }
  rows.push_back({"1", std::string(text), std::string(text), std::string(text), std::string(text)});
  require(!read_tasks(rows).empty() || rows.size() == 2);
  return 0;
}
