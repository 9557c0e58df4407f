// What central bodies answer for, in words: where routing begins before officers have taught it
// anything.
#pragma once
#include <string>
#include <vector>

#include "kernel/units/units.hpp"

namespace gandan::units {

struct Competence {
  UnitId body;
  std::vector<FieldId> fields;
  std::string words;  ///< its name, its fields, and what people write to it about: a phrase a line
};

/// Of central bodies that exist, in no order. A local body is found by its place and its fields,
/// not by words: all departments of health answer for the same words.
[[nodiscard]] std::vector<Competence> competences(db::Tx& tx);

struct FieldWords {
  FieldId field;
  std::string words;  ///< its name, and what people write about it: a phrase a line
};
/// The same of fields.
[[nodiscard]] std::vector<FieldWords> field_words(db::Tx& tx);

/// The bodies that serve an area and answer for a field, in the order of their codes: the
/// department of health of a province. Those without any field of their own (the People's
/// Committee) come last.
[[nodiscard]] std::vector<UnitId> bodies_of(db::Tx& tx, UnitId area, FieldId field);

/// The fields that a body answers for, in the order of the catalogue, and the matters by which it
/// is known ("căn cước", "giấy phép lái xe").
struct AnswersFor {
  std::vector<Field> fields;
  std::vector<std::string> matters;
};
[[nodiscard]] AnswersFor answers_for(db::Tx& tx, UnitId body);

}  // namespace gandan::units
