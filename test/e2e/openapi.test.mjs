// The API as its document says it: linted, every operation asked for, every answer held against its schema.
import assert from "node:assert/strict";
import { before, it } from "node:test";
import { createRequire } from "node:module";
import { createConfig, lintFromString } from "@redocly/openapi-core";

const require = createRequire(import.meta.url);
const Ajv = require("@redocly/ajv/dist/2020.js").default;
const { Spectral } = require("@stoplight/spectral-core");
const { oas } = require("@stoplight/spectral-rulesets");
const ADDRESS = process.env.GANDAN_ADDRESS;
let source, api, ajv;
const seen = new Map();  // operationId: the statuses that it answered with

before(async () => {
  source = await (await fetch(`${ADDRESS}/api/v1/openapi.json`)).text();
  api = JSON.parse(source);
  ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(api, "api");
});

const operations = () => Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })));

function holds(schema, value, what) {
  const validate = ajv.getSchema(`api${schema.$ref}`);
  assert.ok(validate, `${what}: no schema ${schema.$ref}`);
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value)}`);
}

// Asks for an operation as `send` says, and holds the answer against the schema of its status.
async function ask(id, status, { code = "", upload = "", ...send } = {}) {
  const { path, method, responses } = operations().find((one) => one.operationId === id);
  const answer = await fetch(ADDRESS + path.replace("{code}", code).replace("{upload}", upload), { method: method.toUpperCase(), ...send });
  const what = `${id}: ${answer.status}`;
  assert.equal(answer.status, status, what);
  assert.ok(responses[status], `${what} is not described`);
  seen.set(id, (seen.get(id) ?? new Set()).add(String(status)));
  if (!responses[status].content) return answer;
  const media = answer.headers.get("content-type").split(";")[0];
  const body = await answer.json();
  holds(responses[status].content[media].schema, body, what);
  return body;
}

const json = (body, headers = {}) => ({ headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });
const send = (status, body, headers) => ask("sendPetition", status, json(body, headers));
const proof = (key) => ({ body: new URLSearchParams({ author_key: key }) });

it("is clean under Redocly's recommended rules", async () => {
  const problems = await lintFromString({ source, absoluteRef: "openapi.json", config: await createConfig({ extends: ["recommended"] }) });
  assert.deepEqual(problems.map((one) => `${one.ruleId}: ${one.message}`), []);
});

it("is clean under Spectral's rules for OpenAPI, and these are asked", async () => {
  const spectral = new Spectral();
  spectral.setRuleset({ extends: [[oas, "recommended"]] });
  const problems = async (document) => (await spectral.run(document)).map((one) => `${one.code}: ${one.message}`);
  assert.deepEqual(await problems(api), []);
  const { contact, ...info } = api.info;
  assert.deepEqual((await problems({ ...api, info })).map((one) => one.split(":")[0]), ["info-contact"]);
});

it("has examples that fit its schemas", () => {
  let examples = 0;
  for (const { operationId, requestBody } of operations())
    for (const { schema, example } of Object.values(requestBody?.content ?? {})) {
      holds(schema, example, operationId);
      ++examples;
    }
  assert.ok(examples >= 2);
});

it("answers as it says", async () => {
  await ask("readOpenApi", 200);
  const example = operations().find((one) => one.operationId === "sendPetition").requestBody.content["application/json"].example;
  const key = { "Idempotency-Key": "openapi-1" };
  const sent = await send(201, example, key);
  assert.equal((await send(200, example, key)).code, sent.code);
  await send(400, { ...example, text: 7 });
  await send(422, { kind: "report" });
  const asked = await send(422, { ...example, place: "dong dang" });
  assert.ok(asked.errors[0].candidates.length > 0);
  await ask("sendPetition", 415, { headers: { "Content-Type": "text/plain" }, body: "a report" });

  const shown = await ask("readPetition", 200, { code: sent.code });
  assert.equal(shown.text, example.text);
  await ask("readPetition", 404, { code: "GD-0000-0000-0000" });
  const answered = (await (await fetch(`${ADDRESS}/petitions?state=answered`)).text()).match(/\/petitions\/(GD-[0-9A-Z-]+)/)[1];
  assert.ok((await ask("readPetition", 200, { code: answered })).answers.length > 0);

  const denounced = await send(201, { kind: "denunciation", text: "Cán bộ xã thu tiền không có biên lai.", anonymous: true });
  assert.deepEqual(await ask("readPetition", 200, { code: denounced.code }), { code: denounced.code, public: false });
  const opened = await ask("readPetitionPrivately", 200, { code: denounced.code, ...proof(denounced.key) });
  assert.equal(opened.kind, "denunciation");
  assert.equal(opened.text, undefined);
  await ask("readPetitionPrivately", 422, { code: denounced.code, ...proof("0000-000-000") });
  await ask("readPetitionPrivately", 404, { code: "GD-0000-0000-0000", ...proof("0000-000-000") });
});

it("takes files at once and in pieces, as it says", async () => {
  const { code, key } = await send(201, { kind: "report", text: "Tường nhà văn hóa bị nứt dài." });
  const form = (words, proof = key) => {
    const body = new FormData();
    body.append("author_key", proof);
    if (words) body.append("files", new Blob([words]), "đơn.pdf");
    return { code, body };
  };
  assert.deepEqual(await ask("sendFiles", 201, form("%PDF-1.7 words")), { files: 1 });
  await ask("sendFiles", 422, form("%PDF-1.7 words", "0000-000-000"));
  await ask("sendFiles", 422, form("MZ"));
  await ask("sendFiles", 404, { ...form("%PDF-1.7 words"), code: "GD-0000-0000-0000" });

  const tus = { "Tus-Resumable": "1.0.0" };
  const begin = (status, headers) => ask("sendFiles", status, { code, headers: { ...tus, "Author-Key": key, ...headers } });
  await begin(400, {});
  await begin(412, { "Tus-Resumable": "0.2.0" });
  await begin(413, { "Upload-Length": "999999999" });
  const { path } = operations().find((one) => one.operationId === "sendFiles");
  const begun = async (size) => {
    await begin(201, { "Upload-Length": String(size) });
    const again = await fetch(ADDRESS + path.replace("{code}", code),
      { method: "POST", headers: { ...tus, "Author-Key": key, "Upload-Length": String(size) } });
    return again.headers.get("location").split("/").at(-1);
  };
  const upload = await begun(14);
  const far = (status = 200, word = upload) => ask("readUpload", status, { code, upload: word });
  const piece = (status, offset, body, headers = {}, word = upload) => ask("sendPiece", status, { code, upload: word, body,
    headers: { ...tus, "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset), ...headers } });
  assert.deepEqual(await far(), { offset: 0, size: 14, done: false });
  await far(404, "nothing");
  await piece(404, 0, "x", {}, "nothing");
  await piece(412, 0, "x", { "Tus-Resumable": "0.2.0" });
  await piece(415, 0, "x", { "Content-Type": "text/plain" });
  await piece(204, 0, "%PDF-1");
  await piece(409, 0, "%PDF-1");
  await piece(413, 6, "longer than was said");
  assert.equal((await piece(204, 6, ".7 words")).headers.get("upload-offset"), "14");
  assert.deepEqual(await far(), { offset: 14, size: 14, done: true });
  await piece(422, 0, "MZ", {}, await begun(2));

  const taken_back = new URLSearchParams({ author_key: key, sure: "yes" });
  await fetch(`${ADDRESS}/petitions/${code}/withdraw`, { method: "POST", body: taken_back, redirect: "manual" });
  await ask("sendFiles", 409, form("%PDF-1.7 words"));
});

it("books, changes and cancels as it says", async () => {
  const example = operations().find((one) => one.operationId === "bookReception").requestBody.content["application/json"].example;
  const book = (status, body, headers) => ask("bookReception", status, json(body, headers));
  const change = (id, status, code, key, body) =>
    ask(id, status, { code, ...(body ? json(body, { "Booking-Key": key }) : { headers: { "Booking-Key": key } }) });
  const refused = await book(422, { ...example, starts_at: "2020-01-01T00:00:00Z" });
  const [first, second] = refused.errors[0].candidates.map(({ name }) => name);
  const key = { "Idempotency-Key": "openapi-booking" };
  const booked = await book(201, { ...example, starts_at: first }, key);
  assert.equal((await book(200, { ...example, starts_at: first }, key)).code, booked.code);
  await book(400, { ...example, people: "two" });
  await ask("bookReception", 415, { headers: { "Content-Type": "text/plain" }, body: "a time" });

  const moved = await change("moveBooking", 200, booked.code, booked.key, { starts_at: second });
  assert.equal(moved.starts_at, second);
  await change("moveBooking", 400, booked.code, booked.key, { starts_at: 7 });
  await change("moveBooking", 404, "LH-0000-0000-0000", booked.key, { starts_at: second });
  await change("moveBooking", 422, booked.code, "0000-000-000", { starts_at: first });
  await ask("moveBooking", 415, { code: booked.code, headers: { "Content-Type": "text/plain", "Booking-Key": booked.key }, body: "later" });
  await change("cancelBooking", 404, "LH-0000-0000-0000", booked.key);
  assert.equal((await change("cancelBooking", 200, booked.code, booked.key)).state, "cancelled");
  await change("cancelBooking", 422, booked.code, booked.key);
});

it("was asked for every answer that it describes, but for too many requests", () => {
  for (const { operationId, responses } of operations())
    assert.deepEqual([...(seen.get(operationId) ?? [])].sort(), Object.keys(responses).filter((status) => status !== "429").sort(), operationId);
});
