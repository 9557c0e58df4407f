// The report adds up, and each of its figures opens exactly the records behind it.
#include "contexts/petitions/figures/report.hpp"

#include <gmock/gmock.h>

#include <deque>
#include <map>
#include <random>
#include <regex>

#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/lists/address.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/module/services.hpp"
#include "lib/http/decode.hpp"

namespace gandan::petitions {
namespace {

using indicators::Report, indicators::Row;
using testing::HasSubstr, testing::Not, testing::UnorderedElementsAre;

class Reports : public test::PetitionsDatabase {
 protected:
  Report report_of(const indicators::Scope& scope, std::string_view by = "none",
                   const SealedSight& sealed = {}) {
    // A report refers to its subject.
    const auto& subject = subjects_.emplace_back(report_subject_seeing(sealed));
    return db().read([&](db::Tx& tx) {
      return indicators::report(
          tx, subject,
          {scope, *subject.breakdown(by), clock, units::Directory::load(tx), english_});
    });
  }
  Report by(std::string_view by, const SealedSight& sealed = {}, std::optional<Date> from = {}) {
    const Date today = clock.today();
    return report_of({.from = from.value_or(today - 30), .to = today, .as_of = today}, by, sealed);
  }
  int opened(Filter filter) {
    return db().read([&](db::Tx& tx) { return count(tx, clock, filter); });
  }

 private:
  const i18n::Locale& english_ = *i18n::find_locale("en");
  std::deque<indicators::Subject> subjects_;
};
GANDAN_EACH_ENGINE(Reports);

TEST_P(Reports, what_has_no_place_body_or_field_is_one_row_that_opens_and_prints_no_typed_words) {
  const UnitId province = unit("Tỉnh Lạng Sơn");
  send({.kind = "report",
        .text = "Đèn đường ngõ 5 tắt đã hai tuần nay.",
        .place_text = "Xã Đồng Đăng",
        .province = province});
  for (const char* typed : {"sau nhà văn hóa", "gần chợ, chỗ cây đa"})
    send({.kind = "report",
          .text = "Đèn đường ở đây cũng tắt đã lâu.",
          .addressed_to = "ông chủ tịch",
          .place_text = typed});
  for (std::string_view breakdown : {"place", "body", "level", "field"}) {
    Report made = by(breakdown);
    EXPECT_EQ(made.rows.size(), breakdown == "place" ? 2u : 1u);
    std::int64_t received = 0;
    for (const Row& row : made.rows) {
      EXPECT_EQ(opened(records_behind(row.part)), row["received"]) << row.label;
      received += row["received"];
    }
    EXPECT_EQ(received, 3);
    EXPECT_EQ(made.rows[0].key, none_code);
  }
  EXPECT_EQ(by("place").rows[0].label, "Place not known");
}

TEST_P(Reports, in_json_too_each_figure_names_its_records) {
  send("Đèn đường ngõ 5 tắt đã hai tuần nay", "report");
  Report made = by("kind");
  const std::string json = to_json(made);
  const std::string today = clock.today().iso();
  EXPECT_THAT(json, HasSubstr(R"("records":{"received":"/petitions?)"));
  EXPECT_THAT(json, HasSubstr("to=" + today));
  EXPECT_THAT(json, HasSubstr("is=pending"));
  EXPECT_THAT(json, Not(HasSubstr("is=overdue"))) << "there is none";
}

TEST_P(Reports, what_is_answered_within_the_last_minute_of_its_due_day_is_on_time) {
  PetitionId in_time = send("Đề nghị làm thêm một cây cầu qua suối").id;
  PetitionId late = send("Đề nghị mở thêm một lớp mầm non").id;
  for (PetitionId id : {in_time, late}) ASSERT_TRUE(route_to(id, "Bộ Nội vụ").has_value());
  const Instant due = *load(in_time).due_at;
  auto answer_at = [&](PetitionId id, Instant at) {
    clock.set(at);
    AnswerForm form{.outcome = Outcome::explained, .text = "Đang xem xét."};
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
  };
  answer_at(in_time, due + -std::chrono::seconds(30));
  EXPECT_EQ(clock.today(), civil_date(due));
  answer_at(late, due + std::chrono::seconds(30));
  EXPECT_EQ(clock.today(), civil_date(due) + 1);
  const Date today = clock.today();
  Report made = report_of({.from = today - 100, .to = today, .as_of = today});
  EXPECT_EQ(made.total["answered_on_time"], 1);
  EXPECT_EQ(made.total["overdue"], 1);
  EXPECT_EQ(opened({.verdict = Verdict::on_time}), 1);
  EXPECT_EQ(opened({.verdict = Verdict::overdue}), 1);
}

TEST_P(Reports, what_is_not_due_yet_is_no_promise_kept_and_under_five_nothing_is_said) {
  const UnitId body = unit("Bộ Nội vụ");
  std::vector<PetitionId> sent;
  for (int i = 0; i < 9; ++i) {
    sent.push_back(send("Đề nghị lắp thêm đèn đường số " + std::to_string(i)).id);
    ASSERT_TRUE(route_to(sent.back(), "Bộ Nội vụ").has_value());
  }
  auto standing = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    const Standing said = by("body", {}, Date::of(2026, 1, 1)).rows.at(0).standing();
    auto totals = db().read([](db::Tx& tx) { return Totals::load(tx, in_totals); });
    EXPECT_EQ(standing_of(*totals, {body}), said) << "pages of bodies say what the report says";
    EXPECT_EQ(standing_of_year(*totals, 2026), said) << "and so does home";
    return said;
  };
  EXPECT_EQ(standing(), (Standing{.not_due = 9}));
  EXPECT_EQ(standing().rate(), std::nullopt) << "none of nine answered is not all in time";
  auto answer_it = [&](std::size_t i) {
    AnswerForm form{.outcome = Outcome::explained, .text = "Đang xem xét."};
    ASSERT_TRUE(
        act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, sent[i], form); }));
  };
  for (std::size_t i = 0; i < 4; ++i) answer_it(i);
  EXPECT_EQ(rate_in_words(*i18n::find_locale("en"), standing()), "too few to say");
  clock.set(*load(sent[8]).due_at + std::chrono::hours(1));
  answer_it(4);
  const Standing late = standing();
  EXPECT_EQ(late, (Standing{.answered = 5, .on_time = 4, .overdue = 4}));
  EXPECT_EQ(late.rate(), 4.0 / 9);
  EXPECT_EQ(opened({.verdict = Verdict::kept}), 4);
  EXPECT_EQ(opened({.verdict = Verdict::answered_late}), 1);
  EXPECT_EQ(opened({.verdict = Verdict::late}), 4);
  EXPECT_EQ(opened({.verdict = Verdict::not_due}), 0);
}

