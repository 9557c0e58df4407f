// The proof of a receipt: who holds the receipt gets a file that proves what they sent, and nobody
// else; of a record that was changed under the log there is none.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"
#include "kernel/journal/log.hpp"
#include "kernel/receipts/proof.hpp"
#include "lib/qr/qr.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

class ProofPages : public test::PublicSite {
 protected:
  static std::string address(const Petition& p) { return "/receipts/" + p.code + "/proof"; }
  std::string file_of(const Petition& p) {
    return run({.post = address(p), .form = {{"author_key", key_of(p)}}}).body;
  }
  /// What the file claims, where its proof holds.
  receipts::Claim proved(const std::string& text) {
    const auto file = tlog::parse_proof_file(text);
    if (!file || !file->extra) throw std::runtime_error("no proof: " + text);
    auto claim = receipts::parse_claim(*file->extra).value();
    tlog::Trust trust{"gandan.example/log", {}, {}};
    for (const std::string& key : db().read(journal::log_keys))
      trust.log_keys.push_back(tlog::parse_verifier_key(key).value());
    EXPECT_TRUE(tlog::verify(*file, journal::leaf_of(claim.opening), trust));
    return claim;
  }
  static std::string value_of(const receipts::Claim& claim, std::string_view name) {
    for (const journal::Part& part : claim.opening.parts)
      if (!part.hidden && part.name == name) return part.value;
    return "(hidden)";
  }
};
GANDAN_EACH_ENGINE(ProofPages);

TEST_P(ProofPages, GiveAFileThatProvesWhatWasSentToWhoeverHasTheKey) {
  const Petition p = sent("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  take_into_log();
  const auto answer = run({.post = address(p), .form = {{"author_key", key_of(p)}}});
  EXPECT_THAT(std::string(answer.headers.get("Content-Disposition")),
              HasSubstr(p.code + ".tlog-proof"));
  EXPECT_EQ(answer.headers.get("Cache-Control"), "no-store");
  const receipts::Claim claim = proved(answer.body);
  EXPECT_EQ(value_of(claim, "text"), "Đèn đường ở ngã ba không sáng từ hai tuần nay");
  EXPECT_EQ(value_of(claim, "code"), p.code);
  EXPECT_EQ(receipts::told_by(claim)->verb, "petition.submit");
}

TEST_P(ProofPages, ProveTheAnswerTooOnceItWasGivenAndNoNoteOfOfficers) {
  const Petition p = sent("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  RouteForm form{.body = unit("Bộ Nội vụ"), .note = "Đơn gửi vượt cấp, xem kỹ."};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, p.id, form); }));
  answer_one(p.id, "Đã thay bóng đèn ngày 20.");
  take_into_log();
  const std::string file = file_of(p);
  EXPECT_THAT(receipts::json_of(proved(file)), HasSubstr("Đã thay bóng đèn ngày 20."));
  EXPECT_THAT(receipts::json_of(proved(file)), Not(HasSubstr("vượt cấp")));
}

TEST_P(ProofPages, ShowACodeForThePaperToTheBrowserThatHasJustSentIt) {
  const Petition p = sent("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  hold_receipt(p);
  run({.get = address(p),
       .shows = {"It is being entered into the log"},
       .hides = {"<svg class=\"qr\""}});
  take_into_log();
  run({.get = address(p),
       .shows = {"<svg class=\"qr\"", "/log/check#"},
       .hides = {"It is being entered", "name=\"author_key\""}});
  EXPECT_EQ(value_of(proved(run({.post = address(p), .form = {{"x", "y"}}}).body), "code"), p.code);
}

TEST_P(ProofPages, AreReachedByACodeThatIsPrintedWithTheReceipt) {
  const Petition p = sent("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  const std::string receipt = "/receipts/" + p.code;
  run({.get = receipt, .hides = {"<svg class=\"qr\"", address(p)}});
  hold_receipt(p);
  const std::string page = run({.get = receipt, .shows = {"<svg class=\"qr\""}}).body;
  const std::string before = "The proof of your receipt: ";
  const std::size_t from = page.find(before) + before.size();
  const std::string url = page.substr(from, page.find('<', from) - from);
  EXPECT_THAT(url, testing::EndsWith(address(p)));
  EXPECT_THAT(page, HasSubstr(qr::encode(url).path)) << "the code is of that address";
}

TEST_P(ProofPages, AskForTheKeyAgainWhileTheEntryIsNotInTheLog) {
  const Petition p = sent("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  run({.post = address(p),
       .form = {{"author_key", key_of(p)}},
       .shows = {"It is being entered into the log", "name=\"author_key\""},
       .hides = {"c2sp.org", "<svg class=\"qr\""}});
}

TEST_P(ProofPages, GiveNothingWithoutTheKey) {
  const Petition p = sent("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  take_into_log();
  run({.get = address(p),
       .shows = {"The proof of your receipt", "name=\"author_key\""},
       .hides = {"<svg class=\"qr\"", "/log/check#"}});
  for (const char* key : {"", "0000000000"})
    run({.post = address(p),
         .form = {{"author_key", key}},
         .status = 422,
         .shows = {"This is not the key of this matter"},
         .hides = {"c2sp.org", "/log/check#"}});
}

TEST_P(ProofPages, SayThatARecordWasChangedUnderTheLogAndTheFileOfBeforeTellsHow) {
  const Petition p = sent("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  take_into_log();
  const std::string kept = file_of(p);
  const auto say = [&](const char* text) {
    db().write([&](db::Tx& tx) {
      tx.run("update petitions set text = :text where id = :id", {{"text", text}, {"id", p.id}});
    });
  };
  say("Đèn sáng bình thường");
  run({.post = address(p),
       .form = {{"author_key", key_of(p)}},
       .shows = {"Your matter is not as the log has it"},
       .hides = {"c2sp.org"}});
  EXPECT_EQ(value_of(proved(kept), "text"), p.text);
  say(p.text.c_str());
  EXPECT_EQ(value_of(proved(file_of(p)), "text"), p.text)
      << "and is proved again where it is mended";
}

TEST_P(ProofPages, OfADenunciationHoldNoWordAndNoNameInClear) {
  const Petition p = sent("Cán bộ xã thu tiền không có biên lai", "", "denunciation");
  take_into_log();
  const std::string claimed = receipts::json_of(proved(file_of(p)));
  EXPECT_THAT(claimed, Not(HasSubstr("biên lai")));
  EXPECT_THAT(claimed, Not(HasSubstr("Lò Thị Mẫu")));
  EXPECT_THAT(claimed, HasSubstr(p.code));
}

}  // namespace
}  // namespace gandan::petitions
