#include "kernel/units/reference.hpp"

#include <algorithm>
#include <stdexcept>

#include "kernel/units/reference_files.hpp"
#include "lib/csv/csv.hpp"
#include "lib/text/fold.hpp"

namespace gandan::units {

namespace {

std::string_view embedded(std::string_view name) {
  for (const EmbeddedFile& file : reference::files())
    if (file.name == name) return file.bytes;
  throw std::logic_error("reference table " + std::string(name) + " is not built in");
}

/// A row of a shipped table. The tables are part of the program: what is wrong in them is a broken
/// invariant.
class Line {
 public:
  Line(std::string_view file, const csv::Header& header, const csv::Row& row, std::size_t number)
      : file_(file), header_(header), row_(row), number_(number) {}

  [[nodiscard]] const std::string& operator[](std::string_view column) const {
    const auto found = header_.find(column);
    if (!found || *found >= row_.size()) broken("no column " + std::string(column));
    return row_[*found];
  }
  [[nodiscard]] std::optional<Date> date(std::string_view column) const {
    const std::string& text = (*this)[column];
    if (text.empty()) return std::nullopt;
    const auto date = Date::parse(text);
    if (!date) broken("not a day: " + text);
    return date;
  }
  /// What semicolons separate.
  [[nodiscard]] std::vector<std::string> list(std::string_view column) const {
    std::vector<std::string> out;
    std::string_view rest = (*this)[column];
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      if (end > 0) out.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
  }
  [[noreturn]] void broken(const std::string& why) const {
    throw std::logic_error(std::string(file_) + ":" + std::to_string(number_) + ": " + why);
  }

