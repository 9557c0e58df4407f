// Two persons for what is sealed: who may ask, who may decide, and what comes of it.
#include "kernel/people/consents.hpp"

#include "kernel/people/notice_letters.hpp"
#include "kernel/people/test/fixture.hpp"
#include "kernel/units/units.hpp"

namespace gandan::people {
namespace {

constexpr const char* why = "Xã chưa có cán bộ giải quyết tố cáo.";

class Consents : public test::WithAccounts {
 protected:
  void SetUp() override {
    WithAccounts::SetUp();
    if (IsSkipped()) return;
    commune_ = db().write([&](db::Tx& tx) { return units::ensure_body(tx, ids, clock, "Xã Mẫu"); });
    elsewhere_ =
        db().write([&](db::Tx& tx) { return units::ensure_body(tx, ids, clock, "Xã Khác"); });
    an_ = account("an", {{Role::administrator}});
    binh_ = account("binh", {{Role::administrator}});
    thu_ = account("thu", {{Role::reception_officer, commune_}});
  }

  [[nodiscard]] Asked role_for(UserId user) const {
    return {.deed = Deed::give_role,
            .user = user,
            .grant = {Role::denunciation_officer, commune_, Reach::body},
            .reason = why};
  }
  Result<RequestId, ConsentError> ask(UserId by, const Asked& asked) {
    return db().write([&](db::Tx& tx) { return ask_consent(tx, ids, clock, by, asked); });
  }
  Result<std::string, ConsentError> consent_as(UserId by, RequestId id) {
    return db().write([&](db::Tx& tx) {
      return consent(tx, clock, settings, load_principal(tx, by).value(), id);
    });
  }
  bool may(UserId by, RequestId id) {
    return db().read([&](db::Tx& tx) {
      return may_decide(tx, load_principal(tx, by).value(), find_request(tx, id).value());
    });
  }
  std::vector<Grant> grants(UserId user) {
    return db().read([&](db::Tx& tx) { return grants_of(tx, user); });
  }
  /// As if `owner` had set their password through a link that `maker` made.
  void set_password_through_link_of(UserId maker, UserId owner) {
    db().write([&](db::Tx& tx) {
      const std::string token =
          make_password_link(tx, clock, settings, journal::Actor::officer(maker.value), owner)
              .substr(14);
      note_password_from(tx, owner, find_link(tx, clock, token).value());
    });
  }
  /// "verb detail" of what the journal says of an account, without where it begins.
  std::vector<std::string> verbs(UserId user) {
    std::vector<std::string> found;
    db().read([&](db::Tx& tx) {
      for (const auto& entry : journal::entries_of(tx, {"account", user.value}))
        found.push_back(entry.verb);
    });
    return found;
  }
  std::size_t unread(UserId user) {
    return db().read([&](db::Tx& tx) { return unread_notices(tx, user).size(); });
  }

