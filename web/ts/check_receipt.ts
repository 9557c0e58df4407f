// The page that checks a receipt: on the site, or saved to a disk and opened years later. It asks the
// log for its checkpoint and tiles and nobody for anything else. What it says stands in the page, in
// the reader's language ([data-word]).
import {
  type Bytes, type Head, type Note, MissingTile, Tree, bytesOf, fromBase64, headOf, joined, judge, leafHash, parseNote,
  parseProofFile, root, rootByProof, same, sha256, toBase64,
} from "./transparency";

interface Part {
  name?: string;
  value?: string;
  key?: string;
  hash?: string;
}

interface Claim {
  fields: string;
  salt: string;
  parts: Part[];
  log_key: string;
}

type Tone = "right" | "wrong" | "open";

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const valueOf = (id: string): string => element<HTMLInputElement>(id).value.trim();

const keysGiven = (): string[] => valueOf("key").split(/\s+/).filter(Boolean);

function word(name: string, values: Record<string, string | number> = {}): string {
  const said = document.querySelector(`[data-word="${name}"]`)?.textContent ?? name;
  return said.replace(/\[(\w+)\]/g, (_, key: string) => String(values[key] ?? ""));
}

function say(tone: Tone, name: string, values: Record<string, string | number> = {}): void {
  const line = element("findings").appendChild(document.createElement("li"));
  line.dataset["tone"] = tone;
  line.dataset["finding"] = name;
  line.className = tone === "wrong" ? "flash warn" : "flash";
  line.textContent = word(name, values);
}

function tell(list: "shown" | "parts", term: string, text: string): void {
  const row = element(list).appendChild(document.createElement("div"));
  row.appendChild(document.createElement("dt")).textContent = term;
  row.appendChild(document.createElement("dd")).textContent = text;
}

