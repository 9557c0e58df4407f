// Photographs and papers that come with a petition: who sees them, when, and under which seal.
#include "kernel/files/files.hpp"

#include <gmock/gmock.h>

#include "contexts/petitions/test/desk_site.hpp"
#include "kernel/receipts/private_key.hpp"
#include "lib/crypto/encoding.hpp"

namespace gandan::petitions {
namespace {

using people::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class PetitionFiles : public test::DeskSite {
 protected:
  using Sent = std::vector<http::TestClient::File>;

  static http::TestClient::File photograph(const std::string& name = "Nhà ông Mẫu.png") {
    return {
        "files", name, "image/png",
        crypto::from_base64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADh"
                            "gGAWjR9awAAAABJRU5ErkJggg==")
            .value()};
  }
  static http::TestClient::File paper() {
    return {"files", "đơn.pdf", "application/pdf", "%PDF-1.7 words on paper"};
  }
  http::TestResponse send_with(const Sent& sent, const std::string& kind = "report",
                               const std::string& key = "one") {
    http::Fields form{{"kind", kind},
                      {"text", "Tường nhà văn hóa bị nứt dài từ tháng trước"},
                      {"publish", "yes"},
                      {"step", "check"},
                      {"key", key}};
    if (kind != "report") {
      form.add("name", "Lò Thị Mẫu");
      form.add("address", "Bản Mẫu");
    }
    return client().post_multipart("/petitions", form, sent);
  }
  /// The petition that an answer leads to.
  Submitted sent_by(const http::TestResponse& answer) {
    const std::string code(answer.location().substr(std::string_view("/receipts/").size()));
    const auto found = db().read([&](db::Tx& tx) { return find(tx, code); });
    return {found.value().id, code};
  }
  std::vector<files::File> files_of(const Submitted& it) {
    return db().read([&](db::Tx& tx) { return files::files_of(tx, subject_of(it.id)); });
  }
  static std::string address(const files::File& file, std::string_view rest = "") {
    return "/files/" + std::to_string(file.id.value) + std::string(rest);
  }
  http::TestResponse own_page(const Submitted& it) {
    return client().post_form(
        "/petitions/" + it.code + "/private",
        {{"author_key", receipts::private_key(keys->get(), receipt_of(it.code))}});
  }
};
GANDAN_EACH_ENGINE(PetitionFiles);

TEST_P(PetitionFiles, EverybodySeesAPhotographOnceAnOfficerHasShownIt) {
  const Submitted it = sent_by(send_with({photograph()}));
  ASSERT_EQ(files_of(it).size(), 1U);
  const files::File file = files_of(it).front();
  const std::string page = "/petitions/" + it.code;
  auto anybody = stranger();
  EXPECT_FALSE(anybody.get(page).contains("/files/"));
  for (const char* rest : {"", "/picture", "/small"})
    EXPECT_EQ(anybody.get(address(file, rest)).status, 404) << rest;

  auto named = officer(Role::synthesis_officer);
  const auto desk = named.get(path(it));
  EXPECT_TRUE(desk.contains(address(file, "/small")));
  EXPECT_TRUE(desk.contains("Nhà ông Mẫu.png"));
  EXPECT_EQ(named.get(address(file)).headers.get("Cache-Control"), "no-store");
  EXPECT_EQ(named.post_form(path(it, address(file)), {{"shown", "yes"}}).status, 303);
  EXPECT_EQ(named.post_form(path(it, address(file)), {{"shown", "yes"}}).status, 303);
  EXPECT_THAT(verbs_of(it.id), ElementsAre("petition.submit", "petition.show_file"));

  const auto shown = anybody.get(page);
  EXPECT_TRUE(shown.contains(address(file, "/small")));
  EXPECT_FALSE(shown.contains("ông Mẫu")) << "its name may name people";
  const auto small = anybody.get(address(file, "/small"));
  EXPECT_EQ(small.headers.get("Content-Type"), "image/jpeg");
  EXPECT_THAT(small.body, testing::StartsWith("\xFF\xD8\xFF"));
  const auto saved = anybody.get(address(file));
  EXPECT_THAT(std::string(saved.headers.get("Content-Disposition")),
              testing::StartsWith("attachment"));
  EXPECT_EQ(saved.headers.get("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(saved.headers.get("Content-Security-Policy"), "default-src 'none'; sandbox");

  named.post_form(path(it, address(file)), {{"shown", "no"}});
  EXPECT_FALSE(anybody.get(page).contains("/files/"));
  EXPECT_EQ(anybody.get(address(file, "/small")).status, 404);
}

TEST_P(PetitionFiles, WhatIsUncoveredIsShownToNobodyUntilAnOfficerShowsItAgain) {
  const Submitted it = sent_by(send_with({photograph()}));
  const files::File file = files_of(it).front();
  const std::string masks = path(it, address(file, "/masks"));
  auto named = officer(Role::synthesis_officer);
  auto anybody = stranger();
  named.post_form(path(it, address(file)), {{"shown", "yes"}});
  named.post_form(masks, {{"areas", "0 0 50 50"}});
  named.post_form(masks, {{"areas", "0 0 60 60"}});
  EXPECT_EQ(anybody.get(address(file)).status, 200) << "more is covered";
  named.post_form(masks, {{"areas", "0 0 10 10"}});
  EXPECT_EQ(anybody.get(address(file)).status, 404);
  named.post_form(path(it, address(file)), {{"shown", "yes"}});
  EXPECT_EQ(anybody.get(address(file)).status, 200);
}

TEST_P(PetitionFiles, WhatEverybodySeesOfAMaskedPictureIsTheMaskedCopy) {
  const Submitted it = sent_by(send_with({photograph()}));
  const files::File file = files_of(it).front();
  const std::string masks = path(it, address(file, "/masks"));
  auto named = officer(Role::synthesis_officer);
  named.post_form(path(it, address(file)), {{"shown", "yes"}});
  auto anybody = stranger();
  const std::string as_it_came = anybody.get(address(file)).body;
  EXPECT_TRUE(named.get(path(it)).contains(masks));
  const auto form = named.get(masks);
  EXPECT_TRUE(form.contains(address(file, "/whole")));
  EXPECT_TRUE(form.contains(R"(name="square" value="12-12")"));

  EXPECT_EQ(named.post_form(masks, {{"areas", "0 0 100,0 100"}}).status, 303);
  const std::string masked = anybody.get(address(file)).body;
  EXPECT_NE(masked, as_it_came);
  EXPECT_EQ(anybody.get(address(file, "/picture")).body, masked);
  EXPECT_THAT(anybody.get(address(file, "/small")).body, testing::StartsWith("\xFF\xD8\xFF"));
  EXPECT_EQ(anybody.get(address(file, "/whole")).status, 404);
  EXPECT_EQ(named.get(address(file)).body, masked) << "officers see what everybody sees";
  EXPECT_EQ(named.get(address(file, "/whole")).body, as_it_came);
  EXPECT_EQ(named.get(address(file, "/whole")).headers.get("Cache-Control"), "no-store");
  EXPECT_TRUE(named.get(path(it)).contains(address(file, "/whole")));
  EXPECT_TRUE(named.get(masks).contains("0 0 100 100\n</textarea>"));
  const auto public_page = anybody.get("/petitions/" + it.code);
  EXPECT_TRUE(public_page.contains("parts masked"));
  EXPECT_FALSE(public_page.contains("/whole"));
  EXPECT_THAT(verbs_of(it.id),
              ElementsAre("petition.submit", "petition.show_file", "petition.mask_file"));
}

TEST_P(PetitionFiles, MasksComeOffWithAReasonAndThePictureLeavesThePublic) {
  const Submitted it = sent_by(send_with({photograph()}));
  const files::File file = files_of(it).front();
  const std::string masks = path(it, address(file, "/masks"));
  auto named = officer(Role::synthesis_officer);
  named.post_form(path(it, address(file)), {{"shown", "yes"}});
  named.post_form(masks, {{"square", "1-1"}, {"square", "1-2"}});
  EXPECT_EQ(files_of(it).front().masks, "0 0 167 84");
  EXPECT_EQ(named.post_form(masks, {{"off", "yes"}, {"reason", " "}}).status, 422);
  EXPECT_TRUE(files_of(it).front().masked_hash);
  for (int pressed = 0; pressed < 2; ++pressed)
    EXPECT_EQ(
        named.post_form(masks, {{"off", "yes"}, {"reason", "Không có ai trong ảnh cả."}}).status,
        303);
  EXPECT_FALSE(files_of(it).front().masked_hash);
  EXPECT_EQ(stranger().get(address(file)).status, 404) << "nobody has shown it unmasked yet";
  EXPECT_THAT(verbs_of(it.id), ElementsAre("petition.submit", "petition.show_file",
                                           "petition.mask_file", "petition.unmask_file"));
}

TEST_P(PetitionFiles, WhatIsNoRectangleChangesNothing) {
  const Submitted it = sent_by(send_with({photograph(), paper()}));
  const auto all = files_of(it);
  const std::string masks = path(it, address(all[0], "/masks"));
  auto named = officer(Role::synthesis_officer);
  for (const char* typed : {"", "1 2 3", "mặt người", "10 10 0 5", "101 0 5 5", "-1 0 5 5"}) {
    const auto again = named.post_form(masks, {{"areas", typed}});
    EXPECT_EQ(again.status, 422) << typed;
    EXPECT_TRUE(again.contains(typed));
  }
  EXPECT_EQ(named.get(path(it, address(all[1], "/masks"))).status, 404) << "a paper";
  auto elsewhere = officer(Role::supervisor);
  EXPECT_EQ(elsewhere.post_form(masks, {{"areas", "0 0 50 50"}}).status, 404);
  EXPECT_FALSE(files_of(it).front().masked_hash);
  EXPECT_THAT(verbs_of(it.id), ElementsAre("petition.submit"));
}

TEST_P(PetitionFiles, OfASealedMatterNothingIsMasked) {
  const Submitted it = sent_by(send_with({photograph()}, "denunciation"));
  auto named = officer(Role::denunciation_officer);
  named.post_form(path(it, "/words"), {{"words", "Được phân công xử lý đơn tố cáo này."}});
  const files::File file = files_of(it).front();
  const std::string masks = path(it, address(file, "/masks"));
  EXPECT_EQ(named.get(masks).status, 403) << "who opens it shows nothing in public";
  EXPECT_EQ(officer(Role::synthesis_officer).get(masks).status, 404);
  EXPECT_THAT(named.get(address(file, "/whole")).body, testing::StartsWith("\x89PNG"));
}

TEST_P(PetitionFiles, MasksGoUnderTheSealWithThePicture) {
  const Submitted it = sent_by(send_with({photograph()}));
  auto named = officer(Role::synthesis_officer);
  const files::File file = files_of(it).front();
  named.post_form(path(it, address(file, "/masks")), {{"areas", "10 10 20 20"}});
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, it.id, {.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation});
  }));
  for (const char* rest : {"", "/picture", "/small", "/whole"}) {
    EXPECT_EQ(stranger().get(address(file, rest)).status, 404) << rest;
    EXPECT_EQ(named.get(address(file, rest)).status, 404) << rest;
  }
}

