// A mother with a child books a reception on a telephone without JavaScript: code, key and letter; another time; the
// officer finds her by the code and enters her visit; her booking says what came of it. And a program cannot take the
// time that somebody fills in a form for.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { address, finish, launch, letterAbout, open, overflow, signIn, text, violations } from "./browser.mjs";

const phone = { viewport: { width: 390, height: 780 }, locale: "vi-VN", javaScriptEnabled: false };
const words = "Con tôi lên năm tuổi chưa có chỗ học ở trường mầm non của xã. Tôi muốn hỏi bao giờ trường nhận thêm.";
const go = async (page, selector) => Promise.all([page.waitForLoadState("load"), page.click(selector)]);
const to = (step) => `main button[name=to][value=${step}]`;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// From the list of places to the question of the time, on the first day on which one is free.
async function untilTime(page) {
  await page.goto("/receptions");
  await go(page, "main a:has-text('Phòng tiếp công dân xã Đồng Đăng')");
  await go(page, "main a[href$='/book']");
  await page.fill("[name=matter]", words);
  await go(page, to("similar"));
  if (await page.locator("[name=about]").count()) await go(page, to("needs"));
  await page.check("[name=companion]");
  await go(page, to("day"));
  await page.locator("input[type=radio][name=day]").first().check();
  await go(page, to("time"));
}

async function contact(page, name, email) {
  await page.fill("[name=name]", name);
  await page.fill("[name=phone]", `09${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`);
  await page.fill("[name=email]", email);
  await go(page, to("check"));
}

it("is booked, changed, heard, and says what came of it", async () => {
  const page = await open(browser, phone);
  await untilTime(page);
  await page.locator("[name=time]").first().check();
  await go(page, to("contact"));
  assert.equal(await overflow(page), 0);
  await contact(page, "Lò Thị Mẫu", "mau.hen@vidu.vn");
  assert.match(await text(page, "main"), /Con tôi lên năm tuổi/);
  await go(page, to("send"));
  const code = (await text(page, "main .code")).trim();
  const key = (await text(page, ".private-key")).trim();
  assert.match(code, /^LH-/);
  assert.match(key, /^\d{4}-\d{3}-\d{3}$/);
  assert.equal(await page.locator("svg.qr").count(), 1);
  assert.equal(await overflow(page), 0);
  const letter = await letterAbout(code);
  assert.match(letter, /Phòng tiếp công dân xã Đồng Đăng/);
  assert.doesNotMatch(letter, /mầm non/, "no word of the matter");

  // Another day, another browser: the key alone opens it.
  const later = await open(browser, phone);
  await later.goto(`/bookings/${code}`);
  assert.doesNotMatch(await text(later, "main"), /mầm non/);
  await later.fill("[name=author_key]", key);
  await go(later, "main button[name=do][value=show]");
  assert.match(await text(later, "main"), /mầm non/);
  const slots = later.locator("select[name=slot] option");
  const chosen = (await slots.nth(1).innerText()).trim();
  await later.selectOption("select[name=slot]", { index: 1 });
  await go(later, "main button[name=do][value=move]");
  const time = chosen.match(/\d{1,2}:\d{2}/)[0];
  assert.ok((await text(later, "main dl, main .facts")).includes(time), `it is at ${time} now`);

  const officer = await open(browser, { locale: "vi-VN" });
  await signIn(officer, "tiepnhan.dongdang");
  await officer.goto("/desk/receptions/new");
  await officer.click("main details summary:has-text('hẹn')");
  await officer.fill("[name=booking]:not([type=hidden])", code);
  await Promise.all([officer.waitForURL(/booking=/), officer.keyboard.press("Enter")]);
  assert.equal(await officer.inputValue("[name=matter]"), words);
  assert.equal(await officer.inputValue("[name=name]"), "Lò Thị Mẫu");
  await officer.check("[name=kind][value=proposal]");
  await officer.fill("[name=address]", "Thôn Mẫu");
  await officer.check("[name=outcome][value=accepted]");
  await officer.fill("[name=explained]", "Trường nhận thêm một lớp từ tháng sau.");
  await officer.check("[name=told]");
  await Promise.all([officer.waitForURL(/done=entered/), officer.keyboard.press("Control+Enter")]);

  await later.goto(`/bookings/${code}`);
  await later.fill("[name=author_key]", key);
  await go(later, "main button[name=do][value=show]");
  assert.equal(await later.locator("main a[href^='/visits/TD-']").count(), 1);
  assert.equal(await later.locator("main button[name=do][value=cancel]").count(), 0, "it is over");
  await finish(page, later, officer);
});

it("holds the time that somebody fills in the form for", async () => {
  const page = await open(browser, phone);
  await untilTime(page);
  const first = page.locator("[name=time]").first();
  const day = await page.inputValue("input[type=hidden][name=day]");
  const minute = Number(await first.getAttribute("value"));
  await first.check();
  await go(page, to("contact"));
  const place = new URL(page.url()).pathname.split("/")[2];
  const at = new Date(Date.parse(`${day}T00:00:00+07:00`) + minute * 60_000).toISOString().replace(".000", "");
  const answer = await fetch(`${address}/api/v1/receptions/bookings`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ place, starts_at: at, name: "Người khác", email: "khac@vidu.vn" }),
  });
  assert.equal(answer.status, 422);
  const { errors: [error] } = await answer.json();
  assert.ok(error.candidates.length > 0 && error.candidates.every(({ name }) => name !== at));
  await contact(page, "Vi Văn Mẫu", "vi.hen@vidu.vn");
  await go(page, to("send"));
  assert.match(await text(page, "main .code"), /^LH-/);
  await finish(page);
});

it("passes axe on its pages, with and without what is wrong", async () => {
  const page = await open(browser, { ...phone, javaScriptEnabled: true, bypassCSP: true });
  const clean = async (what) => {
    assert.deepEqual(await violations(page), [], what);
    assert.equal(await overflow(page), 0, what);
  };
  await untilTime(page);
  await clean("time");
  await go(page, to("contact"));
  await clean("no time was chosen");
  await page.locator("[name=time]").last().check();
  await go(page, to("contact"));
  await contact(page, "Hà Thị Mẫu", "ha.hen@vidu.vn");
  await clean("check");
  await go(page, to("send"));
  await clean("booked");
  await finish(page);
});
