// Ways of petitions through their stages, as rows of a table: what happens on which day, and how it
// stands then. The days of the rows were counted by hand on the calendar of October 2026 to
// February 2027.
#pragma once
#include <gmock/gmock.h>

#include <charconv>
#include <set>
#include <span>

#include "contexts/petitions/decision.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/units/remote.hpp"

namespace gandan::petitions::test {

enum class Where { near, remote };
inline constexpr Where near = Where::near, remote = Where::remote;

/// Received on Thursday 1 October 2026; then what happens on which day, and how it stands.
struct Walk {
  const char* title;
  const char* kind;  ///< "proposal", "proposal of voters", "denunciation without a name"
  Where where;
  const char* way;  ///< "10-02 route; 10-05 accept"
  State state;
  const char* rule;                       ///< whose clock runs, or ran last
  const char* due;                        ///< its last day
  const char* clocks;                     ///< those that have ended: on time "+" or late "-"
  const char* article;                    ///< of the rule, or of the last deed
  std::optional<MoveError> refused = {};  ///< why the last deed is
};

struct WalkedDeed {
  Date on;
  Verb verb{};
  std::string with;
  std::optional<Date> dated;  ///< of the paper, where it is entered later
};

inline std::vector<std::string_view> deeds_of(std::string_view way) {
  constexpr std::string_view between = "; ";
  std::vector<std::string_view> parts;
  while (!way.empty()) {
    const std::size_t end = std::min(way.find(between), way.size());
    parts.push_back(way.substr(0, end));
    way.remove_prefix(std::min(way.size(), end + between.size()));
  }
  return parts;
}

/// "10-14 accept@2026-10-05", "10-20 extend:3"; before October it is of the next year.
inline WalkedDeed read_deed(std::string_view text) {
  WalkedDeed deed;
  deed.on =
      *Date::parse((text.front() == '0' ? "2027-" : "2026-") + std::string(text.substr(0, 5)));
  text.remove_prefix(6);
  if (auto at = text.find('@'); at != text.npos) {
    deed.dated = Date::parse(text.substr(at + 1));
    text = text.substr(0, at);
  }
  if (auto colon = text.find(':'); colon != text.npos) {
    deed.with = text.substr(colon + 1);
    text = text.substr(0, colon);
  }
  deed.verb = parse_verb(text).value();
  return deed;
}

class CourseWalk : public PetitionsDatabase {
 protected:
  PetitionId receive(const Walk& row) {
    const std::string_view kind = row.kind;
    SubmitForm form{.kind = std::string(kind.substr(0, kind.find(' '))),
                    .text = "Việc này đã xảy ra ở bản Mẫu từ tháng trước"};
    form.anonymous = kind.ends_with("without a name");
    if (!form.anonymous) form.contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", ""};
    if (kind.ends_with("of voters")) form.channel = Channel::meeting;
    if (row.where == Where::remote) {
      form.place = unit("20");
      if (!is_marked_)
        db().write([&](db::Tx& tx) {
          units::mark_remote(tx, *form.place, Date::of(2020, 1, 1), {}, "QĐ 1/QĐ-TTg");
        });
      is_marked_ = true;
      form.remote = true;
    }
    clock.set(start_of(Date::of(2026, 10, 1)) + std::chrono::hours(9));
    return send(form).id;
  }

  Result<void, MoveError> happen(PetitionId id, const WalkedDeed& deed) {
    clock.set(start_of(deed.on) + std::chrono::hours(10));
    return act([&](db::Tx& tx, const Act& by) -> Result<void, MoveError> {
      if (deed.verb == Verb::answer) return answer_it(tx, by, id, deed);
      const Moved moved = moved_by(tx, by, id, deed);
      if (!moved) return fail(moved.error());
      return {};
    });
  }

