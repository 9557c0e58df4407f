// Who comes to a reception reads about it afterwards: on a telephone and at a desk, with and without a script, in both languages.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { finish, open, overflow, violations } from "./browser.mjs";

const phone = { viewport: { width: 360, height: 740 } }, desktop = { viewport: { width: 1280, height: 900 } };
const readers = [
  { locale: "vi-VN", javaScriptEnabled: false, ...phone }, { locale: "en-GB", ...phone },
  { locale: "vi-VN", ...desktop }, { locale: "en-GB", javaScriptEnabled: false, ...desktop },
];

// Each reads as `look` does, which says what must stand there by language; nothing runs over, axe finds nothing.
export async function asEachReader(browser, look) {
  for (const reader of readers) {
    const page = await open(browser, { ...reader, bypassCSP: true });
    await look(page, reader.locale.slice(0, 2));
    const who = JSON.stringify(reader);
    assert.equal(await overflow(page), 0, who);
    if (reader.javaScriptEnabled !== false) assert.deepEqual(await violations(page), [], who);
    await finish(page);
  }
}

// A paper as DOCX and as PDF, downloaded from its record; the words of the PDF in one line.
export async function paperOf(page, code, paper) {
  const bytes = {};
  for (const [form, begins] of [["docx", "PK"], ["pdf", "%PDF"]]) {
    const href = await page.locator(`main a[href$='${code}/${paper}.${form}']`).first().getAttribute("href");
    const given = await page.request.get(href);
    assert.equal(given.status(), 200, href);
    assert.match(given.headers()["content-disposition"], new RegExp(`attachment.*${code}-${paper}\\.${form}`));
    assert.equal(given.headers()["cache-control"], "no-store");
    bytes[form] = await given.body();
    assert.equal(bytes[form].subarray(0, begins.length).toString("latin1"), begins);
  }
  const folder = await mkdtemp(join(tmpdir(), "gandan-paper-"));
  try {
    await writeFile(join(folder, "paper.pdf"), bytes.pdf);
    const { stdout } = await promisify(execFile)("pdftotext", ["-raw", join(folder, "paper.pdf"), "-"]);
    return stdout.split(/\s+/).join(" ");
  } finally {
    await rm(folder, { recursive: true });
  }
}
