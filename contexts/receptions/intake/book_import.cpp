#include "contexts/receptions/intake/book_import.hpp"

#include <algorithm>

#include "contexts/receptions/intake/book_rows.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/module/services.hpp"
#include "kernel/people/sealed_words.hpp"
#include "kernel/units/units.hpp"
#include "lib/text/fold.hpp"

namespace gandan::receptions {
namespace {

const db::Sql all_places{"select ", place_columns, " from reception_places p order by p.id"};
const db::Sql place_by_name{"select ", place_columns,
                            " from reception_places p where p.name = :name order by p.id limit 1"};
/// One that is open before those that are not.
const db::Sql first_place_of_body{
    "select ", place_columns,
    " from reception_places p where p.body_id = :body order by p.closed_on is not null, p.id "
    "limit 1"};
const db::Sql visit_by_number{
    "select ", visit_columns,
    " from visits v where v.place_id = :place and v.book_year = :year and v.book_number = :number"};
const db::Sql visit_by_source{"select ", visit_columns,
                              " from visits v where v.source_id = :id and v.source = :source"};
/// Who comes with the same number of a paper and says the same.
const db::Sql visit_of_same{
    "select ", visit_columns,
    " from visits v join visit_people q on q.visit_id = v.id where q.identity_key = :key and "
    "v.kind = :kind and v.matter = :matter order by v.turn desc, v.id desc limit 1"};

std::vector<imports::Example> example_book() {
  return {{{number_column, "1"},
           {date_column, "02/07/2026"},
           {who_column, "Lò Thị Mẫu, Bản Mẫu, xã Đồng Đăng"},
           {identity_column, "001199000001"},
           {matter_column, "Đề nghị xem xét lại diện tích trên giấy chứng nhận."},
           {kind_column, "Khiếu nại"},
           {people_column, "1"},
           {competent_column, "x"},
           {settled_column, "Ủy ban nhân dân xã Đồng Đăng"},
           {followed_column, "Đang xác minh."},
           {body_column, "Ủy ban nhân dân xã Đồng Đăng"}},
          {{number_column, "2"},
           {date_column, "02/07/2026"},
           {who_column, "Vàng A Mẫu, Bản Mẫu; Vàng Thị Ví, Bản Mẫu"},
           {matter_column, "Phản ánh đường vào bản bị sạt lở."},
           {kind_column, "PA"},
           {people_column, "6"},
           {guided_column, "Ủy ban nhân dân tỉnh Lạng Sơn, số 12/HD-UBND"},
           {body_column, "Ủy ban nhân dân xã Đồng Đăng"}}};
}

bool is_code(std::string_view words) {
  return !words.empty() && std::ranges::all_of(words, [](char c) { return c >= '0' && c <= '9'; });
}

units::PlaceFound area_of(db::Tx& tx, imports::Resolver& resolver, const std::string& words,
                          Date day) {
  if (!is_code(words))
    return words.empty() ? units::PlaceFound{} : resolver.places.find(tx, words, day);
  const auto unit = units::find_unit(tx, words, day);
  if (!unit || unit->kind != units::UnitKind::area) return {};
  return {unit->id, units::province_of(tx, unit->id)};
}

/// Of a file that names nobody who received.
std::string body_of_source(const std::string& source) {
  return "Cơ quan của sổ " + source;
}

}  // namespace

Result<BookRow, imports::Refusal> BookImporter::check(const imports::Row& row) const {
  auto read = check_book_row(env_, row, dates_);
  if (!read) return read;
  const auto has = [&](std::string_view code) {
    return std::ranges::any_of(places_, [&](const ReceptionPlace& place) {
      return text::fold(place.code) == text::fold(code);
    });
  };
  if (!read->place.empty() || !read->place_name.empty() || !read->body.empty()) {
    const bool is_by_code_alone = read->body.empty() && read->place_name.empty();
    if (is_by_code_alone && !has(read->place))
      return fail(imports::Refusal{"place: not known, and the row names no body", read->place});
    return read;
  }
  const Date today = env_.clock.today();
  std::vector<const ReceptionPlace*> open;
  for (const ReceptionPlace& place : places_)
    if (place.opened_on <= today && (!place.closed_on || *place.closed_on > today))
      open.push_back(&place);
  if (open.size() > 1)
    return fail(imports::Refusal{
        "place: there are several; add the column \"Mã nơi tiếp\" or \"Cơ quan tiếp công dân\", or "
        "say --every place=CODE"});
  if (open.size() == 1)
    read->place = open.front()->code;
  else
    read->body = body_of_source(read->source);
  return read;
}

std::optional<ReceptionPlace> BookImporter::find_place_of(db::Tx& tx, const BookRow& row) const {
  if (!row.place.empty())
    if (auto place = find_place(tx, row.place)) return place;
  const auto body = row.body.empty()
                        ? std::nullopt
                        : units::find_unit(tx, row.body, civil_date(row.visit.received_at));
  if (!row.place_name.empty()) {
    auto place = tx.one<ReceptionPlace>(place_by_name, {{"name", row.place_name}});
    if (place && (!body || place->body == body->id)) return place;
  }
  // A place that is named and not here is another than those that are.
  if (!body || !row.place.empty() || !row.place_name.empty()) return std::nullopt;
  return tx.one<ReceptionPlace>(first_place_of_body, {{"body", body->id}});
}

ReceptionPlace BookImporter::place_of(db::Tx& tx, imports::Resolver& resolver,
                                      const BookRow& row) const {
  if (auto place = find_place_of(tx, row)) return std::move(*place);
  const std::string name = row.body.empty() ? body_of_source(row.source) : row.body;
  const UnitId body = resolver.body(tx, name).value();
  if (row.place.empty() && row.place_name.empty())
    if (auto place = tx.one<ReceptionPlace>(first_place_of_body, {{"body", body}}))
      return std::move(*place);
  const Date day = civil_date(row.visit.received_at);
  ReceptionPlace made =
      insert_place(tx, env_,
                   {.code = row.place,
                    .body = body,
                    .name = row.place_name.empty() ? "Nơi tiếp công dân, " + name : row.place_name,
                    .opened_on = day,
                    .closed_on = day});
  acts::record_named(tx, Act::by_system(), ref_of(made.id), env_.clock.now(),
                     "reception_place.open", {{"body", body.value}});
  return made;
}

std::optional<Visit> BookImporter::find_here(db::Tx& tx, const BookRow& row,
                                             const std::optional<ReceptionPlace>& place) const {
  if (row.visit.book_number == 0)
    return tx.one<Visit>(visit_by_source, {{"id", row.source_id}, {"source", row.source}});
  if (!place) return std::nullopt;
  return tx.one<Visit>(
      visit_by_number,
      {{"place", place->id}, {"year", row.visit.book_year}, {"number", row.visit.book_number}});
}

BookImporter::Difference BookImporter::difference(db::Tx& tx, Visit here,
                                                  const BookRow& row) const {
  if (is_sealed(here)) fill_in(here, people::open_words(tx, env_.keys, ref_of(here.id)));
  const Visit& said = row.visit;
  Difference found;
  const auto add = [](std::string& to, bool differs, std::string_view name) {
    if (differs) (to += to.empty() ? "" : ", ") += name;
  };
  add(found.fixed, civil_date(here.received_at) != civil_date(said.received_at), date_column);
  add(found.fixed, here.kind != said.kind, kind_column);
  add(found.fixed, !said.matter.empty() && here.matter != said.matter, matter_column);
  add(found.fixed, here.outcome != said.outcome, outcome_column);
  add(found.followed, !said.followed.empty() && here.followed != said.followed, followed_column);
  add(found.followed, !said.note.empty() && here.note != said.note, note_column);
  return found;
}

void BookImporter::take_followed(db::Tx& tx, Visit here, const BookRow& row) const {
  if (is_sealed(here)) fill_in(here, people::open_words(tx, env_.keys, ref_of(here.id)));
  if (!row.visit.followed.empty()) here.followed = row.visit.followed;
  if (!row.visit.note.empty()) here.note = row.visit.note;
  save_visit(tx, env_, here);
  acts::record(tx, Act::by_system(), ref_of(here.id), env_.clock.now(), Verb::note);
}

void BookImporter::tie(db::Tx& tx, const BookRow& row, Visit& visit) const {
  const auto numbered = [&](PlaceId place, int year, int number) {
    return tx.one<Visit>(visit_by_number, {{"place", place}, {"year", year}, {"number", number}});
  };
  // A denunciation is a sitting of its own.
  if (row.with > 0 && !is_sealed(visit))
    if (const auto begin = numbered(visit.place, visit.book_year, row.with);
        begin && !is_sealed(*begin)) {
      visit.sitting = begin->sitting;
      visit.people = begin->people;
      visit.present = begin->present;
    }
  std::optional<Visit> before;
  if (row.first) {
    const auto place = find_place(tx, row.first->place);
    if (place) before = numbered(place->id, row.first->year, row.first->number);
  } else if (!row.turn && !is_sealed(visit) && !row.people.empty()) {
    const std::string key = identity_key(env_.keys, row.people.front().identity);
    if (!key.empty())
      before = tx.one<Visit>(visit_of_same,
                             {{"key", key}, {"kind", visit.kind}, {"matter", visit.matter}});
  }
  if (!before || is_sealed(*before) || is_sealed(visit)) return;
  visit.matter_id = before->matter_id;
  for (const Visit& earlier : visits_on_matter(tx, visit.matter_id))
    visit.turn = std::max(visit.turn, earlier.turn + 1);
  if (row.turn && *row.turn > 1) visit.turn = *row.turn;
}

void BookImporter::insert(db::Tx& tx, imports::Resolver& resolver, const BookRow& row,
                          const ReceptionPlace& place) const {
  Visit visit = row.visit;
  visit.place = place.id;
  visit.body = place.body;
  visit.directed_unit = resolver.known_body(tx, visit.directed_to);
  if (visit.directed_unit) visit.directed_to.clear();
  visit.field = is_sealed(visit) ? units::find_field(tx, row.field) : resolver.field(tx, row.field);
  const auto area = area_of(tx, resolver, row.area, civil_date(visit.received_at));
  visit.area = area.place;
  visit.province = area.province;
  tie(tx, row, visit);
  const bool begins = !visit.sitting;
  const Visit stored = insert_visit(tx, env_,
                                    {.row = std::move(visit),
                                     .people = begins ? row.people : std::vector<Person>{},
                                     .source = row.source,
                                     .source_id = row.source_id});
  acts::record(tx, Act::by_system(), ref_of(stored.id), env_.clock.now(), Verb::import,
               {{"kind", static_cast<int>(stored.kind)},
                {"outcome", static_cast<int>(stored.outcome)},
                {"place", stored.place.value},
                {"present", stored.present},
                {"turn", stored.turn}});
}

imports::Stored BookImporter::store_all(db::Tx& tx, const std::vector<BookRow>& batch) const {
  imports::Resolver resolver(tx, env_.ids, env_.clock);
  Stored stored;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const BookRow& row = batch[i];
    const ReceptionPlace place = place_of(tx, resolver, row);
    const auto here = find_here(tx, row, place);
    if (!here) {
      insert(tx, resolver, row, place);
      ++stored.imported;
      stored.converted += row.converted;
      continue;
    }
    const Difference other = difference(tx, *here, row);
    if (other.fixed.empty() && other.followed.empty()) continue;
    ++stored.changed;
    if (!other.fixed.empty() || !takes_changed_) {
      stored.refused.emplace_back(i, other.fixed.empty() ? other.followed : other.fixed);
      continue;
    }
    take_followed(tx, *here, row);
    ++stored.taken;
  }
  return stored;
}

