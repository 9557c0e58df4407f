// Online receptions as pages: a session for everybody, and for the officers who prepare it. The
// public one says where the sites are and which rules hold, and names nobody who comes.
#pragma once
#include <string>
#include <vector>

#include "contexts/receptions/online/online.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/wording.hpp"
#include "lib/http/app.hpp"
#include "lib/ical/ical.hpp"

namespace gandan {
struct Services;
struct Turn;
}  // namespace gandan
namespace gandan::desk {
struct Desk;
}

namespace gandan::receptions {

/// A session in a list.
struct OnlineLine {
  std::string when, href;
  pages::Badge state;
  std::string reason;
};
struct OnlineSiteLine {
  pages::Link site;  ///< to the page of the body, where it is one
  std::string role, address, takes_part;
};
/// What holds for who takes part, with its article.
struct OnlineRule {
  std::string text, basis;
};

struct OnlinePage {
  pages::PageFrame frame;
  pages::Link place;
  std::string when;
  pages::Badge state;
  std::string reason;
  std::vector<pages::Fact> facts;
  std::vector<OnlineSiteLine> sites;
  std::vector<OnlineRule> rules;
  std::string ask;  ///< how to be heard; empty where it is over or called off
};

/// One thing to be done, and the button that says it was.
struct OnlineCheckLine {
  std::string label;
  pages::Badge state;
  std::string note;  ///< by when; who ticked it, and when
  std::string basis;
  bool is_unchecked = false;  ///< nobody compared its limit with the law
  std::string action, site;   ///< no action: there is nothing to press
};
struct OnlineDeskPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  pages::Link place;
  std::string when, public_href;
  pages::Badge state;
  std::string reason;
  std::vector<pages::Action> actions;
  std::vector<pages::Fact> facts;
  std::vector<OnlineCheckLine> checks;
  bool has_unchecked = false;
  std::vector<OnlineSiteLine> sites;
  std::string once;  ///< of the buttons
};

/// "Monday 14/12/2026, 08:00–11:00"
[[nodiscard]] std::string when_online(const Wording& words, const OnlineSession& session);
[[nodiscard]] pages::Badge badge_of(const Wording& words, const OnlineSession& session,
                                    Instant now);
[[nodiscard]] std::vector<OnlineSiteLine> site_lines(const Wording& words,
                                                     const std::vector<OnlineSite>& sites);
/// "/receptions/UBND-20/online/123"
[[nodiscard]] std::string online_page_href(const ReceptionPlace& place, SessionId id);
/// Of the place, from today on: what its public page says.
[[nodiscard]] std::vector<OnlineLine> online_ahead_lines(const Wording& words, db::Tx& tx,
                                                         const ReceptionPlace& place, Instant now);
/// The same of the last three months too, each leading to the officers' page.
[[nodiscard]] std::vector<OnlineLine> online_kept_lines(const Wording& words, db::Tx& tx,
                                                        const ReceptionPlace& place, Instant now);
/// What the calendar of the place has of those that begin within the days and are not cancelled.
[[nodiscard]] std::vector<ical::Event> online_events(const Turn& turn, db::Tx& tx,
                                                     const ReceptionPlace& place, Date from,
                                                     Date to);

void add_online_pages(http::App& app, Services& services);
void add_online_desk(http::App& app, Services& services);
/// What was just done, in words; empty where it is none of these.
[[nodiscard]] std::string said_of_online(const desk::Desk& desk, std::string_view done);

}  // namespace gandan::receptions
