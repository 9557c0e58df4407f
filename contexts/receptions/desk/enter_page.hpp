// Entering a visit into the book, as a page: one screen, the keyboard alone.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/book/enter.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/desk/page_models.hpp"
#include "kernel/desk/sent_papers.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::receptions {

/// What was entered just before, and what may follow.
struct JustEntered {
  std::string code, href;
  std::string petition, petition_href;  ///< what it became or joined
  std::string key;                      ///< the private key, shown once; empty where it is not
  std::string more_href, papers_href;   ///< another matter of the same people; a receipt
  std::optional<pages::Receipt> slip;
};

/// Somebody who has booked for today and was not received yet.
struct BookedToday {
  std::string when, name, href;
};

struct VisitEntryPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::vector<pages::FieldError> errors;
  std::optional<JustEntered> saved;
  std::string once, sitting, carried_booking, ticket;  ///< carried by the form
  std::string same_people;                             ///< of a further matter: who they are
  std::string turn_of;                                 ///< in words: the number of the waiting room
  std::string waiting_href;  ///< that room; empty where the place is not known yet
  desk::Choice place, kind, outcome, ground, heard_by, channel, follows, consent;
  desk::Choice told, hot, cannot_write, read_back, competent, nameless;
  pages::Field received, matter, handled_before, explained, document, others, present, number,
      joins, note;
  pages::Field booking;                ///< by its code: asked before the form
  std::vector<BookedToday> booked;     ///< at the places where the officer receives
  std::vector<pages::Fact> booked_as;  ///< of the booking that fills in the form
  std::vector<pages::Field> person;
  pages::Finder before, directed;
  desk::PaperFields papers;
  bool has_petitions = false;
  bool has_places = true;  ///< else there is no place of reception where the officer receives
};

/// entry_offers.cpp: the earlier visits that somebody may mean; `asks`: they are asked, and may say
/// that it is none of them (no_earlier).
[[nodiscard]] std::vector<pages::Offer> offer_earlier(const desk::Desk& desk, db::Tx& tx,
                                                      std::string_view typed, bool asks);
inline constexpr std::string_view no_earlier = "none";
[[nodiscard]] std::vector<pages::Offer> offer_directed(const desk::Desk& desk,
                                                       std::string_view words);
/// The body that was picked, where the words are still of it.
[[nodiscard]] std::optional<UnitId> directed_unit(const desk::Desk& desk, const std::string& words);
/// GET /desk/receptions/before and /bodies: the offers alone.
void add_entry_offers(http::App& app, Services& services);

/// entry_people.cpp: who came, how many, and who speaks for them.
void read_people(const desk::Desk& desk, EnterForm& form);

}  // namespace gandan::receptions
