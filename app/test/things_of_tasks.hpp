// What the tasks of the desk are tried with: petitions and topics in the state that each begins in.
#pragma once
#include "app/test/things_of_staff.hpp"

namespace gandan::app::test {

class ThingsOfTasks : public ThingsOfStaff {
 protected:
  Thing task(const petitions::Submitted& made, const std::string& name, Fields form = {}) {
    form.add("words", "An explanation that the reader understands.");
    return {{made.code, name}, std::move(form)};
  }
  Fields verb_form(PetitionId member, const std::string& other = "") {
    return fields({{"title", "Đèn đường xã"},
                   {"new_title", "Đèn đường khác"},
                   {"member", std::to_string(member.value)},
                   {"other", other}});
  }
  void make_tasks() {
    auto& t = things_;
    const Fields to_body = fields({{"body", std::to_string(body_.value)}});
    t["report of A: route"] = [&, to_body] {
      return task(petition("report", a_), "route", to_body);
    };
    t["report of B: route"] = [&, to_body] {
      return task(petition("report", b_), "route", to_body);
    };
    t["report of no place: route"] = [&, to_body] {
      return task(petition("report", std::nullopt), "route", to_body);
    };
    t["denunciation of A: route"] = [&, to_body] {
      return task(petition("denunciation", a_), "route", to_body);
    };
    for (const char* name : {"ask", "give_back", "withdraw", "publish", "title"})
      t["report of A: " + std::string(name)] = [&, name] {
        return task(petition("report", a_), name);
      };
    t["report of A, asked: supplement"] = [&] {
      return task(asked(petition("report", a_)), "supplement");
    };
    t["report of A: topic"] = [&] {
      return task(petition("report", a_), "topic", fields({{"topic", "new"}}));
    };
    t["public report of A: hide"] = [&] { return task(petition("report", a_, true), "hide"); };
    t["report of A, near its day: urge"] = [&] {
      const auto made = routed(petition("report", a_));
      // The test's clock stands for all of its sessions: the day comes to it.
      db().write([&](db::Tx& tx) {
        auto near = petitions::find(tx, made.code).value();
        near.clock.due_at = end_of(clock.today() + 1);
        petitions::save(tx, near);
      });
      return task(made, "urge");
    };
    for (const char* name : {"accept", "send_back"})
      t["report of A, routed: " + std::string(name)] = [&, name] {
        return task(routed(petition("report", a_)), name);
      };
  }
  void make_tasks_with_decisions() {
    auto& t = things_;
    const Fields decided = fields({{"number", "1/TB"}, {"on", "1/10/2026"}, {"signed", "yes"}});
    t["complaint of A: withdraw"] = [&] {
      return task(petition("complaint", a_), "withdraw", fields({{"signed", "yes"}}));
    };
    for (const char* name : {"accept", "decline"})
      t["complaint of A, routed: " + std::string(name)] = [&, name, decided] {
        return task(routed(petition("complaint", a_)), name, decided);
      };
    t["complaint of A, ended: pursue"] = [&] {
      return task(ended(routed(petition("complaint", a_))), "pursue",
                  fields({{"on", "1/10/2026"}, {"signed", "yes"}}));
    };
    t["denunciation of A, taken back: go_on"] = [&] {
      return task(taken_back(accepted(routed(petition("denunciation", a_)))), "go_on",
                  fields({{"slander", "yes"}}));
    };
    t["denunciation of A, routed: decline"] = [&, decided] {
      return task(routed(petition("denunciation", a_)), "decline", decided);
    };
  }
  void make_tasks_of_topics() {
    auto& t = things_;
    auto of_a = [&](const char* verb) {
      const auto made = topic_of_a();
      return Thing{{made.code, verb}, verb_form(members(made).front())};
    };
    t["topic of A: rename"] = [of_a] { return of_a("rename"); };
    t["topic of A: split"] = [of_a] { return of_a("split"); };
    t["topic of A: merge B into it"] = [&] {
      const auto into = topic_of_a();
      const auto other = topic({petition("report", b_).id, petition("report", b_).id});
      return Thing{{into.code, "merge"}, verb_form({}, other.code)};
    };
    t["topic of A and B: rename"] = [&] {
      return Thing{{topic_of_a_and_b().code, "rename"}, verb_form({})};
    };
    t["topic of A and B: refuse B"] = [&] {
      const auto made = topic_of_a_and_b();
      return Thing{{made.code, "refuse"}, verb_form(in_b_)};
    };
    t["topic of A and B: confirm"] = [&] {
      const auto made = topic_of_a_and_b();
      Fields form = verb_form(in_b_);
      for (PetitionId id : members(made))
        if (id != in_b_) form.add("member", std::to_string(id.value));
      return Thing{{made.code, "confirm"}, std::move(form)};
    };
  }
};

}  // namespace gandan::app::test
