#include "lib/office/wire.hpp"

#include <bit>
#include <concepts>
#include <type_traits>

#include "lib/text/utf8.hpp"

namespace gandan::office {
namespace {

struct NoDocument {};

/// Both ways go through the fields in one order: the functions `fields` below.
class Sender {
 public:
  template <class... Field>
  void operator()(Field&... field) {
    (send(field), ...);
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void send(std::uint64_t number) {
    for (int i = 0; i < 8; ++i) bytes_ += static_cast<char>(number >> (8 * i));
  }
  template <class Value>
  void send(Value& value) {
    if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>)
      send(static_cast<std::uint64_t>(value));
    else
      fields(*this, value);
  }
  void send(std::string& text) {
    send(std::uint64_t{text.size()});
    bytes_ += text;
  }
  template <class Value>
  void send(std::vector<Value>& values) {
    send(std::uint64_t{values.size()});
    for (Value& each : values) send(each);
  }
  void send(std::variant<std::string, double, bool>& value) {
    send(std::uint64_t{value.index()});
    if (auto* text = std::get_if<std::string>(&value)) send(*text);
    if (auto* number = std::get_if<double>(&value)) send(std::bit_cast<std::uint64_t>(*number));
    if (auto* truth = std::get_if<bool>(&value)) send(std::uint64_t{*truth});
  }

  std::string bytes_;
};

class Receiver {
 public:
  explicit Receiver(std::string_view bytes) : rest_(bytes) {}

  template <class... Field>
  void operator()(Field&... field) {
    (receive(field), ...);
  }
  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  [[nodiscard]] std::string_view next(std::uint64_t size) {
    if (size > rest_.size()) throw NoDocument();
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  [[nodiscard]] std::uint64_t number() {
    std::uint64_t value = 0;
    const std::string_view bytes = next(8);
    for (std::size_t i = 0; i < 8; ++i)
      value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return value;
  }
  template <class Value>
  void receive(Value& value) {
    if constexpr (std::is_same_v<Value, bool>)
      value = number() != 0;
    else if constexpr (std::is_integral_v<Value>)
      value = static_cast<Value>(number());
    else if constexpr (std::is_enum_v<Value>)
      receive_name(value);
    else
      fields(*this, value);
  }
  template <class Enum>
  void receive_name(Enum& value) {
    const std::uint64_t as_number = number();
    if (as_number > static_cast<std::uint64_t>(last_of(value))) throw NoDocument();
    value = static_cast<Enum>(as_number);
  }
  void receive(std::string& text) {
    text = std::string(next(number()));
    if (!text::is_valid_utf8(text)) throw NoDocument();
  }
  template <class Value>
  void receive(std::vector<Value>& values) {
    // Each takes eight bytes at least, so a number that lies ends here and not in the memory.
    const std::uint64_t size = number();
    if (size > rest_.size() / 8 || ++depth_ > deepest) throw NoDocument();
    for (std::uint64_t i = 0; i < size; ++i) receive(values.emplace_back());
    --depth_;
  }
  void receive(std::variant<std::string, double, bool>& value) {
    switch (number()) {
      case 0:
        receive(value.emplace<std::string>());
        return;
      case 1:
        value = std::bit_cast<double>(number());
        return;
      case 2:
        value = number() != 0;
        return;
      default:
        throw NoDocument();
    }
  }

  static constexpr Kind last_of(Kind) { return Kind::pdf; }
  static constexpr Merge last_of(Merge) { return Merge::continued; }
  static constexpr Beside last_of(Beside) { return Beside::text_box; }
  static constexpr SheetKind last_of(SheetKind) { return SheetKind::macro; }

  static constexpr std::size_t deepest = 1'000;  // vectors in vectors

  std::string_view rest_;
  std::size_t depth_ = 0;
};

template <class Way>
void fields(Way& way, TextTable& it);

template <class Way>
void fields(Way& way, Paragraph& it) {
  way(it.text, it.in_control);
}
template <class Way>
void fields(Way& way, TextCell& it) {
  way(it.text, it.span, it.merge, it.in_control, it.control_text, it.nested);
}
template <class Way>
void fields(Way& way, TextRow& it) {
  way(it.cells, it.columns_before, it.in_control);
}
template <class Way>
void fields(Way& way, TextTable& it) {
  way(it.rows, it.in_control);
}
template <class Way>
void fields(Way& way, Aside& it) {
  way(it.where, it.text);
}
template <class Way>
void fields(Way& way, SheetCell& it) {
  way(it.row, it.column, it.value, it.date);
}
template <class Way>
void fields(Way& way, Sheet& it) {
  way(it.name, it.kind, it.is_hidden, it.cells, it.merged);
}
template <class Way>
void fields(Way& way, Document& it) {
  way(it.kind, it.paragraphs, it.tables, it.asides, it.sheets, it.counts_from_1904, it.pages);
}

}  // namespace

std::string to_bytes(Document document) {
  Sender sender;
  fields(sender, document);
  return sender.take();
}

std::optional<Document> document_of(std::string_view bytes) {
  try {
    Document document;
    Receiver receiver(bytes);
    fields(receiver, document);
    if (!receiver.is_at_end()) return {};
    return document;
  } catch (const NoDocument&) {
    return {};
  }
}

}  // namespace gandan::office
