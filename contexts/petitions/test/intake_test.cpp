#include <gmock/gmock.h>

#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/intake/fields.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/receipts/once.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Intake : public test::PetitionsDatabase {};
GANDAN_EACH_ENGINE(Intake);

TEST_P(Intake, AProposalIsPublicAtOnceFoundWithoutMarksAndInTheJournal) {
  Submitted sent = send("Đề nghị sửa đường liên xã từ chợ đến trường học");
  EXPECT_THAT(found("duong lien xa"), ElementsAre(sent.code));
  EXPECT_THAT(verbs_of(sent.id), ElementsAre("petition.submit"));
  EXPECT_EQ(load(sent.id).clock.due_at,
            end_of(Date::of(2026, 10, 12)));  // ten days end on a Sunday
}

TEST_P(Intake, ATelephoneInWordsOrLettersWaitsForAnOfficersLook) {
  for (const char* number :
       {"không chín một hai ba bốn năm sáu bảy tám", "O9l2 345 678",
        "khong chin mot hai - ba bon nam - sau bay tam", "０９１２３４５６７８"}) {
    Submitted sent = send(std::string("Đèn đường hỏng đã lâu, ai biết xin gọi ") + number);
    EXPECT_EQ(load(sent.id).visibility, Visibility::held) << number;
  }
  Submitted sent = send("Đèn đường hỏng từ năm 2025, ba trăm hai mươi hộ, một hai ba bốn ngõ");
  EXPECT_EQ(load(sent.id).visibility, Visibility::open);
}

TEST_P(Intake, WhatNamesATelephoneWaitsForAnOfficer) {
  Submitted sent = send("Đèn đường hỏng đã lâu, ai biết xin gọi 0912 345 678 để báo giúp");
  EXPECT_EQ(load(sent.id).visibility, Visibility::held);
  EXPECT_THAT(found("den duong"), IsEmpty());
  auto shown = act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, sent.id, true, "Người gửi đồng ý");
  });
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(db().read([&](db::Tx& tx) { return notes_of(tx, sent.id); }).at(0).verb, "publish");
  EXPECT_THAT(found("den duong"), ElementsAre(sent.code));
  auto hidden = act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, sent.id, false, "Có số điện thoại");
  });
  ASSERT_TRUE(hidden.has_value());
  EXPECT_THAT(found("den duong"), IsEmpty());
}

TEST_P(Intake, WhatItsSenderDoesNotWantPublishedStaysHeldAndIsCounted) {
  Submitted sent =
      send({.kind = "report", .text = "Rác ứ đọng ở đầu ngõ đã lâu", .may_publish = false});
  auto shown =
      act([&](db::Tx& tx, const Act& by) { return publish(tx, env(), by, sent.id, true, ""); });
  EXPECT_EQ(shown.error(), MoveError::not_agreed);
  EXPECT_EQ(load(sent.id).visibility, Visibility::held);
  auto entries = db().read([&](db::Tx& tx) {
    return journal::entries_of(tx, {"petition", sent.id.value});
  });
  EXPECT_EQ(entries.at(0).detail, R"({"kind":2,"publication_refused":1})");
  journal::seal_all(db(), clock);
  fold_all(db(), clock);
  EXPECT_EQ(db().read([&](db::Tx& tx) { return Totals::load(tx, in_totals); })->get("received"), 1);
}

TEST_P(Intake, TheSameIdempotencyKeyCountsOnce) {
  SubmitForm form{.kind = "report", .text = "Rác ứ đọng ở đầu ngõ", .idempotency_key = "k-1"};
  Submitted first = send(form), second = send(form);
  EXPECT_EQ(first.code, second.code);
  EXPECT_TRUE(second.repeated);
  form.text = "Đèn đường đầu ngõ đã tắt";
  Submitted other = send(form);
  EXPECT_FALSE(other.repeated);
  EXPECT_NE(other.code, first.code) << "another text under the same key is another petition";
  form.contact.email = "lo.mau@vidu.vn";
  EXPECT_FALSE(send(form).repeated) << "a correction is not dropped";
  form.received_at = clock.now();
  EXPECT_FALSE(send(form).repeated) << "entered by an officer, with its day";
  clock.advance(std::chrono::seconds(2));
  form.received_at = clock.now();
  EXPECT_TRUE(send(form).repeated) << "the button was pressed twice";
}

