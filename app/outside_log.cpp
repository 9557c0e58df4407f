#include "app/outside_log.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "lib/cli/command.hpp"
#include "lib/fetch/fetch.hpp"

namespace gandan::app {
namespace {

namespace fs = std::filesystem;

constexpr int ok_status = 200, not_found_status = 404;

std::optional<std::string> read_if_there(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || !fs::is_regular_file(file)) return std::nullopt;
  std::string bytes(most_bytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() > most_bytes) throw std::runtime_error(file.string() + " is too long");
  return bytes;
}

}  // namespace

OutsideLog::OutsideLog(std::string address)
    : address_(std::move(address)), is_folder_(!fetch::is_address(address_)) {
  while (address_.size() > 1 && address_.ends_with('/')) address_.pop_back();
}

std::optional<std::string> OutsideLog::read(const std::string& path) const {
  const std::string at = address_ + '/' + path;
  if (is_folder_) return read_if_there(at);
  auto answer = fetch::get(at, {.bytes = most_bytes});
  if (!answer) throw std::runtime_error(at + ": " + answer.error().reason);
  if (answer->status == not_found_status) return std::nullopt;
  if (answer->status != ok_status)
    throw std::runtime_error(at + ": the server says " + std::to_string(answer->status));
  return std::move(answer->body);
}

std::string OutsideLog::checkpoint() const {
  auto note = read("checkpoint");
  if (!note) throw std::runtime_error(address_ + " has no checkpoint: it is no log");
  return std::move(*note);
}

tlog::TileSource OutsideLog::tiles() const {
  return [this](const tlog::TileName& name) { return read(tlog::path_of(name)); };
}

Growth growth(const tlog::TreeHead& earlier, const tlog::TreeHead& later,
              const tlog::TileSource& tiles) {
  if (later.size < earlier.size) return Growth::went_back;
  if (later.size == earlier.size)
    return later.root == earlier.root ? Growth::extends : Growth::split_view;
  tlog::TileReader reader(later.size, tiles);
  if (reader.root() != later.root) return Growth::tiles_wrong;
  if (earlier.size == 0) return Growth::extends;
  // First that the tiles are those of the later head: only then do they speak against the earlier.
  const auto source = [&reader](tlog::Node node) { return reader.hash(node); };
  const auto began = tlog::root(earlier.size, source);
  const auto proof = reader.consistency_proof(earlier.size);
  if (!began || !proof || !tlog::verify_consistency({earlier.size, *began}, later, *proof))
    return Growth::tiles_wrong;
  return *began == earlier.root ? Growth::extends : Growth::split_view;
}

std::string read_note_file(const fs::path& file) {
  auto bytes = read_if_there(file);
  if (!bytes) throw std::runtime_error(file.string() + " cannot be read");
  return std::move(*bytes);
}

tlog::VerifierKey verifier_key_of(std::string_view text) {
  auto key = tlog::parse_verifier_key(text);
  if (!key)
    throw cli::UsageError("'" + std::string(text) +
                          "' is no key of a log: it looks like NAME+12345678+BASE64, as /log shows "
                          "it");
  return std::move(*key);
}

std::string why_refused(const tlog::Refusal& refusal) {
  const std::string of_key = refusal.key.empty() ? "" : " (" + refusal.key + ")";
  switch (refusal.fault) {
    case tlog::Fault::malformed:
      return "it is not written as a checkpoint is";
    case tlog::Fault::ambiguous_key:
      return "two keys that were given have the same name and id" + of_key;
    case tlog::Fault::invalid_signature:
      return "the signature of a known key is wrong" + of_key;
    case tlog::Fault::no_known_key:
      return "none of the keys that were given signed it";
    case tlog::Fault::other_log:
      return "it is another log's";
    case tlog::Fault::not_proved:
      return "the entry is not in its tree";
  }
  return "it is not believed";
}

}  // namespace gandan::app
