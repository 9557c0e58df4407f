#include "app/backup_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "kernel/journal/journal.hpp"
#include "kernel/people/seal_keys.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/db/tables.hpp"

namespace gandan::app {
namespace {

namespace json = boost::json;

// The last line: what it is, the length of the manifest in ten digits, its checksum.
constexpr std::string_view mark = "\nGANDAN BACKUP 1 ";
constexpr std::size_t length_digits = 10, checksum_digits = 64;
constexpr std::size_t last_line = mark.size() + length_digits + 1 + checksum_digits + 1;

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (unsigned char byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
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
                                      {"seal_key", m.seal_key},
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
             .seal_key = word("seal_key"),
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

Manifest describe(db::Tx& tx) {
  const journal::Verification chain = journal::verify(tx);
  Manifest manifest{.engine = name_of(tx.engine()),
                    .made_at = {},
                    .bytes = 0,
                    .sha256 = {},
                    .entries = chain.entries,
                    .sealed = chain.sealed,
                    .head = chain.head,
                    .seal_key = people::key_sealed_to(tx).value_or(""),
                    .rows = {}};
  for (const std::string& table : db::tables_of(tx))
    manifest.rows[table] =
        tx.one<std::int64_t>("select count(*) from \"" + table + "\"", {}).value();
  return manifest;
}

void append_manifest(const std::string& file, Manifest manifest) {
  manifest.bytes = std::filesystem::file_size(file);
  manifest.sha256 = crypto::sha256_of_file(file, manifest.bytes);
  const std::string text = to_text(manifest);
  std::string length = std::to_string(text.size());
  length.insert(0, length_digits - length.size(), '0');
  std::ofstream out(file, std::ios::binary | std::ios::app);
  out << text << mark << length << ' ' << hexadecimal(crypto::sha256(text)) << '\n';
  out.close();
  int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  bool kept = out && fd >= 0 && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (!kept) throw std::runtime_error(file + " cannot be written: is the disk full?");
}

std::optional<Manifest> read_manifest(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(file))
    throw std::runtime_error(file + ": no such file, or it cannot be read");
  const std::uint64_t size = std::filesystem::file_size(file);
  if (size < last_line) return std::nullopt;
  const std::string line = read_from(in, size - last_line, last_line);
  if (!line.starts_with(mark)) return std::nullopt;
  const std::runtime_error broken(file + " is damaged: its manifest is not as it was written");
  const std::size_t length = std::strtoull(line.c_str() + mark.size(), nullptr, 10);
  if (length + last_line > size) throw broken;
  const std::string text = read_from(in, size - last_line - length, length);
  if (hexadecimal(crypto::sha256(text)) !=
      line.substr(last_line - 1 - checksum_digits, checksum_digits))
    throw broken;
  Manifest manifest = from_text(text);
  if (manifest.bytes != size - last_line - length ||
      manifest.sha256 != crypto::sha256_of_file(file, manifest.bytes))
    throw std::runtime_error(file +
                             " is damaged: it is not what was written (its checksum differs)");
  return manifest;
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
