// What is done to one account. Each deed is tried in a transaction first; while its question is not
// answered, nothing of it is kept and the question is shown.
#include <algorithm>
#include <array>
#include <functional>
#include <variant>

#include "kernel/journal/journal.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/account_page.hpp"
#include "kernel/people/ask_page.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/consent_words.hpp"
#include "kernel/people/grant_form.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/seal_keys.hpp"
#include "lib/mail/address.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;
using Errors = std::vector<pages::FieldError>;

/// What a press asks for.
struct Plan {
  Asked asked = {};          ///< of what may need a second person
  bool may_need_two = true;  ///< taking away a role and disabling do not
  bool asks_first = true;    ///< an e-mail is changed at once
  Question question;
  const char* done = "";  ///< what its page says afterwards (account_page.hpp)
  std::function<Result<std::string, pages::FieldError>()> run;  ///< a one-time link, or nothing
};

/// A deed's circumstances.
struct Deal {
  db::Tx& tx;
  const PageEnvironment& env;
  const Request& request;
  const Account& account;
  const i18n::Locale& locale;

  [[nodiscard]] std::string who() const { return account.name + " (" + account.username + ")"; }
  [[nodiscard]] std::string word(const char* message) const {
    return std::string(locale.tr(message));
  }
};

Result<std::string, pages::FieldError> explained(const Result<void, AccountError>& result,
                                                 const i18n::Locale& locale) {
  if (!result) return fail(explain(result.error(), locale));
  return std::string();
}

Result<std::string, pages::FieldError> set_roles(const Deal& deal, std::vector<Grant> grants) {
  if (grants == grants_of(deal.tx, deal.account.id)) return std::string();  // it was pressed twice
  return explained(set_grants(deal.tx, deal.env.clock, actor_of(principal(deal.request)),
                              deal.account.id, grants),
                   deal.locale);
}

Result<Plan, Errors> plan_giving(const Deal& deal) {
  auto grant = typed_grant(deal.tx, deal.env, deal.request);
  if (!grant) return fail(grant.error());
  if (deal.account.id == principal(deal.request).user)
    return fail(Errors{{"role", std::string(explain(ConsentError::for_oneself, deal.locale))}});
  const Asked asked{.deed = Deed::give_role, .user = deal.account.id, .grant = *grant};
  return Plan{.asked = asked,
              .question = {.title = deed_in_words(deal.tx, asked, deal.locale) + "?",
                           .says = grant_in_words(deal.tx, *grant, deal.locale),
                           .verb = deal.word(N_("Give the role"))},
              .done = "given",
              .run = [deal, grant = *grant] {
                auto grants = grants_of(deal.tx, deal.account.id);
                std::erase_if(grants, [&](const Grant& had) {
                  return had.role == grant.role && had.unit == grant.unit;
                });
                grants.push_back(grant);
                std::sort(grants.begin(), grants.end(), [](const Grant& a, const Grant& b) {
                  return std::pair(a.role, a.unit.value) < std::pair(b.role, b.unit.value);
                });
                return set_roles(deal, std::move(grants));
              }};
}

/// Whether taking it is the last thing that happened to the account: it was pressed twice.
bool was_just_taken(const Deal& deal, Role role, UnitId unit) {
  const auto last = journal::last_entry_of(deal.tx, {"account", deal.account.id.value});
  if (!last || last->verb != "people.take_role") return false;
  return std::ranges::any_of(std::array{Reach::area, Reach::body}, [&](Reach reach) {
    return last->detail == "{" + in_numbers({role, unit, reach}) + "}";
  });
}

Result<Plan, Errors> plan_taking(const Deal& deal) {
  const auto role = role_named(deal.request.form.get("role"));
  if (!role) return fail(Errors{{"role", deal.word(N_("Choose a role."))}});
  const UnitId unit = parse_id<UnitId>(deal.request.form.get("unit")).value_or(UnitId{});
  auto grants = grants_of(deal.tx, deal.account.id);
  Grant taken{.role = *role, .unit = unit};
  const auto held = std::erase_if(grants, [&](const Grant& had) {
    const bool is_it = had.role == *role && had.unit == unit;
    if (is_it) taken = had;
    return is_it;
  });
  if (held == 0 && !(is_sure(deal.request) && was_just_taken(deal, *role, unit)))
    return fail(Errors{{"role", deal.word(N_("They do not hold this role there."))}});
  return Plan{
      .may_need_two = false,
      .question =
          {.title = deal.locale.tr("Take the role {role} from {name}?",
                                   {{"role", title_of(*role, deal.locale)}, {"name", deal.who()}}),
           .says = {deal.word(N_("It counts no more from this moment, and they must sign in "
                                 "again. Their other roles stay."))},
           .facts = {{deal.word(N_("Where")), place_of(deal.tx, taken, deal.locale)}},
           .verb = deal.word(N_("Take the role away")),
           .grave = true},
      .done = "taken",
      .run = [deal, grants = std::move(grants)] { return set_roles(deal, grants); }};
}

