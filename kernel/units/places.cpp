#include "kernel/units/places.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "kernel/units/place_query.hpp"
#include "lib/db/query.hpp"

namespace gandan::units {

namespace {

struct Row {
  std::string key, exact;
  UnitId unit;
  Level level;
  AreaType type;
  std::string code, district, province;
  Date valid_from;
  std::optional<Date> valid_to;
};

constexpr std::size_t keys_at_once = 32;

/// One statement text whatever was typed, so that it stays prepared; unused parameters are empty.
const std::string& sql_by_keys() {
  static const std::string sql = [] {
    std::string text =
        "select key, exact, unit, level, type, code, district, province, valid_from, valid_to from "
        "places "
        "where key in (:k0";
    for (std::size_t i = 1; i < keys_at_once; ++i) text += ", :k" + std::to_string(i);
    return text + ")";
  }();
  return sql;
}

const db::Sql sql_days_of_change(R"(
  select valid_from as day from units union
  select valid_to + 1 from units where valid_to is not null order by day)");
const db::Sql sql_by_prefix(R"(
  select key, exact, unit, level, type, code, district, province, valid_from, valid_to from places
  where key > :prefix and key < :end order by key limit 60)");

const db::Sql sql_provinces{
    "select key, exact, unit, level, type, code, district, province, valid_from, valid_to from "
    "places "
    "where level = ",
    sql::province};
const db::Sql sql_in_district{
    "select key, exact, unit, level, type, code, district, province, valid_from, valid_to from "
    "places "
    "where province = :province and district = :district and level = ",
    sql::commune};
const db::Sql sql_in_province{
    "select key, exact, unit, level, type, code, district, province, valid_from, valid_to from "
    "places "
    "where province = :province and level = ",
    sql::commune};

struct Match {
  Row row;
  const Span* span;
  Fit fit = Fit::exact;
  int distance = 0;  ///< letters that are wrong, of one that fits nearly
};

/// How a row fits a span that has its whole name.
Fit fit_of(const Row& row, const Span& span) {
  const bool is_kind = span.type == AreaType::none || span.type == row.type;
  return is_kind && row.exact == span.exact ? Fit::exact : Fit::folded;
}

class Search {
 public:
  Search(db::Tx& tx, std::string_view typed, Date day)
      : tx_(tx), day_(day), query_(parse_place(typed)) {}

  struct Candidate {
    const Match* match;
    int score;
    std::size_t words;  ///< explained
    Fit fit;
    int names = 1;  ///< that explain them: its own, and of what it lies in
  };

  std::vector<Candidate> run() {
    find_whole();
    std::vector<Candidate> best = rank();
    const bool is_finished = !best.empty() && best[0].words == query_.words && best[0].names > 1;
    if (!is_finished && find_begun()) best = rank();
    if (find_nearly(best)) best = rank();
    return best;
  }

  [[nodiscard]] std::size_t words() const { return query_.words; }

 private:
  void find_whole() {
    std::vector<std::string_view> keys;
    std::unordered_multimap<std::string_view, const Span*> spans;
    for (const Span& span : query_.spans) {
      if (!spans.contains(span.key)) keys.push_back(span.key);
      spans.emplace(span.key, &span);
    }
    static const std::array<std::string, keys_at_once> names = [] {
      std::array<std::string, keys_at_once> made;
      for (std::size_t i = 0; i < keys_at_once; ++i) made[i] = "k" + std::to_string(i);
      return made;
    }();
    for (std::size_t at = 0; at < keys.size(); at += keys_at_once) {
      db::Query query(sql_by_keys());
      for (std::size_t i = 0; i < keys_at_once; ++i)
        query.bind(names[i], at + i < keys.size() ? keys[at + i] : std::string_view());
      for (Row& row : query.all<Row>(tx_)) {
        const auto [begin, end] = spans.equal_range(row.key);
        for (auto span = begin; span != end; ++span)
          matches_.push_back({row, span->second, fit_of(row, *span->second)});
      }
    }
  }

  /// What may become of the words at the end while the person goes on typing. True where there is
  /// any.
  bool find_begun() {
    const std::size_t before = matches_.size();
    for (const Span& span : query_.spans) {
      if (!span.is_last || span.key.size() < 2 || query_.words - span.begin > 4) continue;
      const std::string end = span.key + '{';  // '{' comes after 'z' and the digits
      for (Row& row : tx_.all<Row>(sql_by_prefix, {{"prefix", span.key}, {"end", end}}))
        matches_.push_back({std::move(row), &span, Fit::begun});
    }
    return matches_.size() > before;
  }

