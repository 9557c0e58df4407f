// The form by which a petition is sent to a body, and what it does.
#include <algorithm>
#include <functional>

#include "contexts/petitions/desk/forms.hpp"
#include "kernel/units/units.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

Choice kinds_of(const Desk& desk, Kind chosen) {
  Choice choice{.field = {.name = "kind", .label = desk.tr(N_("Kind"))}};
  for (Kind kind : kinds)
    choice.options.push_back({std::string(name(kind)), desk.tr(label(kind)), "", kind == chosen});
  return choice;
}

Choice fields_of(const Desk& desk, const Petition& petition) {
  Choice choice{.field = {.name = "field", .label = desk.tr(N_("Field"))}};
  const auto likely = likely_field(desk, petition);
  std::string_view typed = desk.request.form.get("field");
  choice.options.push_back({"", desk.tr(N_("not known yet"))});
  for (const units::Field& field : desk.directory->fields()) {
    std::string id = std::to_string(field.id.value);
    bool chosen = typed.empty() ? likely == field.id : typed == id;
    choice.options.push_back({id, desk.words.field(field.id), "", chosen});
  }
  return choice;
}

/// Any body, by its name.
pages::Finder other_body(const Desk& desk, const Petition& petition, const http::Fields& typed) {
  pages::Finder finder{.field = {.name = "other",
                                 .label = desk.tr(N_("Another body")),
                                 .hint = desk.tr(N_("A part of its name, with or without marks.")),
                                 .value = std::string(typed.get("other")),
                                 .optional = true},
                       .choice = "body",
                       .live_href = desk.action(petition.code, "bodies")};
  finder.offers = offer_bodies(desk, petition, finder.field.value);
  return finder;
}

constexpr std::size_t most_proposed = 6;

/// A body, with for how many of several it is proposed.
struct ProposedFor {
  UnitId body;
  std::int64_t petitions = 0;
};
/// For the most of them first.
std::vector<ProposedFor> propose_for_all(const Desk& desk, db::Tx& tx,
                                         const std::vector<Petition>& petitions) {
  std::vector<ProposedFor> all;
  for (const Petition& petition : petitions)
    for (const BodyProposal& proposal : propose_bodies(desk, tx, petition)) {
      auto same = std::ranges::find(all, proposal.body, &ProposedFor::body);
      if (same == all.end()) same = all.insert(all.end(), ProposedFor{proposal.body, 0});
      ++same->petitions;
    }
  std::ranges::stable_sort(all, std::ranges::greater(), &ProposedFor::petitions);
  if (all.size() > most_proposed) all.resize(most_proposed);
  return all;
}

pages::Field word_to_body(const Desk& desk, const http::Fields& typed) {
  return {.name = "words",
          .label = desk.tr(N_("A word to that body")),
          .hint = desk.tr(N_("Not shown in public.")),
          .value = std::string(typed.get("words")),
          .optional = true,
          .max_length = static_cast<int>(longest_reason),
          .rows = 2};
}

/// The body that was pressed; else the one that is ticked, unless a name was typed that it does not
/// fit. A name that fits one body alone needs no tick: offers may come after the key that sends the
/// form.
Result<UnitId, const char*> chosen_body(const Desk& desk, const Petition& petition) {
  const http::Fields& form = desk.request.form;
  if (auto pressed = parse_id<UnitId>(form.get("to"))) return *pressed;
  auto ticked = parse_id<UnitId>(form.get("body"));
  std::string typed = text::clean(form.get("other"));
  auto offers = offer_bodies(desk, petition, typed);
  if (typed.empty() && ticked) return *ticked;
  for (const pages::Offer& offer : offers)
    if (offers.size() == 1 || offer.value == form.get("body"))
      return parse_id<UnitId>(offer.value).value();
  if (!offers.empty()) return fail(N_("Choose which body you mean."));
  return fail(typed.empty() ? message_of(MoveError::not_found)
                            : N_("No body has this name. Write a part of it only."));
}

}  // namespace

