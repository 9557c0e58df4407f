#include "lib/grouping/classifier.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <tuple>
#include <unordered_map>

#include "lib/grouping/terms.hpp"

namespace gandan::grouping {

namespace {

constexpr std::size_t kVoters = 15;   // earlier documents that vote
constexpr double kSharpness = 4;      // a vote weighs similarity to this power
constexpr double kSmoothing = 0.1;    // of the complement model
constexpr double kEvidence = 10;      // how sharply the complement model's scores become shares
constexpr double kModelShare = 0.15;  // of the complement model in the proposal, beside the votes
constexpr double kDescription = 0.5;  // a description's vote, beside 1 of a decision
constexpr double kNamed = 0.7;        // added where the text names the body
constexpr std::size_t kWords = 5;
constexpr std::size_t kBudget = 300'000;  // postings looked at for one question

/// What was learned from documents that say the same and were given the same label.
struct Lesson {
  std::uint32_t label = 0;
  std::uint32_t count = 0;  // documents; 0 once all were forgotten
  bool description = false;
  std::vector<Term> terms;  // `key` holds the number of the term
};

struct LabelState {
  std::string name;
  std::size_t documents = 0;
  double mass = 0;                           // of its terms in the complement model
  std::vector<std::uint32_t> described;      // lessons
  std::vector<std::uint32_t> official_name;  // keys of the words of the first line
};

struct TermState {
  std::vector<std::uint32_t> lessons;
  std::vector<std::pair<std::uint32_t, double>> labels;  // how much each label uses it
  double mass = 0;
};

Reading read_document(const Document& document, std::string& buffer) {
  buffer.assign(document.text).append("\n").append(document.field);
  return read(buffer);
}

/// Whether a text names a body; a single word is too common to be a name.
bool names(const Reading& reading, const std::vector<std::uint32_t>& name) {
  const auto& words = reading.words;
  return name.size() > 1 && std::search(words.begin(), words.end(), name.begin(), name.end(),
                                        [](const Word& word, std::uint32_t key) {
                                          return word.key == key;
                                        }) != words.end();
}

}  // namespace

struct Classifier::State {
  mutable std::shared_mutex mutex;
  std::vector<LabelState> labels;
  std::map<std::string, std::uint32_t, std::less<>> label_numbers;
  std::vector<Lesson> lessons;
  std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint32_t> lesson_numbers;  // text, label
  std::vector<TermState> terms;
  std::unordered_map<std::uint32_t, std::uint32_t> term_numbers;
  double mass = 0;
  std::size_t live = 0;  // lessons with a count

  std::uint32_t label_number(std::string_view name) {
    if (const auto at = label_numbers.find(name); at != label_numbers.end()) return at->second;
    const auto number = static_cast<std::uint32_t>(labels.size());
    labels.push_back({.name = std::string(name),
                      .documents = 0,
                      .mass = 0,
                      .described = {},
                      .official_name = {}});
    label_numbers.emplace(name, number);
    return number;
  }

  /// Numbers the terms and scales them to unit length.
  std::vector<Term> number(const std::vector<Term>& read) {
    std::vector<Term> out;
    double sum = 0;
    for (const Term& term : read) sum += static_cast<double>(term.weight) * term.weight;
    const float scale = sum > 0 ? static_cast<float>(1 / std::sqrt(sum)) : 0;
    for (const Term& term : read) {
      const auto [at, fresh] =
          term_numbers.try_emplace(term.key, static_cast<std::uint32_t>(terms.size()));
      if (fresh) terms.emplace_back();
      out.push_back({at->second, term.weight * scale});
    }
    std::sort(out.begin(), out.end(), [](const Term& a, const Term& b) { return a.key < b.key; });
    return out;
  }

  /// Adds `sign` times `amount` of a lesson's terms to the sums of its label.
  void count(const Lesson& lesson, double amount) {
    for (const Term& term : lesson.terms) {
      TermState& state = terms[term.key];
      const double change = amount * term.weight;
      const auto at = std::find_if(state.labels.begin(), state.labels.end(),
                                   [&](const auto& share) { return share.first == lesson.label; });
      if (at == state.labels.end()) {
        state.labels.emplace_back(lesson.label, change);
      } else {
        at->second += change;
      }
      state.mass += change;
      labels[lesson.label].mass += change;
      mass += change;
    }
  }

  std::uint32_t add_lesson(Lesson lesson) {
    const auto number = static_cast<std::uint32_t>(lessons.size());
    for (const Term& term : lesson.terms) terms[term.key].lessons.push_back(number);
    lessons.push_back(std::move(lesson));
    return number;
  }

  void drop_lesson(std::uint32_t number) {
    for (const Term& term : lessons[number].terms) std::erase(terms[term.key].lessons, number);
    lessons[number] = {};
    --live;
  }

