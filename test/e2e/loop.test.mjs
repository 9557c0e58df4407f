// Closing the loop: who asked says that it is not done yet, from the letter and from the page of the code; it goes to the
// level above, and the ledger of promises tells it.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { finish, launch, letterAbout, open, overflow, signIn, text, violations } from "./browser.mjs";
import { route, submit } from "./steps.mjs";

const commune = "Ủy ban nhân dân xã Đồng Đăng", province = "Ủy ban nhân dân tỉnh Lạng Sơn";

let browser, officer, body;
before(async () => {
  browser = await launch();
  // Seven days are this installation's own: here the question comes on the day of the answer.
  const admin = await open(browser, { locale: "vi-VN" });
  await signIn(admin, "quantri");
  await admin.goto(`/admin/rules?word=${encodeURIComponent("Hỏi lại người gửi")}`);
  const row = admin.locator("main a[href^='/admin/rules/']:not([href$='/new'])").first();
  await Promise.all([admin.waitForURL(/\/admin\/rules\/\d+/), row.click()]);
  assert.equal(await admin.inputValue("[name=value]"), "7");
  await admin.fill("[name=value]", "0");
  await Promise.all([admin.waitForEvent("load"), admin.press("[name=value]", "Enter")]);
  assert.equal(await admin.locator(".wrongs").count(), 0);
  await finish(admin);
  officer = await open(browser, { locale: "vi-VN" });
  await signIn(officer, "tiepnhan.dongdang");
  body = await open(browser, { locale: "vi-VN" });
  await signIn(body, "traloi.dongdang");
});
after(async () => {
  await finish(officer, body);
  await browser.close();
});

// Until it holds: an act of an officer may be held back for some seconds, and jobs come now and then.
async function until(what, holds) {
  for (let tries = 0; tries < 300; ++tries) {
    const found = await holds();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what} did not come`);
}

const shown = (code) => fetch(`${process.env.GANDAN_ADDRESS}/petitions/${code}?lang=vi`, { headers: { "Accept-Language": "vi" } }).then((page) => page.text());
const shows = (code, words) => until(words, async () => (await shown(code)).includes(words));

async function answer(code, words, outcome, day = "") {
  await until("the answer's form", async () => {
    await body.goto(`/desk/petitions/${code}/answer`);
    return body.locator("[name=text]").count();
  });
  await body.fill("[name=text]", words);
  await body.check(`input[name=outcome][value=${outcome}]`);
  if (day) await body.fill("[name=promised]", day);
  await Promise.all([body.waitForEvent("load"), body.click("main form button:not([name=preview])")]);
  await shows(code, words);
}

async function sent(words, more = {}) {
  const made = await submit(words, more);
  await route(officer, made.code);
  await shows(made.code, commune);
  return made;
}

const inDays = (n) => new Date(Date.now() + (7 + 24 * n) * 3600 * 1000).toISOString().slice(0, 10).split("-").reverse().join("/");

describe("who asked says that it is not done yet", () => {
  it("from the letter, which says nothing before a button is pressed, and it goes to the level above", async () => {
    const made = await submit("Đèn đường ở ngã ba vào chợ xã Đồng Đăng tắt đã hai tuần. Xin sửa.", { contact: "mau@vidu.vn" });
    const resident = await open(browser, { locale: "vi-VN", bypassCSP: true });
    await resident.goto((await letterAbout(made.code)).match(/(\/letters\/[^/\s]+)\s/)[1]);
    await resident.click("main form button:not([type=button])");
    await route(officer, made.code);
    await shows(made.code, commune);
    await answer(made.code, "Đã thay bóng đèn chiều qua.", "settled");

    const letter = await until("the question", async () => {
      const newest = await letterAbout(made.code);
      return newest.includes("/asked/") && newest;
    });
    const [, link] = letter.match(/(\/asked\/[^/\s]+)\s/);
    for (let times = 0; times < 2; ++times) await fetch(process.env.GANDAN_ADDRESS + link);
    assert.doesNotMatch(await shown(made.code), /Người gửi cho biết/, "opening a link says nothing");

    await resident.goto(link);
    assert.match(await text(resident, "h1"), /Đã xong chưa/);
    assert.equal(await resident.locator("main form button[name=verdict]").count(), 2);
    assert.match(await text(resident, "main .answer"), /Đã thay bóng đèn chiều qua/, "the answer that it asks about");
    assert.equal(await overflow(resident), 0);
    assert.deepEqual(await violations(resident), []);
    await resident.fill("[name=words]", "Tối qua đèn lại tắt.");
    await Promise.all([resident.waitForURL(new RegExp(`/petitions/${made.code}`)), resident.click("button[value=open]")]);
    assert.match(await text(resident, "main"), new RegExp(province), "it goes to the level above");
    assert.doesNotMatch(await shown(made.code), /Tối qua đèn lại tắt/, "the officers alone read the reason");
    await resident.goto(link);
    assert.match(await text(resident, "h1"), /Không còn hỏi/);
    await finish(resident);
  });

  it("from the page of the code, of what was promised, and the ledger tells that it is doubted", async () => {
    const made = await sent("Mương thoát nước sau chợ xã Đồng Đăng bị sạt, nước tràn ra đường. Xin kè lại.");
    await answer(made.code, "Xã sẽ kè lại đoạn mương bị sạt.", "scheduled", inDays(3));
    const reader = await open(browser, { locale: "vi-VN", bypassCSP: true });
    await reader.goto(`/undertakings?by=${encodeURIComponent(inDays(3))}`);
    assert.ok((await text(reader, "main")).includes(made.code), "it stands among what is due next");
    await answer(made.code, "Xã đã kè xong đoạn mương.", "settled");

    await reader.goto("/undertakings?show=doubted");
    assert.ok(!(await text(reader, "main")).includes(made.code));
    await reader.goto(`/petitions/${made.code}`);
    assert.match(await text(reader, "main"), /Đã xong chưa\?/);
    await Promise.all([reader.waitForURL(/verdict/), reader.click(`a[href='/petitions/${made.code}/verdict']`)]);
    await reader.fill("[name=author_key]", made.key);
    await reader.check("[name=verdict][value=open]");
    await Promise.all([reader.waitForURL(/done=doubted/), reader.click("#deed button.large")]);
    assert.match(await text(reader, "main"), /Người gửi cho biết chưa xong/);
    await reader.goto("/undertakings?show=doubted");
    assert.ok((await text(reader, "main")).includes(made.code), "the ledger tells it");
    assert.match(await text(reader, "main"), /Người hỏi nói chưa xong/);
    assert.equal(await overflow(reader), 0);
    assert.deepEqual(await violations(reader), []);
    const table = await fetch(`${process.env.GANDAN_ADDRESS}/undertakings.csv?show=doubted`).then((file) => file.text());
    assert.match(table, new RegExp(`${made.code}.*,doubted,.*,not_done`));
    await finish(reader);
  });
});
