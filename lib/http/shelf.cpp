#include "lib/http/shelf.hpp"

#include <utility>

namespace gandan::http {

std::shared_ptr<const Response> Shelf::find(const std::string& name, const std::string& moment) {
  std::lock_guard lock(mutex_);
  if (moment != moment_) {
    empty();
    moment_ = moment;
    return nullptr;
  }
  const auto at = answers_.find(name);
  return at == answers_.end() ? nullptr : at->second;
}

void Shelf::put(std::string name, const std::string& moment,
                std::shared_ptr<const Response> answer) {
  const std::size_t bytes = name.size() + answer->body.size();
  if (bytes > most_bytes_) return;
  std::lock_guard lock(mutex_);
  if (moment != moment_) return;
  if (bytes_ + bytes > most_bytes_) empty();
  if (answers_.try_emplace(std::move(name), std::move(answer)).second) bytes_ += bytes;
}

void Shelf::empty() {
  answers_.clear();
  bytes_ = 0;
}

bool can_be_kept(const Response& response) {
  return response.status == 200 && response.cookies.empty() && response.producer == nullptr &&
         response.borrowed.empty() && !response.headers.has("Cache-Control");
}

}  // namespace gandan::http
