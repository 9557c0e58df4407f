#include "kernel/letters/kinds.hpp"

#include <algorithm>
#include <stdexcept>

#include "kernel/letters/watched.hpp"

namespace gandan::letters {
namespace {

void check(const Kind& kind) {
  const auto refuse = [&](const char* why) {
    throw std::logic_error("letters about " + std::string(kind.record) + ": " + why);
  };
  if (kind.write == nullptr || kind.promise == nullptr) refuse("nothing words them");
  if (std::ranges::find(kind.letters, received) == kind.letters.end()) refuse("none is the first");
  for (auto letter = kind.letters.begin(); letter != kind.letters.end(); ++letter)
    if (std::find(kind.letters.begin(), letter, *letter) != letter) refuse("two have one name");
}

}  // namespace

std::vector<Kind> kinds_of(std::span<const Module> modules) {
  std::vector<Kind> all;
  for (const Module& module : modules)
    for (const Kind& kind : module.letters) {
      check(kind);
      if (find_kind(all, kind.record) != nullptr)
        throw std::logic_error("two modules write letters about " + std::string(kind.record));
      all.push_back(kind);
    }
  return all;
}

std::vector<News> news_of(std::span<const Module> modules) {
  std::vector<News> all;
  for (const Module& module : modules)
    for (const News& news : module.news) {
      const auto refuse = [&](const char* why) {
        throw std::logic_error("what is new in " + std::string(news.list) + ": " + why);
      };
      if (news.list == place_list || std::ranges::find(all, news.list, &News::list) != all.end())
        refuse("two lists have this name");
      if (news.title == nullptr || news.read == nullptr) refuse("nothing reads it");
      if (news.verbs.empty()) refuse("no entry of the journal tells of it");
      all.push_back(news);
    }
  return all;
}

const Kind* find_kind(std::span<const Kind> kinds, std::string_view record) {
  const auto found = std::ranges::find(kinds, record, &Kind::record);
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace gandan::letters
