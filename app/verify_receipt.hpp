// gandan verify RECEIPT: whether a log has what a receipt says, asked of the receipt's own proof
// and of the log as it is today.
#pragma once
#include "lib/cli/command.hpp"

namespace gandan::app {

/// 0 where all of it is proved, 1 where something is not. Without --log nobody is asked: the proof
/// in the receipt stands by itself, as it does when the server is gone.
[[nodiscard]] int verify_receipt(const cli::Arguments& arguments);

}  // namespace gandan::app
