#include "kernel/people/set_up_factor.hpp"

#include "kernel/people/devices.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/people/sessions.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people {

Result<SetUp, SetUpRefused> set_up_second_factor(const Access& access, const SetUpForm& form) {
  using Part = SetUpRefused::Part;
  const auto step = crypto::verify_totp(form.secret, form.code, access.clock.now(), 0);
  if (!step) return fail(SetUpRefused{Part::code, {}});
  auto checked = check_password_and_code(access, form.user, form.password, form.old_code);
  if (!checked)
    return fail(SetUpRefused{
        checked.error().part == SignInRefused::Part::code ? Part::old_code : Part::password,
        checked.error().wait_until});
  const NewSession session = new_session_of(form.user, Proof::second_factor);
  const auto by = journal::Actor::officer(form.user.value);
  return access.database.write([&](db::Tx& tx) -> Result<SetUp, SetUpRefused> {
    end_sessions(tx, form.user);
    forget_devices(tx, form.user);
    set_totp_secret(tx, access.clock, access.keys.get(), by, form.user, form.secret, *step);
    auto codes = make_recovery_codes(tx, access.clock, by, form.user);
    continue_session(tx, access, session, form.user_agent, form.client);
    if (form.state == SessionState::needs_factor)
      finish_sign_in(tx, access, {.session = session, .client = form.client, .known_device = ""});
    return SetUp{session, std::move(codes)};
  });
}

}  // namespace gandan::people
