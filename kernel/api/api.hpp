// The API as OpenAPI 3.1: made of what its routes say where they are added, and of the schemas that
// modules name.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/http/app.hpp"

namespace gandan::api {

struct Schema {
  std::string_view name;  ///< "Petition"; of no other schema
  std::string json;       ///< JSON Schema (2020-12); refers to others as "#/components/schemas/…"
};

/// What a module has in the API: routes with this tag, and schemas for them.
struct Part {
  std::string_view tag;  ///< "petitions"; empty: the module has no route there
  std::string_view meaning = {};
  std::vector<Schema> schemas = {};
};

/// A schema of one of these words.
[[nodiscard]] std::string one_of(const std::vector<std::string_view>& words);

/// The document, on one line: every route that has an operation. Besides the schemas of `parts` it
/// has Errors, in which every answer of 400 and above is written. Throws std::logic_error where an
/// operation names a schema that there is not, or leaves out a capture of its pattern, and where a
/// schema or an example is no JSON.
[[nodiscard]] std::string document(const http::Router& router, std::span<const Part> parts,
                                   std::string_view public_origin);

/// GET /api/v1/openapi.json. The document is made when it is asked for: of all routes, also those
/// that are added later.
void add_document(http::App& app, std::vector<Part> parts);

}  // namespace gandan::api
