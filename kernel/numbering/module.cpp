#include "kernel/numbering/module.hpp"

#include "kernel/numbering/migrations.hpp"
#include "kernel/units/units.hpp"

namespace gandan::numbering {

Module module() {
  return {
      .name = "numbering",
      .migrations = {"numbering", migrations::files()},
      .invariants =
          {{"numbering.gaps", "a book of documents has every number up to its last, once",
            "select b.body_id || ' ' || b.year || ' ' || b.kind as id from document_books b where "
            "b.last <> (select count(*) from document_numbers n where n.body_id = b.body_id and "
            "n.year = b.year and n.kind = b.kind and n.number between 1 and b.last)"},
           {"numbering.books", "a number is of a book",
            "select n.body_id || ' ' || n.year || ' ' || n.kind || ' ' || n.number as id "
            "from document_numbers n left join document_books b on b.body_id = n.body_id and "
            "b.year = n.year and b.kind = n.kind where b.last is null or n.number > b.last"},
           {"numbering.bodies", "who numbers documents is there",
            db::joined({"select body_id as id from document_books where body_id not in (",
                        units::sql::every_unit, ")"})}},
      .personal = {.kept = {}, .of_nobody = {"document_numbers.about_kind"}}};
}

}  // namespace gandan::numbering
