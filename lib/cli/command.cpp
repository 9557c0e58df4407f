#include "lib/cli/command.hpp"

#include <unistd.h>

#include <boost/program_options.hpp>
#include <charconv>
#include <cstdio>
#include <iostream>

namespace gandan::cli {
namespace {

namespace po = boost::program_options;

std::string usage_of(const Command& command) {
  std::string out = "gandan " + command.name;
  for (const Option& option : command.options) {
    std::string form = "--" + option.name + (option.value.empty() ? "" : " " + option.value);
    out += option.required ? " " + form : " [" + form + "]";
  }
  return command.positional.empty() ? out : out + " " + command.positional;
}

void print_help(const Command& command) {
  std::cout << command.summary << "\n\nusage: " << usage_of(command) << "\n\n";
  for (const Option& option : command.options) {
    std::string form = "--" + option.name + (option.value.empty() ? "" : " " + option.value);
    std::printf("  %-32s %s\n", form.c_str(), option.help.c_str());
  }
  if (!command.more.empty()) std::printf("\n%s", command.more.c_str());
}

void print_commands(std::FILE* out, std::span<const Command> commands, std::string_view prefix) {
  std::fputs("usage: gandan COMMAND …   (gandan COMMAND --help for more)\n\n", out);
  for (const Command& command : commands)
    if (command.name.starts_with(prefix))
      std::fprintf(out, "  %-22s %s\n", command.name.c_str(), command.summary.c_str());
}

/// How many words of `words` name the command; 0 where they do not.
std::size_t words_matched(const Command& command, std::span<const std::string> words) {
  std::size_t space = command.name.find(' ');
  if (space == std::string::npos) return !words.empty() && words[0] == command.name ? 1 : 0;
  return words.size() > 1 && words[0] + " " + words[1] == command.name ? 2 : 0;
}

/// Throws UsageError where something is missing that the command needs.
void require_all(const Command& command, const std::map<std::string, std::string>& values,
                 bool has_positional) {
  for (const Option& option : command.options)
    if (option.stands_alone && values.contains(option.name)) return;
  for (const Option& option : command.options)
    if (option.required && !values.contains(option.name))
      throw UsageError("--" + option.name + " is missing");
  if (!command.positional.empty() && command.positional.front() != '[' && !has_positional)
    throw UsageError(command.positional + " is missing");
}

Arguments parse(const Command& command, std::vector<std::string> words) {
  po::options_description description;
  for (const Option& option : command.options) {
    if (option.value.empty()) {
      description.add_options()(option.name.c_str(), option.help.c_str());
    } else if (option.repeats) {
      description.add_options()(option.name.c_str(), po::value<std::vector<std::string>>(),
                                option.help.c_str());
    } else {
      description.add_options()(option.name.c_str(), po::value<std::string>(), option.help.c_str());
    }
  }
  description.add_options()("positional", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("positional", -1);
  po::variables_map parsed;
  try {
    auto style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    po::store(po::command_line_parser(words)
                  .options(description)
                  .positional(positional)
                  .style(style)
                  .run(),
              parsed);
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  std::map<std::string, std::string> values;
  std::vector<std::string> rest;
  for (const auto& [name, value] : parsed) {
    if (name == "positional") {
      rest = value.as<std::vector<std::string>>();
    } else if (value.value().type() == typeid(std::vector<std::string>)) {
      for (const std::string& each : value.as<std::vector<std::string>>())
        values[name] += (values[name].empty() ? "" : ",") + each;
    } else {
      values[name] = value.value().type() == typeid(std::string) ? value.as<std::string>() : "";
    }
  }
  require_all(command, values, !rest.empty());
  if (command.positional.empty() && !rest.empty())
    throw UsageError("'" + rest.front() + "' is not expected");
  return {std::move(values), std::move(rest)};
}

int run_command(const Command& command, std::vector<std::string> words) {
  for (const std::string& word : words)
    if (word == "--help" || word == "-h") {
      print_help(command);
      return 0;
    }
  try {
    int code = command.run(parse(command, std::move(words)));
    if (!std::cout.flush()) throw std::runtime_error("standard output cannot be written");
    return code;
  } catch (const UsageError& error) {
    std::cerr << "gandan: " << error.what() << "\nusage: " << usage_of(command) << "\n";
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "gandan: " << error.what() << "\n";
    return 1;
  }
}

}  // namespace

std::string Arguments::get(const std::string& name, std::string otherwise) const {
  auto at = values_.find(name);
  return at == values_.end() ? otherwise : at->second;
}

std::optional<std::int64_t> Arguments::integer(const std::string& name) const {
  auto at = values_.find(name);
  if (at == values_.end()) return std::nullopt;
  std::int64_t value = 0;
  const std::string& text = at->second;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw UsageError("--" + name + " takes a whole number, not '" + text + "'");
  return value;
}

int Arguments::count(const std::string& name, int otherwise, int most) const {
  auto value = integer(name).value_or(otherwise);
  if (value < 1 || value > most) throw UsageError("--" + name + " is 1 to " + std::to_string(most));
  return static_cast<int>(value);
}

bool Arguments::on(const std::string& name, bool otherwise) const {
  std::string value = get(name, otherwise ? "on" : "off");
  if (value != "on" && value != "off") throw UsageError("--" + name + " is on or off");
  return value == "on";
}

std::string Arguments::words() const {
  std::string out;
  for (const std::string& word : positional_) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::optional<Date> Arguments::date(const std::string& name) const {
  auto at = values_.find(name);
  if (at == values_.end()) return std::nullopt;
  auto date = Date::parse(at->second);
  // "0026-07-01": a year of two digits that somebody filled up.
  if (!date || date->year() < 1000)
    throw UsageError("--" + name + " takes a day like 2026-07-01, not '" + at->second + "'");
  return date;
}

std::map<std::string, std::string> Arguments::pairs(const std::string& name) const {
  std::map<std::string, std::string> out;
  std::string text = get(name);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.find(',', at), text.size());
    std::string pair = text.substr(at, end - at);
    std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0)
      throw UsageError("--" + name + " takes name=value,…, not '" + pair + "'");
    out[pair.substr(0, equals)] = pair.substr(equals + 1);
    at = end + 1;
  }
  return out;
}

std::vector<std::string> Arguments::list(const std::string& name) const {
  std::vector<std::string> out;
  if (!has(name)) return out;
  const std::string text = get(name);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

int run(std::span<const Command> commands, std::span<const char* const> argv) {
  std::vector<std::string> words(argv.begin() + (argv.empty() ? 0 : 1), argv.end());
  for (const Command& command : commands)
    if (std::size_t n = words_matched(command, words))
      return run_command(command, {words.begin() + static_cast<std::ptrdiff_t>(n), words.end()});
  bool asked = words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help";
  bool is_prefix = false;
  for (const Command& command : commands)
    is_prefix = is_prefix || (!words.empty() && command.name.starts_with(words[0] + " "));
  if (!asked && !is_prefix) std::cerr << "gandan: no command '" << words[0] << "'\n";
  bool wants_help = asked || (words.size() > 1 && words.back() == "--help");
  print_commands(wants_help ? stdout : stderr, commands, is_prefix ? words[0] : "");
  return wants_help ? 0 : 2;
}

Progress::Progress(std::string what) : what_(std::move(what)), terminal_(isatty(2) == 1) {}

Progress::~Progress() {
  if (terminal_ && shown_ >= 0) std::fputc('\n', stderr);
}

void Progress::update(std::uint64_t done, std::uint64_t total) {
  int percent = total == 0 ? 100 : static_cast<int>(done * 100 / total);
  if (!terminal_ || percent == shown_) return;
  shown_ = percent;
  std::fprintf(stderr, "\r%s %3d %%", what_.c_str(), percent);
}

}  // namespace gandan::cli
