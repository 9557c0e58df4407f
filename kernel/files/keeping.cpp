#include "kernel/files/keeping.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value_to.hpp>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/secret_box.hpp"
#include "lib/json/json.hpp"

namespace gandan::files {
namespace {

namespace bj = boost::json;

std::string key_of_kept(const crypto::KeyFile& keys) {
  return crypto::derive(keys.first(), "files.kept");
}

bj::value told_of(const std::optional<Stored>& stored) {
  if (!stored) return nullptr;
  return bj::array{stored->hash, stored->size};
}

Stored stored_in(const bj::value& told) {
  const bj::array& parts = told.as_array();
  return {bj::value_to<std::string>(parts.at(0)), parts.at(1).to_number<std::int64_t>()};
}

bool is_there(const Folder& folder, const Taken& taken) {
  return folder.fault_of(taken.content.hash).empty() &&
         (!taken.small || folder.fault_of(taken.small->hash).empty());
}

}  // namespace

std::string keep(const crypto::KeyFile& keys, std::string_view whose, Instant now,
                 const Taken& taken) {
  const bj::array all{bj::string(whose),
                      now.micros,
                      static_cast<int>(taken.type),
                      taken.name,
                      crypto::base64url(taken.key),
                      told_of(taken.content),
                      told_of(taken.small),
                      taken.width,
                      taken.height,
                      taken.digest};
  return crypto::base64url(crypto::encrypt(key_of_kept(keys), json::serialize(all)));
}

std::optional<Taken> kept(const crypto::KeyFile& keys, const Folder& folder, std::string_view whose,
                          Instant now, std::string_view carried) {
  const auto locked = crypto::from_base64url(carried);
  const auto opened = locked ? crypto::decrypt(key_of_kept(keys), *locked) : std::nullopt;
  if (!opened) return std::nullopt;
  // Nobody else could lock it: what it holds is what `keep` wrote.
  const bj::value told = json::parse(*opened).value();
  const bj::array& all = told.as_array();
  const Instant at{all.at(1).to_number<std::int64_t>()};
  if (all.at(0).as_string() != whose || now < at || now > at + kept_lasts) return std::nullopt;
  Taken taken{.type = static_cast<Type>(all.at(2).to_number<int>()),
              .name = bj::value_to<std::string>(all.at(3)),
              .key = crypto::from_base64url(bj::value_to<std::string>(all.at(4))).value(),
              .content = stored_in(all.at(5)),
              .small = {},
              .width = all.at(7).to_number<int>(),
              .height = all.at(8).to_number<int>(),
              .digest = bj::value_to<std::string>(all.at(9))};
  if (!all.at(6).is_null()) taken.small = stored_in(all.at(6));
  if (!is_there(folder, taken)) return std::nullopt;
  return taken;
}

}  // namespace gandan::files