TEST_P(Intake, AnIdempotencyKeyStandsForTheFieldsInAnOrderThatNeverChanges) {
  const SubmitForm form{.kind = "report",
                        .title = "Đèn tắt",
                        .text = "Đèn đường đầu ngõ đã tắt",
                        .asked_by = "cử tri",
                        .addressed_to = "UBND xã",
                        .place_text = "xã Chi Lăng",
                        .place = UnitId{7},
                        .contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", "mau@vidu.vn"},
                        .idempotency_key = "k-1"};
  auto key_of = [&](const SubmitForm& sent) { return check(env(), sent).value().idempotency_key; };
  EXPECT_EQ(key_of(form),
            receipts::stored_key(
                keys->get(), "k-1",
                {"report", form.title, form.text, "cử tri", "UBND xã", "xã Chi Lăng", "7",
                 "Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", "mau@vidu.vn", "", "", "public"}));
  SubmitForm sealed = form;
  sealed.kind = "denunciation";
  EXPECT_EQ(key_of(sealed),
            receipts::stored_key(keys->get(), "k-1",
                                 {"denunciation", form.title, form.text, "", "UBND xã",
                                  "xã Chi Lăng", "7", "", "", "", "", "", "", "public"}))
      << "nothing of who denounces";
}

TEST_P(Intake, EveryLineThatIsTooLongIsNamed) {
  for (const FormField& field : form_fields) {
    SubmitForm form{.kind = "report", .text = "Đèn đường đầu ngõ đã tắt"};
    field.of(form) = std::string(field.longest + 1, 'x');
    auto checked = check(env(), form);
    ASSERT_FALSE(checked.has_value()) << field.name;
    EXPECT_EQ(checked.error().front().field, field.name);
  }
}

TEST_P(Intake, WhatIsALineStandsOnOneWhateverAProgramSends) {
  Submitted sent = send({.kind = "report",
                         .title = "Rác ứ đọng\r\n\r\nMời bạn mở\ttrang này",
                         .text = "Rác ứ đọng ở đầu ngõ đã lâu,\nmong sớm dọn.",
                         .addressed_to = "Ủy ban\nnhân dân"});
  EXPECT_EQ(load(sent.id).title, "Rác ứ đọng  Mời bạn mở trang này");
  EXPECT_EQ(load(sent.id).addressed_to, "Ủy ban nhân dân");
  EXPECT_EQ(load(sent.id).text, "Rác ứ đọng ở đầu ngõ đã lâu,\nmong sớm dọn.");
}

TEST_P(Intake, EveryWrongFieldIsNamedAndNothingIsStored) {
  auto checked =
      check(env(), {.kind = "complaint", .text = "ngắn", .contact = {.email = "không phải thư"}});
  ASSERT_FALSE(checked.has_value());
  std::vector<std::string> fields;
  for (const WrongField& error : checked.error()) fields.push_back(error.field);
  EXPECT_THAT(fields, ElementsAre("text", "email", "name", "address"));
}

TEST_P(Intake, BlanksAreNoText) {
  for (const char* text :
       {"                    ", "\n\n\n\n\n\n\n\n\n\n\n", "a                    b",
        "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0",
        "\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B"})
    EXPECT_FALSE(check(env(), {.kind = "report", .text = text})) << '"' << text << '"';
  EXPECT_TRUE(check(env(), {.kind = "report", .text = "Mất nước ạ"}));
}

TEST_P(Intake, NothingWasReceivedBeforeTheCalendarBegins) {
  SubmitForm form{.kind = "report", .text = "Đơn giấy xin sửa mương trước chợ."};
  form.received_at = start_of(Date::of(26, 11, 29));
  auto checked = check(env(), form);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error(),
            (WrongFields{{"received_at", "The day of receipt cannot be before 1945."}}));
  form.received_at = start_of(Date::of(1945, 1, 1));
  EXPECT_TRUE(check(env(), form));
}

}  // namespace
}  // namespace gandan::petitions
