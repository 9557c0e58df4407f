#include "kernel/files/uploads.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>

#include "kernel/files/partial.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/pages/site.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/random.hpp"
#include "lib/http/decode.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/json/json.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::files {
namespace {

namespace bj = boost::json;
using http::Request;
using http::Response;

constexpr std::string_view tus_header = "Tus-Resumable", tus_version = "1.0.0";
constexpr std::string_view piece_type = "application/offset+octet-stream";
constexpr std::size_t beside_files = std::size_t{1} << 20U;  // bytes of a form that are no file's

/// A row of `uploads`.
struct Upload {
  std::string id;
  std::string record_kind;
  std::int64_t record_id = 0;
  std::optional<people::UserId> officer;
  std::int64_t size = 0;
  Instant begun_at;
  std::optional<Instant> ended_at;
};

const db::Sql insert_upload{R"(
  insert into uploads (id, record_kind, record_id, officer_id, size, begun_at, ended_at)
  values (:id, :kind, :record, :officer, :size, :at, null))"};
const db::Sql select_upload{R"(
  select id, record_kind, record_id, officer_id, size, begun_at, ended_at
  from uploads where id = :id)"};
const db::Sql select_unfinished{R"(
  select id from uploads
  where record_kind = :kind and record_id = :record and ended_at is null
  order by begun_at desc, id)"};
const db::Sql delete_upload{"delete from uploads where id = :id"};
const db::Sql delete_uploads_before{"delete from uploads where begun_at < :until"};
const db::Sql end_upload{"update uploads set ended_at = :at where id = :id"};

/// The next piece of a file, and whether all of it had come before.
struct Piece {
  std::shared_ptr<Partial> partial;
  bool was_whole = false;
};

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || at != end || number < 0) return std::nullopt;
  return number;
}

Response problem(const Request& request, int status, std::string_view message,
                 std::string_view field = {}) {
  bj::object error;
  if (!field.empty()) error["field"] = bj::string(field.data(), field.size());
  const std::string_view said = pages::locale_of(request).tr(message);
  error["message"] = bj::string(said.data(), said.size());
  return Response::json(json::serialize(bj::object{{"errors", bj::array{std::move(error)}}}),
                        status);
}

constexpr const char* other_version =
    N_("Send the header Tus-Resumable: 1.0.0. No other version of tus is spoken here.");
constexpr const char* no_size =
    N_("Say in the header Upload-Length how many bytes the file has, as a whole number.");
constexpr const char* no_upload = N_("There is no such upload: it lasts a day. Begin it again.");
constexpr const char* in_use =
    N_("A piece of this file is still arriving. Ask again in a moment how far it came.");
constexpr const char* other_place =
    N_("The file has come to another place than the header Upload-Offset says. Ask how far it "
       "came, and go on from there.");
constexpr const char* other_type =
    N_("Send the piece with the content type application/offset+octet-stream.");
constexpr const char* too_long =
    N_("The piece goes beyond the size that was said when the file was begun.");
constexpr const char* no_files = N_("Send at least one file, in the field \"files\".");

Response as_tus(Response response) {
  response.headers.set(tus_header, tus_version);
  if (response.status == 412) response.headers.set("Tus-Version", tus_version);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

/// "filename bmhhLnBuZw==,is_private": what stands under a key.
std::string metadata_of(const Request& request, std::string_view key) {
  std::string_view left = request.headers.get("Upload-Metadata");
  while (!left.empty()) {
    const std::size_t comma = std::min(left.find(','), left.size());
    const std::string_view pair = text::trim(left.substr(0, comma));
    left.remove_prefix(std::min(comma + 1, left.size()));
    const std::size_t space = pair.find(' ');
    if (space == std::string_view::npos || pair.substr(0, space) != key) continue;
    return text::clean(crypto::from_base64(pair.substr(space + 1)).value_or(""));
  }
  return {};
}

bj::object told(std::int64_t offset, std::int64_t size) {
  return {{"offset", offset}, {"size", size}, {"done", offset == size}};
}

/// What its sender may go on with: whole but not added yet, it lacks a byte.
std::int64_t offset_of(std::int64_t came, std::int64_t size) {
  return std::min(came, size - 1);
}

/// That of this sender, with this word.
std::optional<Upload> find_upload(db::Tx& tx, const Sender& sender, std::string_view token) {
  auto found = tx.one<Upload>(select_upload, {{"id", Partial::id_of(token)}});
  if (!found || found->record_kind != sender.record.kind || found->record_id != sender.record.id)
    return std::nullopt;
  if (found->officer && found->officer != sender.officer) return std::nullopt;
  return found;
}

std::optional<http::Refusal> refuse_piece(const Request& request, const Partial& partial,
                                          std::optional<std::int64_t> length) {
  const auto offset = number_in(request.headers.get("Upload-Offset"));
  const std::int64_t size = partial.announced().size;
  if (!offset || *offset != offset_of(partial.size(), size)) return http::Refusal{409, other_place};
  if (length && *length > size - *offset) return http::Refusal{413, too_long};
  return std::nullopt;
}

/// Takes what comes: bytes that are there already are let go by.
std::function<std::optional<http::Refusal>(std::string_view)> sink_of(const Piece& piece) {
  std::int64_t there = piece.was_whole ? 1 : 0;
  return [partial = piece.partial, there](std::string_view bytes) mutable {
    const auto passed = std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(there));
    bytes.remove_prefix(passed);
    there -= static_cast<std::int64_t>(passed);
    const std::int64_t left = partial->announced().size - partial->size();
    if (static_cast<std::int64_t>(bytes.size()) > left)
      return std::optional(http::Refusal{413, too_long});
    partial->append(bytes);
    return std::optional<http::Refusal>();
  };
}

