#include "contexts/petitions/demo/replay.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <stdexcept>
#include <unordered_map>

#include "contexts/petitions/decision.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/units/places.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

using std::chrono::minutes;

[[noreturn]] void refuse(const std::string& key, const std::string& what) {
  throw std::runtime_error("demonstration data: " + key + ": " + what);
}

/// The use cases name an error by number; the number is enough for whoever edits the data.
template <class R>
auto allowed(R result, const std::string& key, std::string_view what) {
  if (!result)
    refuse(key, std::string(what) + " is refused (" +
                    std::to_string(static_cast<int>(result.error())) + ")");
  return std::move(*result);
}

/// Residents write and reply on any day; offices act on working days.
bool is_of_an_office(std::string_view what) {
  return what != "submit" && what != "supplement" && what != "withdraw" && what != "join";
}

class Replay {
 public:
  Replay(db::Tx& tx, const rules::Rulebook& rules, const crypto::KeyFile& keys, Instant now,
         std::span<const people::Principal> officers)
      : tx_(tx),
        now_(now),
        officers_(officers),
        clock_(now),
        ids_(clock_, 1),
        env_{clock_, ids_, rules, keys} {}

  int run(const DemoData& data) {
    for (const DemoPetition& petition : data.petitions) plan(petition);
    for (const DemoTopic& topic : data.topics) plan(topic);
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.at < b.at; });
    for (const Step& step : steps_) {
      clock_.set(step.at);
      step.happen();
    }
    return static_cast<int>(steps_.size());
  }

 private:
  struct Step {
    Instant at;
    std::function<void()> happen;
  };
  struct Entered {
    PetitionId id;
    std::string code;
  };
  using Handler = void (Replay::*)(const DemoPetition&, const DemoEvent&);

  // ---- when ----

  /// A moment of the day that differs from petition to petition, and is the same at every load.
  Instant moment(Date day, const std::string& key, std::string_view what) const {
    std::size_t hash = std::hash<std::string>{}(key + std::string(what));
    if (!is_of_an_office(what)) return start_of(day) + minutes(6 * 60 + hash % (16 * 60));
    day = env_.rules.calendar().roll_forward(day).value_or(day);
    return start_of(day) + minutes(8 * 60 + hash % (8 * 60));
  }

  void plan(const DemoPetition& petition) {
    Instant at = std::min(moment(petition.received, petition.key, "submit"),
                          now_ + -minutes(20 + std::ssize(petition.key)));
    steps_.push_back({at, [this, &petition] { submit_petition(petition); }});
    auto left = std::ssize(petition.events);
    for (const DemoEvent& event : petition.events) {
      // One after the other, and not in the future, whatever day the demonstration is loaded on.
      Instant next = moment(petition.received + event.after, petition.key, event.what);
      at = std::min(std::max(next, at + minutes(7)), now_ + -std::chrono::seconds(--left));
      steps_.push_back({at, [this, &petition, &event] { happen(petition, event); }});
    }
  }

  void plan(const DemoTopic& topic) {
    steps_.push_back({moment(topic.confirmed, topic.title, "confirm"),
                      [this, &topic] { confirm_topic(topic); }});
    if (topic.answer)
      steps_.push_back({moment(topic.answer->on, topic.title, "answer"),
                        [this, &topic] { answer_confirmed(topic); }});
  }

  // ---- who ----

  Act officer_for(PetitionId id, Actor actor) {
    const Petition petition = *find(tx_, id);
    const auto key =
        std::tuple(petition.kind == Kind::denunciation, actor, petition.body.value_or(UnitId{}),
                   petition.place.value_or(UnitId{}));
    auto [at, is_new] = reaching_.try_emplace(key, nullptr);
    if (is_new)
      for (const people::Principal& officer : officers_)
        if (may(tx_, Act::by(officer), actor, petition)) {
          at->second = &officer;
          break;
        }
    return at->second ? Act::by(*at->second) : Act::by_system();
  }

  Act synthesis_officer() const {
    for (const people::Principal& officer : officers_)
      if (officer.may_everywhere(synthesise)) return Act::by(officer);
    return Act::by_system();
  }

  // ---- where ----

  UnitId body(const std::string& name) {
    auto unit = units::find_unit(tx_, name, clock_.today());
    return unit ? unit->id : units::ensure_body(tx_, ids_, clock_, name);
  }

  /// A commune that ended before the list of old communes was imported is known by its district.
  std::optional<UnitId> place(const std::string& words) {
    const Date day = clock_.today();
    auto [at, is_new] = places_.try_emplace({words, day < reorganised}, std::nullopt);
    if (is_new) {
      at->second = units::find_one_place(tx_, words, day);
      for (std::size_t comma = 0; !at->second && (comma = words.find(", ", comma)) != words.npos;)
        at->second = units::find_one_place(tx_, words.substr(comma += 2), day);
    }
    return at->second;
  }

  // ---- what ----

  void submit_petition(const DemoPetition& petition) {
    SubmitForm form = petition.form;
    form.place = place(form.place_text);
    if (form.place) {
      form.province = units::province_of(tx_, *form.place);
      form.remote = units::is_remote(tx_, *form.place, clock_.today());
    }
    auto submission = check(env_, form);
    if (!submission)
      refuse(petition.key,
             submission.error().front().field + ": " + submission.error().front().message);
    Submitted submitted = submit(tx_, env_, *submission);
    entered_[petition.key] = {submitted.id, submitted.code};
  }

  void happen(const DemoPetition& petition, const DemoEvent& event) {
    static constexpr std::array<std::pair<Verb, Handler>, 19> handlers{{
        {Verb::route, &Replay::on_route},
        {Verb::ask, &Replay::on_ask},
        {Verb::supplement, &Replay::on_supplement},
        {Verb::accept, &Replay::on_accept},
        {Verb::send_back, &Replay::on_send_back},
        {Verb::extend, &Replay::on_extend},
        {Verb::answer, &Replay::on_answer},
        {Verb::give_back, &Replay::on_give_back},
        {Verb::withdraw, &Replay::on_withdraw},
        {Verb::publish, &Replay::on_publish},
        {Verb::hide, &Replay::on_publish},
        {Verb::join, &Replay::on_join},
        {Verb::decline, &Replay::on_decision},
        {Verb::suspend, &Replay::on_decision},
        {Verb::resume, &Replay::on_decision},
        {Verb::end, &Replay::on_decision},
        {Verb::widen_check, &Replay::on_widen_check},
        {Verb::complain_again, &Replay::on_complain_again},
        {Verb::doubt, &Replay::on_doubt},
    }};
    const auto verb = parse_verb(event.what);
    for (const auto& [of_verb, handler] : handlers)
      if (of_verb == verb) return (this->*handler)(petition, event);
    refuse(petition.key, "nothing is called " + event.what);
  }

  PetitionId id(const DemoPetition& petition) const { return entered_.at(petition.key).id; }
  Act office(const DemoPetition& petition) {
    return officer_for(id(petition), Actor::synthesis_officer);
  }
  Act answering(const DemoPetition& petition) {
    return officer_for(id(petition), Actor::answering_body);
  }

  void on_route(const DemoPetition& p, const DemoEvent& e) {
    RouteForm form{body(e.body), units::ensure_field(tx_, ids_, e.field), std::nullopt, e.text};
    allowed(route(tx_, env_, office(p), id(p), form), p.key, e.what);
  }
  void on_ask(const DemoPetition& p, const DemoEvent& e) {
    bool is_routed = find(tx_, id(p))->body.has_value();
    allowed(ask(tx_, env_, is_routed ? answering(p) : office(p), id(p), e.text), p.key, e.what);
  }
  void on_supplement(const DemoPetition& p, const DemoEvent& e) {
    allowed(supplement(tx_, env_, Act::by_resident(), id(p), e.text), p.key, e.what);
  }
  void on_accept(const DemoPetition& p, const DemoEvent& e) {
    allowed(accept(tx_, env_, answering(p), id(p), decision(p, e)), p.key, e.what);
  }
  void on_send_back(const DemoPetition& p, const DemoEvent& e) {
    allowed(send_back(tx_, env_, answering(p), id(p), e.text), p.key, e.what);
  }
  void on_extend(const DemoPetition& p, const DemoEvent& e) {
    if (is_settled(matter_of(*find(tx_, id(p)))))
      allowed(extend_settlement(tx_, env_, answering(p), id(p), decision(p, e)), p.key, e.what);
    else
      allowed(extend(tx_, env_, answering(p), id(p), e.text), p.key, e.what);
  }
  void on_answer(const DemoPetition& p, const DemoEvent& e) {
    AnswerForm form{e.outcome.value_or(Outcome::explained), e.text, std::nullopt, e.document};
    if (e.promised_after > 0) form.promised_on = p.received + e.promised_after;
    allowed(answer(tx_, env_, answering(p), id(p), form), p.key, e.what);
  }
  void on_give_back(const DemoPetition& p, const DemoEvent& e) {
    allowed(give_back(tx_, env_, office(p), id(p), e.text), p.key, e.what);
  }
  void on_withdraw(const DemoPetition& p, const DemoEvent& e) {
    // A signed paper is entered by an officer.
    const bool is_signed = is_settled(matter_of(*find(tx_, id(p))));
    const Act by = is_signed ? officer_for(id(p), Actor::registrar) : Act::by_resident();
    allowed(withdraw(tx_, env_, by, id(p), {.is_signed = is_signed}), p.key, e.what);
  }
  /// Numbered by the office, one after the other.
  Decision decision(const DemoPetition& p, const DemoEvent& e) {
    Decision decision{.number = std::to_string(++decisions_) + "/QĐ-UBND",
                      .reason = e.text,
                      .criteria = e.criteria,
                      .is_signed = true,
                      .denied = all_signs};
    for (const GroundWords& each : grounds())
      if (each.name == e.ground) decision.ground = each.ground;
    if (!e.ground.empty() && !decision.ground) refuse(p.key, "no ground is called " + e.ground);
    return decision;
  }
  void on_decision(const DemoPetition& p, const DemoEvent& e) {
    const auto verb = parse_verb(e.what);
    auto* use_case = verb == Verb::decline   ? &decline
                     : verb == Verb::suspend ? &suspend
                     : verb == Verb::resume  ? &resume
                                             : &end;
    allowed((*use_case)(tx_, env_, answering(p), id(p), decision(p, e)), p.key, e.what);
  }
  void on_widen_check(const DemoPetition& p, const DemoEvent& e) {
    allowed(widen_check(tx_, env_, answering(p), id(p), e.text), p.key, e.what);
  }
  void on_complain_again(const DemoPetition& p, const DemoEvent& e) {
    const Paper paper{.words = e.text, .is_signed = true};
    allowed(complain_again(tx_, env_, officer_for(id(p), Actor::registrar), id(p), paper), p.key,
            e.what);
  }
  void on_doubt(const DemoPetition& p, const DemoEvent& e) {
    allowed(doubt(tx_, env_, Act::by_resident(), id(p), e.text), p.key, e.what);
  }
  void on_publish(const DemoPetition& p, const DemoEvent& e) {
    allowed(publish(tx_, env_, office(p), id(p), parse_verb(e.what) == Verb::publish, e.text),
            p.key, e.what);
  }
  void on_join(const DemoPetition& p, const DemoEvent& e) {
    JoinForm form{.place_text = e.place, .place = place(e.place)};
    for (int i = 0; i < e.count; ++i)
      allowed(join(tx_, env_, entered_.at(p.key).code, form), p.key, e.what);
  }

  /// As an officer does who found that they ask the same.
  void confirm_topic(const DemoTopic& topic) {
    Proposal proposal{topic.title, {}};
    for (const std::string& key : topic.members)
      proposal.members.push_back({entered_.at(key).id, 1.0, "{}"});
    propose(tx_, env_, {proposal});
    TopicId proposed = list_topics(tx_, TopicState::proposed, 1).front().id;
    allowed(confirm(tx_, env_, synthesis_officer(), proposed, {}), topic.title, "confirm");
    topics_[topic.title] = proposed;
  }

  void answer_confirmed(const DemoTopic& topic) {
    Act by = officer_for(entered_.at(topic.members.front()).id, Actor::answering_body);
    auto answered = answer_topic(tx_, env_, by, topics_.at(topic.title), topic.answer->form);
    if (allowed(std::move(answered), topic.title, "answer").petitions.size() !=
        topic.members.size())
      refuse(topic.title, "the answer does not reach every petition in it");
  }

  static constexpr Date reorganised = Date::of(2025, 7, 1);

  db::Tx& tx_;
  Instant now_;
  std::span<const people::Principal> officers_;
  FixedClock clock_;
  Ids ids_;
  Env env_;
  std::vector<Step> steps_;
  int decisions_ = 0;
  std::unordered_map<std::string, Entered> entered_;
  std::unordered_map<std::string, TopicId> topics_;
  std::map<std::pair<std::string, bool>, std::optional<UnitId>> places_;
  std::map<std::tuple<bool, Actor, UnitId, UnitId>, const people::Principal*> reaching_;
};

}  // namespace

int replay_demo(db::Tx& tx, const rules::Rulebook& rules, const crypto::KeyFile& keys, Instant now,
                const DemoData& data, std::span<const people::Principal> officers) {
  return Replay(tx, rules, keys, now, officers).run(data);
}

}  // namespace gandan::petitions
