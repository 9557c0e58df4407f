// Whom a text asks: bodies by their names, abbreviated, in part, and by their kind alone.
#include "kernel/units/addressee.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kernel/units/bodies.hpp"

namespace gandan::units {
namespace {

class Addressee : public testing::Test {
 protected:
  /// The name of who is asked; empty where nobody is.
  [[nodiscard]] std::string asked(std::string_view text) const {
    std::vector<Serving> there;
    for (std::size_t i = 0; i < bodies_.size(); ++i) there.push_back({&bodies_[i], areas_[i]});
    const Unit* body = addressee(text, there);
    return body == nullptr ? std::string() : body->name;
  }
  static Unit body(const char* name) {
    return {.kind = UnitKind::body, .level = Level::commune, .name = name};
  }

  const std::string committee_ = "Ủy ban nhân dân xã Đồng Đăng";
  const std::string province_ = "Ủy ban nhân dân tỉnh Lạng Sơn";
  const std::string health_ = "Sở Y tế tỉnh Lạng Sơn";
  const std::vector<Unit> bodies_{body(committee_.c_str()), body(province_.c_str()),
                                  body(health_.c_str()), body("Bộ Y tế")};
  const std::vector<std::string> areas_{"Xã Đồng Đăng", "Tỉnh Lạng Sơn", "Tỉnh Lạng Sơn", ""};
};

TEST_F(Addressee, IsNamedInFullHoweverItIsWritten) {
  for (const char* text :
       {"Kính gửi: Ủy ban nhân dân xã Đồng Đăng. Đèn tắt.", "Kính gửi UBND xã Đồng Đăng, đèn tắt.",
        "Đèn tắt, đề nghị Uỷ ban nhân dân xã Đồng Đăng sửa.", "de nghi ubnd xa dong dang sua den",
        "Kính gửi ông Chủ tịch UBND xã Đồng Đăng."})
    EXPECT_EQ(asked(text), committee_) << text;
  for (const char* text :
       {"Kính gửi Sở Y tế Lạng Sơn. Trạm xá hết thuốc.", "Sở Y tế tỉnh Lạng Sơn cho hỏi giờ khám."})
    EXPECT_EQ(asked(text), health_) << text;
  EXPECT_EQ(asked("Kính gửi Bộ Y tế. Thuốc thiếu."), "Bộ Y tế");
}

TEST_F(Addressee, IsNamedByItsKindWhereThePlaceSaysWhichIsMeant) {
  EXPECT_EQ(asked("Đèn ngã ba tắt. Đề nghị UBND xã cho sửa."), committee_);
  EXPECT_EQ(asked("Kính gửi UBND xã. Đèn ngã ba tắt."), committee_);
  EXPECT_EQ(asked("Kính gửi Ủy ban nhân dân tỉnh\nĐường tỉnh lộ hỏng."), province_);
  EXPECT_EQ(asked("Đề nghị Sở Y tế bổ sung thuốc."), health_);
  EXPECT_EQ(asked("Kính gửi UBND xã Chi Lăng. Đèn tắt."), "") << "another commune's";
}

TEST_F(Addressee, IsWhoIsAskedAndNotWhoIsSpokenOf) {
  EXPECT_EQ(asked("Tôi đã gửi UBND xã hai lần không ai trả lời. Đề nghị Sở Y tế vào cuộc."),
            health_);
  EXPECT_EQ(asked("UBND xã thu phí bến bãi của các hộ."), "") << "a kind, and nobody is asked";
  EXPECT_EQ(asked("Ủy ban nhân dân xã Đồng Đăng có công văn. Kính gửi Sở Y tế tỉnh Lạng Sơn."),
            health_);
  EXPECT_EQ(asked("Đèn ngã ba tắt đã hai tuần."), "");
  EXPECT_EQ(asked(""), "");
}

TEST_F(Addressee, ACommitteeIsOneHoweverItsListWritesIt) {
  for (const char* name :
       {"Ủy ban nhân dân xã Đồng Đăng", "Uỷ ban nhân dân xã Đồng Đăng", "UBND xã Đồng Đăng"})
    EXPECT_TRUE(is_peoples_committee(body(name))) << name;
  for (const char* name : {"Văn phòng UBND tỉnh Lạng Sơn", "Ủy ban Mặt trận Tổ quốc Việt Nam"})
    EXPECT_FALSE(is_peoples_committee(body(name))) << name;
}

}  // namespace
}  // namespace gandan::units
