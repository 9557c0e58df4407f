#include "kernel/people/gate.hpp"

#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/kept.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/return_path.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/people/sessions.hpp"
#include "kernel/receipts/cookies.hpp"
#include "kernel/units/units.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/db/error.hpp"
#include "lib/log/log.hpp"

namespace gandan::people {
namespace {

/// How stale "last seen" may become: one write a minute for each session, not one for each request.
constexpr std::chrono::seconds seen_precision{60};
constexpr std::size_t most_cached = 10'000;

bool is_api(const http::Request& request) {
  return request.path.starts_with("/api/") || request.wants_json();
}

/// What is still to come of a sign-in that has begun; the sign-in page where none has.
std::string next_step(const http::Request& request, std::optional<SessionState> state) {
  if (state == SessionState::needs_code) return "/sign-in/code";
  if (state == SessionState::needs_factor) return "/sign-in/second-factor";
  return sign_in_path(request);
}

http::Response ask_to_sign_in(const http::Request& request, std::optional<SessionState> state) {
  if (is_api(request)) return http::Response::error(401);
  const std::string place = next_step(request, state);
  if (request.is_fragment()) return http::Response::error(401).header("HX-Redirect", place);
  if (pages::keeps_words(request)) return pages::kept_page(request, {401, place});
  return http::Response::redirect(place);
}

/// For whom they act, as the frame shows it: the unit of their first role that has one.
std::string body_of(db::Tx& tx, const Principal& principal) {
  for (const Grant& grant : principal.grants)
    if (auto unit = grant.unit ? units::find_unit(tx, grant.unit) : std::nullopt) return unit->name;
  return {};
}

pages::Link reminder_of_codes(int left, const i18n::Locale& locale) {
  return {left == 0 ? std::string(locale.tr("You have no recovery code left. Make new ones now, "
                                            "before you need one."))
                    : locale.ntr("You have {n} recovery code left. Make new ones soon.",
                                 "You have {n} recovery codes left. Make new ones soon.", left, {}),
          "/account/recovery-codes"};
}

/// Whether a policy admits this member of staff; one that this gate does not know admits nobody.
bool admits(const Principal& principal, const http::Policy& policy) {
  if (policy.is_everyone() || policy.rule<SignedInRule>() != nullptr) return true;
  const auto* rule = policy.rule<PermissionRule>();
  return rule != nullptr && std::any_of(rule->permissions.begin(), rule->permissions.end(),
                                        [&](const Permission& each) {
                                          return rule->where == Where::everywhere
                                                     ? principal.may_everywhere(each)
                                                     : principal.may_somewhere(each);
                                        });
}

/// What admitting a request leaves for its leaving.
struct Admitted {
  bool is_kept_secret = false;          ///< no cache may hold the answer
  std::optional<PermissionRule> still;  ///< what the handler has to ask
};

/// The principal with a record of what is asked about them, for this one request.
std::shared_ptr<const Principal> under_question(const Principal& principal) {
  auto own = std::make_shared<Principal>(principal);
  own->questions = std::make_shared<Questions>();
  return own;
}

bool is_answered(const PermissionRule& rule, const Questions& questions) {
  if (questions.stood_aside) return true;
  const auto& answers = rule.where == Where::in_reach ? questions.reach : questions.granted;
  return std::any_of(rule.permissions.begin(), rule.permissions.end(),
                     [&](const Permission& each) { return answers.has(each); });
}

/// Styles, scripts and fonts are the same for all and may be kept for ever.
bool is_immutable(const http::Response& response) {
  return response.headers.get("Cache-Control").find("immutable") != std::string_view::npos;
}

}  // namespace

/// A session as this process believes it to be, until it asks the database again.
struct Gate::Believed {
  CurrentSession session;
  pages::SignedIn officer;  ///< for the frame of every page
  SessionState state = SessionState::whole;
  Instant seen_at;
  Instant until;
};

struct Gate::Cache {
  std::shared_mutex mutex;
  std::unordered_map<std::string, std::shared_ptr<const Believed>> sessions;
  std::uint64_t generation = 0;  // raised by forget(): what was read before it is not kept

