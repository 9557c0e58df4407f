#include "contexts/receptions/book/enter.hpp"

#include <algorithm>

#include "contexts/receptions/booking/booking.hpp"
#include "contexts/receptions/waiting/waiting.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/receipts/once.hpp"
#include "kernel/records/links.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/mail/address.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

const db::Sql visit_by_key{"select ", visit_columns,
                           " from visits v where v.idempotency_key = :key"};

int count_of_law(const rules::Rulebook& rules, std::string_view rule, Date day, int otherwise) {
  const rules::Limit* limit = rules.find(rule, day);
  return limit == nullptr ? otherwise : limit->value;
}

struct VisitChecker {
  Wrongs wrongs;
  void require(bool holds, const char* field, const char* message) {
    if (!holds) wrongs.push_back({field, message});
  }
  void line(const char* field, std::string_view text) {
    require(text::length(text) <= longest_entry, field,
            N_("Shorten this to at most 300 characters."));
  }
};

void check_matter(VisitChecker& check, const EnterForm& form) {
  check.require(form.kind.has_value(), "kind", N_("Choose what it is: one kind a matter."));
  check.require(text::length(form.matter) >= shortest_matter, "matter",
                N_("Write what it is about, in at least ten characters."));
  check.require(text::length(form.matter) <= longest_matter, "matter",
                N_("Shorten the text to at most 20,000 characters."));
  check.require(!form.cannot_write || form.is_read_back, "read_back",
                N_("Read it to them, and let them confirm it by signature or fingerprint."));
  if (form.sitting)
    check.require(form.sitting->kind != Kind::denunciation && form.kind != Kind::denunciation,
                  "kind",
                  N_("Enter a denunciation as a visit of its own: it is tied to nothing "
                     "that others read."));
  if (form.before)
    check.require(form.before->kind != Kind::denunciation && form.kind != Kind::denunciation,
                  "before", N_("A denunciation is not tied to what others may read."));
}

void check_people(VisitChecker& check, const Env& env, const EnterForm& form) {
  if (form.sitting) return;
  const Date day = civil_date(form.received_at.value_or(env.clock.now()));
  const Person* first = form.people.empty() ? nullptr : &form.people.front();
  const bool is_nameless = form.is_nameless && form.kind == Kind::denunciation;
  if (!is_nameless) {
    check.require(first != nullptr && !first->name.empty(), "name",
                  N_("Write the full name: the book asks for it."));
    check.require(first != nullptr && !first->address.empty(), "address",
                  N_("Write the address: the book asks for it."));
  }
  for (const Person& person : form.people) {
    check.line("name", person.name);
    check.line("address", person.address);
    check.require(person.email.empty() || mail::parse_address(person.email).has_value(), "email",
                  N_("Write the e-mail address in full, like ten@vidu.vn, or leave it empty."));
  }
  check.require(form.present >= 1, "present", N_("Write how many came: at least one."));
  check.require(form.number >= form.present, "number",
                N_("There cannot be fewer with the same matter than came."));
  if (const auto may_speak = representatives_of(env.rules, day, form.present)) {
    const auto speak = std::ranges::count_if(form.people, [](const Person& person) {
      return person.role == PersonRole::representative && !person.name.empty();
    });
    check.require(speak >= may_speak->from && speak <= may_speak->most, "representatives",
                  may_speak->most > 2
                      ? N_("More than ten people choose up to five who speak for them: write them "
                           "down as representatives.")
                      : N_("Five to ten people choose one or two who speak for them: write them "
                           "down as representatives."));
  }
}

void check_outcome(VisitChecker& check, const EnterForm& form) {
  check.require(form.outcome.has_value(), "outcome", N_("Choose what becomes of it."));
  if (!form.outcome) return;
  const bool is_refused = *form.outcome == Outcome::refused;
  if (is_refused) {
    check.require(form.ground.has_value(), "ground", N_("Choose the ground of the law."));
    if (form.ground && form.kind)
      check.require(fits_kind(*form.ground, *form.kind), "ground",
                    *form.ground == Ground::settled_before
                        ? N_("This ground is of complaints and denunciations alone.")
                        : N_("This ground is of proposals and reports alone."));
    check.require(!form.explained.empty(), "explained",
                  N_("Write what they were told: nobody is turned away without the reason."));
  }
  if (*form.outcome == Outcome::answered_at_once) {
    check.require(form.heard_by != HeardBy::officer, "heard_by",
                  N_("The head answers at once: say who received them."));
    check.require(!form.explained.empty(), "explained", N_("Write what they were answered."));
  }
  if (*form.outcome == Outcome::guided || *form.outcome == Outcome::forwarded)
    check.require(form.directed_unit || !form.directed_to.empty(), "directed_to",
                  *form.outcome == Outcome::guided
                      ? N_("Write to which body they were told to turn.")
                      : N_("Write to which body the letter is sent."));
  check.require(!is_refused || form.follows == Follows::nothing, "follows",
                N_("What was refused does not become a petition."));
  check.line("directed_to", form.directed_to);
  check.line("document", form.document);
  check.line("handled_before", form.handled_before);
}