TEST_P(PetitionFiles, WhoSentThemSeesThemAtOnceByTheirKey) {
  const Submitted it = sent_by(send_with({paper()}));
  const auto own = own_page(it);
  const std::string mark = address(files_of(it).front()) + "?proof=";
  const std::size_t at = own.body.find(mark);
  ASSERT_NE(at, std::string::npos);
  EXPECT_TRUE(own.contains("đơn.pdf"));
  const std::string link = own.body.substr(at, own.body.find('"', at) - at);
  auto other = stranger();
  const auto opened = other.get(link);
  EXPECT_EQ(opened.body, "%PDF-1.7 words on paper");
  EXPECT_EQ(opened.headers.get("Referrer-Policy"), "no-referrer") << "the address is a key";
  EXPECT_EQ(
      other.get(address(files_of(it).front(), "/picture") + link.substr(link.find('?'))).status,
      404)
      << "no paper is shown in place";
  clock.advance(std::chrono::minutes(61));
  const auto late = other.get(link);
  EXPECT_EQ(late.status, 404);
  EXPECT_EQ(late.headers.get("Referrer-Policy"), "no-referrer");
}

TEST_P(PetitionFiles, WhatIsRefusedLosesNoWord) {
  for (const auto& [file, said] :
       {std::pair<http::TestClient::File, const char*>{{"files", "đèn.exe", "image/jpeg", "MZ"},
                                                       "đèn.exe is of a kind that cannot be taken"},
        {{"files", "cut.jpg", "image/jpeg", "\xFF\xD8\xFF\xE0"}, "cut.jpg cannot be read"}}) {
    const auto again = send_with({file});
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(again.contains(said));
    EXPECT_TRUE(again.contains("Tường nhà văn hóa bị nứt"));
  }
  EXPECT_EQ(send_with(Sent(6, paper())).status, 422);
  EXPECT_THAT(found("van hoa"), IsEmpty());
}

