#include "lib/tlog/tile.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "lib/base/ascii.hpp"
#include "lib/tlog/lines.hpp"

namespace gandan::tlog {
namespace {

constexpr std::string_view path_start = "tile/";
constexpr std::string_view partial_mark = ".p/";
constexpr unsigned highest_level = 63;  // what tlog-tiles lets a path say

std::string three_digits(std::uint64_t number) {
  const std::string digits = std::to_string(1000 + number % 1000);
  return digits.substr(1);
}

std::string index_path(std::uint64_t index) {
  std::string path = three_digits(index);
  for (index /= 1000; index > 0; index /= 1000) path = "x" + three_digits(index) + "/" + path;
  return path;
}

/// Any grouping of digits: parse_tile_path() compares it with the one that is right.
std::optional<std::uint64_t> parse_index_path(std::string_view path) {
  std::string digits;
  std::ranges::copy_if(path, std::back_inserter(digits), is_digit);
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  return digits.empty() ? std::nullopt
                        : parse_number(first == digits.size() ? "0" : digits.substr(first));
}

}  // namespace

std::string path_of(const TileName& name) {
  std::string path(path_start);
  path += name.level ? std::to_string(*name.level) : "entries";
  path += '/';
  path += index_path(name.index);
  if (name.is_partial()) path += std::string(partial_mark) + std::to_string(name.width);
  return path;
}

std::optional<TileName> parse_tile_path(std::string_view path) {
  if (!path.starts_with(path_start)) return std::nullopt;
  std::string_view rest = path.substr(path_start.size());
  const std::string_view level = rest.substr(0, rest.find('/'));
  if (level.size() == rest.size()) return std::nullopt;
  rest.remove_prefix(level.size() + 1);
  TileName name;
  if (level != "entries") {
    const auto number = parse_number(level);
    if (!number || *number > highest_level) return std::nullopt;
    name.level = static_cast<unsigned>(*number);
  }
  if (const std::size_t mark = rest.find(partial_mark); mark != std::string_view::npos) {
    const auto width = parse_number(rest.substr(mark + partial_mark.size()));
    if (!width || *width == 0 || *width >= tile_width) return std::nullopt;
    name.width = *width;
    rest = rest.substr(0, mark);
  }
  const auto index = parse_index_path(rest);
  if (!index) return std::nullopt;
  name.index = *index;
  if (path_of(name) != path) return std::nullopt;  // one path a tile
  return name;
}

std::vector<TileName> tiles_between(std::uint64_t old_size, std::uint64_t size) {
  std::vector<TileName> names;
  for (unsigned level = 0; level < tile_levels && old_size < size; ++level) {
    for (std::uint64_t index = old_size / tile_width; index * tile_width < size; ++index)
      names.push_back({level, index, std::min(tile_width, size - index * tile_width)});
    old_size /= tile_width;
    size /= tile_width;
  }
  return names;
}

std::string tile_bytes(std::span<const Hash> hashes) {
  std::string bytes;
  bytes.reserve(hashes.size_bytes());
  for (const Hash& hash : hashes) bytes += bytes_of(hash);
  return bytes;
}

std::optional<std::vector<Hash>> parse_tile(std::string_view bytes) {
  std::vector<Hash> hashes;
  if (bytes.size() % sizeof(Hash) != 0) return std::nullopt;
  for (; !bytes.empty(); bytes.remove_prefix(sizeof(Hash)))
    hashes.push_back(*hash_of_bytes(bytes.substr(0, sizeof(Hash))));
  return hashes;
}

void put_entry(std::string& bundle, std::string_view entry) {
  if (entry.size() > 0xffff) throw std::invalid_argument("an entry has at most 65,535 bytes");
  bundle += static_cast<char>(entry.size() >> 8);
  bundle += static_cast<char>(entry.size() & 0xff);
  bundle += entry;
}

std::optional<std::vector<std::string_view>> parse_entries(std::string_view bundle) {
  std::vector<std::string_view> entries;
  while (!bundle.empty()) {
    if (bundle.size() < 2) return std::nullopt;
    const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0])) << 8 |
                             static_cast<unsigned char>(bundle[1]);
    bundle.remove_prefix(2);
    if (bundle.size() < size) return std::nullopt;
    entries.push_back(bundle.substr(0, size));
    bundle.remove_prefix(size);
  }
  return entries;
}

}  // namespace gandan::tlog
