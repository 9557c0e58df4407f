#include "contexts/receptions/demo/demo.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <iterator>
#include <map>
#include <stdexcept>
#include <vector>

#include "contexts/receptions/book/enter.hpp"
#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/demo/replay.hpp"
#include "contexts/receptions/demo_files.hpp"
#include "contexts/receptions/schedule/schedule.hpp"
#include "contexts/receptions/waiting/door.hpp"
#include "contexts/receptions/waiting/waiting.hpp"
#include "kernel/module/services.hpp"
#include "kernel/units/units.hpp"

namespace gandan::receptions {
namespace {

namespace json = boost::json;
using std::chrono::minutes;

constexpr int days_back = 365, days_ahead = 45, published_before = 30;
constexpr int each_by_deputy = 7, each_missed = 18;
constexpr int morning = 7 * 60 + 30, noon = 11 * 60 + 30, afternoon = 13 * 60 + 30,
              evening = 17 * 60;

const db::Sql any_place{"select 1 from reception_places limit 1"};

std::string said(const json::object& row, std::string_view name) {
  const json::value* value = row.if_contains({name.data(), name.size()});
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}
int counted(const json::object& row, std::string_view name, int otherwise = 0) {
  const json::value* value = row.if_contains({name.data(), name.size()});
  return value && value->is_number() ? value->to_number<int>() : otherwise;
}
std::vector<std::string> listed(const json::object& row, std::string_view name) {
  std::vector<std::string> all;
  if (const json::value* value = row.if_contains({name.data(), name.size()}))
    for (const json::value& each : value->as_array()) all.emplace_back(each.as_string());
  return all;
}
const json::array& array_of(const json::object& row, std::string_view name) {
  static const json::array none;
  const json::value* value = row.if_contains({name.data(), name.size()});
  return value ? value->as_array() : none;
}

std::vector<json::object> lines_of(std::string_view file) {
  std::vector<json::object> all;
  for (const EmbeddedFile& each : demo_files::files()) {
    if (each.name != file) continue;
    for (std::string_view rest = each.bytes; !rest.empty();) {
      const std::size_t end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      if (!line.empty()) all.push_back(json::parse({line.data(), line.size()}).as_object());
    }
  }
  return all;
}

class ReceptionReplay {
 public:
  ReceptionReplay(db::Tx& tx, const Services& services, const rules::Rulebook& rules, Instant now)
      : tx_(tx),
        intake_(services.intake),
        now_(now),
        today_(civil_date(now)),
        clock_(now),
        ids_(clock_, 2),
        env_{clock_, ids_, rules, services.keys.get()} {}

  std::string run() {
    clock_.set(start_of(today_ - days_back) + minutes(morning));
    const auto places = lines_of("places.jsonl"), visits = lines_of("visits.jsonl");
    for (const json::object& row : places) open(row);
    for (const json::object& row : visits) plan_visit(row);
    for (auto& [key, receiving] : places_) {
      plan_waiting_room(receiving);
      for (const auto& plan : {online_steps, booking_steps})
        std::ranges::move(plan({tx_, env_, act_, now_}, receiving.place),
                          std::back_inserter(steps_));
    }
    std::ranges::stable_sort(steps_, {}, &Step::at);
    for (const Step& step : steps_) {
      clock_.set(step.at);
      step.happen();
    }
    return std::to_string(visits.size()) + " receptions in " + std::to_string(places.size()) +
           " places of the demonstration are loaded.";
  }

 private:
  using Step = ReplayStep;
  struct Receiving {
    ReceptionPlace place;
    std::string head;
    std::vector<Date> by_head;  ///< days that the head held
  };

  [[noreturn]] static void refuse(const std::string& key, const std::string& what) {
    throw std::runtime_error("demonstration data: " + key + ": " + what);
  }
  template <class R>
  static auto done(R result, const std::string& key, const char* what) {
    if (!result)
      refuse(key, std::string(what) + " is refused (" +
                      std::to_string(static_cast<int>(result.error())) + ")");
    return result;
  }

