// At the desk of a reception: twenty visitors before noon by keyboard alone, and one who is refused on a ground of the law.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { finish, launch, open, signIn, text, violations } from "./browser.mjs";
import { enterVisit, fillVisit, readVisit } from "./steps.mjs";
import { asEachReader, paperOf } from "./visitors.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// What is typed by Telex: a mark is a key of its own. A practised hand does two hundred in a minute.
const telex = (words) => words.normalize("NFD").length + (words.match(/đ/gi) ?? []).length;
const a_minute = 200, most_besides = 24;

class Keys {
  all = 0;
  besides = 0;  // those that are no letter of what is written down
  constructor(page) { this.page = page; }
  begin() { this.all = this.besides = 0; }
  async press(...keys) {
    for (const key of keys) {
      this.besides += key.split("+").length;
      this.all += key.split("+").length;
      await this.page.keyboard.press(key);
    }
  }
  async type(words) {
    this.all += telex(words);
    await this.page.keyboard.insertText(words);
  }
  // Tab by Tab, as somebody goes who has no mouse.
  async to(name) {
    const at = () => this.page.evaluate(() => document.activeElement.name);
    for (let tabs = 0; (await at()) !== name; ++tabs) {
      assert.ok(tabs < 20, `${name} is reached by Tab`);
      await this.press("Tab");
    }
  }
  async write(fields) {
    for (const [name, words] of Object.entries(fields)) {
      await this.to(name);
      await this.type(words);
    }
  }
  async choose(name, value) {
    await this.to(name);
    const at = await this.page.locator(`[name=${name}]`).evaluateAll((all, value) => all.findIndex((one) => one.value === value), value);
    await this.press(...(at === 0 ? ["Space"] : Array(at).fill("ArrowDown")));
    assert.ok(await this.page.isChecked(`[name=${name}][value=${value}]`), `${name} is ${value}`);
  }
  async enter() {
    await Promise.all([this.page.waitForEvent("load"), this.press("Control+Enter")]);
  }
}

const visitor = (n) => ({ name: `Lý Văn Mẫu ${n}`, address: "thôn Nà Ví", identity: `020 100 000 ${100 + n}` });
const matter = (n) => `Mương đội ${n} vỡ bờ, nước tràn ruộng.`;
const kinds = ["report", "proposal", "complaint"];
const codeOf = (page) => new URL(page.url()).searchParams.get("code");

describe("a morning of twenty visitors, by keyboard alone", () => {
  it("goes into the book, each in less than a minute of keys", async () => {
    const page = await open(browser, { locale: "vi-VN", viewport: { width: 1280, height: 800 }, bypassCSP: true });
    const keys = new Keys(page);
    await signIn(page, "tiepnhan.dongdang");
    await page.goto("/desk");
    await keys.press("g");
    await Promise.all([page.waitForURL(/receptions\/new/), keys.press("v")]);
    assert.deepEqual(await violations(page), []);
    const entered = [];
    for (let n = 1; n <= 20; ++n) {
      keys.begin();
      if (n > 1) await keys.press("n");
      assert.equal(await page.evaluate(() => document.activeElement.name), "matter", "the cursor stands where one begins");
      assert.equal(await page.inputValue("[name=matter]"), "", "the form is fresh");
      await keys.type(n === 7 ? "Hỏi việc đính chính 86 m2 đất vườn." : matter(n));
      await keys.choose("kind", n === 7 ? "complaint" : kinds[n % 3]);
      if (n === 7) {  // who came before is found while typing
        await keys.write({ before: "86 met vuong" });
        await page.locator("#earlier-visits", { hasText: "86 mét vuông" }).waitFor();
        await keys.to("earlier");
        await keys.press("Space");
      }
      await keys.write(n === 12 ? visitor(3) : visitor(n));
      await keys.choose("outcome", n % 5 === 0 ? "guided" : "accepted");
      if (n % 5 === 0) await keys.write({ directed_to: "Tổ hòa giải Nà Ví" });
      await keys.enter();
      if (n === 12) {  // the number of the paper is that of the third visitor
        assert.match(await text(page, "#earlier-visits"), /đã đến trước đây.*Mương đội 3/s);
        assert.equal(await page.inputValue("[name=name]"), visitor(3).name, "no word is lost");
        await keys.choose("earlier", entered[2]);
        await keys.enter();
      }
      await page.waitForURL(/done=entered/);
      assert.equal(await page.locator(".wrongs").count(), 0);
      assert.ok(!entered.includes(codeOf(page)));
      entered.push(codeOf(page));
      assert.ok(keys.all <= a_minute, `${keys.all} keys for visitor ${n}`);
      assert.ok(keys.besides <= most_besides, `${keys.besides} keys besides the words for visitor ${n}`);
      if (n === 14) {  // said two things of two kinds
        const first = codeOf(page);
        await Promise.all([page.waitForURL(/sitting=/), keys.press("m")]);
        await keys.type("Xin thêm biển báo ở ngã ba vào thôn.");
        await keys.choose("kind", "proposal");
        assert.equal(await page.locator("[name=name]").count(), 0, "who came is known");
        await keys.choose("outcome", "accepted");
        await keys.enter();
        await page.waitForURL((url) => url.searchParams.get("code") !== first);
        entered.push(codeOf(page));
      }
    }
    assert.equal(entered.length, 21);
    const book = [];
    for (const code of [entered[0], entered.at(-1)]) {
      await page.goto(`/desk/receptions/${code}`);
      book.push(Number((await text(page, ".pane")).match(/Số thứ tự trong sổ\s*(\d+)\/\d{4}/)[1]));
    }
    assert.equal(book[1] - book[0], 20, "the book is numbered without a gap");
    await page.goto(`/desk/receptions/${entered[6]}`);
    assert.equal((await text(page, ".pane")).match(/Các lần tiếp khác về việc này/g).length, 3, "it is the fourth on its matter");
    assert.deepEqual(await violations(page), []);
    await finish(page);
  });
});

