#include "lib/http/assets.hpp"

#include <cstdint>
#include <stdexcept>

#include "lib/crypto/encoding.hpp"
#include "lib/http/compress.hpp"

namespace gandan::http {
namespace {

/// FNV-1a, 64 bits, over all of them: names a version, defends against nothing.
std::string version_of(std::span<const EmbeddedFile> files) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  const auto add = [&](std::string_view bytes) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  };
  for (const EmbeddedFile& file : files) {
    add(file.name);
    add(file.bytes);
  }
  return crypto::hex(hash);
}

}  // namespace

std::string_view content_type_of(std::string_view file_name) {
  static const std::map<std::string_view, std::string_view> types{
      {"css", "text/css; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"mjs", "text/javascript; charset=utf-8"},
      {"json", "application/json"},
      {"webmanifest", "application/manifest+json"},
      {"html", "text/html; charset=utf-8"},
      {"txt", "text/plain; charset=utf-8"},
      {"csv", "text/csv; charset=utf-8"},
      {"svg", "image/svg+xml"},
      {"png", "image/png"},
      {"jpg", "image/jpeg"},
      {"jpeg", "image/jpeg"},
      {"webp", "image/webp"},
      {"avif", "image/avif"},
      {"ico", "image/x-icon"},
      {"woff2", "font/woff2"},
      {"woff", "font/woff"},
      {"ttf", "font/ttf"},
      {"pdf", "application/pdf"},
      {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
  };
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return "application/octet-stream";
  const auto at = types.find(file_name.substr(dot + 1));
  return at == types.end() ? "application/octet-stream" : at->second;
}

Assets::Assets(std::span<const EmbeddedFile> files) {
  const std::string folder = "/assets/" + version_of(files) + "/";
  auto assets = std::make_shared<std::map<std::string, Asset, std::less<>>>();
  const auto is_twin = [](std::string_view name) {
    return name.ends_with(".br") || name.ends_with(".gz");
  };
  for (const EmbeddedFile& file : files) {
    if (is_twin(file.name)) continue;
    (*assets)[std::string(file.name)] = Asset{.url = folder + std::string(file.name),
                                              .content_type = content_type_of(file.name),
                                              .plain = file.bytes};
  }
  for (const EmbeddedFile& file : files) {
    if (!is_twin(file.name)) continue;
    const auto asset = assets->find(file.name.substr(0, file.name.size() - 3));
    if (asset == assets->end() || file.bytes.size() >= asset->second.plain.size()) continue;
    (file.name.ends_with(".br") ? asset->second.brotli : asset->second.gzip) = file.bytes;
  }
  assets_ = std::move(assets);
}

const std::string& Assets::url(std::string_view name) const {
  const auto at = assets_->find(name);
  if (at == assets_->end()) throw std::out_of_range("no such asset: " + std::string(name));
  return at->second.url;
}

void Assets::add_routes(Router& router) const {
  router.get("/assets/{hash}/{name...}", everyone(),
             [assets = assets_](const Request& request, std::string_view, std::string_view name) {
               const auto at = assets->find(name);
               if (at == assets->end()) return Response::not_found();
               const Asset& asset = at->second;
               Response response;
               response.headers.add("Content-Type", asset.content_type);
               // Another hash asks for another version: it may have this one, but not keep it.
               response.headers.add("Cache-Control", request.path == asset.url
                                                         ? "public, max-age=31536000, immutable"
                                                         : "no-cache");
               response.headers.add("Vary", "Accept-Encoding");
               const Encoding encoding = accepted_encoding(request.headers.get("Accept-Encoding"));
               if (encoding == Encoding::brotli && !asset.brotli.empty()) {
                 response.borrowed = asset.brotli;
                 response.headers.add("Content-Encoding", "br");
               } else if (encoding == Encoding::gzip && !asset.gzip.empty()) {
                 response.borrowed = asset.gzip;
                 response.headers.add("Content-Encoding", "gzip");
               } else {
                 response.borrowed = asset.plain;
               }
               return response;
             });
}

}  // namespace gandan::http
