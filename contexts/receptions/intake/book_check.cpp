#include <algorithm>
#include <charconv>

#include "contexts/receptions/intake/book_import.hpp"
#include "contexts/receptions/intake/book_rows.hpp"
#include "kernel/rules/calendar.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/csv/csv.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using imports::Refusal;

constexpr std::size_t longest_matter = 20'000, longest_cell = 2'000;  // code points
constexpr std::size_t most_bytes = 100'000;  // of any cell: several hundred people are one
constexpr std::size_t longest_id = 1'000;    // bytes
constexpr int most_people = 1'000'000;

std::string words_in(const imports::Row& row, std::string_view column) {
  return csv::without_guard(cleaned_cell(said_in(row, column)));
}

/// "12", "12.", "012": nothing where it is empty.
Result<std::optional<int>, Refusal> number_in(const imports::Row& row, std::string_view column) {
  std::string typed = words_in(row, column);
  while (!typed.empty() && (typed.back() == '.' || typed.back() == ' ')) typed.pop_back();
  if (typed.empty()) return std::optional<int>();
  int number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (error != std::errc() || end != typed.data() + typed.size() || number < 1 ||
      number > most_people)
    return fail(Refusal{std::string(column) + ": not a number", typed});
  return std::optional(number);
}

/// A mark: "x", "có", "1", "✓"; none where it is empty, "không", "0", "-".
Result<bool, Refusal> mark_in(const imports::Row& row, std::string_view column) {
  const std::string typed = words_in(row, column);
  const std::string folded = text::fold(typed);
  if (typed == "✓" || typed == "✔" || typed == "☑" || typed == "☒") return true;
  for (const std::string_view yes : {"x", "co", "1", "true", "v", "(x)"})
    if (folded == yes) return true;
  for (const std::string_view no : {"", "khong", "0", "false", "-", "☐"})
    if (folded == no) return false;
  return fail(Refusal{std::string(column) + ": neither x nor empty", typed});
}

Result<std::optional<text::TimeSpan>, Refusal> span_in(const imports::Row& row,
                                                       std::string_view column,
                                                       text::DateOrder order) {
  const std::string typed = words_in(row, column);
  if (text::is_blank(typed)) return std::optional<text::TimeSpan>();
  auto span = text::parse_time_span(typed, order);
  if (!span) return fail(Refusal{std::string(column) + ": not a date", typed});
  return span;
}

/// Reads one row, and remembers the first fault.
class BookReading {
 public:
  BookReading(const Env& env, const imports::Row& row, text::DateOrder order)
      : env_(env), row_(row), order_(order) {}

