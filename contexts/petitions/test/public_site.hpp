// The public pages through the whole chain, on petitions made by the use cases.
#pragma once
#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/units/places.hpp"

namespace gandan::petitions::test {

/// Words that must come out as they went in.
inline constexpr const char* hostile = "<script>alert(1)</script> \"' onload=x {t} %s ' or 1=1 --";

class PublicSite : public PetitionsDatabase {
 protected:
  using PetitionsDatabase::PetitionsDatabase;

  /// Sends it and reads it back; the place must be one unit.
  Petition sent(const std::string& text, const std::string& place = "",
                const std::string& kind = "proposal") {
    if (place.empty()) return load(send(text, kind).id);
    SubmitForm form{.kind = kind, .text = text, .place_text = place};
    db().read([&](db::Tx& tx) {
      form.place = units::find_one_place(tx, place, clock.today());
      if (form.place) form.province = units::province_of(tx, *form.place);
    });
    return load(send(form).id);
  }
  void ask_for_more(PetitionId id, std::string_view question) {
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, id, question); }));
  }
  void answer_one(PetitionId id, const std::string& text) {
    AnswerForm form{.outcome = Outcome::settled, .text = text};
    if (is_settled(matter_of(load(id)))) form.document = "12/QĐ-UBND";
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
  }
  Topic put_together(const std::string& title, const std::vector<PetitionId>& petitions) {
    return act([&](db::Tx& tx, const Act& by) {
      Proposal proposal{.title = title, .members = {}};
      for (PetitionId id : petitions) proposal.members.push_back({id, 0.9, "{}"});
      propose(tx, env(), {proposal});
      auto rows = list_topics(tx, TopicState::proposed, 1);
      return *confirm(tx, env(), by, rows.front().id, petitions);
    });
  }
  /// What jobs do in the background.
  void fold() {
    journal::seal_all(db(), clock);
    run_periodic("indicators.fold");
  }
  std::string key_of(const Petition& p) {
    return receipts::private_key(keys->get(), receipt_of(p.code));
  }
  /// The code with another letter in the place of its last.
  static std::string mistyped(std::string code) {
    code.back() = code.back() == '7' ? '8' : '7';
    return code;
  }
  /// What everybody may be told of it.
  std::optional<records::Card> card_of(const Ref& record) {
    return db().read([&](db::Tx& tx) { return services().records.card_of(tx, record); });
  }
  /// As after sending: the cookie by which a receipt shows the key.
  void hold_receipt(const Petition& p) {
    client().with_cookie(
        "receipt", receipts::proof_of(keys->get(), p.code, clock.now() + std::chrono::minutes(10)));
  }
};

}  // namespace gandan::petitions::test