  /// Words that fit no name exactly, among the provinces, and among the communes of the district or
  /// province that was found: people misspell, and so do the lists. True where anything was added.
  bool find_nearly(const std::vector<Candidate>& found) {
    if (!found.empty() && found[0].words >= query_.words && found[0].fit != Fit::begun)
      return false;
    const std::size_t before = matches_.size();
    const Match* top = found.empty() ? nullptr : found[0].match;
    // A copy: what is added below may move the matches.
    const std::optional<Match> above =
        top != nullptr && top->row.level != Level::commune && top->fit <= Fit::folded
            ? std::optional(*top)
            : std::nullopt;
    const bool has_province = std::any_of(matches_.begin(), matches_.end(), [](const Match& match) {
      return match.row.level == Level::province && match.fit <= Fit::folded;
    });
    if (!has_province) add_nearly(tx_.all<Row>(sql_provinces), nullptr);
    if (above && above->row.level == Level::district)
      add_nearly(tx_.all<Row>(sql_in_district,
                              {{"province", above->row.province}, {"district", above->row.code}}),
                 above->span);
    if (above && above->row.level == Level::province)
      add_nearly(tx_.all<Row>(sql_in_province, {{"province", above->row.code}}), above->span);
    return matches_.size() > before;
  }

  /// Those of the rows that are misspelled by few letters, in words that are not `taken`.
  void add_nearly(const std::vector<Row>& rows, const Span* taken) {
    for (const Span& span : query_.spans) {
      if (span.key.size() < 4 || (taken != nullptr && span.overlaps(*taken))) continue;
      const int limit = span.key.size() < 7 ? 1 : 2;
      for (const Row& row : rows) {
        const int distance = edit_distance(span.key, row.key, limit);
        if (distance > 0 && distance <= limit)
          matches_.push_back({row, &span, Fit::nearly, distance});
      }
    }
  }

  /// How much a match itself says, in points: words first, then the kind, then the marks.
  [[nodiscard]] static int points(const Match& match) {
    const Span& span = *match.span;
    int points = 10 * static_cast<int>(span.words());
    if (match.fit == Fit::begun) points -= 4;
    points -= 4 * match.distance;
    if (span.type == match.row.type) points += span.type == AreaType::none ? 0 : 6;
    if (span.type != AreaType::none && span.type != match.row.type)
      points -= is_near(span.type, match.row) ? 6 : 16;
    if (span.has_marks)
      points += match.row.exact == span.exact ? 3 : match.fit == Fit::begun ? 0 : -4;
    return points;
  }

  /// Kinds that people take for each other, and that change from year to year.
  [[nodiscard]] static bool is_near(AreaType typed, const Row& row) {
    return level_of(typed, row.level != Level::province) == row.level;
  }

  [[nodiscard]] bool exists(const Row& row) const {
    return row.valid_from <= day_ && (!row.valid_to || *row.valid_to >= day_);
  }

  struct Above {
    const Match* match = nullptr;
    int points = 0;
  };

  /// The best match that names what `match` lies in, without sharing words with it or with `taken`.
  /// A name of another time for the same place counts a little less: "xã Đồng Văn, Hà Giang".
  [[nodiscard]] Above above(const Match& match, Level level, const Span* taken) const {
    const std::string& code = level == Level::province ? match.row.province : match.row.district;
    Above best;
    if (code.empty() || match.row.level <= level) return best;
    const auto found = by_code_.find({level, code});
    if (found == by_code_.end()) return best;
    for (const Match* other : found->second) {
      if (other->span->overlaps(*match.span) || (taken != nullptr && other->span->overlaps(*taken)))
        continue;
      const bool together = other->row.code == code && live_together(match.row, other->row);
      const int value = std::max(points(*other) - (together ? 0 : 5), 1);
      if (best.match == nullptr || value > best.points) best = {other, value};
    }
    return best;
  }

  [[nodiscard]] static bool live_together(const Row& a, const Row& b) {
    return (!a.valid_to || b.valid_from <= *a.valid_to) &&
           (!b.valid_to || a.valid_from <= *b.valid_to);
  }