imports::Stored BookImporter::look_at(db::Database& database, const std::vector<BookRow>& batch) {
  Stored stored;
  database.read([&](db::Tx& tx) {
    stored = {};
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const BookRow& row = batch[i];
      const std::string says = row.visit.matter + '\0' + std::string(name(row.visit.kind)) + '\0' +
                               civil_date(row.visit.received_at).iso();
      const auto here = find_here(tx, row, find_place_of(tx, row));
      const auto [seen, is_new] = seen_.try_emplace(row.source + '\0' + row.source_id, says);
      if (!here && is_new) {
        ++stored.imported;
        stored.converted += row.converted;
        continue;
      }
      const Difference other =
          here ? difference(tx, *here, row)
               : Difference{seen->second == says ? "" : std::string(matter_column), {}};
      if (other.fixed.empty() && other.followed.empty()) continue;
      ++stored.changed;
      if (!other.fixed.empty() || !takes_changed_)
        stored.refused.emplace_back(i, other.fixed.empty() ? other.followed : other.fixed);
      else
        ++stored.taken;
    }
  });
  return stored;
}

const imports::Import& import_of_book() {
  static const imports::Import it{
      .name = "receptions",
      .summary =
          "Imports a book of receptions (form 03/TCD) from CSV, XLSX, DOCX or JSON; safe to "
          "run again.",
      .changed = "another day, kind, matter or outcome, or more in the last columns",
      .taken = "what the last columns say is theirs now, and nothing else of a row",
      .columns = columns_of_book(),
      .examples = example_book(),
      // Who came and why is nobody else's business: of a row that is rejected its number alone.
      .may_be_repeated = [](const imports::Row&) { return false; },
      .begin = [](const Services& services,
                  const imports::Options& options) -> std::unique_ptr<imports::Taker> {
        auto book = services.rules.book();
        const Env env = Env::of(services, *book);
        auto places =
            services.database.read([](db::Tx& tx) { return tx.all<ReceptionPlace>(all_places); });
        return std::make_unique<BookImporter>(env, options, std::move(places), std::move(book));
      }};
  return it;
}

}  // namespace gandan::receptions