  /// Goes every way, looks how it stands at the end, and remembers what happened on it.
  void walk(std::span<const Walk> rows) {
    for (const Walk& row : rows) {
      SCOPED_TRACE(std::string(row.kind) + ": " + row.title);
      const PetitionId id = receive(row);
      std::string articles;
      const auto deeds = deeds_of(row.way);
      for (std::size_t i = 0; i < deeds.size(); ++i) {
        const WalkedDeed deed = read_deed(deeds[i]);
        const Petition before = load(id);
        if (auto made = transition(before, deed.verb)) articles = made->article;
        take_into_log();
        auto happened = happen(id, deed);
        EXPECT_THAT(untold_changes(), testing::IsEmpty()) << deeds[i];
        if (row.refused && i + 1 == deeds.size()) {
          ASSERT_FALSE(happened);
          EXPECT_EQ(happened.error(), *row.refused);
        } else {
          ASSERT_TRUE(happened) << deeds[i] << ": " << static_cast<int>(happened.error());
          done_.insert({matter_of(before), deed.verb});
        }
      }
      expect_to_stand(row, load(id), articles);
    }
  }

  /// That each deed of the table of transitions which can come to these matters has happened on
  /// some way, each of their stages has ended both in time and late, and one was where travel is
  /// hard.
  void expect_whole(std::initializer_list<Matter> walked) {
    for (Matter matter : walked) {
      SCOPED_TRACE(name(matter));
      const auto reached = reached_by(matter);
      for (const Transition& made : transitions())
        if (made.is_of(matter) && reached.contains(made.from)) {
          EXPECT_TRUE(done_.contains({matter, made.verb})) << name(made.verb);
        }
      for (Stage stage : stages) {
        const std::string rule(rule_of(matter, stage));
        for (bool in_time : {true, false}) {
          const bool has_ended_so = rule.empty() || ended_.contains({rule, in_time});
          EXPECT_TRUE(has_ended_so) << rule << (in_time ? ", in time" : ", late");
        }
      }
      EXPECT_TRUE(remote_.contains(matter)) << "where travel is hard";
    }
  }

 private:
  static std::set<State> reached_by(Matter matter) {
    std::set<State> reached{State::received};
    for (std::size_t before = 0; before != reached.size();) {
      before = reached.size();
      for (const Transition& made : transitions())
        if (made.is_of(matter) && reached.contains(made.from)) reached.insert(made.to);
    }
    return reached;
  }

  void expect_to_stand(const Walk& row, const Petition& p, const std::string& articles) {
    EXPECT_EQ(p.state, row.state);
    EXPECT_EQ(p.clock.rule, row.rule);
    EXPECT_EQ(p.clock.due_at ? civil_date(*p.clock.due_at).iso() : "none", row.due);
    EXPECT_EQ(clocks_in_short(p.id), row.clocks);
    EXPECT_EQ(p.state == State::suspended, p.clock.stopped_at && is_open(p.state));
    const rules::Limit* limit = book->find(p.clock.rule, civil_date(*p.clock.started_at));
    ASSERT_NE(limit, nullptr);
    EXPECT_THAT(limit->basis + " / " + articles, testing::HasSubstr(row.article));
    if (row.where == Where::remote) remote_.insert(matter_of(p));
  }

  std::string clocks_in_short(PetitionId id) {
    static constexpr const char* names[] = {"reception", "check",      "check_widely",
                                            "answer",    "settlement", "settlement"};
    std::string out;
    for (const ClockRow& row : db().read([&](db::Tx& tx) { return clocks_of(tx, id); })) {
      const bool in_time = row.ended_at <= *row.due_at;
      ended_.insert({row.rule, in_time});
      if (!out.empty()) out += ' ';
      out += names[static_cast<int>(*stage_of(row.rule))];
      out += in_time ? '+' : '-';
    }
    return out;
  }

  static std::int64_t sign_named(std::string_view named) {
    for (std::size_t i = 0; i < signs.size(); ++i)
      if (signs.at(i).name == named) return std::int64_t{1} << i;
    return 0;
  }