  UnitId commune_, elsewhere_;
  UserId an_, binh_, thu_;
};
GANDAN_EACH_ENGINE(Consents);

TEST_P(Consents, WhoseHandsAnAccountHasBeenThroughIsNotWashedAwayByLinksOfPuppets) {
  const Grant administrator{Role::administrator, commune_, Reach::area};
  const UserId one = account("mot", {administrator}), other = account("hai", {administrator});
  set_password_through_link_of(an_, one);
  set_password_through_link_of(an_, other);
  set_password_through_link_of(one, one);
  set_password_through_link_of(one, other);
  set_password_through_link_of(other, one);
  const UserId third = account("ba", {{Role::reception_officer, commune_}});
  const auto id = ask(an_, {.deed = Deed::give_role,
                            .user = third,
                            .grant = {Role::denunciation_officer, commune_, Reach::area},
                            .reason = "Nobody handles them here yet."});
  ASSERT_TRUE(id);
  EXPECT_FALSE(may(one, *id));
  EXPECT_FALSE(may(other, *id));
  set_password_through_link_of({}, one);
  EXPECT_TRUE(may(one, *id)) << "the operator at the machine gave them a way in of their own";
}

TEST_P(Consents, WhoAskedHoldsNoWayIntoTheAccountThatGetsTheRole) {
  const UserId third = account("ba", {{Role::reception_officer, commune_}});
  set_password_through_link_of(an_, third);
  const auto hash = make_password_hash(settings, "ba", "một mật khẩu thật dài").value();
  db().write([&](db::Tx& tx) { set_password_hash(tx, clock, {}, third, hash); });
  const auto id = ask(an_, {.deed = Deed::give_role,
                            .user = third,
                            .grant = {Role::denunciation_officer, commune_, Reach::area},
                            .reason = "Nobody handles them here yet."});
  ASSERT_TRUE(id);
  const std::string kept = db().write([&](db::Tx& tx) {
    return make_password_link(tx, clock, settings, journal::Actor::officer(an_.value), third);
  });
  const auto link = consent_as(binh_, *id);
  ASSERT_TRUE(link);
  EXPECT_TRUE(link->starts_with("/set-password/"));
  db().read([&](db::Tx& tx) {
    EXPECT_FALSE(find_account(tx, third)->has_password);
    EXPECT_FALSE(find_link(tx, clock, kept.substr(14)));
    EXPECT_TRUE(find_link(tx, clock, link->substr(14)));
  });
}

TEST_P(Consents, WhatNeedsTwoPersonsFollowsFromPermissions) {
  const UserId holder = account("holder", {{Role::denunciation_officer, commune_}});
  db().read([&](db::Tx& tx) {
    for (Role role : all_roles())
      EXPECT_EQ(needs_consent(tx, {.deed = Deed::give_role, .user = thu_, .grant = {role}}),
                people::grants(role, Permission::handle_denunciations) ||
                    people::grants(role, Permission::open_sealed_identity));
    for (Deed deed : {Deed::make_password_link, Deed::enable_account, Deed::change_email}) {
      EXPECT_TRUE(needs_consent(tx, {.deed = deed, .user = holder}));
      EXPECT_FALSE(needs_consent(tx, {.deed = deed, .user = thu_}));
    }
    EXPECT_TRUE(needs_consent(tx, {.deed = Deed::remove_second_factor, .user = thu_}));
  });
}

TEST_P(Consents, TheRoleIsHeldOnlyOnceASecondPersonConsented) {
  const RequestId id = ask(an_, role_for(thu_)).value();
  EXPECT_EQ(grants(thu_).size(), 1u);
  EXPECT_EQ(consent_as(an_, id).error(), ConsentError::not_yours) << "who asked";
  EXPECT_EQ(consent_as(thu_, id).error(), ConsentError::not_yours) << "who gains";
  ASSERT_TRUE(consent_as(binh_, id));
  EXPECT_EQ(grants(thu_).size(), 2u);
  EXPECT_EQ(consent_as(binh_, id).error(), ConsentError::unknown) << "once";
  db().read([&](db::Tx& tx) {
    const auto entries = journal::entries_of(tx, {"account", thu_.value});
    ASSERT_GE(entries.size(), 3u);
    const auto& given = entries[entries.size() - 2];
    EXPECT_EQ(given.verb, "people.give_role");
    EXPECT_EQ(given.actor_id, an_.value);
    EXPECT_EQ(given.detail,
              "{\"role\":7,\"unit\":" + std::to_string(commune_.value) + ",\"reach\":1}");
    EXPECT_EQ(entries.back().verb, "people.consent");
    EXPECT_EQ(entries.back().actor_id, binh_.value);
  });
}

TEST_P(Consents, NoOfficerCreatesAnAccountThatHoldsSuchARoleAlready) {
  db().write([&](db::Tx& tx) {
    NewAccount form{.username = "moi", .name = "Mới", .grants = {role_for(thu_).grant}};
    EXPECT_EQ(create_account(tx, ids, clock, journal::Actor::officer(an_.value), form).error(),
              AccountError::needs_two_persons);
  });
}

TEST_P(Consents, NobodyAsksForThemselfNorWithoutAReasonNorTwice) {
  EXPECT_EQ(ask(an_, role_for(an_)).error(), ConsentError::for_oneself);
  Asked without = role_for(thu_);
  without.reason = "vì";
  EXPECT_EQ(ask(an_, without).error(), ConsentError::reason_missing);
  ASSERT_TRUE(ask(an_, role_for(thu_)));
  EXPECT_EQ(ask(binh_, role_for(thu_)).error(), ConsentError::asked_already);
}

TEST_P(Consents, TheSuperiorDecidesAndNobodyElse) {
  const RequestId id = ask(an_, role_for(thu_)).value();
  EXPECT_TRUE(may(account("above", {{Role::leader, commune_, Reach::area}}), id));
  EXPECT_TRUE(may(account("nation", {{Role::leader}}), id));
  EXPECT_FALSE(may(account("other", {{Role::leader, elsewhere_, Reach::area}}), id));
  EXPECT_FALSE(may(account("far", {{Role::administrator, elsewhere_, Reach::area}}), id));
  EXPECT_FALSE(may(account("peer", {{Role::denunciation_officer, commune_}}), id));
  EXPECT_FALSE(may(account("audit", {{Role::supervisor}}), id));
}

TEST_P(Consents, OnePersonBehindTwoNamesIsNoSecondPerson) {
  const UserId puppet = account("puppet", {{Role::administrator}});
  const UserId behind = account("behind", {{Role::administrator}});
  const UserId leader = account("leader", {{Role::leader, commune_}});
  set_password_through_link_of(an_, puppet);
  set_password_through_link_of(puppet, behind);
  set_password_through_link_of(an_, leader);
  const RequestId id = ask(an_, role_for(thu_)).value();
  EXPECT_FALSE(may(puppet, id));
  EXPECT_FALSE(may(behind, id)) << "nor the second name of a second name";
  EXPECT_FALSE(may(leader, id));
  EXPECT_TRUE(may(binh_, id));
  // Nor does the one decide what the other asks, nor two that the same hand made.
  Asked other = role_for(thu_);
  other.grant.unit = elsewhere_;
  const RequestId by_puppet = ask(puppet, other).value();
  EXPECT_FALSE(may(an_, by_puppet));
  EXPECT_FALSE(may(leader, by_puppet));
  EXPECT_TRUE(may(binh_, by_puppet));
}

TEST_P(Consents, RequestsAreRefusedWithdrawnAndExpire) {
  const RequestId refused = ask(an_, role_for(thu_)).value();
  db().write([&](db::Tx& tx) {
    EXPECT_EQ(withdraw(tx, clock, *load_principal(tx, binh_), refused).error(),
              ConsentError::not_yours);
    EXPECT_TRUE(refuse(tx, clock, *load_principal(tx, binh_), refused));
  });
  EXPECT_EQ(consent_as(binh_, refused).error(), ConsentError::unknown);
  const RequestId withdrawn = ask(an_, role_for(thu_)).value();
  db().write(
      [&](db::Tx& tx) { EXPECT_TRUE(withdraw(tx, clock, *load_principal(tx, an_), withdrawn)); });
  EXPECT_EQ(consent_as(binh_, withdrawn).error(), ConsentError::unknown);
  const RequestId late = ask(an_, role_for(thu_)).value();
  clock.advance(std::chrono::hours(72));
  EXPECT_EQ(consent_as(binh_, late).error(), ConsentError::unknown);
  EXPECT_TRUE(ask(an_, role_for(thu_))) << "it can be asked for again";
  EXPECT_EQ(grants(thu_).size(), 1u);
}

TEST_P(Consents, WhoAskedMustStillBeAbleToWhenItIsDecided) {
  const RequestId id = ask(an_, role_for(thu_)).value();
  db().write([&](db::Tx& tx) { ASSERT_TRUE(set_disabled(tx, clock, {}, an_, true)); });
  EXPECT_EQ(consent_as(binh_, id).error(), ConsentError::not_possible);
}

TEST_P(Consents, NobodyTakesOverAHoldersAccountAlone) {
  const UserId holder = account("holder", {{Role::denunciation_officer, commune_}});
  db().write([&](db::Tx& tx) {
    set_totp_secret(tx, clock, keys->get(), {}, holder, crypto::make_totp_secret());
  });
  const RequestId link =
      ask(an_, {.deed = Deed::make_password_link, .user = holder, .reason = why}).value();
  const std::string path = consent_as(binh_, link).value();
  ASSERT_TRUE(path.starts_with("/set-password/"));
  db().read([&](db::Tx& tx) { EXPECT_EQ(find_link(tx, clock, path.substr(14))->made_by, binh_); });
  const RequestId factor =
      ask(an_, {.deed = Deed::remove_second_factor, .user = holder, .reason = why}).value();
  EXPECT_TRUE(consent_as(binh_, factor));
  db().read([&](db::Tx& tx) { EXPECT_FALSE(has_second_factor(tx, holder)); });
  db().write([&](db::Tx& tx) { ASSERT_TRUE(set_disabled(tx, clock, {}, holder, true)); });
  const RequestId enabled =
      ask(an_, {.deed = Deed::enable_account, .user = holder, .reason = why}).value();
  EXPECT_TRUE(consent_as(binh_, enabled));
  EXPECT_TRUE(db().read([&](db::Tx& tx) { return load_principal(tx, holder).has_value(); }));
}

TEST_P(Consents, ALinkOfBeforeEndsWhenTheRoleComes) {
  const std::string path = db().write([&](db::Tx& tx) {
    return make_password_link(tx, clock, settings, journal::Actor::officer(an_.value), thu_);
  });
  ASSERT_TRUE(consent_as(binh_, ask(an_, role_for(thu_)).value()));
  EXPECT_FALSE(db().read([&](db::Tx& tx) { return find_link(tx, clock, path.substr(14)); }));
}

TEST_P(Consents, EverybodyWhomItConcernsIsToldOfTheRequestAndOfWhatCameOfIt) {
  const UserId peer = account("peer", {{Role::denunciation_officer, commune_}}, "peer@vidu.vn");
  const UserId far = account("far", {{Role::denunciation_officer, elsewhere_}}, "far@vidu.vn");
  const RequestId id = ask(an_, role_for(thu_)).value();
  for (UserId told : {peer, thu_, binh_, an_}) EXPECT_EQ(unread(told), 1u);
  EXPECT_EQ(unread(far), 0u);
  ASSERT_TRUE(consent_as(binh_, id));
  for (UserId told : {peer, thu_}) EXPECT_EQ(unread(told), 2u);
  db().read([&](db::Tx& tx) {
    EXPECT_TRUE(jobs::is_pending(tx, notice_job));
    const NoticePost post{.public_url = "https://gandan.example"};
    auto letter =
        write_notice(tx, post, parse_notice_payload(to_payload({peer, id, Decision::consented})));
    ASSERT_TRUE(letter);
    EXPECT_EQ(letter->to.address.text(), "peer@vidu.vn");
    EXPECT_NE(letter->text.find(why), std::string::npos);
    EXPECT_NE(letter->text.find("https://gandan.example/account/requests"), std::string::npos);
    EXPECT_FALSE(write_notice(tx, post, {thu_, id, Decision::consented})) << "without an address";
  });
  db().write([&](db::Tx& tx) { mark_notices_read(tx, clock, peer); });
  EXPECT_EQ(unread(peer), 0u);
}

TEST_P(Consents, WhatTheOperatorAsksAnAdministratorConsentsTo) {
  db().read([&](db::Tx& tx) {
    EXPECT_TRUE(another_administers(tx, thu_));
    EXPECT_TRUE(another_administers(tx, an_)) << "binh is there";
  });
  const RequestId id = ask({}, role_for(thu_)).value();
  ASSERT_TRUE(consent_as(an_, id));
  EXPECT_EQ(grants(thu_).size(), 2u);
  EXPECT_FALSE(
      may(thu_, ask({}, {.deed = Deed::make_password_link, .user = thu_, .reason = why}).value()));
  db().write([&](db::Tx& tx) { ASSERT_TRUE(set_disabled(tx, clock, {}, binh_, true)); });
  EXPECT_FALSE(db().read([&](db::Tx& tx) { return another_administers(tx, an_); }));
}

TEST_P(Consents, EveryRoleThatComesOrGoesIsJournaledWithUnitAndReach) {
  db().write([&](db::Tx& tx) {
    const std::vector<Grant> fresh = {{Role::leader, elsewhere_, Reach::area}};
    ASSERT_TRUE(set_grants(tx, clock, {}, thu_, fresh));
  });
  EXPECT_EQ(verbs(thu_), (std::vector<std::string>{"people.create_account", "people.give_role",
                                                   "people.set_password", "people.take_role",
                                                   "people.give_role"}));
}

}  // namespace
}  // namespace gandan::people
