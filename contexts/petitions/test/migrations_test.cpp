// Migrations are run by name: two that share a number come each to its own, in whatever order
// databases met them.
#include "contexts/petitions/migrations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "contexts/petitions/test/support.hpp"
#include "lib/db/migrate.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre, testing::IsEmpty;

std::string number_of(const EmbeddedFile& file) {
  return std::string(file.name.substr(0, 3));
}

/// As a program had them that knew one of the two numbered 014 and not `other`, nor what came
/// after them.
std::vector<EmbeddedFile> files_without(std::string_view other) {
  std::vector<EmbeddedFile> known;
  for (const EmbeddedFile& file : migrations::files())
    if (number_of(file) <= "014" && file.name != other) known.push_back(file);
  return known;
}
Module knowing(std::span<const EmbeddedFile> files) {
  Module known = module();
  known.migrations = {"petitions", files};
  return known;
}

class WithoutStages : public test::PetitionsDatabase {
 protected:
  WithoutStages() : PetitionsDatabase(knowing(files())) {}
  static std::span<const EmbeddedFile> files() {
    static const auto known = files_without("014_stages.sql");
    return known;
  }
};
class WithoutImportedDue : public test::PetitionsDatabase {
 protected:
  WithoutImportedDue() : PetitionsDatabase(knowing(files())) {}
  static std::span<const EmbeddedFile> files() {
    static const auto known = files_without("014_imported_due.sql");
    return known;
  }
};
GANDAN_EACH_ENGINE(WithoutStages);
GANDAN_EACH_ENGINE(WithoutImportedDue);

void migrate_whole(db::Database& database) {
  const db::Migrations whole[] = {{"petitions", migrations::files()}};
  database.migrate(whole);
  EXPECT_THAT(database.read([&](db::Tx& tx) { return db::look_at_list(tx, whole).missing; }),
              IsEmpty());
}

TEST_P(WithoutStages, ADatabaseOfThatDayMigratesToToday) {
  migrate_whole(db());
  EXPECT_EQ(load(send("Đề nghị sửa cầu treo.").id).state, State::received);
}
TEST_P(WithoutImportedDue, ADatabaseOfThatDayMigratesToToday) {
  migrate_whole(db());
  EXPECT_EQ(load(send("Đề nghị sửa cầu treo.").id).state, State::received);
}

TEST(Migrations, ShareNoOtherNumber) {
  std::map<std::string, int> files;
  for (const EmbeddedFile& file : migrations::files()) ++files[number_of(file)];
  std::vector<std::string> shared;
  for (const auto& [number, count] : files)
    if (count > 1) shared.push_back(number);
  EXPECT_THAT(shared, ElementsAre("014"));
}

}  // namespace
}  // namespace gandan::petitions
