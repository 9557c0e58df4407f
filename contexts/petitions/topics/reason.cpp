#include "contexts/petitions/topics/reason.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace gandan::petitions {
namespace {

namespace json = boost::json;

json::array array_of(const std::vector<std::string>& texts) {
  json::array out;
  for (const std::string& text : texts) out.emplace_back(text);
  return out;
}

std::vector<std::string> texts_of(const json::object& object, std::string_view key) {
  std::vector<std::string> out;
  if (const auto* found = object.if_contains({key.data(), key.size()}))
    for (const json::value& value : found->as_array()) out.emplace_back(value.as_string());
  return out;
}

bool flag_of(const json::object& object, std::string_view key) {
  return object.if_contains({key.data(), key.size()}) != nullptr;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    if (!out.empty()) out += ", ";
    out += text;
  }
  return out;
}

}  // namespace

std::string quoted(const std::vector<std::string>& phrases, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < phrases.size() && i < most; ++i) {
    if (i > 0) out += ", ";
    out += "“" + phrases[i] + "”";
  }
  return out;
}

std::string to_json(const grouping::Explanation& e) {
  json::object out;
  if (e.same_text) out["text"] = true;
  if (e.same_body) out["body"] = true;
  if (e.same_field) out["field"] = true;
  if (e.same_place) out["place"] = true;
  if (!e.references.empty()) out["references"] = array_of(e.references);
  if (!e.terms.empty()) out["terms"] = array_of(e.terms);
  return json::serialize(out);
}

std::string in_words(const grouping::Explanation& e, const i18n::Locale& locale) {
  std::string out;
  auto add = [&](std::string part) {
    if (!out.empty()) out += "; ";
    out += part;
  };
  if (e.same_text) add(std::string(locale.tr(N_("the same words"))));
  if (!e.terms.empty() && !e.same_text)
    add(locale.tr(N_("both speak of {terms}"), {{"terms", quoted(e.terms, 4)}}));
  if (!e.references.empty())
    add(locale.tr(N_("both cite {documents}"), {{"documents", joined(e.references)}}));
  if (e.same_body) add(std::string(locale.tr(N_("same body"))));
  if (e.same_field) add(std::string(locale.tr(N_("same field"))));
  if (e.same_place) add(std::string(locale.tr(N_("same place"))));
  return out;
}

std::string in_words(std::string_view text, const i18n::Locale& locale) {
  json::error_code error;
  json::value value = json::parse({text.data(), text.size()}, error);
  if (error || !value.is_object()) return {};
  const json::object& object = value.as_object();
  return in_words(grouping::Explanation{.same_text = flag_of(object, "text"),
                                        .same_body = flag_of(object, "body"),
                                        .same_field = flag_of(object, "field"),
                                        .same_place = flag_of(object, "place"),
                                        .references = texts_of(object, "references"),
                                        .terms = texts_of(object, "terms")},
                  locale);
}

}  // namespace gandan::petitions
