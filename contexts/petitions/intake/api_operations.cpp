#include "contexts/petitions/intake/api_operations.hpp"

#include "contexts/petitions/petition.hpp"

namespace gandan::petitions {
namespace {

using http::Operation;
using http::Parameter;

const Parameter code_in_path{Parameter::In::path, "code",
                             "The tracking code, as people type it: any case, with or without "
                             "prefix and dashes; also that of "
                             "who joined it.",
                             R"({"type": "string"})", R"("GD-7K3M-92QX-5BT7")"};

// Members that are null are as if they were not there.
constexpr std::string_view new_petition_schema = R"({
  "type": "object",
  "required": ["kind", "text"],
  "properties": {
    "kind": {"$ref": "#/components/schemas/Kind"},
    "title": {"type": ["string", "null"], "maxLength": 300,
              "description": "A heading for lists; made of the text where none is sent."},
    "text": {"type": "string", "minLength": 10, "maxLength": 20000},
    "addressed_to": {"type": ["string", "null"], "maxLength": 300},
    "place": {"type": ["string", "null"], "maxLength": 300,
              "description": "A commune with its province. Where the words name no unit beyond doubt, the answer is 422 with candidates."},
    "place_as_written": {"type": ["boolean", "null"],
                         "description": "Take the words as they are; an officer finds the place."},
    "contact": {
      "description": "How to reach the sender: a telephone number, an e-mail address, or both with name and address. Complaints need name and address.",
      "anyOf": [
        {"type": ["string", "null"]},
        {"type": "object", "properties": {
          "name": {"type": ["string", "null"], "maxLength": 300},
          "address": {"type": ["string", "null"], "maxLength": 300},
          "phone": {"type": ["string", "null"], "maxLength": 300},
          "email": {"type": ["string", "null"], "maxLength": 300}}}]
    },
    "publish": {"type": ["boolean", "null"],
                "description": "Whether everybody may read it; true where nothing is said. Complaints and denunciations are never shown."},
    "anonymous": {"type": ["boolean", "null"], "description": "Of a denunciation: sent without a name."},
    "idempotency_key": {"type": ["string", "null"], "maxLength": 200,
                        "description": "In place of the header Idempotency-Key."}
  }
})";

constexpr std::string_view sent_petition_schema = R"({
  "type": "object",
  "required": ["code", "key", "url", "received_at"],
  "additionalProperties": false,
  "properties": {
    "code": {"$ref": "#/components/schemas/Code"},
    "key": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{3}-[0-9]{3}$",
            "description": "The private key of the receipt: reads what is not public, replies, takes back. Give it to who sent it, and keep it secret."},
    "url": {"type": "string", "format": "uri-reference", "description": "Its page."},
    "received_at": {"type": "string", "format": "date-time"},
    "due_at": {"type": "string", "format": "date-time", "description": "By when it is sent on, where a rule says so."}
  }
})";

constexpr std::string_view petition_schema = R"({
  "type": "object",
  "description": "Of what is not public, without its key, only code and public; the words of complaints and denunciations are in no answer.",
  "required": ["code", "public"],
  "additionalProperties": false,
  "dependentRequired": {"kind": ["state", "received_at"], "text": ["kind", "title", "asked_by", "place", "answers"]},
  "properties": {
    "code": {"$ref": "#/components/schemas/Code"},
    "public": {"type": "boolean"},
    "kind": {"$ref": "#/components/schemas/Kind"},
    "state": {"$ref": "#/components/schemas/State"},
    "received_at": {"type": "string", "format": "date-time"},
    "due_at": {"type": "string", "format": "date-time"},
    "answered_at": {"type": "string", "format": "date-time"},
    "outcome": {"$ref": "#/components/schemas/Outcome"},
    "promised_on": {"type": "string", "format": "date"},
    "body": {"type": "string", "description": "The body that answers."},
    "field": {"type": "string"},
    "title": {"type": "string"},
    "text": {"type": "string"},
    "asked_by": {"type": "string"},
    "place": {"type": "string", "description": "As its sender wrote it."},
    "answers": {"type": "array", "description": "The oldest first.", "items": {"$ref": "#/components/schemas/Answer"}}
  }
})";

constexpr std::string_view answer_schema = R"({
  "type": "object",
  "required": ["outcome", "text", "document", "answered_at"],
  "additionalProperties": false,
  "properties": {
    "outcome": {"$ref": "#/components/schemas/Outcome"},
    "text": {"type": "string", "description": "Markdown."},
    "document": {"type": "string", "description": "Its number, or empty."},
    "answered_at": {"type": "string", "format": "date-time"},
    "body": {"type": "string"},
    "promised_on": {"type": "string", "format": "date"}
  }
})";

