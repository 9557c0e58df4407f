#include "app/backup_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "kernel/journal/log.hpp"
#include "kernel/people/seal_keys.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/db/tables.hpp"

namespace gandan::app {
namespace {

namespace json = boost::json;

// The last line: what it is, the length of the manifest in ten digits, its checksum, and since the
// second kind its MAC.
constexpr std::string_view mark = "\nGANDAN BACKUP 2 ", mark_of_before = "\nGANDAN BACKUP 1 ";
constexpr std::size_t length_digits = 10, checksum_digits = 64, mac_digits = 64;
constexpr std::size_t line_of_before = mark.size() + length_digits + 1 + checksum_digits + 1;
constexpr std::size_t last_line = line_of_before + 1 + mac_digits;

std::string mac_of(const crypto::SealKey& key, std::string_view manifest) {
  return crypto::hex(crypto::hmac_sha256(crypto::derive(key, "backup manifest"), manifest));
}

std::string to_text(const Manifest& m) {
  json::object rows;
  for (const auto& [table, n] : m.rows) rows[table] = n;
  return json::serialize(json::object{{"engine", m.engine},
                                      {"made_at", m.made_at.micros},
                                      {"bytes", m.bytes},
                                      {"sha256", m.sha256},
                                      {"entries", m.entries},
                                      {"sealed", m.sealed},
                                      {"head", m.head},
                                      {"log_head", m.log_head},
                                      {"seal_key", m.seal_key},
                                      {"vouched_by", m.vouched_by},
                                      {"rows", std::move(rows)}});
}

Manifest from_text(std::string_view text) {
  const json::object object = json::parse(text).as_object();
  auto word = [&](const char* name) { return std::string(object.at(name).as_string()); };
  auto number = [&](const char* name) { return object.at(name).to_number<std::int64_t>(); };
  Manifest m{.engine = word("engine"),
             .made_at = Instant{number("made_at")},
             .bytes = static_cast<std::uint64_t>(number("bytes")),
             .sha256 = word("sha256"),
             .entries = number("entries"),
             .sealed = number("sealed"),
             .head = word("head"),
             .log_head = object.contains("log_head") ? word("log_head") : "",
             .seal_key = word("seal_key"),
             .vouched_by = object.contains("vouched_by") ? word("vouched_by") : "",
             .rows = {}};
  for (const auto& [table, n] : object.at("rows").as_object())
    m.rows[std::string(table)] = n.to_number<std::int64_t>();
  return m;
}

std::string read_from(std::ifstream& in, std::uint64_t at, std::size_t length) {
  std::string bytes(length, '\0');
  in.seekg(static_cast<std::streamoff>(at));
  in.read(bytes.data(), static_cast<std::streamsize>(length));
  return bytes;
}

}  // namespace

std::string name_of(db::Engine engine) {
  return engine == db::Engine::sqlite ? "sqlite" : "postgresql";
}

namespace {

/// A database of an earlier program has no log.
std::string log_head_of(db::Tx& tx) {
  const auto tables = db::tables_of(tx);
  if (std::find(tables.begin(), tables.end(), "log_checkpoints") == tables.end()) return {};
  const auto head = journal::log_head(tx);
  return head ? head->note : std::string();
}

}  // namespace

Manifest describe(db::Tx& tx) {
  const journal::Verification chain = journal::verify(tx);
  Manifest manifest{.engine = name_of(tx.engine()),
                    .made_at = {},
                    .bytes = 0,
                    .sha256 = {},
                    .entries = chain.entries,
                    .sealed = chain.sealed,
                    .head = chain.head,
                    .log_head = log_head_of(tx),
                    .seal_key = people::key_sealed_to(tx).value_or(""),
                    .vouched_by = {},
                    .rows = {}};
  for (const std::string& table : db::tables_of(tx))
    manifest.rows[table] =
        tx.one<std::int64_t>("select count(*) from \"" + table + "\"", {}).value();
  return manifest;
}

void append_manifest(const std::string& file, Manifest manifest, const crypto::SealKey& key) {
  manifest.bytes = std::filesystem::file_size(file);
  manifest.sha256 = crypto::sha256_of_file(file, manifest.bytes);
  manifest.vouched_by = key.id;
  const std::string text = to_text(manifest);
  std::string length = std::to_string(text.size());
  length.insert(0, length_digits - length.size(), '0');
  std::ofstream out(file, std::ios::binary | std::ios::app);
  out << text << mark << length << ' ' << crypto::hex(crypto::sha256(text)) << ' '
      << mac_of(key, text) << '\n';
  out.close();
  int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  bool kept = out && fd >= 0 && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (!kept) throw std::runtime_error(file + " cannot be written: is the disk full?");
}

std::optional<Written> read_manifest(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(file))
    throw std::runtime_error(file + ": no such file, or it cannot be read");
  const std::uint64_t size = std::filesystem::file_size(file);
  std::string line;
  for (auto [begins, length] : {std::pair(mark, last_line), {mark_of_before, line_of_before}}) {
    if (size < length) continue;
    line = read_from(in, size - length, length);
    if (line.starts_with(begins)) break;
    line.clear();
  }
  if (line.empty()) return std::nullopt;
  const std::runtime_error broken(file + " is damaged: its manifest is not as it was written");
  const std::size_t length = std::strtoull(line.c_str() + mark.size(), nullptr, 10);
  if (length + line.size() > size) throw broken;
  Written written{.text = read_from(in, size - line.size() - length, length)};
  if (crypto::hex(crypto::sha256(written.text)) !=
      line.substr(mark.size() + length_digits + 1, checksum_digits))
    throw broken;
  written.manifest = from_text(written.text);
  if (line.size() == last_line) written.mac = line.substr(last_line - 1 - mac_digits, mac_digits);
  const Manifest& manifest = written.manifest;
  if (manifest.bytes != size - line.size() - length ||
      manifest.sha256 != crypto::sha256_of_file(file, manifest.bytes))
    throw std::runtime_error(file +
                             " is damaged: it is not what was written (its checksum differs)");
  return written;
}

bool is_vouched(const Written& written, const crypto::SealKey& key) {
  return crypto::same_secret(written.mac, mac_of(key, written.text));
}

std::string difference(const Manifest& written, const Manifest& found) {
  if (found.entries != written.entries || found.sealed != written.sealed)
    return "its journal has " + std::to_string(found.entries) + " entries and not " +
           std::to_string(written.entries);
  if (found.head != written.head) return "its journal has another head than when it was made";
  if (found.seal_key != written.seal_key)
    return "it is sealed to another key than when it was made";
  for (const auto& [table, n] : written.rows) {
    auto there = found.rows.find(table);
    if (there == found.rows.end()) return "it has no table " + table;
    if (there->second != n)
      return "its table " + table + " has " + std::to_string(there->second) + " rows and not " +
             std::to_string(n);
  }
  return found.rows.size() == written.rows.size() ? "" : "it has more tables than when it was made";
}

}  // namespace gandan::app
