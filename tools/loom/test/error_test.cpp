#include <gtest/gtest.h>

#include "tools/loom/generator.hpp"

namespace gandan::loom {
namespace {

/// "line:column: message", or nothing where the file parses.
std::string error_of(const std::string& source) {
  try {
    (void)parse("a.html", source);
    return "";
  } catch (const SyntaxError& error) {
    auto place = place_of(source, error.offset);
    return std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + error.what();
  }
}

/// The same for the body of a view, which begins on line 2; the place counts from the body.
std::string error_in(const std::string& body) {
  auto error = error_of("{@ view v()}\n" + body);
  if (error.empty()) return error;
  auto colon = error.find(':');
  return std::to_string(std::stoi(error.substr(0, colon)) - 1) + error.substr(colon);
}

struct Case {
  const char* body;
  const char* error;
};

class Errors : public testing::TestWithParam<Case> {};

TEST_P(Errors, PointToThePlaceAndSayWhatToWrite) {
  EXPECT_EQ(error_in(GetParam().body), GetParam().error) << GetParam().body;
}

INSTANTIATE_TEST_SUITE_P(
    Attributes, Errors,
    testing::Values(
        Case{"<p class=a>", "1:10: quote the value of class="},
        Case{"<p class={x}>", "1:10: quote the value of class="},
        Case{"<p id=\"a\" ID=\"b\">", "1:11: a second ID="},
        Case{"<p id=\"a\"class=\"b\">", "1:10: a space is missing between attributes"},
        Case{"<p {x}>", "1:4: an attribute's name is missing; write name=\"{…}\" or ?name={…}"},
        Case{"<p onClick=\"x\">", "1:4: onclick= holds code; put it into web/"},
        Case{"<p data-hx-on:click=\"x\">", "1:4: data-hx-on:click= holds code; put it into web/"},
        Case{"<p ?onclick={x}>", "1:4: onclick= holds code; put it into web/"},
        Case{"<p style=\"color:red\">",
             "1:4: style= is refused by the content security policy; use a class"},
        Case{"<iframe srcdoc=\"x\">", "1:9: srcdoc= is not allowed"},
        Case{"<a href=\"JavaScript:x\">",
             "1:9: this URL is not http:, https:, mailto:, tel: or relative"},
        Case{"<a href=\"{#if x}data:a{/if}\">",
             "1:10: a URL begins with text or one expression: {condition ? a : b}"},
        Case{"<p ?title={t \"x\"}>", "1:11: an expression is missing; for a message locale.tr(…)"},
        Case{"<p hx-vals=\"{x}\">",
             "1:13: the browser evaluates this, nothing can be printed in it"},
        Case{"<p title=\"{#if x}a\">",
             "1:19: {/if} or {/for} is missing before the attribute's end"},
        Case{"<p title=\"a{/if}\">", "1:12: this closes nothing"},
        Case{"<p title=\"{> a()}\">",
             "1:11: only {expression}, {t …}, {#if} and {#for} may stand in an attribute"},
        Case{"<a href=\"{t \"x\"}\">", "1:10: a message cannot stand in a URL"},
        Case{"<p ?title=\"a\">", "1:10: an optional attribute reads ?title={expression}"},
        Case{"<p title=\"a", "1:12: this attribute is never closed"}));

INSTANTIATE_TEST_SUITE_P(
    Tags, Errors,
    testing::Values(
        Case{"<p>\n  <b>a</p>", "2:7: </p> stands where </b> is due"},
        Case{"<p>", "1:4: <p> is not closed before this"},
        Case{"a</p>", "1:2: </p> closes nothing that was opened in this block"},
        Case{"<p>{#if x}</p>{/if}", "1:11: </p> closes nothing that was opened in this block"},
        Case{"{#if x}<p>{/if}</p>", "1:11: <p> is not closed before this"},
        Case{"{#if x}<p>{:else}<b>{/if}", "1:11: <p> is not closed before this"},
        Case{"<br></br>", "1:5: <br> has no end tag"},
        Case{"<div/>", "1:1: <div/> is not closed by that: write <div></div>"},
        Case{"<p><div></div></p>", "1:4: <div> cannot stand in <p>"},
        Case{"<a href=\"/\"><b><a></a></b></a>", "1:16: <a> cannot stand in <a>"},
        Case{"<title><b>x</b></title>", "1:8: <b> cannot stand in <title>"},
        Case{"<object></object>", "1:1: <object> is not allowed"},
        Case{"<script>let x = 1</script>",
             "1:9: <script> must be empty: code and style live in web/"},
        Case{"<script>{x}</script>", "1:9: nothing can be printed inside <script>"},
        Case{"<style> {#if x}a{/if}</style>", "1:9: nothing can be printed inside <style>"},
        Case{"<!-- {x} -->", "1:1: this comment would be sent; write {!-- … --}"},
        Case{"<{x}>", "1:1: a tag's name is missing; a literal < is &lt;"},
        Case{"đ < 3", "1:3: a tag's name is missing; a literal < is &lt;"},
        Case{"<p", "1:3: this tag is never closed"}));

INSTANTIATE_TEST_SUITE_P(
    Blocks, Errors,
    testing::Values(Case{"{#if x}", "1:8: {/if} of line 2 is missing here"},
                    Case{"\n{#for a : b}\n{/if}", "3:1: {/for} of line 3 is missing here"},
                    Case{"{#for a : b}{:else}{/for}", "1:13: {/for} of line 2 is missing here"},
                    Case{"{#if}{/if}", "1:1: something is missing after this keyword"},
                    Case{"{#if x}{:elif y}{/if}", "1:8: {:else} or {:else if …} is meant"},
                    Case{"{#while x}", "1:1: {#if}, {#for}, {#let}, {#wrap} or {#block} is meant"},
                    Case{"{#iffy}", "1:1: {#if}, {#for}, {#let}, {#wrap} or {#block} is meant"},
                    Case{"{#let x}", "1:1: {#let name = expression} is meant"},
                    Case{"{/wrap}", "1:1: this closes nothing"},
                    Case{"{> a}", "1:1: a view is called with brackets: name(arguments)"},
                    Case{"{}", "1:1: an expression is missing; a literal { is {{"},
                    Case{"{a(1}", "1:5: this '}' closes nothing"},
                    Case{"{a", "1:1: this '{' is never closed"},
                    Case{"{\"a}", "1:2: this quotation mark is never closed"},
                    Case{"{!-- a", "1:1: this comment is never closed"}));

INSTANTIATE_TEST_SUITE_P(
    Messages, Errors,
    testing::Values(Case{"{t \"{a}\"}", "1:2: the message's {a} has no argument"},
                    Case{"{t \"a\" b=1}", "1:10: the message has no {b}"},
                    Case{"{t \"{a}\" a=1, a=2}", "1:17: the argument 'a' is given twice"},
                    Case{"{t \"{a}\" a= , b=1}", "1:10: the argument 'a' has no value"},
                    Case{"{t \"a\" b}",
                         "1:8: a message's arguments read name=expression, name=expression"},
                    Case{"{t \"\"}", "1:4: a message needs a text"},
                    Case{"{tn \"a\" n=1}", "1:9: a message's text in quotes is missing"},
                    Case{"{tn \"one\" \"many\"}", "1:2: a plural needs n=…"}));

TEST(Errors, StandOutsideViewsToo) {
  EXPECT_EQ(error_of(""), "1:1: this file has no {@ view name(parameters)}");
  EXPECT_EQ(error_of("<p></p>"), "1:1: only {@ …} and comments may stand outside a view");
  EXPECT_EQ(error_of("{@ view a}"), "1:10: a view reads {@ view name(parameters)}");
  EXPECT_EQ(error_of("{@ include x}"), "1:11: a \"path\" is missing");
  EXPECT_EQ(error_of("{@ example \"x\"}"), "1:1: an example stands below its view");
  EXPECT_EQ(error_of("{@ view v()}\n{@ example x}"),
            "2:11: an example reads {@ example \"what it shows\"}");
  EXPECT_EQ(error_of("{@ view v()}{@ example \"x\"}<p>"), "1:31: <p> is not closed before this");
}

TEST(Expressions, HoldQuotesBracesAndCommasOfTheirOwn) {
  EXPECT_EQ(error_in("{a ? \"}\" : \"\\\"{\"}{std::vector<int>{1, 2}[0]}{f('}', 1'000)}"), "");
  EXPECT_EQ(error_in("<p title=\"{a ? \"x\" : \"\"}\" class='{t \"it''s\"}'></p>"), "");
  auto file = parse("a.html", "{@ view v()}{t \"{a} {b}\" a=f<int, long>(x, y), b=c == d}");
  const auto& arguments = file.views[0].steps[0].message.arguments;
  ASSERT_EQ(arguments.size(), 2u);
  EXPECT_EQ(arguments[0].value.text, "f<int, long>(x, y)");
  EXPECT_EQ(arguments[1].value.text, "c == d");
}

TEST(Expressions, KeepTheirLineAndColumnForTheCompiler) {
  auto cpp = definitions(parse("a.html", "{@ view v()}\n<p>đ {page.title}</p>"), {}, "n");
  EXPECT_NE(cpp.find("#line 2 \"a.html\"\n      page.title\n"), std::string::npos) << cpp;
}

TEST(Headers, AreThoseOfTheViewsThatAreCalled) {
  const std::vector<File> files = {
      parse("m/views/a.html", "{@ include \"m/a.hpp\"}\n{@ view a(const A& a)}{#wrap b()}x{/wrap}"),
      parse("m/views/b.html", "{@ view b(html::Content content)}{content}"),
      parse("m/views/c.html", "{@ view c()}{> other::b()}")};
  EXPECT_EQ(
      header(files[0], "n"),
      "// Generated by loom from m/views/a.html.\n#pragma once\n#include \"lib/html/out.hpp\"\n"
      "#include \"m/a.hpp\"\n\nnamespace n {\n\n"
      "void a(::gandan::html::Out& out, const A& a);\n\n}  // namespace n\n");
  const auto includes = [&](std::size_t i) {
    const std::string cpp = definitions(files[i], files, "n");
    return cpp.substr(cpp.find('\n') + 1, cpp.find("\n\n") - cpp.find('\n') - 1);
  };
  EXPECT_EQ(includes(0), "#include \"m/views/a.hpp\"\n#include \"m/views/b.hpp\"");
  EXPECT_EQ(includes(1), "#include \"m/views/b.hpp\"");
  EXPECT_EQ(includes(2), "#include \"m/views/c.hpp\"");
}

TEST(Examples, AreListedWithWhatIsSaidOfTheirViewAndHowTheyCallIt) {
  const std::vector<File> files = {
      parse("m/views/a.html",
            "{!-- Of the file. --}\n\n{@ view none()}\n\n{!-- Of b,\n     two lines. --}\n"
            "{@ view b(int n)}{n}{!-- said within --}.\n{@ example \"one\"}\n{> b(1)}\n"
            "{@ example \"two\"}\n{#let n = 2}\n{> b(n)}\n\n{!-- Of c. --}\n{@ view c()}c\n"
            "{@ example \"c\"}{> c()}"),
      parse("m/views/d.html", "{@ view d()}")};
  const auto& views = files[0].views;
  ASSERT_EQ(views.size(), 6u);
  EXPECT_EQ(views[0].note, "Of the file.");
  EXPECT_EQ(views[1].note, "Of b, two lines.");
  EXPECT_EQ(views[2].name + " of " + views[2].shows, "b_example_1 of b");
  EXPECT_EQ(views[3].source, "{#let n = 2}\n{> b(n)}");
  EXPECT_EQ(examples({&files[0], 1}, "n").find("none"), std::string::npos);
  EXPECT_NE(examples(files, "n")
                .find("    {.file = \"m/views/a.html\",\n"
                      "     .view = \"b\",\n"
                      "     .parameters = \"int n\",\n"
                      "     .note = \"Of b, two lines.\",\n"
                      "     .name = \"one\",\n"
                      "     .source = \"{> b(1)}\",\n"
                      "     .show = b_example_1},\n"),
            std::string::npos)
      << examples(files, "n");
  EXPECT_EQ(header(files[0], "n").find("example"), std::string::npos);
  EXPECT_NE(definitions(files[0], files, "n").find("void b_example_2("), std::string::npos);
  EXPECT_EQ(examples({&files[1], 1}, "n"), "// Generated by loom.\n#pragma once\n");
}

TEST(MessageTemplate, ListsEveryMessageWithItsPlace) {
  auto file = parse("a.html",
                    "{@ view v()}\n{t \"Say \\\"hi\\\"\"}\n<p title=\"{tc \"verb\" \"Answer\"}\">"
                    "{tn \"{n} day\" \"{n}\n   days\" n=3}</p>");
  EXPECT_EQ(messages(file),
            "#: a.html:2\nmsgid \"Say \\\"hi\\\"\"\nmsgstr \"\"\n\n"
            "#: a.html:3\nmsgctxt \"verb\"\nmsgid \"Answer\"\nmsgstr \"\"\n\n"
            "#: a.html:3\nmsgid \"{n} day\"\nmsgid_plural \"{n} days\"\n"
            "msgstr[0] \"\"\nmsgstr[1] \"\"\n\n");
}

}  // namespace
}  // namespace gandan::loom
