// Entering what came on paper, by telephone or at a meeting: one screen, the keyboard alone.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/desk/pages.hpp"
#include "contexts/petitions/desk/scans.hpp"

namespace gandan::petitions {

struct EnterPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::vector<pages::FieldError> errors;
  std::string saved_code, saved_href;  ///< what was entered just before
  std::optional<pages::Receipt> slip;  ///< for who asked, shown once with the private key
  std::string saved_key;
  std::string route_href;  ///< of it; empty where the officer does not send it on
  std::string key;         ///< idempotency key
  Choice channel, kind;
  pages::Field received, text;
  pages::Finder place;
  pages::Finder addressee;
  pages::Field asked_by;
  std::vector<pages::Field> contact;
  Choice consent;    ///< to publication: yes, no, or nothing is said
  Choice anonymous;  ///< a denunciation that came without a name
  ScanFields scans;
};

}  // namespace gandan::petitions
