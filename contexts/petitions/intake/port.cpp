#include "contexts/petitions/intake/port.hpp"

#include "contexts/petitions/desk/boxes.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/records/links.hpp"
#include "kernel/units/units.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using Wrong = std::vector<intake::Wrong>;

SubmitForm form_of_said(db::Tx& tx, const Env& env, const intake::Said& said) {
  SubmitForm form{
      .kind = std::string(said.kind),
      .title = said.title,
      .text = said.text,
      .asked_by = said.asked_by,
      .place_text = said.place_text,
      .place = said.place,
      .province = said.province,
      .contact = {said.contact.name, said.contact.address, said.contact.phone, said.contact.email},
      .anonymous = said.anonymous,
      .may_publish = said.may_publish.value_or(false),
      .consent_unsaid = !said.may_publish,
      .channel = parse_channel(said.channel).value_or(Channel::paper),
      .received_at = said.at,
      .language = said.language};
  if (form.place) {
    const Date day = civil_date(said.at.value_or(env.clock.now()));
    form.remote = units::is_remote(tx, *form.place, day);
    if (form.place_text.empty())
      if (const auto unit = units::find_unit(tx, *form.place)) form.place_text = unit->name;
  }
  return form;
}

Result<intake::Entered, Wrong> enter_said(db::Tx& tx, const Env& env, const intake::Said& said,
                                          const Ref& source, const Act& act) {
  const auto submission = check(env, form_of_said(tx, env, said));
  if (!submission) {
    Wrong wrong;
    for (const WrongField& each : submission.error()) wrong.push_back({each.field, each.message});
    return fail(std::move(wrong));
  }
  const Submitted submitted = submit(tx, env, *submission, act);
  const Ref petition = subject_of(submitted.id);
  records::link(tx, source, records::Relation::became, petition, env.clock.now());
  return intake::Entered{petition, submitted.code};
}

/// Of what is not public the officer must be one who may read it.
std::optional<intake::Entered> join_said(db::Tx& tx, const Env& env, std::string_view typed,
                                         const Ref& source, const Act& act) {
  const auto code = text::parse_tracking_code(typed, petition_prefix);
  const auto petition = code ? find(tx, *code) : std::nullopt;
  const bool may_know =
      petition && (petition->visibility == Visibility::open ||
                   (act.officer != nullptr && may_read(tx, *act.officer, *petition)));
  if (!may_know) return std::nullopt;
  const Ref record = subject_of(petition->id);
  records::link(tx, source, records::Relation::joined, record, env.clock.now());
  return intake::Entered{record, petition->code};
}

}  // namespace

intake::Port intake_port(std::function<const Advisor*()> advisor) {
  return {.enter = enter_said,
          .join = join_said,
          .prefix = petition_prefix,
          .similar = [advisor = std::move(advisor)](db::Tx& tx, std::string_view text, int most) {
            std::vector<intake::Alike> alike;
            const Advisor* const knowing = advisor();
            if (knowing == nullptr) return alike;
            for (const SimilarPetition& each : knowing->similar(tx, text, most, true))
              alike.push_back({each.row.code, each.row.title, "/petitions/" + each.row.code});
            return alike;
          }};
}

}  // namespace gandan::petitions
