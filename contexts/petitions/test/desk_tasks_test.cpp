// Every task of the desk, whatever it is: what a colleague did meanwhile is told, Enter does
// nothing that one did not ask for, and the other language keeps what was typed.
#include <gmock/gmock.h>

#include <functional>
#include <map>

#include "contexts/petitions/test/desk_site.hpp"
#include "kernel/testing/forms.hpp"

namespace gandan::petitions {
namespace {

using gandan::test::HtmlForm;
using people::Role;

/// One try of a task: what it is done to, by an officer of which role, and what they fill in.
struct Try {
  std::function<Submitted()> given;
  Role role = Role::synthesis_officer;
  http::Fields form = {};
};

class DeskTasks : public test::DeskSite {
 protected:
  void SetUp() override {
    DeskSite::SetUp();
    if (IsSkipped()) return;
    add_tries_of_what_all_may_read();
    add_tries_of_settlements();
    add_tries_of_papers();
  }

  /// Opening what is sealed changes nothing about the petition: there is nothing to overtake.
  static bool only_reads(const Task& task) {
    return task.name == "identity" || task.name == "words";
  }
  /// Each task that changes something, with its try: a task without one fails.
  void for_each_task(const std::function<void(const Task&, const Try&)>& look) {
    for (const Task& task : OnDesk::tasks()) {
      if (only_reads(task)) continue;
      SCOPED_TRACE(std::string(task.name));
      const auto found = tries_.find(task.name);
      ASSERT_NE(found, tries_.end()) << "say here to what it is done";
      look(task, found->second);
    }
  }
  http::TestClient colleague(const Try& each) {
    if (each.role != Role::answering_officer) return officer(each.role);
    return officer(each.role, "Bộ Nội vụ", people::Reach::body);
  }
  /// Where its form is.
  std::string address(const Submitted& it, const Task& task) {
    const std::string name(task.name);
    return task.name == "answer" ? path(it, "/answer") : path(it, "?do=" + name);
  }
  static HtmlForm form_in(const http::TestResponse& page) {
    for (HtmlForm& form : gandan::test::forms_of(page.body))
      if (form.id == "work" || form.id == "reply") return std::move(form);
    ADD_FAILURE() << "there is no form";
    return {};
  }
  static bool is_written(const std::string& field) {
    static constexpr std::string_view written[] = {"words",  "text",     "place", "other",
                                                   "number", "document", "cause", "on"};
    return std::find(std::begin(written), std::end(written), field) != std::end(written);
  }
  /// Where none of it is told from what a colleague wrote, nothing shows that it stayed.
  static http::Fields in_other_words(const http::Fields& form) {
    http::Fields other;
    for (const http::Field& field : form)
      other.add(field.name, is_written(field.name) ? field.value + " (của tôi)" : field.value);
    return other;
  }

  std::map<std::string_view, Try> tries_;

 private:
  Submitted later(Submitted it) {
    clock.advance(std::chrono::minutes(5));
    return it;
  }
  Submitted proposal() {
    return send("Đề nghị sửa cầu treo bản số " + std::to_string(++n_) + " đã mục ván.");
  }
  Submitted routed(Submitted it) {
    EXPECT_TRUE(route_to(it.id, "Bộ Nội vụ"));
    return later(std::move(it));
  }
  Submitted accepted(const std::string& kind) {
    Submitted it = routed(letter(kind));
    EXPECT_TRUE(accept_signed(it.id));
    return later(std::move(it));
  }
  Submitted letter(const std::string& kind) {
    return send((kind == "complaint" ? "Khiếu nại quyết định thu hồi đất số "
                                     : "Tố cáo cán bộ xã nhận tiền khi làm giấy tờ số ") +
                    std::to_string(++n_),
                kind);
  }
  Submitted held() {
    return send("Đèn đường ngõ " + std::to_string(++n_) +
                    " tắt. Chị Nông Thị Mẫu ở đầu ngõ ngã gãy tay, gọi 0912 345 678.",
                "report");
  }
  /// After one more deed of the program.
  template <class Fn>
  Submitted after(Submitted it, Fn&& deed) {
    EXPECT_TRUE(act([&](db::Tx& tx, const Act& by) { return deed(tx, by, it.id).has_value(); }));
    return later(std::move(it));
  }
  Submitted ended() {
    return after(accepted("complaint"), [&](db::Tx& tx, const Act& by, PetitionId id) {
      return end(tx, env(), by, id,
                 {.number = "8/QĐ-BNV", .reason = "Người khiếu nại mất.", .ground = Ground::died});
    });
  }
  Submitted decided() {
    return after(accepted("complaint"), [&](db::Tx& tx, const Act& by, PetitionId id) {
      return answer(tx, env(), by, id,
                    {.outcome = Outcome::explained, .text = "Giữ nguyên.", .document = "9/QĐ-BNV"});
    });
  }
  Submitted suspended() {
    return after(accepted("complaint"), [&](db::Tx& tx, const Act& by, PetitionId id) {
      return suspend(
          tx, env(), by, id,
          {.number = "6/QĐ-BNV", .reason = "Đang nằm viện.", .ground = Ground::obstacle});
    });
  }
  Submitted taken_back() {
    return after(accepted("denunciation"), [&](db::Tx& tx, const Act& by, PetitionId id) {
      return withdraw(tx, env(), by, id, {.words = "Xin rút.", .is_signed = true});
    });
  }
  Submitted asked() {
    return after(proposal(), [&](db::Tx& tx, const Act& by, PetitionId id) {
      return ask(tx, env(), by, id, "Cầu nào ạ?");
    });
  }

