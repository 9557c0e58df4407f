// The routes of petitions, one function a page or group of pages; module.cpp calls them all.
#pragma once
#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/intake/similar.hpp"
#include "kernel/module/contributions.hpp"
#include "kernel/module/services.hpp"
#include "kernel/module/unit_parts.hpp"
#include "lib/http/app.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::petitions {

[[nodiscard]] std::vector<HomePart> home_parts(Services& services, TotalsHolder& totals);
[[nodiscard]] std::vector<UnitPart> body_parts(Services& services, TotalsHolder& totals);
[[nodiscard]] std::vector<UnitPart> place_parts(Services& services);
[[nodiscard]] Standings standings(TotalsHolder& totals);
void add_list_page(http::App& app, Services& services, TotalsHolder& totals,
                   const Advisor& advisor);
[[nodiscard]] SearchPart search_part(Services& services);
void add_petition_page(http::App& app, Services& services);
void add_send_pages(http::App& app, Services& services, const Advisor& advisor);
void add_receipt_pages(http::App& app, Services& services);
void add_proof_pages(http::App& app, Services& services);
void add_petitioner_pages(http::App& app, Services& services);
void add_after_pages(http::App& app, Services& services);
void add_topic_pages(http::App& app, Services& services);
void add_feed_pages(http::App& app, Services& services);
void add_course_page(http::App& app, Services& services);
void add_desk_pages(http::App& app, Services& services, const Advisor& advisor);
/// "petitions.group": what an officer's button asks for.
void add_group_job(jobs::Registry& jobs, Services& services);
void add_api(http::App& app, Services& services);
void add_api_files(http::App& app, Services& services);

}  // namespace gandan::petitions
