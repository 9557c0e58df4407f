// What the lines of who_may_what.txt name, and how an address is made of it. What many of them are
// made of stands in things.hpp; that of staff and of tasks beside it.
#pragma once
#include "app/test/things_of_tasks.hpp"
#include "kernel/files/files.hpp"
#include "kernel/files/masks.hpp"
#include "kernel/letters/links.hpp"
#include "kernel/pages/assets.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/stream.hpp"

namespace gandan::app::test {

class WhoMayWhat : public ThingsOfTasks {
 protected:
  void SetUp() override {
    EveryRole::SetUp();
    if (!IsSkipped()) make_things();
  }

  void make_things() {
    auto& t = things_;
    t[""] = [] { return Thing{}; };
    t["style sheet"] = [] {
      const std::string& path = pages::asset("site.css");  // "/assets/HASH/site.css"
      const auto slash = path.find('/', 8);
      return Thing{{path.substr(8, slash - 8), path.substr(slash + 1)}};
    };
    t["log"] = [&] { return log_with(""); };
    t["tile of the log"] = [&] { return log_with("0/000.p/1"); };
    t["public report of A"] = [&] { return by_code(petition("report", a_, true)); };
    t["report of A"] = [&] { return by_code(petition("report", a_), fields({{"sure", "yes"}})); };
    t["report of B"] = [&] { return by_code(petition("report", b_)); };
    t["report of no place"] = [&] { return by_code(petition("report", std::nullopt)); };
    t["complaint of A"] = [&] { return by_code(petition("complaint", a_)); };
    t["denunciation of A"] = [&] {
      return by_code(petition("denunciation", a_),
                     fields({{"words", "The procedure asks for the author."}}));
    };
    t["report of A, routed"] = [&] {
      return by_code(routed(petition("report", a_)), answer_form());
    };
    t["denunciation of A, routed"] = [&] {
      Fields form = answer_form();
      form.add("words", "The procedure asks for the author.");
      return by_code(accepted(routed(petition("denunciation", a_))), std::move(form));
    };
    t["denunciation of A, settled"] = [&] {
      return by_code(answered(accepted(routed(petition("denunciation", a_))), "12/KL-UBND"));
    };
    t["report of A, asked"] = [&] {
      return by_code(asked(petition("report", a_)), fields({{"reply", "The one by the school."}}));
    };
    t["report of A, answered"] = [&] {
      return by_code(answered(routed(petition("report", a_))),
                     fields({{"verdict", "open"}, {"words", "The light is out again."}}));
    };
    make_files();
    make_what_is_no_case();
    make_national_things();
    make_accounts();
    make_tasks();
    make_tasks_with_decisions();
    make_tasks_of_topics();
    make_visits();
  }
  /// A picture that came with a petition.
  files::FileId file_of(const petitions::Submitted& made, files::Shown shown) {
    files::Taken taken{.type = files::Type::png,
                       .name = "anh.png",
                       .key = crypto::random_bytes(crypto::stream_key_size),
                       .content = {},
                       .small = {},
                       .width = 1,
                       .height = 1,
                       .digest = {}};
    taken.content = services().files.folder.put("a picture", taken.key);
    taken.small = services().files.folder.put("a small one", taken.key);
    const Ref record = petitions::subject_of(made.id);
    return db().write([&](db::Tx& tx) {
      files::add(tx, {ids, keys->get(), clock.now()}, {.record = record, .shown = shown},
                 std::span(&taken, 1));
      return files::files_of(tx, record).at(0).id;
    });
  }
  /// A file of which nothing has come yet, begun by who sent the report.
  Thing upload() {
    const auto made = petition("report", a_);
    http::Headers headers;
    headers.set("Tus-Resumable", "1.0.0");
    headers.set("Sec-Fetch-Site", "same-origin");
    headers.set("Upload-Length", "10");
    headers.set("Author-Key", key_of(made.code));
    const auto begun =
        stranger().send(http::Method::post, "/api/v1/petitions/" + made.code + "/files", headers);
    const std::string at(begun.location());
    return {{made.code, at.substr(at.rfind('/') + 1)}};
  }
  void make_files() {
    things_["upload of A"] = [&] { return upload(); };
    auto& t = things_;
    const auto named = [](files::FileId id) { return Thing{{std::to_string(id.value)}}; };
    t["file shown of A"] = [=, this] {
      return named(file_of(petition("report", a_, true), files::Shown::to_all));
    };
    t["file of a report of A"] = [=, this] {
      return named(file_of(petition("report", a_), files::Shown::to_all));
    };
    t["file of a complaint of A"] = [=, this] {
      return named(file_of(petition("complaint", a_), files::Shown::not_yet));
    };
    t["report of A: its file"] = [&] {
      const auto made = petition("report", a_);
      const auto id = file_of(made, files::Shown::not_yet);
      return Thing{{made.code, std::to_string(id.value)}, fields({{"shown", "yes"}})};
    };
    t["report of A: its masked file"] = [&] {
      const auto made = petition("report", a_);
      const auto id = file_of(made, files::Shown::not_yet);
      const auto& folder = services().files.folder;
      const std::string key = crypto::random_bytes(crypto::stream_key_size);
      const files::Masked masked{.areas = {{.left = 100, .top = 100, .width = 50, .height = 50}},
                                 .content = folder.put("a masked picture", key),
                                 .small = folder.put("a small masked one", key)};
      db().write([&](db::Tx& tx) { files::mask(tx, id, masked); });
      return Thing{{made.code, std::to_string(id.value)},
                   fields({{"off", "yes"}, {"reason", "Nobody can be told by it."}})};
    };
  }
  void make_what_is_no_case() {
    auto& t = things_;
    t["topic of A"] = [&] { return Thing{{topic_of_a().code}, answer_form()}; };
    t["topic of A and B"] = [&] { return Thing{{topic_of_a_and_b().code}}; };
    t["what residents come for"] = [] { return Thing{{"ask"}}; };
    t["a body"] = [&] { return Thing{{code_of(other_body_)}}; };
    t["a place"] = [&] { return Thing{{"id" + std::to_string(a_.value)}}; };
    t["petitions"] = [&] { return Thing{{"petitions"}}; };
    t["a step"] = [&] { return Thing{{}, fields({{"step", "kind"}, {"kind", "report"}})}; };
    t["a petition"] = [&] {
      return Thing{{},
                   fields({{"kind", "report"},
                           {"text", "Đèn đường không sáng " + std::to_string(++petitions_)}})};
    };
    t["asked after the answer"] = [&] {
      return Thing{{asked_token()},
                   fields({{"verdict", "open"}, {"words", "The light is out again."}})};
    };
    t["letters"] = [&] { return Thing{{letters_token()}}; };
    t["news"] = [&] { return Thing{{watch_token()}}; };
    t["watched list"] = [&] {
      return Thing{{}, fields({{"list", "petitions"}, {"asked", "q=den"}, {"email", "a@vidu.vn"}})};
    };
    t["link"] = [&] {
      const std::string name = account({});
      const std::string path = db().write([&](db::Tx& tx) {
        return people::make_password_link(tx, clock, settings, {},
                                          people::find_account(tx, name)->id);
      });
      return Thing{
          {path.substr(path.rfind('/') + 1)},
          fields({{"password", "một mật khẩu khác hẳn"}, {"again", "một mật khẩu khác hẳn"}})};
    };
  }
  Thing of_visit(const receptions::Visit& it, Fields form = {}) {
    form.add("author_key", receipts::private_key(keys->get(), {"visit", it.code}));
    return {{it.code}, std::move(form)};
  }
  Thing task_of_visit(const receptions::Visit& it, const char* name, Fields form = {}) {
    form.add("words", "An explanation that the reader understands.");
    return {{it.code, name}, std::move(form)};
  }
  void make_visits() {
    using receptions::Kind;
    auto& t = things_;
    t["visit to A"] = [&] {
      return of_visit(visit(), fields({{"text", "Giao đo đạc lại."},
                                       {"concluded_by", "Chủ tịch Mẫu"},
                                       {"concluded_on", "1/10/2026"}}));
    };
    t["visit to A, concluded"] = [&] {
      const auto made = visit();
      concluded(made);
      return of_visit(made);
    };
    t["refused at A"] = [&] {
      return of_visit(visit(Kind::complaint, receptions::Ground::settled_before));
    };
    t["visit to A, with papers"] = [&] {
      const auto made = visit();
      act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
        return receptions::give_receipt(tx, env, by, made.id, {{.name = "Đơn"}}).value();
      });
      return of_visit(made);
    };
    t["denounced at A"] = [&] {
      return of_visit(visit(Kind::denunciation),
                      fields({{"words", "The procedure asks for the author."}}));
    };
    t["booking at A"] = [&] {
      const auto made = booking_at_a();
      return Thing{
          {made.code},
          fields({{"author_key", receipts::private_key(keys->get(), {"booking", made.code})},
                  {"do", "cancel"}})};
    };
    t["a new booking at A"] = [&] {
      return Thing{{},
                   fields({{"place", place_of_a().code},
                           {"starts_at", rfc3339(free_slot_at_a())},
                           {"name", "Lò Thị Mẫu"},
                           {"phone", "0912 345 678"}})};
    };
    t["a new place of A"] = [&] {
      return Thing{{},
                   fields({{"body", name_of_committee_of_a()},
                           {"name", "Điểm tiếp công dân " + std::to_string(++petitions_)},
                           {"address", "Bản Mẫu"},
                           {"counters", "1"}})};
    };
    t["reception place of A: change"] = [&] {
      return Thing{{place_of_a().code, "change"},
                   fields({{"name", "Nơi tiếp công dân " + std::to_string(++petitions_)},
                           {"address", "Số 1 đường Mẫu"},
                           {"counters", "1"},
                           {"online", "yes"}})};
    };
    t["reception place of A"] = [&] { return Thing{{place_of_a().code}}; };
    make_online_receptions();
    make_entered_visits();
    make_waiting_rooms();
  }
  void make_online_receptions() {
    auto& t = things_;
    t["online reception of A"] = [&] {
      return Thing{{place_of_a().code, std::to_string(online_at_a().value)}};
    };
    t["online reception of A: cancel"] = [&] {
      return Thing{{place_of_a().code, std::to_string(online_at_a().value), "cancel"},
                   fields({{"reason", "Mưa lũ"}})};
    };
    t["online reception of A: tell"] = [&] {
      return Thing{{place_of_a().code, std::to_string(online_at_a().value), "tell"},
                   fields({{"once", std::to_string(++petitions_)}})};
    };
    t["a new online reception of A"] = [&] {
      const Date day = clock.today() + 30;
      return Thing{{place_of_a().code},
                   fields({{"ground", "complex"},
                           {"day", std::to_string(day.day()) + "/" + std::to_string(day.month()) +
                                       "/" + std::to_string(day.year())},
                           {"hours", "8:00-11:00"},
                           {"centre", "Chủ tịch xã"},
                           {"sites", "Nhà văn hóa bản Mẫu; Bản Mẫu; Trưởng bản"},
                           {"once", std::to_string(++petitions_)}})};
    };
  }
  void make_waiting_rooms() {
    auto& t = things_;
    t["ticket at A"] = [&] { return Thing{{receptions::ticket_key(keys->get(), ticket_at_a())}}; };
    t["door of A"] = [&] {
      return Thing{{place_of_a().code, door_of_a()},
                   fields({{"line", "proposal"}, {"once", std::to_string(++petitions_)}})};
    };
    t["waiting room of A: take"] = [&] {
      return Thing{{place_of_a().code, "take"}, fields({{"line", "proposal"}})};
    };
    t["waiting room of A: call"] = [&] {
      static_cast<void>(ticket_at_a());
      return Thing{{place_of_a().code, "call"}};
    };
    t["waiting room of A: serve"] = [&] {
      return Thing{{place_of_a().code, "serve"},
                   fields({{"ticket", std::to_string(called_at_a().value)}})};
    };
    t["waiting room of A: door"] = [&] {
      const auto place = place_of_a();
      act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
        return receptions::set_door(tx, env, by, place, false);
      });
      return Thing{{place.code, "door"}, fields({{"open", "yes"}})};
    };
  }
  void make_entered_visits() {
    using receptions::Kind;
    auto& t = things_;
    t["somebody at A"] = [&] {
      return Thing{{},
                   fields({{"place", place_of_a().code},
                           {"kind", "report"},
                           {"matter", "Đèn đường không sáng " + std::to_string(++petitions_)},
                           {"name", "Lò Thị Mẫu"},
                           {"address", "Bản Mẫu"},
                           {"present", "1"},
                           {"number", "1"},
                           {"outcome", "accepted"}})};
    };
    for (const char* name : {"tell", "receipt", "note"})
      t["visit to A: " + std::string(name)] = [&, name] { return task_of_visit(visit(), name); };
    t["visit to A: decide"] = [&] {
      return task_of_visit(visit(), "decide", fields({{"outcome", "returned"}}));
    };
    t["refused at A: give_notice"] = [&] {
      return task_of_visit(visit(Kind::complaint, receptions::Ground::settled_before),
                           "give_notice", fields({{"document", "12/TB"}}));
    };
    t["visit to A, concluded: report"] = [&] {
      const auto made = visit();
      return task_of_visit(made, "report", fields({{"item", concluded(made)}}));
    };
    t["denounced at A: tell"] = [&] { return task_of_visit(visit(Kind::denunciation), "tell"); };
  }

  // ---- asking ---------------------------------------------------------------------------------

  static std::string address_of(const std::string& pattern, const Thing& thing) {
    std::string out;
    std::size_t next = 0;
    for (std::size_t at = 0; at < pattern.size();) {
      if (pattern[at] != '{') {
        out += pattern[at++];
        continue;
      }
      out += thing.captures.at(next++);
      at = pattern.find('}', at) + 1;
    }
    return out;
  }
  /// Of what was changed: that somebody was refused is in the journal too.
  std::int64_t entries() {
    return db().read([](db::Tx& tx) {
      return tx
          .one<std::int64_t>(
              std::string("select count(*) from journal where verb not like '%refused'"), {})
          .value();
    });
  }
};

}  // namespace gandan::app::test
