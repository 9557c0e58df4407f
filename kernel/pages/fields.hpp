// Form fields: one struct a field, which the handler fills with what was typed and what is wrong.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace gandan::pages {

struct Field {
  std::string name;
  std::string label;
  std::string hint = {};
  std::string error = {};  ///< says what to do: "Say where it happens."
  std::string value = {};
  bool is_question = false;  ///< the label is the page's heading: one question a page
  bool optional = false;
  bool required = false;
  bool short_input = false;
  std::string type = "text";  ///< text, search, tel, email, password
  std::string autocomplete = {};
  int max_length = 0;  ///< 0: no limit
  int rows = 8;        ///< of a text area
  bool focus = false;  ///< the cursor begins here: on officers' pages, where a key opened the form
  std::string list = {};  ///< the id of a datalist of what is often meant
};

struct Option {
  std::string value;
  std::string label;
  std::string hint = {};
  bool chosen = false;
  bool asks_more = false;  ///< of radio buttons: what is `asked-of-it` is shown with it alone
  bool asks_else = false;  ///< the same with what is `asked-of-other`
};

struct DateField {
  Field field;  ///< its name is the prefix: NAME_day, NAME_month, NAME_year
  std::string day = {}, month = {}, year = {};
};

struct FileField {
  Field field;
  std::string accept = {};  ///< ".pdf,image/*"
  bool multiple = false;
  int most = 0;  ///< that are taken at once; 0: it is not said

  [[nodiscard]] bool takes_sound() const { return accept.find(".m4a") != std::string::npos; }
};

struct FieldError {
  std::string field;  ///< the field's name
  std::string message;
};

/// What the typed words may mean: a place, a body.
struct Offer {
  std::string value;
  std::string name;
  std::string note = {};  ///< "Lạng Sơn; held phường Vĩnh Trại before 01/07/2025"
  bool chosen = false;
};

/// What a finder offers to choose from in two steps, without typing: a group, then what is in it.
struct Browse {
  std::string label;  ///< "Choose from the list"
  Field group;
  std::vector<Option> groups;
  std::string verb;  ///< sends the form with browse=yes: it comes back with `members`
  Field member;
  std::vector<Option> members = {};
  bool open = false;
};

/// A field that finds a record while one types; without a script the page comes back with offers.
struct Finder {
  Field field;                        ///< the text typed
  std::string choice = "unit";        ///< the name of the radio buttons
  std::string live_href = "/places";  ///< answers with views::offers; asked ?NAME=typed
  std::string offers_id = "offers";   ///< of what they stand in: a page's second finder has its own
  std::vector<Offer> offers = {};
  std::string question = {};      ///< above the offers: "Do you mean …?"
  std::string choice_error = {};  ///< the question was asked, and nothing chosen
  std::optional<Browse> browse = {};
};

}  // namespace gandan::pages