  [[nodiscard]] double rarity(std::uint32_t term) const {
    const std::size_t users = terms[term].lessons.size();
    return users == 0 ? 0 : std::log((static_cast<double>(live) + 1) / static_cast<double>(users));
  }

  struct Query {
    std::vector<Term> terms;  // weighted by rarity, unit length, sorted by number
  };
  [[nodiscard]] Query weigh(const std::vector<Term>& read) const {
    Query query;
    double sum = 0;
    for (const Term& term : read) {
      const auto at = term_numbers.find(term.key);
      if (at == term_numbers.end()) continue;
      const auto weight = static_cast<float>(term.weight * rarity(at->second));
      sum += static_cast<double>(weight) * weight;
      query.terms.push_back({at->second, weight});
    }
    const auto scale = sum > 0 ? static_cast<float>(1 / std::sqrt(sum)) : 0;
    for (Term& term : query.terms) term.weight *= scale;
    std::sort(query.terms.begin(), query.terms.end(),
              [](const Term& a, const Term& b) { return a.key < b.key; });
    return query;
  }

  /// The share of each label among the votes of the nearest lessons.
  [[nodiscard]] std::vector<double> votes(const Query& query) const {
    std::unordered_map<std::uint32_t, double> sums;
    std::vector<Term> order = query.terms;
    std::sort(order.begin(), order.end(), [&](const Term& a, const Term& b) {
      return std::tuple(terms[a.key].lessons.size(), a.key) <
             std::tuple(terms[b.key].lessons.size(), b.key);
    });
    std::size_t left = kBudget;
    for (const Term& term : order) {
      const auto& list = terms[term.key].lessons;
      if (list.size() > left) break;
      left -= list.size();
      for (const std::uint32_t lesson : list) sums[lesson] += term.weight * rarity(term.key);
    }
    std::vector<std::pair<double, std::uint32_t>> found;
    for (const auto& [lesson, sum] : sums) {
      found.emplace_back(-sum / std::sqrt(static_cast<double>(lessons[lesson].terms.size())),
                         lesson);
    }
    const std::size_t compared = std::min(found.size(), kVoters * 8);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(compared),
                      found.end());
    found.resize(compared);
    for (auto& [minus, lesson] : found) minus = -cosine(query, lessons[lesson]);
    std::sort(found.begin(), found.end());
    found.resize(std::min(found.size(), kVoters));

    std::vector<double> shares(labels.size(), 0);
    double total = 0;
    for (const auto& [minus, number] : found) {
      const Lesson& lesson = lessons[number];
      const double vote = std::pow(-minus, kSharpness) *
                          (lesson.description ? kDescription : std::log2(1.0 + lesson.count));
      shares[lesson.label] += vote;
      total += vote;
    }
    if (total > 0) {
      for (double& share : shares) share /= total;
    }
    return shares;
  }

  [[nodiscard]] double cosine(const Query& query, const Lesson& lesson) const {
    double dot = 0;
    double sum = 0;
    auto q = query.terms.begin();
    for (const Term& term : lesson.terms) {
      const double weight = term.weight * rarity(term.key);
      sum += weight * weight;
      while (q != query.terms.end() && q->key < term.key) ++q;
      if (q != query.terms.end() && q->key == term.key) dot += q->weight * weight;
    }
    return sum > 0 ? dot / std::sqrt(sum) : 0;
  }

  /// The share of each label by complement naive Bayes (Rennie et al. 2003): how much the documents
  /// of all other labels do without the terms asked for. Stays fair to bodies that were seldom
  /// asked.
  [[nodiscard]] std::vector<double> model(const Query& query) const {
    std::vector<double> shares(labels.size(), 0);
    for (std::uint32_t label = 0; label < labels.size(); ++label) {
      const double all =
          std::max(0.0, mass - labels[label].mass) + kSmoothing * static_cast<double>(terms.size());
      double whole = 0;
      for (const Term& term : query.terms) whole += term.weight;
      shares[label] = whole * std::log(all);
    }
    for (const Term& term : query.terms) {
      const TermState& state = terms[term.key];
      const double base = std::log(std::max(0.0, state.mass) + kSmoothing);
      for (double& share : shares) share -= term.weight * base;
      for (const auto& [label, m] : state.labels) {
        shares[label] +=
            term.weight * (base - std::log(std::max(0.0, state.mass - m) + kSmoothing));
      }
    }
    const double best = shares.empty() ? 0 : *std::max_element(shares.begin(), shares.end());
    double total = 0;
    for (double& share : shares) total += share = std::exp(kEvidence * (share - best));
    for (double& share : shares) share /= total;
    return shares;
  }
};

Classifier::Classifier() : state_(std::make_unique<State>()) {}
Classifier::~Classifier() = default;

