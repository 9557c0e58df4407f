#include "kernel/letters/text.hpp"

#include "lib/text/utf8.hpp"

namespace gandan::letters {
namespace {

constexpr std::size_t longest_quote = 3000;  // code points

}  // namespace

void Paragraphs::say(std::string_view words) {
  if (!text_.empty()) text_ += "\n";
  text_ += words;
  text_ += "\n";
}

void Paragraphs::link(std::string_view words, std::string_view href) {
  say(std::string(words).append("\n").append(href));
}

void Paragraphs::quote(std::string_view words) {
  const std::string_view shown = text::shorten(words, longest_quote);
  say(std::string(shown) + (shown.size() < words.size() ? "…" : ""));
}

std::string in_frame(std::string_view text, const Frame& frame, const i18n::Locale& locale) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  Paragraphs letter;
  letter.say(locale.tr(N_("Hello,")));
  letter.say(text);
  letter.link(locale.tr(N_("See how it stands, at any time:")), frame.page);
  if (frame.asks_to_confirm) {
    letter.link(
        locale.tr(
            N_("Shall we write to you when something happens? Then confirm this address here:")),
        frame.confirm);
    letter.say(locale.tr(N_("If you do not confirm it, this letter is the only one.")));
  }
  letter.link(locale.tr(N_("You get this letter because this address was given with {code}. To get "
                           "no more of them:"),
                        {{"code", frame.code}}),
              frame.stop);
  return letter.take();
}

}  // namespace gandan::letters
