#include "app/ask_witnesses.hpp"

#include "app/outside_log.hpp"
#include "kernel/journal/cosignatures.hpp"
#include "lib/cli/command.hpp"
#include "lib/fetch/fetch.hpp"
#include "lib/log/log.hpp"
#include "lib/tlog/lines.hpp"

namespace gandan::app {
namespace {

constexpr fetch::Limits limits{.time = std::chrono::seconds(10), .bytes = 64 * 1024};
constexpr int is_cosigned = 200, saw_another_size = 409;

/// What a witness says in a 409: the size that it saw last, on a line.
std::optional<std::uint64_t> size_seen(std::string_view body) {
  const auto line = tlog::take_line(body);
  return line && body.empty() ? tlog::parse_number(*line) : std::nullopt;
}

/// Why it was not cosigned; nothing: it was.
std::string ask(Services& services, const Witness& witness) {
  auto old_size = services.database.read([&](db::Tx& tx) -> std::optional<std::uint64_t> {
    const auto head = journal::log_head(tx);
    const std::uint64_t size = journal::cosigned_size(tx, witness.key);
    if (!head || size == static_cast<std::uint64_t>(head->size)) return std::nullopt;
    return size;
  });
  if (!old_size) return {};
  for (int tries = 0; tries < 2; ++tries) {
    const auto question = services.database.read(
        [&](db::Tx& tx) { return journal::question_to_witness(tx, *old_size); });
    if (!question) return "it saw more entries than the log has";
    const auto answer = fetch::post(witness.address + "/add-checkpoint", text_of(*question),
                                    "text/plain; charset=utf-8", limits);
    if (!answer) return answer.error().reason;
    if (answer->status == is_cosigned) {
      const bool is_kept = services.database.write([&](db::Tx& tx) {
        return journal::keep_cosignature(tx, services.clock, witness.key, question->checkpoint,
                                         answer->body);
      });
      return is_kept ? "" : "its cosignature is not by its key";
    }
    const auto seen = answer->status == saw_another_size ? size_seen(answer->body)
                                                         : std::optional<std::uint64_t>();
    if (!seen || *seen == *old_size) return "it says " + std::to_string(answer->status);
    old_size = seen;
  }
  return "it saw another size each time";
}

}  // namespace

std::vector<Witness> witnesses_of(const std::vector<std::string>& texts) {
  std::vector<Witness> witnesses;
  for (const std::string& text : texts) {
    const std::size_t end = text.rfind('=');  // a key has none
    if (end == std::string::npos || !fetch::is_address(text))
      throw cli::UsageError("--witness takes https://witness.example=KEY, not '" + text + "'");
    Witness witness{text.substr(0, end), verifier_key_of(std::string_view(text).substr(end + 1))};
    while (witness.address.ends_with('/')) witness.address.pop_back();
    witnesses.push_back(std::move(witness));
  }
  return witnesses;
}

void ask_witnesses(Services& services, const std::vector<Witness>& witnesses) {
  for (const Witness& witness : witnesses) {
    const std::string why = ask(services, witness);
    if (!why.empty()) log::warning("witness", {{"witness", witness.key.name}, {"reason", why}});
  }
}

}  // namespace gandan::app