Result<Plan, Errors> plan_switch(const Deal& deal, bool disabled) {
  const Asked asked{.deed = Deed::enable_account, .user = deal.account.id};
  Plan plan{.asked = asked, .may_need_two = !disabled};
  plan.done = disabled ? "disabled" : "enabled";
  if (disabled)
    plan.question = {
        .title = deal.locale.tr("Disable the account of {name}?", {{"name", deal.who()}}),
        .says = {deal.word(
            N_("They are signed out everywhere at once and cannot sign in. Their roles "
               "stay noted, and the account can be enabled again."))},
        .verb = deal.word(N_("Disable the account")),
        .grave = true};
  else
    plan.question = {
        .title = deed_in_words(deal.tx, asked, deal.locale) + "?",
        .says = {deal.word(N_("They can sign in again, with the roles that the account "
                              "has."))},
        .verb = deal.word(N_("Enable the account"))};
  plan.run = [deal, disabled]() -> Result<std::string, pages::FieldError> {
    if (deal.account.disabled == disabled) return std::string();  // it was pressed twice
    return explained(set_disabled(deal.tx, deal.env.clock, actor_of(principal(deal.request)),
                                  deal.account.id, disabled),
                     deal.locale);
  };
  return plan;
}
Result<Plan, Errors> plan_disabling(const Deal& deal) {
  return plan_switch(deal, true);
}
Result<Plan, Errors> plan_enabling(const Deal& deal) {
  return plan_switch(deal, false);
}

Result<Plan, Errors> plan_email(const Deal& deal) {
  const std::string email(deal.request.form.get("email"));
  if (!email.empty() && !mail::parse_address(email))
    return fail(Errors{explain(AccountError::email_invalid, deal.locale)});
  const Asked asked{.deed = Deed::change_email, .user = deal.account.id, .email = email};
  return Plan{.asked = asked,
              .asks_first = false,
              .question = {.title = deed_in_words(deal.tx, asked, deal.locale) + "?",
                           .verb = deal.word(N_("Save the e-mail"))},
              .done = "email",
              .run = [deal, email]() -> Result<std::string, pages::FieldError> {
                if (deal.account.email == email) return std::string();
                return explained(
                    set_email(deal.tx, deal.env.clock, actor_of(principal(deal.request)),
                              deal.account.id, email),
                    deal.locale);
              }};
}

Result<Plan, Errors> plan_taking_factor(const Deal& deal) {
  if (!deal.account.has_second_factor)
    return fail(Errors{explain(AccountError::no_second_factor, deal.locale)});
  const Asked asked{.deed = Deed::remove_second_factor, .user = deal.account.id};
  return Plan{
      .asked = asked,
      .question = {.title = deed_in_words(deal.tx, asked, deal.locale) + "?",
                   .says = {deal.word(N_("Their password alone then opens the account, until "
                                         "they set up another second factor. Be sure that "
                                         "it is them who ask: see them, or call a number "
                                         "that you know."))},
                   .verb = deal.word(N_("Take away the second factor")),
                   .grave = true},
      .run = [] { return Result<std::string, pages::FieldError>(std::string()); }};
}

Result<Plan, Errors> plan_link(const Deal& deal) {
  const Asked asked{.deed = Deed::make_password_link, .user = deal.account.id};
  return Plan{.asked = asked,
              .question = {.title = deed_in_words(deal.tx, asked, deal.locale) + "?",
                           .says = {deal.word(
                               N_("The link is shown once, on the next page, and works once "
                                  "within three days. Earlier links for this account end. "
                                  "Whoever has it chooses the password: give it to the owner "
                                  "alone."))},
                           .verb = deal.word(N_("Make the link"))},
              .run = [deal] {
                const std::string token = link_token(deal.env.keys.get(), deal.request,
                                                     "for " + std::to_string(deal.account.id.value),
                                                     once_of(deal.request));
                return Result<std::string, pages::FieldError>(link_once(
                    deal.tx, deal.env, actor_of(principal(deal.request)), deal.account.id, token));
              }};
}

