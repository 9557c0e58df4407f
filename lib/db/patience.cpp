#include "lib/db/patience.hpp"

namespace gandan::db {
namespace {

thread_local Patience of_this_thread = Patience::page;

}  // namespace

void set_patience(Patience patience) {
  of_this_thread = patience;
}

Patience patience() {
  return of_this_thread;
}

}  // namespace gandan::db