  [[nodiscard]] Candidate judge(const Match& match) const {
    Candidate candidate{&match, points(match) + (exists(match.row) ? 2 : 0), match.span->words(),
                        match.fit};
    const Above province = above(match, Level::province, nullptr);
    const Above district =
        above(match, Level::district, province.match != nullptr ? province.match->span : nullptr);
    for (const Above& each : {province, district}) {
      if (each.match == nullptr) continue;
      candidate.score += each.points;
      candidate.words += each.match->span->words();
      candidate.fit = std::max(candidate.fit, each.match->fit);
      ++candidate.names;
    }
    return candidate;
  }

  /// Matches of districts and provinces by their code, and of provinces that have ended also by the
  /// code of what they became.
  void index_by_code() {
    by_code_.clear();
    for (const Match& match : matches_) {
      if (match.row.level >= Level::commune) continue;
      by_code_[{match.row.level, match.row.code}].push_back(&match);
      if (match.row.level != Level::province || exists(match.row)) continue;
      for (const std::string& code : later_codes(match.row.unit))
        if (code != match.row.code) by_code_[{Level::province, code}].push_back(&match);
    }
  }

  [[nodiscard]] const std::vector<std::string>& later_codes(UnitId province) {
    const auto [at, is_new] = later_codes_.try_emplace(province);
    if (is_new) {
      for (const Share& share : as_of(tx_, province, day_))
        if (const auto unit = find_unit(tx_, share.unit)) at->second.push_back(unit->code);
    }
    return at->second;
  }

  [[nodiscard]] std::vector<Candidate> rank() {
    index_by_code();
    std::unordered_map<UnitId, Candidate> best;
    for (const Match& match : matches_) {
      const Candidate candidate = judge(match);
      const auto [at, is_new] = best.emplace(match.row.unit, candidate);
      if (!is_new && candidate.score > at->second.score) at->second = candidate;
    }
    std::vector<Candidate> out;
    for (const auto& [unit, candidate] : best) out.push_back(candidate);
    std::sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
      const auto order = [](const Candidate& c) {
        // Of equals the larger one, then the newer one.
        return std::tuple(-c.score, c.match->row.level, -c.match->row.valid_from.days,
                          c.match->row.key, c.match->row.unit);
      };
      return order(a) < order(b);
    });
    return out;
  }

  db::Tx& tx_;
  Date day_;
  PlaceQuery query_;
  std::vector<Match> matches_;
  std::map<std::pair<Level, std::string>, std::vector<const Match*>> by_code_;
  std::map<UnitId, std::vector<std::string>> later_codes_;
};

const db::Sql sql_what_communes_became{
    "select s.new_unit, sum(s.share) "
    "from units c "
    "join unit_successions s on s.old_unit = c.id "
    "join units n on n.id = s.new_unit "
    "where c.parent = :district and c.level = ",
    sql::commune, " and n.level = ", sql::commune,
    " and n.parent <> :district "
    "group by s.new_unit "
    "order by s.new_unit"};

/// What a place is on a day. A district that has ended lives on, for law, in its province; who
/// lives there lives in one of the communes that its communes became: that of most of them first.
std::vector<Share> what_it_is(db::Tx& tx, const Unit& unit, Date day) {
  const bool is_ended_district =
      unit.level == Level::district && unit.valid_to && *unit.valid_to < day;
  std::map<UnitId, double> communes;
  double sum = 0;
  if (is_ended_district)
    for (const Share& became : tx.all<Share>(sql_what_communes_became, {{"district", unit.id}}))
      for (const Share& part : as_of(tx, became.unit, day)) {
        communes[part.unit] += became.share * part.share;
        sum += became.share * part.share;
      }
  if (communes.empty()) return as_of(tx, unit.id, day);
  std::vector<Share> now;
  for (const auto& [commune, share] : communes) now.push_back({commune, share / sum});
  std::stable_sort(now.begin(), now.end(),
                   [](const Share& a, const Share& b) { return a.share > b.share + 1e-9; });
  return now;
}

/// Among so many of the best a name is looked for that fits as well.
constexpr std::size_t most_rivals = 30;

std::string path_of(db::Tx& tx, const Unit& unit) {
  std::string path = unit.name;
  for (const UnitId above : ancestors(tx, unit.id))
    if (const auto found = find_unit(tx, above)) path += ", " + found->name;
  return path;
}

}  // namespace

