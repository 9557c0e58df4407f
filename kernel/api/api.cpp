#include "kernel/api/api.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <set>
#include <stdexcept>

#include "lib/json/json.hpp"

namespace gandan::api {
namespace {

namespace bj = boost::json;

constexpr std::string_view errors_schema = R"({
  "type": "object",
  "description": "What is wrong, in the reader's language (Accept-Language: vi or en).",
  "required": ["errors"],
  "additionalProperties": false,
  "properties": {"errors": {"type": "array", "minItems": 1, "items": {
    "type": "object",
    "required": ["message"],
    "additionalProperties": false,
    "properties": {
      "field": {"type": "string", "description": "Which member of the body; none: the request itself."},
      "message": {"type": "string"},
      "candidates": {
        "type": "array",
        "description": "What may be meant: send one of the names.",
        "items": {"type": "object", "required": ["name"], "additionalProperties": false,
                  "properties": {"name": {"type": "string"}, "note": {"type": "string"}}}
      }}}}}
})";

const http::Operation read_document{.id = "readOpenApi",
                                    .tag = "about",
                                    .summary = "This document",
                                    .answers = {{200, "The API as OpenAPI 3.1.", "OpenApi"}}};

bj::string text(std::string_view words) {
  return bj::string(words.data(), words.size());
}

bj::value parsed(std::string_view json, std::string_view of) {
  auto value = gandan::json::parse(json);
  if (!value) throw std::logic_error(std::string(of) + ": " + value.error().reason);
  return std::move(*value);
}

class Document {
 public:
  explicit Document(std::span<const Part> parts) {
    add_schema({"Errors", std::string(errors_schema)});
    add_schema({"OpenApi", R"({"type": "object", "required": ["openapi", "info", "paths"]})"});
    add_tag("about", "The API itself.");
    for (const Part& part : parts) {
      if (part.tag.empty()) continue;
      add_tag(part.tag, part.meaning);
      for (const Schema& schema : part.schemas) add_schema(schema);
    }
  }

  void add(const http::Route& route) {
    auto& path = paths_[route.pattern];
    if (path.is_null()) path = bj::object();
    std::string method(http::name_of(route.method));
    std::ranges::transform(method, method.begin(),
                           [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    path.as_object()[method] = operation_of(route);
  }

  [[nodiscard]] std::string text_of(std::string_view public_origin) && {
    return gandan::json::serialize(bj::object{
        {"openapi", "3.1.0"},
        {"info",
         bj::object{{"title", "Gần Dân"},
                    {"version", "1.0.0"},
                    {"description",
                     "What programs may send and read. Nobody signs in: what belongs to one sender "
                     "is opened by the private key of its receipt. Answers of 400 and above say "
                     "what is wrong in the language of Accept-Language (vi or en)."},
                    {"contact", bj::object{{"name", "Whoever runs this installation"}}},
                    {"license", bj::object{{"name", "AGPL-3.0-or-later"},
                                           {"identifier", "AGPL-3.0-or-later"}}}}},
        {"servers",
         bj::array{bj::object{{"url", text(public_origin.empty() ? "/" : public_origin)},
                              {"description", "The installation that gave this document."}}}},
        {"security", bj::array()},
        {"tags", std::move(tags_)},
        {"paths", std::move(paths_)},
        {"components", bj::object{{"schemas", std::move(schemas_)}}}});
  }

 private:
  void add_tag(std::string_view name, std::string_view meaning) {
    tags_.push_back(bj::object{{"name", text(name)}, {"description", text(meaning)}});
  }
  void add_schema(const Schema& schema) {
    schemas_[text(schema.name)] = parsed(schema.json, schema.name);
  }
  [[nodiscard]] bj::object reference(std::string_view schema, std::string_view of) const {
    if (!schemas_.contains(text(schema)))
      throw std::logic_error(std::string(of) + ": there is no schema " + std::string(schema));
    return {{"$ref", text("#/components/schemas/" + std::string(schema))}};
  }

  [[nodiscard]] static bj::array parameters_of(const http::Route& route) {
    static constexpr std::string_view places[] = {"path", "query", "header"};
    bj::array all;
    std::set<std::string> captures;
    for (const http::Parameter& each : route.operation->parameters) {
      const bool in_path = each.in == http::Parameter::In::path;
      if (in_path) captures.insert("{" + std::string(each.name) + "}");
      all.push_back(bj::object{{"name", text(each.name)},
                               {"in", text(places[static_cast<std::size_t>(each.in)])},
                               {"description", text(each.meaning)},
                               {"required", in_path},
                               {"schema", parsed(each.schema, each.name)},
                               {"example", parsed(each.example, each.name)}});
    }
    const auto count = std::ranges::count(route.pattern, '{');
    const bool has_all = std::ranges::all_of(captures, [&](const std::string& capture) {
      return route.pattern.find(capture) != std::string::npos;
    });
    if (!has_all || static_cast<std::size_t>(count) != captures.size())
      throw std::logic_error(route.pattern + ": its captures are not those of its operation");
    return all;
  }

  [[nodiscard]] bj::object content(const http::Body& body, std::string_view of) const {
    bj::object media{{"schema", reference(body.schema, of)}};
    if (!body.example.empty()) media["example"] = parsed(body.example, of);
    return {{text(body.media_type), std::move(media)}};
  }

  [[nodiscard]] bj::object answer(const http::Answer& each, std::string_view of) const {
    if (each.schema.empty()) return {{"description", text(each.meaning)}};
    return {{"description", text(each.meaning)},
            {"content", content({"application/json", each.schema, {}}, of)}};
  }

  [[nodiscard]] bj::object operation_of(const http::Route& route) const {
    const http::Operation& op = *route.operation;
    bj::object out{{"operationId", text(op.id)},
                   {"tags", bj::array{text(op.tag)}},
                   {"summary", text(op.summary)},
                   {"description", text(op.description.empty() ? op.summary : op.description)}};
    if (auto parameters = parameters_of(route); !parameters.empty())
      out["parameters"] = std::move(parameters);
    if (op.body)
      out["requestBody"] = bj::object{{"required", true}, {"content", content(*op.body, op.id)}};
    bj::object answers;
    for (const http::Answer& each : op.answers)
      answers[std::to_string(each.status)] = answer(each, op.id);
    answers["429"] = answer({429, "Too many requests from this address: wait.", "Errors"}, op.id);
    out["responses"] = std::move(answers);
    return out;
  }

  bj::array tags_;
  bj::object paths_, schemas_;
};

}  // namespace

std::string one_of(const std::vector<std::string_view>& words) {
  bj::array all;
  for (std::string_view word : words) all.push_back(text(word));
  return gandan::json::serialize(bj::object{{"type", "string"}, {"enum", std::move(all)}});
}

std::string document(const http::Router& router, std::span<const Part> parts,
                     std::string_view public_origin) {
  Document made(parts);
  for (const auto& route : router.table())
    if (route->operation != nullptr) made.add(*route);
  return std::move(made).text_of(public_origin);
}

void add_document(http::App& app, std::vector<Part> parts) {
  app.router.get(
      "/api/v1/openapi.json", http::everyone(),
      [&app, parts = std::move(parts)](http::Request&) {
        return http::Response::json(document(app.router, parts, app.options().public_origin));
      },
      {.operation = &read_document});
}

}  // namespace gandan::api
