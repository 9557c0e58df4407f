// Compression of answers: brotli or gzip at their fastest settings, where the client accepts it.
#pragma once
#include <string>
#include <string_view>

namespace gandan::http {

enum class Encoding { identity, brotli, gzip };

/// The best of ours that an Accept-Encoding allows.
[[nodiscard]] Encoding accepted_encoding(std::string_view accept_encoding);
[[nodiscard]] std::string_view name_of(Encoding encoding);
/// Whether bytes of this type become smaller: text does, pictures do not.
[[nodiscard]] bool is_compressible(std::string_view content_type);
/// Empty where it fails.
[[nodiscard]] std::string compress(Encoding encoding, std::string_view bytes);

}  // namespace gandan::http
