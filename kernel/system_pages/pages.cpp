#include "kernel/settings/pages.hpp"

#include "kernel/files/reading.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/settings/installation.hpp"
#include "kernel/system_pages/head_letters.hpp"
#include "kernel/system_pages/last_backup.hpp"
#include "kernel/system_pages/log_facts.hpp"
#include "kernel/system_pages/migrations.hpp"
#include "kernel/system_pages/module.hpp"
#include "kernel/system_pages/page_models.hpp"
#include "kernel/system_pages/set_up.hpp"
#include "kernel/system_pages/test_letter.hpp"
#include "kernel/system_pages/views/system.hpp"
#include "lib/db/versions.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::system_pages {
namespace {

using http::Request;
using http::Response;

/// What the pages work with.
struct PageEnvironment {
  const http::App& app;
  Services& services;
  std::string version;
};

std::string backup_in_words(const std::optional<Backup>& backup, const i18n::Locale& locale) {
  if (!backup) return std::string(locale.tr(N_("none that this database knows of")));
  constexpr std::int64_t mebibyte = 1 << 20;
  return locale.tr(N_("{time}, {size} MB, {entries} entries in its journal"),
                   {{"time", locale.date_time(backup->made_at)},
                    {"size", locale.number((backup->bytes + mebibyte - 1) / mebibyte)},
                    {"entries", locale.number(backup->entries)}});
}

std::string jobs_in_words(const jobs::Counts& counts, const i18n::Locale& locale) {
  return locale.tr(N_("{due} due now, {later} waiting for their time, {dead} failed too often"),
                   {{"due", locale.number(counts.due)},
                    {"later", locale.number(counts.later)},
                    {"dead", locale.number(counts.dead)}});
}

/// The addresses of the proxies, or what it means that there are none.
std::string proxies_in_words(const http::AppOptions& options, const i18n::Locale& locale) {
  if (options.trusted_proxies.empty())
    return std::string(locale.tr(N_("none: who comes through a proxy shares its address")));
  std::string all;
  for (const std::string& proxy : options.trusted_proxies) all += (all.empty() ? "" : ", ") + proxy;
  return all;
}

std::string number_in_words(std::uint32_t number, const i18n::Locale& locale) {
  return number != 0 ? locale.number(number)
                     : std::string(locale.tr(N_("none: its ids may meet those of another")));
}

std::vector<pages::Fact> program_facts(const PageEnvironment& env, db::Tx& tx,
                                       const i18n::Locale& locale) {
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  const http::AppOptions& options = env.app.options();
  return {
      {word(N_("Version")), env.version},
      {word(N_("Database")), db::engine_version(tx)},
      {word(N_("Number of this installation")),
       number_in_words(settings::installation_number(tx), locale)},
      {word(N_("Demonstration")),
       word(env.services.demonstration ? N_("yes: anybody reads how to sign in") : N_("no"))},
      {word(N_("Last backup")), backup_in_words(last_backup(tx), locale)},
      {word(N_("Words of scans")),
       word(files::can_read_scans()
                ? N_("read by Tesseract, and proposed to officers")
                : N_("not read: install tesseract-ocr and tesseract-ocr-vie, and start the "
                     "server again"))},
      {word(N_("Background work")),
       jobs_in_words(jobs::count(tx, env.services.clock.now()), locale), "/admin/jobs"},
      {word(N_("Public address")), options.public_origin.empty()
                                       ? word(N_("not named: links are relative"))
                                       : options.public_origin},
      {word(N_("Trusted proxies")), proxies_in_words(options, locale)},
      {word(N_("Rate limits")),
       options.rate_limits.empty() ? word(N_("switched off at the start")) : word(N_("in force"))}};
}

std::vector<pages::Fact> letter_facts(const Services& services, const std::string& own_address,
                                      const i18n::Locale& locale) {
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  if (services.post == nullptr)
    return {{word(N_("Outgoing letters")),
             word(N_("none leave: the server was started without --mail"))}};
  const mail::Mailbox& from = services.post->from;
  std::vector<pages::Fact> facts{
      {word(N_("Outgoing letters")), word(N_("leave this server"))},
      {word(N_("Sender")),
       from.name.empty() ? from.address.text() : from.name + " <" + from.address.text() + ">"}};
  if (own_address.empty())
    facts.push_back({word(N_("A test letter")),
                     word(N_("takes an e-mail address in your account: another administrator "
                             "enters it"))});
  return facts;
}

/// What was just done, or why it was not.
std::optional<pages::Flash> flash_of(const Request& request, const std::string& not_sent) {
  const i18n::Locale& locale = pages::locale_of(request);
  if (!not_sent.empty())
    return pages::Flash{
        locale.tr(N_("The test letter was not sent. {reason}"), {{"reason", not_sent}}), true};
  if (request.query.get("done") == "sent")
    return pages::Flash{std::string(
        locale.tr(N_("The mail server took the test letter. Look whether it arrives.")))};
  return std::nullopt;
}

Response show(const PageEnvironment& env, Request& request, const std::string& not_sent = {}) {
  const i18n::Locale& locale = pages::locale_of(request);
  SystemPage page{.frame = pages::frame_for(request, std::string(locale.tr(N_("System")))),
                  .settings = settings::facts_in_force(env.services.settings, locale)};
  page.frame.flash = flash_of(request, not_sent);
  page.frame.searches = false;
  env.services.database.read([&](db::Tx& tx) {
    page.program = program_facts(env, tx, locale);
    page.tables.clear();
    for (const db::NewestMigration& newest : db::newest_migrations(tx))
      page.tables.push_back({newest.module, newest.file});
    page.log = log_facts(tx, locale);
    page.log_trouble = log_trouble(tx, env.services.clock.now(), locale);
    const auto to = test_address(tx, env.services, people::principal(request).user);
    page.test_to = to ? to->address.text() : std::string();
  });
  page.letters = letter_facts(env.services, page.test_to, locale);
  return pages::render(request, views::system_page, page, not_sent.empty() ? 200 : 422);
}

Response send_letter(const PageEnvironment& env, Request& request) {
  const auto sent =
      send_test_letter(env.services, people::principal(request), pages::locale_of(request));
  if (!sent) return show(env, request, sent.error().reason);
  return Response::redirect("/admin/system?done=sent");
}

http::Policy operates() {
  return people::permission(people::Permission::operate, people::Where::everywhere);
}

void add_pages(http::App& app, Services& services, std::string version) {
  const PageEnvironment env{app, services, std::move(version)};
  app.router.get("/admin/system", operates(),
                 [env](Request& request) { return show(env, request); });
  app.router.post("/admin/system/test-letter", operates(),
                  [env](Request& request) { return send_letter(env, request); },
                  {.work = http::Work::slow});
}

}  // namespace

Module module(std::string version) {
  return {
      .name = "system_pages",
      .migrations = {"system_pages", migrations::files()},
      .add_routes = [version](http::App& app,
                              Services& services) { add_pages(app, services, version); },
      .add_jobs = add_head_letter_jobs,
      .administration = {{60,
                          {.label = N_("System"), .href = "/admin/system", .policy = operates()}}},
      .desk = {.front = {still_to_set_up()}},
      .invariants = {{"system_pages.backup",
                      "the journal has at least as many entries as it had in the last backup",
                      "select b.entries as id from last_backup b where b.entries > " +
                          std::string(journal::count_in_sql)}}};
}

}  // namespace gandan::system_pages
