#include "contexts/petitions/module.hpp"

#include <memory>
#include <optional>

#include "contexts/petitions/about.hpp"
#include "contexts/petitions/commands.hpp"
#include "contexts/petitions/demo/demo.hpp"
#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/desk/settings.hpp"
#include "contexts/petitions/figures/report.hpp"
#include "contexts/petitions/intake/api_operations.hpp"
#include "contexts/petitions/intake/import.hpp"
#include "contexts/petitions/intake/port.hpp"
#include "contexts/petitions/letters/urging.hpp"
#include "contexts/petitions/letters/write.hpp"
#include "contexts/petitions/migrations.hpp"
#include "contexts/petitions/public/calendar.hpp"
#include "contexts/petitions/public/codes.hpp"
#include "contexts/petitions/public/news.hpp"
#include "contexts/petitions/public/open_data.hpp"
#include "contexts/petitions/record/asked.hpp"
#include "contexts/petitions/record/committed.hpp"
#include "contexts/petitions/record/files.hpp"
#include "contexts/petitions/record/invariants.hpp"
#include "contexts/petitions/record/limits.hpp"
#include "contexts/petitions/record/mend_titles.hpp"
#include "contexts/petitions/record/personal.hpp"
#include "contexts/petitions/record/placing.hpp"
#include "contexts/petitions/record/seal_existing.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/record/traces.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/module/services.hpp"
#include "kernel/people/kept.hpp"
#include "kernel/people/policies.hpp"