  /// Never ahead, whenever the demonstration is loaded.
  void at(Instant moment, std::function<void()> happen) {
    const Instant latest = now_ + -minutes(60) + std::chrono::seconds(std::ssize(steps_) % 3000);
    steps_.push_back({std::min(moment, latest), std::move(happen)});
  }
  [[nodiscard]] Date working(Date day) const {
    return env_.rules.calendar().roll_forward(day).value_or(day);
  }
  UnitId body(const std::string& name) {
    const auto unit = units::find_unit(tx_, name, clock_.today());
    return unit ? unit->id : units::ensure_body(tx_, ids_, clock_, name);
  }

  // ---- places and the head's days ----

  void open(const json::object& row) {
    std::int64_t access = 0;
    for (const std::string& each : listed(row, "access"))
      access |= static_cast<std::int64_t>(parse_access(each).value());
    const std::string key = said(row, "key");
    ReceptionPlace place{.body = body(said(row, "body")),
                         .kind = said(row, "kind") == "seat" ? PlaceKind::seat : PlaceKind::office,
                         .name = said(row, "name"),
                         .address = said(row, "address"),
                         .directions = said(row, "directions"),
                         .phone = said(row, "phone"),
                         .languages = said(row, "languages"),
                         .access = access,
                         .online = row.at("online").as_bool(),
                         .counters = counted(row, "counters", 1),
                         .opened_on = clock_.today()};
    Receiving& receiving = places_[key];
    receiving.place = *done(open_place(tx_, env_, act_, std::move(place)), key, "open");
    receiving.head = said(row, "head");
    std::vector<WeekHours> week;
    for (int weekday = 1; weekday <= 5; ++weekday) {
      week.push_back({weekday, morning, noon});
      week.push_back({weekday, afternoon, evening});
    }
    done(set_hours(tx_, env_, act_, receiving.place.id, week, clock_.today()), key, "hours");
    int nth = 0;
    for (Date day = today_ - days_back + 1; day <= today_ + days_ahead; day = day + 1)
      if (is_head_day(row, day)) plan_head_day(receiving, key, working(day), ++nth);
  }

  static bool is_head_day(const json::object& row, Date day) {
    const int weekday = counted(row, "weekday");
    return weekday > 0 ? weekday_of(day) == weekday
                       : static_cast<int>(day.day()) == counted(row, "month_day");
  }

  void plan_head_day(Receiving& receiving, const std::string& key, Date day, int nth) {
    const bool is_missed = nth % each_missed == 0, is_by_deputy = nth % each_by_deputy == 0;
    const bool is_over = day < today_;
    if (is_over && !is_missed && !is_by_deputy) receiving.by_head.push_back(day);
    const Instant published = std::max(start_of(day - published_before) + minutes(9 * 60),
                                       start_of(today_ - days_back) + minutes(morning + 1));
    const auto made = std::make_pair(receiving.place.id.value, day.days);
    at(published, [this, &receiving, key, day, made] {
      days_[made] = done(publish_day(tx_, env_, act_,
                                     {.place = receiving.place.id,
                                      .day = day,
                                      .from_minute = 8 * 60,
                                      .until_minute = noon,
                                      .head = receiving.head}),
                         key, "publish")
                        ->id;
    });
    if (!is_over) return;
    at(start_of(day) + minutes(noon + 10), [this, key, made, is_missed, is_by_deputy] {
      if (is_missed)
        done(miss_day(tx_, env_, act_, days_.at(made), "Đi chỉ đạo khắc phục hậu quả mưa lũ."), key,
             "miss");
      else
        done(hold_day(tx_, env_, act_, days_.at(made),
                      is_by_deputy ? HeardBy::deputy : HeardBy::head),
             key, "hold");
    });
  }

  // ---- the waiting room of the day that goes on ----

  /// A moment of the last hundred minutes, or of what there is of today: 0 to 100.
  [[nodiscard]] Instant waiting_moment(int hundredth) const {
    const auto span = std::min<std::chrono::microseconds>(minutes(100), now_ - start_of(today_));
    return now_ + -span * (100 - hundredth) / 100;
  }
  void in_waiting_room(int hundredth, std::function<void()> happen) {
    steps_.push_back({waiting_moment(hundredth), std::move(happen)});
  }