namespace {

/// All of the words fit it, as well as `fit` at least.
bool is_meant(const Place& place, Fit fit) {
  return place.coverage > 0.99 && place.fit <= fit;
}

/// Whoever writes marks has told apart what only resembles it; without them nothing is told apart.
void keep_exact(std::vector<Place>& places, std::string_view query) {
  if (places.empty() || !has_marks(query) || !is_meant(places[0], Fit::exact)) return;
  std::erase_if(places, [](const Place& place) {
    return !is_meant(place, Fit::exact) && place.fit != Fit::begun;
  });
}

}  // namespace

std::vector<Place> find_places(db::Tx& tx, std::string_view query, Date day, std::size_t limit) {
  Search search(tx, query, day);
  std::vector<Place> out;
  std::set<UnitId> standing;
  for (const Search::Candidate& candidate : search.run()) {
    if (out.size() >= limit) break;
    // Far below the best is not what was meant, but words that happen to be names too.
    if (!out.empty() && candidate.score * 2 < out[0].score) break;
    std::optional<Unit> unit = find_unit(tx, candidate.match->row.unit);
    if (!unit) continue;
    std::vector<Share> now = what_it_is(tx, *unit, day);
    if (now.size() == 1 && !standing.insert(now[0].unit).second) continue;
    Place place{.path = path_of(tx, *unit), .now = std::move(now), .score = candidate.score};
    place.unit = std::move(*unit);
    place.ask = place.now.size() > 1;
    place.coverage = static_cast<double>(candidate.words) / static_cast<double>(search.words());
    place.fit = candidate.fit;
    out.push_back(std::move(place));
  }
  keep_exact(out, query);
  return out;
}

std::optional<UnitId> find_exact_place(db::Tx& tx, std::string_view words, Date day) {
  const std::vector<Place> found = find_places(tx, words, day, most_rivals);
  const std::string key = name_key(words);
  for (const Place& place : found)
    if (place.now.size() == 1 && place.now[0].unit == place.unit.id && name_key(place.path) == key)
      return place.unit.id;
  if (found.empty() || !is_meant(found[0], Fit::exact)) return std::nullopt;
  // Whoever types no marks may mean any of the names that they would tell apart.
  const Fit rivals = has_marks(words) ? Fit::exact : Fit::folded;
  const auto others = std::count_if(found.begin() + 1, found.end(),
                                    [&](const Place& place) { return is_meant(place, rivals); });
  const Place& best = found[0];
  const bool is_of_today = best.now.size() == 1 && best.now[0].unit == best.unit.id;
  return is_of_today && others == 0 ? std::optional(best.unit.id) : std::nullopt;
}

std::optional<UnitId> find_one_place(db::Tx& tx, std::string_view words, Date day) {
  const std::vector<Place> found = find_places(tx, words, day, 2);
  if (found.empty() || found[0].coverage < 0.5 || found[0].fit == Fit::begun) return std::nullopt;
  const Place& best = found[0];
  const bool is_tie =
      found.size() > 1 && found[1].score == best.score && found[1].unit.level == best.unit.level;
  if (is_tie) return std::nullopt;
  // Whoever names a district names one place: what answers for it, not where in it they live.
  const std::vector<Share> now =
      best.unit.level == Level::district ? as_of(tx, best.unit.id, day) : best.now;
  return now.size() == 1 ? std::optional(now[0].unit) : std::nullopt;
}

std::optional<UnitId> find_clear_place(db::Tx& tx, std::string_view words, Date day) {
  if (auto exact = find_exact_place(tx, words, day)) return exact;
  const std::vector<Place> found = find_places(tx, words, day, 1);
  if (found.empty() || found[0].fit != Fit::exact || !has_marks(words)) return std::nullopt;
  return find_one_place(tx, words, day);
}

std::optional<UnitId> find_one_province(db::Tx& tx, std::string_view words, Date day) {
  const std::vector<Place> found = find_places(tx, words, day);
  if (found.empty() || found[0].coverage < 0.5 || found[0].fit == Fit::begun) return std::nullopt;
  std::optional<UnitId> common;
  for (const Place& place : found) {
    if (place.score < found[0].score) break;
    for (const Share& share : place.now) {
      const std::optional<UnitId> province = province_of(tx, share.unit);
      if (!province || (common && common != province)) return std::nullopt;
      common = province;
    }
  }
  return common;
}

std::vector<Date> days_of_change(db::Tx& tx) {
  return tx.all<Date>(sql_days_of_change);
}

}  // namespace gandan::units
