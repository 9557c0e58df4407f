// What the application hands to every module: the storage, the time, the rules in force, the names
// of units. Made once by app/, valid until the server ends.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "kernel/files/kinds.hpp"
#include "kernel/intake/intake.hpp"
#include "kernel/module/letters.hpp"
#include "kernel/module/news.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/sign_in_offers.hpp"
#include "kernel/records/kinds.hpp"
#include "kernel/rules/rules.hpp"
#include "kernel/settings/settings.hpp"
#include "kernel/units/units.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/mail/mailer.hpp"

namespace gandan {

/// The directory of names, replaced as a whole when units change.
class DirectoryHolder {
 public:
  explicit DirectoryHolder(db::Database& database) : database_(database) { refresh(); }
  [[nodiscard]] std::shared_ptr<const units::Directory> get() const {
    return std::atomic_load(&directory_);
  }
  /// Reads it anew; a job does so every some seconds.
  void refresh() {
    auto fresh = database_.read([](db::Tx& tx) { return units::Directory::load(tx); });
    std::atomic_store(&directory_, std::move(fresh));
    database_.held_anew();
  }

 private:
  db::Database& database_;
  std::shared_ptr<const units::Directory> directory_;
};

/// How letters leave the house: gandan serve --mail.
struct Post {
  std::unique_ptr<mail::Mailer> mailer;
  mail::Mailbox from;
  std::string public_url;  ///< "https://gandan.example": links in letters begin with it
};

struct Services {
  db::Database& database;
  const Clock& clock;
  Ids& ids;
  rules::Rules& rules;
  DirectoryHolder& directory;
  const people::KeyHolder& keys;
  const people::Settings& people;
  settings::Holder& settings;
  records::Kinds records;                   ///< of all modules: where a code leads
  std::vector<letters::Kind> letters;       ///< of all modules: of what is written, and how
  std::vector<letters::News> news;          ///< of all modules: lists that can be watched by letter
  std::optional<intake::Port> intake = {};  ///< none: nothing said elsewhere becomes a record
  const Post* post = nullptr;               ///< none: no letters are sent, queued or promised
  bool demonstration = false;               ///< /styleguide, and the sign-ins on the sign-in page
  people::SignInOffers sign_ins = {};       ///< of a demonstration
  std::chrono::seconds undo{0};  ///< how long an act at the desk is held back; 0: not at all
  std::vector<std::function<void(people::UserId)>> at_sign_out = {};  ///< before a session ends
  files::Files files = {};  ///< where files lie, and who may see those of which records
};

}  // namespace gandan
