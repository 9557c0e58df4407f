// The place step of the form: asked as a question until one place is meant.
#include "contexts/petitions/intake/sending.hpp"
#include "contexts/petitions/views/send.hpp"
#include "kernel/turn/place_choice.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

/// `open` where the words may mean several places.
http::Response show_place_of(const Sending& s, std::optional<PlaceChoice> open) {
  SendPage page = frame_page(s, SendStep::place, N_("Where is it?"), 3, "similar");
  page.previous = "text";
  page.place = {
      .field =
          {.name = "place",
           .label = s.tr(N_("Where is it?")),
           .hint = s.tr(
               s.kind() == Kind::denunciation
                   ? N_("The commune is not sealed: officers see it beside the sealed words. If "
                        "it would give you away, choose that it is not about one place.")
                   : N_("Type the commune or ward and the province, with or without marks; "
                        "old names and new ones both work.")),
           .error = s.error_of("place"),
           .value = s.form.place_text,
           .is_question = true},
      .choice_error = s.error_of("unit")};
  std::string_view province = s.request.form.get("province");
  if (open && !open->province.empty()) province = open->province;
  page.place.browse = browse_places(s.services.database, s.services.clock, s.locale(),
                                    *s.services.directory.get(), province);
  page.place.browse->member.error = s.error_of("commune");
  page.place.browse->open = page.place.browse->open || s.request.form.has("browse");
  if (open) ask_for_place(s.locale(), std::move(*open), page.place);
  return show(s, views::send_place, page);
}

/// Nothing was typed and nothing chosen: said where the answer is missing.
void refuse_no_place(Sending& s) {
  if (!s.request.form.get("province").empty())
    s.refuse("commune", N_("Which commune or ward of this province is it? Choose it here."));
  else
    s.refuse("place", N_("Say where it is, or choose that it is not about one place."));
}

}  // namespace

http::Response show_place(const Sending& s) {
  return show_place_of(s, std::nullopt);
}

std::optional<http::Response> settle_place(Sending& s) {
  if (text::is_blank(s.form.place_text) && s.form.unit.empty()) {
    refuse_no_place(s);
    return show_place(s);
  }
  // What was chosen from the list counts, whatever words stand beside it.
  const bool is_listed = !s.request.form.get("commune").empty();
  PlaceChoice choice = choose_place(
      s.services.database, s.services.clock, s.locale(),
      is_listed ? std::string_view() : std::string_view(s.form.place_text), s.form.unit);
  if (!choice.is_settled()) {
    // What is open is a question, not an error, until it was asked of these words.
    if (s.request.form.has("asked") && s.request.form.get("asked") == s.form.place_text)
      s.refuse("unit", N_("Which of these do you mean? Choose one, or keep your words."));
    return show_place_of(s, std::move(choice));
  }
  s.form.place_text = choice.name;
  s.form.unit = choice.value();
  return std::nullopt;
}

}  // namespace gandan::petitions
