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

// The same of all pages of the table of a report.
async function allRows(address) {
  const all = [];
  for (let next = address; next; ) {
    await page.goto(next);
    all.push(...await rows());
    const older = page.locator("main .pager a[rel=next]");
    next = await older.count() ? await older.first().getAttribute("href") : null;
  }
  return all;
}

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

  const in_report = (await allRows("/reports/petitions?from=2000-01-01&by=body")).find(({ label }) => label === "Bộ Nội vụ").cells;
  await page.goto("/bodies");
  const among_bodies = (await rows()).find(({ label }) => label === "Bộ Nội vụ").cells;
  assert.ok(is_rate(among_bodies[0]));
  assert.deepEqual([in_report[6], in_report[4], in_report[5], in_report[1]], among_bodies);
  await page.getByRole("link", { name: "Bộ Nội vụ", exact: true }).click();
  assert.deepEqual(await figures(), among_bodies);
});

it("every figure opens the list that it counts", async () => {
  for (const address of ["/", "/reports", "/reports/petitions", "/reports/petitions?by=body", "/reports/petitions?by=kind",
    "/reports/petitions?by=commune&unit=20&from=2000-01-01", "/bodies/BNV"]) {
    await page.goto(address);
    await opens_what_it_counts();
  }
  await page.goto("/bodies/BNV");
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
  await page.goto("/reports/petitions?by=field");
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
  for (const { label, cells } of await allRows("/reports/petitions?from=2000-01-01&by=body")) {
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

it("the chart stands in the first screen, before the numbers and its table", async () => {
  await page.goto("/reports/petitions");
  const top = async (selector) => (await page.locator(selector).first().boundingBox()).y;
  const chart = await top("main figure.chart svg[role=img]");
  assert.ok(chart < 780 - 150, `it begins at ${chart}`);
  for (const behind of ["main .figures", "main details.more"]) assert.ok(chart < await top(behind), behind);
});

it("three sentences say what the figures count, and a share is theirs", async () => {
  await page.goto("/reports/petitions");
  const said = await page.locator(".argued p").allInnerTexts();
  const [received, , , rate, overdue, not_due] = await figures();
  assert.equal(said.length, 3);
  assert.ok(said[0].includes(received), said[0]);
  assert.ok(said[1].includes(rate), said[1]);
  for (const number of [overdue, not_due]) assert.ok(said[2].includes(number), said[2]);
});

it("tabs lead to months, map, outcome and bodies without a script, and a map into its communes", async () => {
  await page.goto("/reports/petitions?from=2000-01-01");
  const tab = () => page.locator("main .tabs a[aria-current=page]");
  assert.equal(await tab().innerText(), "Theo tháng");
  const follow = async (link, pattern) => Promise.all([page.waitForURL(pattern), link.click()]);
  await follow(page.locator("main .tabs a", { hasText: "Kết quả" }), /by=kind/);
  assert.ok(await page.locator("figure.flow svg[role=img] path").count() > 0);
  await follow(page.locator("main .tabs a", { hasText: "Cơ quan" }), /by=body/);
  assert.ok(await page.locator(".multiples li").count() > 3);
  await follow(page.locator("main .tabs a", { hasText: "Bản đồ" }), /by=place/);
  assert.equal(await tab().innerText(), "Bản đồ");
  assert.equal(await page.locator(".tiles .placed a").count(), 34);
  await follow(page.locator(".tiles .placed a", { hasText: "Lạng Sơn" }), /unit=20&by=commune/);
  assert.match(page.url(), /from=2000-01-01/);
  assert.ok(await page.locator(".tiles .in-order a").count() > 50);
  assert.equal(await tab().innerText(), "Bản đồ");
  await follow(page.locator(".tiles .in-order a").first(), /\/places\/\d{5}$/);
  await page.goBack();
  await follow(page.getByRole("link", { name: "Tất cả các tỉnh, thành phố" }), /by=place/);
  assert.equal(await page.locator(".tiles .placed a").count(), 34);
});

it("a map is read, and a number pressed, on the smallest telephone", async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/reports/petitions?by=place&from=2000-01-01");
  const sizes = await page.locator(".tiles ol a").evaluateAll((all) => all.map((tile) => [
    parseFloat(getComputedStyle(tile).fontSize), tile.offsetWidth, tile.offsetHeight, tile.scrollWidth - tile.clientWidth]));
  for (const [font, width, height, over] of sizes) assert.ok(font >= 12 && width >= 44 && height >= 44 && over <= 0, `${font} ${width} ${height} ${over}`);
  await page.locator("main details", { has: page.locator("#table") }).locator("summary").click();
  const links = await page.locator(".table.numbers .number a").evaluateAll((all) => all.map((link) => [link.offsetWidth, link.offsetHeight]));
  assert.ok(links.length > 0);
  for (const [width, height] of links) assert.ok(width >= 44 && height >= 44, `${width} ${height}`);
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto("/reports/petitions?by=kind&from=2000-01-01");
  const flow = page.locator("figure.flow svg[role=img]");
  assert.ok((await flow.boundingBox()).width <= 360, "nothing of it is beyond the edge");
  const fonts = await flow.locator("text").evaluateAll((all) => all.map((text) => parseFloat(getComputedStyle(text).fontSize)));
  for (const size of fonts) assert.ok(size >= 12, size);
  const boxes = await flow.locator("text").evaluateAll((all) => all.map((text) => text.getBoundingClientRect().toJSON()));
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => assert.ok(
    a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 4 || b.bottom <= a.top + 4, "no word lies on another")));
  await page.setViewportSize({ width: 390, height: 780 });
});