constexpr std::string_view proof_schema = R"({
  "type": "object",
  "required": ["author_key"],
  "properties": {"author_key": {"type": "string", "description": "The private key of the receipt."}}
})";

// Bytes have no schema in JSON: the examples stand for them.
constexpr std::string_view new_files_schema = R"({
  "type": "object",
  "properties": {
    "author_key": {"type": "string", "description": "The private key of the receipt, in place of the header Author-Key."},
    "files": {"type": "array", "minItems": 1, "maxItems": 5,
              "description": "JPEG, PNG, WebP, HEIC, AVIF, PDF, DOCX, XLSX, M4A, MP3, OGG; how many and how large, the installation sets.",
              "items": {"type": "string", "contentMediaType": "application/octet-stream"}}
  }
})";

constexpr std::string_view upload_schema = R"({
  "type": "object",
  "required": ["offset", "size", "done"],
  "additionalProperties": false,
  "properties": {
    "offset": {"type": "integer", "description": "Bytes that have come."},
    "size": {"type": "integer", "description": "Bytes of the file."},
    "done": {"type": "boolean", "description": "It is a file of the petition."}
  }
})";

constexpr std::string_view begun_or_added_schema = R"({
  "anyOf": [
    {"type": "object", "required": ["files"], "additionalProperties": false,
     "properties": {"files": {"type": "integer", "description": "How many were added."}}},
    {"$ref": "#/components/schemas/Upload"}]
})";

constexpr std::string_view piece_schema = R"({
  "type": "string", "contentMediaType": "application/octet-stream"
})";

const Parameter tus_in_header{Parameter::In::header, "Tus-Resumable",
                              "1.0.0, where the file is sent in pieces.", R"({"type": "string"})",
                              R"("1.0.0")"};
const Parameter upload_in_path{
    Parameter::In::path, "upload",
    "The word at the end of the address that the answer to its beginning "
    "gave. Keep it secret: who has it goes on with the file.",
    R"({"type": "string"})", R"("nX2Kc0vT5l3yZbq8Qe7RwJmPp1uA4sDfGhIoLkM9x6Y")"};

template <class Values>
std::string names_of(const Values& values) {
  std::vector<std::string_view> names;
  for (auto value : values) names.push_back(name(value));
  return api::one_of(names);
}

/// Those of the course are in `states`; complaints and denunciations have three more.
std::string names_of_states() {
  std::vector<std::string_view> names;
  for (State state : states) names.push_back(name(state));
  for (State state : {State::suspended, State::ended, State::declined})
    names.push_back(name(state));
  return api::one_of(names);
}

}  // namespace

const Operation& send_operation() {
  static const Operation operation{
      .id = "sendPetition",
      .tag = "petitions",
      .summary = "Send a petition",
      .description =
          "Sends a proposal, report, complaint or denunciation. The same request sent "
          "again with one idempotency key counts once.",
      .parameters = {{Parameter::In::header, "Idempotency-Key",
                      "A word of your own, the same where the same is sent again.",
                      R"({"type": "string", "maxLength": 200})", R"("2026-10-01-0042")"}},
      .body = http::Body{"application/json", "NewPetition",
                         R"({"kind": "report", "text": "Đèn đường ngõ 5 tắt đã hai tuần.",
                             "place": "Xã Đồng Đăng, Lạng Sơn", "publish": true})"},
      .answers = {{201, "It was received.", "SentPetition"},
                  {200, "It was received before, with the same idempotency key.", "SentPetition"},
                  {400, "The body is not as the schema says.", "Errors"},
                  {415, "The content type is not JSON.", "Errors"},
                  {422, "Something in it must be mended, or a place is in doubt.", "Errors"}}};
  return operation;
}

const Operation& read_operation() {
  static const Operation operation{
      .id = "readPetition",
      .tag = "petitions",
      .summary = "Read a petition",
      .description = "How it stands, with its answers, where everybody may read it.",
      .parameters = {code_in_path},
      .answers = {{200, "The petition; of one that is not public, that it is there.", "Petition"},
                  {404, "No petition has this code.", "Errors"}}};
  return operation;
}

const Operation& read_private_operation() {
  static const Operation operation{
      .id = "readPetitionPrivately",
      .tag = "petitions",
      .summary = "Read a petition with its key",
      .description = "What is not public, for the system that sent it. Guessing is slowed.",
      .parameters = {code_in_path},
      .body = http::Body{"application/x-www-form-urlencoded", "Proof",
                         R"({"author_key": "0123-456-789"})"},
      .answers = {{200, "The petition.", "Petition"},
                  {404, "No petition has this code.", "Errors"},
                  {422, "This is not its key.", "Errors"}}};
  return operation;
}

