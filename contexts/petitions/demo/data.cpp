#include "contexts/petitions/demo/data.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <stdexcept>

#include "contexts/petitions/demo_files.hpp"

namespace gandan::petitions {
namespace {

namespace json = boost::json;

std::string words(const json::object& row, std::string_view name) {
  const json::value* value = row.if_contains({name.data(), name.size()});
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

int number(const json::object& row, std::string_view name, int otherwise = 0) {
  const json::value* value = row.if_contains({name.data(), name.size()});
  return value ? value->to_number<int>() : otherwise;
}

const json::object* object(const json::object& row, std::string_view name) {
  const json::value* value = row.if_contains({name.data(), name.size()});
  return value ? value->if_object() : nullptr;
}

template <class T>
T known(std::optional<T> value, const std::string& word) {
  if (!value) throw std::runtime_error("not known: " + word);
  return *value;
}

void each_line(const EmbeddedFile& file, const std::function<void(const json::object&)>& use) {
  std::string_view rest = file.bytes;
  for (int line = 1; !rest.empty(); ++line) {
    std::size_t end = rest.find('\n');
    std::string_view text = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    try {
      use(json::parse({text.data(), text.size()}).as_object());
    } catch (const std::exception& error) {
      throw std::runtime_error("demonstration data: " + std::string(file.name) + ", line " +
                               std::to_string(line) + ": " + error.what());
    }
  }
}

DemoOfficer officer_of(const json::object& row) {
  DemoOfficer officer{words(row, "username"), words(row, "name"), {}};
  for (const json::value& value : row.at("roles").as_array()) {
    const json::object& post = value.as_object();
    officer.posts.push_back(
        {known(people::role_named(words(post, "role")), words(post, "role")), words(post, "unit"),
         words(post, "reach") == "area" ? people::Reach::area : people::Reach::body});
  }
  return officer;
}

DemoEvent event_of(const json::object& row) {
  DemoEvent event{.after = number(row, "after"),
                  .what = words(row, "do"),
                  .body = words(row, "body"),
                  .field = words(row, "field"),
                  .text = words(row, "text"),
                  .place = words(row, "place"),
                  .document = words(row, "document"),
                  .ground = words(row, "ground"),
                  .criteria = number(row, "criteria", 1),
                  .promised_after = number(row, "promised_after"),
                  .count = number(row, "count", 1)};
  if (row.contains("outcome"))
    event.outcome = known(parse_outcome(words(row, "outcome")), words(row, "outcome"));
  return event;
}

DemoPetition petition_of(const json::object& row, Date today) {
  DemoPetition petition;
  petition.key = words(row, "key");
  petition.received = row.contains("on") ? known(Date::parse(words(row, "on")), words(row, "on"))
                                         : today - number(row, "ago");
  SubmitForm& form = petition.form;
  form.kind = words(row, "kind");
  form.channel = known(parse_channel(words(row, "channel")), words(row, "channel"));
  form.title = words(row, "title");
  form.text = words(row, "text");
  form.asked_by = words(row, "asked_by");
  form.addressed_to = words(row, "addressed_to");
  form.place_text = words(row, "place");
  form.anonymous = row.contains("anonymous");
  form.may_publish = !row.contains("may_publish");
  if (const json::object* contact = object(row, "contact"))
    form.contact = {words(*contact, "name"), words(*contact, "address"), words(*contact, "phone"),
                    words(*contact, "email")};
  for (const json::value& event : row.at("events").as_array())
    petition.events.push_back(event_of(event.as_object()));
  return petition;
}

DemoTopic topic_of(const json::object& row, Date today) {
  DemoTopic topic{words(row, "title"), {}, today - number(row, "confirmed_ago"), {}};
  for (const json::value& key : row.at("members").as_array())
    topic.members.emplace_back(key.as_string());
  if (const json::object* given = object(row, "answer")) {
    Date on = today - number(*given, "ago");
    AnswerForm form{known(parse_outcome(words(*given, "outcome")), words(*given, "outcome")),
                    words(*given, "text"), std::nullopt, words(*given, "document")};
    if (int days = number(*given, "promised_after")) form.promised_on = on + days;
    topic.answer = {on, std::move(form)};
  }
  return topic;
}

}  // namespace

DemoData read_demo_data(Date today) {
  DemoData data;
  for (const EmbeddedFile& file : demo_files::files())
    each_line(file, [&](const json::object& row) {
      if (file.name == "officers.jsonl") {
        data.officers.push_back(officer_of(row));
      } else if (file.name == "topics.jsonl") {
        data.topics.push_back(topic_of(row, today));
      } else {
        data.petitions.push_back(petition_of(row, today));
      }
    });
  return data;
}

std::vector<DemoOfficer> read_demo_officers() {
  return read_demo_data({}).officers;
}

}  // namespace gandan::petitions
