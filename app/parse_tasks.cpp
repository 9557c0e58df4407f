// gandan parse tasks FILE, gandan parse deadline TEXT: what lib/assignments understands, before a
// programme is imported, and for programs.
#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "app/commands.hpp"
#include "app/inert.hpp"
#include "lib/assignments/deadline_json.hpp"
#include "lib/assignments/table.hpp"
#include "lib/csv/csv.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/json/json.hpp"
#include "lib/office/office.hpp"
#include "lib/text/utf8_file.hpp"

namespace gandan::app {
namespace {

using Tables = std::vector<std::vector<assignments::Row>>;

const i18n::Locale& locale_asked(const cli::Arguments& arguments) {
  const i18n::Locale* locale = i18n::find_locale(arguments.get("lang", "en"));
  if (locale == nullptr) throw cli::UsageError("--lang is not a language of this program");
  return *locale;
}

std::vector<assignments::Row> rows_of_csv(const std::string& text) {
  std::vector<assignments::Row> rows;
  csv::Reader reader{std::string_view(text)};
  for (csv::Row row; reader.next(row) == csv::Read::row;) rows.push_back(row);
  return rows;
}

/// Markdown where a line begins with a bar, else CSV.
Tables tables_of_text(const std::string& file) {
  text::Utf8File in(file);
  if (!in.is_open()) throw std::runtime_error("cannot read " + file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  Tables tables = assignments::tables_of_markdown(text);
  if (tables.empty()) tables.push_back(rows_of_csv(text));
  return tables;
}

Tables tables_of_file(const std::string& file, const i18n::Locale& locale) {
  const auto document = office::read_file(file);
  if (!document && document.error() == office::Problem::unknown_format) return tables_of_text(file);
  auto tables = document ? office::rows_of(*document)
                         : Result<std::vector<office::Table>, office::Problem>(
                               fail(office::Problem(document.error())));
  if (!tables)
    throw std::runtime_error(file + ": " +
                             std::string(locale.tr(office::in_words(tables.error()))));
  Tables all;
  for (office::Table& each : *tables) all.push_back(std::move(each.rows));
  return all;
}

boost::json::array array_of(const std::vector<std::string>& texts) {
  boost::json::array all;
  for (const std::string& each : texts) all.emplace_back(each);
  return all;
}

/// A whole number as one, "2.1" as a text.
boost::json::value number_in_json(const std::string& number) {
  const bool is_whole = !number.empty() && number.size() < 10 &&
                        number.find_first_not_of("0123456789") == std::string::npos;
  if (is_whole) return std::stoi(number);
  return boost::json::value(number);
}

boost::json::object object_of(const assignments::Task& task) {
  return {{"section", task.section},
          {"section_title", task.section_title},
          {"no", number_in_json(task.number)},
          {"task", task.task},
          {"lead", array_of(task.lead)},
          {"co", array_of(task.co)},
          {"deadline", assignments::json_of(task.deadline)},
          {"product", task.product},
          {"note", task.note},
          {"unread", array_of(task.unread)}};
}

std::string in_one_line(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& each : texts) all += (all.empty() ? "" : "; ") + each;
  return all;
}

void print_task(const assignments::Task& task, const i18n::Locale& locale) {
  const auto line = [&](const char* label, const std::string& value) {
    if (!value.empty()) std::cout << "  " << locale.tr(label) << ": " << inert(value) << "\n";
  };
  std::cout << inert(task.section.empty() ? task.number : task.section + "." + task.number) << " "
            << inert(task.task) << "\n";
  line(N_("Lead"), in_one_line(task.lead));
  line(N_("Co-operating"), in_one_line(task.co));
  line(N_("By when"), task.deadline_as_written.empty()
                          ? std::string()
                          : task.deadline_as_written + " = " +
                                gandan::json::serialize(assignments::json_of(task.deadline)));
  line(N_("Product"), task.product);
  line(N_("Not understood"), in_one_line(task.unread));
}

int parse_tasks(const cli::Arguments& arguments) {
  if (arguments.positional().size() != 1) throw cli::UsageError("one file at a time");
  const i18n::Locale& locale = locale_asked(arguments);
  std::size_t found = 0;
  for (const auto& rows : tables_of_file(arguments.positional()[0], locale))
    for (const assignments::Task& task : assignments::read_tasks(rows)) {
      ++found;
      if (arguments.has("json"))
        std::cout << gandan::json::serialize(object_of(task)) << "\n";
      else
        print_task(task, locale);
    }
  if (found == 0)
    throw std::runtime_error(
        arguments.positional()[0] + ": " +
        std::string(
            locale.tr(N_("no table with a column of tasks and one of who leads or by when"))));
  return 0;
}

int parse_deadline(const cli::Arguments& arguments) {
  if (arguments.positional().size() != 1) throw cli::UsageError("one wording, in quotes");
  const assignments::Deadline deadline = assignments::read_deadline(arguments.positional()[0]);
  if (arguments.has("json")) {
    std::cout << gandan::json::serialize(assignments::json_of(deadline)) << "\n";
    return 0;
  }
  std::cout << assignments::name_of(deadline.kind);
  if (deadline.start) std::cout << " " << deadline.start->iso() << " –";
  if (deadline.date) std::cout << " " << deadline.date->iso();
  std::cout << "\n";
  return 0;
}

}  // namespace

cli::Command parse_tasks_command() {
  return {"parse tasks",
          "FILE",
          "Reads the tasks of a programme out of its tables (DOCX, XLSX, CSV, Markdown): who "
          "leads, who takes part, by "
          "when, with what product, and what was not understood. Needs no database.",
          {{"json", "", "one JSON object a row"},
           {"lang", "TAG", "language of what is said: vi or en (default)"}},
          parse_tasks};
}

cli::Command parse_deadline_command() {
  return {"parse deadline",
          "TEXT",
          "Reads by when something is to be done, as plans and laws word it. Needs no database.",
          {{"json", "", "all that was understood, as JSON"}},
          parse_deadline};
}

}  // namespace gandan::app