  void add_tries_of_what_all_may_read() {
    const http::Field words{"words", "Xin xem giúp việc này"};
    const http::Fields to_body{{"body", std::to_string(unit("Bộ Y tế").value)}, words};
    const auto body = Role::answering_officer;
    const auto any = [this] { return proposal(); };
    const auto at_body = [this] { return routed(proposal()); };
    const auto waits = [this] { return held(); };
    tries_["route"] = {.given = any, .form = to_body};
    for (const char* task : {"ask", "give_back", "hide"})
      tries_[task] = {.given = any, .form = {words}};
    tries_["title"] = {.given = any, .form = {{"words", "Cầu treo mục ván"}}};
    tries_["topic"] = {.given = any, .form = {{"topic", "new"}, words}};
    tries_["place"] = {.given = any, .form = {{"place", "Xã Đồng Đăng, Lạng Sơn"}}};
    tries_["publish"] = {.given = waits};
    tries_["mask"] = {.given = waits,
                      .form = {{"found", "0912 345 678"}, {"words", "Nông Thị Mẫu"}}};
    tries_["supplement"] = {.given = [this] { return asked(); }, .form = {words}};
    tries_["send_back"] = {.given = at_body, .role = body, .form = {words}};
    tries_["answer"] = {
        .given = at_body,
        .role = body,
        .form = {
            {"text", "Bộ đã thay ván cầu"}, {"outcome", "explained"}, {"document", "12/CV-BNV"}}};
  }
  void add_tries_of_settlements() {
    const auto body = Role::answering_officer;
    const http::Field words{"words", "Lý do như trong quyết định"}, number{"number", "7/QĐ-BNV"},
        on{"on", "1/10/2026"}, is_signed{"signed", "yes"};
    const auto to_check = [this] { return routed(letter("complaint")); };
    const auto to_settle = [this] { return accepted("complaint"); };
    tries_["accept"] = {.given = to_check, .role = body, .form = {number, on, is_signed}};
    tries_["decline"] = {.given = to_check, .role = body, .form = {number, on, words}};
    tries_["extend"] = {
        .given = to_settle, .role = body, .form = {{"criteria", "0"}, number, on, words}};
    tries_["suspend"] = {
        .given = to_settle, .role = body, .form = {{"ground", "obstacle"}, number, on, words}};
    tries_["resume"] = {
        .given = [this] { return suspended(); }, .role = body, .form = {number, on, words}};
    tries_["end"] = {
        .given = to_settle, .role = body, .form = {{"ground", "died"}, number, on, words}};
    tries_["widen_check"] = {.given = [this] { return routed(letter("denunciation")); },
                             .role = Role::denunciation_officer,
                             .form = {words}};
    tries_["go_on"] = {.given = [this] { return taken_back(); },
                       .role = Role::denunciation_officer,
                       .form = {{"coercion", "yes"}, words}};
  }
  /// Two days before the body must have answered.
  Submitted near_its_day() {
    const Submitted it = routed(proposal());
    clock.advance(load(it.id).clock.due_at.value() - clock.now() - std::chrono::hours(48));
    return it;
  }
  void add_tries_of_papers() {
    const http::Fields paper{
        {"signed", "yes"}, {"on", "1/10/2026"}, {"words", "Tôi không đồng ý với quyết định"}};
    tries_["withdraw"] = {.given = [this] { return accepted("complaint"); },
                          .form = {{"signed", "yes"}, {"words", "Tôi xin rút đơn"}}};
    tries_["complain_again"] = {.given = [this] { return decided(); }, .form = paper};
    tries_["pursue"] = {.given = [this] { return ended(); }, .form = paper};
    tries_["urge"] = {.given = [this] { return near_its_day(); },
                      .role = Role::leader,
                      .form = {{"words", "Cử tri hỏi lại nhiều lần"}}};
  }

