#include "tools/loom/generator.hpp"

#include <algorithm>
#include <set>

namespace gandan::loom {
namespace {

using Kind = Step::Kind;

/// A C++ string literal, one line of the page on each of its lines.
std::string quoted(std::string_view text) {
  std::string literal = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') literal += '\\';
    if (c == '\t') {
      literal += "\\t";
    } else if (c == '\n') {
      literal += "\\n\"\n    \"";
    } else if (c != '\r') {
      literal += c;
    }
  }
  return literal + "\"";
}

class Generator {
 public:
  explicit Generator(const File& file) : file_(file) {}

  std::string view(const View& view) {
    cpp_ += "void " + view.name + "([[maybe_unused]] ::gandan::html::Out& out";
    if (!view.parameters.text.empty()) cpp_ += "," + located(view.parameters);
    cpp_ += ") {\n  [[maybe_unused]] const ::gandan::i18n::Locale& locale = out.locale();\n";
    for (const Step& step : view.steps) add(step);
    cpp_ += "}\n\n";
    return std::move(cpp_);
  }

 private:
  /// The author's C++ at the author's line and column, so that the compiler's errors point there.
  std::string located(const Code& code) {
    auto place = place_of(file_.source, code.offset);
    return "\n#line " + std::to_string(place.line) + " \"" + file_.path + "\"\n" +
           std::string(place.column - 1, ' ') + code.text + "\n";
  }

  void add(const Step& step) {
    switch (step.kind) {
      case Kind::literal:
        if (!step.text.empty()) cpp_ += "  out.literal(" + quoted(step.text) + ");\n";
        break;
      case Kind::print:
        cpp_ += std::string("  out.") + method(step.position) + "(" + located(step.code) + ");\n";
        break;
      case Kind::message:
        add_message(step);
        break;
      case Kind::optional_attribute:
        cpp_ += "  out.optional_attribute(\"" + step.text + "\"," + located(step.code) +
                (step.position == Position::url ? ", true" : "") + ");\n";
        break;
      case Kind::open_if:
        cpp_ += "  if (" + located(step.code) + ") {\n";
        break;
      case Kind::open_else_if:
        cpp_ += "  } else if (" + located(step.code) + ") {\n";
        break;
      case Kind::open_else:
        cpp_ += "  } else {\n";
        break;
      case Kind::open_for:
        cpp_ += "  for (" + located(step.code) + ") {\n";
        break;
      case Kind::close:
        cpp_ += "  }\n";
        break;
      case Kind::let:
        cpp_ += "  [[maybe_unused]] const auto& " + step.text + " =" + located(step.code) + ";\n";
        break;
      case Kind::call:
        cpp_ += call(step) + ");\n";
        break;
      case Kind::open_wrap:
        cpp_ += call(step) + ", ::gandan::html::Content([&](" + lambda_parameter + ") {\n";
        break;
      case Kind::close_wrap:
        cpp_ += "  }));\n";
        break;
      case Kind::open_block:
        cpp_ += "  const auto " + step.text + " = [&](" + lambda_parameter + ") {\n";
        break;
      case Kind::close_block:
        cpp_ += "  };\n";
        break;
    }
  }

  static const char* method(Position position) {
    switch (position) {
      case Position::text:
        return "text";
      case Position::attribute:
        return "attribute";
      case Position::url:
        return "url";
      case Position::url_part:
        return "url_part";
    }
    return "";
  }

  std::string call(const Step& step) {
    std::string text = "  " + step.text + "(out";
    if (!step.code.text.empty()) text += "," + located(step.code);
    return text;
  }

  /// A plural depends on its number; any other message is looked up once for all pages.
  void add_message(const Step& step) {
    const Message& message = step.message;
    bool plural = !message.many.empty();
    std::string arguments, number;
    for (const Argument& argument : message.arguments) {
      bool counts = plural && argument.name == "n";
      if (counts) number = located(argument.value);
      arguments += ", \"" + argument.name + "\"," + (counts ? " loom_n" : located(argument.value));
    }
    std::string pattern = "loom_message.in(locale)";
    if (plural) {
      cpp_ += "  {\n  const auto loom_n = static_cast<std::int64_t>(" + number + ");\n";
      pattern = "locale.ntr(\"" + message.one + "\", \"" + message.many + "\", loom_n)";
    } else {
      auto context = message.context.empty() ? "" : "\"" + message.context + "\", ";
      cpp_ += "  {\n  static const ::gandan::i18n::Message loom_message(" + context + "\"" +
              message.one + "\");\n";
    }
    bool in_attribute = step.position == Position::attribute;
    cpp_ += std::string("  out.message<") + (in_attribute ? "true" : "false") + ">(" + pattern +
            arguments + ");\n  }\n";
  }