void fill_route(const Work& at, const http::Fields& typed, WorkForm& form) {
  const auto& [desk, tx, petition, task] = at;
  form.heading = desk.tr(N_("Who can decide this?"));
  if (petition.kind == Kind::denunciation)
    form.hint = desk.tr(
        N_("Look the body up by its name. It must not be the office of who is denounced: about the "
           "head of an office the one above decides."));
  Choice choice{
      .field = {.name = "to",
                .label = desk.tr(N_("Send it to")),
                .hint = desk.tr(N_("Press one and it is sent there; nothing is chosen yet."))}};
  // The cursor stands at one, which chooses nothing: at what was pressed before, else at the first
  // that has it not already; of a denunciation at none, since it may be who is denounced.
  const std::string_view pressed = typed.get("to");
  bool is_sought =
      pressed.empty() && typed.get("other").empty() && petition.kind != Kind::denunciation;
  for (const BodyProposal& proposal : propose_bodies(desk, tx, petition)) {
    std::string id = std::to_string(proposal.body.value);
    const bool is_first = is_sought && proposal.body != petition.body;
    const bool has_cursor = is_first || (!pressed.empty() && pressed == id);
    if (is_first) is_sought = false;
    choice.options.push_back(
        {std::move(id), desk.words.unit(proposal.body), proposal.why, has_cursor});
  }
  Kind kind = parse_kind(typed.get("kind")).value_or(petition.kind);
  form.finder = other_body(desk, petition, typed);
  form.finder->field.focus = std::ranges::none_of(choice.options, &pages::Option::chosen);
  if (!choice.options.empty()) form.presses = std::move(choice);
  form.selects.push_back(fields_of(desk, petition));
  form.selects.push_back(kinds_of(desk, kind));
  form.words = word_to_body(desk, typed);
  bool remote = petition.place && units::is_remote(tx, *petition.place, desk.words.today);
  const Matter matter = matter_of(kind, petition.channel, petition.asked_by, petition.nameless);
  const Stage stage = first_stage(matter);
  auto due = desk.services.rules.book()->due(rule_of(matter, stage), desk.services.clock.now(),
                                             {.remote = remote, .body = {}});
  const rules::Limit* limit =
      desk.services.rules.book()->find(rule_of(matter, stage), desk.words.today, UnitId{});
  if (due && limit)
    form.promise = pages::Promise{
        .body = desk.tr(N_("The responsible body")),
        .due = {.date = due->date, .today = desk.words.today},
        .limit = limit_in_words(desk.words.locale, due->value, due->unit),
        .basis = basis_of(desk.words, *limit),
        .duty = desk.tr(stage == Stage::check ? N_("say whether it is accepted") : N_("answer")),
        .unchecked = is_starting_value(*limit)};
}

void fill_route_of_many(const Desk& desk, db::Tx& tx, const std::vector<Petition>& petitions,
                        const http::Fields& typed, WorkForm& form) {
  form.heading = desk.tr(N_("Who can decide all of these?"));
  Choice choice{.field = {.name = "to",
                          .label = desk.tr(N_("Send them to")),
                          .hint = desk.tr(
                              N_("Press one and they are sent there; nothing is chosen yet. Field "
                                 "and kind of each stay as they are."))}};
  const std::string_view pressed = typed.get("to");
  const auto all = static_cast<std::int64_t>(petitions.size());
  for (const ProposedFor& each : propose_for_all(desk, tx, petitions)) {
    std::string id = std::to_string(each.body.value);
    const bool has_cursor =
        pressed.empty() ? choice.options.empty() && typed.get("other").empty() : pressed == id;
    choice.options.push_back(
        {std::move(id), desk.words.unit(each.body),
         desk.words.locale.tr(N_("proposed for {some} of {all}"),
                              {{"some", desk.words.locale.number(each.petitions)},
                               {"all", desk.words.locale.number(all)}}),
         has_cursor});
  }
  form.finder = other_body(desk, petitions.front(), typed);
  form.finder->field.focus = std::ranges::none_of(choice.options, &pages::Option::chosen);
  if (!choice.options.empty()) form.presses = std::move(choice);
  form.words = word_to_body(desk, typed);
}

Refused route_it(const Work& at, const Env& env) {
  const auto& [desk, tx, petition, task] = at;
  const http::Fields& form = desk.request.form;
  auto body = chosen_body(desk, petition);
  if (!body) return {{"other", desk.tr(body.error())}};
  RouteForm route_form{.body = *body,
                       .field = parse_id<FieldId>(form.get("field")),
                       .kind = parse_kind(form.get("kind")),
                       .note = text::clean(form.get("words"))};
  return refused(desk, route(tx, env, desk.act(), petition.id, route_form),
                 form.has("to") ? "to" : "other");
}

}  // namespace gandan::petitions
