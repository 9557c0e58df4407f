#include "kernel/testing/forms.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace gandan::test {
namespace {

using Attributes = std::map<std::string, std::string, std::less<>>;

struct Tag {
  std::string name;  ///< "/form" where it ends one
  Attributes attributes;
  std::size_t end = 0;  ///< behind its '>'
};

std::string unescaped(std::string_view text) {
  static constexpr std::pair<std::string_view, char> entities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string out;
  while (!text.empty()) {
    const auto* entity = std::ranges::find_if(
        entities, [&](const auto& each) { return text.starts_with(each.first); });
    const bool is_plain = entity == std::end(entities);
    out += is_plain ? text.front() : entity->second;
    text.remove_prefix(is_plain ? 1 : entity->first.size());
  }
  return out;
}

/// The tag that begins at `at`, where a '<' stands.
Tag read_tag(std::string_view page, std::size_t at) {
  const std::size_t named = std::min(page.find_first_of(" \n>", at), page.size());
  Tag tag{.name = std::string(page.substr(at + 1, named - at - 1))};
  at = named;
  while (at < page.size() && page[at] != '>') {
    if (page[at] == ' ' || page[at] == '\n' || page[at] == '/' || page[at] == '=') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(page.find_first_of("= \n>", at), page.size());
    const std::string name(page.substr(at, end - at));
    at = end;
    std::string value;
    if (page.substr(at).starts_with("=\"")) {
      const std::size_t closed = std::min(page.find('"', at + 2), page.size());
      value = unescaped(page.substr(at + 2, closed - at - 2));
      at = closed + 1;
    }
    tag.attributes.insert_or_assign(name, std::move(value));
  }
  tag.end = std::min(at + 1, page.size());
  return tag;
}

std::string attribute(const Tag& tag, std::string_view name) {
  const auto at = tag.attributes.find(name);
  return at == tag.attributes.end() ? std::string() : at->second;
}

Control control_of(const Tag& tag) {
  Control control{.tag = tag.name,
                  .type = attribute(tag, "type"),
                  .name = attribute(tag, "name"),
                  .value = attribute(tag, "value"),
                  .classes = attribute(tag, "class"),
                  .autocomplete = attribute(tag, "autocomplete"),
                  .action = attribute(tag, "formaction"),
                  .max_length = std::atoi(attribute(tag, "maxlength").c_str()),
                  .is_chosen = tag.attributes.contains("checked")};
  if (control.type.empty()) control.type = tag.name == "button" ? "submit" : "text";
  return control;
}

std::string text_until(std::string_view page, std::size_t from, std::string_view end) {
  std::string_view text = page.substr(from, page.find(end, from) - from);
  if (text.starts_with('\n')) text.remove_prefix(1);
  return unescaped(text);
}

/// Reads a page tag by tag. What names a form that comes later waits for it.
class Reader {
 public:
  explicit Reader(std::string_view page) : page_(page) {}

  std::vector<HtmlForm> read() {
    for (std::size_t at = page_.find('<'); at != std::string_view::npos; at = page_.find('<', at))
      at = take(read_tag(page_, at));
    for (HtmlForm& form : forms_)
      if (auto named = before_.find(form.id); !form.id.empty() && named != before_.end())
        form.controls.insert(form.controls.begin(), named->second.begin(), named->second.end());
    return std::move(forms_);
  }

 private:
  std::size_t take(const Tag& tag) {
    if (tag.name == "form") {
      const std::string method = attribute(tag, "method");
      forms_.push_back({.id = attribute(tag, "id"),
                        .method = method.empty() ? "get" : method,
                        .action = attribute(tag, "action")});
      is_inside_ = true;
    } else if (tag.name == "/form") {
      is_inside_ = false;
    } else if (tag.name == "script") {  // a '<' in it begins no tag
      return std::min(page_.find("</script", tag.end), page_.size());
    } else if (tag.name == "option" && last_ != nullptr) {
      const bool is_first = last_->value.empty() && !last_->is_chosen;
      if (is_first || tag.attributes.contains("selected")) last_->value = attribute(tag, "value");
      last_->is_chosen = true;
    } else if (tag.name == "input" || tag.name == "textarea" || tag.name == "select" ||
               tag.name == "button") {
      add(tag);
    }
    return tag.end;
  }
  void add(const Tag& tag) {
    const std::string named = attribute(tag, "form");
    if (named.empty() && !is_inside_) return;
    auto& controls = named.empty() ? forms_.back().controls : before_[named];
    controls.push_back(control_of(tag));
    last_ = &controls.back();
    if (tag.name == "textarea") last_->value = text_until(page_, tag.end, "</textarea>");
  }

