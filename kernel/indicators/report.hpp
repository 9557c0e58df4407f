// A report: the figures of a subject in a scope, those of the period before, and a breakdown.
// What a context counts of it is Counting; all else is computed here, alike for all.
#pragma once
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/indicators/indicator.hpp"
#include "kernel/indicators/scope.hpp"
#include "kernel/indicators/standing.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/db.hpp"
#include "lib/html/out.hpp"
#include "lib/http/request.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::indicators {

/// What is asked. Refers to what it is made from, which outlives the report.
struct Question {
  Scope scope;
  const Breakdown* by = nullptr;  ///< none: the totals alone
  const Clock& clock;
  std::shared_ptr<const units::Directory> directory;
  const i18n::Locale& locale;
  const http::Request* request = nullptr;  ///< of a page, and so of a reader; none: of everybody
  bool is_drawn = false;                   ///< with what charts alone show
};

/// A group as a context counts it.
struct Group {
  std::int64_t number = 0;  ///< by the breakdown's Axis; 0 where there is none
  std::vector<std::int64_t>
      counts;  ///< one an indicator, in their order; of a ratio nothing is read
};
/// A thing that several groups may have: each counts it once, and so does what is made of several.
struct Shared {
  std::int64_t number = 0;  ///< of the group
  std::int64_t thing = 0;
};

/// Which records a row counts: what is asked for of them.
struct Part {
  Scope scope;  ///< of a month its days alone
  const Breakdown* by = nullptr;
  std::vector<std::int64_t> numbers = {};  ///< of its groups; of a month not needed
  std::optional<UnitId> area = {};  ///< of Axis::area: the commune that it is; else it is none
};

/// What of the measure came to a group on a day (since 1970).
struct OnDay {
  std::int64_t number = 0, day = 0, n = 0;
};

/// What a context counts for one question, and what it adds to that report of its own.
class Counting {
 public:
  virtual ~Counting() = default;
  /// Of the groups in which there is something; `scope` is that of the question or the one before
  /// it, in the units of the question's day.
  [[nodiscard]] virtual std::vector<Group> groups(db::Tx& tx, const Scope& scope,
                                                  const Breakdown* by) const = 0;
  /// For indicators that add up `once`: what they count besides, each pair once.
  [[nodiscard]] virtual std::vector<Shared> shared(db::Tx&, const Scope&, const Breakdown*) const {
    return {};
  }
  /// The measure by group and day, for small charts; nothing where they are not drawn.
  [[nodiscard]] virtual std::vector<OnDay> by_day(db::Tx&, const Scope&, const Breakdown&) const {
    return {};
  }
  /// The address of the `n` records (1 or more) that an indicator counts; empty where they cannot
  /// be listed.
  [[nodiscard]] virtual std::string href(const Part& part, std::size_t indicator,
                                         std::int64_t n) const = 0;
  /// JSON: behind the period, what is counted; and behind the rows.
  virtual void say_counted(boost::json::object&) const {}
  virtual void say_more(boost::json::object&) const {}
  /// Page: beneath the figures, and at the end.
  virtual void print_note(html::Out&) const {}
  virtual void print_more(html::Out&) const {}
};

struct Cell {
  std::int64_t n = 0;
  std::string href = {};  ///< empty where there is nothing to open
};

struct Row {
  const Subject* subject = nullptr;
  std::string key, label;
  std::string href = {};  ///< of the page of its unit
  Part part = {};
  std::vector<Cell> cells = {};  ///< one an indicator; of a ratio the address alone

  /// The count of an indicator, by its name.
  [[nodiscard]] std::int64_t operator[](std::string_view indicator) const;
  [[nodiscard]] Ratio ratio(const Indicator& indicator) const;
  [[nodiscard]] Standing standing() const;
};

struct Report {
  const Subject* subject;
  Question question;
  Row total = {}, previous = {};  ///< of the period before nothing opens
  std::vector<Row> rows = {};     ///< months in their order, others by the measure, the most first
  std::shared_ptr<const Counting> counting = nullptr;
  std::optional<units::Unit> unit = {};    ///< of the question
  std::vector<OnDay> days = {};            ///< of a breakdown by body that is drawn
  std::vector<units::Unit> communes = {};  ///< by name; of a breakdown by commune in a province
};

/// `subject` outlives the report.
[[nodiscard]] Report report(db::Tx& tx, const Subject& subject, const Question& question);

/// {"received":…,…,"standing":{"answered":…,"on_time":…,"answered_late":…,"overdue":…,"not_due":…,
/// "rate":0.854 or null},"records":{"received":"/petitions?…",…},"from":…,"to":…,"as_of":…,
/// "by":"field","rows":[{…,"key":…,"label":…}],"previous":{…}}, with what the context adds.
[[nodiscard]] std::string to_json(const Report& report);
/// The rows of the breakdown, and last the total, under headings in the reader's language.
[[nodiscard]] std::string to_csv(const Report& report);
/// The same as a workbook, with what each column means. `source`: where it is from.
[[nodiscard]] std::string to_xlsx(const Report& report, const std::string& source);
/// The chart of the breakdown as an SVG file; empty where there is nothing to draw.
[[nodiscard]] std::string to_svg(const Report& report, const std::string& source);
/// The whole page without menus, as of its day: what `gandan report … --format html` writes.
[[nodiscard]] std::string to_html(const Report& report);

}  // namespace gandan::indicators
