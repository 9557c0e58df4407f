// What a context makes of the rows of one file: each is checked, and kept until a batch is stored.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kernel/imports/row.hpp"
#include "lib/base/result.hpp"
#include "lib/db/db.hpp"

namespace gandan::imports {

/// What became of the rows of a batch. What is neither imported nor changed was here already.
struct Stored {
  std::int64_t imported = 0;
  std::int64_t changed = 0;  ///< their id is here with other content
  std::int64_t taken = 0;    ///< of the changed
  std::int64_t converted = 0;
  std::map<std::size_t, std::int64_t> noted;  ///< by the position in Import::notes
  /// The changed that were not taken: where in the batch, and in what they differ.
  std::vector<std::pair<std::size_t, std::string>> refused;
};

class Taker {
 public:
  virtual ~Taker() = default;
  /// Checks a row, whose keys are not too long and whose required columns say something, and keeps
  /// it. Returns the id that it is known by, which is made of what it says where it has none.
  [[nodiscard]] virtual Result<std::string, Refusal> take(const Row& row) = 0;
  /// Stores what was kept. Called again where the transaction is.
  [[nodiscard]] virtual Stored store(db::Tx& tx) const = 0;
  /// What would become of what was kept. Nothing is stored, so it remembers the rows of the file.
  [[nodiscard]] virtual Stored look(db::Database& database) = 0;
  /// What was kept is done with.
  virtual void forget() = 0;
};

/// Keeps rows as `Ready`, which has a `source_id`.
template <class Ready>
class TakerOf : public Taker {
 public:
  [[nodiscard]] Result<std::string, Refusal> take(const Row& row) final {
    auto ready = check(row);
    if (!ready) return fail(std::move(ready.error()));
    batch_.push_back(std::move(*ready));
    return batch_.back().source_id;
  }
  [[nodiscard]] Stored store(db::Tx& tx) const final { return store_all(tx, batch_); }
  [[nodiscard]] Stored look(db::Database& database) final { return look_at(database, batch_); }
  void forget() final { batch_.clear(); }

 private:
  [[nodiscard]] virtual Result<Ready, Refusal> check(const Row& row) const = 0;
  [[nodiscard]] virtual Stored store_all(db::Tx& tx, const std::vector<Ready>& batch) const = 0;
  [[nodiscard]] virtual Stored look_at(db::Database& database, const std::vector<Ready>& batch) = 0;

  std::vector<Ready> batch_;
};

}  // namespace gandan::imports