  Result<BookRow, Refusal> finish() {
    for (const auto& [column, value] : row_.fields)
      if (value.size() > most_bytes) return fail(Refusal{column + ": longer than 100,000 bytes"});
    read_words();
    read_numbers();
    read_days();
    read_kind();
    read_outcome();
    read_state();
    require_what_is_needed();
    if (fault_) return fail(std::move(*fault_));
    name_it();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string words(std::string_view column) { return words_in(row_, column); }
  void wrong(std::string reason, std::string value = {}) {
    if (!fault_) fault_ = Refusal{std::move(reason), std::move(value)};
  }
  template <class T>
  T taken(Result<T, Refusal> read) {
    if (read) return std::move(*read);
    if (!fault_) fault_ = std::move(read.error());
    return T{};
  }

  void read_words() {
    Visit& v = out_.visit;
    out_.source = row_.source;
    out_.converted = row_.reading == imports::Reading::converted;
    out_.place = words(place_column);
    out_.place_name = words(place_name_column);
    out_.body = words(body_column);
    out_.field = words(field_column);
    out_.area = words(area_column);
    out_.people = people_of_row(row_);
    v.matter = words(matter_column);
    v.handled_before = words(before_column);
    v.followed = words(followed_column);
    v.note = words(note_column);
    if (text::length(v.matter) > longest_matter) wrong("matter: longer than 20,000 characters");
    for (const std::string* cell :
         {&v.handled_before, &v.followed, &v.note, &out_.place_name, &out_.area})
      if (text::length(*cell) > longest_cell) wrong("longer than 2,000 characters");
    for (const Person& person : out_.people)
      for (const std::string* part :
           {&person.name, &person.address, &person.identity, &person.phone, &person.email})
        if (text::length(*part) > longest_cell) wrong("who: longer than 2,000 characters");
  }

  void read_numbers() {
    Visit& v = out_.visit;
    v.book_number = taken(number_in(row_, number_column)).value_or(0);
    const int named = std::max<int>(1, static_cast<int>(out_.people.size()));
    v.people = taken(number_in(row_, people_column)).value_or(people_of_kind().value_or(named));
    v.present = taken(number_in(row_, present_column)).value_or(v.people);
    if (v.people < v.present) wrong("people: fewer than came");
    v.is_competent = taken(mark_in(row_, competent_column));
    v.is_read_back = taken(mark_in(row_, read_back_column));
    v.is_hot = taken(mark_in(row_, hot_column));
    out_.with = taken(number_in(row_, with_column)).value_or(0);
    out_.turn = taken(number_in(row_, turn_column));
    const std::string first = words(first_column);
    out_.first = parse_book_ref(first);
    if (!first.empty() && !out_.first) wrong("first_visit: not as PLACE/2026/17", first);
  }

  void read_days() {
    Visit& v = out_.visit;
    const auto span = taken(span_in(row_, date_column, order_));
    if (!span) return wrong("date: missing");
    v.received_at = span->first;
    v.entered_at = env_.clock.now();
    if (v.received_at > v.entered_at) wrong("date: in the future");
    if (civil_date(v.received_at) < rules::Calendar::first)
      wrong("date: before 1945", words(date_column));
    v.book_year = civil_date(v.received_at).year();
  }

  /// "KN/3": the older form has both in one column.
  [[nodiscard]] std::optional<int> people_of_kind() {
    const std::string typed = words(kind_column);
    const std::size_t at = typed.find_last_of("/\n");
    int number = 0;
    if (at == std::string::npos) return std::nullopt;
    const std::string behind = cleaned_cell(typed.substr(at + 1));
    const auto [end, error] = std::from_chars(behind.data(), behind.data() + behind.size(), number);
    if (error != std::errc() || end == behind.data() || number < 1 || number > most_people)
      return std::nullopt;
    return number;
  }

  void read_kind() {
    std::string typed = words(kind_column);
    if (people_of_kind()) typed = cleaned_cell(typed.substr(0, typed.find_last_of("/\n")));
    if (typed.empty()) return wrong("kind: missing");
    if (const auto kind = parse_kind(typed))
      out_.visit.kind = *kind;
    else
      wrong("kind: not one of the four; a mixed matter is a row of each", typed);
  }

  void direct(std::string_view column) {
    const Directed directed = directed_of_cell(words(column));
    out_.visit.directed_to = directed.to;
    out_.visit.document = directed.document;
  }

  /// As it is said, or as the columns of the form say it.
  void read_outcome() {
    Visit& v = out_.visit;
    const bool is_guided = !words(guided_column).empty(),
               is_settled = !words(settled_column).empty(),
               is_returned = !words(returned_column).empty(),
               is_forwarded = !words(forwarded_column).empty();
    for (const auto& [is_said, column] :
         {std::pair(is_guided, guided_column), std::pair(is_returned, returned_column),
          std::pair(is_forwarded, forwarded_column), std::pair(is_settled, settled_column)})
      if (is_said && v.directed_to.empty() && v.document.empty()) direct(column);
    if (text::length(v.directed_to) > longest_cell || text::length(v.document) > longest_cell)
      return wrong("outcome: a body or a letter of more than 2,000 characters");
    const std::string typed = words(outcome_column);
    std::optional<Outcome> outcome = parse_outcome(typed);
    if (!typed.empty() && !outcome) return wrong("outcome: not known", typed);
    if (!outcome) outcome = outcome_of_notes();
    if (!outcome && is_returned) outcome = Outcome::returned;
    if (!outcome && is_forwarded) outcome = Outcome::forwarded;
    if (!outcome && is_guided) outcome = Outcome::guided;
    if (!outcome && v.is_competent) outcome = Outcome::accepted;
    if (!outcome && is_settled) outcome = Outcome::forwarded;
    if (!outcome)
      return wrong(
          "outcome: neither column 9, 10 nor 11 says what became of it; add the column "
          "\"Hướng xử lý\"");
    v.outcome = *outcome;
    read_ground();
  }

  /// What the form has no column for stands at the beginning of the last two: "Từ chối tiếp: …".
  [[nodiscard]] std::optional<Outcome> outcome_of_notes() const {
    for (const std::string* words : {&out_.visit.note, &out_.visit.followed}) {
      const std::string folded = text::fold(*words);
      if (folded.starts_with("tu choi")) return Outcome::refused;
      if (folded.starts_with("tra loi ngay")) return Outcome::answered_at_once;
      if (folded.starts_with("tra lai don")) return Outcome::returned;
    }
    return std::nullopt;
  }

  void read_ground() {
    Visit& v = out_.visit;
    if (v.outcome != Outcome::refused) return;
    const std::string typed = words(ground_column);
    v.ground = parse_ground(typed);
    for (std::size_t i = 1; !v.ground && i <= ground_count && !typed.empty(); ++i)
      if (text::fold(article_of(static_cast<Ground>(i))) == text::fold(typed))
        v.ground = static_cast<Ground>(i);
    if (!v.ground)
      wrong(typed.empty() ? "ground: missing, of what was refused" : "ground: not known", typed);
  }

  void read_state() {
    Visit& v = out_.visit;
    const std::string by = words(heard_column), how = text::fold(words(channel_column));
    const auto heard = by.empty() ? std::optional(HeardBy::officer) : parse_heard_by(by);
    if (heard)
      v.heard_by = *heard;
    else
      wrong("heard_by: not known", by);
    if (how == "truc tuyen" || how == "online") v.channel = VisitChannel::online;
    if (v.channel != VisitChannel::online && !how.empty() && how != "truc tiep" &&
        how != "in_person")
      wrong("channel: not known", how);
    const auto due = taken(span_in(row_, due_column, order_));
    const auto told = taken(span_in(row_, told_column, order_));
    if (due) v.due_at = due->last;
    const bool is_later = v.outcome == Outcome::accepted || v.outcome == Outcome::forwarded;
    const bool has_notice = v.ground && needs_notice(*v.ground);
    if (due && !told && (is_later || has_notice)) {
      v.state = has_notice ? State::notice_owed : State::open;
      return;
    }
    v.state = State::told;
    v.told_at = told ? std::max(told->first, v.received_at) : v.received_at;
    if (told && told->last < v.received_at) wrong("told: before they were received");
  }

  void require_what_is_needed() {
    if (out_.visit.kind == Kind::denunciation) return;
    if (out_.visit.matter.empty()) wrong("matter: missing");
    if (out_.people.empty() && out_.with == 0) wrong("who: missing");
  }

  /// Under the key file: a plain digest would tell whoever guesses the words.
  void name_it() {
    const Visit& v = out_.visit;
    std::string content;
    if (v.book_number > 0) {
      content = out_.place + "/" + out_.body + "/" + std::to_string(v.book_year) + "/" +
                std::to_string(v.book_number);
      out_.source_id = content;
      if (content.size() <= longest_id) return;
    }
    for (const std::string& part :
         {out_.place, out_.body, std::to_string(v.received_at.micros), std::string(name(v.kind)),
          v.matter, v.kind == Kind::denunciation ? std::string() : people_in_cell(out_.people)})
      (content += part) += '\0';
    out_.source_id = crypto::hex(
        crypto::hmac_sha256(crypto::derive(env_.keys.first(), "rows of imported books"), content));
  }

  const Env& env_;
  const imports::Row& row_;
  text::DateOrder order_;
  BookRow out_;
  std::optional<Refusal> fault_;
};

}  // namespace

std::optional<BookRef> parse_book_ref(std::string_view text) {
  const std::size_t last = text.rfind('/');
  const std::size_t middle =
      last == std::string_view::npos || last == 0 ? last : text.rfind('/', last - 1);
  if (middle == std::string_view::npos || last == std::string_view::npos) return std::nullopt;
  BookRef ref{.place = std::string(text.substr(0, middle))};
  const std::string_view year = text.substr(middle + 1, last - middle - 1),
                         number = text.substr(last + 1);
  const auto read = [](std::string_view digits, int& to) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), to);
    return error == std::errc() && end == digits.data() + digits.size() && to > 0;
  };
  if (ref.place.empty() || !read(year, ref.year) || !read(number, ref.number)) return std::nullopt;
  return ref;
}

Result<BookRow, Refusal> check_book_row(const Env& env, const imports::Row& row,
                                        text::DateOrder order) {
  return BookReading(env, row, order).finish();
}

}  // namespace gandan::receptions