TEST_P(PetitionFiles, SendingTheSameTwiceIsOnePetitionAndAnotherFileAnother) {
  const Submitted first = sent_by(send_with({paper()})), again = sent_by(send_with({paper()}));
  EXPECT_EQ(first.code, again.code);
  EXPECT_EQ(files_of(first).size(), 1U);
  EXPECT_NE(sent_by(send_with({photograph()})).code, first.code);
}

TEST_P(PetitionFiles, TheirSenderAddsMoreByTheirKeyAlone) {
  const Submitted it = sent_by(send_with({}));
  EXPECT_THAT(files_of(it), IsEmpty());
  const std::string form = "/petitions/" + it.code + "/add";
  http::Fields said{{"words", "Đây là ảnh chụp sáng nay."}, {"key", "once"}};
  EXPECT_EQ(client().post_multipart(form, said, {photograph()}).status, 422);
  EXPECT_THAT(files_of(it), IsEmpty()) << "who has no key adds nothing";
  said.add("author_key", receipts::private_key(keys->get(), receipt_of(it.code)));
  EXPECT_EQ(client().post_multipart(form, said, {{"files", "x.exe", "image/png", "MZ"}}).status,
            422);
  for (int pressed = 0; pressed < 2; ++pressed)
    EXPECT_EQ(client().post_multipart(form, said, {photograph()}).status, 303);
  EXPECT_EQ(files_of(it).size(), 1U);
  EXPECT_EQ(files_of(it).front().shown, files::Shown::not_yet);
  EXPECT_THAT(verbs_of(it.id), ElementsAre("petition.submit", "petition.add"));
}

