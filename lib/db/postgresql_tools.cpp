#include "lib/db/postgresql_tools.hpp"

#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "lib/db/error.hpp"
#include "lib/db/postgresql_connection.hpp"

namespace gandan::db::postgresql {
namespace {

/// The address without its password, which would stand in the list of processes; that goes into
/// the child's environment.
struct Target {
  std::string address;
  std::string password;
};

Target target_of(const std::string& address) {
  struct Free {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
  };
  std::unique_ptr<PQconninfoOption, Free> options(PQconninfoParse(address.c_str(), nullptr));
  if (!options) throw DatabaseError("not an address of PostgreSQL");
  Target target;
  for (PQconninfoOption* option = options.get(); option->keyword; ++option) {
    if (!option->val || !*option->val) continue;
    if (std::string_view(option->keyword) == "password") {
      target.password = option->val;
      continue;
    }
    target.address.append(option->keyword).append("='");
    for (const char* c = option->val; *c; ++c) {
      if (*c == '\'' || *c == '\\') target.address.push_back('\\');
      target.address.push_back(*c);
    }
    target.address.append("' ");
  }
  return target;
}

void run(const Target& target, std::vector<std::string> arguments) {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::string password = "PGPASSWORD=" + target.password;
  std::vector<char*> environment;
  for (char** variable = environ; *variable; ++variable) environment.push_back(*variable);
  if (!target.password.empty()) environment.push_back(password.data());
  environment.push_back(nullptr);

  pid_t child = 0;
  if (posix_spawnp(&child, argv[0], nullptr, nullptr, argv.data(), environment.data()) != 0)
    throw DatabaseError(arguments[0] +
                        " cannot be started: is the package postgresql-client there?");
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw DatabaseError(arguments[0] + " failed");
}

}  // namespace

void dump(const std::string& address, const std::string& file, const std::string& snapshot) {
  Target target = target_of(address);
  run(target, {"pg_dump", "--format=custom", "--no-owner", "--no-privileges",
               "--snapshot=" + snapshot, "--exclude-schema=" + std::string(unpacked_schema),
               "--exclude-schema=" + std::string(kept_schemas) + "*", "--file=" + file,
               "--dbname=" + target.address});
}

void read_everything(const std::string& address) {
  Target target = target_of(address);
  run(target, {"pg_dump", "--format=custom", "--compress=0", "--no-sync", "--file=/dev/null",
               "--dbname=" + target.address});
}

/// Nothing but what stands in "public": a dump may hold other schemas, and what runs at each event.
/// By way of a script, because psql runs it in one transaction with what stands around it: the
/// script names "public", so that has another name meanwhile.
void unpack_dump(const std::string& address, const std::string& file, const std::string& into) {
  Target target = target_of(address);
  std::string script = file + ".sql";
  struct Remove {
    const std::string& name;
    ~Remove() {
      std::error_code ignored;
      std::filesystem::remove(name, ignored);
    }
  } guard{script};
  run(target,
      {"pg_restore", "--no-owner", "--no-privileges", "--schema=public", "--file=" + script, file});
  run(target, {"psql", "--no-psqlrc", "--quiet", "--output=/dev/null", "--single-transaction",
               "--set=ON_ERROR_STOP=1", "--dbname=" + target.address,
               "--command=set client_min_messages = warning; drop schema if exists " + into +
                   " cascade; alter schema public rename to gandan_aside; create schema public",
               "--file=" + script,
               "--command=alter schema public rename to " + into +
                   "; alter schema gandan_aside rename to public"});
}

}  // namespace gandan::db::postgresql
