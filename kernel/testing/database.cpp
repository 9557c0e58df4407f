#include "kernel/testing/database.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "kernel/desk/migrations.hpp"
#include "kernel/files/migrations.hpp"
#include "kernel/indicators/migrations.hpp"
#include "kernel/journal/check_log.hpp"
#include "kernel/journal/migrations.hpp"
#include "kernel/letters/kinds.hpp"
#include "kernel/letters/migrations.hpp"
#include "kernel/numbering/migrations.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/receipts/migrations.hpp"
#include "kernel/records/migrations.hpp"
#include "kernel/rules/migrations.hpp"
#include "kernel/settings/migrations.hpp"
#include "kernel/site/site.hpp"
#include "kernel/tasks/migrations.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/migrations.hpp"
#include "lib/jobs/migrations.hpp"

namespace gandan::test {
namespace {

/// The kernel's, then those of modules that are not of the kernel.
std::vector<db::Migrations> migrations_of(const std::vector<Module>& modules) {
  std::vector<db::Migrations> all{{"jobs", jobs::migrations::files()},
                                  {"journal", journal::migrations::files()},
                                  {"indicators", indicators::migrations::files()},
                                  {"units", units::migrations::files()},
                                  {"rules", rules::migrations::files()},
                                  {"people", people::migrations::files()},
                                  {"receipts", receipts::migrations::files()},
                                  {"files", gandan::files::migrations::files()},
                                  {"records", records::migrations::files()},
                                  {"letters", letters::migrations::files()},
                                  {"tasks", tasks::migrations::files()},
                                  {"numbering", numbering::migrations::files()},
                                  {"desk", desk::migrations::files()},
                                  {"settings", gandan::settings::migrations::files()}};
  for (const Module& module : modules) {
    const bool is_new = std::ranges::none_of(
        all, [&](const db::Migrations& known) { return known.module == module.migrations.module; });
    if (is_new && !module.migrations.files.empty()) all.push_back(module.migrations);
  }
  return all;
}

/// What the program brings along. Rows get ids of another year than those that a test makes.
void fill_with(db::Database& database, const Given& given) {
  if (given.units) units::load_reference(database);
  const FixedClock earlier(Date::of(2025, 1, 1));
  Ids ids(earlier, 1);
  rules::load_reference(database, ids, earlier);
}

/// A filled SQLite database of these migrations, made when it is first wanted and kept until the
/// process ends.
std::string filled_file(const std::string& filling, const std::vector<db::Migrations>& migrations,
                        const Given& given) {
  static std::map<std::string, std::unique_ptr<db::test::TempFolder>> filled;
  auto& folder = filled[filling];
  if (!folder) {
    auto fresh = std::make_unique<db::test::TempFolder>();
    auto database = db::Database::open("sqlite:" + fresh->file("filled.db"));
    database->migrate(migrations);
    fill_with(*database, given);
    database.reset();  // which empties its log into the file
    folder = std::move(fresh);
  }
  return folder->file("filled.db");
}

}  // namespace

Database::Database(const std::vector<Module>& modules, Given given)
    : OnEachEngine(migrations_of(modules)),
      given_(given),
      records_(site::records_of(modules)),
      files_(files_of(modules)),
      letters_(letters::kinds_of(modules)),
      news_(letters::news_of(modules)),
      intake_(intake_of(modules)),
      declared_(settings_of(modules)),
      invariants_(invariants_of(modules)),
      committed_(committed_of(modules)) {
  if (given_.mail)
    post_ = {std::make_unique<Postbox>(), *mail::parse_mailbox("Gần Dân <thu@gandan.example>"),
             "https://gandan.example"};
}

void Database::prepare() {
  if (GetParam() == db::Engine::sqlite)
    std::filesystem::copy_file(filled_file(name_of_filling(), modules_, given_), file("test.db"));
}

std::string Database::name_of_filling() const {
  std::string name = given_.units ? "units" : "none";
  for (const db::Migrations& each : modules_) {
    name.append(" ").append(each.module);
    for (const EmbeddedFile& file : each.files) name.append(" ").append(file.name);
  }
  return name;
}

std::string Database::filling_of() const {
  return given_.untouched ? "" : name_of_filling();
}

void Database::fill() {
  fill_with(db(), given_);
}

void Database::SetUp() {
  OnEachEngine::SetUp();
  if (IsSkipped()) return;
  if (GetParam() == db::Engine::postgresql && given_.untouched) fill();
  start();
}

void Database::TearDown() {
  shut_down();
  OnEachEngine::TearDown();
}

void Database::start() {
  rules = std::make_unique<rules::Rules>(db(), ids, clock);
  keys = std::make_unique<people::KeyHolder>(db(), clock, file("key"));
  (void)keys->get();
}

void Database::shut_down() {
  services_.reset();
  set_.reset();
  directory_.reset();
  keys.reset();
  rules.reset();
}

void Database::restart(const std::function<void()>& between) {
  shut_down();
  db_.reset();
  if (between) between();
  reopen();
  start();
}

DirectoryHolder& Database::directory() {
  if (!directory_) directory_ = std::make_unique<DirectoryHolder>(db());
  return *directory_;
}

Services& Database::services() {
  if (services_) return *services_;
  set_ = std::make_unique<gandan::settings::Holder>(db(), declared_);
  services_ = std::make_unique<Services>(Services{db(), clock, ids, *rules, directory(), *keys,
                                                  settings, *set_, records_, letters_, news_,
                                                  intake_, given_.mail ? &post_ : nullptr});
  services_->files = {gandan::files::Folder(file("files")), files_};
  return *services_;
}

Postbox& Database::postbox() {
  if (!given_.mail) throw std::logic_error("no letters leave in this test: give it mail");
  return static_cast<Postbox&>(*post_.mailer);
}

people::UserId Database::account(const std::string& username, std::vector<people::Grant> grants,
                                 const std::string& email) {
  return make_account(access(), ids,
                      {.username = username,
                       .name = "Officer " + username,
                       .email = email,
                       .grants = std::move(grants)});
}

UnitId Database::unit(std::string_view name) {
  return db().read(
      [&](db::Tx& tx) { return units::find_unit(tx, name, clock.today()).value().id; });
}

std::vector<std::string> Database::verbs_of(Ref subject) {
  std::vector<std::string> verbs;
  for (journal::Recorded& entry :
       db().read([&](db::Tx& tx) { return journal::entries_of(tx, subject); }))
    verbs.push_back(std::move(entry.verb));
  return verbs;
}

std::vector<std::string> Database::broken_invariants() {
  std::vector<std::string> lines;
  for (const invariants::Broken& broken :
       db().read([&](db::Tx& tx) { return invariants::broken(tx, invariants_); }))
    lines.push_back(invariants::line_of(broken));
  return lines;
}

void Database::take_into_log() {
  gandan::journal::seal_all(db(), clock);
  while (gandan::journal::extend_log(db(), clock, {keys->get(), committed_, "gandan.example/log"}) >
         0) {
  }
}

std::vector<std::string> Database::untold_changes() {
  std::vector<std::string> lines;
  db().read([&](db::Tx& tx) {
    lines.clear();
    for (const gandan::journal::Committed& kind : committed_)
      for (std::string& line : gandan::journal::differing(tx, kind))
        lines.push_back(std::move(line));
  });
  return lines;
}

std::int64_t Database::last_entry() {
  const auto newest = db().read([](db::Tx& tx) { return journal::latest(tx, 0, 1); });
  return newest.empty() ? 0 : newest.front().seq;
}

std::vector<std::string> Database::verbs_since(std::int64_t entry) {
  std::vector<std::string> verbs;
  for (journal::Recorded& each :
       db().read([](db::Tx& tx) { return journal::latest(tx, 0, 1'000); }))
    if (each.seq > entry) verbs.push_back(std::move(each.verb));
  std::ranges::reverse(verbs);
  return verbs;
}

}  // namespace gandan::test
