// What a route of the API does, for whoever writes programs: said once, where the route is added,
// and told as OpenAPI by kernel/api. Schemas and examples are JSON.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gandan::http {

struct Parameter {
  enum class In : std::uint8_t { path, query, header };
  In in = In::query;
  std::string_view name;  ///< of one in the path: as the pattern has it
  std::string_view meaning;
  std::string_view schema;   ///< R"({"type": "string"})"
  std::string_view example;  ///< R"("GD-7K3M-92QX-5BT7")"
};

struct Body {
  std::string_view media_type;
  std::string_view schema;  ///< the name of a schema of the document
  std::string_view example;
};

struct Answer {
  int status = 200;
  std::string_view meaning;
  std::string_view schema;  ///< the name of a schema of the document; empty: it has no body
};

/// Lives as long as the router: a constant.
struct Operation {
  std::string_view id;   ///< "sendPetition": of no other route
  std::string_view tag;  ///< the part of the API that it belongs to
  std::string_view summary;
  std::string_view description = {};
  std::vector<Parameter> parameters = {};
  std::optional<Body> body = {};
  std::vector<Answer> answers = {};
};

}  // namespace gandan::http
