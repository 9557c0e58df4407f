// multipart/form-data (RFC 7578), parsed while it arrives: fields into memory, files to Upload.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/http/decode.hpp"
#include "lib/http/request.hpp"

namespace gandan::http {

/// The boundary in a Content-Type; nothing where it is not multipart/form-data or has no valid one.
[[nodiscard]] std::optional<std::string> boundary_of(std::string_view content_type);

class MultipartParser {
 public:
  /// Fields and files go to where the request keeps them; both must outlive the parser.
  MultipartParser(std::string_view boundary, Fields& fields, std::vector<Upload>& files);

  /// Takes the next bytes of the body, however they are cut.
  [[nodiscard]] std::optional<Refusal> feed(std::string_view bytes);
  /// Says whether the body was whole.
  [[nodiscard]] std::optional<Refusal> finish() const;

 private:
  enum class At { before, after_boundary, headers, content, end };

  /// Each does one step over `held_` and says whether there is more that it can do.
  [[nodiscard]] Result<bool, Refusal> step();
  [[nodiscard]] Result<bool, Refusal> read_boundary_end();
  [[nodiscard]] Result<bool, Refusal> read_headers();
  [[nodiscard]] Result<bool, Refusal> read_content();
  [[nodiscard]] Result<bool, Refusal> open_part(std::string_view headers);
  [[nodiscard]] std::optional<Refusal> take_content(std::string_view bytes);
  [[nodiscard]] Result<bool, Refusal> close_part();

  const std::string delimiter_;  ///< "\r\n--boundary"
  Fields& fields_;
  std::vector<Upload>& files_;
  At at_ = At::before;
  std::string held_;  ///< bytes that have come but are not yet decided
  std::size_t parts_ = 0;
  std::size_t text_bytes_ = 0;  ///< of all fields together
  std::string name_;
  std::string text_;
  std::optional<Upload> file_;
};

}  // namespace gandan::http
