#include "kernel/people/consents.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <stdexcept>

#include "kernel/people/authority.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/units/units.hpp"
#include "lib/jobs/jobs.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::people {
namespace {

const db::Sql insert_request{
    "insert into consent_requests (id, act, user_id, role, unit_id, reach, email, reason, "
    "asked_by, asked_at, expires_at, decision, decided_by) values (:id, :deed, :user, :role, "
    ":unit, :reach, :email, :reason, :asked_by, :now, :expires_at, :pending, 0)"};
const db::Sql select_request{
    "select id, act, user_id, role, unit_id, reach, email, reason, asked_by, asked_at, expires_at, "
    "decision, decided_by, decided_at from consent_requests where id = :id"};
const db::Sql select_pending{
    "select id, act, user_id, role, unit_id, reach, email, reason, asked_by, asked_at, expires_at, "
    "decision, decided_by, decided_at from consent_requests "
    "where decision = :pending and expires_at > :now order by id"};
const db::Sql select_latest{
    "select id, act, user_id, role, unit_id, reach, email, reason, asked_by, asked_at, expires_at, "
    "decision, decided_by, decided_at from consent_requests "
    "where decision <> :pending or expires_at <= :now order by id desc limit 50"};
const db::Sql decide_request{
    "update consent_requests set decision = :decision, decided_by = :by, decided_at = :now "
    "where id = :id and decision = :pending and expires_at > :now"};
const db::Sql delete_links_to_set{
    "delete from one_time_links where user_id = :user and purpose = :purpose"};
const db::Sql select_hands{"select hand_id from account_hands where user_id = :user"};
const db::Sql select_holders{
    "select distinct g.user_id from role_grants g join accounts a on a.id = g.user_id "
    "where a.disabled = 0 and g.role = :role"};
const db::Sql count_administrators{
    "select count(*) from accounts a join role_grants g on g.user_id = a.id where a.id <> :user "
    "and a.disabled = 0 and a.password_hash <> '' and g.role = :role"};
const db::Sql insert_notice{
    "insert into account_notices (user_id, request_id, decision, told_at) "
    "values (:user, :request, :decision, :now) on conflict (user_id, request_id, decision) "
    "do nothing"};
const db::Sql select_unread{
    "select request_id, decision, told_at from account_notices "
    "where user_id = :user and read_at is null order by request_id, decision"};
const db::Sql update_read{
    "update account_notices set read_at = :now where user_id = :user and read_at is null"};

constexpr std::chrono::hours request_life{72};

struct Row {
  RequestId id;
  Deed deed;
  UserId user;
  Role role;
  UnitId unit;
  Reach reach;
  std::string email, reason;
  UserId asked_by;
  Instant asked_at, expires_at;
  Decision decision;
  UserId decided_by;
  std::optional<Instant> decided_at;
};

ConsentRequest to_request(Row&& row) {
  return {.id = row.id,
          .asked = {.deed = row.deed,
                    .user = row.user,
                    .grant = {row.role, row.unit, row.reach},
                    .email = std::move(row.email),
                    .reason = std::move(row.reason)},
          .asked_by = row.asked_by,
          .asked_at = row.asked_at,
          .expires_at = row.expires_at,
          .decision = row.decision,
          .decided_by = row.decided_by,
          .decided_at = row.decided_at};
}

std::vector<Grant> sealed_grants_of(db::Tx& tx, UserId user) {
  auto grants = grants_of(tx, user);
  std::erase_if(grants, [](const Grant& grant) { return !opens_what_is_sealed(grant.role); });
  return grants;
}

/// The roles that the deed is about: the one that is given, or those of the account.
std::vector<Grant> concerned(db::Tx& tx, const Asked& asked) {
  if (asked.deed == Deed::give_role) return {asked.grant};
  return grants_of(tx, asked.user);
}

void note(db::Tx& tx, Instant now, UserId by, std::string_view verb, RequestId id,
          const Asked& asked) {
  std::string detail = "{\"request\":" + std::to_string(id.value) +
                       ",\"deed\":" + std::to_string(static_cast<int>(asked.deed));
  if (asked.deed == Deed::give_role) detail += "," + in_numbers(asked.grant);
  journal::append(tx, {.at = now,
                       .actor = by ? journal::Actor::officer(by.value) : journal::Actor::system(),
                       .verb = verb,
                       .subject = {"account", asked.user.value},
                       .detail = detail + "}"});
}

/// Whoever ever made a link for somebody's password may be behind them, and so on back from there.
std::set<std::int64_t> hands_of(db::Tx& tx, UserId user) {
  std::set<std::int64_t> hands;
  std::vector<UserId> still{user};
  while (!still.empty()) {
    const UserId next = still.back();
    still.pop_back();
    if (!next || !hands.insert(next.value).second) continue;
    for (UserId hand : tx.all<UserId>(select_hands, {{"user", next}})) still.push_back(hand);
  }
  return hands;
}

/// Two persons, not one behind two names: neither's password came from the other's hand, nor both
/// from a third's.
bool are_apart(db::Tx& tx, UserId one, UserId other) {
  const auto a = hands_of(tx, one), b = hands_of(tx, other);
  return std::none_of(a.begin(), a.end(), [&](std::int64_t hand) { return b.contains(hand); });
}

/// A leader whose reach covers everything that the deed is about.
bool is_superior(db::Tx& tx, const Principal& who, const std::vector<Grant>& roles) {
  return !roles.empty() && std::all_of(roles.begin(), roles.end(), [&](const Grant& role) {
    return role.unit ? who.may(Permission::direct, role.unit, units::ancestors(tx, role.unit))
                     : who.may_everywhere(Permission::direct);
  });
}

bool administers(db::Tx& tx, const Principal& who, const Asked& asked) {
  return may_administer(tx, who, asked.user) &&
         (asked.deed != Deed::give_role || may_give(tx, who, asked.grant));
}

/// Who asked could still do it with a second person.
bool asker_still_may(db::Tx& tx, const ConsentRequest& request) {
  if (!request.asked_by) return true;
  auto asker = load_principal(tx, request.asked_by);
  return asker && administers(tx, *asker, request.asked);
}

/// Whether a role counts at the unit of the deed or above it, or wherever the deed counts.
bool reaches(db::Tx& tx, const Principal& who, const std::vector<Grant>& roles) {
  return std::any_of(roles.begin(), roles.end(), [&](const Grant& role) {
    return role.unit ? who.may(Permission::handle_denunciations, role.unit,
                               units::ancestors(tx, role.unit)) ||
                           who.may(Permission::open_sealed_identity, role.unit,
                                   units::ancestors(tx, role.unit))
                     : who.may_somewhere(Permission::handle_denunciations);
  });
}

/// Whether its holders may be among those who hold such a role, or decide.
bool is_concerned(Role role) {
  return opens_what_is_sealed(role) || grants(role, Permission::administer_accounts) ||
         grants(role, Permission::direct);
}

/// Everybody who must know: the account concerned, those who hold such a role there, who asked, and
/// while it waits those who may decide.
std::set<std::int64_t> whom_it_concerns(db::Tx& tx, const ConsentRequest& request) {
  std::set<std::int64_t> told{request.asked.user.value};
  if (request.asked_by) told.insert(request.asked_by.value);
  const auto roles = concerned(tx, request.asked);
  for (Role role : all_roles()) {
    if (!is_concerned(role)) continue;
    for (UserId user : tx.all<UserId>(select_holders, {{"role", role}})) {
      auto who = load_principal(tx, user);
      if (who && (reaches(tx, *who, roles) || may_decide(tx, *who, request)))
        told.insert(user.value);
    }
  }
  return told;
}

void tell(db::Tx& tx, Instant now, const ConsentRequest& request) {
  for (std::int64_t user : whom_it_concerns(tx, request)) {
    tx.run(insert_notice,
           {{"user", user}, {"request", request.id}, {"decision", request.decision}, {"now", now}});
    jobs::enqueue(tx, notice_job, to_payload({UserId{user}, request.id, request.decision}), now);
  }
}

/// Does what was asked for; a link where that is what was asked for.
Result<std::string, AccountError> perform(db::Tx& tx, const Clock& clock, const Settings& settings,
                                          UserId by, const ConsentRequest& request,
                                          std::string_view token = {}) {
  const Asked& asked = request.asked;
  const auto actor = actor_of_account(request.asked_by);
  auto nothing = [](const Result<void, AccountError>& done) -> Result<std::string, AccountError> {
    if (!done) return fail(done.error());
    return std::string();
  };
  switch (asked.deed) {
    case Deed::give_role: {
      auto grants = grants_of(tx, asked.user);
      std::erase_if(grants, [&](const Grant& had) {
        return had.role == asked.grant.role && had.unit == asked.grant.unit;
      });
      grants.push_back(asked.grant);
      // A link that was made before, for an account that was less, ends.
      tx.run(delete_links_to_set, {{"user", asked.user}, {"purpose", LinkPurpose::set_password}});
      if (auto given = set_grants(tx, clock, actor, asked.user, grants); !given)
        return fail(given.error());
      if (find_account(tx, asked.user)->has_password && are_apart(tx, asked.user, request.asked_by))
        return std::string();
      // Who asked may know the password, and have set up the second factor: both end, and the
      // second person gives the holder a way in.
      set_password_hash(tx, clock, actor_of_account(by), asked.user, "");
      if (has_second_factor(tx, asked.user))
        if (auto ended = remove_second_factor(tx, clock, actor_of_account(by), asked.user); !ended)
          return fail(ended.error());
      return make_password_link(tx, clock, settings, actor_of_account(by), asked.user, token);
    }
    case Deed::make_password_link:
      return make_password_link(tx, clock, settings, actor_of_account(by), asked.user, token);
    case Deed::remove_second_factor:
      return nothing(remove_second_factor(tx, clock, actor, asked.user));
    case Deed::enable_account:
      return nothing(set_disabled(tx, clock, actor, asked.user, false));
    case Deed::change_email:
      return nothing(set_email(tx, clock, actor, asked.user, asked.email));
  }
  return fail(AccountError::unknown_account);
}

/// Marks it decided; nothing where somebody was quicker, or its time is over.
std::optional<ConsentRequest> decide(db::Tx& tx, const Clock& clock, UserId by, RequestId id,
                                     Decision decision) {
  if (tx.run(decide_request, {{"decision", decision},
                              {"by", by},
                              {"now", clock.now()},
                              {"id", id},
                              {"pending", Decision::pending}}) != 1)
    return std::nullopt;
  return find_request(tx, id);
}

std::optional<ConsentRequest> find_pending(db::Tx& tx, const Clock& clock, RequestId id) {
  auto request = find_request(tx, id);
  const bool waits =
      request && request->decision == Decision::pending && clock.now() < request->expires_at;
  return waits ? std::move(request) : std::nullopt;
}

bool is_same(const Asked& a, const Asked& b) {
  return a.deed == b.deed && a.user == b.user && a.grant == b.grant;
}

}  // namespace