/// Nobody learns which accounts there are elsewhere.
struct Denied {};
using Refusal = std::variant<Denied, Errors, Asking>;
struct Done {
  std::string link;
  const char* done = "";
};

/// Asks a second person. Who presses twice has asked once.
Result<Done, Refusal> ask_second(const Deal& deal, Plan plan) {
  const Principal& self = principal(deal.request);
  plan.asked.reason = deal.request.form.get("reason");
  auto id = ask_consent(deal.tx, deal.env.ids, deal.env.clock, self.user, plan.asked);
  if (id || (id.error() == ConsentError::asked_already &&
             has_asked(deal.tx, deal.env.clock, self.user, plan.asked)))
    return Done{.link = {}, .done = "asked"};
  return fail(Refusal{Asking{std::move(plan.question),
                             {{"reason", std::string(explain(id.error(), deal.locale))}}}});
}

Result<Done, Refusal> carry_out(const Deal& deal, Plan plan) {
  const bool needs_two = plan.may_need_two && needs_consent(deal.tx, plan.asked);
  if (needs_two) {
    plan.question.wants_reason = true;
    plan.question.says.push_back(deal.word(N_(
        "This needs two persons: you ask, and a second one decides. Until then nothing changes.")));
    plan.question.verb = deal.word(N_("Ask a second person"));
  }
  const bool asks =
      !is_sure(deal.request) && (plan.asks_first || needs_two || pages::only_shows(deal.request));
  if (needs_two && !asks) return ask_second(deal, std::move(plan));
  auto ran = needs_two ? Result<std::string, pages::FieldError>(std::string()) : plan.run();
  if (!ran) return fail(Refusal{Errors{ran.error()}});
  if (asks) return fail(Refusal{Asking{std::move(plan.question)}});  // nothing of it is kept
  return Done{.link = std::move(*ran), .done = plan.done};
}

using Planner = Result<Plan, Errors> (*)(const Deal&);

Response deed(const PageEnvironment& env, Request& request, std::string_view username,
              Planner planner) {
  if (only_shows_form(request)) return show_account(env, request, username);
  const i18n::Locale& locale = pages::locale_of(request);
  (void)env.keys.get();  // the first time not from inside a transaction
  auto outcome = env.database.write([&](db::Tx& tx) -> Result<Done, Refusal> {
    auto account = find_account(tx, username);
    if (!account || !may_administer(tx, principal(request), account->id))
      return fail(Refusal{Denied{}});
    const Deal deal{tx, env, request, *account, locale};
    auto plan = planner(deal);
    if (!plan) return fail(Refusal{plan.error()});
    return carry_out(deal, std::move(*plan));
  });
  const std::string page = "/admin/accounts/" + std::string(username);
  if (outcome) {
    forget_sessions(request);
    // A link is shown in the answer itself, since it is kept nowhere.
    if (!outcome->link.empty())
      return show_account(env, request, username, {.link = request.link(outcome->link)});
    return Response::redirect(page + "?done=" + outcome->done);
  }
  if (auto* errors = std::get_if<Errors>(&outcome.error()))
    return show_account(env, request, username, {.errors = std::move(*errors)});
  if (auto* asking = std::get_if<Asking>(&outcome.error())) {
    pages::PageFrame frame = accounts_frame(request, "");
    frame.trail.push_back({std::string(username), page});
    return ask(request, std::move(frame), std::move(asking->question), request.path, page,
               {"role", "unit", "unit_id", "reach", "email"}, std::move(asking->errors));
  }
  return Response::not_found();
}

}  // namespace

void add_account_deeds(http::Router& router, const PageEnvironment& env) {
  const http::Policy administers = permission(Permission::administer_accounts, Where::at_account);
  auto does = [env](Planner planner) {
    return [env, planner](Request& request, std::string_view username) {
      return deed(env, request, username, planner);
    };
  };
  router.post("/admin/accounts/{username}/roles", administers, does(plan_giving));
  router.post("/admin/accounts/{username}/roles/remove", administers, does(plan_taking));
  router.post("/admin/accounts/{username}/disable", administers, does(plan_disabling));
  router.post("/admin/accounts/{username}/enable", administers, does(plan_enabling));
  router.post("/admin/accounts/{username}/email", administers, does(plan_email));
  router.post("/admin/accounts/{username}/second-factor/remove", administers,
              does(plan_taking_factor));
  router.post("/admin/accounts/{username}/link", administers, does(plan_link));
}

}  // namespace gandan::people
