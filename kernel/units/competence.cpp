#include "kernel/units/competence.hpp"

#include <algorithm>

namespace gandan::units {
namespace {

const db::Sql select_bodies{R"(
  select u.id, u.name, coalesce(k.keywords, '')
  from units u left join body_keywords k on k.body = u.id
  where u.kind = 2 and u.valid_to is null order by u.id)"};
const db::Sql select_body_fields{R"(
  select b.body, f.name, f.keywords from body_fields b join fields f on f.id = b.field
  join units u on u.id = b.body where u.valid_to is null order by b.body, f.position)"};

struct Body {
  UnitId id;
  std::string name, keywords;
};
struct BodyField {
  UnitId body;
  std::string name, keywords;
};

}  // namespace

std::vector<Competence> competences(db::Tx& tx) {
  std::vector<Competence> all;
  auto fields = tx.all<BodyField>(select_body_fields);
  auto field = fields.begin();
  for (Body& body : tx.all<Body>(select_bodies)) {
    Competence competence{body.id, body.name + "\n" + body.keywords};
    while (field != fields.end() && field->body < body.id) ++field;
    for (; field != fields.end() && field->body == body.id; ++field)
      competence.words += "\n" + field->name + "\n" + field->keywords;
    std::replace(competence.words.begin(), competence.words.end(), ';', '\n');
    all.push_back(std::move(competence));
  }
  return all;
}

}  // namespace gandan::units