TEST_P(Reports, while_a_clock_stands_nothing_grows_late_and_what_is_withdrawn_waits_no_more) {
  PetitionId standing = send("Đề nghị làm thêm một cây cầu qua suối").id;
  PetitionId withdrawn = send("Đề nghị mở thêm một lớp mầm non").id;
  PetitionId open = send("Đề nghị lắp đèn đường trong bản").id;
  for (PetitionId id : {standing, withdrawn, open})
    ASSERT_TRUE(route_to(id, "Bộ Nội vụ").has_value());
  for (PetitionId id : {standing, withdrawn})
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                  return ask(tx, env(), by, id, "Ở xóm nào?");
                }).has_value());
  auto now = [&] { return by("none", {}, clock.today() - 400).total; };
  clock.set(*load(open).due_at + std::chrono::hours(24 * 30));
  ASSERT_TRUE(db().write(
      [&](db::Tx& tx) { return withdraw(tx, env(), Act::by_resident(), withdrawn).has_value(); }));
  const Row then = now();
  EXPECT_EQ(then["received"], 3);
  EXPECT_EQ(then["pending"], 2);
  EXPECT_EQ(then["withdrawn"], 1);
  EXPECT_EQ(then["overdue"], 1);
  EXPECT_EQ(then["pending_overdue"], 1);
  EXPECT_EQ(opened({.verdict = Verdict::pending}), 2);
  EXPECT_EQ(opened({.verdict = Verdict::on_time}), 2);
  EXPECT_EQ(opened({.verdict = Verdict::overdue}), 1);
  EXPECT_EQ(opened({.verdict = Verdict::late}), 1);
  EXPECT_EQ(opened({.due_before = clock.now()}), 1);
  auto late = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    return db().read([&](db::Tx& tx) { return Totals::load(tx, in_totals); })->get("late");
  };
  EXPECT_EQ(late(), 1);

  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return supplement(tx, env(), Act::by_resident(), standing, "Xóm Mẫu").has_value();
  }));
  EXPECT_EQ(late(), 1);
  clock.set(*load(standing).due_at + std::chrono::hours(1));
  EXPECT_EQ(late(), 2);
  EXPECT_EQ(now()["overdue"], 2);
  EXPECT_EQ(now()["withdrawn"], 1);
}