/// Whether what becomes of it is still to be told, and by when; or was told now.
void set_state(const Env& env, const EnterForm& form, Visit& visit) {
  const bool is_later = *form.outcome == Outcome::accepted || *form.outcome == Outcome::forwarded;
  std::string_view rule;
  if (*form.outcome == Outcome::refused && needs_notice(*form.ground)) {
    visit.state = State::notice_owed;
    rule = "reception.refuse";
  } else if (is_later && !form.is_told) {
    visit.state = State::open;
    rule = "reception.inform_result";
  } else {
    visit.state = State::told;
    visit.told_at = visit.received_at;
    return;
  }
  const auto due = env.rules.due(rule, visit.received_at);
  // Where no rule holds on that day what is owed is owed at once.
  visit.due_at = due ? due->at : visit.received_at;
}

Visit row_of(const Env& env, const EnterForm& form) {
  Visit visit;
  const ReceptionPlace& place = *form.place;
  visit.place = place.id;
  visit.body = place.body;
  visit.entered_at = env.clock.now();
  visit.received_at = form.received_at.value_or(visit.entered_at);
  visit.book_year = civil_date(visit.received_at).year();
  visit.kind = *form.kind;
  visit.channel = form.channel;
  visit.heard_by = form.heard_by;
  visit.head_day = form.head_day;
  visit.matter = form.matter;
  visit.people = form.number;
  visit.present = form.present;
  visit.handled_before = form.handled_before;
  visit.is_competent = form.is_competent;
  visit.outcome = *form.outcome;
  visit.directed_unit = form.directed_unit;
  visit.directed_to = form.directed_to;
  visit.document = form.document;
  visit.is_read_back = form.is_read_back;
  visit.is_hot = form.is_hot;
  visit.area = form.area;
  visit.province = form.province;
  if (*form.kind != Kind::denunciation) visit.booking = form.booking;  // it may have a name
  visit.note = form.note;
  if (*form.outcome == Outcome::refused) visit.ground = form.ground;
  if (form.sitting) {
    visit.sitting = form.sitting->sitting;
    visit.people = form.sitting->people;
    visit.present = form.sitting->present;
    visit.received_at = form.sitting->received_at;
    visit.book_year = form.sitting->book_year;
  }
  set_state(env, form, visit);
  return visit;
}

/// Whose turn it is. None of a denunciation, not even its moment: no column in clear ties one to
/// it, and the officer ends the ticket when they have left.
std::optional<Ticket> ticket_for(db::Tx& tx, const Env& env, const EnterForm& form) {
  if (!form.ticket || form.kind == Kind::denunciation) return std::nullopt;
  return ticket_here(tx, env, form.place->id, *form.ticket);
}

/// Of a denunciation nothing is taken from a booking, so nothing can be wrong with it.
std::optional<Wrong> wrong_with_its_booking(db::Tx& tx, const EnterForm& form) {
  if (!form.booking || *form.kind == Kind::denunciation) return std::nullopt;
  const auto booking = find_booking(tx, *form.booking);
  if (booking && booking->place == form.place->id && can_be_heard(*booking)) return std::nullopt;
  return Wrong{"booking", no_booking};
}

/// The how manieth on its matter it is.
void tie_to_before(db::Tx& tx, const EnterForm& form, Visit& visit) {
  if (!form.before) return;
  visit.matter_id = form.before->matter_id;
  for (const Visit& earlier : visits_on_matter(tx, visit.matter_id))
    visit.turn = std::max(visit.turn, earlier.turn + 1);
}

/// Of a denunciation nothing is kept of what was typed, not even a digest.
std::string key_of_form(const Env& env, const EnterForm& form) {
  if (form.kind == Kind::denunciation) return {};
  const std::string place = std::to_string(form.place->id.value);
  return receipts::stored_key(env.keys, form.once, {place, form.matter, form.handled_before});
}

/// Who came with it: of a further row of a sitting those of the first.
std::vector<Person> who_came(db::Tx& tx, const Env& env, const EnterForm& form) {
  return form.sitting ? people_of(tx, env.keys, *form.sitting) : form.people;
}

intake::Said said_of(const EnterForm& form, const Visit& visit, const std::vector<Person>& people) {
  intake::Said said{.kind = name(visit.kind),
                    .text = form.matter,
                    .place = visit.area,
                    .province = visit.province,
                    .anonymous = form.is_nameless,
                    .may_publish = form.may_publish,
                    .channel = "reception",
                    .at = visit.received_at};
  if (!people.empty()) {
    const Person& first = people.front();
    said.contact = {first.name, first.address, first.phone, first.email};
  }
  return said;
}

