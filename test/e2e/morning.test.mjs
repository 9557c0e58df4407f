// An officer's morning of two hundred letters, by keyboard alone; this server holds back what is pressed for ten seconds.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { address, finish, launch, open, signIn, text, violations } from "./browser.mjs";
import { submit } from "./steps.mjs";

const letters = 200, routed = 40, answered = 10, undone = 3;
const most = 6;  // keystrokes for a letter of which it is sure where it goes

let browser, codes;
const committee = "Ủy ban nhân dân xã Đồng Đăng";
// Each of its own, so that none is taken for another.
const words = (n) => `Kính gửi ${committee}. Đèn đường đoạn thứ ${n} hỏng từ tuần trước, đề nghị xã cho sửa trước mùa mưa.`;

before(async () => {
  browser = await launch();
  codes = [];
  for (let n = 1; n <= letters; ++n) codes.push((await submit(words(n))).code);
});
after(() => browser.close());

async function stateOf(code) {
  return (await (await fetch(`${address}/api/v1/petitions/${code}`)).json()).state;
}

// What is held back is done within its seconds.
async function becomes(code, state) {
  for (let tries = 0; tries < 600 && (await stateOf(code)) !== state; ++tries) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(await stateOf(code), state, code);
}

// Keys as a person presses them, counted.
class Keys {
  pressed = 0;
  constructor(page) { this.page = page; }
  async press(...keys) {
    for (const key of keys) {
      ++this.pressed;
      await this.page.keyboard.press(key);
    }
  }
  async go(...keys) {
    await Promise.all([this.page.waitForEvent("load"), this.press(...keys)]);
  }
}

const shown = (page) => text(page, ".pane .code");
async function focused(page) {
  await page.waitForFunction(() => document.activeElement !== document.body);
  return page.evaluate(() => ({ name: document.activeElement.name, text: document.activeElement.textContent }));
}

