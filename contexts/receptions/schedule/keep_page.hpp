// The officers' pages of places and their schedule: a list, a place with all that is kept of it,
// and a form a page for each change.
#pragma once
#include <string>
#include <vector>

#include "contexts/receptions/online/pages.hpp"
#include "contexts/receptions/public/places.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/desk/page_models.hpp"

namespace gandan::receptions {

struct KeptPlaceLine {
  std::string name, href, note;
};
struct KeepListPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::vector<KeptPlaceLine> places;
  std::string new_href;
};

struct KeptDay {
  HeadDayLine line;
  std::vector<pages::Action> actions;
};
struct KeptClosure {
  std::string when, reason;
  pages::Action reopen;
};
struct KeepPlacePage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::string name, public_href;
  std::vector<pages::Action> actions;
  std::vector<WeekLine> week;
  std::string week_changes;
  std::vector<KeptDay> days;
  std::vector<KeptClosure> closures;
  std::vector<OnlineLine> online;
};

struct KeepFormPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::string place;  ///< its name
  std::string id;     ///< of the day or closure that the form is about; may be empty
  desk::WorkForm form;
};

void add_schedule_pages(http::App& app, Services& services);
/// What was just done, in words; empty where it is none of these.
[[nodiscard]] std::string said_of_schedule(const desk::Desk& desk, std::string_view done);

}  // namespace gandan::receptions
