#include "kernel/system_pages/head_letters.hpp"

#include <charconv>
#include <stdexcept>

#include "kernel/journal/cosignatures.hpp"

namespace gandan::system_pages {
namespace {

using std::chrono::hours;

// The first day of civil time was a Thursday.
const jobs::Schedule mondays_at_eight{.every = hours(7 * 24), .offset = hours(4 * 24 + 8)};

bool keeps_heads(db::Tx& tx, const people::Account& account) {
  if (account.disabled || account.email.empty()) return false;
  const auto principal = people::load_principal(tx, account.id);
  return principal && principal->may_everywhere(people::Permission::operate);
}

std::string in_words(const std::string& origin, const i18n::Locale& locale) {
  return std::string(locale.tr(
             N_("Keep this letter away from the server: with the signed head of the public log at "
                "its end anybody can show whether entries were changed or taken out since."))) +
         "\n\n" +
         locale.tr(N_("To hold a database against it, save the lines from {origin} to the end as "
                      "a file, and run: gandan verify --db ADDRESS --head FILE"),
                   {{"origin", origin}}) +
         "\n\n";
}

people::UserId user_of(std::string_view payload) {
  people::UserId user;
  const char* end = payload.data() + payload.size();
  const auto read = std::from_chars(payload.data(), end, user.value);
  if (read.ec != std::errc() || read.ptr != end)
    throw std::runtime_error("the payload of a head's letter is of another make");
  return user;
}

}  // namespace

std::vector<people::UserId> keepers_of_heads(db::Tx& tx) {
  std::vector<people::UserId> keepers;
  for (const people::Account& account : people::list_accounts(tx))
    if (keeps_heads(tx, account)) keepers.push_back(account.id);
  return keepers;
}

std::optional<mail::Message> write_head_letter(db::Tx& tx, const Post& post, people::UserId to,
                                               Date day) {
  const auto account = people::find_account(tx, to);
  const auto head = journal::cosigned_head(tx);
  if (!account || !head || !keeps_heads(tx, *account)) return std::nullopt;
  auto address = mail::parse_address(account->email);
  if (!address) return std::nullopt;
  const std::string origin = journal::log_origin(tx).value_or("");
  const i18n::Locale& vietnamese = *i18n::find_locale("vi");
  return mail::Message{
      .from = post.from,
      .to = {account->name, std::move(*address)},
      .subject = "Gần Dân: " + std::string(vietnamese.tr(N_("The head of the public log"))),
      .text =
          in_words(origin, vietnamese) + in_words(origin, *i18n::find_locale("en")) + head->note,
      .id = "head." + std::to_string(to.value) + "." + day.iso(),
      .unsubscribe = ""};
}

void add_head_letter_jobs(jobs::Registry& jobs, Services& services) {
  if (services.post == nullptr) return;
  jobs.every(std::string(head_letters_job), mondays_at_eight, [&services](db::Database& database) {
    const auto keepers = database.read(keepers_of_heads);
    database.write([&](db::Tx& tx) {
      for (const people::UserId keeper : keepers)
        jobs::enqueue(tx, head_letter_job, std::to_string(keeper.value), services.clock.now());
    });
  });
  jobs.on(std::string(head_letter_job), [&services](db::Database& database, const jobs::Job& job) {
    const auto letter = database.read([&](db::Tx& tx) {
      return write_head_letter(tx, *services.post, user_of(job.payload), services.clock.today());
    });
    if (!letter) return;
    const auto sent = services.post->mailer->send(*letter, services.clock.now());
    if (!sent && !sent.error().permanent)
      throw std::runtime_error("the letter was not taken: " + sent.error().reason);
  });
}

}  // namespace gandan::system_pages