bool needs_consent(db::Tx& tx, const Asked& asked) {
  if (asked.deed == Deed::remove_second_factor) return true;
  if (asked.deed == Deed::give_role) return opens_what_is_sealed(asked.grant.role);
  return !sealed_grants_of(tx, asked.user).empty();
}

Result<RequestId, ConsentError> ask_consent(db::Tx& tx, Ids& ids, const Clock& clock, UserId by,
                                            const Asked& asked) {
  if (by == asked.user) return fail(ConsentError::for_oneself);
  if (text::is_blank(asked.reason) || text::length(asked.reason) < shortest_reason)
    return fail(ConsentError::reason_missing);
  for (const ConsentRequest& waiting : pending_requests(tx, clock))
    if (is_same(waiting.asked, asked)) return fail(ConsentError::asked_already);
  const RequestId id = ids.next<RequestId>();
  const Instant now = clock.now();
  tx.run(insert_request, {{"id", id},
                          {"deed", asked.deed},
                          {"user", asked.user},
                          {"role", asked.grant.role},
                          {"unit", asked.grant.unit},
                          {"reach", asked.grant.reach},
                          {"email", asked.email},
                          {"reason", asked.reason},
                          {"asked_by", by},
                          {"now", now},
                          {"pending", Decision::pending},
                          {"expires_at", now + request_life}});
  note(tx, now, by, "people.ask_consent", id, asked);
  tell(tx, now, find_request(tx, id).value());
  return id;
}