TEST_P(Reports, in_public_nothing_that_is_sealed_or_came_so_is_counted_in_any_breakdown) {
  send("Đề nghị lắp đèn đường");
  PetitionId softened = send("Khiếu nại quyết định số 1", "complaint").id;
  for (int i = 0; i < 9; ++i) send("Tố cáo việc thứ " + std::to_string(i), "denunciation");
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::report};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, softened, form); }));
  for (std::string_view breakdown : {"none", "kind", "field", "body", "level", "place", "month"}) {
    Report made = by(breakdown);
    EXPECT_EQ(made.total["received"], 1);
    EXPECT_EQ(made.rows.size(), breakdown == "none" ? 0u : 1u) << breakdown;
  }
  Report seen = by("kind", {.complaints = true});
  EXPECT_EQ(seen.total["received"], 2) << "the complaint that was found to be a report";
  EXPECT_EQ(by("kind", {.complaints = true, .denunciations = true}).total["received"], 11);
  EXPECT_EQ(by("kind", {.denunciations = true}).total["received"], 10);
}

TEST_P(Reports, what_is_found_to_be_a_denunciation_stays_counted_as_if_nobody_replied_about_it) {
  auto held = [&](const char* text) {
    return send({.kind = "report", .text = text, .may_publish = false}).id;
  };
  auto told = [&] {
    std::vector<std::string> all;
    for (const char* breakdown : {"kind", "field", "body", "level", "place", "month"})
      all.push_back(to_json(by(breakdown, {}, clock.today() - 430)));
    return all;
  };
  const Instant began = clock.now();
  PetitionId found = held("Cán bộ xã thu tiền không có biên lai.");
  clock.advance(std::chrono::hours(30));
  const auto before = told();
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, found, form); }));
  EXPECT_EQ(told(), before);
  clock.advance(std::chrono::hours(24 * 400));
  const auto long_after = told();
  EXPECT_EQ(by("month", {}, clock.today() - 430).total["pending"], 1);
  EXPECT_EQ(by("month", {}, clock.today() - 430).total["overdue"], 0) << "nothing of its course";
  EXPECT_EQ(by("kind", {.denunciations = true}, clock.today() - 430).rows[0].key, "denunciation");

  // The same to everybody's eyes as a report whose sender was asked, and does not reply.
  clock.set(began);
  db().write([](db::Tx& tx) {
    for (const char* table :
         {"petition_clocks", "petition_notes", "petition_contacts", "petition_frozen", "petitions"})
      tx.run("delete from " + std::string(table), {});
  });
  PetitionId plain = held("Cán bộ xã thu tiền không có biên lai.");
  clock.advance(std::chrono::hours(30));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, plain, "Ở đâu?"); }));
  EXPECT_EQ(told(), before);
  clock.advance(std::chrono::hours(24 * 400));
  EXPECT_EQ(told(), long_after);
}

TEST_P(Reports, a_statement_of_a_quarter_tells_every_province_by_itself_and_never_changes_again) {
  const UnitId lang_son = unit("Tỉnh Lạng Sơn"), bac_ninh = unit("Tỉnh Bắc Ninh");
  auto denounced = [&](UnitId province, int n) {
    for (int i = 0; i < n; ++i)
      send({.kind = "denunciation",
            .text = "Tố cáo việc thu tiền không có biên lai",
            .province = province,
            .anonymous = true});
  };
  clock.set(start_of(Date::of(2026, 4, 1)));
  denounced(lang_son, 12);
  denounced(bac_ninh, 4);
  auto told = [&](std::optional<UnitId> place) {
    return db().read([&](db::Tx& tx) {
      return sealed_statement(tx, clock, Date::of(2026, 1, 1), Date::of(2026, 12, 31), place);
    });
  };
  clock.set(start_of(Date::of(2026, 7, 30)));
  EXPECT_EQ(told(lang_son).quarters.size(), 1u) << "the second has not closed";
  clock.set(start_of(Date::of(2026, 7, 31)));
  EXPECT_EQ(told(lang_son).quarters.at(0).denunciations.received.at_least, 10);
  EXPECT_EQ(told(bac_ninh).quarters.at(0).denunciations.received.at_least, 0);
  EXPECT_EQ(told(std::nullopt).quarters.at(0).denunciations.received.at_least, 10)
      << "not the 15 that 16 are: less the 10 they would say that some came from Bắc Ninh";
  EXPECT_FALSE(told(unit("Xã Đồng Đăng")).is_wide);
  EXPECT_TRUE(told(unit("Xã Đồng Đăng")).quarters.empty());
  // Nothing that is entered or found out later is of a quarter that has closed.
  denounced(bac_ninh, 3);
  EXPECT_EQ(told(bac_ninh).quarters.at(0).denunciations.received.at_least, 0);
}

