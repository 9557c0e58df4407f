// What a denunciation says, grepped for in all that is stored: every field of it holds a mark.
#include "contexts/petitions/record/sealed_words.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "contexts/petitions/intake/import.hpp"
#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/record/seal_existing.hpp"
#include "contexts/petitions/record/traces.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics/group.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/imports/rejects.hpp"
#include "kernel/people/sealed_identities.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::petitions {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view mark = "zqmk";  // as typed: ZqMk, so that folded forms are found too

class SealedPetition : public test::PetitionsDatabase {
 protected:
  SealedPetition() : PetitionsDatabase(module(), {.untouched = true}) {}

  /// Every field holds the mark.
  static SubmitForm marked(const std::string& kind) {
    return {.kind = kind,
            .title = "Về việc ZqMktitle ở trường",
            .text = "Cán bộ ZqMktext thu tiền của dân không có biên lai",
            .asked_by = "cử tri ZqMkasker",
            .addressed_to = "Ông ZqMkaddressee",
            .place_text = "bản ZqMkplace",
            .contact = {"Lò Văn ZqMkname", "bản ZqMkaddress", "0900 000 001 ZqMkphone",
                        "zqmkemail@vidu.vn"},
            .idempotency_key = "ZqMkkey"};
  }
  template <class Fn>
  auto must(Fn&& use_case) {
    auto done = act(std::forward<Fn>(use_case));
    EXPECT_TRUE(done.has_value());
    return done;
  }
  void route_as(PetitionId id, Kind kind, std::string_view body) {
    const RouteForm form{.body = unit(body), .kind = kind, .note = "ZqMknote của cán bộ"};
    clock.advance(std::chrono::minutes(1));
    must([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, id, form); });
  }
  void ask_and_reply(PetitionId id) {
    must([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, id, "ZqMkquestion?"); });
    clock.advance(std::chrono::hours(1));
    must([&](db::Tx& tx, const Act& by) { return supplement(tx, env(), by, id, "ZqMkreply"); });
  }
  void accept_it(PetitionId id) {
    clock.advance(std::chrono::minutes(1));
    EXPECT_TRUE(accept_signed(id, "1/ZqMknumber"));
    clock.advance(std::chrono::minutes(1));
  }
  void answer_it(PetitionId id) {
    const AnswerForm form{
        .outcome = Outcome::explained, .text = "ZqMkanswer", .document = "1/ZqMkdocument"};
    for (int i = 0; i < 2; ++i)  // the second time it is known
      must([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); });
  }
  /// The jobs of a server, as far as words go through them; then a backup. All that is stored.
  std::string stored() {
    journal::seal_all(db(), clock);
    group_petitions(db(), env());
    erase_traces(db(), clock);
    std::string all = stored_bytes();
    db().backup(file("backup"), [](db::Tx&) {});
    if (GetParam() == db::Engine::postgresql) {
      const std::string command =
          "pg_restore -f '" + file("dump.sql") + "' '" + file("backup") + "'";
      EXPECT_EQ(std::system(command.c_str()), 0);
      all += db::test::bytes_of(file("dump.sql"));
    }
    all += db::test::bytes_of(file("backup"));
    std::transform(all.begin(), all.end(), all.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return all;
  }
  void expect_no_mark(const std::string& all) {
    const auto at = all.find(mark);
    EXPECT_EQ(at, std::string::npos) << all.substr(at < 40 ? 0 : at - 40, 100);
  }
  people::Words words_of(PetitionId id) {
    return db().read(
        [&](db::Tx& tx) { return people::open_words(tx, keys->get(), subject_of(id)); });
  }
  PetitionId only() {
    return *db().read([&](db::Tx& tx) {
      return tx.one<PetitionId>(std::string("select id from petitions"), {});
    });
  }
};
GANDAN_EACH_ENGINE(SealedPetition);

