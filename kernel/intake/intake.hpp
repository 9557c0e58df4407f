// The port by which what was said elsewhere, at a reception or a meeting, becomes a record that is
// followed to its end, or joins one. A module provides it (Module::intake); where none does, it is
// absent, and whoever would use it offers nothing.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids/ref.hpp"
#include "kernel/ids/unit_id.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::acts {
struct Act;
struct Env;
}  // namespace gandan::acts

namespace gandan::intake {

/// How to reach who said it. Of a denunciation it lies under the seal from the first moment.
struct Contact {
  std::string name, address, phone, email;
};

/// What was said, as an officer wrote it down.
struct Said {
  std::string_view kind;  ///< "proposal", "report", "complaint" or "denunciation"
  std::string title = {}, text;
  std::string asked_by = {};                        ///< whose voice it is, never a private name
  std::string place_text = {};                      ///< where it is, in words …
  std::optional<UnitId> place = {}, province = {};  ///< … and where that is a unit
  Contact contact = {};
  bool anonymous = false;                ///< a denunciation without its author
  std::optional<bool> may_publish = {};  ///< what who said it says of that; nothing: not asked
  std::string_view channel;              ///< "reception", "meeting"
  std::string language = "vi";           ///< of letters
  std::optional<Instant> at = {};        ///< when it was said
};

/// What is wrong, at a field of Said by its name; `message` is a msgid.
struct Wrong {
  std::string field;
  const char* message;
};

/// A record that came of it, and its code: what who said it follows it by.
struct Entered {
  Ref record;
  std::string code;
};

/// A record that everybody may read, and that says much the same.
struct Alike {
  std::string code, title, href;
};

/// What a module provides. Both link the record with its source (kernel/records/links.hpp), in the
/// transaction of the caller, whose use case has asked whether `act` may.
struct Port {
  /// A new record.
  Result<Entered, std::vector<Wrong>> (*enter)(db::Tx& tx, const acts::Env& env, const Said& said,
                                               const Ref& source, const acts::Act& act) = nullptr;
  /// One that is there already, by its code; nothing where there is none that `act` may know of.
  std::optional<Entered> (*join)(db::Tx& tx, const acts::Env& env, std::string_view code,
                                 const Ref& source, const acts::Act& act) = nullptr;
  /// What codes of its records begin with: "GD".
  std::string_view prefix = {};
  /// Those that resemble the text, best first, at most so many; nullptr where none is ever found.
  std::function<std::vector<Alike>(db::Tx& tx, std::string_view text, int most)> similar = {};
};

}  // namespace gandan::intake