describe("a morning", () => {
  it("sends forty on, undoes three, meets a colleague once, and needs few keys", async () => {
    const page = await open(browser, { locale: "vi-VN", viewport: { width: 1280, height: 800 } });
    const keys = new Keys(page);
    await signIn(page, "tiepnhan.dongdang");
    await page.goto(`/desk/petitions/${codes[0]}?in=to_route`);
    const sent = [];
    for (let n = 0; n < routed; ++n) {
      const code = await shown(page);
      assert.ok(codes.includes(code), `${code} is one of this morning's`);
      const before = keys.pressed;
      await keys.go("r");
      assert.equal(await shown(page), code);
      assert.equal(await page.locator("#work input:checked").count(), 0, "nothing is chosen");
      const first = await focused(page);
      assert.equal(first.name, "to", "the cursor stands at the first suggestion");
      assert.ok(first.text.includes(committee), first.text);
      await keys.go("Enter");
      assert.notEqual(await shown(page), code, "the next one is open");
      assert.match(await text(page, ".held"), new RegExp(`${code}.*${committee}`, "s"), "what was done is said with code and body");
      assert.match(await text(page, ".held"), /\d{1,2}\/\d{1,2}\/\d{4}/, "and its day");
      if (n % 13 === 5 && sent.filter((each) => each.undone).length < undone) {
        const next = await shown(page);
        await keys.go("Backspace");
        assert.equal(await shown(page), code, "its form is given back");
        assert.equal(await stateOf(code), "received", "and nothing had happened");
        assert.ok((await focused(page)).text.includes(committee));
        await keys.go("Enter");
        assert.equal(await shown(page), next);
        sent.push({ code, undone: true });
      } else {
        sent.push({ code });
        assert.ok(keys.pressed - before <= most, `${keys.pressed - before} keys`);
      }
    }
    assert.equal(sent.filter((each) => each.undone).length, undone);
    assert.ok(keys.pressed / routed <= most, `${keys.pressed / routed} keys a letter`);
    assert.equal(new Set(sent.map((each) => each.code)).size, routed);

    // A colleague decides about the one that is open, while its form is open here.
    const code = await shown(page);
    await keys.go("r");
    const colleague = await open(browser, { locale: "vi-VN" });
    await signIn(colleague, "tonghop.langson");
    await colleague.goto(`/desk/petitions/${code}?do=route`);
    await colleague.fill("textarea[name=words]", "Xã xem giúp.");
    const theirs = new Keys(colleague);
    await colleague.locator("button[name=to]").first().focus();
    await theirs.go("Enter");
    await page.fill("textarea[name=words]", "Lời nhắn của tôi.");
    await page.locator("button[name=to]").last().focus();
    await keys.go("Enter");
    assert.match(await text(page, ".pane [role=alert]"), /Nông Thu Hiền/, "who was first is told");
    assert.ok((await page.content()).includes("Lời nhắn của tôi."), "and no word is lost");
    await becomes(code, "routed");

    for (const each of sent) await becomes(each.code, "routed");
    for (const other of codes.slice(routed + 1)) assert.equal(await stateOf(other), "received", "no other was touched");
    await page.goto("/desk?in=with_others");
    const waiting = await page.content();
    assert.ok(sent.some((each) => waiting.includes(each.code)), "what was sent on waits for others in sight");
    page.complaints = page.complaints.filter((each) => !/status of 409/.test(each));
    await finish(page, colleague);
  });

  it("never lands on another than the one in sight, though the list changes meanwhile", async () => {
    const [before, here, next, last] = codes.slice(60, 64);
    const page = await open(browser, { locale: "vi-VN" });
    const keys = new Keys(page);
    await signIn(page, "tiepnhan.dongdang");
    await page.goto(`/desk/petitions/${here}?in=to_route`);
    const colleague = await open(browser, { locale: "vi-VN" });
    await signIn(colleague, "tonghop.langson");
    for (const code of [before, next]) {
      await colleague.goto(`/desk/petitions/${code}?do=route`);
      await colleague.locator("button[name=to]").first().focus();
      await new Keys(colleague).go("Enter");
      await becomes(code, "routed");
    }
    await submit(words(999));
    await keys.go("r");
    assert.equal(await shown(page), here);
    assert.equal((await focused(page)).name, "to");
    // Held down, the key does no second deed.
    await Promise.all([page.waitForEvent("load"), page.keyboard.down("Enter")]);
    for (let n = 0; n < 5; ++n) await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    assert.equal(await shown(page), last, "the one between is with others now");
    await becomes(here, "routed");
    assert.equal(await stateOf(last), "received");
    await finish(page, colleague);
  });

  it("sends three on by one press, undoes them by one, and tells all of it in one line", async () => {
    const page = await open(browser, { locale: "vi-VN", viewport: { width: 1280, height: 800 } });
    const keys = new Keys(page);
    await signIn(page, "tiepnhan.dongdang");
    await page.goto("/desk?in=to_route&by=newest");
    await keys.press("x", "j", "x", "j", "x");
    const chosen = await page.locator(".tick input:checked").evaluateAll((all) => all.map((box) => box.value.match(/GD-.*/)[0]));
    assert.equal(chosen.length, 3);
    await keys.go("X");
    assert.match(await text(page, ".pane h2"), /^3 việc đã chọn/);
    await keys.go("r");
    assert.equal((await focused(page)).name, "to", "the cursor stands at the first suggestion, which is not chosen");
    const before = keys.pressed;
    await keys.go("Enter");
    assert.equal(keys.pressed - before, 1);
    assert.equal(await page.locator(".held > .flash").count(), 1);
    assert.match(await text(page, ".held"), /GD-.*Cùng cách đó cho 2 việc nữa/s);
    for (const code of chosen) assert.equal(await page.locator(`.list a[href*='${code}']`).count(), 0, "gone from the list");
    await keys.go("Backspace");
    assert.match(await text(page, ".pane h2"), /^3 việc đã chọn/);
    for (const code of chosen) assert.equal(await stateOf(code), "received", "nothing had happened");
    await page.locator("button[name=to]").first().focus();
    await keys.go("Enter");
    for (const code of chosen) await becomes(code, "routed");
    await finish(page);
  });

  it("answers ten by keyboard, each with four keys besides its words", async () => {
    const page = await open(browser, { locale: "vi-VN" });
    const keys = new Keys(page);
    await signIn(page, "traloi.dongdang");
    const answers = codes.slice(0, answered);
    for (const code of answers) {
      await page.goto(`/desk/petitions/${code}?in=mine`);
      await keys.go("t");
      assert.equal((await focused(page)).name, "text");
      if (code === answers[0]) {
        await keys.go("Control+Enter");
        assert.deepEqual(await page.locator(".wrongs a").evaluateAll((all) => all.map((link) => link.getAttribute("href"))), ["#text", "#outcome"], "all that is wrong at once");
        await page.locator("[name=text]").focus();
      }
      await page.keyboard.type("Xã đã thay bóng đèn của cột này sáng nay.");
      await keys.press("Tab", "Space");
      assert.ok(await page.isChecked("input[name=outcome][value=settled]"));
      assert.match(await text(page, "main form button[data-key='Ctrl Enter']"), /công khai/, "it says that all will read it");
      await keys.go("Control+Enter");
      assert.match(await text(page, ".held"), new RegExp(code));
    }
    for (const code of answers) await becomes(code, "answered");
    await finish(page);
  });
});

