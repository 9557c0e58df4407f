// What the officers' pages of online receptions share: one request about a session, or about one
// that is to be.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "contexts/receptions/online/pages.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/desk/page_models.hpp"

namespace gandan::receptions {

struct OnlineDeed {
  OnlineVerb verb;
  std::string_view name;  ///< in addresses
  const char* heading;    ///< of its page; of what is ticked without one, what was done
  const char* hint;
  const char* press;
  const char* done;
};
/// nullptr where an address names none.
[[nodiscard]] const OnlineDeed* online_deed_named(std::string_view name);
[[nodiscard]] const OnlineDeed& online_deed_of(OnlineVerb verb);
/// Done by a button of the page of the session, which asks nothing more.
[[nodiscard]] bool is_ticked_online(const OnlineDeed& deed);
/// The officers' page of a session, or of a deed done to it; of a new one without a session.
[[nodiscard]] std::string online_desk_href(const ReceptionPlace& place,
                                           std::optional<SessionId> session,
                                           std::string_view deed = {});

struct Preparing : desk::Desk {
  Preparing(const http::Request& from, const Services& with) : Desk(from, with) {}
  ReceptionPlace place = {};
  std::optional<OnlineSession> session = {};
  std::vector<OnlineSite> sites = {};
  const OnlineDeed* deed = nullptr;

  [[nodiscard]] bool is_sent() const { return request.method == http::Method::post; }
  [[nodiscard]] std::string said(std::string_view field) const;
  /// What was typed, else what holds.
  [[nodiscard]] std::string said_or(std::string_view field, std::string_view holds) const {
    return is_sent() ? said(field) : std::string(holds);
  }
};

/// form.cpp: what is asked, with what was typed, else with what holds.
[[nodiscard]] desk::WorkForm form_online(const Preparing& at);

/// answer.cpp: what was answered; what is wrong with it stands in `errors`.
struct OnlineAnswer {
  OnlinePlan plan;
  OnlineMinutes minutes;
  std::string reason;
  int site = 0;
};
[[nodiscard]] OnlineAnswer answer_online(Preparing& at);
/// Of which session.
[[nodiscard]] Result<SessionId, OnlineError> do_online(const Preparing& at, db::Tx& tx,
                                                       const Env& env, const OnlineAnswer& answer);
/// At which field an error is shown, and in what words.
void refuse_online(Preparing& at, OnlineError error, const OnlineAnswer& answer);

}  // namespace gandan::receptions
