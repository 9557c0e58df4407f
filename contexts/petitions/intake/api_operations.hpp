// What the routes of petitions in the API do, as OpenAPI tells it.
#pragma once
#include "kernel/api/api.hpp"

namespace gandan::petitions {

[[nodiscard]] const http::Operation& send_operation();
[[nodiscard]] const http::Operation& read_operation();
[[nodiscard]] const http::Operation& read_private_operation();
[[nodiscard]] const http::Operation& send_files_operation();
[[nodiscard]] const http::Operation& read_upload_operation();
[[nodiscard]] const http::Operation& send_piece_operation();

/// The schemas that they name.
[[nodiscard]] api::Part api_part();

}  // namespace gandan::petitions
