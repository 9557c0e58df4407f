#include "lib/mail/mailer.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <stdexcept>

#include "lib/base/private_file.hpp"

namespace gandan::mail {
namespace {

/// What is left of the message while curl reads it.
std::size_t read_message(char* to, std::size_t size, std::size_t count, void* from) {
  auto& rest = *static_cast<std::string_view*>(from);
  const std::size_t length = std::min(size * count, rest.size());
  std::memcpy(to, rest.data(), length);
  rest.remove_prefix(length);
  return length;
}

/// Notes that the recipient was named: a refusal before it concerns the sender or the sign-in, so
/// it is the operator's to mend, and says nothing of the recipient.
int watch(CURL*, curl_infotype type, char* bytes, std::size_t size, void* named) {
  if (type == CURLINFO_HEADER_OUT && std::string_view(bytes, size).starts_with("RCPT TO"))
    *static_cast<bool*>(named) = true;
  return 0;
}

class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(std::string url, MailerOptions options)
      : url_(std::move(url)), options_(std::move(options)) {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    curl_ = started == CURLE_OK ? curl_easy_init() : nullptr;
    if (curl_ == nullptr) throw std::runtime_error("libcurl cannot be started");
  }
  ~SmtpMailer() override { curl_easy_cleanup(curl_); }
  SmtpMailer(const SmtpMailer&) = delete;
  SmtpMailer& operator=(const SmtpMailer&) = delete;

  Result<void, SendError> send(const Message& message, Instant date) override {
    const std::string text = compose(message, date);
    const std::string from = "<" + message.from.address.text() + ">";
    const std::string to = "<" + message.to.address.text() + ">";
    std::string_view rest = text;
    std::lock_guard lock(mutex_);  // one connection, kept open between messages
    curl_easy_reset(curl_);
    curl_slist* recipients = curl_slist_append(nullptr, to.c_str());
    char reason[CURL_ERROR_SIZE] = "";
    bool recipient_named = false;
    set(CURLOPT_URL, url_.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_MAIL_FROM, from.c_str());
    set(CURLOPT_MAIL_RCPT, recipients);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, read_message);
    set(CURLOPT_READDATA, &rest);
    set(CURLOPT_ERRORBUFFER, reason);
    set(CURLOPT_DEBUGFUNCTION, watch);
    set(CURLOPT_DEBUGDATA, &recipient_named);
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT, static_cast<long>(options_.timeout.count()));
    set(CURLOPT_USE_SSL, static_cast<long>(options_.tls == Tls::required     ? CURLUSESSL_ALL
                                           : options_.tls == Tls::if_offered ? CURLUSESSL_TRY
                                                                             : CURLUSESSL_NONE));
    if (!options_.username.empty()) {
      set(CURLOPT_USERNAME, options_.username.c_str());
      set(CURLOPT_PASSWORD, options_.password.c_str());
    }
    const CURLcode code = curl_easy_perform(curl_);
    curl_slist_free_all(recipients);
    if (code == CURLE_OK) return {};
    long reply = 0;
    curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &reply);
    return fail(SendError{.permanent = recipient_named && reply >= 500 && reply < 600,
                          .reason = reason[0] != '\0' ? reason : curl_easy_strerror(code)});
  }

 private:
  template <class T>
  void set(CURLoption option, T value) {
    if (curl_easy_setopt(curl_, option, value) != CURLE_OK)
      throw std::runtime_error("libcurl refuses an option");
  }

  std::string url_;
  MailerOptions options_;
  std::mutex mutex_;
  CURL* curl_ = nullptr;
};

/// One file a message, named by its id: a second attempt replaces the first.
class FolderMailer final : public Mailer {
 public:
  explicit FolderMailer(std::filesystem::path folder) : folder_(std::move(folder)) {
    if (std::filesystem::create_directories(folder_))
      std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  }
  Result<void, SendError> send(const Message& message, Instant date) override {
    std::string name = message.id;
    std::replace(name.begin(), name.end(), '/', '_');
    std::ofstream out = open_private(folder_ / (name + ".eml"));
    out << compose(message, date);
    out.close();
    if (!out) return fail(SendError{.reason = "the folder of messages cannot be written"});
    return {};
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<Mailer> Mailer::open(std::string_view address, MailerOptions options) {
  if (address.starts_with("file:"))
    return std::make_unique<FolderMailer>(std::filesystem::path(address.substr(5)));
  if (address.starts_with("smtp://") || address.starts_with("smtps://"))
    return std::make_unique<SmtpMailer>(std::string(address), std::move(options));
  throw std::invalid_argument("mail goes to smtp://host:port, smtps://host:port or file:FOLDER");
}

}  // namespace gandan::mail
