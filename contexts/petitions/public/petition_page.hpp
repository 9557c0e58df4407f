// The public page of one petition: what was asked, what was promised by when, what was answered.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/files/pages.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::petitions {

struct PetitionPage {
  pages::PageFrame frame;
  std::string code, kind, title;
  Date received;
  pages::Badge status;
  std::optional<pages::Due> due;
  std::optional<pages::Promise> promise;
  std::vector<std::string> paragraphs;
  std::string hidden_because;  ///< to who may read it all the same
  std::string ended_because;   ///< where it ended without an answer
  std::string send_anew_href;  ///< where it was given back: to the body that it belongs to
  std::vector<files::FileItem> files;
  std::vector<pages::AnswerBlock> answers;
  std::string disagree;  ///< what its sender can do who does not agree with how it was settled
  std::vector<pages::Step> timeline;
  std::vector<pages::Fact> facts;
  std::int64_t askers = 1;  ///< of this petition, those who joined among them
  std::string topic_href, topic_title;
  std::int64_t topic_askers = 0;
  std::string question;        ///< what the petitioner is asked for
  std::string question_until;  ///< and by when, where a law sets that
  std::string join_href, supplement_href, withdraw_href, desk_href;
  std::string add_href, verdict_href;  ///< what its sender can do later
  bool is_asked = false;               ///< its sender is asked whether it is done: the day has come
  std::string data_href;               ///< all that is kept of who sent it
  std::string author_key;              ///< typed and right: travels with the reply
};

/// Of whatever is not public: held, hidden, sealed. It does not say which.
struct NotPublicPage {
  pages::PageFrame frame;
  std::string code, private_href, data_href, desk_href;
};

/// Whose eyes: of what is not public anybody sees that it is not; who sent it, proved by the
/// private key, sees all of it.
enum class Eyes : std::uint8_t { anybody, author };
/// The page of the petition with this code, as it is written; 404 where there is none.
[[nodiscard]] http::Response show_petition(const http::Request& request, const Services& services,
                                           std::string_view code, Eyes eyes);

}  // namespace gandan::petitions
