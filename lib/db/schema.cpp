#include "lib/db/schema.hpp"

#include "lib/db/engine.hpp"

namespace gandan::db {
namespace {

struct Object {
  std::string name, definition;
};

/// Without what the planner keeps for itself (sqlite_stat1 …).
const std::string sqlite_objects = R"(
  select type || ' ' || name, tbl_name || ' ' || coalesce(sql, '') from sqlite_schema
  where name not like 'sqlite\_stat%' escape '\')";

/// Definitions name the schema here and there: it is another one where the migrations are tried.
const std::string postgresql_objects = R"(
  with here as (select oid from pg_namespace where nspname = current_schema()),
  rel as (
    select c.* from pg_class c join here on here.oid = c.relnamespace
    where not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass
      and d.objid = c.oid and d.deptype = 'e')),
  objects as (
    select 'relation ' || relname as name,
      concat_ws(' ', relkind, relpersistence, relrowsecurity, relforcerowsecurity, reloptions,
        case when relkind in ('v', 'm') then pg_get_viewdef(oid) end) as definition
    from rel where relkind not in ('i', 'I')
    union all
    select 'table column ' || rel.relname || '.' || a.attname,
      concat_ws(' ', row_number() over (partition by rel.oid order by a.attnum),
        format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
        a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid))
    from rel join pg_attribute a on a.attrelid = rel.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where rel.relkind not in ('i', 'I', 'S')
    union all
    select 'index ' || rel.relname,
      concat_ws(' ', pg_get_indexdef(rel.oid), i.indisvalid, i.indisunique, i.indimmediate)
    from rel join pg_index i on i.indexrelid = rel.oid
    union all
    select 'constraint ' || rel.relname || '.' || c.conname,
      concat_ws(' ', pg_get_constraintdef(c.oid), c.convalidated)
    from rel join pg_constraint c on c.conrelid = rel.oid
    union all
    select 'trigger ' || rel.relname || '.' || t.tgname,
      concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)
    from rel join pg_trigger t on t.tgrelid = rel.oid and not t.tgisinternal
    union all
    select 'rule ' || rel.relname || '.' || r.rulename,
      concat_ws(' ', pg_get_ruledef(r.oid), r.ev_enabled)
    from rel join pg_rewrite r on r.ev_class = rel.oid and r.rulename <> '_RETURN'
    union all
    select 'policy ' || rel.relname || '.' || p.polname,
      concat_ws(' ', p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid),
        pg_get_expr(p.polwithcheck, p.polrelid))
    from rel join pg_policy p on p.polrelid = rel.oid
    union all
    select 'parent of ' || rel.relname, i.inhparent::regclass::text
    from rel join pg_inherits i on i.inhrelid = rel.oid
    union all
    select 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
      case when p.prokind = 'a' then 'aggregate' else pg_get_functiondef(p.oid) end
    from pg_proc p join here on here.oid = p.pronamespace
    where not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass
      and d.objid = p.oid and d.deptype = 'e')
    union all
    select 'type ' || t.typname, t.typtype::text
    from pg_type t join here on here.oid = t.typnamespace
    where t.typrelid = 0 and t.typcategory <> 'A'
      and not exists (select 1 from pg_depend d where d.classid = 'pg_type'::regclass
        and d.objid = t.oid and d.deptype = 'e')
    union all
    select 'operator ' || o.oprname, o.oprcode::text
    from pg_operator o join here on here.oid = o.oprnamespace
    where not exists (select 1 from pg_depend d where d.classid = 'pg_operator'::regclass
      and d.objid = o.oid and d.deptype = 'e')
  )
  select cast(name as text),
    replace(cast(definition as text), quote_ident(current_schema()) || '.', '') from objects)";

}  // namespace

Schema schema_of(Tx& tx) {
  const bool on_sqlite = tx.engine() == Engine::sqlite;
  Schema schema;
  for (Object& object : tx.all<Object>(on_sqlite ? sqlite_objects : postgresql_objects, {}))
    schema[std::move(object.name)] += object.definition;  // operators share names
  return schema;
}

Schema schema_made_by(Database& database, std::span<const Migrations> modules) {
  return dynamic_cast<EngineDatabase&>(database).schema_made_by(modules);
}

std::string difference(const Schema& found, const Schema& made) {
  for (const auto& [name, definition] : found) {
    const auto expected = made.find(name);
    if (expected == made.end()) return "the " + name + " is there, and no migration makes it";
    if (expected->second != definition) return "the " + name + " is not as it was made";
  }
  for (const auto& [name, definition] : made)
    if (!found.contains(name)) return "the " + name + " is not there";
  return {};
}

}  // namespace gandan::db