TEST_P(Reports, no_difference_of_two_things_that_are_told_is_less_than_five_or_not_told_by_itself) {
  std::mt19937 random(7);
  const char* provinces[] = {"Tỉnh Lạng Sơn", "Tỉnh Bắc Ninh", "Tỉnh Cao Bằng"};
  std::map<std::pair<int, int>, std::int64_t> cells;  // quarter, province
  for (int quarter = 0; quarter < 3; ++quarter)
    for (int province = 0; province < 3; ++province) {
      clock.set(start_of(Date::of(2026, static_cast<unsigned>(1 + quarter * 3), 10)));
      const int n = std::uniform_int_distribution(0, 13)(random);
      for (int i = 0; i < n; ++i)
        send({.kind = "denunciation",
              .text = "Tố cáo việc thu tiền không có biên lai",
              .province = unit(provinces[province]),
              .anonymous = true});
      cells[{quarter, province}] = n / 5 * 5;
    }
  clock.set(start_of(Date::of(2026, 12, 1)));
  // Every permitted question: some quarters in a row, of a province or of everything.
  for (int first = 0; first < 3; ++first)
    for (int last = first; last < 3; ++last)
      for (int province = -1; province < 3; ++province) {
        const Date from = Date::of(2026, static_cast<unsigned>(1 + first * 3), 1);
        const Date to = disclosure::Quarter{2026, last + 1}.last();
        auto made = db().read([&](db::Tx& tx) {
          return sealed_statement(
              tx, clock, from, to,
              province < 0 ? std::nullopt : std::optional(unit(provinces[province])));
        });
        ASSERT_EQ(made.quarters.size(), static_cast<std::size_t>(last - first + 1));
        for (int quarter = first; quarter <= last; ++quarter) {
          std::int64_t expected = 0;
          for (int each = 0; each < 3; ++each)
            if (province < 0 || each == province) expected += cells[{quarter, each}];
          // So every answer is a sum of cells that are told by themselves, each none or five and
          // more: whatever sum or difference of answers is one of those again.
          EXPECT_EQ(made.quarters[static_cast<std::size_t>(last - quarter)]
                        .denunciations.received.at_least,
                    expected);
        }
      }
}

/// Petitions across the reorganisation of 1 July 2025: Bắc Giang and the old Bắc Ninh became the
/// new Bắc Ninh. One promise of March is kept in June; not all is public, and it is counted as
/// those count who handle what is sealed.
class ReportsThroughTime : public Reports {
 protected:
  static constexpr const char* second_half = "2025-07-01";

  PetitionId send_from(Date day, const std::string& text, std::string_view province,
                       const std::string& kind = "proposal") {
    clock.set(start_of(day) + std::chrono::hours(9));
    SubmitForm form{.kind = kind, .text = text, .place_text = std::string(province)};
    if (!province.empty()) form.province = unit(province);
    if (kind == "complaint") form.contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", ""};
    if (kind == "proposal") form.channel = Channel::meeting;  // of voters: sixty days
    return send(form).id;
  }
  void answer_on(Date day, PetitionId id, Outcome outcome) {
    clock.set(start_of(day) + std::chrono::hours(10));
    AnswerForm form{.outcome = outcome, .text = "Đang xem xét.", .promised_on = day + 70};
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
  }
  void put_together(const std::vector<PetitionId>& petitions) {
    act([&](db::Tx& tx, const Act& by) {
      Proposal proposal{.title = "Cầu và đường", .members = {}};
      for (PetitionId id : petitions) proposal.members.push_back({id, 0.9, "{}"});
      propose(tx, env(), {proposal});
      auto rows = list_topics(tx, TopicState::proposed, 1);
      return *confirm(tx, env(), by, rows.front().id, petitions);
    });
  }

