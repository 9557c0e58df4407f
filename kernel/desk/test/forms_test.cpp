// What forms of tasks have in common.
#include "kernel/desk/forms.hpp"

#include <gtest/gtest.h>

namespace gandan::desk {
namespace {

TEST(ParseDay, ReadsWhatOfficersType) {
  Date today = Date::of(2026, 11, 23);
  EXPECT_EQ(parse_day("5/12", today), Date::of(2026, 12, 5));
  EXPECT_EQ(parse_day("05/12/2025", today), Date::of(2025, 12, 5));
  EXPECT_EQ(parse_day("5.12.2025", today), Date::of(2025, 12, 5));
  EXPECT_EQ(parse_day("2025-12-05", today), Date::of(2025, 12, 5));
  EXPECT_EQ(parse_day("29/11/26", today), Date::of(2026, 11, 29)) << "as on paper";
  for (const char* wrong : {"", "5", "5/", "31/2", "5/12/", "5/12/2025/1", "mai", "-1/2",
                            "5/12/99999", "5/12/202", "5/12/0026"})
    EXPECT_EQ(parse_day(wrong, today), std::nullopt) << wrong;
  EXPECT_EQ(parse_day(typed_day(Date::of(2026, 10, 1)), Date::of(2027, 1, 1)),
            Date::of(2026, 10, 1))
      << "as it is filled in";
}

TEST(WorkForms, PutEachErrorAtTheFieldThatItNames) {
  WorkForm form{.choice = Choice{.field = {.name = "body", .label = "Body"}, .options = {}},
                .finder = pages::Finder{.field = {.name = "other", .label = "Another"}},
                .checks = {{.field = {.name = "signed", .label = "Signature"}, .options = {}}},
                .lines = {{.name = "number", .label = "Number"}, {.name = "on", .label = "Day"}},
                .words = pages::Field{.name = "words", .label = "Reason"}};
  put_at_fields({{"number", "Write it."}, {"words", "Say why."}, {"other", "Choose."}}, form);
  EXPECT_EQ(form.lines.at(0).error, "Write it.");
  EXPECT_EQ(form.lines.at(1).error, "");
  EXPECT_EQ(form.words->error, "Say why.");
  EXPECT_EQ(form.finder->field.error, "Choose.");
  EXPECT_EQ(form.choice->field.error, "");
  EXPECT_EQ(form.checks.at(0).field.error, "");
}

}  // namespace
}  // namespace gandan::desk
