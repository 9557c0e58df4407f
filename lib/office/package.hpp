// The package that DOCX and XLSX are (Open Packaging Conventions): parts in a zip, and the
// relations by which one part names another. Nothing outside of the package is ever asked.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/office/office.hpp"

namespace gandan::office {

/// What a part says of another: by `id` in its text, by `type` (the last word of its address, the
/// same in Strict and Transitional: "worksheet").
struct Relation {
  std::string id;
  std::string type;
  std::string target;  ///< the part's name, or where nothing stands for it, empty
};

class Package {
 public:
  /// `bytes` must outlive it. Throws Refused: damaged, or beyond the limits.
  Package(std::string_view bytes, const Limits& limits);
  /// Parts by name, for the fuzzer.
  Package(std::map<std::string, std::string> parts, const Limits& limits);
  ~Package();
  Package(Package&&) noexcept;
  Package& operator=(Package&&) = delete;

  [[nodiscard]] bool has(std::string_view name) const;
  /// The bytes of a part, unpacked and with the right sum; names are compared without case. Throws
  /// Refused: damaged where there is none, unpacks_too_large where all that was read together is.
  [[nodiscard]] std::string part(std::string_view name);
  /// What `name` is related to; empty where it says nothing. "" is the package itself.
  [[nodiscard]] std::vector<Relation> relations_of(std::string_view name);

 private:
  struct Zip;
  [[nodiscard]] std::string unpack(std::uint64_t index);

  std::unique_ptr<Zip> zip_;
  std::map<std::string, std::uint64_t, std::less<>> names_;  // as they are compared
  std::map<std::string, std::string> parts_;
  Limits limits_;
  std::size_t unpacked_ = 0;
};

/// The target of the first relation of a type.
[[nodiscard]] std::optional<std::string> target_of(const std::vector<Relation>& relations,
                                                   std::string_view type);

}  // namespace gandan::office