Result<std::string, ConsentError> consent(db::Tx& tx, const Clock& clock, const Settings& settings,
                                          const Principal& by, RequestId id,
                                          std::string_view token) {
  auto request = find_pending(tx, clock, id);
  if (!request) return fail(ConsentError::unknown);
  if (!may_decide(tx, by, *request)) return fail(ConsentError::not_yours);
  if (!asker_still_may(tx, *request)) return fail(ConsentError::not_possible);
  auto decided = decide(tx, clock, by.user, id, Decision::consented);
  if (!decided) return fail(ConsentError::unknown);
  auto done = perform(tx, clock, settings, by.user, *request, token);
  if (!done) return fail(ConsentError::not_possible);
  note(tx, clock.now(), by.user, "people.consent", id, request->asked);
  tell(tx, clock.now(), *decided);
  return *done;
}

Result<void, ConsentError> refuse(db::Tx& tx, const Clock& clock, const Principal& by,
                                  RequestId id) {
  auto request = find_pending(tx, clock, id);
  if (!request) return fail(ConsentError::unknown);
  if (!may_decide(tx, by, *request)) return fail(ConsentError::not_yours);
  auto decided = decide(tx, clock, by.user, id, Decision::refused);
  if (!decided) return fail(ConsentError::unknown);
  note(tx, clock.now(), by.user, "people.refuse_consent", id, request->asked);
  tell(tx, clock.now(), *decided);
  return {};
}

