// Showing and hiding keep the search index in step: nothing is found that may not be read.
#pragma once
#include <initializer_list>
#include <string_view>
#include <vector>

#include "contexts/petitions/record/record.hpp"

namespace gandan::petitions {

/// Whether a text holds what surely identifies somebody, so that an officer must look at it first.
[[nodiscard]] bool identifies_somebody(std::string_view text);
/// What in a text lets it wait for an officer's look.
struct Finding {
  std::size_t begin = 0, end = 0;  ///< bytes of the text
  const char* why = "";            ///< "a telephone number", to be translated
};
/// In the order of the text; none where everybody may read it at once.
[[nodiscard]] std::vector<Finding> findings_in(std::string_view text);
/// Whether an officer must look at a proposal or a report before everybody may: something that is
/// shown of it identifies somebody, or it begins as a complaint or a denunciation does ("Tôi làm
/// đơn tố cáo …"), whatever kind it was sent as.
[[nodiscard]] bool needs_a_look(std::initializer_list<std::string_view> shown);
/// Changes `petition.visibility` and the index; the caller saves the petition, and has not yet:
/// what is hidden or sealed stands still in figures as it is stored now
/// (figures/sealed_figures.hpp).
void set_visibility(db::Tx& tx, Petition& petition, Visibility visibility, Instant at);

}  // namespace gandan::petitions
