// Every kind of page, in both languages, from 320 px to the desktop, light and dark: axe finds nothing,
// nothing runs over the edge, nothing complains.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { launch, open, overflow, violations } from "./browser.mjs";
import { administratorPages, bodyPages, deskPages, residentPages, sendPages } from "./pages.mjs";

const all = [
  [320, "light"], [320, "dark"], [390, "light"], [390, "dark"], [1280, "light"], [1280, "dark"],
];
const some = [[320, "light"], [1280, "dark"]];

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function judge(page, name, findings, views) {
  for (const [width, colorScheme] of views) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const where = `${name}, ${width} px, ${colorScheme}: `;
    const over = await overflow(page);
    if (over > 0) findings.push(`${where}runs over the edge by ${over} px`);
    for (const violation of await violations(page)) findings.push(where + violation);
  }
}

async function judgeAll(list) {
  const page = await open(browser, { bypassCSP: true, reducedMotion: "reduce" });
  const findings = [];
  const pages = await list(page);
  for (const lang of ["vi", "en"]) {
    for (const [name, path] of pages) {
      if (!path) { if (lang === "vi") findings.push(`${name}: no such page is linked`); continue; }
      const response = await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
      if (response.status() !== (name === "not-found" ? 404 : 200)) findings.push(`${name}: ${response.status()}`);
      assert.equal(await page.getAttribute("html", "lang"), lang);
      await judge(page, `${name} ${lang}`, findings, lang === "vi" ? all : some);
    }
  }
  findings.push(...page.complaints);
  await page.context().close();
  assert.deepEqual(findings, []);
}

it("what residents read", () => judgeAll(residentPages));
it("the form, question by question", () => judgeAll(async (page) => {
  const findings = [];
  await sendPages(page, (name) => judge(page, name, findings, all));
  assert.deepEqual(findings, []);
  return [];
}));
it("what officers who put together read", () => judgeAll(deskPages));
it("what bodies read", () => judgeAll(bodyPages));
it("what administrators read", () => judgeAll(administratorPages));
