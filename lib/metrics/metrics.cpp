#include "lib/metrics/metrics.hpp"

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <mutex>
#include <stdexcept>
#include <variant>

namespace gandan::metrics {
namespace {

using Observed = std::function<double()>;
using Series = std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>,
                            std::unique_ptr<Histogram>, Observed>;

struct Family {
  std::string name;
  std::string help;
  std::string_view type;
  std::map<std::string, Series, std::less<>> series;  // by labels
};

void append_number(std::string& out, double number) {
  char digits[400];  // the longest double, written out
  out.append(digits,
             std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed).ptr);
}

void append_line(std::string& out, std::string_view name, std::string_view suffix,
                 std::string_view labels, std::string_view more, double value) {
  out.append(name).append(suffix);
  if (!labels.empty() || !more.empty()) {
    out.append("{").append(labels);
    if (!labels.empty() && !more.empty()) out += ',';
    out.append(more).append("}");
  }
  out += ' ';
  append_number(out, value);
  out += '\n';
}

void append_histogram(std::string& out, const std::string& name, std::string_view labels,
                      const Histogram& histogram) {
  std::uint64_t below = 0;
  for (std::size_t i = 0; i <= Histogram::bounds.size(); ++i) {
    below += histogram.in_bucket(i);
    std::string bound = R"(le=")";
    if (i < Histogram::bounds.size()) {
      append_number(bound, static_cast<double>(Histogram::bounds[i]) / 1e6);
    } else {
      bound += "+Inf";
    }
    bound += '"';
    append_line(out, name, "_bucket", labels, bound, static_cast<double>(below));
  }
  append_line(out, name, "_sum", labels, "", static_cast<double>(histogram.total_micros()) / 1e6);
  append_line(out, name, "_count", labels, "", static_cast<double>(below));
}

void append_head(std::string& out, std::string_view name, std::string_view help,
                 std::string_view type) {
  out.append("# HELP ").append(name).append(" ").append(help);
  out.append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

double open_files() {
  double count = 0;
  if (DIR* dir = ::opendir("/proc/self/fd")) {
    while (const dirent* entry = ::readdir(dir))
      if (entry->d_name[0] != '.') ++count;
    ::closedir(dir);
    --count;  // the folder itself
  }
  return count;
}

void append_process(std::string& out) {
  const auto line = [&](std::string_view name, std::string_view help, std::string_view type,
                        double value) {
    append_head(out, name, help, type);
    append_line(out, name, "", "", "", value);
  };
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  statm >> pages >> resident;
  line("process_resident_memory_bytes", "Resident memory.", "gauge",
       resident * static_cast<double>(::sysconf(_SC_PAGESIZE)));
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  line("process_cpu_seconds_total", "Processor time, user and system.", "counter",
       seconds(usage.ru_utime) + seconds(usage.ru_stime));
  line("process_open_fds", "Open files and sockets.", "gauge", open_files());
}

}  // namespace

void Histogram::observe(std::uint64_t micros) {
  const auto* at = std::lower_bound(bounds.begin(), bounds.end(), micros);
  buckets_[static_cast<std::size_t>(at - bounds.begin())].fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(micros, std::memory_order_relaxed);
}

struct Registry::State {
  mutable std::mutex mutex;
  std::map<std::string, Family, std::less<>> families;

  /// The series under a name and labels; made at first sight. A name keeps its type.
  Series& find(std::string_view name, std::string_view help, std::string_view type,
               std::string_view labels, const std::function<Series()>& make) {
    auto family = families.find(name);
    if (family == families.end()) {
      family =
          families
              .emplace(std::string(name), Family{std::string(name), std::string(help), type, {}})
              .first;
    }
    if (family->second.type != type)
      throw std::logic_error("metric " + std::string(name) + " was registered as another type");
    auto& series = family->second.series;
    const auto at = series.find(labels);
    return at != series.end() ? at->second
                              : series.emplace(std::string(labels), make()).first->second;
  }
};

Registry::Registry() : state_(std::make_unique<State>()) {}
Registry::~Registry() = default;

Counter& Registry::counter(std::string_view name, std::string_view help, std::string_view labels) {
  const std::lock_guard lock(state_->mutex);
  return *std::get<std::unique_ptr<Counter>>(state_->find(
      name, help, "counter", labels, [] { return Series(std::make_unique<Counter>()); }));
}

Gauge& Registry::gauge(std::string_view name, std::string_view help, std::string_view labels) {
  const std::lock_guard lock(state_->mutex);
  return *std::get<std::unique_ptr<Gauge>>(
      state_->find(name, help, "gauge", labels, [] { return Series(std::make_unique<Gauge>()); }));
}

Histogram& Registry::histogram(std::string_view name, std::string_view help,
                               std::string_view labels) {
  const std::lock_guard lock(state_->mutex);
  return *std::get<std::unique_ptr<Histogram>>(state_->find(
      name, help, "histogram", labels, [] { return Series(std::make_unique<Histogram>()); }));
}

void Registry::observed(std::string_view name, std::string_view help, std::string_view labels,
                        std::function<double()> ask) {
  const std::lock_guard lock(state_->mutex);
  state_->find(name, help, "gauge", labels, [] { return Series(Observed()); }) = std::move(ask);
}

std::string Registry::text() const {
  std::string out;
  const std::lock_guard lock(state_->mutex);
  for (const auto& [name, family] : state_->families) {
    append_head(out, name, family.help, family.type);
    for (const auto& [labels, series] : family.series) {
      if (const auto* counter = std::get_if<std::unique_ptr<Counter>>(&series)) {
        append_line(out, name, "", labels, "", static_cast<double>((*counter)->value()));
      } else if (const auto* gauge = std::get_if<std::unique_ptr<Gauge>>(&series)) {
        append_line(out, name, "", labels, "", static_cast<double>((*gauge)->value()));
      } else if (const auto* histogram = std::get_if<std::unique_ptr<Histogram>>(&series)) {
        append_histogram(out, name, labels, **histogram);
      } else {
        append_line(out, name, "", labels, "", std::get<Observed>(series)());
      }
    }
  }
  append_process(out);
  return out;
}

}  // namespace gandan::metrics
