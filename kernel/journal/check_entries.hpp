// The first half of check_log: whether the log is of the entries of the journal.
#pragma once
#include "kernel/journal/check_log.hpp"

namespace gandan::journal {

/// Lines of one kind are no more than this; what is beyond is counted, or left out.
inline constexpr std::size_t named_at_most = 20;

/// Walks the journal beside the log, its tiles and all heads that somebody knows.
void check_entries(db::Tx& tx, const LogOptions& options, LogFindings& findings);

}  // namespace gandan::journal
