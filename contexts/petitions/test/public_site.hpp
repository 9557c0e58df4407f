// The public pages through the whole chain, on petitions made by the use cases.
#pragma once
#include "contexts/petitions/author_key.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/units/places.hpp"
#include "lib/http/test_client.hpp"

namespace gandan::petitions::test {

class PublicSite : public PetitionsDatabase {
 protected:
  /// The pages, as a server holds them.
  struct Site {
    explicit Site(PublicSite& test)
        : directory(test.db()),
          services{test.db(), test.clock, test.ids, *test.rules, directory, *test.keys, people},
          totals(test.db()),
          app(test.clock, http::AppOptions{.access_log = false}) {
      app.prepare = [this](http::Request& request) {
        request.attach(pages::Reader{&pages::choose_locale(request), &menu});
      };
      add_list_page(app, services, totals);
      add_petition_page(app, services);
      add_send_pages(app, services, advisor);
      add_receipt_pages(app, services);
      add_petitioner_pages(app, services);
      add_after_pages(app, services);
      add_topic_pages(app, services);
      add_body_pages(app, services, totals);
      add_feed_pages(app, services);
      add_api(app, services);
    }
    DirectoryHolder directory;
    people::Settings people;
    Services services;
    TotalsHolder totals;
    Advisor advisor;
    pages::Site menu;
    http::App app;
  };

  void SetUp() override {
    PetitionsDatabase::SetUp();
    if (IsSkipped()) return;
    site_ = std::make_unique<Site>(*this);
    client_ = std::make_unique<http::TestClient>(site_->app);
    client_->with_cookie("lang", "en");
  }
  void TearDown() override {
    client_.reset();
    site_.reset();
    PetitionsDatabase::TearDown();
  }

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
    fold_all(db(), clock);
    site_->totals.refresh();
  }
  http::TestResponse get(const std::string& target) { return client_->get(target); }
  std::string key_of(const Petition& p) { return author_key(keys->get(), p.code); }
  /// As after sending: the cookie by which a receipt shows the key.
  void hold_receipt(const Petition& p) {
    client_->with_cookie("receipt",
                         author_proof(keys->get(), p.code, clock.now() + std::chrono::minutes(10)));
  }

  std::unique_ptr<Site> site_;
  std::unique_ptr<http::TestClient> client_;
};

}  // namespace gandan::petitions::test