  /// Fourteen come; five were heard, one sits there, one did not come, one is called where there is
  /// a second counter. The door is open.
  void plan_waiting_room(const Receiving& receiving) {
    constexpr int arrivals[] = {0, 2, 5, 9, 14, 20, 27, 33, 40, 48, 57, 66, 78, 90};
    constexpr int first_of_priority = 4, second_of_priority = 9;
    const ReceptionPlace& place = receiving.place;
    in_waiting_room(0,
                    [this, &place] { static_cast<void>(set_door(tx_, env_, act_, place, true)); });
    int nth = 0;
    for (const int came : arrivals) {
      NewTicket taken{.line = ticket_lines[static_cast<std::size_t>(nth) % std::size(ticket_lines)],
                      .has_priority = nth == first_of_priority || nth == second_of_priority};
      in_waiting_room(came, [this, &place, taken] {
        static_cast<void>(take_ticket(tx_, env_, act_, place.id, taken));
      });
      ++nth;
    }
    constexpr int heard[][2] = {{3, 20}, {21, 38}, {39, 52}, {58, 74}, {75, 88}};
    for (const auto& [called, finished] : heard) {
      plan_call(place, called);
      plan_deed(place, called + 1, TicketDeed::serve);
      plan_deed(place, finished, TicketDeed::finish);
    }
    plan_call(place, 53);
    plan_deed(place, 55, TicketDeed::did_not_come);
    plan_deed(place, 57, TicketDeed::did_not_come);
    plan_call(place, 89);
    plan_deed(place, 90, TicketDeed::serve);
    if (place.counters > 1) plan_call(place, 97, 2);
  }
  void plan_call(const ReceptionPlace& place, int hundredth, int counter = 1) {
    in_waiting_room(hundredth, [this, &place, counter] {
      if (const auto ticket = call_next(tx_, env_, act_, place.id, counter))
        at_counter_[place.id.value] = ticket->id;
    });
  }
  void plan_deed(const ReceptionPlace& place, int hundredth, TicketDeed deed) {
    in_waiting_room(hundredth, [this, &place, deed] {
      static_cast<void>(do_with_ticket(tx_, env_, act_, at_counter_[place.id.value], deed));
    });
  }

  // ---- visits ----

  /// Its moment: a head's visit is on the last day before that the head held.
  Instant moment_of(const json::object& row, const Receiving& receiving) const {
    const std::string key = said(row, "key");
    Date day = working(today_ - counted(row, "ago"));
    if (said(row, "by") == "head")
      for (const Date held : receiving.by_head)
        if (held <= today_ - counted(row, "ago")) day = held;
    const auto minute = static_cast<int>(std::hash<std::string>{}(key) % 180);
    return start_of(day) + minutes(8 * 60 + 5 + minute);
  }

  void plan_visit(const json::object& row) {
    const Receiving& receiving = places_.at(said(row, "place"));
    const Instant moment = moment_of(row, receiving);
    at(moment, [this, row, &receiving] { receive(row, receiving); });
    for (const json::value& each : array_of(row, "events")) {
      const json::object& event = each.as_object();
      const Instant then =
          start_of(working(civil_date(moment) + counted(event, "after"))) + minutes(14 * 60);
      at(then,
         [this, key = said(row, "key"), event, &receiving] { happen(key, event, receiving); });
      if (said(event, "do") == "conclude") plan_reports(said(row, "key"), event, then);
    }
  }

  std::vector<Person> people_in(const json::object& row) const {
    std::vector<Person> people;
    for (const std::string& each : listed(row, "who")) {
      const std::size_t comma = each.find(", ");
      people.push_back(
          {.role = row.contains("speak") ? PersonRole::representative : PersonRole::own_matter,
           .name = each.substr(0, comma),
           .address = each.substr(comma + 2)});
    }
    if (!people.empty()) people.front().identity = said(row, "identity");
    return people;
  }

