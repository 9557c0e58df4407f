// Files sent in pieces, as tus 1.0 says (https://tus.io/protocols/resumable-upload): begun, asked
// how far they came, gone on with. And files sent at once, by programs. A context says who may, and
// what it means to add them.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/files/folder.hpp"
#include "kernel/files/kinds.hpp"
#include "kernel/files/take.hpp"
#include "kernel/ids/ref.hpp"
#include "kernel/people/principal.hpp"
#include "kernel/settings/settings.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/http/router.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::files {

/// What they need of an installation.
struct Receiving {
  db::Database& database;
  const Clock& clock;
  const Files& files;
  const settings::Holder& settings;
};

/// Whose file it is to be, and who sends it: an officer, or its sender.
struct Sender {
  Ref record;
  std::optional<people::UserId> officer = {};
};

/// Why a record takes no file: an answer of 400 and above, with a msgid.
struct NotAdded {
  int status = 422;
  const char* why = "";
};
/// Adds what was taken to its record, in a transaction that may still refuse it.
using Store = std::function<Result<bool, NotAdded>(db::Tx& tx, const Sender& sender,
                                                   const std::vector<Taken>& taken)>;

/// Begun and not ended, of one record: one more takes the place of the oldest.
inline constexpr std::size_t most_unfinished = 5;
/// How long one may take.
inline constexpr std::chrono::hours unfinished_lasts{24};

/// That a request is one of tus.
[[nodiscard]] bool is_in_pieces(const http::Request& request);

/// RouteOptions::before_body of files sent at once: more than is taken, or more than is left of
/// the day of an address, is refused before it is read.
[[nodiscard]] http::BeforeBody look_before_files(const Receiving& receiving);
/// That of the next piece, whose word is the capture `token`: it goes to the disk while it comes.
[[nodiscard]] http::BeforeBody take_piece(const Files& files, std::size_t token);

/// All files of the form, added at once: 201.
[[nodiscard]] http::Response receive(const Receiving& receiving, const http::Request& request,
                                     const Sender& sender, const Store& store);
/// POST: 201 with its address, which begins with `base`. Who asks may add files.
[[nodiscard]] http::Response begin_upload(const Receiving& receiving, const http::Request& request,
                                          const Sender& sender, std::string_view base);
/// GET and HEAD: how far it has come.
[[nodiscard]] http::Response state_of_upload(const Receiving& receiving,
                                             const http::Request& request, const Sender& sender,
                                             std::string_view token);
/// PATCH: what came with it was kept by take_piece(); the last piece makes it a file of its record.
/// What is whole but for that is said to lack its last byte, which is sent again: so it is added
/// once, whenever the server or the line ended.
[[nodiscard]] http::Response go_on_with_upload(const Receiving& receiving,
                                               const http::Request& request, const Sender& sender,
                                               std::string_view token, const Store& store);

/// Forgets what was begun a day ago. The bytes of what was not ended go with the folder's sweep.
void add_forgetting(jobs::Registry& jobs, const Clock& clock);

/// Why a record takes none, for a program; `field` is what is wrong.
[[nodiscard]] http::Response not_added(const http::Request& request, const NotAdded& why,
                                       std::string_view field);
/// Why a file was not taken, for a program: {"errors": […]} with its status.
[[nodiscard]] http::Response not_taken(const http::Request& request, const Limits& limits,
                                       const NotTaken& refused);

}  // namespace gandan::files
