#include "lib/fetch/fetch.hpp"

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <stdexcept>

namespace gandan::fetch {
namespace {

struct Body {
  std::string_view content;
  std::string_view type;
};

/// What has come so far; taking less than curl gives ends the transfer.
struct Received {
  std::string bytes;
  std::size_t most;
};

std::size_t receive(char* from, std::size_t size, std::size_t count, void* to) {
  auto& received = *static_cast<Received*>(to);
  if (received.bytes.size() + size * count > received.most) return 0;
  received.bytes.append(from, size * count);
  return size * count;
}

class Transfer {
 public:
  Transfer() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started == CURLE_OK) curl_.reset(curl_easy_init());
    if (!curl_) throw std::runtime_error("libcurl cannot be started");
  }

  void ask(const std::string& address, Limits limits) {
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_USERAGENT, "gandan");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT, static_cast<long>(limits.time.count()));
    received_.most = limits.bytes;
  }

  void send(const Body& body) {
    const std::string type = "Content-Type: " + std::string(body.type);
    headers_.reset(curl_slist_append(nullptr, type.c_str()));
    set(CURLOPT_HTTPHEADER, headers_.get());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.content.size()));
    set(CURLOPT_COPYPOSTFIELDS, body.content.data());
  }

  Result<Answer, NoAnswer> receive_answer() {
    char reason[CURL_ERROR_SIZE] = "";
    set(CURLOPT_ERRORBUFFER, reason);
    set(CURLOPT_WRITEFUNCTION, receive);
    set(CURLOPT_WRITEDATA, &received_);
    const CURLcode code = curl_easy_perform(curl_.get());
    set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
    if (code == CURLE_WRITE_ERROR)
      return fail(
          NoAnswer{"the answer has more than " + std::to_string(received_.most) + " bytes"});
    if (code != CURLE_OK)
      return fail(NoAnswer{reason[0] != '\0' ? reason : curl_easy_strerror(code)});
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl_.get(), CURLINFO_CONTENT_TYPE, &type);
    return Answer{static_cast<int>(status), type == nullptr ? "" : type,
                  std::move(received_.bytes)};
  }

 private:
  struct Free {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  template <class T>
  void set(CURLoption option, T value) {
    if (curl_easy_setopt(curl_.get(), option, value) != CURLE_OK)
      throw std::runtime_error("libcurl refuses an option");
  }

  std::unique_ptr<CURL, Free> curl_;
  std::unique_ptr<curl_slist, Free> headers_;
  Received received_{};
};

Result<Answer, NoAnswer> transfer(const std::string& address, const std::optional<Body>& body,
                                  Limits limits) {
  Transfer transfer;
  transfer.ask(address, limits);
  if (body) transfer.send(*body);
  return transfer.receive_answer();
}

}  // namespace

bool is_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

Result<Answer, NoAnswer> get(const std::string& address, Limits limits) {
  return transfer(address, std::nullopt, limits);
}

Result<Answer, NoAnswer> post(const std::string& address, std::string_view body,
                              std::string_view content_type, Limits limits) {
  return transfer(address, Body{body, content_type}, limits);
}

}  // namespace gandan::fetch
