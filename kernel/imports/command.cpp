#include "kernel/imports/command.hpp"

#include <algorithm>
#include <iostream>

#include "kernel/imports/rejects.hpp"
#include "lib/base/private_file.hpp"
#include "lib/csv/csv.hpp"

namespace gandan::imports {
namespace {

using cli::Arguments;

/// What of a file an operator should know, one line each.
void tell(const Import& it, const std::string& file, const Summary& result) {
  for (const std::string& column : result.unseen)
    std::cerr << file << ": no row has the column '" << column << "'\n";
  for (const std::string& column : result.unused)
    std::cerr << file << ": the column '" << column
              << "' is not used (--map FIELD=COLUMN takes it)\n";
  if (result.encoding != text::Encoding::utf8)
    std::cerr << file << ": was in " << text::name_of(result.encoding) << "; converted\n";
  const auto say = [&](std::int64_t count, std::string_view words) {
    if (count > 0) std::cerr << file << ": " << count << " " << words << "\n";
  };
  say(result.converted, "were in an old encoding and are converted");
  for (std::size_t i = 0; i < result.noted.size(); ++i) say(result.noted[i], it.notes[i]);
  const std::string other = "have an id that is here with " + std::string(it.changed);
  say(result.changed - result.taken,
      other + "; they were not taken (--changed take, or another --source where they are other " +
          std::string(it.name) + ")");
  say(result.taken, "of a known id with " + std::string(it.changed) + " were taken");
}

void add(Summary& all, const Summary& one) {
  all.imported += one.imported;
  all.joined += one.joined;
  all.changed += one.changed;
  all.taken += one.taken;
  all.rejected += one.rejected;
}

}  // namespace

std::vector<cli::Option> options_of(const Import& it) {
  return {{"map", "FIELD=COLUMN,…", "fields that the file calls otherwise"},
          {"every", "FIELD=VALUE,…", "what each row says that says nothing of it itself"},
          {"source", "NAME", "tells this file's ids from another's (default: the file's name)"},
          {"dates", "dmy|mdy|ymd", "the order of day, month and year in dates (dmy)"},
          {"changed", "reject|take",
           "what becomes of a row whose id is here with " + std::string(it.changed) +
               " (reject); taken, " + std::string(it.taken)},
          {"rejects", "FILE",
           "writes rejected rows with their reasons (CSV), to be mended and imported again"},
          {"dry-run", "", "checks every row and stores nothing"},
          {.name = "example",
           .value = "vi|en",
           .help = "prints a file that is taken as it is, headings in this language",
           .stands_alone = true}};
}

std::string columns_in_words(const Import& it) {
  std::string words =
      "Columns of CSV, where headings may be in Vietnamese; keys of JSONL. Others are named and "
      "not "
      "used.\n";
  for (const Column& column : it.columns) {
    words += "  " + std::string(column.name);
    if (!column.vietnamese.empty()) words += " (" + std::string(column.vietnamese) + ")";
    words += ": " + std::string(column.meaning);
    if (column.required)
      words +=
          column.or_else.empty() ? "; required" : "; required, or " + std::string(column.or_else);
    if (column.personal) words += "; personal";
    words += "\n";
  }
  return words;
}

void write_example(const Import& it, bool in_vietnamese, std::ostream& out) {
  csv::Writer writer(out, {.byte_order_mark = true});
  csv::Row heading;
  for (const Column& column : it.columns)
    if (column.same_as.empty())
      heading.emplace_back(in_vietnamese && !column.vietnamese.empty() ? column.vietnamese
                                                                       : column.name);
  writer.row(heading);
  for (const Example& example : it.examples) {
    csv::Row cells;
    for (const Column& column : it.columns) {
      if (!column.same_as.empty()) continue;
      const auto at = example.find(column.name);
      cells.emplace_back(at == example.end() ? std::string_view() : at->second);
    }
    writer.row(cells);
  }
}

bool prints_example(const Import& it, const Arguments& arguments) {
  if (!arguments.has("example")) return false;
  const std::string language = arguments.get("example");
  if (language != "vi" && language != "en") throw cli::UsageError("--example is vi or en");
  write_example(it, language == "vi", std::cout);
  return true;
}

Options read_options(const Import& it, const Arguments& arguments) {
  Options options{.columns = arguments.pairs("map"),
                  .every = arguments.pairs("every"),
                  .source = arguments.get("source"),
                  .dry_run = arguments.has("dry-run")};
  for (const auto& [field, column] : options.columns)
    if (it.column(field) == nullptr) throw cli::UsageError("--map: no field '" + field + "'");
  for (const auto& [field, value] : options.every)
    if (it.column(field) == nullptr) throw cli::UsageError("--every: no field '" + field + "'");
  auto order = text::parse_date_order(arguments.get("dates", "dmy"));
  if (!order) throw cli::UsageError("--dates is dmy, mdy or ymd");
  options.dates = *order;
  const std::string changed = arguments.get("changed", "reject");
  if (changed != "reject" && changed != "take")
    throw cli::UsageError("--changed is reject or take");
  options.takes_changed = changed == "take";
  return options;
}

int run_import(const Import& it, const Arguments& arguments, const Services& services,
               db::Database& database, Options options) {
  std::ofstream file_of_rejects;
  Rejects rejects(it, file_of_rejects);
  if (arguments.has("rejects")) {
    file_of_rejects = open_private(arguments.get("rejects"));
    if (!file_of_rejects)
      throw std::runtime_error(arguments.get("rejects") + ": cannot be written");
    options.rejects = &rejects;
  }
  Summary total;
  for (const std::string& file : arguments.positional()) {
    cli::Progress progress(file);
    options.progress = [&](std::uint64_t done, std::uint64_t of) { progress.update(done, of); };
    const auto taker = it.begin(services, options);
    const Summary result = run(it, *taker, database, file, options);
    tell(it, file, result);
    add(total, result);
  }
  if (file_of_rejects.is_open() && !file_of_rejects.flush())
    throw std::runtime_error(arguments.get("rejects") + ": cannot be written");
  std::cout << "imported " << total.imported << ", joined " << total.joined << ", changed "
            << total.changed << ", rejected " << total.rejected << "\n";
  return total.imported + total.joined + total.taken > 0 ? 0 : 1;
}

}  // namespace gandan::imports
