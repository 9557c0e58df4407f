// A resident checks her receipt a year later, on a page that she saved; an operator who changed one answer is found.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { address, finish, launch, open, signIn, text, violations } from "./browser.mjs";
import { route, submit } from "./steps.mjs";

const words = "Cầu treo qua suối ở xã Đồng Đăng hỏng ván, người đi bộ dễ ngã. Đề nghị xã sửa trước mùa lũ.";
const told = "Xã đã thay toàn bộ ván cầu ngày hôm qua.";

let browser, folder;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "gandan-receipt-"));
});
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

async function saved(page, click, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  const file = join(folder, name);
  await download.saveAs(file);
  return file;
}

// Entries enter the log within seconds, since it is told to grow each second.
async function proofOf(page, { code, key }, name) {
  for (let tries = 0; tries < 30; ++tries) {
    await page.goto(`/receipts/${code}/proof`);
    await page.fill("[name=author_key]", key);
    const download = page.waitForEvent("download", { timeout: 3_000 }).catch(() => null);
    await page.click("#deed button");
    const given = await download;
    if (given) {
      const file = join(folder, name);
      await given.saveAs(file);
      return file;
    }
  }
  throw new Error("no proof was given");
}

async function answer(code) {
  const officer = await open(browser);
  await signIn(officer, "tiepnhan.dongdang");
  await route(officer, code);
  const body = await open(browser);
  await signIn(body, "traloi.dongdang");
  await body.goto(`/desk/petitions/${code}`);
  const accept = body.locator(`form[action$='${code}/accept'] button`);
  if (await accept.count()) await accept.first().click();
  await body.goto(`/desk/petitions/${code}/answer`);
  await body.fill("[name=text]", told);
  await body.check("input[name=outcome][value=settled]");
  await Promise.all([body.waitForURL(/done=answer/), body.click("main form button:not([name=preview])")]);
  await finish(officer, body);
}

// The page on the disk, on a day in a year: what it found, what it showed, whom it asked.
async function checkLater(page, proof) {
  const context = await browser.newContext({ locale: "vi-VN" });
  const later = await context.newPage();
  await later.clock.setFixedTime(Date.now() + 365 * 24 * 3600 * 1000);
  const asked = [], complaints = [];
  later.on("request", (request) => asked.push(request.url()));
  later.on("pageerror", (error) => complaints.push(error.message));
  await later.goto(pathToFileURL(page).href);
  if (proof) await later.setInputFiles("#receipt", proof);
  await later.click("#check button");
  await later.waitForSelector("body[data-checked=yes]");
  const findings = await later.locator("#findings li").evaluateAll((all) => all.map((line) => [line.dataset.tone, line.dataset.finding]));
  const shown = await later.locator("#shown").innerText();
  await context.close();
  assert.deepEqual(complaints, []);
  return { findings, shown, asked: asked.filter((url) => !url.startsWith("file:")) };
}

