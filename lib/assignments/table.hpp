// Reads the tasks of a programme out of its table: who does what by when, and what comes of it.
#pragma once
#include <string>
#include <vector>

#include "lib/assignments/bodies.hpp"
#include "lib/assignments/deadline.hpp"

namespace gandan::assignments {

using Row = std::vector<std::string>;

struct Task {
  std::string section, section_title;  ///< "II", and what stands beside it
  std::string number;                  ///< as it is written, without a full stop: "14", "2.1"
  std::string task;
  std::vector<std::string> lead, co;
  Deadline deadline;
  std::string product, note;
  std::string lead_as_written, co_as_written, deadline_as_written;
  /// What stands there and was not understood, each as it is written. Nothing else is left out.
  std::vector<std::string> unread;
};

/// Tasks of one table, in order. Columns are found by their headings (one or two rows of them); a
/// table without a column of tasks and one of leads or deadlines holds none.
[[nodiscard]] std::vector<Task> read_tasks(const std::vector<Row>& rows);

/// The tables of a text in Markdown; a text without any has none. Emphasis is taken off.
[[nodiscard]] std::vector<std::vector<Row>> tables_of_markdown(std::string_view text);

}  // namespace gandan::assignments