describe("the keys", () => {
  // What a key is for is on the page: it leads there, or to the button, which it does not press.
  async function expectKeys(page, at) {
    await page.goto(at);
    const all = await page.locator("[data-key]").evaluateAll((each) => each.map((one) => one.dataset.key));
    assert.equal(new Set(all).size, all.length, `unique: ${all}`);
    for (const key of all.filter((each) => !each.startsWith("Ctrl"))) {
      await page.goto(at);
      const target = page.locator(`[data-key="${key}"]`);
      // A link, or the button of a form that only asks, leads there.
      const href = await target.evaluate((one) => one.getAttribute("href") ?? (one.form?.method === "get" ? one.form.action : null));
      const presses = key.split(" ");
      const leads = href && Promise.all([
        page.waitForRequest((request) => request.isNavigationRequest() && request.url().split(/[?#]/)[0] === new URL(href, address).href.split(/[?#]/)[0], { timeout: 20_000 }),
        page.waitForEvent("load", { timeout: 20_000 }),
      ]);
      for (const each of presses) await page.keyboard.press(each);
      if (href) await leads;
      else assert.ok(await target.evaluate((one) => one === document.activeElement), `${key} goes to its button`);
    }
    return all;
  }

  it("that a page shows all do what they say", async () => {
    const page = await open(browser, { locale: "vi-VN" });
    await signIn(page, "tiepnhan.dongdang");
    const code = codes[180];
    const onRecord = await expectKeys(page, `/desk/petitions/${code}?in=to_route`);
    for (const key of ["r", "g d", "g 1", "X"]) assert.ok(onRecord.includes(key), `${key} among ${onRecord}`);
    const onForm = await expectKeys(page, `/desk/petitions/${code}?in=to_route&do=route`);
    for (const key of ["1", "Ctrl Enter"]) assert.ok(onForm.includes(key), `${key} among ${onForm}`);
    const onMany = await expectKeys(page, `/desk/many?in=to_route&of=/desk/petitions/${code}&of=/desk/petitions/${codes[179]}`);
    assert.ok(onMany.includes("r"), `r among ${onMany}`);
    assert.equal(await stateOf(code), "received", "no letter of the keyboard did a deed");
    const body = await open(browser, { locale: "vi-VN" });
    await signIn(body, "traloi.dongdang");
    const onTheirs = await expectKeys(body, `/desk/petitions/${codes[20]}?in=mine`);
    assert.ok(onTheirs.includes("t"), `t among ${onTheirs}`);
    assert.equal(await stateOf(codes[20]), "routed");
    await finish(page, body);
  });

  it("are switched off by who wants it, and then no letter does anything", async () => {
    const page = await open(browser, { locale: "vi-VN" });
    await signIn(page, "tiepnhan.dongdang");
    await page.goto("/keys");
    await Promise.all([page.waitForEvent("load"), page.click("form[action='/keys'] button")]);
    const at = `/desk/petitions/${codes[181]}?in=to_route`;
    await page.goto(at);
    for (const key of ["r", "j", "x", "?", "/"]) await page.keyboard.press(key);
    assert.equal(await page.locator("dialog[open], .tick input:checked").count(), 0);
    assert.equal(page.url(), address + at);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    await page.goto("/keys");
    await Promise.all([page.waitForEvent("load"), page.click("form[action='/keys'] button")]);
    await page.goto(at);
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("r")]);
    assert.match(page.url(), /do=route/);
    await finish(page);
  });

  it("reach everything by Ctrl K: a shelf, a step, a row, a code", async () => {
    const page = await open(browser, { locale: "vi-VN", bypassCSP: true });
    await signIn(page, "tiepnhan.dongdang");
    const [code, other] = codes.slice(182, 184);
    const reach = async (words, pattern) => {
      await page.goto(`/desk/petitions/${code}?in=to_route`);
      await page.keyboard.press("Control+k");
      assert.deepEqual(await focused(page), { name: "q", text: "" });
      await page.keyboard.type(words);
      if (pattern) await Promise.all([page.waitForURL(pattern), page.keyboard.press("Enter")]);
    };
    await reach("dang cho nguoi", /in=waiting/);
    await reach("chuyển", /do=route/);
    assert.equal(await shown(page), code);
    await reach(other, new RegExp(`/petitions/${other}`));
    await reach("", null);
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.equal(await stateOf(code), "received", "it leads, and does nothing");
    await finish(page);
  });

  it("show ten letters and more on a screen, each in two lines with what is late", async () => {
    const page = await open(browser, { locale: "vi-VN", viewport: { width: 1280, height: 800 } });
    await signIn(page, "tiepnhan.dongdang");
    await page.goto("/desk?in=to_route");
    const inSight = await page.locator(".list .card").evaluateAll((all) => all.filter((card) => card.getBoundingClientRect().bottom <= window.innerHeight).length);
    assert.ok(inSight >= 10, `${inSight} rows`);
    await finish(page);
  });
});
