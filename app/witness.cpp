#include "app/witness.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/outside_log.hpp"
#include "lib/base/private_file.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"
#include "lib/tlog/lines.hpp"

namespace gandan::app {
namespace {

namespace fs = std::filesystem;

/// Neither 1, where nothing was proved, nor 2, where the command was called wrongly.
constexpr int is_split_view = 3;

/// One witness at a time has the state: two could each vouch for another history.
class Lock {
 public:
  explicit Lock(const fs::path& state)
      : file_(::open((state.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0 || ::flock(file_, LOCK_EX) != 0)
      throw std::runtime_error(state.string() + ".lock cannot be written");
  }
  ~Lock() { ::close(file_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int file_;
};

void sync(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  (void)::fsync(fd);
  ::close(fd);
}

/// What the command line and the state say together. Throws where there is no key of the log at
/// all.
WitnessState state_of(const cli::Arguments& arguments) {
  const fs::path file = arguments.get("state");
  WitnessState state;
  if (fs::exists(file)) {
    auto read = parse_witness_state(read_note_file(file));
    if (!read)
      throw std::runtime_error(file.string() +
                               " is not as a witness writes it: it was changed by hand. Bring it "
                               "back from a copy; with a new one, what was seen is forgotten");
    state = std::move(*read);
  }
  for (const std::string& text : arguments.list("log-key")) {
    tlog::VerifierKey key = verifier_key_of(text);
    if (!state.log_keys.empty() && state.log_keys[0].name != key.name)
      throw cli::UsageError("--log-key is of " + key.name + ", and --state of " +
                            state.log_keys[0].name);
    if (std::find(state.log_keys.begin(), state.log_keys.end(), key) == state.log_keys.end())
      state.log_keys.push_back(std::move(key));
  }
  if (state.log_keys.empty())
    throw cli::UsageError(
        "--log-key is missing: the first time, whose signature is to be believed");
  return state;
}

/// The file --key: name and seed on a line. Made where it is not there.
std::optional<tlog::Signer> signer_of(const cli::Arguments& arguments) {
  if (!arguments.has("key")) return std::nullopt;
  const fs::path file = arguments.get("key");
  if (!fs::exists(file)) {
    const std::string name = arguments.get("name");
    if (!tlog::is_key_name(name))
      throw cli::UsageError(
          "--name is missing: a new key needs the name by which others know this witness, such as "
          "witness.example");
    open_private(file) << name << ' ' << crypto::base64(crypto::random_bytes(32)) << '\n';
    sync(file);
  }
  const std::string line = read_note_file(file);
  const std::size_t space = line.find(' ');
  const auto seed =
      space == std::string::npos || !line.ends_with('\n')
          ? std::nullopt
          : crypto::from_base64(std::string_view(line).substr(space + 1, line.size() - space - 2));
  if (!seed || seed->size() != 32 || !tlog::is_key_name(line.substr(0, space)))
    throw std::runtime_error(file.string() + " is no key of a witness");
  return tlog::make_signer(line.substr(0, space), tlog::Algorithm::cosignature, *seed);
}

tlog::Checkpoint believed(const std::string& note, const WitnessState& state,
                          const std::string& whose) {
  auto opened = tlog::open_checkpoint(note, {state.log_keys[0].name, state.log_keys, {}});
  if (!opened) throw std::runtime_error(whose + " is not believed: " + why_refused(opened.error()));
  return std::move(opened->checkpoint);
}

/// Both notes, which anybody with the log's key can hold against each other. Nothing that is there
/// is overwritten.
void keep_evidence(const fs::path& state_file, const std::string& seen, const std::string& shown) {
  fs::path folder = state_file;
  folder += ".evidence";
  fs::create_directories(folder);
  for (const auto& [which, note] : {std::pair("seen", &seen), std::pair("shown", &shown)}) {
    const std::string digest = crypto::hex(crypto::sha256(*note)).substr(0, 16);
    const fs::path file = folder / (std::string(which) + '-' + digest + ".note");
    if (!fs::exists(file)) write_whole(file, *note);
    std::cerr << "Kept: " << file.string() << "\n";
  }
}

/// Before anybody reads the line: a witness that forgets what it vouched for could vouch for two.
/// So would one whose state cannot be read any more, which a log could bring about by what it adds.
void remember(const fs::path& file, const WitnessState& state) {
  const std::string text = text_of(state);
  if (text.size() > most_bytes || !parse_witness_state(text))
    throw std::runtime_error(
        "the checkpoint of " + state.log_keys[0].name +
        " is too long, or has too many signatures, to be kept here: nothing is remembered");
  write_whole(file, text);
}

int tell_contradiction(Growth growth, const tlog::Checkpoint& seen, const tlog::Checkpoint& shown) {
  std::cerr << shown.origin
            << (growth == Growth::went_back ? " went back: it shows " : " splits: it shows ")
            << shown.head.size << " entries, root " << tlog::base64_of(shown.head.root) << ", and "
            << seen.head.size << " entries, root " << tlog::base64_of(seen.head.root)
            << ", were signed and seen here before.\n";
  return is_split_view;
}

/// The note, with the cosignature below.
std::string cosigned(const std::string& note, const tlog::Signature& cosignature) {
  return note + tlog::text_of(std::span(&cosignature, 1));
}

int witness(const cli::Arguments& arguments) {
  const fs::path file = arguments.get("state");
  const Lock lock(file);
  WitnessState state = state_of(arguments);
  const auto signer = signer_of(arguments);
  const OutsideLog log(arguments.get("log"));
  const std::string note = log.checkpoint();
  const tlog::Checkpoint shown = believed(note, state, "the checkpoint of " + arguments.get("log"));
  tlog::Checkpoint seen;  // nothing: every log extends it
  if (!state.checkpoint.empty())
    seen = believed(state.checkpoint, state, "the checkpoint in " + file.string());
  switch (const Growth grown = growth(seen.head, shown.head, log.tiles())) {
    case Growth::extends:
      break;
    case Growth::tiles_wrong:
      throw std::runtime_error("the tiles of " + arguments.get("log") +
                               " are not those of its checkpoint: nothing was proved, and nothing "
                               "is remembered");
    default:
      keep_evidence(file, state.checkpoint, note);
      return tell_contradiction(grown, seen, shown);
  }
  state.checkpoint = note;
  std::string line;
  if (signer) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto text = tlog::parse_note(note)->text;
    const tlog::Signature cosignature = tlog::signature_of(*signer, text, now);
    line = tlog::text_of(std::span(&cosignature, 1));
    state.checkpoint = cosigned(note, cosignature);
  }
  remember(file, state);
  std::cerr << shown.origin << ": " << shown.head.size << " entries, root "
            << tlog::base64_of(shown.head.root)
            << (seen.head.size == 0 ? "; the first that is seen here\n"
                                    : "; it extends the " + std::to_string(seen.head.size) +
                                          " that were seen before\n");
  if (signer) std::cerr << "Cosigned as " << tlog::text_of(signer->key) << "\n";
  std::cout << line;
  return 0;
}

}  // namespace

std::string text_of(const WitnessState& state) {
  std::string text;
  for (const tlog::VerifierKey& key : state.log_keys)
    text += "log-key " + tlog::text_of(key) + '\n';
  return text + '\n' + state.checkpoint;
}

std::optional<WitnessState> parse_witness_state(std::string_view text) {
  WitnessState state;
  for (auto line = tlog::take_line(text); line; line = tlog::take_line(text)) {
    if (line->empty()) {
      state.checkpoint = text;
      const bool holds = !state.log_keys.empty() && (text.empty() || tlog::parse_note(text));
      return holds ? std::optional(std::move(state)) : std::nullopt;
    }
    const auto value = tlog::value_of(*line, "log-key");
    auto key = value ? tlog::parse_verifier_key(*value) : std::nullopt;
    if (!key) return std::nullopt;
    state.log_keys.push_back(std::move(*key));
  }
  return std::nullopt;
}

void write_whole(const fs::path& file, std::string_view bytes) {
  fs::path part = file;
  part += ".part";
  std::ofstream out(part, std::ios::binary | std::ios::trunc);
  out << bytes;
  out.close();
  if (!out) throw std::runtime_error(part.string() + " cannot be written");
  sync(part);
  fs::rename(part, file);
  sync(fs::absolute(file).parent_path());
}

cli::Command witness_command() {
  return {
      "witness",
      "",
      "Proves that a log has only grown since this witness saw it last, and remembers that; "
      "exits 3 where it has two histories.",
      {{"log", "URL|DIR", "https://…/log, or a folder with `checkpoint` and `tile`", true},
       {"state", "FILE", "what was seen last; made where it is not there", true},
       {"log-key", "KEY", "of the log, as its page shows it; remembered in the state", false, true},
       {"key", "FILE", "signs what was seen: prints a cosignature; made where it is not there"},
       {"name", "NAME", "of this witness, where its key is made"}},
      witness};
}

}  // namespace gandan::app
