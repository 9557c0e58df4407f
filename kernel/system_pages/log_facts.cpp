#include "kernel/system_pages/log_facts.hpp"

#include "kernel/journal/cosignatures.hpp"

namespace gandan::system_pages {
namespace {

constexpr std::chrono::microseconds longest_wait = std::chrono::hours(1);

/// A key as text begins with its holder's name.
std::string name_in(const std::string& key) {
  return key.substr(0, key.find('+'));
}

}  // namespace

std::vector<pages::Fact> log_facts(db::Tx& tx, const i18n::Locale& locale) {
  std::vector<pages::Fact> facts;
  auto fact = [&](const char* label, std::string value) {
    facts.push_back({std::string(locale.tr(label)), std::move(value)});
  };
  const auto head = journal::log_head(tx);
  if (!head) {
    fact(N_("Its name"), std::string(locale.tr(N_("it has not begun: a server begins it"))));
    return facts;
  }
  fact(N_("Its name"), journal::log_origin(tx).value_or(""));
  fact(N_("Entries"), locale.number(head->size));
  fact(N_("Signed at"), locale.date_time(head->at));
  for (std::string& key : journal::log_keys(tx)) fact(N_("Key"), std::move(key));
  const auto witnesses = journal::cosigned_last(tx);
  for (const journal::Cosigned& witness : witnesses)
    fact(N_("Witness"), locale.tr(N_("{name}, last on {day}, of {size} entries"),
                                  {{"name", name_in(witness.witness)},
                                   {"day", locale.date(civil_date(witness.at))},
                                   {"size", locale.number(witness.size)}}));
  if (witnesses.empty())
    fact(N_("Witness"), std::string(locale.tr(N_("none has cosigned a head"))));
  return facts;
}

std::string log_trouble(db::Tx& tx, Instant now, const i18n::Locale& locale) {
  const auto since = journal::stands_still_since(tx);
  if (!since || now - *since < longest_wait) return {};
  return locale.tr(N_("Entries have waited since {time}, and no head of the log was signed since. "
                      "Look whether a server runs, what it says of journal.log, and what gandan "
                      "verify finds."),
                   {{"time", locale.date_time(*since)}});
}

}  // namespace gandan::system_pages
