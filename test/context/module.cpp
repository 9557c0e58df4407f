#include "test/context/module.hpp"

#include "kernel/nouns/module.hpp"
#include "kernel/tasks/record.hpp"
#include "test/context/migrations.hpp"
#include "test/context/noun.hpp"

namespace gandan::bulletins {
namespace {

constexpr nouns::Figure published{.name = "published",
                                  .heading = N_("Published"),
                                  .definition = N_("Published in the period."),
                                  .from = N_("Published from"),
                                  .note = N_("Published from {from} to {to}.")};

personal::Declared personal_data() {
  return {.kept = {{.what = N_("Bulletins, which may name somebody"),
                    .why = N_("They were read to all who heard them."),
                    .how_long = N_("As long as the record."),
                    .seen_by = N_("Everybody, once they are published."),
                    .columns = {"bulletins.title", "bulletins.text", "bulletins.folded"}}},
          .of_nobody = {"bulletins.code"}};
}

/// Of what is owed, what is not in the state in which it is.
std::string owed_wrongly() {
  return db::joined({"select b.id from bulletins b join (", tasks::owed_to("bulletin"),
                     ") u on u.source_id = b.id where b.state <> ", db::number(State::published)});
}

}  // namespace

Module module() {
  Module module = nouns::module_of<noun>();
  module.migrations = {"bulletins", migrations::files()};
  module.indicators = {nouns::counted(noun, published)};
  module.invariants = {
      {"bulletins.owed", "what is owed to be read again is published", owed_wrongly()}};
  module.personal = personal_data();
  return module;
}

}  // namespace gandan::bulletins
