#include "kernel/letters/delivery.hpp"

#include <algorithm>
#include <stdexcept>

#include "kernel/letters/kinds.hpp"
#include "kernel/letters/links.hpp"
#include "kernel/letters/text.hpp"

namespace gandan::letters {
namespace {

/// Whether it may still be sent to this address.
bool is_wanted(const Subscription& subscription, std::string_view letter) {
  if (subscription.email.empty()) return false;
  const auto state = state_of(subscription);
  return state == SubscriptionState::confirmed ||
         (state == SubscriptionState::unconfirmed && letter == received);
}

const i18n::Locale& locale_of(const Subscription& subscription) {
  const i18n::Locale* known = i18n::find_locale(subscription.language);
  return known != nullptr ? *known : *i18n::find_locale("vi");
}

Frame frame_of(const Services& services, const Kind& kind, const Subscription& subscription,
               std::string_view letter) {
  const std::string& site = services.post->public_url;
  const std::string own = site + path_of(services.keys.get(), subscription.id);
  const std::string code(code_of_record(subscription));
  return {.code = code,
          .page = site + std::string(kind.pages) + code,
          .confirm = own,
          .stop = own + "/stop",
          .asks_to_confirm = letter == received};
}

void send(db::Database& database, const Services& services, const Channel& channel,
          const Waiting& waiting) {
  const auto letter =
      database.read([&](db::Tx& tx) { return write_letter(tx, services, waiting); });
  if (!letter) return;
  const auto sent = channel(*letter);
  if (sent) return;
  if (!sent.error().permanent)
    throw std::runtime_error("the letter was not taken: " + sent.error().reason);
  database.write([&](db::Tx& tx) { mark_undeliverable(tx, services.clock, waiting.subscription); });
}

}  // namespace

Channel by_mail(const Post& post, const Clock& clock) {
  return [&post, &clock](const Letter& letter) {
    return post.mailer->send(
        {.from = post.from,
         .to = {"", mail::parse_address(letter.address).value_or(mail::Address{})},
         .subject = letter.subject,
         .text = letter.text,
         .id = letter.id,
         .unsubscribe = letter.stop},
        clock.now());
  };
}

std::optional<Letter> write_letter(db::Tx& tx, const Services& services, const Waiting& waiting) {
  const auto subscription = find_subscription(tx, waiting.subscription);
  if (!subscription || !is_wanted(*subscription, waiting.letter)) return std::nullopt;
  const Kind* kind = find_kind(services.letters, subscription->record_kind);
  if (kind == nullptr) return std::nullopt;
  if (std::ranges::find(kind->letters, waiting.letter) == kind->letters.end())
    throw std::runtime_error("no letter of this name");
  const i18n::Locale& locale = locale_of(*subscription);
  auto words = kind->write(tx, services,
                           {.record = {kind->record, subscription->record_id},
                            .code = code_of_record(*subscription),
                            .letter = waiting.letter,
                            .at = waiting.at,
                            .about = waiting.about},
                           locale);
  if (!words) return std::nullopt;
  Frame frame = frame_of(services, *kind, *subscription, waiting.letter);
  return Letter{
      .address = subscription->email,
      .subject = std::move(words->subject),
      .text = in_frame(words->text, frame, locale),
      .id = std::to_string(subscription->id.value) + "." + std::to_string(waiting.at.micros),
      .stop = std::move(frame.stop)};
}

void add_jobs(jobs::Registry& jobs, Services& services) {
  if (services.post == nullptr) return;
  jobs.on(std::string(round_job), [](db::Database& database, const jobs::Job& job) {
    const Round round = parse_round(job.payload);
    database.write([&](db::Tx& tx) { queue_round(tx, round); });
  });
  jobs.on(std::string(letter_job), [&services, channel = by_mail(*services.post, services.clock)](
                                       db::Database& database, const jobs::Job& job) {
    send(database, services, channel, parse_waiting(job.payload));
  });
}

}  // namespace gandan::letters