TEST_P(SealedPetition, WhatIsSentAsADenunciationStandsNowhereInClear) {
  by_mail = true;
  SubmitForm form = marked("denunciation");
  for (Channel channel : {Channel::web, Channel::api, Channel::paper}) {
    form.channel = channel;
    form.idempotency_key += "1";
    const Submitted sent = send(form);
    ask_and_reply(sent.id);
    route_as(sent.id, Kind::denunciation, "Bộ Nội vụ");
    must([&](db::Tx& tx, const Act& by) { return send_back(tx, env(), by, sent.id, "ZqMkback"); });
    route_as(sent.id, Kind::denunciation, "Bộ Y tế");
    accept_it(sent.id);
    const Decision more{.number = "2/ZqMknumber", .reason = "ZqMkmore", .criteria = 1};
    must(
        [&](db::Tx& tx, const Act& by) { return extend_settlement(tx, env(), by, sent.id, more); });
    ask_and_reply(sent.id);
    answer_it(sent.id);
    const people::Words words = words_of(sent.id);
    EXPECT_EQ(words.at("text"), form.text);
    EXPECT_EQ(words.at("place"), form.place_text);
    EXPECT_EQ(words.size(), 4u + 2 * 2 + 1 + 4 + 2 + 2)
        << "itself, asked twice, extension, notes, numbers of two decisions, answer";
  }
  expect_no_mark(stored());
}

TEST_P(SealedPetition, WhatAnOfficerRecognisesAsOneLeavesNoTrace) {
  by_mail = true;
  const Submitted sent = send(marked("report"));
  EXPECT_EQ(found("ZqMktext").size(), 1u);
  for (int i = 0; i < 40; ++i)
    send("Đề nghị làm đường " + std::to_string(i) + " vào bản Mẫu " + std::string(900, 'x'));
  must([&](db::Tx& tx, const Act&) {
    return join(tx, env(), sent.code,
                {.place_text = "bản ZqMkjoin",
                 .email = "zqmkjoiner@vidu.vn",
                 .idempotency_key = "ZqMkjoinkey"});
  });
  must([&](db::Tx& tx, const Act& by) {
    return start_topic(tx, env(), by, sent.id, "Cán bộ ZqMktext thu tiền của dân");
  });
  route_as(sent.id, Kind::report, "Bộ Nội vụ");
  must([&](db::Tx& tx, const Act& by) { return extend(tx, env(), by, sent.id, "ZqMkmore"); });
  ask_and_reply(sent.id);
  EXPECT_THAT(stored(), HasSubstr(std::string(mark)));

  route_as(sent.id, Kind::denunciation, "Bộ Y tế");
  EXPECT_TRUE(db().read(has_traces));
  expect_no_mark(stored());
  EXPECT_FALSE(db().read(has_traces));
  EXPECT_EQ(words_of(sent.id).at("text"), marked("report").text);
  EXPECT_THAT(found("Mẫu").size(), 25u) << "the others are found as before";
  accept_it(sent.id);
  answer_it(sent.id);
  expect_no_mark(stored());
}

TEST_P(SealedPetition, AnImportedOneStandsNowhereInClearNorInWhatIsPrinted) {
  std::ofstream(file("rows.jsonl"))
      << R"({"id":"ZqMkid","kind":"tố cáo","text":"Cán bộ ZqMktext thu tiền","title":"ZqMktitle",)"
      << R"("asked_by":"ZqMkasker","addressed_to":"ZqMkaddressee","topic":"ZqMktopic",)"
      << R"("place":"ZqMkplace","date":"2026-03-01","answer":"ZqMkanswer","document":"ZqMkdoc",)"
      << R"("name":"ZqMkname","phone":"ZqMkphone","email":"zqmk@vidu.vn"})"
      << "\n"
      << R"({"kind":"tố cáo","text":"Cán bộ ZqMkother thu tiền","date":"2026-03-02"})"
      << "\n"
      << R"({"kind":"tố cáo","text":"Cán bộ ZqMkwrong","date":"ZqMkdate","name":"ZqMkname"})"
      << "\n"
      << R"({"kind":"ZqMkkind","text":"Cán bộ ZqMkwrong","date":"2026-03-02"})"
      << "\n"
      << R"({"text":"Tôi tố cáo ZqMkwrong","date":"hôm qua"})"
      << "\n";
  std::ostringstream rejects;
  imports::Rejects written(import_of_petitions(), rejects);
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  auto import = [&](const std::string& source) {
    return import_petitions(db(), env(), file("rows.jsonl"),
                            {.source = source, .rejects = &written});
  };
  EXPECT_EQ(import("a").imported, 2);
  EXPECT_EQ(import("a").joined, 2) << "it is known when it comes again";
  EXPECT_EQ(import("b").joined, 2) << "from another file too, by its id and text";
  EXPECT_EQ(import("a").rejected, 3);
  const std::string said = testing::internal::GetCapturedStderr() +
                           testing::internal::GetCapturedStdout() + rejects.str();
  EXPECT_THAT(said, HasSubstr("date: not a date"));
  EXPECT_THAT(said, Not(AnyOf(HasSubstr("ZqMk"), HasSubstr("zqmk"))));
  expect_no_mark(stored());
}