  std::string_view page_;
  std::vector<HtmlForm> forms_;
  std::map<std::string, std::vector<Control>> before_;  ///< by the form that they name
  Control* last_ = nullptr;                             ///< the last one read
  bool is_inside_ = false;
};

/// Whether both buttons do the same.
bool do_the_same(const HtmlForm& form, const Control& one, const Control& other) {
  auto where = [&](const Control& button) {
    return button.action.empty() ? form.action : button.action;
  };
  return one.name == other.name && (one.name.empty() || one.value == other.value) &&
         where(one) == where(other);
}

/// What only shows the page again, or leads to the next question.
bool only_looks_or_goes_on(const Control& button) {
  const bool goes_back = button.classes.find("back-button") != std::string::npos;
  return button.name == "look" || button.name == "preview" || button.name == "back" ||
         (button.name == "to" && !goes_back);
}

}  // namespace

bool Control::is_line() const {
  return tag == "input" && (type == "text" || type == "search" || type == "tel" ||
                            type == "email" || type == "password");
}

bool Control::is_secret() const {
  return type == "password" || autocomplete == "one-time-code";
}

bool Control::is_written() const {
  constexpr int worth_keeping = 10;  // characters: a part of a date is not
  return (is_line() || tag == "textarea") && !is_secret() &&
         (max_length == 0 || max_length >= worth_keeping);
}

bool HtmlForm::has_words() const {
  return std::ranges::any_of(controls, &Control::is_written);
}

bool HtmlForm::has_secrets() const {
  return std::ranges::any_of(controls, &Control::is_secret);
}

const Control* HtmlForm::language_button() const {
  const auto at = std::ranges::find(controls, "lang", &Control::name);
  return at == controls.end() || !at->sends() ? nullptr : &*at;
}

http::Fields HtmlForm::filled(std::string_view words) const {
  http::Fields fields;
  int n = 0;
  for (const Control& control : controls) {
    if (control.tag == "button" || control.name.empty() || control.is_secret()) continue;
    if (control.is_ticked_or_not() && !control.is_chosen) continue;
    fields.add(control.name, control.is_written() ? std::string(words) + " " + std::to_string(++n)
                                                  : control.value);
  }
  return fields;
}

std::vector<HtmlForm> forms_of(std::string_view page) {
  return Reader(page).read();
}

std::string first_value(std::string_view page, std::string_view field) {
  const std::string mark = "name=\"" + std::string(field) + "\" value=\"";
  const std::size_t at = page.find(mark);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + mark.size();
  return std::string(page.substr(from, page.find('"', from) - from));
}

std::string wrong_on_enter(const HtmlForm& form) {
  const auto& all = form.controls;
  const auto first = std::ranges::find_if(all, &Control::sends);
  if (first == all.end() || only_looks_or_goes_on(*first)) return {};
  if (first->name == "lang") return "it changes the language";
  for (auto field = all.begin(); field != all.end(); ++field) {
    if (!field->is_line() && !field->is_ticked_or_not()) continue;
    const auto next = std::find_if(field, all.end(), [](const Control& control) {
      return control.sends() && control.is_seen() && control.name != "browse";
    });
    if (next != all.end() && do_the_same(form, *first, *next)) continue;
    if (field->is_ticked_or_not() && std::ranges::any_of(all, &Control::is_line)) continue;
    return "in " + field->name + " it does not do what the next button does";
  }
  return {};
}

}  // namespace gandan::test
