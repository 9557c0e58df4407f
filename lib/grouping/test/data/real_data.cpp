#include "lib/grouping/test/data/real_data.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <numeric>
#include <random>
#include <sstream>

#include "lib/base/real_input.hpp"
#include "lib/csv/csv.hpp"
#include "lib/grouping/index.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"

namespace gandan::grouping::real_data {

namespace {

std::string field_of(const boost::json::object& row, std::string_view name) {
  const auto* value = row.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

/// The objects of all files that fit.
std::vector<boost::json::object> json_lines(const std::string& set, const std::string& pattern) {
  std::vector<boost::json::object> rows;
  for (const auto& file : real_input::find(set, pattern)) {
    std::istringstream in(real_input::read(file));
    for (std::string line; std::getline(in, line);) {
      if (!line.empty()) rows.push_back(boost::json::parse(line).as_object());
    }
  }
  return rows;
}

/// Each row of all files that fit, as `take` makes one of its cells, which it asks for by column.
template <typename Take>
std::vector<Row> table(const std::string& set, const std::string& pattern, Take take) {
  std::vector<Row> rows;
  for (const auto& file : real_input::find(set, pattern)) {
    const std::string text = real_input::read(file);
    csv::Reader reader(text, {.delimiter = ','});
    csv::Row row;
    if (reader.next(row) != csv::Read::row) continue;
    const csv::Header header(row);
    const auto cell = [&](std::string_view column) { return row.at(header.find(column).value()); };
    while (reader.next(row) == csv::Read::row) rows.push_back(take(cell));
  }
  return rows;
}

boost::json::array json_of(const std::string& set, const std::string& pattern) {
  boost::json::array all;
  for (const auto& file : real_input::find(set, pattern)) {
    const auto json = boost::json::parse(real_input::read(file));
    all.insert(all.end(), json.as_array().begin(), json.as_array().end());
  }
  return all;
}

/// The numbers of so many rows, mixed; the same for the same seed.
std::vector<std::size_t> shuffled(std::size_t rows, unsigned seed) {
  std::vector<std::size_t> order(rows);
  std::iota(order.begin(), order.end(), 0U);
  std::mt19937 random(seed);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  return order;
}

constexpr std::size_t kFolds = 10;

}  // namespace

std::vector<Document> documents(const std::vector<Row>& rows) {
  std::vector<Document> out;
  for (const Row& row : rows) {
    out.push_back({.id = static_cast<std::int64_t>(out.size()) + 1,
                   .text = row.text,
                   .addressed_to = row.body,
                   .field = row.field,
                   .asked_by = row.asked_by});
  }
  return out;
}

std::vector<Row> petitions_vn() {
  std::vector<Row> rows;
  for (const auto& row : json_lines("petitions-vn", "*.jsonl")) {
    rows.push_back({field_of(row, "id"), field_of(row, "text"), field_of(row, "addressed_to"),
                    field_of(row, "topic"), field_of(row, "asked_by")});
  }
  return rows;
}

std::vector<Row> petitions_us() {
  return table("petitions-us", "wethepeople_[0-9]*.csv", [](const auto& cell) {
    return Row{cell("id"), cell("title") + "\n" + cell("body"), "", "", ""};
  });
}

std::vector<Row> petitions_uk() {
  return table("petitions-uk", "uk_*.csv", [](const auto& cell) {
    return Row{cell("id"), cell("title"), "", "", ""};
  });
}

std::vector<Row> procedures_vn() {
  std::vector<Row> rows;
  for (const auto& row : json_lines("vn-procedures", "procedures*.jsonl")) {
    rows.push_back(
        {field_of(row, "code"), field_of(row, "name"), field_of(row, "ministry"), "", ""});
  }
  return rows;
}

std::vector<Row> requests_boston() {
  return table("boston311", "requests*.csv", [](const auto& cell) {
    return Row{cell("case_id"), cell("type"), cell("department"), "", ""};
  });
}

std::vector<std::vector<std::string>> answered_together_us() {
  std::vector<std::vector<std::string>> groups;
  for (const auto& group : json_of("petitions-us", "answered_together_groups*.json")) {
    auto& ids = groups.emplace_back();
    for (const auto& id : group.as_array()) ids.emplace_back(id.as_string());
  }
  return groups;
}

std::vector<std::string> hostile_strings() {
  std::vector<std::string> out;
  for (const auto& s : json_of("hostile-input", "*.json")) out.emplace_back(s.as_string());
  for (const auto& file : real_input::find("hostile-input", "*.txt")) {
    std::istringstream in(real_input::read(file));
    for (std::string line; std::getline(in, line);) out.push_back(line);
  }
  return out;
}

std::vector<Pair> paraphrases_vn() {
  std::vector<Pair> out;
  for (const auto& file : real_input::find("vn-paraphrase", "*.tsv")) {
    std::istringstream in(real_input::read(file));
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      const auto a = line.find('\t');
      const auto b = line.find('\t', a + 1);
      if (b != std::string::npos)
        out.push_back({line[0] == '1', line.substr(a + 1, b - a - 1), line.substr(b + 1)});
    }
  }
  return out;
}

namespace {

boost::json::object groups_file() {
  return boost::json::parse(
             real_input::read(real_input::find("petitions-vn", "groups*.json").at(0)))
      .as_object();
}

}  // namespace

Gold groups_vn() {
  Gold gold;
  const auto json = groups_file();
  const auto leave_out = [&](const std::string& a, const std::string& b) {
    gold.unscored[a].insert(b);
    gold.unscored[b].insert(a);
  };
  std::size_t n = 0;
  for (const auto& group : json.at("groups").as_array()) {
    const std::string name = "group " + std::to_string(n++);
    for (const auto& id : group.at("ids").as_array()) {
      gold.group[std::string(id.as_string())] = name;
      if (const auto* near = group.as_object().if_contains("near")) {
        for (const auto& other : near->as_array()) {
          leave_out(std::string(id.as_string()), std::string(other.as_string()));
        }
      }
    }
  }
  for (const auto& pair : json.at("unsure_pairs").as_array()) {
    leave_out(std::string(pair.at(0).as_string()), std::string(pair.at(1).as_string()));
  }
  return gold;
}

std::map<std::string, std::size_t> topics(const std::vector<Row>& rows, const Grouping& grouping) {
  std::map<std::string, std::size_t> out;
  for (std::size_t c = 0; c < grouping.clusters.size(); ++c) {
    for (const Member& member : grouping.clusters[c].members) out[rows[member.document].id] = c;
  }
  return out;
}

Scores score(const std::vector<Row>& rows, const Gold& gold,
             const std::map<std::string, std::size_t>& topic_of) {
  std::map<std::string, std::set<std::string>> truth;
  std::map<std::size_t, std::set<std::string>> found;
  const auto group_of = [&](const std::string& id) {
    const auto at = gold.group.find(id);
    return at == gold.group.end() ? id : at->second;
  };
  for (const Row& row : rows) {
    truth[group_of(row.id)].insert(row.id);
    found[topic_of.at(row.id)].insert(row.id);
  }
  double pairs_true = 0, pairs_found = 0, pairs_both = 0, precision = 0, recall = 0;
  for (const Row& row : rows) {
    std::set<std::string> mine = truth[group_of(row.id)];
    std::set<std::string> theirs = found[topic_of.at(row.id)];
    if (const auto skip = gold.unscored.find(row.id); skip != gold.unscored.end()) {
      for (const std::string& id : skip->second) mine.erase(id), theirs.erase(id);
    }
    const auto both = static_cast<double>(std::count_if(
        mine.begin(), mine.end(), [&](const auto& id) { return theirs.contains(id); }));
    pairs_true += static_cast<double>(mine.size()) - 1;
    pairs_found += static_cast<double>(theirs.size()) - 1;
    pairs_both += both - 1;
    precision += both / static_cast<double>(theirs.size()) / static_cast<double>(rows.size());
    recall += both / static_cast<double>(mine.size()) / static_cast<double>(rows.size());
  }
  const auto f1 = [](double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0; };
  Scores s{.pair_precision = pairs_both / std::max(1.0, pairs_found),
           .pair_recall = pairs_both / std::max(1.0, pairs_true),
           .b3_precision = precision,
           .b3_recall = recall};
  s.pair_f1 = f1(s.pair_precision, s.pair_recall);
  s.b3_f1 = f1(s.b3_precision, s.b3_recall);
  return s;
}

PartScores score_parts(const std::vector<Row>& rows, const Gold& gold, unsigned percent,
                       unsigned parts) {
  PartScores out;
  for (unsigned seed = 0; seed < parts; ++seed) {
    std::mt19937 random(seed);
    std::vector<Row> part;
    for (const Row& row : rows) {
      if (random() % 100 < percent) part.push_back(row);
    }
    const auto docs = documents(part);
    const Scores s = score(part, gold, topics(part, group(docs)));
    out.pair_mean += s.pair_f1 / parts;
    out.b3_mean += s.b3_f1 / parts;
    out.pair_worst = std::min(out.pair_worst, s.pair_f1);
    out.b3_worst = std::min(out.b3_worst, s.b3_f1);
  }
  return out;
}

Hits cross_validate(const std::vector<Row>& rows, unsigned seed) {
  std::vector<Document> all = documents(rows);
  const std::vector<std::size_t> order = shuffled(rows.size(), seed);
  Hits hits;
  std::set<std::string>
      names;  // of all bodies: they are registered before the first petition comes
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    Classifier classifier;
    for (const Row& row : rows) names.insert(row.body);
    for (const std::string& name : names) classifier.describe(name, name);
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i % kFolds != fold) classifier.learn(all[order[i]], rows[order[i]].body);
    }
    for (std::size_t i = fold; i < order.size(); i += kFolds) {
      Document asked = all[order[i]];
      asked.addressed_to = {};
      const auto ranked = classifier.rank(asked, 3);
      for (std::size_t k = 0; k < ranked.size(); ++k) {
        if (ranked[k].label != rows[order[i]].body) continue;
        hits.first += k == 0 ? 1 : 0;
        hits.in_three += 1;
      }
    }
  }
  hits.first /= static_cast<double>(rows.size());
  hits.in_three /= static_cast<double>(rows.size());
  return hits;
}

