#include "contexts/petitions/public/stages_ahead.hpp"

#include "contexts/petitions/public/page_parts.hpp"

namespace gandan::petitions {
namespace {

const char* label_ahead(Stage stage) {
  if (stage == Stage::check) return N_("That body says whether it accepts it");
  if (stage == Stage::settlement) return N_("That body settles it");
  return N_("That body answers");
}

/// The settlement counts from acceptance, all else from where the body has it.
const char* within(Stage stage) {
  return stage == Stage::settlement ? N_("within {limit} of its acceptance at the latest")
                                    : N_("within {limit} at the latest");
}

}  // namespace

std::vector<pages::Step> steps_ahead(const i18n::Locale& locale, const rules::Rulebook& book,
                                     const Ahead& ahead) {
  std::vector<pages::Step> steps;
  for (Stage stage : {Stage::check, Stage::answer, Stage::settlement}) {
    const rules::Limit* limit = book.find(rule_of(ahead.matter, stage), ahead.on);
    if (limit == nullptr) continue;
    const std::string days = limit_in_words(locale, limit->value_at(ahead.remote), limit->unit);
    steps.push_back({.state = pages::StepState::ahead,
                     .label = std::string(locale.tr(label_ahead(stage))),
                     .when = locale.tr(within(stage), {{"limit", days}}),
                     .basis = limit->basis,
                     .unchecked = is_starting_value(*limit)});
  }
  if (ahead.matter == Matter::nameless_denunciation)
    steps.push_back(
        {.state = pages::StepState::ahead,
         .label = std::string(locale.tr(
             N_("Without a name it is not settled as a denunciation: what is clear and has "
                "evidence is used for inspection"))),
         .basis = "Luật Tố cáo 25/2018/QH14, Điều 25"});
  return steps;
}

std::string ahead_in_words(const i18n::Locale& locale, const rules::Rulebook& book,
                           const Ahead& ahead) {
  std::string out;
  for (const pages::Step& step : steps_ahead(locale, book, ahead)) {
    if (!out.empty()) out += ' ';
    out += step.label;
    if (!step.when.empty()) out += ", " + step.when;
    const std::string basis = step.unchecked ? as_starting_value(locale, step.basis) : step.basis;
    out += ". " + basis + '.';  // not in brackets: an article may end with some
  }
  return out;
}

std::optional<rules::DueDate> reply_due(const rules::Rulebook& book, const Petition& petition,
                                        const PauseRow& question) {
  if (petition.kind != Kind::complaint || question.kind != PauseKind::request) return std::nullopt;
  auto due = book.due("complaint.give_evidence", question.stopped_at);
  return due ? std::optional(*due) : std::nullopt;
}

std::vector<const char*> lacking(Kind kind, Channel channel, const Contact& contact) {
  std::vector<const char*> out;
  const bool is_on_paper = channel == Channel::paper;
  if ((kind != Kind::complaint && kind != Kind::denunciation) || is_on_paper) return out;
  if (contact.name.empty()) out.push_back(N_("your full name"));
  if (contact.address.empty()) out.push_back(N_("your address"));
  if (kind == Kind::denunciation && contact.phone.empty() && contact.email.empty())
    out.push_back(N_("a way to reach you"));
  out.push_back(N_("your signature or fingerprint"));
  return out;
}

std::string lacking_in_words(const i18n::Locale& locale, Kind kind, Channel channel,
                             const Contact& contact) {
  std::string list;
  for (const char* what : lacking(kind, channel, contact)) {
    if (!list.empty()) list += ", ";
    list += locale.tr(what);
  }
  if (list.empty()) return {};
  const char* article = kind == Kind::complaint ? "Luật Khiếu nại 02/2011/QH13, Điều 8 khoản 2"
                                                : "Luật Tố cáo 25/2018/QH14, Điều 23 khoản 1";
  return locale.tr(
      N_("Before it can be accepted the law still wants: {list} ({article}). You can add it where "
         "citizens are received, or when the body asks you for it."),
      {{"list", list}, {"article", article}});
}

}  // namespace gandan::petitions
