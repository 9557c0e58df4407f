// The pages of accounts: signing in and out, one's own account, and the administrator's list.
#pragma once
#include <functional>
#include <utility>

#include "kernel/people/people.hpp"
#include "kernel/people/sign_in_offers.hpp"
#include "lib/http/app.hpp"

namespace gandan::people {

/// What the pages work with; everything outlives the router.
struct PageEnvironment {
  db::Database& database;
  Ids& ids;
  const Clock& clock;
  const Settings& settings;
  const KeyHolder& keys;
  std::function<void(UserId)> before_sign_out = {};
  [[nodiscard]] Access access() const { return {database, clock, settings, keys}; }
};

/// /sign-in, /sign-in/code, /sign-out, /set-password/{token}
void add_sign_in_pages(http::Router& router, const PageEnvironment& environment,
                       SignInOffers offers = {});
/// /account and what is beneath it
void add_own_account_pages(http::Router& router, const PageEnvironment& environment);
/// /account/second-factor, /account/recovery-codes, /sign-in/second-factor
void add_second_factor_pages(http::Router& router, const PageEnvironment& environment);
/// /account/requests, /account/notices
void add_consent_pages(http::Router& router, const PageEnvironment& environment);
/// /admin/accounts and what is beneath it
void add_accounts_pages(http::Router& router, const PageEnvironment& environment);

/// All of them. What is passed outlives the application; `offers` are copied. `before_sign_out` is
/// called while the session still stands.
inline void add_pages(http::App& app, db::Database& database, Ids& ids, const Clock& clock,
                      const Settings& settings, const KeyHolder& keys, SignInOffers offers = {},
                      std::function<void(UserId)> before_sign_out = {}) {
  const PageEnvironment environment{database, ids,  clock,
                                    settings, keys, std::move(before_sign_out)};
  add_sign_in_pages(app.router, environment, std::move(offers));
  add_own_account_pages(app.router, environment);
  add_second_factor_pages(app.router, environment);
  add_consent_pages(app.router, environment);
  add_accounts_pages(app.router, environment);
}

}  // namespace gandan::people
