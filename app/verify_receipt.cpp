#include "app/verify_receipt.hpp"

#include <iostream>
#include <stdexcept>

#include "app/inert.hpp"
#include "app/outside_log.hpp"
#include "kernel/receipts/proof.hpp"

namespace gandan::app {
namespace {

struct Receipt {
  tlog::ProofFile file;
  receipts::Claim claim;
};

Receipt read_receipt(const std::string& name) {
  auto file = tlog::parse_proof_file(read_note_file(name));
  auto claim = file && file->extra ? receipts::parse_claim(*file->extra) : std::nullopt;
  if (!claim) throw std::runtime_error(name + " is no receipt of gandan, or it was changed");
  return {std::move(*file), std::move(*claim)};
}

/// --key, or else the one that the receipt names: then it is said that only this was believed.
std::vector<tlog::VerifierKey> keys_of(const cli::Arguments& arguments, const Receipt& receipt) {
  std::vector<tlog::VerifierKey> keys;
  for (const std::string& text : arguments.list("key")) keys.push_back(verifier_key_of(text));
  if (!keys.empty()) return keys;
  auto own = tlog::parse_verifier_key(receipt.claim.log_key);
  if (!own) throw std::runtime_error("the receipt names no key of a log: give it with --key");
  std::cout << "key " << inert(receipt.claim.log_key)
            << "\n  as the receipt itself names it; compare it with one that was published "
               "elsewhere, or give that one with --key\n";
  return {std::move(*own)};
}

void print(const Receipt& receipt, const tlog::Checkpoint& checkpoint) {
  std::cout << "log " << inert(checkpoint.origin) << "\nentry " << receipt.file.index << " of "
            << checkpoint.head.size << "\n";
  if (const auto told = receipts::told_by(receipt.claim))
    std::cout << "at " << rfc3339(told->at) << "\ndeed " << inert(told->verb) << "\nrecord "
              << inert(told->kind) << ' ' << inert(told->id) << "\n";
  std::size_t hidden = 0;
  for (const journal::Part& part : receipt.claim.opening.parts) {
    if (part.hidden)
      ++hidden;
    else
      std::cout << inert(part.name) << ": " << inert(part.value) << "\n";
  }
  if (hidden > 0) std::cout << "parts that are not shown " << hidden << "\n";
}

int tell_broken(const std::string& why) {
  std::cout << "broken: " << why << "\n";
  return 1;
}

/// Whether today's head of the log holds all that the receipt's did.
int verify_today(const std::string& address, const tlog::Checkpoint& then,
                 const tlog::Trust& trust) {
  const OutsideLog log(address);
  const auto today = tlog::open_checkpoint(log.checkpoint(), trust);
  if (!today)
    return tell_broken("the checkpoint of " + address + ": " + why_refused(today.error()));
  const tlog::TreeHead head = today->checkpoint.head;
  switch (growth(then.head, head, log.tiles())) {
    case Growth::extends:
      std::cout << "today " << head.size << " entries, which begin as the receipt says\n";
      return 0;
    case Growth::went_back:
      return tell_broken("the log has " + std::to_string(head.size) + " entries today and had " +
                         std::to_string(then.head.size) + " when the receipt was written");
    case Growth::split_view:
      return tell_broken(
          "the log's history is another than the one in the receipt, and the same key signed both: "
          "keep this receipt");
    case Growth::tiles_wrong:
      break;
  }
  return tell_broken("the tiles of " + address + " are not those of its checkpoint");
}

}  // namespace

int verify_receipt(const cli::Arguments& arguments) {
  if (arguments.positional().size() > 1) throw cli::UsageError("one receipt at a time");
  const Receipt receipt = read_receipt(arguments.positional()[0]);
  const auto keys = keys_of(arguments, receipt);
  const tlog::Trust trust{keys[0].name, keys, {}};
  const auto then = tlog::verify(receipt.file, journal::leaf_of(receipt.claim.opening), trust);
  if (!then) return tell_broken("the receipt: " + why_refused(then.error()));
  print(receipt, then->checkpoint);
  if (arguments.has("log")) {
    const int today = verify_today(arguments.get("log"), then->checkpoint, trust);
    if (today != 0) return today;
  } else {
    std::cout << "today not asked: --log names the log\n";
  }
  std::cout << "intact\n";
  return 0;
}

}  // namespace gandan::app
