// Answers that everybody is shown alike, kept until what they were made from changes.
#pragma once
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "lib/http/response.hpp"

namespace gandan::http {

/// Safe from any thread. All that it holds was made at one moment: what is asked for at another
/// empties it, so nothing has to be named that is no longer so.
class Shelf {
 public:
  explicit Shelf(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// What was put there under this name at this moment; nullptr where nothing was.
  [[nodiscard]] std::shared_ptr<const Response> find(const std::string& name,
                                                     const std::string& moment);
  /// Does nothing where the shelf has gone on to another moment. What is too much empties it first.
  void put(std::string name, const std::string& moment, std::shared_ptr<const Response> answer);

 private:
  void empty();

  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::string moment_;
  std::unordered_map<std::string, std::shared_ptr<const Response>> answers_;
  std::size_t bytes_ = 0;
};

/// Whether an answer says all of itself: a page that was found, without a cookie, a stream or a
/// rule of its own for caches.
[[nodiscard]] bool can_be_kept(const Response& response);

}  // namespace gandan::http