  int n_ = 0;
};
GANDAN_EACH_ENGINE(DeskTasks);

TEST_P(DeskTasks, WhatAColleagueDidMeanwhileIsToldOfEachAndWhatWasWrittenStays) {
  for_each_task([&](const Task& task, const Try& each) {
    const Submitted it = each.given();
    auto first = colleague(each), second = colleague(each);
    const std::string name(task.name);
    const http::Field seen{"seen", seen_in(second.get(address(it, task)))};
    ASSERT_FALSE(seen.value.empty());
    http::Fields done = each.form, late = in_other_words(each.form);
    done.add(seen.name, seen.value);
    late.add(seen.name, seen.value);
    EXPECT_EQ(first.post_form(path(it, "/" + name), done).status, 303);
    const auto before = verbs_of(it.id);
    const auto told = second.post_form(path(it, "/" + name), late);
    EXPECT_EQ(told.status, 409);
    EXPECT_TRUE(told.contains("Meanwhile it was dealt with: "));
    EXPECT_TRUE(told.contains("(Nông Thị Thử, ")) << "by whom and when";
    for (const http::Field& field : late)
      if (is_written(field.name)) {
        EXPECT_TRUE(told.contains(field.value)) << field.name;
      }
    EXPECT_EQ(verbs_of(it.id), before) << "nothing was done";
  });
}

TEST_P(DeskTasks, EnterInAFieldOfItsFormDoesNothingElse) {
  for_each_task([&](const Task& task, const Try& each) {
    const Submitted it = each.given();
    const auto page = colleague(each).get(address(it, task));
    EXPECT_EQ(gandan::test::wrong_on_enter(form_in(page)), "");
  });
}

TEST_P(DeskTasks, TheOtherLanguageKeepsWhatWasTyped) {
  for_each_task([&](const Task& task, const Try& each) {
    const Submitted it = each.given();
    auto client = colleague(each);
    const HtmlForm form = form_in(client.get(address(it, task)));
    ASSERT_NE(form.language_button(), nullptr);
    http::Fields typed = form.filled("Gõ dở");
    typed.add("lang", form.language_button()->value);
    const auto before = verbs_of(it.id);
    const auto page = client.post_form(form.action, typed);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.contains("<html lang=\"vi\">"));
    for (const http::Field& field : typed)
      if (field.value.starts_with("Gõ dở")) {
        EXPECT_TRUE(page.contains(field.value)) << field.name;
      }
    EXPECT_EQ(verbs_of(it.id), before) << "nothing was done";
  });
}

TEST_P(DeskTasks, ALookAtTheFormOpensNothingThatIsSealed) {
  const Submitted it = send("Tố cáo cán bộ xã nhận tiền khi làm giấy tờ.", "denunciation");
  auto client = officer(Role::denunciation_officer);
  const auto before = verbs_of(it.id);
  for (const char* opens : {"identity", "words"}) {
    SCOPED_TRACE(opens);
    const bool is_there = opens == std::string_view("words");  // without asking for it
    const HtmlForm form = form_in(client.get(path(it, is_there ? "" : "?do=identity")));
    EXPECT_TRUE(form.action.starts_with(path(it, "/" + std::string(opens)))) << form.action;
    for (const char* only : {"lang", "back"}) {
      const auto page = client.post_form(
          form.action, {{"words", "Cần mời người tố cáo làm việc."}, {only, "vi"}});
      EXPECT_EQ(page.status, 200);
      EXPECT_TRUE(page.contains("Cần mời người tố cáo làm việc."));
      EXPECT_FALSE(page.contains("Lò Thị Mẫu"));
      EXPECT_FALSE(page.contains("nhận tiền"));
    }
  }
  EXPECT_EQ(verbs_of(it.id), before) << "nothing was opened";
}

TEST_P(DeskTasks, WhoWritesAnAnswerWhileItIsSentToAnotherBodyIsToldSoAndKeepsIt) {
  const Submitted it = tries_.at("answer").given();
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  auto others = officer(Role::answering_officer, "Bộ Y tế", people::Reach::body);
  auto reception = officer(Role::synthesis_officer);
  const http::Fields form{{"text", "Câu trả lời viết trong hai giờ."},
                          {"outcome", "settled"},
                          {"seen", seen_in(body.get(path(it, "/answer")))}};
  const auto guessed = others.post_form(path(it, "/ask"), {{"words", "Đơn nào ạ?"}, {"seen", "1"}});
  EXPECT_EQ(guessed.status, 404) << "whose it never was is told of nothing";
  EXPECT_FALSE(guessed.contains("Meanwhile"));

  clock.advance(std::chrono::minutes(5));
  const http::Fields sent{{"body", std::to_string(unit("Bộ Y tế").value)}};
  EXPECT_EQ(reception.post_form(path(it, "/route"), sent).status, 303);
  const auto told = body.post_form(path(it, "/answer"), form);
  EXPECT_EQ(told.status, 409);
  EXPECT_TRUE(told.contains("Meanwhile it was dealt with: Sent to Bộ Y tế (Nông Thị Thử"));
  EXPECT_TRUE(told.contains("Câu trả lời viết trong hai giờ."));
  EXPECT_EQ(load(it.id).state, State::routed);
}

TEST_P(DeskTasks, SentBackTwiceByOnePressIsOneDeedThoughItIsTheirsNoMore) {
  const Try& each = tries_.at("send_back");
  const Submitted it = each.given();
  auto body = colleague(each);
  http::Fields form = each.form;
  form.add("seen", seen_in(body.get(path(it, "?do=send_back"))));
  EXPECT_EQ(body.post_form(path(it, "/send_back"), form).status, 303);
  EXPECT_EQ(body.post_form(path(it, "/send_back"), form).status, 303);
}

}  // namespace
}  // namespace gandan::petitions
