// The forms of the desk's tasks on a petition: what each asks, with what was typed. Those of
// written decisions and of papers are in decisions.hpp.
#pragma once
#include "contexts/petitions/desk/desk.hpp"

namespace gandan::petitions {

/// What came of a use case; a refusal is put at `field`.
[[nodiscard]] Refused refused(const Desk& desk, const Moved& moved, const char* field = "words");

/// Of these three: routing.cpp.
void fill_route(const Work& at, const http::Fields& typed, WorkForm& form);
/// Of several: the bodies that are proposed for the most of them; field and kind stay as they are.
void fill_route_of_many(const Desk& desk, db::Tx& tx, const std::vector<Petition>& petitions,
                        const http::Fields& typed, WorkForm& form);
[[nodiscard]] Refused route_it(const Work& at, const Env& env);
void fill_topic(const Work& at, const http::Fields& typed, WorkForm& form);
[[nodiscard]] Refused put_into_topic(const Work& at, const Env& env);
/// The sender's own words are there to be found a unit for.
void fill_place(const Work& at, const http::Fields& typed, WorkForm& form);
[[nodiscard]] Refused place_it(const Work& at, const Env& env);
void fill_title(const Work& at, const http::Fields& typed, WorkForm& form);
/// What is found in it is ticked; names that are none by their form alone are proposed to be read.
void fill_mask(const Work& at, const http::Fields& typed, WorkForm& form);
[[nodiscard]] Refused mask_it(const Work& at, const Env& env);
/// Of a task that asks for words alone.
void fill_words(const Work& at, const http::Fields& typed, WorkForm& form);
/// Which day the body has, and a word to its officers that may be left out.
void fill_urging(const Work& at, const http::Fields& typed, WorkForm& form);
void fill_urging_of_many(const Desk& desk, db::Tx& tx, const std::vector<Petition>& petitions,
                         const http::Fields& typed, WorkForm& form);
void fill_withdrawal(const Work& at, const http::Fields& typed, WorkForm& form);
void fill_extension(const Work& at, const http::Fields& typed, WorkForm& form);
void fill_publication(const Work& at, const http::Fields& typed, WorkForm& form);

}  // namespace gandan::petitions
