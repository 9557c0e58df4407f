#include "contexts/petitions/commands.hpp"

#include <algorithm>
#include <boost/json/value.hpp>
#include <iostream>

#include "contexts/petitions/demo/demo.hpp"
#include "contexts/petitions/figures/report.hpp"
#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/intake/import.hpp"
#include "contexts/petitions/intake/import_rejects.hpp"
#include "contexts/petitions/intake/similar.hpp"
#include "contexts/petitions/lists/listing.hpp"
#include "contexts/petitions/topics/group.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "kernel/indicators/command.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/module/services.hpp"
#include "lib/base/private_file.hpp"
#include "lib/json/json.hpp"

namespace gandan::petitions {
namespace {

namespace json = boost::json;
using cli::Arguments;

void print_line(const json::object& object) {
  std::cout << gandan::json::serialize(object) << "\n";
}

/// What a server's jobs would do within seconds; after a command of bulk they are done at once.
void settle(Services& services) {
  journal::seal_all(services.database, services.clock);
  fold_all(services.database, services.clock);
}

ImportOptions import_options(const Arguments& arguments) {
  ImportOptions options{.columns = arguments.pairs("map"),
                        .source = arguments.get("source"),
                        .dry_run = arguments.has("dry-run")};
  for (const auto& [field, column] : options.columns) {
    auto known = import_fields();
    if (std::find(known.begin(), known.end(), field) == known.end())
      throw cli::UsageError("--map: no field '" + field + "'");
  }
  auto order = text::parse_date_order(arguments.get("dates", "dmy"));
  if (!order) throw cli::UsageError("--dates is dmy, mdy or ymd");
  options.dates = *order;
  const std::string changed = arguments.get("changed", "reject");
  if (changed != "reject" && changed != "take")
    throw cli::UsageError("--changed is reject or take");
  options.takes_changed = changed == "take";
  return options;
}

/// What of a file an operator should know, one line each.
void tell(const std::string& file, const ImportResult& result) {
  for (const std::string& column : result.unseen)
    std::cerr << file << ": no row has the column '" << column << "'\n";
  for (const std::string& column : result.unused)
    std::cerr << file << ": the column '" << column
              << "' is not used (--map FIELD=COLUMN takes it)\n";
  if (result.encoding != text::Encoding::utf8)
    std::cerr << file << ": was in " << text::name_of(result.encoding) << "; converted\n";
  auto say = [&](std::int64_t count, const char* words) {
    if (count > 0) std::cerr << file << ": " << count << " " << words << "\n";
  };
  say(result.converted, "were in an old encoding and are converted");
  say(result.held, "wait for an officer's look before everybody may read them");
  say(result.answered, "that were here are answered now");
  say(result.changed - result.taken,
      "have an id that is here with another text, place or answer; they were not taken (--changed "
      "take, or another --source where they are other petitions)");
  say(result.taken, "of a known id with another text, place or answer were taken");
}

int import(const OpenServices& open, const Arguments& arguments) {
  ImportOptions options = import_options(arguments);
  auto services = open(arguments);
  auto book = services->rules.book();
  std::ofstream file_of_rejects;
  ImportRejects rejects(file_of_rejects);
  if (arguments.has("rejects")) {
    file_of_rejects = open_private(arguments.get("rejects"));
    if (!file_of_rejects)
      throw std::runtime_error(arguments.get("rejects") + ": cannot be written");
    options.rejects = &rejects;
  }
  const Env env = Env::of(*services, *book);
  ImportResult total;
  for (const std::string& file : arguments.positional()) {
    cli::Progress progress(file);
    options.progress = [&](std::uint64_t done, std::uint64_t of) { progress.update(done, of); };
    auto result = import_petitions(services->database, env, file, options);
    tell(file, result);
    total.imported += result.imported;
    total.joined += result.joined;
    total.changed += result.changed;
    total.taken += result.taken;
    total.rejected += result.rejected;
  }
  if (!options.dry_run) settle(*services);
  if (file_of_rejects.is_open() && !file_of_rejects.flush())
    throw std::runtime_error(arguments.get("rejects") + ": cannot be written");
  std::cout << "imported " << total.imported << ", joined " << total.joined << ", changed "
            << total.changed << ", rejected " << total.rejected << "\n";
  return total.imported + total.joined + total.taken > 0 ? 0 : 1;
}

int group(const OpenServices& open, const Arguments& arguments) {
  auto services = open(arguments);
  auto book = services->rules.book();
  auto grouped = group_petitions(services->database, Env::of(*services, *book));
  std::map<std::string, int> sizes;
  for (const GroupedPetition& petition : grouped) {
    ++sizes[petition.topic];
    if (arguments.has("json"))
      print_line(
          {{"source_id", petition.source_id}, {"code", petition.code}, {"topic", petition.topic}});
  }
  std::int64_t topics = 0, together = 0;
  for (const auto& [topic, size] : sizes)
    if (size > 1) {
      ++topics;
      together += size;
    }
  std::cerr << grouped.size() << " petitions, " << together << " of them in " << topics
            << " topics\n";
  return 0;
}

int similar(const OpenServices& open, const Arguments& arguments) {
  auto services = open(arguments);
  std::string text = arguments.get("text");
  int limit = arguments.count("limit", 10, 1000);
  if (text.empty() == !arguments.has("source-id"))
    throw cli::UsageError("give --source-id or --text");
  Advisor advisor(1'000'000);
  advisor.refresh(services->database);
  const i18n::Locale& locale = *i18n::find_locale("vi");
  services->database.read([&](db::Tx& tx) {
    PetitionId self;
    if (arguments.has("source-id")) {
      auto petition = find_by_source(tx, arguments.get("source-id"));
      if (!petition) throw std::runtime_error("no petition with this source id");
      self = petition->id;
      text = matching_text(*petition);
    }
    for (const SimilarPetition& match : advisor.similar(tx, text, limit, false, self)) {
      std::string reason = in_words(match.why, locale);
      if (arguments.has("json")) {
        print_line({{"source_id", match.source_id.value_or("")},
                    {"code", match.row.code},
                    {"similarity", match.why.similarity},
                    {"likely_same", match.likely_same},
                    {"reason", reason},
                    {"title", match.row.title}});
      } else {
        std::cout << match.row.code << "  " << match.row.title << "\n    " << reason << "\n";
      }
    }
  });
  return 0;
}

int search(const OpenServices& open, const Arguments& arguments) {
  auto services = open(arguments);
  Filter filter{.words = arguments.words()};
  int limit = arguments.count("limit", 25, 100);
  auto page =
      services->database.read([&](db::Tx& tx) { return list(tx, services->clock, filter, limit); });
  for (const ListRow& row : page.rows) {
    if (arguments.has("json")) {
      print_line({{"code", row.code},
                  {"title", row.title},
                  {"state", std::string(name(row.state))},
                  {"received_at", rfc3339(row.received_at)}});
    } else {
      std::cout << row.code << "  " << row.title << "\n";
    }
  }
  return 0;
}

int report(const OpenServices& open, const Arguments& arguments) {
  auto services = open(arguments);
  const indicators::Subject subject =
      arguments.has("sealed") ? report_subject_seeing({.complaints = true, .denunciations = true})
                              : report_subject();
  return indicators::run_report(subject, arguments, services->database, services->clock,
                                services->directory.get());
}

int demo(const OpenServices& open, const Arguments& arguments) {
  auto services = open(arguments);
  DemoLoaded loaded = load_demo(*services);
  std::cerr << loaded.petitions << " petitions, " << loaded.topics << " topics and "
            << loaded.officers
            << " accounts of the demonstration are loaded. Password of each: " << demo_password
            << "\n";
  return 0;
}

}  // namespace

std::vector<cli::Command> commands(OpenServices open) {
  const cli::Option as_json{"json", "", "one JSON object a line"};
  auto with = [open](int (*run)(const OpenServices&, const Arguments&)) {
    return [open, run](const Arguments& arguments) { return run(open, arguments); };
  };
  return {
      {"import petitions", "FILE…", "Imports petitions from JSONL or CSV; safe to run again.",
       database_options(
           {{"map", "FIELD=COLUMN,…", "fields that the file calls otherwise"},
            {"source", "NAME", "tells this file's ids from another's (default: the file's name)"},
            {"dates", "dmy|mdy|ymd", "the order of day, month and year in dates (dmy)"},
            {"changed", "reject|take",
             "what becomes of a row whose id is here with another text, place or answer (reject); "
             "taken, another text is a petition of its own"},
            {"rejects", "FILE",
             "writes rejected rows with their reasons (CSV), to be mended and imported again"},
            {"dry-run", "", "checks every row and stores nothing"}}),
       with(import)},
      {"group petitions", "", "Proposes topics: petitions that ask the same.",
       database_options({as_json}), with(group)},
      {"similar petitions", "", "Finds petitions like one, or like a text; best first.",
       database_options({{"source-id", "ID", "the petition, by the id it had in its file"},
                         {"text", "TEXT", "or a text"},
                         {"limit", "N", "at most so many (10)"},
                         as_json}),
       with(similar)},
      {"search petitions", "QUERY", "Searches public petitions.",
       database_options({{"limit", "N", "at most so many (25)"}, as_json}), with(search)},
      {"report petitions", "", "Computes the report of a period.",
       database_options(indicators::report_options(
           report_subject(),
           {{"sealed", "",
             "counts complaints and denunciations too, one by one: what it prints is "
             "for those who handle them, not for publication"}})),
       with(report)},
      {"demo", "", "Loads the demonstration data into an empty database.", database_options(),
       with(demo)},
  };
}

}  // namespace gandan::petitions
