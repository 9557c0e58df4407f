// The command line: commands with their options, help made from them, exit codes 0, 1 and 2.
// Data goes to standard output, messages to standard error.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/time.hpp"

namespace gandan::cli {

/// The caller's mistake: its text is printed with a pointer to --help, and the exit code is 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// --name VALUE, or a switch where `value` is empty.
struct Option {
  std::string name;
  std::string value;
  std::string help;
  bool required = false;
  bool repeats = false;       ///< may be given several times: Arguments::list()
  bool stands_alone = false;  ///< where it is given, nothing else is required
};

/// What was given. Every accessor of a value throws UsageError where the value is not of its type.
class Arguments {
 public:
  Arguments(std::map<std::string, std::string> values, std::vector<std::string> positional)
      : values_(std::move(values)), positional_(std::move(positional)) {}

  [[nodiscard]] bool has(const std::string& name) const { return values_.contains(name); }
  [[nodiscard]] std::string get(const std::string& name, std::string otherwise = {}) const;
  [[nodiscard]] std::optional<std::int64_t> integer(const std::string& name) const;
  /// 1 to `most`.
  [[nodiscard]] int count(const std::string& name, int otherwise, int most) const;
  /// --name on|off
  [[nodiscard]] bool on(const std::string& name, bool otherwise) const;
  [[nodiscard]] std::optional<Date> date(const std::string& name) const;
  /// "a,b", or the option given twice; what stands between two commas may be empty.
  [[nodiscard]] std::vector<std::string> list(const std::string& name) const;
  /// "a=b,c=d"
  [[nodiscard]] std::map<std::string, std::string> pairs(const std::string& name) const;
  [[nodiscard]] const std::vector<std::string>& positional() const { return positional_; }
  /// What stands behind the command as one text: words need no quotes.
  [[nodiscard]] std::string words() const;

 private:
  std::map<std::string, std::string> values_;
  std::vector<std::string> positional_;
};

struct Command {
  std::string name;        ///< one or two words: "import petitions"
  std::string positional;  ///< "FILE…" for help; empty where none is taken
  std::string summary;     ///< one line
  std::vector<Option> options;
  std::function<int(const Arguments&)> run;
  std::string more = {};  ///< what --help says beneath the options
};

/// Runs the command that `argv` names. Prints help for --help and for a prefix of several commands;
/// returns what the command returned, 1 where it threw, 2 where it was called wrongly.
[[nodiscard]] int run(std::span<const Command> commands, std::span<const char* const> argv);

/// A line on a terminal that is rewritten as work goes on; silent where standard error is no
/// terminal.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  void update(std::uint64_t done, std::uint64_t total);

 private:
  std::string what_;
  bool terminal_;
  int shown_ = -1;
};

}  // namespace gandan::cli
