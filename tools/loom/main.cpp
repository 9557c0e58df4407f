// loom: compiles the views of one folder (see README.md).
//   loom --namespace NS --out DIR --root ROOT file…
//     writes DIR/views/*.hpp, DIR/views/*.cpp, DIR/views.hpp and DIR/examples.hpp
//   loom --messages --root ROOT file…
//     writes a gettext template to standard output
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "tools/loom/generator.hpp"

namespace fs = std::filesystem;
using namespace gandan::loom;

namespace {

struct Options {
  std::string name_space;
  fs::path out, root = ".";
  bool messages = false;
  std::vector<fs::path> files;
};

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    std::string_view word = argv[i];
    auto value = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
    if (word == "--namespace") {
      options.name_space = value();
    } else if (word == "--out") {
      options.out = value();
    } else if (word == "--root") {
      options.root = value();
    } else if (word == "--messages") {
      options.messages = true;
    } else {
      options.files.emplace_back(word);
    }
  }
  return options;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return text.str();
}

/// Leaves a file alone that already reads so: what depends on it is then not built again.
void write(const fs::path& path, const std::string& text) {
  if (fs::exists(path) && read(path) == text) return;
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

void report(const std::string& path, std::string_view source, std::size_t at, const char* what) {
  auto place = place_of(source, at);
  std::cerr << path << ":" << place.line << ":" << place.column << ": error: " << what << "\n";
}

/// Every file is read, so that one run shows an error of each.
std::vector<File> parse_all(const Options& options, bool& failed) {
  std::vector<File> files;
  std::map<std::string, std::string> seen;
  for (const auto& file : options.files) {
    auto path = fs::relative(file, options.root).generic_string();
    auto source = read(file);
    try {
      files.push_back(parse(path, source));
      for (const View& view : files.back().views) {
        auto [first, is_new] = seen.emplace(view.name, path);
        if (is_new || options.messages) continue;
        auto what = "the view '" + view.name + "' is also in " + first->second;
        throw SyntaxError(view.parameters.offset, what);
      }
    } catch (const SyntaxError& error) {
      report(path, source, error.offset, error.what());
      failed = true;
    }
  }
  return files;
}

int run(const Options& options) {
  bool failed = false;
  auto files = parse_all(options, failed);
  if (failed) return 1;
  if (options.messages) {
    for (const File& file : files) std::cout << messages(file);
    return 0;
  }
  if (files.empty() || options.name_space.empty() || options.out.empty()) {
    std::cerr << "usage: loom (--namespace NS --out DIR | --messages) [--root ROOT] file…\n";
    return 2;
  }
  fs::create_directories(options.out / "views");
  write(options.out / "views.hpp", umbrella(files));
  write(options.out / "examples.hpp", examples(files, options.name_space));
  for (const File& file : files) {
    auto stem = options.out / "views" / fs::path(file.path).stem();
    write(stem.string() + ".hpp", header(file, options.name_space));
    write(stem.string() + ".cpp", definitions(file, files, options.name_space));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(read_options(argc, argv));
  } catch (const std::exception& error) {
    std::cerr << "loom: " << error.what() << "\n";
    return 2;
  }
}