TEST_P(PetitionFiles, AnOfficerAddsTheLetterAsItCameAndWhatGoesWithTheAnswer) {
  const Submitted it = sent_by(send_with({}));
  auto named = officer(Role::synthesis_officer);
  EXPECT_TRUE(named.get(path(it)).contains(path(it, "/files")));
  EXPECT_EQ(named.post_multipart(path(it, "/files"), {}, {paper()}).status, 303);
  EXPECT_EQ(named.post_multipart(path(it, "/files"), {{"shown", "yes"}}, {photograph()}).status,
            303);
  EXPECT_EQ(named.post_multipart(path(it, "/files"), {}, {{"files", "x.exe", "", "MZ"}}).status,
            422);
  const auto all = files_of(it);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].by_officer);
  EXPECT_EQ(stranger().get(address(all[0])).status, 404);
  EXPECT_EQ(stranger().get(address(all[1], "/small")).status, 200);
  EXPECT_THAT(verbs_of(it.id),
              ElementsAre("petition.submit", "petition.attach", "petition.attach"));
  EXPECT_TRUE(stranger()
                  .post_multipart(path(it, "/files"), {}, {paper()})
                  .location()
                  .starts_with("/sign-in"));
  EXPECT_EQ(files_of(it).size(), 2U);
}

