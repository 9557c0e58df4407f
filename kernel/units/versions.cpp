#include "kernel/units/versions.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace gandan::units {

namespace {

std::string level_and_code(Level level, std::string_view code) {
  return std::to_string(static_cast<int>(level)) + "/" + std::string(code);
}

class Historian {
 public:
  Historian(const std::vector<Era>& eras, std::vector<Version> provinces) : eras_(eras) {
    history_.versions = std::move(provinces);
    for (std::size_t i = 0; i < history_.versions.size(); ++i) index(i);
  }

  History run(std::vector<Listed> lists, std::vector<Mapped> maps) {
    std::sort(lists.begin(), lists.end(), [](const Listed& a, const Listed& b) {
      return std::tie(a.level, a.code, a.date) < std::tie(b.level, b.code, b.date);
    });
    for (const Listed& line : lists) days_[era_of(line.date)].insert({line.level, line.date});
    for (auto begin = lists.begin(); begin != lists.end();) {
      auto end = std::find_if(begin, lists.end(), [&](const Listed& line) {
        return line.level != begin->level || line.code != begin->code ||
               era_of(line.date) != era_of(begin->date);
      });
      read_runs(std::vector<Listed>(begin, end));
      begin = end;
    }
    find_parents();
    follow_maps(std::move(maps));
    abolish_districts();
    return std::move(history_);
  }

 private:
  void index(std::size_t i) {
    const Version& version = history_.versions[i];
    by_code_[level_and_code(version.level, version.code)].push_back(i);
  }

  /// The era that a day falls into; the first one for whatever was before it.
  [[nodiscard]] std::size_t era_of(Date date) const {
    std::size_t era = 0;
    while (era + 1 < eras_.size() && eras_[era + 1].begins <= date) ++era;
    return era;
  }

  [[nodiscard]] std::optional<Date> last_day_of(std::size_t era) const {
    if (era + 1 >= eras_.size()) return std::nullopt;
    return eras_[era + 1].begins - 1;
  }

  /// The days of an era for which a list of a level is known, in order.
  [[nodiscard]] std::vector<Date> days_of(std::size_t era, Level level) const {
    std::vector<Date> out;
    for (const auto& [listed_level, date] : days_.at(era))
      if (listed_level == level) out.push_back(date);
    return out;
  }

  /// The lines of one code within one era: a run of lines that say the same is a version.
  void read_runs(const std::vector<Listed>& lines) {
    const Level level = lines[0].level;
    const std::size_t era = era_of(lines[0].date);
    const std::vector<Date> days = days_of(era, level);
    const auto position = [&](Date date) {
      return std::lower_bound(days.begin(), days.end(), date) - days.begin();
    };
    std::optional<std::size_t> before;
    std::map<std::string, int> seen;
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::string key = name_key(lines[begin].name);
      std::size_t end = begin + 1;
      while (end < lines.size() && name_key(lines[end].name) == key &&
             lines[end].parent == lines[begin].parent &&
             position(lines[end].date) == position(lines[end - 1].date) + 1)
        ++end;
      const Listed& first = lines[begin];
      const Listed& last = lines[end - 1];
      if (level == Level::province && know_province(first)) {
        begin = end;
        continue;
      }
      Version version{.level = level,
                      .type = split_type(first.name).type,
                      .code = last.code,
                      .name = first.name,
                      .parent_code = last.parent,
                      .valid_from = position(first.date) == 0 ? eras_[era].begins : first.date};
      version.id = area_id(level, last.code, last.name, last.parent, eras_[era].begins,
                           seen[key + "/" + last.parent]++);
      const auto next_day = static_cast<std::size_t>(position(last.date)) + 1;
      version.valid_to = next_day < days.size() ? days[next_day] - 1 : last_day_of(era);
      for (std::size_t i = begin; i < end; ++i)
        if (lines[i].name != first.name) version.spellings.push_back(lines[i].name);
      history_.versions.push_back(std::move(version));
      index(history_.versions.size() - 1);
      if (before)
        join(*before, history_.versions.size() - 1,
             "Danh mục đơn vị hành chính ngày " + first.date.iso());
      before = history_.versions.size() - 1;
      begin = end;
    }
  }

  /// Whether the reference has this province on that day; what a list spells otherwise becomes a
  /// spelling.
  bool know_province(const Listed& line) {
    for (const std::size_t i : by_code_[level_and_code(Level::province, line.code)]) {
      Version& version = history_.versions[i];
      if (!exists(version, line.date)) continue;
      if (name_key(version.name) != name_key(line.name)) version.spellings.push_back(line.name);
      return true;
    }
    return false;
  }

  [[nodiscard]] static bool exists(const Version& version, Date date) {
    return version.valid_from <= date && (!version.valid_to || date <= *version.valid_to);
  }

  void join(std::size_t from, std::size_t to, std::string basis) {
    const Version& new_version = history_.versions[to];
    history_.successions.push_back({.old_unit = history_.versions[from].id,
                                    .new_unit = new_version.id,
                                    .date = new_version.valid_from,
                                    .kind = SuccessionKind::rename,
                                    .basis = std::move(basis)});
  }

  /// The version of a code on a day; of one that ended before it, within the same era, the last.
  [[nodiscard]] std::optional<std::size_t> version_on(Level level, std::string_view code,
                                                      Date date) const {
    const auto found = by_code_.find(level_and_code(level, code));
    if (found == by_code_.end()) return std::nullopt;
    std::optional<std::size_t> best;
    for (const std::size_t i : found->second) {
      const Version& version = history_.versions[i];
      if (exists(version, date)) return i;
      if (version.valid_from <= date && era_of(version.valid_from) == era_of(date)) best = i;
    }
    return best;
  }

