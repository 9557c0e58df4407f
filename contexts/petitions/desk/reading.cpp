#include <algorithm>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/units/units.hpp"
#include "lib/text/tracking_code.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

using Opened = Result<people::Words, people::ReadWordsError>;

/// A story that the officer may read, and the unit that gives them the right.
struct Readable {
  Story story;
  UnitId unit;
  bool is_sealed = false;  ///< something of it
  bool is_open = false;    ///< to this officer, today
};

std::optional<Readable> find_readable(const Desk& desk, std::string_view code) {
  return desk.services.database.read([&](db::Tx& tx) -> std::optional<Readable> {
    auto story = load_story(tx, *desk.directory, code);
    auto unit = story ? reading_unit(tx, desk.officer, story->petition) : std::nullopt;
    if (!unit) return std::nullopt;
    const bool is_sealed = has_sealed_parts(tx, story->petition);
    const bool is_open = is_sealed && reading_of_today(desk, tx, story->petition);
    return Readable{std::move(*story), *unit, is_sealed, is_open};
  });
}

/// Opens what lies under the seal, which the journal tells.
Opened open_words(const Desk& desk, const Readable& readable, std::string_view reason = {}) {
  const Petition& petition = readable.story.petition;
  const crypto::KeyFile& keys = desk.services.keys.get();
  return desk.services.database.write([&](db::Tx& tx) {
    const auto above = units::ancestors(tx, readable.unit);
    return people::read_words(tx, desk.services.clock, keys,
                              {desk.officer, reading_of(petition), readable.unit, above},
                              subject_of(petition.id), reason);
  });
}

/// The form that asks why, with what was typed.
http::Response ask_why(const Desk& desk, const Readable& readable, const Refused& wrong) {
  const Petition& petition = readable.story.petition;
  return desk::answer_again(desk, desk.services.database.read([&](db::Tx& tx) {
    OpenPetition open = OnDesk::open(desk, tx, readable.story);
    open.form = desk::form_of<OnDesk>(desk, tx, petition, "words", desk.request.form, wrong);
    return desk::page_of<OnDesk>(desk, tx, std::move(open));
  }),
                            petition.code, {wrong, {}});
}

/// One says why, and it is noted; from then on the case is open to them for the rest of the day.
http::Response open_case(const Desk& desk, std::string_view typed) {
  auto code = text::parse_tracking_code(typed);
  auto readable = code ? find_readable(desk, *code) : std::nullopt;
  if (!readable || !readable->is_sealed) return http::Response::not_found();
  if (desk::only_looks(desk)) return ask_why(desk, *readable, {});
  const auto opened = open_words(desk, *readable, text::clean(desk.request.form.get("words")));
  if (!opened && opened.error() == people::ReadWordsError::reason_missing)
    return ask_why(desk, *readable,
                   {{"words", desk.tr(N_("Write why you open it, in at least ten characters."))}});
  return http::Response::redirect(desk.done_href(desk.href(*code), "words", *code));
}

}  // namespace

std::optional<people::WordsReading> reading_of_today(const Desk& desk, db::Tx& tx,
                                                     const Petition& petition) {
  for (auto& reading : people::readings_of(tx, desk.services.keys.get(), subject_of(petition.id)))
    if (reading.user == desk.officer.user && reading.day == desk.words.today) return reading;
  return std::nullopt;
}

std::optional<Story> OnDesk::read(const Desk& desk, std::string_view code) {
  auto readable = find_readable(desk, code);
  if (!readable) return std::nullopt;
  if (readable->is_open)
    if (auto words = open_words(desk, *readable)) fill_in(readable->story, *words);
  return std::move(readable->story);
}

void add_desk_reading(http::App& app, Services& services, const Advisor& advisor) {
  using people::Permission;
  app.router.post(
      "/desk/petitions/{code}/words",
      people::permission({Permission::read_cases, Permission::handle_denunciations},
                         people::Where::at_record),
      [&](http::Request& request, std::string_view code) {
        return open_case(Desk(request, services, advisor), code);
      },
      desk::route);
}

}  // namespace gandan::petitions
