// Entering a visit into the book: one matter, of people who are there. Checked against the law
// before anything is stored; what is wrong is named at its field.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/receptions/record/places.hpp"
#include "contexts/receptions/record/visits.hpp"
#include "kernel/intake/intake.hpp"
#include "lib/base/result.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::receptions {

/// What is wrong with a field, as a msgid that says what to do.
using intake::Wrong;
using Wrongs = std::vector<Wrong>;

/// What becomes of the matter in the petitions of the house.
enum class Follows : std::uint8_t {
  nothing,
  petition,  ///< it is entered as one
  joins,     ///< one that is there already, by its code
};

struct EnterForm {
  std::optional<ReceptionPlace> place;
  std::optional<Instant> received_at;  ///< now or earlier
  std::optional<Visit> sitting;        ///< the first row of what these people said before this
  std::optional<Visit> before;         ///< an earlier visit on the same matter
  std::optional<Kind> kind;
  VisitChannel channel = VisitChannel::in_person;
  HeardBy heard_by = HeardBy::officer;
  std::optional<DayId> head_day;
  std::vector<Person> people;  ///< of a sitting that is there already: none
  int number = 1;              ///< how many with the same matter
  int present = 1;             ///< of whom so many came
  std::string matter, handled_before;
  bool is_competent = false;
  std::optional<Outcome> outcome;
  std::optional<Ground> ground;
  std::string explained;  ///< what they were told, for them to read
  std::optional<UnitId> directed_unit;
  std::string directed_to, document;
  bool is_told = false;  ///< what becomes of it was told on the spot
  bool cannot_write = false, is_read_back = false;
  bool is_hot = false;
  std::optional<UnitId> area, province;
  Follows follows = Follows::nothing;
  std::string joins;                ///< code
  std::optional<bool> may_publish;  ///< of what becomes a petition
  bool is_nameless = false;         ///< a denunciation of who gives no name
  std::optional<BookingId> booking;
  std::optional<TicketId> ticket;
  std::string note;
  std::string once;  ///< tells this form from another that says the same
};

/// Code points.
inline constexpr std::size_t shortest_matter = 10, longest_matter = 20'000, longest_entry = 300;

/// Of a code of a booking that cannot be entered here.
inline constexpr const char* no_booking =
    N_("No booking with this code stands at this place: look at it again, or leave it empty.");

/// What is wrong with it, whoever enters it. Texts are clean already.
[[nodiscard]] Wrongs check_visit(const Env& env, const EnterForm& form);
/// How many may speak for so many who came; nothing where they need not choose (Law art. 29).
struct Representatives {
  int from = 1, most = 1;
};
[[nodiscard]] std::optional<Representatives> representatives_of(const rules::Rulebook& rules,
                                                                Date day, int present);

struct EnteredVisit {
  Visit visit;
  std::string petition;      ///< the code of what it became or joined; empty where nothing
  bool is_repeated = false;  ///< the same form was entered before: nothing was added
};
/// Stores it, and through the port what it becomes. `port` is Services::intake.
[[nodiscard]] Result<EnteredVisit, Wrongs> enter(db::Tx& tx, const Env& env, const Act& act,
                                                 const std::optional<intake::Port>& port,
                                                 const EnterForm& form);

}  // namespace gandan::receptions
