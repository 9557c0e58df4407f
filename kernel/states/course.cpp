#include "kernel/states/course.hpp"

namespace gandan::states {
namespace {

struct Branch {
  std::string_view to;
  std::string verbs;
};

/// Each state that it leads to once, itself last; each verb once, though many may do it.
std::vector<Branch> branches_of(std::span<const Arrow> arrows, std::string_view from) {
  std::vector<Branch> branches;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const Arrow& arrow : arrows) {
    if (arrow.from != from || !seen.emplace(arrow.verb, arrow.to).second) continue;
    auto branch = std::ranges::find(branches, arrow.to, &Branch::to);
    if (branch == branches.end())
      branches.push_back({arrow.to, std::string(arrow.verb)});
    else
      branch->verbs.append(", ").append(arrow.verb);
  }
  std::ranges::stable_partition(branches, [&](const Branch& branch) { return branch.to != from; });
  return branches;
}

void dashes(std::string& out, std::size_t n) {
  while (n-- > 0) out += "─";
}

void draw_state(std::string& out, std::string_view from, std::size_t width,
                const std::vector<Branch>& branches) {
  std::size_t longest = 0;
  for (const Branch& branch : branches) longest = std::max(longest, branch.verbs.size());
  for (const Branch& branch : branches) {
    const bool is_first = &branch == &branches.front(), is_last = &branch == &branches.back();
    const std::string_view begin = is_first ? from : std::string_view();
    out.append(begin).append(width - begin.size(), ' ');
    out += is_first && is_last ? " ─── " : is_first ? " ─┬─ " : is_last ? "  └─ " : "  ├─ ";
    out.append(branch.verbs).append(1, ' ');
    dashes(out, longest - branch.verbs.size() + 1);
    out.append("► ").append(branch.to).append(1, '\n');
  }
}

}  // namespace

std::string draw(std::span<const Arrow> arrows) {
  std::string out;
  std::size_t width = 0;
  for (const Arrow& arrow : arrows) width = std::max(width, arrow.from.size());
  std::set<std::string_view> drawn;
  for (const Arrow& arrow : arrows)
    if (drawn.insert(arrow.from).second)
      draw_state(out, arrow.from, width, branches_of(arrows, arrow.from));
  return out;
}

}  // namespace gandan::states