TEST_P(PetitionFiles, ComeWithTheReplyToAQuestion) {
  const Submitted it = sent_by(send_with({}));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return ask(tx, env(), by, it.id, "Tường nào, ở thôn nào?");
  }));
  const http::Fields reply{{"reply", "Tường phía đông, thôn Mẫu."},
                           {"author_key", receipts::private_key(keys->get(), receipt_of(it.code))}};
  EXPECT_EQ(
      client().post_multipart("/petitions/" + it.code + "/supplement", reply, {paper()}).status,
      303);
  EXPECT_EQ(files_of(it).size(), 1U);
}

TEST_P(PetitionFiles, OfADenunciationLieUnderTheSeal) {
  const Submitted it = sent_by(send_with({photograph(), paper()}, "denunciation"));
  const auto sealed = files_of(it);
  ASSERT_EQ(sealed.size(), 2U);
  for (const files::File& file : sealed) {
    EXPECT_FALSE(file.key);
    EXPECT_EQ(file.name, "");
  }
  auto synthesis = officer(Role::synthesis_officer);
  EXPECT_EQ(synthesis.get(address(sealed[0])).status, 404);
  auto named = officer(Role::denunciation_officer);
  EXPECT_FALSE(named.get(path(it)).contains("/files/"));
  EXPECT_EQ(named.get(address(sealed[1])).status, 404) << "nobody said why yet";
  named.post_form(path(it, "/words"), {{"words", "Được phân công xử lý đơn tố cáo này."}});
  EXPECT_TRUE(named.get(path(it)).contains(address(sealed[0], "/small")));
  EXPECT_EQ(named.get(address(sealed[1])).body, "%PDF-1.7 words on paper");
  EXPECT_EQ(named.post_form(path(it, address(sealed[0])), {{"shown", "yes"}}).status, 403);
  EXPECT_TRUE(own_page(it).contains("đơn.pdf") || own_page(it).contains(address(sealed[1])));
}

TEST_P(PetitionFiles, WhatTurnsOutToBeADenunciationSealsThem) {
  const Submitted it = sent_by(send_with({paper()}));
  auto named = officer(Role::synthesis_officer);
  named.post_form(path(it, address(files_of(it).front())), {{"shown", "yes"}});
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, it.id, {.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation});
  }));
  const files::File file = files_of(it).front();
  EXPECT_FALSE(file.key);
  EXPECT_EQ(file.name, "");
  EXPECT_EQ(stranger().get(address(file)).status, 404);
  EXPECT_EQ(named.get(address(file)).status, 404);
  const auto words =
      db().read([&](db::Tx& tx) { return people::open_words(tx, keys->get(), subject_of(it.id)); });
  files::File opened = file;
  EXPECT_TRUE(files::key_of(opened, words));
}

TEST_P(PetitionFiles, AreVouchedForByTheLog) {
  const Submitted it = sent_by(send_with({paper()}));
  take_into_log();
  EXPECT_THAT(untold_changes(), IsEmpty());
  leaves_something_broken = true;
  db().write([&](db::Tx& tx) { files::show(tx, files_of(it).front().id, files::Shown::to_all); });
  EXPECT_THAT(untold_changes(), testing::Not(IsEmpty()));
}

TEST_P(PetitionFiles, MasksThatAreTakenOffInSecretAreFound) {
  const Submitted it = sent_by(send_with({photograph()}));
  const files::File file = files_of(it).front();
  auto named = officer(Role::synthesis_officer);
  named.post_form(path(it, address(file, "/masks")), {{"areas", "10 10 20 20"}});
  take_into_log();
  EXPECT_THAT(untold_changes(), IsEmpty());
  leaves_something_broken = true;
  db().write([&](db::Tx& tx) { files::unmask(tx, file.id); });
  EXPECT_THAT(untold_changes(), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace gandan::petitions