  void find_parents() {
    for (const Level level : {Level::district, Level::commune}) {
      for (Version& version : history_.versions) {
        if (version.level != level || version.parent_code.empty()) continue;
        const Date last = version.valid_to.value_or(version.valid_from);
        const bool in_district = level == Level::commune && version.parent_code.size() == 3;
        const auto parent =
            version_on(in_district ? Level::district : Level::province, version.parent_code, last);
        if (!parent) {
          history_.warnings.push_back(version.name + " (" + version.code +
                                      "): no unit above with code " + version.parent_code);
          continue;
        }
        const Version& above = history_.versions[*parent];
        version.parent = above.id;
        version.district = in_district ? above.code : "";
        version.province = in_district ? above.province : above.code;
      }
    }
    for (Version& version : history_.versions)
      if (version.level == Level::province) version.province = version.code;
  }

  /// The new unit that a line of a map means. Where code and name disagree, the name in its
  /// province decides.
  std::optional<std::size_t> target_of(const Mapped& line) {
    const std::string key = name_key(line.new_name);
    const auto by_code = version_on(Level::commune, line.new_code, line.date);
    if (by_code && name_key(history_.versions[*by_code].name) == key) return by_code;
    const auto [begin, end] = by_name_.equal_range(line.new_province + "/" + key);
    for (auto at = begin; at != end; ++at) {
      Version& version = history_.versions[at->second];
      if (!exists(version, line.date)) continue;
      if (version.code != line.new_code) version.other_codes.push_back(line.new_code);
      return at->second;
    }
    return by_code;
  }

  void follow_maps(std::vector<Mapped> maps) {
    for (std::size_t i = 0; i < history_.versions.size(); ++i) {
      const Version& version = history_.versions[i];
      if (version.level == Level::commune)
        by_name_.emplace(version.province + "/" + name_key(version.name), i);
    }
    std::sort(maps.begin(), maps.end(), [](const Mapped& a, const Mapped& b) {
      return std::tie(a.date, a.old_level, a.old_code, a.position) <
             std::tie(b.date, b.old_level, b.old_code, b.position);
    });
    for (auto begin = maps.begin(); begin != maps.end();) {
      auto end = std::find_if(begin, maps.end(), [&](const Mapped& line) {
        return line.date != begin->date || line.old_level != begin->old_level ||
               line.old_code != begin->old_code;
      });
      follow_map(std::vector<Mapped>(begin, end));
      begin = end;
    }
  }

  /// All lines of one old unit.
  void follow_map(const std::vector<Mapped>& lines) {
    const auto old = version_on(lines[0].old_level, lines[0].old_code, lines[0].date - 1);
    std::vector<std::size_t> targets;
    for (const Mapped& line : lines) {
      const auto target = target_of(line);
      if (!target || !old) {
        ++unmatched_;
        continue;
      }
      if (std::find(targets.begin(), targets.end(), *target) == targets.end())
        targets.push_back(*target);
    }
    if (!old || targets.empty()) return;
    Version& from = history_.versions[*old];
    if (name_key(from.name) != name_key(lines[0].old_name))
      from.spellings.push_back(lines[0].old_name);
    for (const std::size_t target : targets) {
      const Version& to = history_.versions[target];
      history_.successions.push_back(
          {.old_unit = from.id,
           .new_unit = to.id,
           .date = lines[0].date,
           .kind = targets.size() > 1 ? SuccessionKind::split : SuccessionKind::merge,
           .share = 1.0 / static_cast<double>(targets.size()),
           .is_main = target == targets.front(),
           .basis = eras_[era_of(lines[0].date)].basis});
      followed_.insert(from.id);
    }
  }

  /// What no map follows goes over to the province when the districts end.
  void abolish_districts() {
    for (const Version& version : history_.versions) {
      if (version.level != Level::district || !version.valid_to || followed_.contains(version.id))
        continue;
      const std::size_t era = era_of(version.valid_from);
      if (version.valid_to != last_day_of(era) || !version.parent) continue;
      history_.successions.push_back({.old_unit = version.id,
                                      .new_unit = *version.parent,
                                      .date = *version.valid_to + 1,
                                      .kind = SuccessionKind::abolish,
                                      .basis = eras_[era + 1].basis});
    }
    if (unmatched_ > 0)
      history_.warnings.push_back(std::to_string(unmatched_) +
                                  " lines of a map fit no unit yet: import the lists of both days");
  }

  const std::vector<Era>& eras_;
  History history_;
  std::map<std::size_t, std::set<std::pair<Level, Date>>> days_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_code_;
  std::unordered_multimap<std::string, std::size_t> by_name_;
  std::set<UnitId> followed_;
  std::size_t unmatched_ = 0;
};

}  // namespace

UnitId area_id(Level level, std::string_view code, std::string_view name,
               std::string_view parent_code, Date era, int occurrence) {
  std::string facts = "area/" + level_and_code(level, code) + "/" + name_key(name) + "/" +
                      std::string(parent_code) + "/" + era.iso();
  if (occurrence > 0) facts += "/" + std::to_string(occurrence);
  return UnitId{stable_id(facts)};
}

History make_history(const std::vector<Era>& eras, std::vector<Version> provinces,
                     std::vector<Listed> lists, std::vector<Mapped> maps) {
  return Historian(eras, std::move(provinces)).run(std::move(lists), std::move(maps));
}

}  // namespace gandan::units
