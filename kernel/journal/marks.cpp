#include "kernel/journal/marks.hpp"

#include <set>

namespace gandan::journal {
namespace {

constexpr std::size_t mark_bytes = 4;

std::string mark_of(const tlog::Hash& hash) {
  return std::string(tlog::bytes_of(hash).substr(0, mark_bytes));
}

std::multiset<std::string> all_marks(std::string_view marks) {
  std::multiset<std::string> all;
  for (; marks.size() >= mark_bytes; marks.remove_prefix(mark_bytes))
    all.emplace(marks.substr(0, mark_bytes));
  return all;
}

}  // namespace

std::string marks_of(std::span<const tlog::Hash> parts) {
  std::string marks;
  for (const tlog::Hash& part : parts) marks += mark_of(part);
  return marks;
}

std::string differences(std::span<const Part> parts, std::span<const tlog::Hash> hashes,
                        std::optional<std::string_view> kept) {
  if (parts.empty()) return "nothing of it is left";
  if (!kept) return "in what, the log does not tell of an entry so old";
  std::multiset<std::string> then = all_marks(*kept);
  std::string names;
  std::size_t others = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const auto same = then.find(mark_of(hashes[i])); same != then.end()) {
      then.erase(same);
      continue;
    }
    ++others;
    names += (names.empty() ? "" : ", ") + parts[i].name;
  }
  const std::size_t gone = then.size() > others ? then.size() - others : 0;
  if (others + gone == 0) return "in what, cannot be told";
  if (gone == 0) return names;
  return names + (names.empty() ? "" : ", and ") +
         (gone == 1 ? "a part of it is gone" : std::to_string(gone) + " parts of it are gone");
}

}  // namespace gandan::journal