 private:
  std::string_view file_;
  const csv::Header& header_;
  const csv::Row& row_;
  std::size_t number_;
};

template <class Fn>
void each_line(std::string_view file, Fn&& fn) {
  csv::Reader reader(embedded(file), {.delimiter = ','});
  csv::Row row;
  if (reader.next(row) != csv::Read::row) throw std::logic_error(std::string(file) + " is empty");
  const csv::Header header(row);
  while (reader.next(row) == csv::Read::row) fn(Line(file, header, row, reader.line()));
}

Date first_day() {
  return reference_eras().front().begins;
}

Date era_begin(Date date) {
  Date begin = first_day();
  for (const Era& era : reference_eras())
    if (era.begins <= date) begin = era.begins;
  return begin;
}

Version area(const Line& line, Level level, std::string parent) {
  Version version{.level = level,
                  .type = split_type(line["name"]).type,
                  .code = line["code"],
                  .name = line["name"],
                  .parent_code = std::move(parent),
                  .valid_from = line.date("from").value_or(first_day()),
                  .valid_to = line.date("to")};
  version.id = area_id(level, version.code, version.name, version.parent_code,
                       era_begin(version.valid_from));
  return version;
}

/// "Tỉnh Lạng Sơn" within a longer name: "tỉnh Lạng Sơn".
std::string within_a_name(const std::string& name) {
  const AreaName parts = split_type(name);
  const std::size_t type_size = name.size() - parts.bare.size();
  return text::fold(name.substr(0, type_size), text::Fold::exact) + std::string(parts.bare);
}

UnitId body_id(std::string_view code, Date from) {
  return UnitId{stable_id("body/" + std::string(code) + "/" + from.iso())};
}

std::vector<BodyEntry> central_bodies() {
  std::vector<BodyEntry> out;
  const auto find = [&](const Line& line, const std::string& code) {
    const auto found = std::find_if(out.begin(), out.end(),
                                    [&](const BodyEntry& body) { return body.code == code; });
    if (found == out.end()) line.broken("no body above with code " + code);
    return found->id;
  };
  each_line("bodies.csv", [&](const Line& line) {
    BodyEntry body{.level = Level::nation,
                   .code = line["code"],
                   .name = line["name"],
                   .valid_from = line.date("from").value_or(first_day()),
                   .valid_to = line.date("to"),
                   .aliases = line.list("aliases"),
                   .fields = line.list("fields"),
                   .keywords = line["keywords"]};
    body.id = body_id(body.code, body.valid_from);
    if (!line["parent"].empty()) body.parent = find(line, line["parent"]);
    if (!line["became"].empty()) body.became = find(line, line["became"]);
    out.push_back(std::move(body));
  });
  return out;
}

/// The bodies of one area, after the templates of its level.
void add_local_bodies(const Version& place, std::vector<BodyEntry>& out) {
  each_line("local_bodies.csv", [&](const Line& line) {
    const bool is_province = place.level == Level::province;
    if (line["level"] != (is_province ? "province" : "commune")) return;
    const Date from = std::max(place.valid_from, line.date("since").value_or(place.valid_from));
    if (place.valid_to && *place.valid_to < from) return;
    std::string name = line["name"];
    name.replace(name.find("{area}"), 6, within_a_name(place.name));
    BodyEntry body{.level = place.level,
                   .code = line["code"] + "-" + place.code,
                   .name = name,
                   .area = place.id,
                   .valid_from = from,
                   .valid_to = place.valid_to,
                   .fields = line.list("fields"),
                   .keywords = line["keywords"]};
    body.id = body_id(body.code, from);
    if (!line["parent"].empty())
      body.parent = body_id(line["parent"] + "-" + place.code, place.valid_from);
    out.push_back(std::move(body));
  });
}

/// A body whose area was only renamed lives on under the new name.
void join_renamed(std::vector<BodyEntry>& bodies) {
  for (BodyEntry& body : bodies) {
    if (!body.area || !body.valid_to) continue;
    for (const BodyEntry& next : bodies)
      if (next.area && next.code == body.code && next.valid_from == *body.valid_to + 1)
        body.became = next.id;
  }
}

}  // namespace

const std::vector<Era>& reference_eras() {
  static const std::vector<Era> eras = [] {
    std::vector<Era> out;
    each_line("eras.csv", [&](const Line& line) {
      out.push_back({*line.date("begins"), line["basis"]});
    });
    return out;
  }();
  return eras;
}

std::vector<Version> reference_provinces() {
  std::vector<Version> out;
  each_line("provinces.csv", [&](const Line& line) {
    out.push_back(area(line, Level::province, ""));
    out.back().province = out.back().code;
  });
  return out;
}

std::vector<Succession> reference_successions() {
  std::vector<Succession> out;
  const std::vector<Version> provinces = reference_provinces();
  each_line("provinces.csv", [&](const Line& line) {
    if (line["became"].empty()) return;
    const Version old = area(line, Level::province, "");
    const auto next = std::find_if(provinces.begin(), provinces.end(), [&](const Version& version) {
      return version.code == line["became"] && version.valid_from == *old.valid_to + 1;
    });
    if (next == provinces.end()) line.broken("what it became is missing");
    const bool is_reform = era_begin(next->valid_from) == next->valid_from;
    out.push_back({.old_unit = old.id,
                   .new_unit = next->id,
                   .date = next->valid_from,
                   .kind = is_reform ? SuccessionKind::merge : SuccessionKind::rename,
                   .basis = line["basis"]});
  });
  return out;
}

std::vector<Version> reference_areas() {
  const std::vector<Version> provinces = reference_provinces();
  const auto lang_son = std::find_if(provinces.begin(), provinces.end(),
                                     [](const Version& version) { return version.code == "20"; });
  std::vector<Version> out;
  each_line("lang_son.csv", [&](const Line& line) {
    const Level level = level_of(split_type(line["name"]).type, true).value();
    Version version = area(line, level, lang_son->code);
    version.parent = lang_son->id;
    version.province = lang_son->code;
    if (level == Level::district) version.district = version.code;
    out.push_back(std::move(version));
  });
  return out;
}

std::vector<FieldEntry> reference_fields() {
  std::vector<FieldEntry> out;
  each_line("fields.csv", [&](const Line& line) {
    out.push_back({.code = line["code"],
                   .name = line["name"],
                   .name_en = line["name_en"],
                   .aliases = line.list("aliases"),
                   .keywords = line["keywords"]});
  });
  return out;
}

std::vector<BodyEntry> reference_bodies() {
  std::vector<BodyEntry> out = central_bodies();
  // Bodies of provinces that ended in 2025 or before answer no more; what they left is their
  // successors'.
  for (const Version& province : reference_provinces())
    if (!province.valid_to || *province.valid_to >= reference_eras().back().begins)
      add_local_bodies(province, out);
  for (const Version& commune : reference_areas())
    if (commune.level == Level::commune) add_local_bodies(commune, out);
  join_renamed(out);
  return out;
}

std::vector<PlaceAlias> reference_place_aliases() {
  std::vector<PlaceAlias> out;
  each_line("place_aliases.csv", [&](const Line& line) {
    out.push_back({.alias = line["alias"],
                   .level = line["level"] == "province" ? Level::province : Level::district,
                   .code = line["code"]});
  });
  return out;
}

std::int64_t reference_checksum() {
  std::string all;
  for (const EmbeddedFile& file : reference::files()) all.append(file.name).append(file.bytes);
  return stable_id(all);
}

}  // namespace gandan::units