async function fetchFile(path: string): Promise<Bytes | null> {
  const answer = await fetch(`${valueOf("log").replace(/\/+$/, "")}/${path}`, { credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return new Uint8Array(await answer.arrayBuffer());
}

/** "3:abc1:x" → ["abc", "x"], counted in bytes. */
function fieldsOf(text: string): string[] {
  let rest = bytesOf(text);
  const fields: string[] = [];
  while (rest.length > 0) {
    const colon = rest.indexOf(":".charCodeAt(0));
    const size = Number(new TextDecoder().decode(rest.subarray(0, colon)));
    if (colon < 1 || !Number.isSafeInteger(size) || size < 0 || colon + 1 + size > rest.length) throw new Error("fields");
    fields.push(new TextDecoder().decode(rest.subarray(colon + 1, colon + 1 + size)));
    rest = rest.subarray(colon + 1 + size);
  }
  return fields;
}

function counted(text: string): Bytes {
  const bytes = bytesOf(text);
  return joined(bytesOf(`${bytes.length}:`), bytes);
}

async function partHash(part: Part): Promise<Bytes> {
  if (part.hash !== undefined) return fromBase64(part.hash);
  return leafHash(joined(fromBase64(part.key ?? ""), counted(part.name ?? ""), counted(part.value ?? "")));
}

async function leafOf(claim: Claim): Promise<Bytes> {
  const content = await root(await Promise.all(claim.parts.map(partHash)));
  const commitment = await sha256(fromBase64(claim.salt), bytesOf(claim.fields), content);
  return leafHash(joined(bytesOf("gandan log 2\n"), commitment));
}

/** Whether it may be believed: a signature that this browser cannot judge is said, and goes on. */
async function believes(note: Note, keys: string[], whose: string): Promise<boolean> {
  const judgements = await Promise.all(keys.map((key) => judge(note, key)));
  if (judgements.includes("wrong")) {
    say("wrong", "signature_wrong", { whose: word(whose) });
    return false;
  }
  if (judgements.includes("signed")) return true;
  if (!judgements.includes("cannot")) {
    say("wrong", "other_key", { whose: word(whose) });
    return false;
  }
  if (!document.querySelector("[data-finding=cannot_verify]")) say("open", "cannot_verify");
  return true;
}

async function todaysHead(keys: string[]): Promise<Head | null> {
  let bytes: Bytes | null;
  try {
    bytes = await fetchFile("checkpoint");
  } catch {
    bytes = null;
  }
  if (!bytes) {
    say("open", "no_answer", { log: valueOf("log") });
    return null;
  }
  const note = parseNote(new TextDecoder().decode(bytes));
  return await believes(note, keys, "the_log") ? headOf(note) : null;
}

/** Whether the log of today still begins as it did. */
async function compareWithToday(then: Head, keys: string[]): Promise<void> {
  const today = await todaysHead(keys);
  if (!today) return;
  if (today.size < then.size) return say("wrong", "went_back", { size: today.size, before: then.size });
  const heads = await new Tree(today.size, fetchFile).heads(then.size);
  if (!same(heads.later, today.root)) return say("open", "tiles_wrong");
  if (!same(heads.earlier, then.root)) return say("wrong", "split_view");
  say("right", "grew", { size: today.size });
}

/** "4 1 - 20:Đã thay bóng đèn.0:" → its texts, which are counted in characters; all of it where it is not so written. */
function textsIn(value: string): string {
  const texts: string[] = [];
  let rest = [...value.replace(/^(?:(?:-|\d+) )+(?=\d+:)/, "")];
  while (rest.length > 0) {
    const colon = rest.indexOf(":");
    const size = rest.slice(0, colon).join("");
    if (!/^\d+$/.test(size) || colon + 1 + Number(size) > rest.length) return value;
    texts.push(rest.slice(colon + 1, colon + 1 + Number(size)).join(""));
    rest = rest.slice(colon + 1 + Number(size));
  }
  return texts.filter(Boolean).join("\n");
}

/** What people wrote, under words of theirs ([data-part], [data-counted] where several texts are one value); all of it, as it was counted, beneath. */
function show(claim: Claim): void {
  const [at, , , , , verb] = fieldsOf(claim.fields);
  tell("shown", word("entered_at"), new Date(Number(at) / 1000).toLocaleString(document.documentElement.lang));
  for (const said of document.querySelectorAll<HTMLElement>("[data-part]")) {
    for (const { name, value } of claim.parts) {
      if (name?.split(" ")[0] !== said.dataset["part"]) continue;
      tell("shown", said.textContent ?? "", said.dataset["counted"] === undefined ? value ?? "" : textsIn(value ?? ""));
    }
  }
  const hidden = claim.parts.filter((part) => part.hash !== undefined).length;
  if (hidden > 0) tell("shown", word("hidden"), String(hidden));
  tell("parts", word("deed"), verb ?? "");
  for (const part of claim.parts) {
    if (part.name !== undefined) tell("parts", part.name, part.value ?? "");
  }
}

async function checkReceipt(text: string): Promise<void> {
  const file = parseProofFile(text);
  const claim = JSON.parse(file.extra) as Claim;
  const note = parseNote(file.checkpoint);
  const head = headOf(note);
  const keys = keysGiven().length > 0 ? keysGiven() : [claim.log_key];
  const proved = await rootByProof(await leafOf(claim), file.index, head.size, file.proof);
  if (!proved || !same(proved, head.root)) return say("wrong", "not_proved");
  if (!await believes(note, keys, "the_receipt")) return;
  say("right", "proved", { index: file.index, size: head.size });
  if (keysGiven().length === 0) say("open", "own_key", { key: claim.log_key });
  show(claim);
  if (valueOf("log")) await compareWithToday(head, keys);
}

/** What a QR code on paper says: "#LEAF.INDEX", the leaf in base64url. */
async function checkFragment(fragment: string): Promise<void> {
  const [encoded = "", number = ""] = fragment.split(".");
  const leaf = fromBase64(encoded.replace(/-/g, "+").replace(/_/g, "/") + "=");
  const index = Number(number);
  if (leaf.length !== 32 || !/^\d{1,15}$/.test(number)) throw new Error("fragment");
  const today = await todaysHead(keysGiven());
  if (!today) return;
  if (index >= today.size) return say("wrong", "went_back", { size: today.size, before: index + 1 });
  const tree = new Tree(today.size, fetchFile);
  const { later } = await tree.heads(today.size);
  if (!same(later, today.root)) return say("open", "tiles_wrong");
  const right = same(await tree.rootWith(leaf, index), today.root);
  say(right ? "right" : "wrong", right ? "in_log" : "not_in_log", { index, size: today.size });
  tell("parts", word("leaf"), toBase64(leaf));
}

async function run(check: () => Promise<void>): Promise<void> {
  element("findings").replaceChildren();
  element("shown").replaceChildren();
  element("parts").replaceChildren();
  document.body.dataset["checked"] = "no";
  try {
    await check();
  } catch (error) {
    say("open", error instanceof MissingTile || error instanceof TypeError ? "tiles_wrong" : "no_receipt");
  }
  element("entry").hidden = element("parts").childElementCount === 0;
  element("findings").scrollIntoView({ block: "nearest" });
  document.body.dataset["checked"] = "yes";
}

element("check").hidden = false;
element<HTMLFormElement>("check").addEventListener("submit", (event) => {
  event.preventDefault();
  const [file] = element<HTMLInputElement>("receipt").files ?? [];
  if (file) void file.text().then((text) => run(() => checkReceipt(text)));
  else if (location.hash.length > 1) void run(() => checkFragment(location.hash.slice(1)));
  else void run(() => Promise.reject(new Error("no file")));
});

function checkAddress(): void {
  if (location.hash.length > 1) void run(() => checkFragment(location.hash.slice(1)));
}
addEventListener("hashchange", checkAddress);
checkAddress();
