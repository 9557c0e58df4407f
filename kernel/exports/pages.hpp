// The page that explains an export, and its files.
#pragma once
#include <vector>

#include "kernel/exports/export.hpp"
#include "lib/http/app.hpp"

namespace gandan::exports {

/// GET /open-data/{export}: each column with its meaning; with ?format=csv|jsonl all rows,
/// streamed. What is passed outlives the application.
void add_pages(http::App& app, db::Database& database, const Names& names,
               std::vector<Export> exports);

}  // namespace gandan::exports
