#include "kernel/people/notice_letters.hpp"

#include <stdexcept>

#include "kernel/people/consent_words.hpp"

namespace gandan::people {

std::optional<mail::Message> write_notice(db::Tx& tx, const NoticePost& post,
                                          const NoticeErrand& errand) {
  auto account = find_account(tx, errand.user);
  auto request = find_request(tx, errand.request);
  auto address = account ? mail::parse_address(account->email) : std::nullopt;
  if (!request || !address || account->disabled) return std::nullopt;
  const i18n::Locale& locale = *i18n::find_locale("vi");
  return mail::Message{
      .from = post.from,
      .to = {account->name, std::move(*address)},
      .subject = std::string(locale.tr("What is sealed: a change that needs two persons")),
      .text = notice_in_words(tx, *request, errand.decision, locale) + "\n\n" +
              locale.tr("Why: {reason}", {{"reason", request->asked.reason}}) + "\n\n" +
              std::string(locale.tr("Read more, and object where something is wrong:")) + "\n" +
              post.public_url + "/account/requests\n",
      .id = "notice." + std::to_string(errand.user.value) + "." +
            std::to_string(errand.request.value) + "." +
            std::to_string(static_cast<int>(errand.decision)),
      .unsubscribe = ""};
}

void add_notice_job(jobs::Registry& jobs, const Clock& clock, NoticePost post) {
  jobs.on(std::string(notice_job), [&clock, post = std::move(post)](db::Database& database,
                                                                    const jobs::Job& job) {
    if (post.mailer == nullptr) return;
    const NoticeErrand errand = parse_notice_payload(job.payload);
    auto message = database.read([&](db::Tx& tx) { return write_notice(tx, post, errand); });
    if (!message) return;
    auto sent = post.mailer->send(*message, clock.now());
    if (!sent && !sent.error().permanent)
      throw std::runtime_error("the letter was not taken: " + sent.error().reason);
  });
}

}  // namespace gandan::people