TEST_P(SealedPetition, WhatAnEarlierVersionStoredInClearIsSealedAtTheNextStart) {
  SubmitForm form = marked("report");
  form.contact.phone.clear();
  const Submitted sent = send(form);
  route_as(sent.id, Kind::report, "Bộ Nội vụ");
  ask_and_reply(sent.id);
  answer_it(sent.id);
  db().write([&](db::Tx& tx) {
    tx.run(std::string("update petitions set kind = 4, visibility = 0, asked_by = '', "
                       "source = 'a', source_id = 'sha256:zqmk'"),
           {});
    search_index.remove(tx, sent.id.value, search_keys(form.title, form.text));
  });
  leaves_something_broken = true;  // that version did not say as which of the two it came
  EXPECT_GT(seal_existing(db(), env()), 0);
  EXPECT_EQ(seal_existing(db(), env()), 0) << "once";
  expect_no_mark(stored());
  const people::Words words = words_of(sent.id);
  EXPECT_EQ(words.at("text"), form.text);
  const Petition petition = load(sent.id);
  EXPECT_EQ(words.at(answer_part(*petition.answer)), "ZqMkanswer");
}

TEST_P(SealedPetition, WhatCameAsOneStaysSealedThoughItIsFoundToBeAReport) {
  const Submitted sent = send(marked("denunciation"));
  route_as(sent.id, Kind::report, "Bộ Nội vụ");
  route_as(sent.id, Kind::denunciation, "Bộ Y tế");
  route_as(sent.id, Kind::report, "Bộ Nội vụ");
  ask_and_reply(sent.id);
  answer_it(sent.id);
  expect_no_mark(stored());
  EXPECT_EQ(words_of(sent.id).at("text"), marked("").text);
}

TEST_P(SealedPetition, SentTwiceItCountsOnceAndWhoDenouncesCanBeCorrected) {
  SubmitForm form = marked("denunciation");
  const Submitted first = send(form);
  form.contact.name = "Lò Thị Mẫu";
  const Submitted again = send(form);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.id, first.id);
  auto sealed = db().read([&](db::Tx& tx) {
    struct Row {
      std::string key_id;
      std::optional<UnitId> unit;
      db::Blob box;
    };
    auto row =
        *tx.one<Row>(std::string("select key_id, unit_id, sealed from sealed_identities"), {});
    return *people::open_sealed(keys->get(), {row.key_id, row.unit, row.box.data});
  });
  EXPECT_THAT(sealed, HasSubstr("Lò Thị Mẫu"));
  form.text += ", và nhiều hơn";
  EXPECT_FALSE(send(form).repeated) << "other words are another letter";
}

TEST_P(SealedPetition, DigestsOfWhatWasSentAreMadeUnderTheKeyFile) {
  const SubmitForm form = marked("report");
  const Submitted sent = send(form);
  EXPECT_TRUE(send(form).repeated);
  auto digest = db().read([](db::Tx& tx) {
    return *tx.one<std::string>(std::string("select idempotency_key from petitions"), {});
  });
  std::string plain = form.idempotency_key;
  for (const std::string& part :
       {form.kind, form.title, form.text, form.asked_by, form.addressed_to, form.place_text,
        std::string("0"), form.contact.name, form.contact.address, form.contact.phone,
        form.contact.email, std::string(), std::string(), std::string("public")})
    (plain += '\0') += part;
  EXPECT_NE(digest, crypto::hex(crypto::sha256(plain)));
  const auto others = crypto::KeyFile::read_or_create(file("others"));
  Env elsewhere{clock, ids, *book, others};
  EXPECT_NE(check(elsewhere, form)->idempotency_key, digest);
}

}  // namespace
}  // namespace gandan::petitions
