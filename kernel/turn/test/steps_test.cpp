// A form of two questions, as a context writes one: what was answered on one page is there on the
// others, whatever way they are walked.
#include "kernel/turn/steps.hpp"

#include <gmock/gmock.h>

#include "kernel/module/module.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/testing/site.hpp"

namespace gandan {
namespace {

enum class Question : std::uint8_t { name, place, check };
constexpr Steps<Question, 3> questions{{"name", "place", "check"}};

struct Booking {
  std::string name, place, note;
};
constexpr StepField<Booking, Question> booking_fields[] = {
    {"name", &Booking::name, Question::name},
    {"place", &Booking::place, Question::place},
    {"note", &Booking::note, std::nullopt},  // the office's own
};

struct Book : Turn {
  Booking booking;
};

http::Response show_question(const Book& book, Question asked) {
  pages::StepPage page;
  begin_step(book, {.id = "book", .action = "/book", .title = "Your name", .next = "place"}, page);
  page.step = questions.name(asked);
  if (asked != Question::name) page.previous = questions.name(Question::name);
  page.number = 1 + static_cast<int>(asked);
  page.count = 3;
  keep_answers(booking_fields, book.booking, asked, page.hidden);
  html::Out out(book.locale());
  pages::views::step_form(out, page, [&](html::Out& inner) {
    const bool asks_name = asked == Question::name;
    pages::views::text_field(inner, {.name = std::string(page.step),
                                     .label = "Question",
                                     .error = book.error_of(page.step),
                                     .value = asks_name ? book.booking.name : book.booking.place});
  });
  return http::Response::html(out.take(), book.status());
}

http::Response answer_question(const http::Request& request, const Services& services) {
  Book book{{request, services}, {}};
  read_answers(request.form, booking_fields, book.booking);
  const Question from = questions.from(request), to = questions.to(request);
  if (pages::only_shows(request)) return show_question(book, from);
  if (to > from && book.booking.name.empty()) book.refuse("name", "Write your name.");
  return show_question(book, book.errors.empty() ? to : from);
}

class StepForms : public test::Site {
 protected:
  StepForms()
      : Site({{.name = "book",
               .migrations = {},
               .add_routes =
                   [](http::App& app, Services& services) {
                     app.router.post("/book", http::everyone(),
                                     [&services](http::Request& request) {
                                       return answer_question(request, services);
                                     });
                   }}},
             {.units = false}) {}
};
GANDAN_EACH_ENGINE(StepForms);

constexpr const char* kept_name = R"(<input type="hidden" name="name" value="Lò Thị Mẫu">)";
constexpr const char* kept_place = R"(<input type="hidden" name="place" value="bản Mẫu">)";

TEST_P(StepForms, WhatWasAnsweredTravelsWithTheOtherQuestions) {
  run({.post = "/book",
       .form = {{"step", "name"}, {"to", "place"}, {"name", "Lò Thị Mẫu"}},
       .shows = {kept_name, R"(name="step" value="place")", "Question 2 of 3"},
       .hides = {R"(type="hidden" name="place")"}});
}

TEST_P(StepForms, GoingBackChecksNothingAndKeepsEverything) {
  run({.post = "/book",
       .form = {{"step", "place"}, {"to", "name"}, {"name", ""}, {"place", "bản Mẫu"}},
       .shows = {kept_place, R"(name="step" value="name")"}});
}

TEST_P(StepForms, GoingOnFromWhatIsWrongShowsItAgainWithWhatToDo) {
  run({.post = "/book",
       .form = {{"step", "name"}, {"to", "place"}, {"place", "bản Mẫu"}},
       .status = 422,
       .shows = {kept_place, R"(name="step" value="name")", "Write your name.", "<title>Error"}});
}

TEST_P(StepForms, TheOtherLanguageShowsTheSameQuestionWithAllThatWasTyped) {
  run({.post = "/book",
       .form = {{"step", "place"}, {"lang", "vi"}, {"name", "Lò Thị Mẫu"}, {"place", "bản Mẫu"}},
       .shows = {kept_name, R"(value="bản Mẫu")", "Quay lại", R"(form="book")"},
       .hides = {kept_place}});
}

TEST_P(StepForms, WhatTheFormDoesNotAskIsNotTaken) {
  run({.post = "/book",
       .form = {{"step", "name"}, {"to", "place"}, {"name", "Lò Thị Mẫu"}, {"note", "paid"}},
       .shows = {kept_name},
       .hides = {"paid"}});
}

TEST(StepNames, AStepThatIsNoneLeadsNowhere) {
  http::Request request;
  EXPECT_EQ(questions.from(request), Question::name);
  request.form = {{"step", "place"}, {"to", "elsewhere"}};
  EXPECT_EQ(questions.from(request), Question::place);
  EXPECT_EQ(questions.to(request), Question::place);
  EXPECT_EQ(questions.parse("Place"), std::nullopt);
  for (Question each : {Question::name, Question::place, Question::check})
    EXPECT_EQ(questions.parse(questions.name(each)), each);
}

}  // namespace
}  // namespace gandan