  void SetUp() override {
    Reports::SetUp();
    if (IsSkipped()) return;
    PetitionId promised =
        send_from(Date::of(2025, 3, 10), "Đề nghị làm cầu qua suối.", "Tỉnh Bắc Giang");
    ASSERT_TRUE(route_to(promised, "Bộ Nội vụ"));
    PetitionId second =
        send_from(Date::of(2025, 3, 12), "Đề nghị sớm làm cầu ấy.", "Tỉnh Bắc Ninh");
    ASSERT_TRUE(route_to(second, "Bộ Y tế"));
    answer_on(Date::of(2025, 3, 20), promised, Outcome::in_progress);
    answer_on(Date::of(2025, 6, 10), promised, Outcome::settled);
    PetitionId third =
        send_from(Date::of(2025, 7, 10), "Đề nghị làm cầu cho bản.", "Tỉnh Bắc Ninh");
    ASSERT_TRUE(route_to(third, "Bộ Nội vụ"));
    send_from(Date::of(2025, 7, 11), "Sửa đường, gọi tôi số 0912 345 678.", "Tỉnh Bắc Ninh");
    send_from(Date::of(2025, 7, 12), "Khiếu nại quyết định số 5.", "Tỉnh Bắc Ninh", "complaint");
    PetitionId elsewhere =
        send_from(Date::of(2025, 7, 13), "Đề nghị mở lớp mầm non.", "Tỉnh Lạng Sơn", "report");
    ASSERT_TRUE(route_to(elsewhere, "Bộ Y tế"));
    answer_on(Date::of(2025, 7, 20), elsewhere, Outcome::explained);
    PetitionId returned = send_from(Date::of(2025, 7, 14), "Đề nghị xem lại giá điện.", "");
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return give_back(tx, env(), by, returned, "Đã có trả lời rồi.");
    }));
    PetitionId scheduled =
        send_from(Date::of(2025, 8, 1), "Đề nghị xây trạm y tế.", "Tỉnh Lạng Sơn");
    ASSERT_TRUE(route_to(scheduled, "Bộ Y tế"));
    answer_on(Date::of(2025, 11, 20), scheduled, Outcome::scheduled);
    put_together({promised, second, third});
    clock.set(start_of(Date::of(2025, 12, 1)));
  }

  Report of(Date as_of, std::string_view unit_name = "", std::string_view by = "none",
            Date from = Date::of(2025, 1, 1), Date to = Date::of(2025, 12, 31)) {
    indicators::Scope scope{.from = from, .to = to, .as_of = as_of};
    if (!unit_name.empty())
      scope.unit =
          db().read([&](db::Tx& tx) { return units::find_unit(tx, unit_name, as_of)->id; });
    return report_of(scope, by, {.complaints = true, .denunciations = true});
  }

  struct Link {
    Filter filter;
    int of = 0;
  };
  /// Every link of the page, read as the list reads it.
  std::vector<Link> links_of(const Report& made) {
    return db().read([&](db::Tx& tx) {
      auto directory = units::Directory::load(tx);
      const std::string html = to_html(made);
      EXPECT_FALSE(std::regex_search(html, std::regex("<td class=\"number\"[^>]*>[1-9]")))
          << "a figure without its link";
      std::vector<Link> links;
      const std::regex pattern("href=\"/petitions\\?([^\"]*)\"");
      for (std::sregex_iterator at(html.begin(), html.end(), pattern), end; at != end; ++at) {
        std::string query = std::regex_replace((*at)[1].str(), std::regex("&amp;"), "&");
        http::Request request;
        request.query = http::decode_fields(query).value();
        Filter filter = within_unit(tx, clock, filter_of(request, *directory));
        links.push_back({std::move(filter), std::stoi(std::string(request.query.get("of")))});
      }
      return links;
    });
  }
  std::vector<std::string> listed(Filter filter, Sight sight) {
    filter.sight = sight;
    std::vector<std::string> codes;
    db().read([&](db::Tx& tx) {
      for (const ListRow& row : list(tx, clock, filter, 100).rows)
        if (sight == Sight::open || row.visibility == Visibility::open) codes.push_back(row.code);
    });
    return codes;
  }
};
GANDAN_EACH_ENGINE(ReportsThroughTime);

