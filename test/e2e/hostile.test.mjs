// Strings that broke other programs, through the form, the API, search and import: they come back as
// text, no script runs, nothing fails.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { address, launch, open } from "./browser.mjs";

const folder = process.env.GANDAN_DATA ? join(process.env.GANDAN_DATA, "hostile-input") : "";
const skip = folder && existsSync(folder) ? false : "no hostile strings here (GANDAN_DATA)";
const strings = skip ? [] : [...new Set(readdirSync(folder).filter((name) => !name.startsWith("README")).flatMap((name) => {
  const content = readFileSync(join(folder, name), "utf8");
  return name.endsWith(".json") ? JSON.parse(content) : content.split(/\r?\n/);
}))].filter((one) => one.trim());

// As the program keeps text: NFC, one kind of line end, no control characters that no text has.
const plain = (text) => text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffd\s]+/g, "").trim();

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function send(text) {
  const response = await fetch(`${address}/api/v1/petitions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "report", text: `Đề nghị xem xét: ${text}`, asked_by: text.slice(0, 200), place: text.slice(0, 200), publish: true }),
  });
  assert.ok(response.status < 500, `${response.status} for ${text}`);
  return response.status === 201 ? (await response.json()).code : null;
}

describe("hostile strings", { skip }, () => {
  it("through the API, shown back as text on their pages", async () => {
    const codes = [];
    for (const one of strings) codes.push([one, await send(one)]);
    const kept = codes.filter(([, code]) => code);
    assert.ok(kept.length > strings.length * 0.9, `${kept.length} of ${strings.length} were taken`);
    const page = await open(browser);
    const different = [];
    for (const [index, [one, code]] of kept.entries()) {
      const back = await (await fetch(`${address}/api/v1/petitions/${code}`)).json();
      if (!plain(back.text).includes(plain(one))) different.push([one, back.text]);
      // A browser looks at every tenth: the API at all.
      if (index % 10) continue;
      await page.goto(`/petitions/${code}`);
      assert.equal(new URL(page.url()).origin, address, "nobody is led elsewhere");
    }
    assert.deepEqual(different.slice(0, 5), []);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  it("through search and every other field of an address", async () => {
    const page = await open(browser);
    for (const [index, one] of strings.filter((_, at) => at % 4 === 0).entries()) {
      const q = encodeURIComponent(one.toWellFormed ? one.toWellFormed() : one);
      for (const path of [`/petitions?q=${q}`, `/petitions/${q}`, `/places?place=${q}`, `/petitions?state=${q}&body=${q}&page=${q}&after=${q}`,
                          `/reports/petitions?from=${q}&by=${q}`, `/sign-in?next=${q}`, `/bodies/${q}`, `/topics/${q}`]) {
        if (path.length > 4000) continue;
        const response = await fetch(address + path, { redirect: "manual" });
        assert.ok(response.status < 500, `${response.status} for ${path}`);
        const to = response.headers.get("location");
        assert.ok(!to || to.startsWith("/") && !to.startsWith("//"), `${path} leads to ${to}`);
      }
      if (index % 8) continue;
      await page.goto(`/petitions?q=${q}`);
      assert.equal(await page.inputValue("#q"), one.replace(/[\r\n\u0000]/g, (c) => (c === "\u0000" ? "\ufffd" : "")));
    }
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  it("through the form", async () => {
    const page = await open(browser);
    for (const one of strings.filter((_, index) => index % 60 === 0)) {
      await page.goto("/send?kind=report");
      await page.fill("[name=text]", one);
      await page.click("main button[name=to][value=place]");
      if (await page.locator("[name=place]:not([type=hidden])").count()) {
        await page.fill("[name=place]", one.replace(/\n/g, " ").slice(0, 200));
        await page.click("main button[name=to][value=similar]");
      } else {
        assert.equal(plain(await page.inputValue("[name=text]")), plain(one));
      }
    }
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  it("through import, and back", () => {
    const own = mkdtempSync(join(tmpdir(), "gandan-hostile-"));
    try {
      const cell = (text) => `"${text.replace(/"/g, '""')}"`;
      const file = join(own, "hostile.csv");
      writeFileSync(file, "id,text,place,asked_by,addressed_to\n" + strings.map((one, n) => [n, ...Array(4).fill(cell(one))].join(",") + "\n").join(""));
      const lines = execFileSync(process.env.GANDAN_BINARY, ["import", "petitions", "--db", `sqlite:${own}/h.db`, file], { encoding: "utf8" });
      const [, imported, joined, rejected] = lines.match(/imported (\d+), joined (\d+), rejected (\d+)\n$/).map(Number);
      assert.equal(imported + joined + rejected, strings.length);
      assert.ok(imported > strings.length * 0.9, lines);
    } finally {
      rmSync(own, { recursive: true });
    }
  });
});