void Classifier::learn(const Document& document, std::string_view label) {
  std::string buffer;
  const Terms terms = terms_of(read_document(document, buffer));
  State& s = *state_;
  const std::unique_lock lock(s.mutex);
  const std::uint32_t number = s.label_number(label);
  const auto [at, fresh] = s.lesson_numbers.try_emplace({terms.text_key, number}, 0);
  if (fresh) {
    at->second = s.add_lesson({.label = number, .terms = s.number(terms.terms)});
    ++s.live;
  }
  Lesson& lesson = s.lessons[at->second];
  ++lesson.count;
  ++s.labels[number].documents;
  s.count(lesson, 1);
}

void Classifier::forget(const Document& document, std::string_view label) {
  std::string buffer;
  const Terms terms = terms_of(read_document(document, buffer));
  State& s = *state_;
  const std::unique_lock lock(s.mutex);
  const auto number = s.label_numbers.find(label);
  if (number == s.label_numbers.end()) return;
  const auto at = s.lesson_numbers.find({terms.text_key, number->second});
  if (at == s.lesson_numbers.end()) return;
  Lesson& lesson = s.lessons[at->second];
  s.count(lesson, -1);
  --s.labels[number->second].documents;
  if (--lesson.count == 0) {
    s.drop_lesson(at->second);
    s.lesson_numbers.erase(at);
  }
}

void Classifier::describe(std::string_view label, std::string_view competence) {
  State& s = *state_;
  const std::unique_lock lock(s.mutex);
  LabelState& state = s.labels[s.label_number(label)];
  for (const std::uint32_t lesson : state.described) {
    s.count(s.lessons[lesson], -kDescription);
    s.drop_lesson(lesson);
  }
  state.described.clear();
  state.official_name.clear();
  while (!competence.empty()) {
    const std::size_t end = std::min(competence.find('\n'), competence.size());
    const std::string_view line = competence.substr(0, end);
    competence.remove_prefix(std::min(end + 1, competence.size()));
    const Reading reading = read(line);
    if (reading.words.empty()) continue;
    if (state.described.empty()) {
      for (const Word& word : reading.words) state.official_name.push_back(word.key);
    }
    const std::uint32_t lesson = s.add_lesson({.label = s.label_number(label),
                                               .count = 1,
                                               .description = true,
                                               .terms = s.number(terms_of(reading).terms)});
    ++s.live;
    s.count(s.lessons[lesson], kDescription);
    state.described.push_back(lesson);
  }
}

std::vector<Proposal> Classifier::rank(const Document& document, std::size_t limit) const {
  std::string buffer;
  const Reading reading = read_document(document, buffer);
  const Terms terms = terms_of(reading);
  const State& s = *state_;
  const std::shared_lock lock(s.mutex);
  if (s.labels.empty() || s.live == 0) return {};
  const State::Query query = s.weigh(terms.terms);
  const std::vector<double> votes = s.votes(query);
  const std::vector<double> model = s.model(query);

  std::vector<std::pair<double, std::uint32_t>> order;
  double total = 0;
  for (std::uint32_t label = 0; label < s.labels.size(); ++label) {
    double share = kModelShare * model[label] + (1 - kModelShare) * votes[label];
    if (names(reading, s.labels[label].official_name)) share += kNamed;
    total += share;
    order.emplace_back(-share, label);
  }
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return std::tie(a.first, s.labels[a.second].name) < std::tie(b.first, s.labels[b.second].name);
  });
  order.resize(std::min(limit, order.size()));

  std::vector<Proposal> out;
  for (const auto& [minus, label] : order) {
    Proposal proposal{.label = s.labels[label].name, .confidence = total > 0 ? -minus / total : 0};
    std::vector<std::pair<double, std::string_view>> telling;
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
      for (const std::size_t length : {std::size_t{2}, std::size_t{1}}) {
        if (i + length > reading.words.size()) continue;
        const Word& first = reading.words[i];
        const Word& last = reading.words[i + length - 1];
        if (first.segment != last.segment) continue;
        const auto at =
            s.term_numbers.find(length == 1 ? first.key : phrase_key(first.key, last.key));
        if (at == s.term_numbers.end()) continue;
        const TermState& term = s.terms[at->second];
        double own = 0;
        for (const auto& [l, m] : term.labels) own = l == label ? m : own;
        if (own <= 0 || term.mass <= 0) continue;
        const double share = own / (term.mass + 1);
        telling.emplace_back(
            -share * s.rarity(at->second) * (length == 2 ? 1.5 : 1.0),
            std::string_view(
                first.text.data(),
                static_cast<std::size_t>(last.text.data() + last.text.size() - first.text.data())));
      }
    }
    std::sort(telling.begin(), telling.end());
    for (const auto& [weight, words] : telling) {
      if (proposal.words.size() == kWords) break;
      const bool said =
          std::any_of(proposal.words.begin(), proposal.words.end(), [&](const auto& w) {
            return w.find(words) != std::string::npos || words.find(w) != std::string_view::npos;
          });
      if (!said) proposal.words.emplace_back(words);
    }
    out.push_back(std::move(proposal));
  }
  return out;
}

}  // namespace gandan::grouping
