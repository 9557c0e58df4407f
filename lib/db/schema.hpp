// What a database consists of besides its rows, to be compared with what the migrations make.
#pragma once
#include <map>
#include <span>
#include <string>

#include "lib/db/db.hpp"

namespace gandan::db {

/// The definition of each object by its kind and name ("trigger journal_no_delete"): tables with
/// their columns, indexes, constraints, triggers, views, functions, the tables of a full-text
/// index. On PostgreSQL of the present schema, without what belongs to an extension.
using Schema = std::map<std::string, std::string>;

[[nodiscard]] Schema schema_of(Tx& tx);
/// What the migrations make of an empty database on the engine of `database`, which stays as it is:
/// SQLite's is made in memory, PostgreSQL's in a transaction that is undone.
[[nodiscard]] Schema schema_made_by(Database& database, std::span<const Migrations> modules);
/// The first object that one has and the other has not, or has otherwise, in words that go on from
/// "the schema is not what the migrations make: "; empty: none.
[[nodiscard]] std::string difference(const Schema& found, const Schema& made);

}  // namespace gandan::db
