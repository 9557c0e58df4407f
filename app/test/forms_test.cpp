// Every form of every page, found by asking for all that who_may_what.txt names: a form that comes
// new is looked at without a word here.
#include "kernel/testing/forms.hpp"

#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <set>

#include "app/test/who_may_what.hpp"
#include "app/test/who_may_what_table.hpp"
#include "kernel/pages/kept.hpp"

namespace gandan::app::test {
namespace {

using gandan::test::HtmlForm;

/// A page with forms, and the browser that shows it.
struct Shown {
  std::string address;
  std::string actor;  ///< "leader@nation"; empty: a stranger's
  std::vector<HtmlForm> forms;
  std::set<std::string> ids_twice;
};

/// Those that stand at two elements: a label, a link or a form leads to the first alone.
std::set<std::string> ids_twice(const std::string& page) {
  static const std::regex id(R"re( id="([^"]+)")re");
  std::set<std::string> once, twice;
  for (auto each = std::sregex_iterator(page.begin(), page.end(), id);
       each != std::sregex_iterator(); ++each)
    if (!once.insert((*each)[1]).second) twice.insert((*each)[1]);
  return twice;
}

/// The same form of another record is the same.
std::string kind_of(const HtmlForm& form) {
  std::string kind = form.id;
  for (const gandan::test::Control& control : form.controls) kind += " " + control.name;
  return kind;
}

class EveryForm : public WhoMayWhat {
 protected:
  void SetUp() override {
    WhoMayWhat::SetUp();
    if (IsSkipped()) return;
    browsers_.emplace("", browser_of(""));
    for (const auto& [name, username] : actors_) browsers_.emplace(name, browser_of(username));
    for (const Line& line : read_table())
      if (line.method == "POST" && !ends_a_session(line)) show_answers(line);
    for (const Line& line : read_table())
      if (line.method == "GET") show_page(line);
    for (const char* step : {"kind", "text", "place", "similar", "contact", "title", "check"})
      add("", "/send",
          browsers_.at("").post_form("/send", {{"step", step},
                                               {"to", step},
                                               {"kind", "report"},
                                               {"text", "Đèn đường không sáng đã lâu"}}));
  }
  /// Each form on which words are written that are no secret, once for each kind of form.
  void for_each_written(const std::function<void(const Shown&, const HtmlForm&)>& look) {
    std::set<std::string> seen;
    for (const Shown& page : pages_)
      for (const HtmlForm& form : page.forms) {
        if (form.method != "post" || !form.has_words() || form.has_secrets()) continue;
        if (!seen.insert(kind_of(form)).second) continue;
        SCOPED_TRACE(page.address + " as " + page.actor + ", form to " + form.action);
        look(page, form);
      }
  }
  /// That it stands there again as it was typed, and nothing else came of it.
  void expect_shown_again(const Shown& page, const HtmlForm& form, const Fields& typed,
                          std::string_view words) {
    const auto before = entries();
    const auto answer = browsers_.at(page.actor).post_form(form.action, typed);
    EXPECT_EQ(answer.status, 200);
    for (const http::Field& field : typed)
      if (field.value.starts_with(words)) {
        EXPECT_TRUE(answer.contains(field.value)) << field.name;
      }
    EXPECT_EQ(entries(), before) << "something was done";
  }

  std::map<std::string, http::TestClient> browsers_;
  std::vector<Shown> pages_;

 private:
  /// Or changes by what one signs in.
  static bool ends_a_session(const Line& line) {
    return line.pattern.starts_with("/sign") || line.pattern.starts_with("/set-password") ||
           line.pattern.starts_with("/api/") ||
           (line.pattern.starts_with("/account/") && !line.pattern.starts_with("/account/req"));
  }
  /// Of whom the line names those who reach everything, or else the first.
  [[nodiscard]] std::vector<std::string> some_of(const Line& line) const {
    if (line.is_open()) return {""};
    if (line.who.contains("staff")) return {"staff", "denunciation@nation"};  // with two factors
    std::vector<std::string> some;
    for (const std::string& name : line.who)
      if (name.ends_with("@nation")) some.push_back(name);
    if (some.empty() && !line.who.empty()) some.push_back(*line.who.begin());
    return some;
  }
  void add(const std::string& actor, const std::string& address, const http::TestResponse& answer) {
    auto forms = gandan::test::forms_of(answer.body);
    if (!forms.empty())
      pages_.push_back({address, actor, std::move(forms), ids_twice(answer.body)});
  }
  void show_page(const Line& line) {
    for (const std::string& actor : some_of(line)) {
      const std::string address = address_of(line.pattern, things_.at(line.thing)());
      add(actor, address, browsers_.at(actor).get(address));
    }
  }
  /// Of a form without anything in it, and of one that is right.
  void show_answers(const Line& line) {
    const auto some = some_of(line);
    for (const bool is_right : {false, true}) {
      if (some.empty()) return;
      const Thing thing = things_.at(line.thing)();
      const std::string address = address_of(line.pattern, thing);
      const Fields form = is_right ? thing.form : Fields();
      add(some.front(), address, browsers_.at(some.front()).post_form(address, form));
    }
  }
};
GANDAN_EACH_ENGINE(EveryForm);

TEST_P(EveryForm, DoesOnEnterWhatBelongsToTheFieldAndNeverGoesBackOrConfirmsAnother) {
  int with_several = 0;
  for (const Shown& page : pages_)
    for (const HtmlForm& form : page.forms) {
      with_several += std::ranges::count_if(form.controls, &gandan::test::Control::sends) > 1;
      EXPECT_EQ(gandan::test::wrong_on_enter(form), "")
          << page.address << " as " << page.actor << ", form to " << form.action;
    }
  EXPECT_GT(with_several, 50);
}

TEST_P(EveryForm, StandsOnAPageOnWhichNoIdStandsTwice) {
  for (const Shown& page : pages_)
    EXPECT_EQ(page.ids_twice, std::set<std::string>()) << page.address << " as " << page.actor;
}

TEST_P(EveryForm, KeepsWhatWasTypedInTheOtherLanguage) {
  std::set<std::string> kept;
  for (const Shown& page : pages_) {
    const bool is_written = std::ranges::any_of(page.forms, [](const HtmlForm& form) {
      return form.method == "post" && form.has_words() && !form.has_secrets();
    });
    const bool has_button = std::ranges::any_of(page.forms, [](const HtmlForm& form) {
      return form.has_words() && form.language_button() != nullptr;
    });
    if (is_written) {
      EXPECT_TRUE(has_button) << page.address << " as " << page.actor;
    }
  }
  for_each_written([&](const Shown& page, const HtmlForm& form) {
    const auto* button = form.language_button();
    if (button == nullptr) return;  // another form of its page has it
    kept.insert(form.id);
    Fields typed = form.filled("Gõ dở");
    typed.add("lang", button->value);
    expect_shown_again(page, form, typed, "Gõ dở");
  });
  EXPECT_THAT(kept, testing::IsSupersetOf({"account", "ask", "day", "deed", "letter", "limit",
                                           "members", "reply", "give-role", "setting", "work"}));
}

TEST_P(EveryForm, IsGivenBackWhereTheSessionEndedAndLeadsBackToWhereItWasWritten) {
  const std::string words = "Những lời đã viết trong hai giờ, đoạn";
  http::TestClient ended = browser_of("");
  int forms = 0;
  for_each_written([&](const Shown& page, const HtmlForm& form) {
    if (page.actor.empty()) return;  // who sends has no session
    ++forms;
    Fields typed = form.filled(words);
    const auto kept = ended.post_form(form.action, typed);
    EXPECT_EQ(kept.status, 401);
    EXPECT_TRUE(kept.contains("name=\"back\""));
    for (const http::Field& field : typed)
      if (field.value.starts_with(words)) {
        EXPECT_TRUE(kept.contains(field.value)) << field.name;
      }
    typed.add("back", "yes");
    expect_shown_again(page, form, typed, words);
  });
  EXPECT_GT(forms, 10);
}

TEST_P(EveryForm, GivesNoPasswordAndNoCodeBackToAnybody) {
  std::set<std::string> actions;
  for (const Shown& page : pages_)
    for (const HtmlForm& form : page.forms) {
      if (!form.has_secrets() || !actions.insert(form.action).second) continue;
      SCOPED_TRACE(page.address + " as " + page.actor + ", form to " + form.action);
      Fields typed = form.filled("lan");
      for (const gandan::test::Control& control : form.controls)
        if (control.is_secret()) {
          EXPECT_TRUE(pages::is_secret(control.name)) << control.name;
          typed.add(control.name, "không ai được đọc 12345");
        }
      const auto answer = browser_of("").post_form(form.action, typed);
      EXPECT_FALSE(answer.contains("không ai được đọc"));
      if (form.action.starts_with("/account/")) {
        EXPECT_EQ(answer.status, 401);
        EXPECT_TRUE(answer.contains("href=\"" + form.action + "\"")) << "the way back";
      }
    }
  EXPECT_THAT(actions,
              testing::IsSupersetOf({"/sign-in", "/account/password", "/account/second-factor",
                                     "/account/recovery-codes"}));
}

}  // namespace
}  // namespace gandan::app::test
