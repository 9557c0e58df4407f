#include "kernel/desk/held_rows.hpp"

#include <charconv>

namespace gandan::desk {
namespace {

const db::Sql held_by_id{R"(
  select id, account_id, proof, code, act, key_id, sealed, due_at, refused_at
  from held_acts where id = :id)"};
const db::Sql waiting_together{R"(
  select id, account_id, proof, code, act, key_id, sealed, due_at, refused_at
  from held_acts
  where account_id = :account and together = :together and refused_at is null order by id)"};

// Under the seal: each text with its length before it.

void put_text(std::string& out, std::string_view text) {
  out.append(std::to_string(text.size())).append(1, ':').append(text);
}

void put_fields(std::string& out, const http::Fields& fields) {
  put_text(out, std::to_string(fields.size()));
  for (const http::Field& field : fields) {
    put_text(out, field.name);
    put_text(out, field.value);
  }
}

/// Reads what put_text wrote; empty from there on where it cannot be read.
struct Unpacker {
  std::string_view rest;

  std::string text() {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
    const auto digits = static_cast<std::size_t>(end - rest.data());
    if (error != std::errc() || digits >= rest.size() || size > rest.size() - digits - 1) {
      rest = {};
      return {};
    }
    std::string found(rest.substr(digits + 1, size));
    rest.remove_prefix(digits + 1 + size);
    return found;
  }
  http::Fields fields() {
    http::Fields found;
    const std::string count = text();
    std::size_t n = 0;
    std::from_chars(count.data(), count.data() + count.size(), n);
    for (; n > 0 && !rest.empty(); --n) {
      std::string name = text();
      found.add(std::move(name), text());
    }
    return found;
  }
};

HeldForm unpacked(std::string_view bytes) {
  Unpacker from{bytes};
  HeldForm form;
  for (std::string* each : {&form.path, &form.language, &form.said, &form.refused})
    *each = from.text();
  form.query = from.fields();
  form.form = from.fields();
  return form;
}

struct HeldRow {
  HeldId id;
  people::UserId account;
  people::Proof proof{};
  std::string code, act, key_id;
  db::Blob sealed;
  Instant due_at;
  std::optional<Instant> refused_at;
};

/// Without its form where this server does not hold the key any more.
HeldAct unsealed(const crypto::KeyFile& keys, HeldRow row) {
  HeldAct act{.id = row.id,
              .account = row.account,
              .proof = row.proof,
              .code = std::move(row.code),
              .act = std::move(row.act),
              .due_at = row.due_at,
              .is_refused = row.refused_at.has_value(),
              .form = {}};
  const crypto::SealKey* key = keys.find(row.key_id);
  if (const auto bytes = key ? crypto::open(*key, row.sealed.data) : std::nullopt)
    act.form = unpacked(*bytes);
  return act;
}

}  // namespace

std::string packed(const HeldForm& form) {
  std::string out;
  for (const std::string* each : {&form.path, &form.language, &form.said, &form.refused})
    put_text(out, *each);
  put_fields(out, form.query);
  put_fields(out, form.form);
  return out;
}

std::optional<HeldAct> find_held(db::Tx& tx, const crypto::KeyFile& keys, HeldId id) {
  auto row = tx.one<HeldRow>(held_by_id, {{"id", id}});
  return row ? std::optional(unsealed(keys, std::move(*row))) : std::nullopt;
}

std::vector<HeldAct> find_waiting_together(db::Tx& tx, const crypto::KeyFile& keys,
                                           people::UserId officer, HeldId together) {
  std::vector<HeldAct> acts;
  for (HeldRow& row :
       tx.all<HeldRow>(waiting_together, {{"account", officer}, {"together", together}}))
    acts.push_back(unsealed(keys, std::move(row)));
  return acts;
}

}  // namespace gandan::desk