  void receive(const json::object& row, const Receiving& receiving) {
    const std::string key = said(row, "key"), before = said(row, "before");
    EnterForm form{.place = receiving.place,
                   .kind = parse_kind(said(row, "kind")),
                   .people = people_in(row),
                   .number = counted(row, "people", 1),
                   .present = counted(row, "present", 1),
                   .matter = said(row, "matter"),
                   .outcome = parse_outcome(said(row, "outcome")),
                   .ground = parse_ground(said(row, "ground")),
                   .explained = said(row, "explained"),
                   .directed_to = said(row, "to"),
                   .document = said(row, "document"),
                   .is_told = row.contains("told"),
                   .cannot_write = row.contains("cannot_write"),
                   .is_read_back = row.contains("cannot_write"),
                   .is_hot = row.contains("hot"),
                   .note = said(row, "note")};
    if (!before.empty()) form.before = find_visit(tx_, visits_.at(before));
    if (const std::string by = said(row, "by"); !by.empty())
      form.heard_by = parse_heard_by(by).value();
    if (form.heard_by == HeardBy::head)
      if (const auto day = days_.find({receiving.place.id.value, clock_.today().days});
          day != days_.end())
        form.head_day = day->second;
    form.is_competent = form.outcome == Outcome::accepted;
    place_it(receiving, form);
    if (row.contains("petition") && intake_) {
      form.follows = Follows::petition;
      form.may_publish = true;
    }
    const auto entered = enter(tx_, env_, act_, intake_, form);
    if (!entered)
      refuse(key, entered.error().front().field + ": " + entered.error().front().message);
    visits_[key] = entered->visit.id;
    if (const auto typed = listed(row, "papers"); !typed.empty()) {
      std::string all;
      for (const std::string& line : typed) all += line + "\n";
      done(give_receipt(tx_, env_, act_, entered->visit.id, parse_papers(all)), key, "receipt");
    }
  }

  void place_it(const Receiving& receiving, EnterForm& form) const {
    const auto unit = units::find_unit(tx_, receiving.place.body);
    if (!unit || !unit->area) return;
    form.area = unit->area;
    form.province = units::province_of(tx_, *unit->area);
  }

  void happen(const std::string& key, const json::object& event, const Receiving& receiving) {
    const VisitId id = visits_.at(key);
    const std::string what = said(event, "do");
    if (what == "tell") {
      done(tell(tx_, env_, act_, id, said(event, "text")), key, "tell");
    } else if (what == "give_notice") {
      done(give_notice(tx_, env_, act_, id, said(event, "document")), key, "notice");
    } else if (what == "conclude") {
      NewConclusion concluded{.number = said(event, "document"),
                              .concluded_on = clock_.today(),
                              .concluded_by = receiving.head,
                              .text = said(event, "text"),
                              .contact = receiving.place.name + ", " + receiving.place.phone};
      for (const json::value& each : array_of(event, "items"))
        concluded.items.push_back({body(said(each.as_object(), "body")),
                                   said(each.as_object(), "product"),
                                   clock_.today() + counted(each.as_object(), "due")});
      done(conclude(tx_, env_, act_, id, concluded), key, "conclude");
    } else {
      refuse(key, "nothing is called " + what);
    }
  }

  void plan_reports(const std::string& key, const json::object& event, Instant concluded) {
    std::size_t nth = 0;
    for (const json::value& each : array_of(event, "items")) {
      const json::object& item = each.as_object();
      if (item.contains("done"))
        at(start_of(working(civil_date(concluded) + counted(item, "done"))) + minutes(15 * 60),
           [this, key, nth, report = said(item, "report")] {
             done(report_item(tx_, env_, act_, items_of(tx_, visits_.at(key)).at(nth).id, report),
                  key, "report");
           });
      ++nth;
    }
  }

  db::Tx& tx_;
  const std::optional<intake::Port>& intake_;
  Instant now_;
  Date today_;
  FixedClock clock_;
  Ids ids_;
  Env env_;
  Act act_ = Act::by_system();
  std::vector<Step> steps_;
  std::map<std::string, Receiving> places_;
  std::map<std::string, VisitId> visits_;
  std::map<std::int64_t, TicketId> at_counter_;  ///< by place: who was called last
  std::map<std::pair<std::int64_t, std::int32_t>, DayId> days_;
};

}  // namespace

std::string load_reception_demo(Services& services) {
  const auto book = services.rules.book();
  static_cast<void>(services.keys.get());  // opened before the transaction that needs it
  return services.database.write([&](db::Tx& tx) {
    if (tx.one<std::int64_t>(any_place))
      throw std::runtime_error("There are places of reception in this database already.");
    return ReceptionReplay(tx, services, *book, services.clock.now()).run();
  });
}

}  // namespace gandan::receptions