const Operation& send_files_operation() {
  static const Operation operation{
      .id = "sendFiles",
      .tag = "petitions",
      .summary = "Send files along with a petition",
      .description =
          "By who sent it, with the key of the receipt, while it is open; or by an officer who is "
          "signed in. As a form they come at once. In pieces, as tus 1.0 says "
          "(https://tus.io/protocols/resumable-upload): sent without a body, with Tus-Resumable, "
          "Upload-Length and Upload-Metadata (filename), it begins one file; the header Location "
          "says where its pieces go. What has come stays for a day, whatever happens to the line. "
          "An officer looks at files before anything of them is shown in public.",
      .parameters = {code_in_path,
                     {Parameter::In::header, "Author-Key", "The private key of the receipt.",
                      R"({"type": "string"})", R"("0123-456-789")"},
                     {Parameter::In::header, "Idempotency-Key",
                      "Of files sent at once: the same where the same is sent again.",
                      R"({"type": "string", "maxLength": 200})", R"("2026-10-01-0042")"},
                     tus_in_header,
                     {Parameter::In::header, "Upload-Length", "Bytes of a file sent in pieces.",
                      R"({"type": "integer", "minimum": 1})", "204800"},
                     {Parameter::In::header, "Upload-Metadata",
                      "\"filename\", a space, and its name in base64.", R"({"type": "string"})",
                      R"("filename YW5oLmpwZw==")"}},
      .body = http::Body{"multipart/form-data", "NewFiles",
                         R"({"author_key": "0123-456-789", "files": ["%PDF-1.7"]})"},
      .answers = {{201, "They were added, or the file was begun.", "FilesTaken"},
                  {400, "It is not said how large the file is.", "Errors"},
                  {404, "No petition has this code.", "Errors"},
                  {409, "The petition takes nothing more.", "Errors"},
                  {412, "Another version of tus.", "Errors"},
                  {413, "A file is too large, or all together are.", "Errors"},
                  {422, "This is not its key, or a file cannot be taken.", "Errors"}}};
  return operation;
}

const Operation& read_upload_operation() {
  static const Operation operation{
      .id = "readUpload",
      .tag = "petitions",
      .summary = "Ask how far a file has come",
      .description = "With HEAD the headers Upload-Offset and Upload-Length alone say so.",
      .parameters = {code_in_path, upload_in_path},
      .answers = {{200, "How far it has come.", "Upload"},
                  {404, "There is no such upload, or not any more.", "Errors"}}};
  return operation;
}

const Operation& send_piece_operation() {
  static const Operation operation{
      .id = "sendPiece",
      .tag = "petitions",
      .summary = "Send the next piece of a file",
      .description = "The last one adds it to the petition. A piece may be of any size.",
      .parameters = {code_in_path,
                     upload_in_path,
                     tus_in_header,
                     {Parameter::In::header, "Upload-Offset", "Where it begins: as far as it came.",
                      R"({"type": "integer", "minimum": 0})", "0"}},
      .body = http::Body{"application/offset+octet-stream", "Piece", R"("%PDF-1.7")"},
      .answers = {
          {204, "It is there; the header Upload-Offset says how far the file has come.", ""},
          {404, "There is no such upload, or not any more.", "Errors"},
          {409, "It begins where the file has not come to.", "Errors"},
          {412, "Another version of tus.", "Errors"},
          {413, "It goes beyond the size that was said.", "Errors"},
          {415, "The content type is another.", "Errors"},
          {422, "The file is whole and cannot be taken.", "Errors"}}};
  return operation;
}

api::Part api_part() {
  return {
      "petitions",
      "Proposals, reports, complaints and denunciations: sending them, and reading how they "
      "stand.",
      {{"NewPetition", std::string(new_petition_schema)},
       {"SentPetition", std::string(sent_petition_schema)},
       {"Petition", std::string(petition_schema)},
       {"Answer", std::string(answer_schema)},
       {"Proof", std::string(proof_schema)},
       {"NewFiles", std::string(new_files_schema)},
       {"FilesTaken", std::string(begun_or_added_schema)},
       {"Upload", std::string(upload_schema)},
       {"Piece", std::string(piece_schema)},
       {"Code",
        R"({"type": "string", "description": "A tracking code.", "examples": ["GD-7K3M-92QX-5BT7"],
                        "pattern": "^GD(-[0-9A-HJKMNP-TV-Z]{4}){3}$"})"},
       {"Kind", names_of(kinds)},
       {"State", names_of_states()},
       {"Outcome", names_of(outcomes)}}};
}

}  // namespace gandan::petitions