TEST_P(ReportsThroughTime, every_figure_opens_exactly_its_records_as_far_as_they_are_public) {
  std::size_t opened_links = 0;
  for (Date as_of : {Date::of(2025, 4, 30), Date::of(2025, 6, 30), Date::of(2025, 12, 1)})
    for (const char* unit_name : {"", "Tỉnh Bắc Ninh", "Bộ Nội vụ"})
      for (const char* by : {"none", "kind", "field", "body", "level", "place", "month"})
        for (const Link& link : links_of(of(as_of, unit_name, by))) {
          SCOPED_TRACE(as_of.iso() + " " + unit_name + " by " + std::string(by));
          Filter all = link.filter;
          all.sight = Sight::sealed;
          EXPECT_EQ(opened(all), link.of);
          EXPECT_EQ(listed(link.filter, Sight::open), listed(link.filter, Sight::sealed));
          ++opened_links;
        }
  EXPECT_GT(opened_links, 500u);
}

TEST_P(ReportsThroughTime, an_outcome_is_what_was_told_by_the_day_of_the_report) {
  const Row april = of(Date::of(2025, 4, 30)).total;
  EXPECT_EQ(april["in_progress"], 1);
  EXPECT_EQ(april["settled"], 0);
  const Row june = of(Date::of(2025, 6, 30)).total;
  EXPECT_EQ(june["in_progress"], 0);
  EXPECT_EQ(june["settled"], 1);
  const Row july = of(Date::of(2025, 7, 31)).total;
  EXPECT_EQ(july["answered"], 3);
  EXPECT_EQ(july["returned"], 1);
  EXPECT_EQ(july["explained"], 1);
  EXPECT_EQ(july["received"], 7);
  EXPECT_EQ(of(Date::of(2025, 12, 1)).total["scheduled"], 1);
}

TEST_P(ReportsThroughTime, a_report_of_a_unit_counts_what_has_become_it_in_the_units_of_its_day) {
  EXPECT_EQ(of(Date::of(2025, 6, 30), "Tỉnh Bắc Ninh").total["received"], 1);
  EXPECT_EQ(of(Date::of(2025, 6, 30), "Tỉnh Bắc Giang").total["received"], 1);
  EXPECT_EQ(of(Date::of(2025, 12, 1), "Tỉnh Bắc Ninh").total["received"], 5);
  EXPECT_EQ(of(Date::of(2025, 12, 1), "Bộ Nội vụ").total["received"], 2);

  auto places = [&](Date as_of) {
    std::vector<std::string> names;
    for (const Row& row : of(as_of, "", "place").rows) names.push_back(row.label);
    return names;
  };
  EXPECT_THAT(places(Date::of(2025, 6, 30)), UnorderedElementsAre("Bắc Giang", "Bắc Ninh"));
  EXPECT_THAT(places(Date::of(2025, 12, 1)),
              UnorderedElementsAre("Bắc Ninh", "Lạng Sơn", "Place not known"));
}

TEST_P(ReportsThroughTime, the_period_before_is_that_of_the_same_length_in_the_same_units) {
  const Date from = *Date::parse(second_half), to = Date::of(2025, 12, 31);
  EXPECT_EQ(of(Date::of(2025, 12, 1), "", "none", from, to).previous["received"], 2);
  Report made = of(Date::of(2025, 12, 1), "Tỉnh Bắc Ninh", "none", from, to);
  EXPECT_EQ(made.total["received"], 3);
  EXPECT_EQ(made.previous["received"], 2);
  EXPECT_EQ(made.previous["answered"], 1);
  EXPECT_EQ(of(Date::of(2025, 12, 1), "Tỉnh Lạng Sơn", "none", from, to).previous["received"], 0);
}

TEST_P(ReportsThroughTime, a_topic_counts_once_in_each_row_of_however_many_days_bodies_or_units) {
  const Date day = Date::of(2025, 12, 1);
  auto distinct = [&](const char* by) {
    std::map<std::string, std::int64_t> counts;
    for (const Row& row : of(day, "", by).rows) counts[row.key] = row["distinct"];
    return counts;
  };
  EXPECT_EQ(of(day).total["received"], 8);
  EXPECT_EQ(of(day).total["distinct"], 6);
  EXPECT_EQ(distinct("month")["2025-03"], 1);
  EXPECT_EQ(distinct("month")["2025-07"], 5);
  EXPECT_EQ(distinct("level")["nation"], 3);
  EXPECT_EQ(distinct("place")["24"], 3);
}

}  // namespace
}  // namespace gandan::petitions
