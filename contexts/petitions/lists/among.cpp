#include "contexts/petitions/lists/among.hpp"

#include "contexts/petitions/lists/listing_query.hpp"

namespace gandan::petitions {
namespace {

const db::Sql id_of_code{"select id from petitions where code = :code"};

}  // namespace

std::vector<std::string> codes_among(db::Tx& tx, const Clock& clock, const Filter& filter,
                                     const std::vector<std::string>& codes) {
  std::vector<PetitionId> ids;
  for (const std::string& code : codes)
    if (const auto id = tx.one<PetitionId>(id_of_code, {{"code", code}})) ids.push_back(*id);
  if (ids.empty()) return {};
  Query these("");
  these.any_of("p.id", ids);
  return rows_of(clock, filter, "p.code", these).all<std::string>(tx);
}

}  // namespace gandan::petitions