namespace gandan::petitions {
namespace {

/// What lives as long as the server: totals for pages, and what was learned.
struct Shared {
  explicit Shared(Services& services) : totals(services.database, in_totals) {}
  TotalsHolder totals;
  Advisor advisor;
};

void add_routes(http::App& app, Services& services, Shared& state) {
  add_list_page(app, services, state.totals, state.advisor);
  add_petition_page(app, services);
  add_send_pages(app, services, state.advisor);
  add_receipt_pages(app, services);
  add_proof_pages(app, services);
  add_petitioner_pages(app, services);
  add_after_pages(app, services);
  add_topic_pages(app, services);
  add_feed_pages(app, services);
  add_course_page(app, services);
  add_desk_pages(app, services, state.advisor);
  add_api(app, services);
  add_api_files(app, services);
}

void add_jobs(jobs::Registry& jobs, Services& services,
              const std::shared_ptr<std::optional<Shared>>& state) {
  add_group_job(jobs, services);
  add_trace_job(jobs, services);
  add_asking_job(jobs, services);
  add_urging_job(jobs, services);
  clocks::add_job(jobs, services, limits_of_petitions());
  jobs.every("petitions.advisor", {std::chrono::seconds(3)},
             [state](db::Database& database) { (*state)->advisor.refresh(database); });
}

/// Until November 2026 the entry of an import did not name the answer that came with it: such an
/// answer is not compared.
std::string answers_with_entries() {
  const std::string entries = journal::entries_told_of("petition");
  return db::joined(
      {"select a.answer_id as id from petition_answered a where exists (select 1 from (", entries,
       ") j where j.subject_id = a.petition_id"
       " and j.detail like '%\"answer\":' || a.answer_id || '%')"
       " or not exists (select 1 from (",
       entries,
       ") j where j.subject_id = a.petition_id"
       " and j.verb = 'petition.import' and j.detail not like '%\"answer\"%')"});
}

/// Where something was masked, the text as it was sent is sealed beside what all may read.
std::string with_sealed_words_alone() {
  return db::joined(
      {"select s.id from (", people::with_sealed_part("petition", text_part),
       ") s left join petitions p on p.id = s.id and p.text <> '' where p.id is null"});
}

/// The last five: what is sealed stands under the number of their petition.
std::vector<journal::Kept> kept() {
  using Match = journal::Kept::Match;
  std::vector<journal::Kept> all{
      {"petitions", "select id from petitions", "petition", {"petition.submit", "petition.import"}},
      {"joinings", "select id from petition_joins", "join", {"petition.join"}},
      {"answers to petitions",
       answers_with_entries(),
       "petition",
       {"petition.answer", "petition.import"},
       Match::one_each,
       "answer"},
      {"confirmed topics",
       db::joined({"select id from topics t where ", sql::topic_is_confirmed}),
       "topic",
       {},
       Match::needs_an_entry}};
  for (journal::Kept& sealed : people::kept_under_seal("petition"))
    all.push_back(std::move(sealed));
  all.push_back({.what = "sealed words",
                 .records = with_sealed_words_alone(),
                 .subject_kind = {},
                 .verbs = {},
                 .told_by = "select id from petitions where text = ''"});
  return all;
}

/// A database without a petition needs no key file for it.
std::int64_t units_changed(Services& services) {
  static const db::Sql any{"select id from petitions limit 1"};
  const bool is_empty =
      services.database.read([](db::Tx& tx) { return !tx.one<std::int64_t>(any).has_value(); });
  if (is_empty) return 0;
  const auto book = services.rules.book();
  return place_again(services.database, Env::of(services, *book));
}

/// What an earlier version stored otherwise.
void take_over(Services& services) {
  const auto book = services.rules.book();
  seal_existing(services.database, Env::of(services, *book));
  queue_erasing(services.database, services.clock);
  mend_titles(services.database, Env::of(services, *book));
}

std::vector<Way> ways() {
  return {{Intent::ask,
           10,
           {N_("Send"), "/send", "send"},
           N_("A question, a report of what is wrong, a complaint, a denunciation: to whichever "
              "body it is for.")},
          {Intent::ask,
           30,
           {N_("Answers"), "/petitions", "petitions"},
           N_("What others asked, and what they were answered.")},
          {Intent::ask,
           40,
           {N_("What many ask"), "/topics", "petitions"},
           N_("Matters that several people ask alike. Say that you ask it too.")},
          {Intent::figures,
           10,
           {N_("Figures"), "/reports/petitions", "reports"},
           N_("How much is asked, of whom, and whether it is answered in time.")},
          {Intent::figures,
           20,
           {N_("Open data: questions and answers"), "/open-data/petitions", "open-data"},
           N_("All of it as files, for whoever wants to count for themselves.")}};
}

std::vector<MenuPart> officer_menu() {
  using people::Permission, people::permission, people::Where;
  return {{20,
           {N_("Topics"), "/desk/topics", "topics", "g t",
            permission(Permission::read_cases, Where::in_reach)}},
          {30,
           {N_("Enter"), "/desk/enter", "enter", "g n",
            permission(Permission::register_cases, Where::in_reach)}},
          {40, {N_("Answers"), "/petitions", "petitions", "g s"}},
          {50, {N_("Figures"), "/reports/petitions", "reports", "g r"}}};
}

std::string demonstrate(Services& services) {
  const DemoLoaded loaded = load_demo(services);
  return std::to_string(loaded.petitions) + " petitions, " + std::to_string(loaded.topics) +
         " topics and " + std::to_string(loaded.officers) +
         " accounts of the demonstration are loaded. Password of each: " +
         std::string(demo_password);
}

}  // namespace

Module module() {
  auto state = std::make_shared<std::optional<Shared>>();
  indicators::Fold fold = totals_fold();
  fold.folded = [state] {
    if (*state) (*state)->totals.refresh();
  };
  return {
      .name = "petitions",
      .migrations = {"petitions", migrations::files()},
      .add_routes =
          [state](http::App& app, Services& services) {
            add_routes(app, services, state->emplace(services));
          },
      .add_jobs = [state](jobs::Registry& jobs,
                          Services& services) { add_jobs(jobs, services, state); },
      .commands = commands,
      .ways = ways(),
      .officer_menu = officer_menu(),
      .permissions = {synthesise},
      .settings = {clear_percent, urged_apart},
      .home = [state](Services& services) { return home_parts(services, (*state)->totals); },
      .body_parts = [state](Services& services) { return body_parts(services, (*state)->totals); },
      .place_parts = place_parts,
      .calendar = calendar,
      .waiting_beneath = waiting_beneath,
      .standings = [state](Services&) { return standings((*state)->totals); },
      .desk = desk_parts([state]() -> const Advisor& { return (*state)->advisor; }),
      .search = pages::SiteSearch{"/petitions", N_("Search questions and answers")},
      .search_part = search_part,
      .written_at = {"/send", "/petitions", "/asked"},
      .records = kinds_of_records(),
      .intake = intake_port(
          [state]() -> const Advisor* { return *state ? &(*state)->advisor : nullptr; }),
      .files = {kind_of_files()},
      .letters = {letters_about_petitions()},
      .news = {news()},
      .indicators = {report_subject()},
      .folds = {std::move(fold)},
      .exports = {open_data()},
      .imports = {import_of_petitions()},
      .about = about::files(),
      .unread_by_robots = {"/receipts/", "/send", "/petitions/*/join", "/petitions/*/supplement",
                           "/petitions/*/data", "/petitions/*/withdraw", "/asked/", "/api/"},
      .demonstrate = demonstrate,
      .demo_sign_ins = demo_sign_ins,
      .kept = kept(),
      .commitments = commitments_to_petitions(),
      .api = api_part(),
      .invariants = invariants_of_petitions(),
      .personal = personal_data(),
      .units_changed = units_changed,
      .limits_changed =
          [](Services& services, const LimitsChange& change) {
            return clocks::limits_changed(services, limits_of_petitions(), change);
          },
      .at_start = take_over};
}

}  // namespace gandan::petitions
