#include "contexts/petitions/commands.hpp"

#include <boost/json/value.hpp>
#include <iostream>

#include "contexts/petitions/figures/report.hpp"
#include "contexts/petitions/intake/similar.hpp"
#include "contexts/petitions/lists/listing.hpp"
#include "contexts/petitions/papers/official.hpp"
#include "contexts/petitions/topics/group.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "kernel/indicators/command.hpp"
#include "kernel/module/services.hpp"
#include "lib/documents/write.hpp"
#include "lib/json/json.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

namespace json = boost::json;
using cli::Arguments;

void print_line(const json::object& object) {
  std::cout << gandan::json::serialize(object) << "\n";
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

int letter(const OpenServices& open, const Arguments& arguments) {
  const auto code = text::parse_tracking_code(arguments.words());
  if (!code) throw cli::UsageError("give the tracking code of a petition");
  const std::string format = arguments.get("format");
  if (format != "docx" && format != "pdf") throw cli::UsageError("--format is docx or pdf");
  const auto official = parse_official(arguments.get("of", "answer"));
  if (!official) throw cli::UsageError("--of is answer, extension or transfer");
  auto services = open(arguments);
  const auto directory = services->directory.get();
  const auto document =
      services->database.read([&](db::Tx& tx) -> std::optional<documents::Document> {
        const auto story = load_story(tx, *directory, *code);
        return story ? official_letter(tx, *story, *official) : std::nullopt;
      });
  if (!document) {
    std::cerr << "gandan: there is no such petition, or no letter of this kind about it\n";
    return 1;
  }
  std::cout << (format == "docx" ? documents::to_docx(*document) : documents::to_pdf(*document));
  return 0;
}

}  // namespace

std::vector<cli::Command> commands(OpenServices open) {
  const cli::Option as_json{"json", "", "one JSON object a line"};
  auto with = [open](int (*run)(const OpenServices&, const Arguments&)) {
    return [open, run](const Arguments& arguments) { return run(open, arguments); };
  };
  return {
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
      {"letter", "CODE", "Writes the official letter about a petition, as a file.",
       database_options({{"format", "docx|pdf", "what kind of file"},
                         {"of", "answer|extension|transfer", "which letter (answer)"}}),
       with(letter)},
  };
}

}  // namespace gandan::petitions