/// `at_fault`: it can never become a file of its record.
struct Ended {
  std::optional<Response> refused = {};
  bool at_fault = false;
};

Ended add_whole(const Receiving& receiving, const Request& request, const Upload& upload,
                const Partial& partial, const Store& store) {
  const Limits limits = limits_of(receiving.settings);
  const auto refuse = [&](Refusal why) {
    return Ended{not_taken(request, limits, {partial.announced().name, why}), why != Refusal::busy};
  };
  auto taken = take_content(receiving.files.folder, partial.announced().name,
                            [&] { return partial.content(); });
  if (!taken) return refuse(taken.error());
  const std::vector<Taken> all{std::move(*taken)};
  const auto added = receiving.database.write([&](db::Tx& tx) -> Result<bool, NotAdded> {
    const auto now = tx.one<Upload>(select_upload, {{"id", upload.id}});
    if (!now) return fail(NotAdded{404, no_upload});
    if (now->ended_at) return true;  // another request was first
    tx.run(end_upload, {{"id", upload.id}, {"at", receiving.clock.now()}});
    return store(tx, {{upload.record_kind, upload.record_id}, upload.officer}, all);
  });
  if (!added) return {problem(request, added.error().status, added.error().why), true};
  return {};
}

}  // namespace

bool is_in_pieces(const http::Request& request) {
  return request.headers.has(tus_header);
}

http::Response not_added(const Request& request, const NotAdded& why, std::string_view field) {
  return problem(request, why.status, why.why, field);
}

http::Response not_taken(const Request& request, const Limits& limits, const NotTaken& refused) {
  const std::string said = words_of(pages::locale_of(request), limits, refused);
  Response response = problem(request, status_of(refused.why), said, "files");
  if (response.status == 503) response.header("Retry-After", "10");
  return response;
}

http::BeforeBody look_before_files(const Receiving& receiving) {
  return [receiving](Request& request, const http::Captures&) -> std::optional<http::Refusal> {
    const auto length = number_in(request.headers.get("Content-Length"));
    if (!length) return std::nullopt;  // it comes in chunks: body_limit ends it
    const Limits limits = limits_of(receiving.settings);
    const std::int64_t most = limits.largest * static_cast<std::int64_t>(limits.most) +
                              static_cast<std::int64_t>(beside_files);
    if (*length > most) return http::Refusal{413, {}};
    const std::int64_t least = *length - static_cast<std::int64_t>(beside_files);
    if (least > 0 && !receiving.files.quota->has_left(source_of(request), least, limits.most_a_day,
                                                      receiving.clock.today()))
      return http::Refusal{429, N_("Too much was sent from your network today. Send it tomorrow.")};
    return std::nullopt;
  };
}

http::BeforeBody take_piece(const Files& files, std::size_t token) {
  return [&files, token](Request& request,
                         const http::Captures& captures) -> std::optional<http::Refusal> {
    if (request.headers.get(tus_header) != tus_version) return http::Refusal{412, other_version};
    if (!request.headers.get("Content-Type").starts_with(piece_type))
      return http::Refusal{415, other_type};
    auto partial = Partial::open(files.folder, captures.values.at(token));
    if (!partial)
      return partial.error() == NotOpened::in_use ? http::Refusal{423, in_use}
                                                  : http::Refusal{404, no_upload};
    const auto length = number_in(request.headers.get("Content-Length"));
    if (auto refused = refuse_piece(request, **partial, length)) return refused;
    const Piece& piece = request.attach(Piece{*partial, (*partial)->is_whole()});
    request.sink = sink_of(piece);
    return std::nullopt;
  };
}

