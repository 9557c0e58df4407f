#include "lib/grouping/classifier.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <shared_mutex>
#include <tuple>

#include "lib/grouping/lessons.hpp"

namespace gandan::grouping {

namespace {

/// The text, and the field as its last words.
std::string words_of(const Document& document) {
  return std::string(document.text).append("\n").append(document.field);
}

}  // namespace

struct Classifier::State {
  mutable std::shared_mutex mutex;
  Lessons lessons;
};

Classifier::Classifier() : state_(std::make_unique<State>()) {}
Classifier::~Classifier() = default;

void Classifier::learn(const Document& document, std::string_view label) {
  const Terms terms = terms_of(words_of(document));
  const std::unique_lock lock(state_->mutex);
  state_->lessons.learn(terms, label);
}

void Classifier::forget(const Document& document, std::string_view label) {
  const Terms terms = terms_of(words_of(document));
  const std::unique_lock lock(state_->mutex);
  state_->lessons.forget(terms, label);
}

void Classifier::clear() {
  const std::unique_lock lock(state_->mutex);
  state_->lessons = Lessons();
}

void Classifier::describe(std::string_view label, std::string_view competence) {
  const std::unique_lock lock(state_->mutex);
  state_->lessons.describe(label, competence);
}

std::vector<Proposal> Classifier::rank(const Document& document, std::size_t limit) const {
  const std::string text = words_of(document);
  const Reading reading = read(text);
  const std::shared_lock lock(state_->mutex);
  const Lessons& lessons = state_->lessons;
  if (lessons.empty()) return {};
  const auto [shares, decided] = lessons.shares(reading);
  const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<std::uint32_t> order(shares.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&, &by = shares](std::uint32_t a, std::uint32_t b) {
    return std::tie(by[b], lessons.name(a)) < std::tie(by[a], lessons.name(b));
  });
  order.resize(std::min(limit, order.size()));

  std::vector<Proposal> out;
  for (const std::uint32_t label : order) {
    out.push_back({.label = lessons.name(label),
                   .confidence = total > 0 ? shares[label] / total : 0,
                   .decided = decided[label],
                   .knows_a_word = lessons.knows_a_word(reading, label),
                   .phrases = lessons.telling_phrases(reading, label)});
  }
  return out;
}

}  // namespace gandan::grouping