  /// "end:withdrawn,free": each of what lets a denunciation go on was looked for and not found;
  /// "end:withdrawn,slander": all but this.
  static Decision decision_of(const WalkedDeed& deed) {
    Decision decision{.number = "12/QĐ-UBND",
                      .on = deed.dated,
                      .reason = "Như đã nêu trong hồ sơ",
                      .is_signed = deed.with != "unsigned"};
    const std::string_view with = deed.with;
    const std::size_t comma = with.find(',');
    for (const GroundWords& each : grounds())
      if (each.name == with.substr(0, comma)) decision.ground = each.ground;
    if (comma != with.npos) decision.denied = all_signs & ~sign_named(with.substr(comma + 1));
    std::from_chars(with.data(), with.data() + with.size(), decision.criteria);
    return decision;
  }

  static Paper paper_of(const WalkedDeed& deed) {
    return {.words = "Tôi không đồng ý",
            .on = deed.dated,
            .cause = deed.with == "cause" ? "Ốm nặng" : "",
            .is_signed = deed.with != "unsigned"};
  }

  Result<void, MoveError> answer_it(db::Tx& tx, const Act& by, PetitionId id,
                                    const WalkedDeed& deed) {
    AnswerForm form{.text = "Kết quả lần " + std::to_string(++answers_), .document = "9/QĐ-UBND"};
    if (deed.with == "promise") {
      form.outcome = Outcome::scheduled;
      form.promised_on = Date::of(2027, 3, 31);
    }
    if (!answer(tx, env(), by, id, form)) return fail(MoveError::not_allowed);
    return {};
  }

  Moved moved_by(db::Tx& tx, const Act& by, PetitionId id, const WalkedDeed& deed) {
    const Decision d = decision_of(deed);
    switch (deed.verb) {
      case Verb::route:
        return route(tx, env(), by, id, {.body = unit(deed.with == "2" ? "Bộ Y tế" : "Bộ Nội vụ")});
      case Verb::ask:
        return ask(tx, env(), by, id, "Ở đâu?");
      case Verb::supplement:
        return supplement(tx, env(), by, id, "Ở bản Mẫu");
      case Verb::send_back:
        return send_back(tx, env(), by, id, d.reason);
      case Verb::extend:
        return is_settled(matter_of(find(tx, id).value())) ? extend_settlement(tx, env(), by, id, d)
                                                           : extend(tx, env(), by, id, d.reason);
      case Verb::give_back:
        return give_back(tx, env(), by, id, d.reason);
      case Verb::withdraw:
        return withdraw(tx, env(), by, id, {.is_signed = deed.with != "unsigned"});
      case Verb::widen_check:
        return widen_check(tx, env(), by, id, d.reason);
      case Verb::complain_again:
        return complain_again(tx, env(), by, id, paper_of(deed));
      case Verb::pursue:
        return pursue(tx, env(), by, id, paper_of(deed));
      case Verb::go_on:
        return go_on(tx, env(), by, id, sign_named(deed.with), d.reason);
      case Verb::add:
        return petitions::add(tx, env(), by, id, "Thêm một chứng từ");
      case Verb::settle:
        return settle(tx, env(), by, id);
      case Verb::doubt:
        return petitions::doubt(tx, env(), by, id, "");
      case Verb::reopen:
        return petitions::reopen(tx, env(), by, id, "Việc vẫn còn");
      default:
        return decided_by(tx, by, id, deed.verb, d);
    }
  }

  Moved decided_by(db::Tx& tx, const Act& by, PetitionId id, Verb verb, const Decision& decision) {
    switch (verb) {
      case Verb::accept:
        return accept(tx, env(), by, id, decision);
      case Verb::decline:
        return decline(tx, env(), by, id, decision);
      case Verb::suspend:
        return suspend(tx, env(), by, id, decision);
      case Verb::resume:
        return resume(tx, env(), by, id, decision);
      case Verb::end:
        return end(tx, env(), by, id, decision);
      default:
        return fail(MoveError::not_allowed);
    }
  }

  std::set<std::pair<Matter, Verb>> done_;
  std::set<std::pair<std::string, bool>> ended_;  ///< rules, in time or late
  std::set<Matter> remote_;
  bool is_marked_ = false;
  int answers_ = 0;
};

}  // namespace gandan::petitions::test
