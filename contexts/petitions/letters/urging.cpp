#include "contexts/petitions/letters/urging.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "contexts/petitions/use_cases.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/people.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

std::string payload_of(const Urging& urging) {
  return std::to_string(urging.petition.value) + " " + std::to_string(urging.at.micros) + " " +
         std::to_string(urging.to.value);
}

Urging urging_of(const std::string& payload) {
  Urging urging;
  std::istringstream numbers(payload);
  if (!(numbers >> urging.petition.value >> urging.at.micros >> urging.to.value))
    throw std::runtime_error("the payload of a letter that urges is of another make");
  return urging;
}

/// The entry that tells of it, while it still holds.
std::optional<journal::Recorded> entry_of_urging(db::Tx& tx, const Petition& petition, Instant at) {
  for (journal::Recorded& entry : journal::entries_of(tx, subject_of(petition.id)))
    if (verb_of(entry) == Verb::urge && entry.at == at &&
        fact_of(entry, "body") == petition.body.value_or(UnitId{}).value)
      return std::move(entry);
  return std::nullopt;
}

std::string day_in_words(const i18n::Locale& locale, const Petition& petition, Instant now) {
  const Date due = civil_date(*petition.clock.due_at), today = civil_date(now);
  const std::string date = locale.date(due);
  if (due < today)
    return locale.ntr("Its last day was {date}: it is {n} day late.",
                      "Its last day was {date}: it is {n} days late.", today - due,
                      {{"date", date}});
  return locale.tr(N_("Its last day is {date}."), {{"date", date}});
}

std::string name_of_body(db::Tx& tx, const Petition& petition) {
  const auto body = units::find_unit(tx, petition.body.value());
  return body ? body->name : std::string();
}

/// Who urged: the system has no name.
std::string name_of_actor(db::Tx& tx, const journal::Recorded& entry) {
  if (entry.actor_kind != journal::ActorKind::officer) return {};
  const auto account = people::find_account(tx, people::UserId{entry.actor_id});
  return account ? account->name : std::string();
}

}  // namespace

void queue_urging(db::Tx& tx, const Petition& petition, Instant at) {
  for (const people::UserId to :
       people::reached_at(tx, people::Permission::answer, petition.body.value()))
    jobs::enqueue(tx, urging_job, payload_of({petition.id, at, to}), at);
}

std::optional<mail::Message> write_urging(db::Tx& tx, const Services& services,
                                          const Urging& urging) {
  const auto petition = find(tx, urging.petition);
  const auto account = people::find_account(tx, urging.to);
  if (!petition || !can_be_urged(*petition) || !account || account->disabled) return std::nullopt;
  const auto entry = entry_of_urging(tx, *petition, urging.at);
  auto address = mail::parse_address(account->email);
  if (!entry || !address) return std::nullopt;
  const i18n::Locale& locale = *i18n::find_locale("vi");
  const std::string name = name_of_actor(tx, *entry);
  std::string text = locale.tr(N_("{code} is with {body}."),
                               {{"code", petition->code}, {"body", name_of_body(tx, *petition)}}) +
                     " " + day_in_words(locale, *petition, services.clock.now()) + "\n\n";
  if (!name.empty())
    text += locale.tr(N_("{name} asks that it be seen to."), {{"name", name}}) + "\n\n";
  text += std::string(locale.tr(N_("Open it at your desk:"))) + "\n" + services.post->public_url +
          "/desk/petitions/" + petition->code + "\n";
  return mail::Message{
      .from = services.post->from,
      .to = {account->name, std::move(*address)},
      .subject = locale.tr(N_("{code}: its day must be kept"), {{"code", petition->code}}),
      .text = std::move(text),
      .id = "urge." + std::to_string(urging.to.value) + "." + std::to_string(entry->seq),
      .unsubscribe = ""};
}

void add_urging_job(jobs::Registry& jobs, Services& services) {
  if (services.post == nullptr) return;
  jobs.on(std::string(urging_job), [&services](db::Database& database, const jobs::Job& job) {
    const auto letter = database.read(
        [&](db::Tx& tx) { return write_urging(tx, services, urging_of(job.payload)); });
    if (!letter) return;
    const auto sent = services.post->mailer->send(*letter, services.clock.now());
    if (!sent && !sent.error().permanent)
      throw std::runtime_error("the letter was not taken: " + sent.error().reason);
  });
}

}  // namespace gandan::petitions