  static constexpr const char* lambda_parameter = "[[maybe_unused]] ::gandan::html::Out& out";
  const File& file_;
  std::string cpp_;
};

/// Whether a view of `file` calls one of `other`, both of the same folder.
bool calls(const File& file, const File& other) {
  return std::any_of(file.views.begin(), file.views.end(), [&](const View& view) {
    return std::any_of(view.steps.begin(), view.steps.end(), [&](const Step& step) {
      return (step.kind == Kind::call || step.kind == Kind::open_wrap) &&
             std::any_of(other.views.begin(), other.views.end(),
                         [&](const View& called) { return called.name == step.text; });
    });
  });
}

}  // namespace

std::string header_path(const File& file) {
  return file.path.substr(0, file.path.rfind('.')) + ".hpp";
}

std::string header(const File& file, const std::string& name_space) {
  std::set<std::string> includes = {"\"lib/html/out.hpp\""};
  includes.insert(file.includes.begin(), file.includes.end());
  std::string text = "// Generated by loom from " + file.path + ".\n#pragma once\n";
  for (const auto& path : includes) text += "#include " + path + "\n";
  text += "\nnamespace " + name_space + " {\n\n";
  for (const View& view : file.views) {
    if (view.is_example()) continue;
    auto comma = view.parameters.text.empty() ? "" : ", ";
    text +=
        "void " + view.name + "(::gandan::html::Out& out" + comma + view.parameters.text + ");\n";
  }
  return text + "\n}  // namespace " + name_space + "\n";
}

std::string umbrella(std::span<const File> files) {
  std::string text = "// Generated by loom.\n#pragma once\n";
  for (const File& file : files) text += "#include \"" + header_path(file) + "\"\n";
  return text;
}

std::string examples(std::span<const File> files, const std::string& name_space) {
  std::string declared, rows;
  for (const File& file : files) {
    const View* shown = nullptr;
    for (const View& view : file.views) {
      if (!view.is_example()) {
        shown = &view;
        continue;
      }
      declared += "void " + view.name + "(::gandan::html::Out& out);\n";
      rows += "    {.file = " + quoted(file.path) + ",\n     .view = " + quoted(shown->name) +
              ",\n     .parameters = " + quoted(shown->parameters.text) +
              ",\n     .note = " + quoted(shown->note) + ",\n     .name = " + quoted(view.example) +
              ",\n     .source = " + quoted(view.source) + ",\n     .show = " + view.name + "},\n";
    }
  }
  std::string text = "// Generated by loom.\n#pragma once\n";
  if (rows.empty()) return text;
  return text + "#include \"lib/html/example.hpp\"\n\nnamespace " + name_space + " {\n\n" +
         declared + "\ninline constexpr ::gandan::html::Example examples[] = {\n" + rows +
         "};\n\n}  // namespace " + name_space + "\n";
}

std::string definitions(const File& file, std::span<const File> files,
                        const std::string& name_space) {
  std::string text = "// Generated by loom from " + file.path + ".\n";
  for (const File& other : files)
    if (&other == &file || calls(file, other)) text += "#include \"" + header_path(other) + "\"\n";
  for (const auto& path : file.uses) text += "#include " + path + "\n";
  text +=
      "\n// Blocks name their page `out`, as the view does.\n"
      "#pragma GCC diagnostic ignored \"-Wshadow\"\n\nnamespace " +
      name_space + " {\n\n";
  for (const View& view : file.views) text += Generator(file).view(view);
  return text + "}  // namespace " + name_space + "\n";
}

std::string messages(const File& file) {
  std::string pot;
  for (const View& view : file.views) {
    for (const Step& step : view.steps) {
      if (step.kind != Kind::message) continue;
      const Message& message = step.message;
      auto line = std::to_string(place_of(file.source, message.offset).line);
      pot += "#: " + file.path + ":" + line + "\n";
      if (!message.context.empty()) pot += "msgctxt \"" + message.context + "\"\n";
      pot += "msgid \"" + message.one + "\"\n";
      if (!message.many.empty())
        pot += "msgid_plural \"" + message.many + "\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n";
      else
        pot += "msgstr \"\"\n\n";
    }
  }
  return pot;
}

}  // namespace gandan::loom