double nearest_neighbour(const std::vector<Row>& rows, unsigned seed) {
  const std::vector<std::size_t> order = shuffled(rows.size(), seed);
  const auto words_of = [&](std::size_t row) {
    return Document{.id = static_cast<std::int64_t>(row) + 1, .text = rows[row].text};
  };
  double right = 0;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    Index index;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i % kFolds != fold) index.add(words_of(order[i]));
    }
    for (std::size_t i = fold; i < order.size(); i += kFolds) {
      const auto nearest = index.similar(words_of(order[i]), 1);
      if (nearest.empty()) continue;
      const auto found = static_cast<std::size_t>(nearest[0].id) - 1;
      right += rows[found].body == rows[order[i]].body ? 1 : 0;
    }
  }
  return right / static_cast<double>(rows.size());
}

Retrieval similar_us() {
  const std::vector<Row> rows = petitions_us();
  const std::vector<Document> all = documents(rows);
  std::map<std::string, std::int64_t> number;
  Index index;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    number[rows[i].id] = all[i].id;
    index.add(all[i]);
  }
  Retrieval out;
  double asked = 0;
  for (const auto& group : answered_together_us()) {
    std::set<std::int64_t> ids;
    for (const auto& id : group) ids.insert(number.at(id));
    for (const std::int64_t id : ids) {
      ++asked;
      const auto matches = index.similar(all[static_cast<std::size_t>(id) - 1], 10);
      const auto hit = std::find_if(matches.begin(), matches.end(),
                                    [&](const Match& m) { return ids.contains(m.id); });
      out.first += hit != matches.end() && hit == matches.begin() ? 1 : 0;
      out.in_ten += hit != matches.end() ? 1 : 0;
    }
  }
  out.first /= asked;
  out.in_ten /= asked;
  return out;
}

double accuracy(const std::vector<Pair>& pairs, const std::function<bool(const Pair&)>& is_same) {
  const auto right = std::count_if(pairs.begin(), pairs.end(),
                                   [&](const Pair& pair) { return is_same(pair) == pair.same; });
  return static_cast<double>(right) / static_cast<double>(pairs.size());
}

double syllable_jaccard(const Pair& pair) {
  const auto syllables = [](const std::string& text) {
    std::set<std::string> out;
    for (const text::Token& token : text::tokens(text))
      out.emplace(text::fold(token.text, text::Fold::exact));
    return out;
  };
  const auto one = syllables(pair.first), other = syllables(pair.second);
  const auto shared = static_cast<double>(std::count_if(
      one.begin(), one.end(), [&](const auto& word) { return other.contains(word); }));
  return shared / std::max(1.0, static_cast<double>(one.size() + other.size()) - shared);
}

}  // namespace gandan::grouping::real_data
