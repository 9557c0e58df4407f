// Every kind of page, in both languages, from 320 to 1920 px, light and dark: axe finds nothing,
// nothing runs over the edge, nothing complains.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { launch, open, overflow, signIn, violations } from "./browser.mjs";
import { administratorPages, bodyPages, confidentialPages, deskPages, leaderPages, receptionPages, residentPages, sendPages } from "./pages.mjs";

const most_bytes = 50_000; // of a page without its pictures

// What axe judges besides colour does not change with the scheme; what runs over the edge does so at the least or the most width.
const views = [
  { width: 320, rules: [] }, { width: 390 }, { width: 390, scheme: "dark", rules: ["color-contrast"] },
  { width: 1280 }, { width: 1280, scheme: "dark", rules: ["color-contrast"] }, { width: 1920, rules: [] },
];

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function judge(page, name, findings) {
  for (const { width, scheme = "light", rules } of views) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    const where = `${name}, ${width} px, ${scheme}: `;
    const over = await overflow(page);
    if (over > 0) findings.push(`${where}runs over the edge by ${over} px`);
    if (rules?.length === 0) continue;
    for (const violation of await violations(page, rules)) findings.push(where + violation);
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
      const bytes = (await response.body()).length;
      if (bytes >= most_bytes && !name.startsWith("styleguide/")) findings.push(`${name} ${lang}: ${bytes} bytes`);
      await judge(page, `${name} ${lang}`, findings);
    }
  }
  findings.push(...page.complaints);
  await page.context().close();
  assert.deepEqual(findings, []);
}

it("what residents read", () => judgeAll(residentPages));
it("the form, question by question", () => judgeAll(async (page) => {
  const findings = [];
  for (const lang of ["vi", "en"]) {
    await page.goto(`/?lang=${lang}`);
    await sendPages(page, (name) => judge(page, `${name} ${lang}`, findings));
    await confidentialPages(page, (name) => judge(page, `${name} ${lang}`, findings));
  }
  assert.deepEqual(findings, []);
  return [];
}));
it("what officers who put together read", () => judgeAll(deskPages));
it("what those who receive citizens read", () => judgeAll(receptionPages));
it("what bodies read", () => judgeAll(bodyPages));
it("what leaders read", () => judgeAll(leaderPages));
it("what administrators read", () => judgeAll(administratorPages));

it("on paper it is black on white, with nothing to press, whatever the screen's scheme", async () => {
  const page = await open(browser, { colorScheme: "dark" });
  for (const [name, path] of await residentPages(page)) {
    if (!["petition", "topic", "body", "report", "list"].includes(name)) continue;
    await page.goto(path);
    await page.emulateMedia({ media: "print" });
    const [ground, ink] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("h1")).color]);
    assert.deepEqual([ground, ink], ["rgb(255, 255, 255)", "rgb(0, 0, 0)"], name);
    assert.equal(await page.locator(".site-nav:visible, .button:visible, .search:visible, .facets:visible, .pager:visible").count(), 0, name);
    assert.ok(await page.locator("h1").isVisible(), name);
    await page.emulateMedia({ media: null });
  }
  await page.context().close();
});

it("in the reader's own colours, what colour alone would say has an edge", async () => {
  const page = await open(browser, { forcedColors: "active" });
  const edge = (selector) => page.locator(selector).first().evaluate((e) => getComputedStyle(e).borderTopWidth);
  await page.goto("/petitions");
  assert.equal(await edge(".badge"), "1px");
  await signIn(page, "traloi.dongdang");
  await page.goto("/desk");
  assert.notEqual(await page.locator(".list .card:has([aria-current])").evaluate((e) => getComputedStyle(e).outlineStyle), "none");
  await page.context().close();
});
