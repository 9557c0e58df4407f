#include "lib/grouping/lessons.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace gandan::grouping {

namespace {

constexpr std::size_t kVoters = 15;   // earlier documents that vote
constexpr double kSharpness = 4;      // a vote weighs similarity to this power
constexpr double kSmoothing = 0.1;    // of the complement model
constexpr double kEvidence = 10;      // how sharply the complement model's scores become shares
constexpr double kModelShare = 0.15;  // of the complement model in the proposal, beside the votes
constexpr double kDescription = 0.5;  // a description's vote, beside 1 of a decision
constexpr double kNamed = 0.7;        // added where the text names the body
constexpr double kOwnShare = 0.25;    // of its use, that a phrase speaks for a body
constexpr std::size_t kPhrases = 5;
constexpr std::size_t postings_for_a_question = 300'000;  // looked at

bool lesser_key(const Term& a, const Term& b) {
  return a.key < b.key;
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

void Lessons::learn(const Terms& document, std::string_view label) {
  const std::uint32_t number = label_number(label);
  const auto [at, fresh] = lesson_numbers_.try_emplace({document.text_key, number}, 0);
  if (fresh) at->second = add_lesson({.label = number, .terms = this->number(document.terms)});
  Lesson& lesson = lessons_[at->second];
  ++lesson.count;
  count(lesson, 1);
}

void Lessons::forget(const Terms& document, std::string_view label) {
  const auto number = label_numbers_.find(label);
  if (number == label_numbers_.end()) return;
  const auto at = lesson_numbers_.find({document.text_key, number->second});
  if (at == lesson_numbers_.end()) return;
  Lesson& lesson = lessons_[at->second];
  count(lesson, -1);
  if (--lesson.count > 0) return;
  drop_lesson(at->second);
  lesson_numbers_.erase(at);
}

void Lessons::describe(std::string_view label, std::string_view competence) {
  const std::uint32_t number = label_number(label);
  Label& state = labels_[number];
  for (const std::uint32_t lesson : state.described) {
    count(lessons_[lesson], -kDescription);
    drop_lesson(lesson);
  }
  state.described.clear();
  state.official_name.clear();
  while (!competence.empty()) {
    const std::size_t end = std::min(competence.find('\n'), competence.size());
    const Reading reading = read(competence.substr(0, end));
    competence.remove_prefix(std::min(end + 1, competence.size()));
    if (reading.words.empty()) continue;
    if (state.described.empty()) {
      for (const Word& word : reading.words) state.official_name.push_back(word.key);
    }
    const std::uint32_t lesson = add_lesson({.label = number,
                                             .count = 1,
                                             .description = true,
                                             .terms = this->number(terms_of(reading).terms)});
    count(lessons_[lesson], kDescription);
    state.described.push_back(lesson);
  }
}

Lessons::Shares Lessons::shares(const Reading& reading) const {
  const Query query = weigh(terms_of(reading).terms);
  Shares shares = votes(query);
  const std::vector<double> likely = model(query);
  for (std::size_t label = 0; label < labels_.size(); ++label) {
    double& share = shares.of_all[label];
    share = kModelShare * likely[label] + (1 - kModelShare) * share;
    if (names(reading, labels_[label].official_name)) share += kNamed;
  }
  return shares;
}

std::uint32_t Lessons::label_number(std::string_view name) {
  if (const auto at = label_numbers_.find(name); at != label_numbers_.end()) return at->second;
  const auto number = static_cast<std::uint32_t>(labels_.size());
  labels_.emplace_back().name = name;
  label_numbers_.emplace(name, number);
  return number;
}

/// Numbers the terms and scales them to unit length.
std::vector<Term> Lessons::number(const std::vector<Term>& read) {
  std::vector<Term> out;
  out.reserve(read.size());
  double sum = 0;
  for (const Term& term : read) sum += static_cast<double>(term.weight) * term.weight;
  const float scale = sum > 0 ? static_cast<float>(1 / std::sqrt(sum)) : 0;
  for (const Term& term : read) {
    const auto [at, fresh] =
        term_numbers_.try_emplace(term.key, static_cast<std::uint32_t>(terms_.size()));
    if (fresh) terms_.emplace_back();
    out.push_back({at->second, term.weight * scale});
  }
  std::sort(out.begin(), out.end(), lesser_key);
  return out;
}

/// Adds `amount` times a lesson's terms to the sums of its label.
void Lessons::count(const Lesson& lesson, double amount) {
  for (const Term& term : lesson.terms) {
    Use& use = terms_[term.key];
    const double change = amount * term.weight;
    const auto at = std::find_if(use.labels.begin(), use.labels.end(),
                                 [&](const auto& share) { return share.first == lesson.label; });
    if (at == use.labels.end()) {
      use.labels.emplace_back(lesson.label, change);
    } else {
      at->second += change;
    }
    use.mass += change;
    labels_[lesson.label].mass += change;
    mass_ += change;
  }
}

std::uint32_t Lessons::add_lesson(Lesson lesson) {
  const auto number = static_cast<std::uint32_t>(lessons_.size());
  for (const Term& term : lesson.terms) terms_[term.key].lessons.push_back(number);
  lessons_.push_back(std::move(lesson));
  ++live_;
  return number;
}

void Lessons::drop_lesson(std::uint32_t number) {
  for (const Term& term : lessons_[number].terms) {
    auto& lessons = terms_[term.key].lessons;
    lessons.erase(std::remove(lessons.begin(), lessons.end(), number), lessons.end());
  }
  lessons_[number] = {};
  --live_;
}

double Lessons::rarity(std::uint32_t term) const {
  const std::size_t users = terms_[term].lessons.size();
  return users == 0 ? 0 : std::log((static_cast<double>(live_) + 1) / static_cast<double>(users));
}

Lessons::Query Lessons::weigh(const std::vector<Term>& read) const {
  Query query;
  double sum = 0;
  for (const Term& term : read) {
    const auto at = term_numbers_.find(term.key);
    if (at == term_numbers_.end()) continue;
    const auto weight = static_cast<float>(term.weight * rarity(at->second));
    sum += static_cast<double>(weight) * weight;
    query.push_back({at->second, weight});
  }
  const auto scale = sum > 0 ? static_cast<float>(1 / std::sqrt(sum)) : 0;
  for (Term& term : query) term.weight *= scale;
  std::sort(query.begin(), query.end(), lesser_key);
  return query;
}

/// The lessons that are most similar, by falling similarity, which stands negative.
std::vector<std::pair<double, std::uint32_t>> Lessons::nearest(const Query& query) const {
  std::vector<Term> order = query;
  std::sort(order.begin(), order.end(), [&](const Term& a, const Term& b) {
    return std::tuple(terms_[a.key].lessons.size(), a.key) <
           std::tuple(terms_[b.key].lessons.size(), b.key);
  });
  std::unordered_map<std::uint32_t, double> sums;
  std::size_t left = postings_for_a_question;
  for (const Term& term : order) {
    const auto& list = terms_[term.key].lessons;
    if (list.size() > left) break;
    left -= list.size();
    for (const std::uint32_t lesson : list) sums[lesson] += term.weight * rarity(term.key);
  }
  std::vector<std::pair<double, std::uint32_t>> found;
  for (const auto& [lesson, sum] : sums) {
    found.emplace_back(-sum / std::sqrt(static_cast<double>(lessons_[lesson].terms.size())),
                       lesson);
  }
  const std::size_t compared = std::min(found.size(), kVoters * 8);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(compared),
                    found.end());
  found.resize(compared);
  for (auto& [minus, lesson] : found) minus = -cosine(query, lessons_[lesson]);
  std::sort(found.begin(), found.end());
  found.resize(std::min(found.size(), kVoters));
  return found;
}

/// The share of each label among the votes of the nearest lessons, and that of decisions alone.
Lessons::Shares Lessons::votes(const Query& query) const {
  Shares shares{std::vector<double>(labels_.size(), 0), std::vector<double>(labels_.size(), 0)};
  double total = 0;
  for (const auto& [minus, number] : nearest(query)) {
    const Lesson& lesson = lessons_[number];
    const double vote = std::pow(-minus, kSharpness) *
                        (lesson.description ? kDescription : std::log2(1.0 + lesson.count));
    shares.of_all[lesson.label] += vote;
    if (!lesson.description) shares.of_decisions[lesson.label] += vote;
    total += vote;
  }
  if (total > 0) {
    for (std::vector<double>* each : {&shares.of_all, &shares.of_decisions})
      for (double& share : *each) share /= total;
  }
  return shares;
}

double Lessons::cosine(const Query& query, const Lesson& lesson) const {
  double dot = 0;
  double sum = 0;
  auto q = query.begin();
  for (const Term& term : lesson.terms) {
    const double weight = term.weight * rarity(term.key);
    sum += weight * weight;
    while (q != query.end() && q->key < term.key) ++q;
    if (q != query.end() && q->key == term.key) dot += q->weight * weight;
  }
  return sum > 0 ? dot / std::sqrt(sum) : 0;
}

/// The share of each label by complement naive Bayes (Rennie et al. 2003): how much the documents
/// of all other labels do without the terms asked for. Stays fair to bodies that were seldom asked.
std::vector<double> Lessons::model(const Query& query) const {
  double whole = 0;
  for (const Term& term : query) whole += term.weight;
  std::vector<double> shares;
  for (const Label& label : labels_) {
    const double all =
        std::max(0.0, mass_ - label.mass) + kSmoothing * static_cast<double>(terms_.size());
    shares.push_back(whole * std::log(all));
  }
  for (const Term& term : query) {
    const Use& use = terms_[term.key];
    const double base = std::log(std::max(0.0, use.mass) + kSmoothing);
    for (double& share : shares) share -= term.weight * base;
    for (const auto& [label, m] : use.labels) {
      shares[label] += term.weight * (base - std::log(std::max(0.0, use.mass - m) + kSmoothing));
    }
  }
  const double best = shares.empty() ? 0 : *std::max_element(shares.begin(), shares.end());
  double total = 0;
  for (double& share : shares) total += share = std::exp(kEvidence * (share - best));
  for (double& share : shares) share /= total;
  return shares;
}

/// How much a term speaks for a label: its share of the term's use, times its rarity. Nothing where
/// it mostly speaks for others.
double Lessons::telling(std::uint32_t key, std::uint32_t label) const {
  const auto at = term_numbers_.find(key);
  if (at == term_numbers_.end()) return 0;
  const Use& use = terms_[at->second];
  const auto own = std::find_if(use.labels.begin(), use.labels.end(),
                                [&](const auto& share) { return share.first == label; });
  if (own == use.labels.end() || own->second <= kOwnShare * use.mass) return 0;
  return own->second / (use.mass + 1) * rarity(at->second);
}

bool Lessons::knows_a_word(const Reading& reading, std::uint32_t label) const {
  return std::any_of(reading.words.begin(), reading.words.end(), [&](const Word& word) {
    const auto at = term_numbers_.find(word.key);
    if (at == term_numbers_.end() || terms_[at->second].lessons.empty()) return false;
    const auto& uses = terms_[at->second].labels;
    return std::any_of(uses.begin(), uses.end(),
                       [&](const auto& use) { return use.first == label && use.second > 0; });
  });
}

KnownTexts Lessons::known() const {
  const double all = static_cast<double>(live_) + 1;
  return {[this, all](std::uint32_t key) {
            const auto at = term_numbers_.find(key);
            return at == term_numbers_.end()
                       ? 0.0
                       : static_cast<double>(terms_[at->second].lessons.size()) / all;
          },
          all};
}

/// Whether it is no more than part of the name of a body: "trung tâm", "tỉnh Lạng Sơn".
bool Lessons::is_of_a_name(const std::vector<Word>& words, const Phrase& phrase) const {
  return std::any_of(labels_.begin(), labels_.end(), [&](const Label& label) {
    const auto& name = label.official_name;
    return std::search(
               name.begin(), name.end(), words.begin() + static_cast<std::ptrdiff_t>(phrase.begin),
               words.begin() + static_cast<std::ptrdiff_t>(phrase.end),
               [](std::uint32_t key, const Word& word) { return word.key == key; }) != name.end();
  });
}

std::vector<std::string> Lessons::telling_phrases(const Reading& reading,
                                                  std::uint32_t label) const {
  const auto& words = reading.words;
  std::vector<std::pair<double, std::size_t>> pairs;  // by falling weight, which stands negative
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].cue || !are_joined(words[i], words[i + 1])) continue;
    const double t = telling(phrase_key(words[i].key, words[i + 1].key), label);
    if (t > 0) pairs.emplace_back(-t, i);
  }
  std::sort(pairs.begin(), pairs.end());
  const KnownTexts texts = known();
  std::vector<Phrase> found;
  for (const auto& [minus, at] : pairs) {
    const Phrase phrase = grown(words, {at, at + 2}, texts);
    const auto touching = std::find_if(found.begin(), found.end(), [&](const Phrase& other) {
      return phrase.begin < other.end && other.begin < phrase.end;
    });
    if (touching != found.end()) {
      const Phrase both{std::min(touching->begin, phrase.begin),
                        std::max(touching->end, phrase.end)};
      if (both.size() <= longest_phrase) *touching = both;
    } else if (says_something(words, trimmed(words, phrase, texts), texts)) {
      found.push_back(phrase);
    }
  }
  std::vector<std::string> out;
  for (const Phrase& whole : found) {
    const Phrase phrase = trimmed(words, whole, texts);
    if (says_something(words, phrase, texts) && !is_of_a_name(words, phrase))
      say(out, spelling(words, phrase), kPhrases);
  }
  return out;
}

}  // namespace gandan::grouping
