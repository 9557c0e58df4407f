#include "kernel/desk/many.hpp"

#include <algorithm>
#include <memory>

#include "kernel/desk/deeds.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/desk/held.hpp"
#include "kernel/desk/views/desk.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"

namespace gandan::desk {
namespace {

constexpr const char* many_path = "/desk/many";
constexpr const char* of_field = "of";
constexpr const char* act_field = "act";

/// What was chosen, of one kind: that of the first. Nothing of it where no module knows it.
struct OfOneKind {
  const Deeds* deeds = nullptr;
  std::vector<std::string> codes;
};
OfOneKind of_one_kind(const Desk& desk, const std::vector<std::string>& records) {
  OfOneKind chosen;
  for (const std::string& record : records) {
    const Deeds* deeds = deeds_of(pages::site_of(desk.request), record);
    if (deeds == nullptr || deeds->for_many.acts.empty()) continue;
    if (chosen.deeds == nullptr) chosen.deeds = deeds;
    if (deeds == chosen.deeds) chosen.codes.push_back(record.substr(deeds->base.size()));
  }
  return chosen;
}

std::vector<std::string> records_named(const http::Fields& fields) {
  std::vector<std::string> records;
  for (std::string_view each : fields.all(of_field))
    if (records.size() < most_chosen && std::ranges::find(records, each) == records.end())
      records.emplace_back(each);
  return records;
}

const ActForMany* find_act(const Deeds& deeds, std::string_view name) {
  const auto found = std::ranges::find(deeds.for_many.acts, name, &ActForMany::name);
  return found == deeds.for_many.acts.end() ? nullptr : &*found;
}

/// Each with the state that is shown of it.
struct Looked {
  std::string code;
  OneOfMany one;
};

std::vector<http::Field> carried_by(const Deeds& deeds, const std::vector<Looked>& all,
                                    std::string_view act) {
  std::vector<http::Field> carried{{act_field, std::string(act)}};
  for (const Looked& each : all) {
    carried.push_back({of_field, std::string(deeds.base) + each.code});
    carried.push_back({seen_field, each.one.seen});
  }
  return carried;
}

Href many_href(const Desk& desk, const Deeds& deeds, const std::vector<Looked>& all) {
  Href href = desk.in_list(many_path);
  for (const Looked& each : all) href.with(of_field, std::string(deeds.base) + each.code);
  return href;
}

WorkForm form_for_many(const Desk& desk, db::Tx& tx, const Deeds& deeds, const ActForMany& act,
                       const std::vector<Looked>& all,
                       const std::vector<pages::FieldError>& wrong) {
  WorkForm form{.action = desk.in_list(many_path).text(),
                .verb = desk.tr(act.label),
                .carried = carried_by(deeds, all, act.name),
                .cancel_href = many_href(desk, deeds, all).text(),
                .errors = wrong};
  std::vector<std::string> codes;
  for (const Looked& each : all) codes.push_back(each.code);
  deeds.for_many.fill(desk, tx, codes, act.name, form);
  put_at_fields(wrong, form);
  return form;
}

/// An act that none of them allows now is not offered.
void add_steps(const Desk& desk, const Deeds& deeds, const std::vector<Looked>& all, Many& many) {
  for (const ActForMany& act : deeds.for_many.acts) {
    const auto allow = std::ranges::count_if(all, [&](const Looked& each) {
      return std::ranges::find(each.one.offered, act.name) != each.one.offered.end();
    });
    if (allow == 0) continue;
    StepForMany step{{.label = desk.tr(act.label), .href = {}, .key = act.key}};
    if (allow < std::ssize(all))
      step.action.label = desk.words.locale.tr(
          N_("{act} ({some} of {all})"), {{"act", step.action.label},
                                          {"some", desk.words.locale.number(allow)},
                                          {"all", desk.words.locale.number(std::ssize(all))}});
    if (many.steps.empty()) step.action.weight = pages::Weight::main;
    if (act.asks) {
      step.action.href = many_href(desk, deeds, all).with("do", act.name).text();
    } else {
      step.action.href = desk.in_list(many_path).text();
      step.carried = carried_by(deeds, all, act.name);
    }
    many.steps.push_back(std::move(step));
  }
}

/// By its title, as the list shows it; by its code where it stands there no more.
Related line_of(const Desk& desk, const Cards& listed, const Deeds& deeds, const std::string& code,
                std::string note) {
  const auto card = std::ranges::find(listed.cards, code, &pages::Card::code);
  return {.title = card == listed.cards.end() ? code : card->title,
          .href = desk.in_list(std::string(deeds.base) + code).text(),
          .note = std::move(note)};
}

Many many_of(const Desk& desk, db::Tx& tx, const ChosenRecords& chosen) {
  Many many{.back_href = desk.list_href()};
  const OfOneKind kind = of_one_kind(desk, chosen.records);
  std::vector<Looked> all;
  for (const std::string& code : kind.codes)
    if (auto one = kind.deeds->for_many.look(desk, tx, code))
      all.push_back({code, std::move(*one)});
  const Cards listed =
      desk.box != nullptr ? desk.cards(tx, static_cast<int>(most_chosen)) : Cards{};
  for (const LeftOut& each : chosen.left_out)
    if (const Deeds* deeds = deeds_of(pages::site_of(desk.request), each.record)) {
      const std::string code = each.record.substr(deeds->base.size());
      many.not_done.push_back(line_of(desk, listed, *deeds, code, code + ": " + each.why));
    }
  const auto n = std::ssize(all);
  many.title = desk.words.locale.ntr("{n} matter chosen", "{n} matters chosen", n, {});
  if (all.empty()) {
    many.hint = desk.tr(N_("Tick in the list what you would do something to, by one press."));
    return many;
  }
  many.hint =
      desk.tr(N_("Each is judged by itself: what cannot be done to one is told, and the "
                 "others go on."));
  for (const Looked& each : all)
    many.chosen.push_back(line_of(desk, listed, *kind.deeds, each.code, each.code));
  const ActForMany* act = find_act(*kind.deeds, chosen.act);
  if (act != nullptr && act->asks)
    many.form = form_for_many(desk, tx, *kind.deeds, *act, all, chosen.wrong);
  else
    add_steps(desk, *kind.deeds, all, many);
  if (!many.form && many.steps.empty() && chosen.left_out.empty())
    many.hint = desk.tr(N_("Nothing can be done to these by one press. Open each by itself."));
  return many;
}

Pane pane_of_many(Many many) {
  Pane pane{.code = {}, .title = many.title, .form = {}};
  if (many.form) {
    pane.live = many.form->finder.has_value();
    pane.form = pane.live ? pages::PageForm{"work", "look", "yes"} : pages::PageForm{.id = "work"};
  }
  const auto kept = std::make_shared<const Many>(std::move(many));
  pane.print = [kept](html::Out& out) { views::many(out, *kept); };
  return pane;
}

// --- doing it
// -------------------------------------------------------------------------------------

/// What came of one press.
struct CameOfMany {
  Came came = Came::done;
  std::vector<std::string> went;  ///< codes
  std::vector<LeftOut> left_out;
  std::vector<std::vector<pages::FieldError>> wrong;  ///< of each that was left out
};

/// What a module keeps from being done to several is done to none of them in this way.
Result<Tried, Again> attempt_one(const Desk& desk, const Deeds& deeds, db::Tx& tx,
                                 const acts::Env& env, std::string_view code,
                                 std::string_view act) {
  const auto one = deeds.for_many.look(desk, tx, code);
  if (one && std::ranges::find(one->taken, act) == one->taken.end())
    return fail(Again{{}, desk.tr(N_("This is not done to several at once. Open it by itself."))});
  return deeds.attempt(desk, tx, env, code, act);
}

CameOfMany do_each(const Desk& desk, const Deeds& deeds, std::string_view act) {
  http::Fields shared = desk.request.form;
  for (const char* field : {of_field, seen_field, act_field}) shared.remove(field);
  const std::vector<std::string_view> records = desk.request.form.all(of_field);
  const std::vector<std::string_view> seen = desk.request.form.all(seen_field);
  const HeldId together = desk.services.ids.next<HeldId>();
  CameOfMany all;
  for (std::size_t i = 0; i < records.size() && i < most_chosen; ++i) {
    if (!records[i].starts_with(deeds.base)) continue;
    const std::string code(records[i].substr(deeds.base.size()));
    http::Fields form = shared;
    if (i < seen.size()) form.add(seen_field, std::string(seen[i]));
    const http::Request sent =
        as_if_sent(desk.request, std::string(records[i]).append(1, '/').append(act),
                   desk.request.query, std::move(form));
    const Desk one(sent, desk.services, deeds.base);
    const auto came = do_or_hold(one, {code, act, together}, [&](db::Tx& tx, const acts::Env& env) {
      return attempt_one(one, deeds, tx, env, code, act);
    });
    if (came) {
      all.came = *came;
      all.went.push_back(code);
    } else {
      all.left_out.push_back({std::string(records[i]), why_not(desk.words.locale, came.error())});
      all.wrong.push_back(came.error().wrong);
    }
  }
  return all;
}

/// What is wrong with the form itself is wrong for all: it is said at its fields, and once.
bool is_wrong_for_all(const CameOfMany& all) {
  const auto same = [&](const LeftOut& each) { return each.why == all.left_out.front().why; };
  return all.went.empty() && !all.wrong.empty() && !all.wrong.front().empty() &&
         std::ranges::all_of(all.left_out, same);
}

http::Response do_many(const Desk& desk) {
  ChosenRecords chosen{.records = records_named(desk.request.form), .act = desk.typed(act_field)};
  const OfOneKind kind = of_one_kind(desk, chosen.records);
  if (only_looks(desk) || kind.deeds == nullptr) return show_many(desk, chosen);
  if (find_act(*kind.deeds, chosen.act) == nullptr) return http::Response::not_found();
  CameOfMany all = do_each(desk, *kind.deeds, chosen.act);
  if (all.left_out.empty() && !all.went.empty()) {
    const std::string next =
        desk.after_act(desk.list_href(), all.came, chosen.act, all.went.back());
    const bool says_more = all.came == Came::done && all.went.size() > 1;
    return http::Response::redirect(
        says_more ? Href(next).with("more", std::to_string(all.went.size() - 1)).text() : next);
  }
  if (is_wrong_for_all(all)) {
    chosen.wrong = std::move(all.wrong.front());
    return show_many(desk, chosen);
  }
  // What went is told above the page, what did not stays chosen.
  chosen.records.clear();
  for (const LeftOut& each : all.left_out) chosen.records.push_back(each.record);
  chosen.left_out = std::move(all.left_out);
  return show_many(desk, chosen);
}

}  // namespace

http::Response show_many(const Desk& desk, const ChosenRecords& chosen) {
  DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    Desk in_list(desk);
    in_list.settle(tx);
    DeskPage shown = in_list.page(tx, pane_of_many(many_of(in_list, tx, chosen)), true);
    for (pages::Card& card : shown.list.cards)
      card.chosen = std::ranges::find(chosen.records, card.choose) != chosen.records.end();
    return shown;
  });
  page.frame.path = many_path;
  page.frame.has_errors = !chosen.wrong.empty();
  return pages::render(desk.request, views::desk_page, page, chosen.status());
}

void add_many_pages(http::App& app, Services& services) {
  app.router.get(
      many_path, people::signed_in(),
      [&services](http::Request& request) {
        const Desk desk(request, services);
        return show_many(desk, {.records = records_named(request.query),
                                .act = std::string(request.query.get("do"))});
      },
      route);
  app.router.post(
      many_path, people::signed_in(),
      [&services](http::Request& request) { return do_many(Desk(request, services)); }, route);
}

}  // namespace gandan::desk
