// The book as a table: the columns of form 03/TCD as they are printed (Decree 154/2026/NĐ-CP), and
// behind them what the form has no room for, so that an exported book is the same elsewhere.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/record/rows.hpp"
#include "kernel/imports/import.hpp"

namespace gandan::receptions {

/// Names of the columns, in their order in a file: thirteen of the form, then ours.
inline constexpr std::string_view number_column = "number", date_column = "date",
                                  who_column = "who", identity_column = "identity",
                                  matter_column = "matter", kind_column = "kind",
                                  people_column = "people", before_column = "handled_before",
                                  competent_column = "competent", guided_column = "guided_to",
                                  settled_column = "settled_by", followed_column = "followed",
                                  note_column = "note", place_column = "place",
                                  place_name_column = "place_name", body_column = "body",
                                  outcome_column = "outcome", ground_column = "ground",
                                  present_column = "present", heard_column = "heard_by",
                                  channel_column = "channel", role_column = "role",
                                  phone_column = "phone", email_column = "email",
                                  read_back_column = "read_back", hot_column = "hot",
                                  field_column = "field", area_column = "area", due_column = "due",
                                  told_column = "told", with_column = "with",
                                  first_column = "first_visit", turn_column = "turn";
/// Of the form before 2026 alone: they are read, and never written.
inline constexpr std::string_view returned_column = "returned_to",
                                  forwarded_column = "forwarded_to";
inline constexpr std::size_t form_columns = 13;
inline constexpr std::array book_columns{
    number_column,  date_column,     who_column,    identity_column,  matter_column,
    kind_column,    people_column,   before_column, competent_column, guided_column,
    settled_column, followed_column, note_column,   place_column,     place_name_column,
    body_column,    outcome_column,  ground_column, present_column,   heard_column,
    channel_column, role_column,     phone_column,  email_column,     read_back_column,
    hot_column,     field_column,    area_column,   due_column,       told_column,
    with_column,    first_column,    turn_column};

/// Without spaces around it, and without what no text holds.
[[nodiscard]] std::string cleaned_cell(std::string_view bytes);
/// The columns of the import: those, and other headings of the same (form 03 of Circular
/// 04/2021/TT-TTCP, and what offices write).
[[nodiscard]] std::vector<imports::Column> columns_of_book();
/// The value of a column, or of another heading of it.
[[nodiscard]] std::string_view said_in(const imports::Row& row, std::string_view column);

/// How several people stand in one cell: "Lò Thị Mẫu, Bản Mẫu; Vàng A Mẫu, Bản Mẫu".
[[nodiscard]] std::string people_in_cell(const std::vector<Person>& people);
/// One of their particulars each, in the same order: "001…; 002…".
[[nodiscard]] std::string parts_in_cell(const std::vector<Person>& people,
                                        std::string Person::*part);
[[nodiscard]] std::string roles_in_cell(const std::vector<Person>& people);
[[nodiscard]] std::vector<Person> people_of_row(const imports::Row& row);

/// "Thanh tra tỉnh, số 12/HD-TTr": a body and the number of the letter.
struct Directed {
  std::string to, document;
};
[[nodiscard]] std::string in_cell(const Directed& directed);
[[nodiscard]] Directed directed_of_cell(std::string_view cell);

}  // namespace gandan::receptions