describe("a receipt", () => {
  let sent, page, proof, checker;
  before(async () => {
    sent = await submit(words);
    page = await open(browser, { locale: "vi-VN", acceptDownloads: true });
    proof = await proofOf(page, sent, "receipt.tlog-proof");
    await page.goto("/log/check");
    checker = await saved(page, () => page.click("a[href='/log/check/file']"), "check.html");
  });
  after(() => finish(page));

  it("is checked a year later by a page on the disk, which asks for the log's files alone", async () => {
    await answer(sent.code);  // the log goes on
    const { findings, shown, asked } = await checkLater(checker, proof);
    assert.deepEqual(findings, [["right", "proved"], ["right", "grew"]]);
    assert.ok(shown.includes(words), shown);
    assert.doesNotMatch(shown, /petition\.|\d{10}/, "what machines count is folded away");
    assert.ok(asked.length > 1);
    for (const url of asked) assert.match(url.slice(address.length), /^\/log\/(checkpoint|tile\/\d[\d/x.p]*)$/);
  });

  it("that says another word is refused, and one of another log's too", async () => {
    const [start, extra, ...rest] = (await readFile(proof, "utf8")).split("\n");
    const claim = Buffer.from(extra.slice("extra ".length), "base64").toString("utf8");
    const changed = join(folder, "changed.tlog-proof");
    const other = Buffer.from(claim.replace("dễ ngã", "đã ngã"), "utf8").toString("base64");
    await writeFile(changed, [start, `extra ${other}`, ...rest].join("\n"));
    assert.deepEqual((await checkLater(checker, changed)).findings, [["wrong", "not_proved"]]);
    assert.deepEqual((await checkLater(checker, null)).findings, [["open", "no_receipt"]]);
  });

  it("has a code for the paper, which leads to the same page and says no word of what was sent", async () => {
    const judged = await open(browser, { locale: "vi-VN", bypassCSP: true });
    await judged.goto("/log/check");
    assert.deepEqual(await violations(judged), []);
    const resident = await open(browser, { locale: "vi-VN" });
    const entry = await entryOf(proof);
    await resident.goto(`/log/check#${entry.leaf}.${entry.index}`);
    await resident.reload();
    await resident.waitForSelector("#findings [data-finding=in_log]");
    await resident.goto(`/log/check#${entry.leaf}.${entry.index - 1}`);
    await resident.reload();
    await resident.waitForSelector("#findings [data-finding=not_in_log]");
    assert.ok(!(await text(resident, "main")).includes(words));
    await finish(judged, resident);
  });

  it("finds the operator who changed one answer past the program", async () => {
    const kept = await proofOf(page, sent, "answered.tlog-proof");
    const database = join(dirname(process.env.GANDAN_LETTERS), "e2e.db");
    const sql = `update petition_answers set text = 'Xã sẽ xem xét.' where text = '${told}'; select changes()`;
    const done = spawnSync("sqlite3", [database, ".timeout 10000", sql], { encoding: "utf8" });
    assert.equal(done.stdout.trim(), "1", done.stderr);

    await page.goto(`/petitions/${sent.code}`);
    assert.ok((await text(page, "main")).includes("Xã sẽ xem xét."), "the site shows what stands in its database");
    const { findings, shown } = await checkLater(checker, kept);
    assert.ok(shown.includes(told), "and the receipt what was answered");
    assert.deepEqual(findings, [["right", "proved"], ["right", "grew"]]);
    await page.goto(`/receipts/${sent.code}/proof`);
    await page.fill("[name=author_key]", sent.key);
    await Promise.all([page.waitForEvent("load"), page.click("#deed button")]);
    assert.match(await text(page, "main"), /không còn như trong sổ/, "nor can the site prove the other answer");
    const verified = spawnSync(process.env.GANDAN_BINARY, ["verify", "--db", `sqlite:${database}`], { encoding: "utf8" });
    assert.equal(verified.status, 1, verified.stdout);
  });
});

// The leaf of the entry, as the QR code has it: from the file by the documents alone.
async function entryOf(file) {
  const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
  const counted = (value) => Buffer.concat([Buffer.from(`${Buffer.byteLength(value)}:`), Buffer.from(value)]);
  const [, extra, index] = (await readFile(file, "utf8")).split("\n");
  const claim = JSON.parse(Buffer.from(extra.slice("extra ".length), "base64").toString("utf8"));
  const hashes = claim.parts.map((part) => part.hash ? Buffer.from(part.hash, "base64")
    : sha256([0], Buffer.from(part.key, "base64"), counted(part.name), counted(part.value)));
  const root = (all) => {
    if (all.length === 1) return all[0];
    let k = 1;
    while (k * 2 < all.length) k *= 2;
    return sha256([1], root(all.slice(0, k)), root(all.slice(k)));
  };
  const commitment = sha256(Buffer.from(claim.salt, "base64"), claim.fields, root(hashes));
  return { leaf: sha256([0], "gandan log 2\n", commitment).toString("base64url"), index: Number(index.slice("index ".length)) };
}
