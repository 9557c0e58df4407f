// Figures as a reader meets them on a telephone without JavaScript: one number in every place, and each leads to what it counts.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { finish, launch, open } from "./browser.mjs";

let browser, page;
before(async () => {
  browser = await launch();
  page = await open(browser, { viewport: { width: 390, height: 780 }, locale: "vi-VN", javaScriptEnabled: false });
});
after(async () => {
  await finish(page);
  await browser.close();
});

const figures = () => page.locator(".figures li b").allInnerTexts();
const number = (shown) => Number(shown.replace(/\./g, ""));
const is_rate = (shown) => /^\d+(,\d)?%$/.test(shown);

// Rows of the table with the most columns: { label, cells: [text] }.
const rows = () => page.locator(".table.numbers tbody tr").evaluateAll((all) => all.map((row) => ({
  label: row.querySelector("th").textContent.trim(), cells: [...row.querySelectorAll("td")].map((cell) => cell.textContent.trim()) })));

// Every number on the page that is a link: as many are listed behind it, or said not to be public.
async function opens_what_it_counts() {
  const links = await page.locator("main a[href*='of=']").evaluateAll((all) => all.map((link) => ({
    href: link.getAttribute("href"), shown: (link.querySelector("b") ?? link).textContent.trim() })));
  assert.ok(links.length > 2, page.url());
  for (const { href, shown } of links) {
    const list = await (await page.request.get(href)).text();
    const [, listed] = list.match(/<div class="row"><p>([\d.]+) /) ?? [];
    const [, not_public = "0"] = list.match(/<p class="small">([\d.]+) [^<]*không công khai/) ?? [];
    const counted = Number(new URL(href, page.url()).searchParams.get("of"));
    assert.equal(number(listed ?? "") + number(not_public), counted, href);
    if (!is_rate(shown) && /^\d/.test(shown)) assert.equal(number(shown), counted, href);
  }
}

it("home and the report say the same of what is on time, and so do all bodies and a body's own page", async () => {
  await page.goto("/");
  const [not_due, rate, overdue] = await figures();
  assert.ok(is_rate(rate), rate);
  await Promise.all([page.waitForURL(/\/reports\/petitions/), page.click("a.figure[href='/reports/petitions']")]);
  const of_year = await figures();
  assert.deepEqual([of_year[5], of_year[3], of_year[4]], [not_due, rate, overdue]);

  await page.goto("/reports/petitions?from=2000-01-01&by=body");
  const in_report = (await rows()).find(({ label }) => label === "Bộ Nội vụ").cells;
  await page.goto("/bodies");
  const among_bodies = (await rows()).find(({ label }) => label === "Bộ Nội vụ").cells;
  assert.ok(is_rate(among_bodies[0]));
  assert.deepEqual([in_report[6], in_report[4], in_report[5], in_report[1]], among_bodies);
  await page.getByRole("link", { name: "Bộ Nội vụ", exact: true }).click();
  assert.deepEqual(await figures(), among_bodies);
});

it("every figure opens the list that it counts", async () => {
  for (const address of ["/", "/reports/petitions", "/bodies/BNV"]) {
    await page.goto(address);
    await opens_what_it_counts();
  }
  const late = page.locator("a.figure[href*='is=late']");
  const shown = number(await late.locator("b").innerText());
  await Promise.all([page.waitForURL(/is=late/), late.click()]);
  assert.equal(await page.locator("main article.card").count(), Math.min(shown, 25), "as many as were counted");
});

it("a table stands beside each chart and says the same", async () => {
  await page.goto("/reports/petitions?by=month");
  const months = await rows();
  const columns = await page.locator("figure.chart svg[role=img] rect.pale").evaluateAll((all) => all.map((bar) => bar.height.baseVal.value));
  const most = Math.max(...months.map(({ cells }) => number(cells[0])));
  const tallest = Math.max(...columns);
  assert.deepEqual(columns.map((height) => Math.round((height / tallest) * most)), months.map(({ cells }) => number(cells[0])));
  await page.goto("/reports/petitions?by=kind");
  const kinds = await rows();
  const bars = await page.locator(".table.bars tbody tr").evaluateAll((all) => all.map((row) => ({
    label: row.querySelector("th").innerText.trim(), width: parseFloat(row.querySelectorAll("rect")[1].getAttribute("width")) })));
  const longest = Math.max(...kinds.map(({ cells }) => number(cells[0])));
  assert.deepEqual(bars.map(({ label, width }) => [label, Math.round((width / 100) * longest)]), kinds.map(({ label, cells }) => [label, number(cells[0])]));
  await page.goto("/bodies/BNV");
  await page.click("figure.chart + details summary");
  assert.ok(await page.locator("figure.chart + details td a").first().isVisible());
});

it("no rate is said of fewer than five, and no number of complaints and denunciations below it", async () => {
  let few = 0, many = 0;
  await page.goto("/reports/petitions?from=2000-01-01&by=body");
  for (const { label, cells } of await rows()) {
    const fell_due = number(cells[1]) + number(cells[4]);
    assert.equal(is_rate(cells[6]), fell_due >= 5, `${label}: ${cells[6]} of ${fell_due}`);
    fell_due >= 5 ? ++many : ++few;
  }
  await page.goto("/bodies");
  for (const { label, cells } of await rows()) assert.equal(is_rate(cells[0]), number(cells[3]) + number(cells[1]) >= 5, label);
  assert.ok(few > 0 && many > 0, "the demonstration has both");
  await page.goto("/reports/petitions?by=kind");
  const sealed = await page.locator("main section").last().locator("td").allInnerTexts();
  assert.ok(sealed.length > 0);
  for (const cell of sealed) assert.ok(!/^\d/.test(cell) || number(cell) % 5 === 0, cell);
});