describe("a refusal", () => {
  const refused = {
    matter: "Đề nghị lắp thêm đèn ở ngõ vào trường, đã được trả lời bằng văn bản tháng trước.", kind: "proposal",
    name: "Lương Thị Mẫu", address: "thôn Nà Ví, xã Đồng Đăng", identity: "020 100 000 301", outcome: "refused", ground: "nothing_new",
  };
  const explained = "Xã đã trả lời bằng văn bản số 41 ngày 2 tháng trước; ông bà chưa nêu tình tiết mới.";

  it("has a ground of the law and its reason, is told how to complain, and gets its notice", async () => {
    const officer = await open(browser, { locale: "vi-VN", bypassCSP: true });
    await signIn(officer, "tiepnhan.dongdang");
    await officer.goto("/desk/receptions/new");
    await fillVisit(officer, refused);
    await Promise.all([officer.waitForEvent("load"), officer.keyboard.press("Control+Enter")]);
    assert.equal(await officer.locator(".wrongs a[href='#explained']").count(), 1, "nobody is turned away without the reason");
    assert.deepEqual(await violations(officer), []);
    const visit = await enterVisit(officer, { ...refused, explained });

    await asEachReader(browser, async (page, lang) => {
      await readVisit(page, { ...visit, key: "0000000000" });
      assert.equal(await page.locator(".wrongs a[href='#author_key']").count(), 1);
      assert.doesNotMatch(await text(page, "main"), /Lương|đèn/, "nothing is told without the key");
      const told = await readVisit(page, visit);
      for (const words of [explained, refused.matter, "điểm h khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP"]) assert.ok(told.includes(words), words);
      assert.match(told, lang === "vi" ? /có quyền khiếu nại.*Điều 7/s : /you can complain about it.*art\. 7/s);
    });

    await officer.goto(`/desk/receptions/${visit.code}`);
    const before = await paperOf(officer, visit.code, "refusal");
    for (const words of ["Mẫu số 01/TCD", "Về việc từ chối tiếp công dân", "Lý do từ chối: ", explained.slice(0, -1), "ông (bà) Lương Thị Mẫu",
                         "Điều 7 Luật Khiếu nại số 02/2011/QH13./."])
      assert.ok(before.includes(words), words);
    assert.match(before, /Đồng Đăng, ngày \.+ tháng/, "its day is the day on which it is issued");

    await officer.goto("/desk?in=visits_to_tell");
    assert.ok((await text(officer, "main")).includes(visit.code), "the notice is owed");
    await officer.goto(`/desk/receptions/${visit.code}?do=give_notice`);
    await officer.fill("[name=document]", "07/TB-UBND");
    await Promise.all([officer.waitForURL(/done=give_notice/), officer.press("[name=document]", "Control+Enter")]);
    await officer.goto(`/desk/receptions/${visit.code}`);
    assert.match(await paperOf(officer, visit.code, "refusal"), /Số: 07\/TB-UBND/);
    const page = await open(browser, { locale: "vi-VN", javaScriptEnabled: false });
    assert.match(await readVisit(page, visit), /Số văn bản\s*07\/TB-UBND/);
    await finish(page, officer);
  });

  it("on any other ground is explained on the spot, and no notice is owed", async () => {
    const officer = await open(browser, { locale: "vi-VN" });
    await signIn(officer, "tiepnhan.dongdang");
    const visit = await enterVisit(officer, { ...refused, identity: "", ground: "with_another_body", explained: "Tòa án đang giải quyết vụ việc." });
    await officer.goto(`/desk/receptions/${visit.code}`);
    assert.equal(await officer.locator("main a[href*='/refusal.']").count(), 0);
    assert.match(await text(officer, ".pane"), /Đã thông báo/);
    const other = await open(browser);
    await signIn(other, "traloi.byt");
    for (const path of ["", "/refusal.pdf"]) assert.ok([403, 404].includes((await other.goto(`/desk/receptions/${visit.code}${path}`)).status()), path);
    other.complaints = other.complaints.filter((each) => !/status of 403/.test(each));
    await finish(officer, other);
  });
});
