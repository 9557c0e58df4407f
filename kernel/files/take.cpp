#include "kernel/files/take.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/stream.hpp"
#include "lib/http/address.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/images/images.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::files {
namespace {

Turns& turns() {
  static Turns all;
  return all;
}

Refusal refusal_of(images::Refused refused) {
  switch (refused) {
    case images::Refused::too_large:
      return Refusal::picture_too_large;
    case images::Refused::too_slow:
      return Refusal::picture_too_slow;
    case images::Refused::not_a_picture:
    case images::Refused::damaged:
      return Refusal::damaged;
  }
  return Refusal::damaged;
}

Result<Taken, Refusal> take_picture(const Folder& folder, std::string_view content, Taken taken) {
  const auto cleaned = images::clean(content);
  if (!cleaned) return fail(refusal_of(cleaned.error()));
  taken.type = cleaned->type == images::Type::png ? Type::png : Type::jpeg;
  taken.content = folder.put(cleaned->bytes, taken.key);
  taken.small = folder.put(cleaned->small, taken.key);
  taken.width = cleaned->width;
  taken.height = cleaned->height;
  return taken;
}

/// Who has the turn holds one file in memory.
Result<Taken, Refusal> take_in_turn(const Folder& folder, const std::string& content,
                                    std::string_view name) {
  Taken taken{.type = {},
              .name = {},
              .key = crypto::random_bytes(crypto::stream_key_size),
              .content = {},
              .small = {},
              .digest = crypto::hex(crypto::sha256(content))};
  if (may_be_picture(content)) {
    auto picture = take_picture(folder, content, std::move(taken));
    if (picture) picture->name = clean_name(name, picture->type);
    return picture;
  }
  const auto type = type_of(content);
  if (!type) return fail(Refusal::not_taken);
  taken.type = *type;
  taken.name = clean_name(name, *type);
  taken.content = folder.put(content, taken.key);
  return taken;
}

/// A field without a file comes as one without name and bytes.
bool is_there(const http::Upload& upload, std::string_view field) {
  return upload.field() == field && (upload.size() > 0 || !upload.file_name().empty());
}

/// A msgid with {name}, {size} and {count}.
const char* message_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::empty:
      return N_("The file {name} is empty. Choose it again, or leave it out.");
    case Refusal::too_large:
      return N_("The file {name} is larger than {size} MB. Choose a smaller one, or leave it out.");
    case Refusal::not_taken:
      return N_(
          "The file {name} is of a kind that cannot be taken. Send a photograph (JPEG, PNG, WebP, "
          "HEIC), a PDF, DOCX or XLSX file, or a recording (M4A, MP3, OGG).");
    case Refusal::picture_too_large:
      return N_("The photograph {name} has too many pixels. Make it smaller, or leave it out.");
    case Refusal::picture_too_slow:
      return N_(
          "The photograph {name} is too large to be read in time. Make it smaller, or leave it "
          "out.");
    case Refusal::damaged:
      return N_(
          "The file {name} cannot be read: it is damaged, or did not arrive whole. Choose it "
          "again, "
          "or leave it out.");
    case Refusal::too_many:
      return N_("You chose more than {count} files. Choose the most important ones.");
    case Refusal::too_much_today:
      return N_(
          "Too much was sent from your network today. Send it without {name}, and add that "
          "tomorrow.");
    case Refusal::busy:
      return N_("Many people are sending files just now. Wait a minute, then send {name} again.");
  }
  return "";
}

}  // namespace

Turns::Held::~Held() {
  if (turns_ == nullptr) return;
  {
    const std::scoped_lock lock(turns_->mutex_);
    ++turns_->left_;
  }
  turns_->freed_.notify_one();
}

std::optional<Turns::Held> Turns::take() {
  std::unique_lock lock(mutex_);
  if (left_ == 0 && waiting_ >= options_.most_waiting) return std::nullopt;
  ++waiting_;
  const bool is_free = freed_.wait_for(lock, options_.patience, [&] { return left_ > 0; });
  --waiting_;
  if (!is_free) return std::nullopt;
  --left_;
  return std::optional<Held>(std::in_place, *this);
}

int status_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::too_large:
      return 413;
    case Refusal::too_much_today:
      return 429;
    case Refusal::busy:
      return 503;
    default:
      return 422;
  }
}

std::string words_of(const i18n::Locale& locale, const Limits& limits, const NotTaken& refused) {
  constexpr std::int64_t megabyte = std::int64_t{1} << 20U;
  return locale.tr(message_of(refused.why), {{"name", text::clean(refused.name)},
                                             {"count", std::to_string(limits.most)},
                                             {"size", std::to_string(limits.largest / megabyte)}});
}

bool Quota::has_left(std::string_view address, std::int64_t bytes, std::int64_t most,
                     Date day) const {
  const std::scoped_lock lock(mutex_);
  const auto found = bytes_.find(address);
  return (day == day_ && found != bytes_.end() ? found->second : 0) + bytes <= most;
}

bool Quota::take(std::string_view address, std::int64_t bytes, std::int64_t most, Date day) {
  const std::scoped_lock lock(mutex_);
  if (day != day_) bytes_.clear();
  day_ = day;
  auto found = bytes_.find(address);
  if (found == bytes_.end()) found = bytes_.emplace(std::string(address), 0).first;
  if (found->second + bytes > most) return false;
  found->second += bytes;
  return true;
}

std::string source_of(const http::Request& request) {
  const auto address = http::Address::parse(request.client);
  return address && !address->is_ipv4() ? address->network() : std::string(request.client);
}

Result<Taken, Refusal> take_content(const Folder& folder, std::string_view name,
                                    const std::function<std::optional<std::string>()>& read) {
  const auto turn = turns().take();
  if (!turn) return fail(Refusal::busy);
  const auto content = read();
  if (!content) return fail(Refusal::damaged);
  return take_in_turn(folder, *content, name);
}

Result<std::vector<Taken>, NotTaken> take(const Folder& folder, Quota& quota, const Limits& limits,
                                          const http::Request& request, std::string_view field,
                                          Date day) {
  std::vector<const http::Upload*> sent;
  for (const http::Upload& upload : request.files)
    if (is_there(upload, field)) sent.push_back(&upload);
  if (sent.size() > limits.most) return fail(NotTaken{{}, Refusal::too_many});
  for (const http::Upload* upload : sent) {
    const auto size = static_cast<std::int64_t>(upload->size());
    if (size == 0) return fail(NotTaken{upload->file_name(), Refusal::empty});
    if (size > limits.largest) return fail(NotTaken{upload->file_name(), Refusal::too_large});
  }
  std::vector<Taken> all;
  for (const http::Upload* upload : sent) {
    if (!quota.take(source_of(request), static_cast<std::int64_t>(upload->size()),
                    limits.most_a_day, day))
      return fail(NotTaken{upload->file_name(), Refusal::too_much_today});
    auto taken =
        take_content(folder, upload->file_name(), [&] { return std::optional(upload->bytes()); });
    if (!taken) return fail(NotTaken{upload->file_name(), taken.error()});
    all.push_back(std::move(*taken));
  }
  return all;
}

}  // namespace gandan::files