  std::shared_ptr<const Believed> find(const std::string& token_hash, Instant now) {
    std::shared_lock lock(mutex);
    auto at = sessions.find(token_hash);
    return at != sessions.end() && at->second->until > now ? at->second : nullptr;
  }
  std::uint64_t present() {
    std::shared_lock lock(mutex);
    return generation;
  }
  void keep(const std::string& token_hash, std::shared_ptr<const Believed> believed,
            std::uint64_t read_at) {
    std::unique_lock lock(mutex);
    if (read_at != generation) return;
    if (sessions.size() >= most_cached) sessions.clear();
    sessions[token_hash] = std::move(believed);
  }
  void forget() {
    std::unique_lock lock(mutex);
    ++generation;
    sessions.clear();
  }
};

std::string_view session_cookie(bool secure) {
  return secure ? "__Host-gandan" : "gandan";
}

Gate::Gate(db::Database& database, const Clock& clock, const Settings& settings,
           const KeyHolder& keys)
    : cache_(std::make_unique<Cache>()),
      database_(database),
      clock_(clock),
      settings_(settings),
      keys_(keys) {}

Gate::~Gate() = default;

void Gate::forget() {
  cache_->forget();
}

void forget_sessions(const http::Request& request) {
  const auto* session = request.attached<CurrentSession>();
  if (session != nullptr && session->gate != nullptr) session->gate->forget();
}

std::shared_ptr<const Gate::Believed> Gate::session_of(const http::Request& request) {
  const std::string_view token = request.cookie(session_cookie(request.secure));
  if (token.empty() || token.size() > 64) return nullptr;
  const std::string token_hash = crypto::sha256(token);
  const Instant now = clock_.now();
  if (auto believed = cache_->find(token_hash, now)) return believed;

  const std::uint64_t read_at = cache_->present();
  auto believed = std::make_shared<Believed>();
  const bool alive = database_.read([&](db::Tx& tx) {
    auto session = find_session(tx, clock_, settings_, token_hash);
    auto principal = session ? load_principal(tx, session->user, session->proof) : std::nullopt;
    if (!principal) return false;
    believed->session = {.token_hash = token_hash, .principal = nullptr, .gate = this};
    believed->state = session->state;
    believed->seen_at = session->seen_at;
    believed->until = std::min(now + settings_.session_cache, session->expires_at);
    if (session->state == SessionState::whole) {
      auto shared = std::make_shared<const Principal>(std::move(*principal));
      believed->officer = {
          .name = shared->name,
          .body = body_of(tx, *shared),
          .admits = [shared](const http::Policy& policy) { return admits(*shared, policy); }};
      if (has_few_recovery_codes(tx, shared->user))
        believed->officer.reminder =
            [left = recovery_codes_left(tx, shared->user)](const i18n::Locale& locale) {
              return reminder_of_codes(left, locale);
            };
      believed->session.principal = std::move(shared);
    }
    return true;
  });
  if (!alive) return nullptr;
  if (now - believed->seen_at > seen_precision) keep_alive(token_hash);
  cache_->keep(token_hash, believed, read_at);
  return believed;
}

void Gate::keep_alive(const std::string& token_hash) {
  try {
    database_.write([&](db::Tx& tx) { touch_session(tx, clock_, token_hash); });
  } catch (const db::Busy&) {
    // Under load a reader is served all the same; the next request says that the session lives.
  }
}

std::optional<http::Response> Gate::admit(http::Request& request, const http::Policy& policy) {
  auto believed = session_of(request);
  const bool signed_in = believed && believed->state == SessionState::whole;
  auto& admitted =
      request.attach(Admitted{.is_kept_secret = believed != nullptr || !policy.is_everyone() ||
                                                policy.is_for_key_holders()});
  if (signed_in) {
    request.attach(believed->session);
    request.attach(believed->officer);
    const std::int64_t officer = believed->session.principal->user.value;
    if (request.query.has("done") && !receipts::was_led_here(keys_.get(), clock_, officer, request))
      request.query.remove("done");
  }
  if (policy.is_everyone()) return std::nullopt;
  if (!signed_in)
    return ask_to_sign_in(request, believed ? std::optional(believed->state) : std::nullopt);
  if (!admits(*believed->session.principal, policy)) return http::Response::error(403);
  const auto* rule = policy.rule<PermissionRule>();
  if (rule != nullptr && rule->where == Where::everywhere) return std::nullopt;
  auto& session = *request.attached<CurrentSession>();
  session.principal = under_question(*session.principal);
  if (rule != nullptr) admitted.still = *rule;
  return std::nullopt;
}

bool Gate::is_of_anybody(const http::Request& request) {
  const auto* admitted = request.attached<Admitted>();
  return admitted != nullptr && !admitted->is_kept_secret;
}

void Gate::leave(http::Request& request, http::Response& response) {
  const auto* admitted = request.attached<Admitted>();
  if (admitted == nullptr) return;
  if (admitted->still && response.status < 400 &&
      !is_answered(*admitted->still, *principal(request).questions)) {
    log::error("a handler did not ask where its reader may",
               {{"id", request.id}, {"route", request.route}});
    response = http::Response::error(500);
  }
  const Principal* officer = find_principal(request);
  if (officer != nullptr && !http::is_safe(request.method))  // a link can lead on as well
    receipts::prove_deed(keys_.get(), clock_, officer->user.value, response);
  if (admitted->is_kept_secret && !is_immutable(response))
    response.headers.set("Cache-Control", "no-store");
}

}  // namespace gandan::people