http::Response receive(const Receiving& receiving, const Request& request, const Sender& sender,
                       const Store& store) {
  const Limits limits = limits_of(receiving.settings);
  auto taken = take(receiving.files.folder, *receiving.files.quota, limits, request, "files",
                    receiving.clock.today());
  if (!taken) return not_taken(request, limits, taken.error());
  if (taken->empty()) return problem(request, 422, no_files, "files");
  const auto added =
      receiving.database.write([&](db::Tx& tx) { return store(tx, sender, *taken); });
  if (!added) return problem(request, added.error().status, added.error().why);
  const auto count = static_cast<std::int64_t>(taken->size());
  return Response::json(json::serialize(bj::object{{"files", count}}), 201);
}

http::Response begin_upload(const Receiving& receiving, const Request& request,
                            const Sender& sender, std::string_view base) {
  if (request.headers.get(tus_header) != tus_version)
    return as_tus(problem(request, 412, other_version));
  const auto size = number_in(request.headers.get("Upload-Length"));
  if (!size) return as_tus(problem(request, 400, no_size));
  const Limits limits = limits_of(receiving.settings);
  const Announced announced{*size, metadata_of(request, "filename")};
  const auto refuse = [&](Refusal why) {
    return as_tus(not_taken(request, limits, {announced.name, why}));
  };
  if (*size == 0) return refuse(Refusal::empty);
  if (*size > limits.largest) return refuse(Refusal::too_large);
  if (!receiving.files.quota->take(source_of(request), *size, limits.most_a_day,
                                   receiving.clock.today()))
    return refuse(Refusal::too_much_today);
  const std::string token = crypto::random_token();
  Partial::begin(receiving.files.folder, token, announced);
  const auto left = receiving.database.write([&](db::Tx& tx) {
    auto others = tx.all<std::string>(select_unfinished,
                                      {{"kind", sender.record.kind}, {"record", sender.record.id}});
    others.erase(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                      others.size(), most_unfinished - 1)));
    for (const std::string& id : others) tx.run(delete_upload, {{"id", id}});
    tx.run(insert_upload, {{"id", Partial::id_of(token)},
                           {"kind", sender.record.kind},
                           {"record", sender.record.id},
                           {"officer", sender.officer},
                           {"size", *size},
                           {"at", receiving.clock.now()}});
    return others;
  });
  for (const std::string& id : left) Partial::remove(receiving.files.folder, id);
  return as_tus(Response::json(json::serialize(told(0, *size)), 201)
                    .header("Location", std::string(base).append("/").append(token)));
}

http::Response state_of_upload(const Receiving& receiving, const Request& request,
                               const Sender& sender, std::string_view token) {
  const auto upload =
      receiving.database.read([&](db::Tx& tx) { return find_upload(tx, sender, token); });
  const auto came =
      upload && !upload->ended_at ? Partial::size_of(receiving.files.folder, token) : std::nullopt;
  if (!upload || (!upload->ended_at && !came)) return as_tus(problem(request, 404, no_upload));
  const std::int64_t offset = upload->ended_at ? upload->size : offset_of(*came, upload->size);
  return as_tus(Response::json(json::serialize(told(offset, upload->size)))
                    .header("Upload-Offset", std::to_string(offset))
                    .header("Upload-Length", std::to_string(upload->size)));
}

http::Response go_on_with_upload(const Receiving& receiving, const Request& request,
                                 const Sender& sender, std::string_view token, const Store& store) {
  const Piece* piece = request.attached<Piece>();
  const auto upload =
      receiving.database.read([&](db::Tx& tx) { return find_upload(tx, sender, token); });
  if (!upload || piece == nullptr) return as_tus(problem(request, 404, no_upload));
  Partial& partial = *piece->partial;
  partial.flush();
  std::int64_t offset = partial.size();
  if (partial.is_whole()) {
    Ended ended = add_whole(receiving, request, *upload, partial, store);
    if (ended.refused && !ended.at_fault) {
      partial.release();
      return as_tus(std::move(*ended.refused));
    }
    Partial::remove(receiving.files.folder, upload->id);
    if (ended.refused) {
      receiving.database.write([&](db::Tx& tx) { tx.run(delete_upload, {{"id", upload->id}}); });
      return as_tus(std::move(*ended.refused));
    }
    offset = upload->size;
  }
  partial.release();  // the next piece may come by another line before this answer is gone
  return as_tus(Response::no_content().header("Upload-Offset", std::to_string(offset)));
}

void add_forgetting(jobs::Registry& jobs, const Clock& clock) {
  jobs.every("files.uploads",
             {.every = std::chrono::hours(1),
              .offset = std::chrono::minutes(20),
              .longest = std::chrono::minutes(5)},
             [&clock](db::Database& database) {
               database.write([&](db::Tx& tx) {
                 tx.run(delete_uploads_before, {{"until", clock.now() + -unfinished_lasts}});
               });
             });
}

}  // namespace gandan::files
