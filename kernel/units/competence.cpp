#include "kernel/units/competence.hpp"

#include <algorithm>
#include <unordered_map>

namespace gandan::units {

namespace {

const db::Sql sql_fields_of{R"(
  select f.id, f.code, f.name, f.name_en from body_fields b join fields f on f.id = b.field
  where b.body = :body order by f.position)"};
const db::Sql sql_keywords_of{"select keywords from body_keywords where body = :body"};

struct BodyWords {
  UnitId body;
  std::string name, keywords;
};
const db::Sql bodies_with_words{
    "select u.id, u.name, coalesce(k.keywords, '') "
    "from units u left join body_keywords k on k.body = u.id "
    "where ",
    sql::is_body, " and u.level = ", sql::nation, " and u.verified = 1 and u.valid_to is null"};

struct BodyField {
  UnitId body;
  FieldId field;
  std::string name, keywords;
};
const db::Sql sql_body_fields{
    "select b.body, b.field, f.name, f.keywords from body_fields b join fields f on f.id = b.field "
    "join units u on u.id = b.body where u.level = ",
    sql::nation, " order by f.position"};

const db::Sql sql_field_words("select id, name || ';' || keywords from fields order by position");

const db::Sql bodies_for_field{
    "select u.id from units u "
    "left join body_fields own on own.body = u.id and own.field = :field "
    "where +",
    sql::is_body,
    " and u.area = :area and u.valid_to is null "
    "and (own.field is not null or not exists (select 1 from body_fields any_field where "
    "any_field.body = u.id)) "
    "order by (own.field is null), u.code"};

}  // namespace

std::vector<Competence> competences(db::Tx& tx) {
  std::vector<Competence> out;
  std::unordered_map<UnitId, std::size_t> position;
  for (const BodyWords& row : tx.all<BodyWords>(bodies_with_words)) {
    position.emplace(row.body, out.size());
    out.push_back({.body = row.body, .words = row.name + "\n" + row.keywords});
  }
  for (const BodyField& row : tx.all<BodyField>(sql_body_fields)) {
    const auto found = position.find(row.body);
    if (found == position.end()) continue;
    out[found->second].fields.push_back(row.field);
    out[found->second].words += "\n" + row.name + "\n" + row.keywords;
  }
  for (Competence& competence : out)
    std::replace(competence.words.begin(), competence.words.end(), ';', '\n');
  return out;
}

std::vector<FieldWords> field_words(db::Tx& tx) {
  auto out = tx.all<FieldWords>(sql_field_words);
  for (FieldWords& field : out) std::replace(field.words.begin(), field.words.end(), ';', '\n');
  return out;
}

std::vector<UnitId> bodies_of(db::Tx& tx, UnitId area, FieldId field) {
  return tx.all<UnitId>(bodies_for_field, {{"area", area}, {"field", field}});
}

AnswersFor answers_for(db::Tx& tx, UnitId body) {
  AnswersFor answers{tx.all<Field>(sql_fields_of, {{"body", body}}), {}};
  const auto keywords = tx.one<std::string>(sql_keywords_of, {{"body", body}});
  std::string_view rest = keywords ? std::string_view(*keywords) : std::string_view();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    if (end > 0) answers.matters.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return answers;
}

}  // namespace gandan::units
