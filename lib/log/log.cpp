#include "lib/log/log.hpp"

#include <unistd.h>

#include <atomic>
#include <charconv>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "lib/base/time.hpp"
#include "lib/base/utf8.hpp"

namespace gandan::log {
namespace {

constexpr std::size_t write_at = 64 * 1024;
constexpr std::size_t drop_above =
    8 * 1024 * 1024;  // standard error is stuck: serving matters more
constexpr std::chrono::milliseconds write_every{200};

void write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Lines wait in one buffer; a thread of its own takes them to standard error.
class Writer {
 public:
  Writer() : thread_([this] { run(); }) {}
  ~Writer() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }

  void add(std::string_view line) {
    bool full = false;
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.size() > drop_above) {
        ++dropped_;
        return;
      }
      waiting_.append(line);
      full = waiting_.size() >= write_at;
    }
    if (full) wake_.notify_one();
  }

  void flush() {
    std::unique_lock lock(mutex_);
    flush_ = true;
    wake_.notify_one();
    written_.wait(lock, [this] { return waiting_.empty() && !writing_; });
  }

 private:
  void run() {
    std::string taken;
    std::unique_lock lock(mutex_);
    while (!stopping_ || !waiting_.empty()) {
      wake_.wait_for(lock, write_every,
                     [this] { return stopping_ || flush_ || waiting_.size() >= write_at; });
      flush_ = false;
      taken.swap(waiting_);
      const std::uint64_t dropped = std::exchange(dropped_, 0);
      writing_ = true;
      lock.unlock();
      if (dropped > 0)
        taken += R"({"level":"warning","event":"log lines dropped","count":)" +
                 std::to_string(dropped) + "}\n";
      write_all(taken);
      taken.clear();
      lock.lock();
      writing_ = false;
      written_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable written_;
  std::string waiting_;
  std::uint64_t dropped_ = 0;
  bool writing_ = false;
  bool flush_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

Writer& writer() {
  static Writer instance;
  return instance;
}

std::string_view name_of(Level level) {
  switch (level) {
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "error";
}

/// "2026-07-01T02:03:04.567Z". The whole seconds are formatted once a second and thread.
void append_time(std::string& out) {
  thread_local std::int64_t cached_second = -1;
  thread_local std::string cached;
  const std::int64_t micros = SystemClock().now().micros;
  const std::int64_t second = micros / 1'000'000;
  if (second != cached_second) {
    cached = rfc3339({second * 1'000'000}).substr(0, 19);
    cached_second = second;
  }
  const auto millis = static_cast<int>(micros / 1000 % 1000);
  out += cached;
  out += '.';
  out += static_cast<char>('0' + millis / 100);
  out += static_cast<char>('0' + millis / 10 % 10);
  out += static_cast<char>('0' + millis % 10);
  out += 'Z';
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  while (!text.empty()) {
    const std::size_t valid = utf8_prefix(text);
    for (const char c : text.substr(0, valid)) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
      } else if (c == '\n') {
        out += "\\n";
      } else if (byte < 0x20 || byte == 0x7F) {
        out += "\\u00";
        out += hex[byte >> 4];
        out += hex[byte & 15];
      } else {
        out += c;
      }
    }
    text.remove_prefix(valid);
    if (text.empty()) break;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(1);
  }
  out += '"';
}

void Value::append_to(std::string& json) const {
  if (const auto* text = std::get_if<std::string_view>(&held_)) {
    append_json(json, *text);
  } else if (const auto* truth = std::get_if<bool>(&held_)) {
    json += *truth ? "true" : "false";
  } else {
    char digits[32];
    std::to_chars_result end{};
    if (const auto* number = std::get_if<double>(&held_)) {
      if (!std::isfinite(*number)) {
        json += "null";
        return;
      }
      end = std::to_chars(digits, digits + sizeof digits, *number);
    } else {
      end = std::to_chars(digits, digits + sizeof digits, std::get<std::int64_t>(held_));
    }
    json.append(digits, end.ptr);
  }
}

void write(Level level, std::string_view event, Fields fields) {
  thread_local std::string line;
  line = R"({"at":")";
  append_time(line);
  line += R"(","level":")";
  line += name_of(level);
  line += R"(","event":)";
  append_json(line, event);
  for (const Field& field : fields) {
    line += ',';
    append_json(line, field.name);
    line += ':';
    field.value.append_to(line);
  }
  line += "}\n";
  writer().add(line);
}

void flush() {
  writer().flush();
}

}  // namespace gandan::log
