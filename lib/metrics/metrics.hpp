// Counters, gauges and histograms in the text format of Prometheus. Counting is one relaxed atomic
// addition; the registry's lock is taken only to add a series and to print.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::metrics {

/// Only grows.
class Counter {
 public:
  void add(std::uint64_t by = 1) { value_.fetch_add(by, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// Goes up and down.
class Gauge {
 public:
  void add(std::int64_t by) { value_.fetch_add(by, std::memory_order_relaxed); }
  void set(std::int64_t to) { value_.store(to, std::memory_order_relaxed); }
  [[nodiscard]] std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

/// Durations in buckets from 100 microseconds to 10 seconds.
class Histogram {
 public:
  /// Upper bounds of the buckets, in microseconds.
  static constexpr std::array<std::uint64_t, 16> bounds{
      100,    250,     500,     1'000,   2'500,     5'000,     10'000,    25'000,
      50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};

  void observe(std::uint64_t micros);
  /// How many fell into bucket `index`, not the ones below it; the last bucket has no upper bound.
  [[nodiscard]] std::uint64_t in_bucket(std::size_t index) const {
    return buckets_[index].load(std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t total_micros() const { return sum_.load(std::memory_order_relaxed); }

 private:
  std::array<std::atomic<std::uint64_t>, bounds.size() + 1> buckets_{};
  std::atomic<std::uint64_t> sum_{0};
};

/// Owns the series. References stay valid as long as it lives. `labels` is written as it will be
/// printed: `queue="mail",state="dead"`.
class Registry {
 public:
  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  Counter& counter(std::string_view name, std::string_view help, std::string_view labels = {});
  Gauge& gauge(std::string_view name, std::string_view help, std::string_view labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, std::string_view labels = {});
  /// A gauge that is asked only when it is printed.
  void observed(std::string_view name, std::string_view help, std::string_view labels,
                std::function<double()> ask);

  /// Everything, with the process's own memory, processor time, threads and open files.
  [[nodiscard]] std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gandan::metrics
