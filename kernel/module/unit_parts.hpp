// What modules say of a body or of a place, for the pages of both: parts that stand together in the
// order of their numbers, and how bodies keep their time.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "kernel/indicators/standing.hpp"
#include "kernel/units/units.hpp"
#include "lib/html/out.hpp"
#include "lib/http/request.hpp"

namespace gandan {

/// The page of a body or of a place as somebody asks for it: what its parts are made from.
struct UnitVisit {
  const http::Request& request;
  const i18n::Locale& locale;
  const units::Directory& directory;
  Date today;
  const units::Unit& unit;  ///< a place is one of today; a body may be no more
  /// Under all that they are known as: the body itself; of a place those that serve it.
  std::vector<UnitId> bodies;
};

/// Prints a part of which all is read and worded.
using PrintPart = std::function<void(html::Out&)>;

/// A part that `view` prints: `return prints(views::body_months, std::move(chart));`
template <class Model>
[[nodiscard]] PrintPart prints(void (*view)(html::Out&, const Model&), Model model) {
  return [view, model = std::move(model)](html::Out& out) { view(out, model); };
}

struct UnitPart {
  int order = 0;
  /// Nothing where it has nothing to show: then the page has no gap in its place.
  std::function<PrintPart(db::Tx&, const UnitVisit&)> read;
};

enum class StandingPart : std::uint8_t { overdue, not_due, answered };

/// How bodies keep their time with the records of a module, each under all that it is known as.
struct Standings {
  std::function<indicators::Standing(const std::vector<UnitId>& body)> of;
  /// Where the `n` records behind a number are.
  std::function<std::string(const units::Directory&, const std::vector<UnitId>& body, StandingPart,
                            std::int64_t n)>
      href;
  /// Bodies that owe or answered anything.
  std::function<std::vector<UnitId>()> asked;
};

}  // namespace gandan