/// Through the port it becomes a record, or joins one; the code of that.
Result<std::string, Wrongs> follow(db::Tx& tx, const Env& env, const Act& act,
                                   const intake::Port& port, const EnterForm& form,
                                   const Visit& visit) {
  const Ref source = ref_of(visit.id);
  std::optional<intake::Entered> entered;
  if (form.follows == Follows::joins) {
    entered = port.join(tx, env, form.joins, source, act);
    if (!entered)
      return fail(Wrongs{{"joins", N_("There is no petition with this code that you may read.")}});
  } else {
    auto made = port.enter(tx, env, said_of(form, visit, who_came(tx, env, form)), source, act);
    if (!made) {
      Wrongs wrongs = std::move(made.error());
      for (Wrong& wrong : wrongs)
        if (wrong.field == "text") wrong.field = "matter";
      return fail(std::move(wrongs));
    }
    entered = std::move(*made);
  }
  acts::record(tx, act, source, env.clock.now(), Verb::petition,
               {{"record", entered->record.id}, {"joins", form.follows == Follows::joins ? 1 : 0}});
  return entered->code;
}

}  // namespace

std::optional<Representatives> representatives_of(const rules::Rulebook& rules, Date day,
                                                  int present) {
  if (present < count_of_law(rules, "reception.group", day, 5)) return std::nullopt;
  const bool is_large = present >= count_of_law(rules, "reception.group_large", day, 11);
  return Representatives{1, is_large
                                ? count_of_law(rules, "reception.representatives_large", day, 5)
                                : count_of_law(rules, "reception.representatives", day, 2)};
}

Wrongs check_visit(const Env& env, const EnterForm& form) {
  VisitChecker check;
  check.require(form.place.has_value(), "place", N_("Choose where they are received."));
  check_matter(check, form);
  check_people(check, env, form);
  check_outcome(check, form);
  if (form.received_at)
    check.require(*form.received_at <= env.clock.now(), "received_at",
                  N_("The day of a reception cannot lie ahead."));
  if (form.follows == Follows::joins)
    check.require(!form.joins.empty(), "joins", N_("Write the code of the petition."));
  return std::move(check.wrongs);
}

Result<EnteredVisit, Wrongs> enter(db::Tx& tx, const Env& env, const Act& act,
                                   const std::optional<intake::Port>& port, const EnterForm& form) {
  if (Wrongs wrongs = check_visit(env, form); !wrongs.empty()) return fail(std::move(wrongs));
  if (!may_at_place(tx, act, receive_citizens, *form.place))
    return fail(Wrongs{{"place", N_("You receive nobody there: choose a place of yours.")}});
  const std::string key = key_of_form(env, form);
  if (!key.empty())
    if (auto visit = tx.one<Visit>(visit_by_key, {{"key", key}}))
      return EnteredVisit{std::move(*visit), {}, true};
  if (const auto wrong = wrong_with_its_booking(tx, form)) return fail(Wrongs{*wrong});
  Visit row = row_of(env, form);
  tie_to_before(tx, form, row);
  const auto ticket = ticket_for(tx, env, form);
  if (ticket) row.ticket = ticket->id;
  if (ticket && ticket->booking) row.booking = ticket->booking;
  const Visit visit =
      insert_visit(tx, env,
                   {.row = std::move(row),
                    .people = form.sitting ? std::vector<Person>{} : form.people,
                    .idempotency_key = key.empty() ? std::nullopt : std::optional(key)});
  acts::record(tx, act, ref_of(visit.id), visit.entered_at, Verb::enter,
               {{"kind", static_cast<int>(visit.kind)},
                {"outcome", static_cast<int>(visit.outcome)},
                {"place", visit.place.value},
                {"present", visit.present},
                {"turn", visit.turn}});
  keep_note(tx, env, visit, Verb::enter, {form.explained, acts::Readers::resident});
  if (ticket) mark_entered(tx, env, act, *ticket, visit.id);
  if (visit.booking) heard(tx, env, act, *visit.booking, visit.id);
  EnteredVisit entered{visit, {}, false};
  if (port && form.follows != Follows::nothing) {
    auto code = follow(tx, env, act, *port, form, visit);
    if (!code) return fail(std::move(code.error()));
    entered.petition = std::move(*code);
  }
  if (!is_sealed(visit) && !form.people.empty())
    letters::subscribe(tx, env,
                       {.record = ref_of(visit.id),
                        .code = visit.code,
                        .email = form.people.front().email,
                        .language = "vi"});
  return entered;
}

}  // namespace gandan::receptions