it("the name of a body leads to its page, and a part of a name is enough to ask for it", async () => {
  await page.goto("/reports/petitions?by=body&from=2000-01-01&unit=B%E1%BB%99%20N%E1%BB%99i%20v%E1%BB%A5");
  assert.equal(await page.locator("main .lead").first().innerText(), "Bộ Nội vụ");
  await page.locator("main details", { has: page.locator("#table") }).locator("summary").click();
  await Promise.all([page.waitForURL(/\/bodies\/BNV$/), page.locator(".table.numbers th a", { hasText: "Bộ Nội vụ" }).click()]);
  await page.goto("/reports/petitions?unit=" + encodeURIComponent("nội v"));
  const offer = page.locator("main nav a", { hasText: "Bộ Nội vụ" }).first();
  await Promise.all([page.waitForURL(/unit=BNV/), offer.click()]);
  assert.equal(await page.locator("main .lead").first().innerText(), "Bộ Nội vụ");
});

it("the figures are taken away as a picture, a workbook, CSV and JSON", async () => {
  await page.goto("/reports/petitions?by=place&from=2000-01-01");
  const files = await page.locator("main .downloads a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  assert.deepEqual(files.map((href) => href.match(/format=(\w+)/)[1]), ["svg", "xlsx", "csv", "json"]);
  const [svg, xlsx] = await Promise.all(files.slice(0, 2).map((href) => page.request.get(href)));
  assert.equal(svg.headers()["content-type"], "image/svg+xml");
  assert.match(svg.headers()["content-disposition"], /^attachment/);
  const drawn = await svg.text();
  assert.match(drawn, /<title>Số liệu kiến nghị, phản ánh: Theo tỉnh/);
  assert.match(drawn, /Nguồn: http/);
  const other = await browser.newPage();
  const faults = await other.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror").length, drawn);
  await other.close();
  assert.equal(faults, 0);
  assert.equal((await xlsx.body()).subarray(0, 2).toString(), "PK");
});

it("a name that many communes share says of which it is, and offers the others", async () => {
  await page.goto("/reports/petitions?unit=" + encodeURIComponent("Xã Tân Tiến"));
  assert.match(await page.locator("main .lead").first().innerText(), /^Xã Tân Tiến, (Tỉnh|Thành phố) /);
  const others = page.locator("main nav[aria-label='Hay một nơi khác cùng tên?'] a");
  assert.ok(await others.count() > 1);
  const name = (await others.first().innerText()).split(", ").pop();
  await Promise.all([page.waitForURL(/unit=\d{5}/), others.first().click()]);
  assert.ok((await page.locator("main .lead").first().innerText()).endsWith(name), name);
});
