// Entering a visit into the book, as a page: one screen, the keyboard alone.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/desk/page_models.hpp"
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
  std::string once, sitting, carried_booking;  ///< carried by the form
  std::string same_people;                     ///< of a further matter: who they are
  desk::Choice place, kind, outcome, ground, heard_by, channel, follows, consent;
  desk::Choice told, hot, cannot_write, read_back, competent, nameless;
  pages::Field received, matter, handled_before, explained, document, others, present, number,
      joins, note;
  pages::Field booking;                ///< by its code: asked before the form
  std::vector<BookedToday> booked;     ///< at the places where the officer receives
  std::vector<pages::Fact> booked_as;  ///< of the booking that fills in the form
  std::vector<pages::Field> person;
  pages::Finder before, directed;
  bool has_petitions = false;
  bool has_places = true;  ///< else there is no place of reception where the officer receives
};

}  // namespace gandan::receptions
