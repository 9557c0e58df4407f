// The advisor: what this server has learned from petitions and from what officers did with them.
// It proposes similar petitions, bodies and fields; people decide.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "contexts/petitions/lists/listing.hpp"
#include "kernel/units/units.hpp"
#include "lib/grouping/classifier.hpp"
#include "lib/grouping/index.hpp"

namespace gandan::petitions {

struct SimilarPetition {
  ListRow row;
  std::optional<std::string> source_id;
  grouping::Explanation why;
  bool likely_same = false;
};

/// A body or field proposed for a petition.
struct Suggestion {
  std::int64_t id = 0;  ///< of the unit or the field
  double confidence = 0;
  double decided =
      0;  ///< of 1, what officers did before says, and not what bodies say of themselves
  bool knows_a_word = false;         ///< of the text
  std::vector<std::string> phrases;  ///< that spoke for it, whole and as written
};

/// What is about to be sent: its kind, and where it is, if that is known.
struct Sent {
  Kind kind = Kind::proposal;
  std::optional<UnitId> place;
};
/// Whether the same matter can be meant. What is wrong somewhere, and what a commune answers for,
/// is a matter of one commune; what a province or a ministry decides may be asked from anywhere.
[[nodiscard]] bool can_be_same(db::Tx& tx, const units::Directory& directory, const ListRow& row,
                               const Sent& sent, Date today);

struct Learned;

class Advisor {
 public:
  /// How many petitions are held in memory, about 7 kB each: at first the newest, then those that
  /// something happened to last.
  static constexpr int window = 4'000;

  explicit Advisor(int most = window) : most_(most) {}

  /// Takes up what changed since the last call: at first the newest petitions, then what the
  /// journal names. A job calls it every some seconds.
  void refresh(db::Database& database);

  /// Public petitions that resemble the text, best first; only those likely to ask the same, where
  /// `likely_only`.
  [[nodiscard]] std::vector<SimilarPetition> similar(db::Tx& tx, std::string_view text, int limit,
                                                     bool likely_only, PetitionId but = {}) const;
  /// `field` is the Vietnamese name of the field, or empty while nobody knows it.
  [[nodiscard]] std::vector<Suggestion> bodies(std::string_view text, std::string_view field,
                                               int limit) const;
  [[nodiscard]] std::vector<Suggestion> fields(std::string_view text, int limit) const;

 private:
  using FieldNames = std::unordered_map<FieldId, std::string>;
  void learn(const Learned& petition, const FieldNames& names);
  void learn_newest(db::Tx& tx);
  void forget_everything();
  void forget_found();
  void unlearn(db::Tx& tx, const std::vector<std::int64_t>& petitions);
  void unlearn_oldest(db::Tx& tx);

  /// What index_ finds; of a petition it is kept until something else is learned, since officers
  /// come back to the same ones.
  [[nodiscard]] std::vector<grouping::Match> matches(std::string_view text, int limit,
                                                     PetitionId but) const;

  struct Found {
    std::string text;
    std::vector<grouping::Match> matches;
  };
  static constexpr std::size_t most_found = 500;
  mutable std::mutex finding_;
  mutable std::map<std::pair<std::int64_t, int>, Found> found_;  // by petition and limit
  std::int64_t times_forgotten_ = 0;

  int most_;
  std::int64_t journal_seq_ = -1;
  std::mutex refreshing_;
  grouping::Index index_;
  grouping::Classifier bodies_, fields_;
  /// What was learned of each petition, so that a correction can take it back.
  struct Labels {
    std::string body, field, field_name;
    std::int64_t touched = 0;
  };
  std::unordered_map<PetitionId, Labels> labels_;
  std::map<std::int64_t, PetitionId> by_touch_;  // what was learned or corrected longest ago, first
  std::int64_t touches_ = 0;
};

}  // namespace gandan::petitions
