#include "kernel/people/grant_form.hpp"

#include "kernel/pages/names.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/unit_choice.hpp"
#include "kernel/units/units.hpp"
#include "lib/text/fold.hpp"

namespace gandan::people {
namespace {

/// What only those may give who administer everywhere.
constexpr Grant national{.role = Role::administrator};

std::string_view duties_of(Role role, const i18n::Locale& locale) {
  switch (role) {
    case Role::administrator:
      return locale.tr("They manage accounts, roles, rules and units. They read no letter.");
    case Role::reception_officer:
      return locale.tr(
          "They read what is not public of letters, enter those on paper, and send them on.");
    case Role::synthesis_officer:
      return locale.tr(
          "They read what is not public of letters, enter and send them on, and join like ones "
          "into topics.");
    case Role::answering_officer:
      return locale.tr("They read what is not public of letters, accept, answer and send them on.");
    case Role::leader:
      return locale.tr(
          "They read what is not public of letters, answer and send them on, and decide on "
          "requests that need two persons.");
    case Role::supervisor:
      return locale.tr(
          "They read what is not public of letters and of reports. They change "
          "nothing.");
    case Role::denunciation_officer:
      return locale.tr(
          "They read and handle denunciations, and may open who sent one, with a reason that is "
          "kept.");
  }
  return {};
}

bool names_a_unit(const http::Request& request) {
  return !text::is_blank(request.form.get("unit")) || !request.form.get("unit_id").empty();
}

pages::Finder unit_field(db::Tx& tx, const PageEnvironment& env, const http::Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  const std::string_view typed = request.form.get("unit"), chosen = request.form.get("unit_id");
  pages::Finder finder{
      .field = {.name = "unit",
                .label = std::string(locale.tr("Which unit")),
                .hint = std::string(locale.tr("The name or code of a place or body. Leave it empty "
                                              "for everywhere in the nation.")),
                .value = std::string(typed)},
      .choice = "unit_id",
      .live_href = "/admin/units"};
  if (text::is_blank(typed)) return finder;
  finder.offers = offer_units(tx, env.clock.today(), locale, principal(request), typed);
  const auto unit = choose_unit(tx, env.clock.today(), typed, chosen);
  for (pages::Offer& offer : finder.offers)
    offer.chosen = unit && offer.value == std::to_string(unit->value);
  return finder;
}

std::vector<pages::Option> reaches(db::Tx& tx, const http::Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  const std::string_view typed = request.form.get("reach");
  auto option = [&](const char* value, const char* label) {
    return pages::Option{value, std::string(locale.tr(label)), "", typed == value};
  };
  std::vector<pages::Option> options = {option("body", N_("In this unit alone")),
                                        option("area", N_("In this unit and all below it"))};
  if (may_give(tx, principal(request), national))
    options.push_back(option("nation", N_("Everywhere in the nation")));
  return options;
}

/// What is wrong with the unit, or nothing; `grant` takes it.
std::optional<pages::FieldError> read_unit(db::Tx& tx, const PageEnvironment& env,
                                           const http::Request& request, Grant& grant) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto wrong = [&](std::string_view message) {
    return pages::FieldError{"unit", std::string(message)};
  };
  if (request.form.get("reach") == "nation") {
    if (names_a_unit(request))
      return wrong(
          locale.tr("You chose everywhere in the nation: leave this empty, or choose otherwise."));
    return std::nullopt;
  }
  if (!names_a_unit(request)) return wrong(locale.tr("Say in which unit."));
  auto unit =
      choose_unit(tx, env.clock.today(), request.form.get("unit"), request.form.get("unit_id"));
  if (!unit) {
    const bool offers =
        !offer_units(tx, env.clock.today(), locale, principal(request), request.form.get("unit"))
             .empty();
    return wrong(offers ? locale.tr("Choose which of these you mean.")
                        : locale.tr("No place or body where you administer has this name or code "
                                    "today."));
  }
  grant.unit = *unit;
  return std::nullopt;
}

}  // namespace

GrantFields grant_fields(db::Tx& tx, const PageEnvironment& env, const http::Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  GrantFields fields;
  fields.role = {.name = "role", .label = std::string(locale.tr("Role"))};
  fields.roles.push_back({"", std::string(locale.tr("choose a role"))});
  for (Role role : all_roles())
    fields.roles.push_back({.value = std::string(name_of(role)),
                            .label = std::string(title_of(role, locale)),
                            .chosen = request.form.get("role") == name_of(role)});
  fields.reach = {.name = "reach", .label = std::string(locale.tr("How far does it reach?"))};
  fields.reaches = reaches(tx, request);
  fields.unit = unit_field(tx, env, request);
  return fields;
}

void mark(GrantFields& fields, const std::vector<pages::FieldError>& errors) {
  for (pages::Field* field : {&fields.role, &fields.reach, &fields.unit.field})
    for (const pages::FieldError& error : errors)
      if (error.field == field->name) field->error = error.message;
}

Result<Grant, std::vector<pages::FieldError>> typed_grant(db::Tx& tx, const PageEnvironment& env,
                                                          const http::Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  std::vector<pages::FieldError> wrong;
  const auto role = role_named(request.form.get("role"));
  if (!role) wrong.push_back({"role", std::string(locale.tr("Choose a role."))});
  const std::string_view reach = request.form.get("reach");
  Grant grant{.role = role.value_or(Role{}), .reach = reach == "area" ? Reach::area : Reach::body};
  if (reach != "body" && reach != "area" && reach != "nation")
    wrong.push_back({"reach", std::string(locale.tr("Choose how far the role reaches."))});
  else if (auto error = read_unit(tx, env, request, grant))
    wrong.push_back(*error);
  if (wrong.empty() && !may_give(tx, principal(request), grant))
    wrong.push_back({reach == "nation" ? "reach" : "unit",
                     std::string(locale.tr("You can give roles only where you administer."))});
  if (!wrong.empty()) return fail(std::move(wrong));
  return grant;
}

std::vector<std::string> grant_in_words(db::Tx& tx, const Grant& grant,
                                        const i18n::Locale& locale) {
  const auto unit = grant.unit ? units::find_unit(tx, grant.unit) : std::nullopt;
  const std::string name = unit ? pages::in_sentence(locale, unit->name) : "";
  const std::string where =
      !grant.unit ? std::string(locale.tr("The role counts everywhere in the nation."))
      : grant.reach == Reach::body
          ? locale.tr("The role counts in {unit} alone.", {{"unit", name}})
          : locale.tr("The role counts in {unit} and in all that lies below it.", {{"unit", name}});
  return {std::string(duties_of(grant.role, locale)), where};
}

}  // namespace gandan::people
