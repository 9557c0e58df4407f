#include "kernel/indicators/command.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>

#include "kernel/indicators/document.hpp"
#include "lib/base/private_file.hpp"
#include "lib/documents/write.hpp"

namespace gandan::indicators {
namespace {

/// "kind, field or body", or "kind|field|body".
std::string names_of(const Subject& subject, std::string_view between, std::string_view last) {
  std::string all;
  for (const Breakdown& by : subject.breakdowns) {
    if (!all.empty()) all += &by == &subject.breakdowns.back() ? last : between;
    all += by.name;
  }
  return all;
}

Scope scope_of(const cli::Arguments& arguments, Date today) {
  auto from = arguments.date("from"), to = arguments.date("to");
  if (!from || !to) throw cli::UsageError("--from and --to are needed");
  if (*to < *from) throw cli::UsageError("--to is before --from");
  const auto as_of = arguments.date("as-of");
  if (auto ahead = day_ahead(from, as_of, today))
    throw cli::UsageError((*ahead == "from" ? "--from" : "--as-of") + std::string(" is not yet"));
  return {.from = *from, .to = std::min(*to, today), .as_of = as_of.value_or(today)};
}

/// Where a file is from that a command writes.
constexpr const char* program_name = "Gần Dân";

std::string in_format(const Report& report, const std::string& format) {
  if (format == "csv") return to_csv(report);
  if (format == "xlsx") return to_xlsx(report, program_name);
  if (format == "docx") return documents::to_docx(document_of(report));
  if (format == "pdf") return documents::to_pdf(document_of(report));
  return format == "json" ? to_json(report) + "\n" : to_html(report);
}

const char* how_it_adds(Adds adds) {
  switch (adds) {
    case Adds::sum:
      return "sum";
    case Adds::once:
      return "once";
    case Adds::ratio:
      return "ratio";
  }
  return "";
}

}  // namespace

std::vector<cli::Option> report_options(const Subject& subject, std::vector<cli::Option> own) {
  std::vector<cli::Option> all{
      {"from", "DATE", "first day of receipt", true},
      {"to", "DATE", "last day of receipt", true},
      {"unit", "CODE", "only what came from this area, or went to this body"},
      {"as-of", "DATE", "how things stood on that day (today)"},
      {"by", names_of(subject, "|", "|"), "with a breakdown"}};
  all.insert(all.end(), own.begin(), own.end());
  for (const cli::Option& option : {cli::Option{"format", "json|html|csv|xlsx|docx|pdf", "(json)"},
                                    cli::Option{"lang", "vi|en", "(vi)"},
                                    cli::Option{"out", "FILE", "instead of standard output"}})
    all.push_back(option);
  return all;
}

int run_report(const Subject& subject, const cli::Arguments& arguments, db::Database& database,
               const Clock& clock, const std::shared_ptr<const units::Directory>& directory) {
  Scope scope = scope_of(arguments, clock.today());
  const auto by = subject.breakdown(arguments.get("by", std::string(none_key)));
  if (!by) throw cli::UsageError("--by is " + names_of(subject, ", ", " or "));
  const std::string format = arguments.get("format", "json");
  constexpr std::array formats{"json", "html", "csv", "xlsx", "docx", "pdf"};
  if (std::ranges::find(formats, format) == formats.end())
    throw cli::UsageError("--format is json, html, csv, xlsx, docx or pdf");
  const i18n::Locale* locale = i18n::find_locale(arguments.get("lang", "vi"));
  if (!locale) throw cli::UsageError("--lang is not a language of this program");
  const Report made = database.read([&](db::Tx& tx) {
    if (arguments.has("unit")) {
      auto unit = units::find_unit(tx, arguments.get("unit"), scope.as_of);
      if (!unit) throw cli::UsageError("no unit '" + arguments.get("unit") + "'");
      scope.unit = unit->id;
    }
    return report(tx, subject, {scope, *by, clock, directory, *locale});
  });
  const std::string out = in_format(made, format);
  if (!arguments.has("out")) {
    std::cout << out;
    return 0;
  }
  std::ofstream file = open_private(arguments.get("out"));
  file << out;
  file.close();
  if (!file) throw std::runtime_error(arguments.get("out") + ": cannot be written");
  return 0;
}

void print_definitions(std::ostream& out, std::span<const Subject> subjects,
                       const i18n::Locale& locale) {
  for (const Subject& subject : subjects) {
    out << subject.name << " (" << locale.tr(subject.unit) << "), by "
        << names_of(subject, ", ", ", ") << "\n";
    for (const Indicator& it : subject.indicators) {
      out << "  " << it.name << " [" << how_it_adds(it.adds);
      if (!it.tag.empty()) out << ", in all: " << it.tag;
      out << "] " << locale.tr(it.definition) << "\n";
    }
  }
}

}  // namespace gandan::indicators