Result<void, ConsentError> withdraw(db::Tx& tx, const Clock& clock, const Principal& by,
                                    RequestId id) {
  auto request = find_pending(tx, clock, id);
  if (!request) return fail(ConsentError::unknown);
  if (request->asked_by != by.user) return fail(ConsentError::not_yours);
  auto decided = decide(tx, clock, by.user, id, Decision::withdrawn);
  if (!decided) return fail(ConsentError::unknown);
  note(tx, clock.now(), by.user, "people.withdraw_request", id, request->asked);
  tell(tx, clock.now(), *decided);
  return {};
}

bool may_decide(db::Tx& tx, const Principal& by, const ConsentRequest& request) {
  if (by.user == request.asked_by || by.user == request.asked.user) return false;
  if (request.asked_by && !are_apart(tx, by.user, request.asked_by)) return false;
  if (hands_of(tx, by.user).contains(request.asked.user.value)) return false;
  return administers(tx, by, request.asked) || is_superior(tx, by, concerned(tx, request.asked));
}

std::optional<ConsentRequest> find_request(db::Tx& tx, RequestId id) {
  auto row = tx.one<Row>(select_request, {{"id", id}});
  if (!row) return std::nullopt;
  return to_request(std::move(*row));
}

std::vector<ConsentRequest> pending_requests(db::Tx& tx, const Clock& clock) {
  std::vector<ConsentRequest> requests;
  for (Row& row :
       tx.all<Row>(select_pending, {{"now", clock.now()}, {"pending", Decision::pending}}))
    requests.push_back(to_request(std::move(row)));
  return requests;
}

std::vector<ConsentRequest> requests_for(db::Tx& tx, const Clock& clock, const Principal& reader) {
  auto requests = pending_requests(tx, clock);
  for (Row& row :
       tx.all<Row>(select_latest, {{"now", clock.now()}, {"pending", Decision::pending}}))
    requests.push_back(to_request(std::move(row)));
  std::erase_if(requests, [&](const ConsentRequest& one) {
    return reader.user != one.asked_by && reader.user != one.asked.user &&
           reader.user != one.decided_by && !may_decide(tx, reader, one);
  });
  return requests;
}

Result<std::string, AccountError> do_at_once(db::Tx& tx, const Clock& clock,
                                             const Settings& settings, const Asked& asked) {
  return perform(tx, clock, settings, {}, {.asked = asked});
}

bool another_administers(db::Tx& tx, UserId user) {
  return tx.one<int>(count_administrators, {{"user", user}, {"role", Role::administrator}}) > 0;
}

std::vector<Notice> unread_notices(db::Tx& tx, UserId user) {
  return tx.all<Notice>(select_unread, {{"user", user}});
}

void mark_notices_read(db::Tx& tx, const Clock& clock, UserId user) {
  tx.run(update_read, {{"now", clock.now()}, {"user", user}});
}

std::string to_payload(const NoticeErrand& errand) {
  return std::to_string(errand.user.value) + " " + std::to_string(errand.request.value) + " " +
         std::to_string(static_cast<int>(errand.decision));
}

NoticeErrand parse_notice_payload(std::string_view payload) {
  NoticeErrand errand;
  int decision = 0;
  std::istringstream in{std::string(payload)};
  if (!(in >> errand.user.value >> errand.request.value >> decision))
    throw std::runtime_error("a notice's payload is of another make");
  errand.decision = static_cast<Decision>(decision);
  return errand;
}

}  // namespace gandan::people
