#include "kernel/files/pages.hpp"

#include <algorithm>

#include "kernel/people/policies.hpp"
#include "kernel/receipts/private_key.hpp"

namespace gandan::files {
namespace {

using http::Request;
using http::Response;

constexpr std::chrono::hours link_lasts{1}, kept_without_record{24};
constexpr int small_side = 320;  // pixels: images::Bounds

enum class Want { content, picture, small, whole };

/// A file that may be given, and its key.
struct Opened {
  File file;
  std::string key;
  bool is_public = false;
};

struct Serving {
  db::Database& database;
  const Clock& clock;
  const people::KeyHolder& keys;
  const Files& files;

  [[nodiscard]] const Kind* kind_of(const File& file) const {
    const auto found = std::find_if(files.kinds.begin(), files.kinds.end(), [&](const Kind& kind) {
      return kind.record == file.record_kind;
    });
    return found == files.kinds.end() ? nullptr : &*found;
  }
};

std::string said_of(FileId id) {
  return "file " + std::to_string(id.value);
}

/// As who sent the record, whose page was opened by the private key within the hour.
std::optional<Opened> open_for_sender(db::Tx& tx, const crypto::KeyFile& keys, File file) {
  const auto words =
      file.key ? people::Words() : people::open_words(tx, keys, {file.record_kind, file.record_id});
  auto key = key_of(file, words);
  if (!key) return std::nullopt;
  return Opened{std::move(file), std::move(*key)};
}

std::optional<Opened> open_for_anybody(db::Tx& tx, const Kind& kind, File file) {
  if (!file.key || !kind.is_public(tx, file)) return std::nullopt;
  auto key = file.key->data;
  return Opened{std::move(file), std::move(key), true};
}

std::optional<Opened> open_for_officer(const Serving& s, const Kind& kind, const Request& request,
                                       const File& file) {
  const people::Principal* officer = people::find_principal(request);
  if (officer == nullptr) return std::nullopt;
  return s.database.write([&](db::Tx& tx) -> std::optional<Opened> {
    File its = file;
    auto key = kind.open(tx, s.clock, s.keys.get(), *officer, its);
    if (!key) return std::nullopt;
    return Opened{std::move(its), std::move(*key)};
  });
}

std::optional<Opened> opened(const Serving& s, const Request& request, FileId id, Want want) {
  const crypto::KeyFile& keys = s.keys.get();
  auto file = s.database.read([&](db::Tx& tx) { return find(tx, id); });
  const Kind* kind = file ? s.kind_of(*file) : nullptr;
  if (kind == nullptr) return std::nullopt;
  if (want == Want::whole) return open_for_officer(s, *kind, request, *file);
  const bool is_sender =
      receipts::proves(keys, said_of(id), request.query.get("proof"), s.clock.now());
  auto open = s.database.read([&](db::Tx& tx) {
    auto found = open_for_anybody(tx, *kind, *file);
    return found || !is_sender ? std::move(found) : open_for_sender(tx, keys, *file);
  });
  return open ? std::move(open) : open_for_officer(s, *kind, request, *file);
}

/// Which of the stored contents is wanted, and its size in bytes.
struct Given {
  std::string hash;
  std::int64_t size = 0;
};
Given given_of(const File& file, Want want) {
  const bool is_masked = file.masked_hash && want != Want::whole;
  if (want == Want::small)
    return is_masked
               ? Given{file.masked_small_hash.value_or(""), file.masked_small_size.value_or(0)}
               : Given{file.small_hash.value_or(""), file.small_size.value_or(0)};
  return is_masked ? Given{*file.masked_hash, file.masked_size.value_or(0)}
                   : Given{file.hash, file.size};
}

/// Its name where its reader may know that, else a number.
std::string saved_as(const Opened& it) {
  return it.is_public || it.file.name.empty()
             ? std::to_string(it.file.id.value) + std::string(suffix(it.file.type))
             : it.file.name;
}

Response give(const Serving& s, const Opened& it, Want want) {
  const bool is_small = want == Want::small;
  if (want != Want::content && (!is_picture(it.file.type) || !it.file.small_hash))
    return Response::not_found();
  const Given given = given_of(it.file, want);
  auto reading = s.files.folder.open(given.hash, it.key);
  if (!reading) return Response::not_found();
  auto source = std::make_shared<Reading>(std::move(*reading));
  Response response = Response::stream(is_small ? media_type(Type::jpeg) : media_type(it.file.type),
                                       [source](std::string& piece) {
                                         auto next = source->next();
                                         if (next) piece += *next;
                                         return next.has_value();
                                       });
  response.length = static_cast<std::uint64_t>(given.size);
  response.header("Content-Security-Policy", "default-src 'none'; sandbox")
      .header("Cross-Origin-Resource-Policy", "same-origin")
      .header("X-Robots-Tag", "noindex");
  // What is public now may be withheld in an hour: it is asked for anew each time.
  if (!it.is_public) response.header("Cache-Control", "no-store");
  if (want == Want::content) return std::move(response).download_as(saved_as(it));
  response.header("Content-Disposition", "inline");
  return response;
}

Response answer(const Serving& s, const Request& request, std::string_view typed, Want want) {
  const auto id = parse_id<FileId>(typed);
  const auto it = id ? opened(s, request, *id, want) : std::nullopt;
  return it ? give(s, *it, want) : Response::not_found();
}

/// An address with a proof opens the file: no browser may tell it to the next page.
Response respond(const Serving& s, const Request& request, std::string_view typed, Want want) {
  Response response = answer(s, request, typed, want);
  if (request.query.has("proof")) response.header("Referrer-Policy", "no-referrer");
  return response;
}

const char* label_of(Type type) {
  if (is_picture(type)) return N_("Photograph {n}");
  return is_sound(type) ? N_("Recording {n}") : N_("Document {n}");
}

const char* note_of(Shown shown) {
  switch (shown) {
    case Shown::not_yet:
      return N_("Not shown in public: an officer looks at it first");
    case Shown::to_all:
      return N_("Shown to everybody who may read the matter");
    case Shown::withheld:
      return N_("Not shown in public");
  }
  return "";
}

void set_small_size(const File& file, FileItem& item) {
  const int width = file.width.value_or(0), height = file.height.value_or(0);
  const int longest = std::max({width, height, 1});
  const int side = std::min(longest, small_side);
  item.width = std::max(1, width * side / longest);
  item.height = std::max(1, height * side / longest);
}

}  // namespace

std::string size_in_words(const i18n::Locale& locale, std::int64_t bytes) {
  constexpr std::int64_t kilo = 1024, mega = 1024 * 1024;
  if (bytes < mega)
    return locale.tr(N_("{n} kB"), {{"n", std::to_string((bytes + kilo - 1) / kilo)}});
  return locale.tr(N_("{n} MB"), {{"n", std::to_string((bytes + mega / 2) / mega)}});
}

std::vector<FileItem> items_of(const i18n::Locale& locale, const Clock& clock,
                               const crypto::KeyFile& keys, const std::vector<File>& all,
                               Reader reader) {
  std::vector<FileItem> items;
  for (const File& file : all) {
    const std::string number = std::to_string(items.size() + 1);
    FileItem item{.label = locale.tr(label_of(file.type), {{"n", number}}),
                  .size = size_in_words(locale, file.masked_size.value_or(file.size))};
    const std::string base = "/files/" + std::to_string(file.id.value);
    std::string proof;
    if (reader == Reader::sender)
      proof = "?proof=" + receipts::proof_of(keys, said_of(file.id), clock.now() + link_lasts);
    if (reader != Reader::anybody) {
      if (!file.name.empty()) item.label += ": " + file.name;
      item.note = locale.tr(note_of(file.shown));
    }
    item.href = base + proof;
    if (is_picture(file.type)) {
      item.small_href = base + "/small" + proof;
      item.picture_href = base + "/picture" + proof;
      set_small_size(file, item);
    }
    item.is_shown = file.shown == Shown::to_all;
    item.is_masked = file.masked_hash.has_value();
    if (item.is_masked && reader == Reader::officer) item.whole_href = base + "/whole";
    items.push_back(std::move(item));
  }
  return items;
}

void add_pages(http::App& app, db::Database& database, const Clock& clock,
               const people::KeyHolder& keys, const Files& files) {
  const Serving s{database, clock, keys, files};
  const http::RouteOptions slow{.work = http::Work::slow, .rate_class = "reads"};
  app.router.get(
      "/files/{id}", http::everyone(),
      [s](Request& request, std::string_view id) { return respond(s, request, id, Want::content); },
      slow);
  app.router.get(
      "/files/{id}/picture", http::everyone(),
      [s](Request& request, std::string_view id) { return respond(s, request, id, Want::picture); },
      slow);
  app.router.get(
      "/files/{id}/small", http::everyone(),
      [s](Request& request, std::string_view id) { return respond(s, request, id, Want::small); },
      slow);
  app.router.get(
      "/files/{id}/whole", http::everyone(),
      [s](Request& request, std::string_view id) { return answer(s, request, id, Want::whole); },
      slow);
}

void add_sweep(jobs::Registry& jobs, const Clock& clock, const Files& files) {
  jobs.every("files.sweep",
             {.every = std::chrono::hours(24),
              .offset = std::chrono::hours(3),
              .longest = std::chrono::minutes(10)},
             [&clock, &files](db::Database& database) {
               files.folder.sweep(clock.now() + -kept_without_record, [&](const std::string& hash) {
                 return database.read([&](db::Tx& tx) { return is_stored(tx, hash); });
               });
             });
}

}  // namespace gandan::files
