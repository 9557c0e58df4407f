// How one finds: the four items of the menu, the one box, a list with its passages, what many ask.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { address, finish, launch, open, overflow, signIn, text, violations } from "./browser.mjs";
import { submit } from "./steps.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const telephone = { viewport: { width: 360, height: 740 }, locale: "vi-VN" };
const menu = ["Gửi và hỏi", "Nơi tôi ở", "Cơ quan", "Số liệu"];

describe("the menu", () => {
  it("is the same four words on every page, and marks the one that it is of", async () => {
    const page = await open(browser, { ...telephone, javaScriptEnabled: false });
    for (const [path, marked] of [["/", null], ["/send", 0], ["/follow", 0], ["/petitions", 0], ["/topics", 0], ["/where", 1], ["/places/20", 1],
                                  ["/bodies", 2], ["/undertakings", 2], ["/reports/petitions", 3], ["/open-data/petitions", 3], ["/log", 3], ["/privacy", null]]) {
      await page.goto(path);
      const items = page.locator(".site-nav a");
      assert.deepEqual(await items.allInnerTexts(), menu, path);
      const current = await items.evaluateAll((all) => all.map((a) => a.getAttribute("aria-current")));
      assert.deepEqual(current, menu.map((_, at) => (at === marked ? "true" : null)), path);
      const boxes = await items.evaluateAll((all) => all.map((a) => a.getBoundingClientRect()).map(({ top, height }) => ({ top, height })));
      assert.equal(new Set(boxes.map(({ top }) => top)).size, 1, `${path}: one line on a telephone`);
      assert.ok(boxes.every(({ height }) => height >= 40), `${path}: wide enough for a thumb`);
    }
    await finish(page);
  });

  it("leads to a page of ways, each of which leads on, also without a script", async () => {
    for (const [width, lang] of [[320, "vi"], [360, "en"], [1280, "vi"]]) {
      const page = await open(browser, { viewport: { width, height: 740 }, javaScriptEnabled: false });
      for (const intent of ["ask", "place", "bodies", "figures"]) {
        await page.goto(`/?lang=${lang}`);
        await page.click(`.site-nav a[href='/ways/${intent}']`);
        const where = `${intent}, ${lang}, ${width} px`;
        assert.equal(await page.locator(".site-nav a[aria-current=page]").innerText(), await text(page, "h1"), where);
        assert.equal(await overflow(page), 0, where);
        const ways = await page.locator(".ways a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
        assert.ok(ways.length > 0, where);
        for (const way of ways) assert.equal((await fetch(address + way)).status, 200, way);
      }
      await finish(page);
    }
    const page = await open(browser, telephone);
    await page.goto("/ways/ask");
    assert.deepEqual(await violations(page), []);
    await page.fill("main [name=q]", "dong dang");  // a telephone's header has no room for the box
    await Promise.all([page.waitForEvent("load"), page.press("main [name=q]", "Enter")]);
    assert.equal(await page.locator("main a[href='/places/06184']").count(), 1);
    await finish(page);
  });
});

describe("the one box", () => {
  it("understands a code with one symbol wrong, a place, a body and words", async () => {
    const sent = await submit("Cầu tràn ở bản Khòn Thử ngập mỗi khi mưa, đề nghị làm cầu cao hơn.");
    const page = await open(browser, { locale: "vi-VN" });
    const look = async (words) => {
      await page.goto("/help");
      await page.fill("header input[name=q]", words);
      await Promise.all([page.waitForEvent("load"), page.press("header input[name=q]", "Enter")]);
    };
    await look(sent.code.toLowerCase());
    assert.equal(new URL(page.url()).pathname, `/petitions/${sent.code}`);
    await look(sent.code.slice(0, -1) + (sent.code.endsWith("7") ? "8" : "7"));
    assert.equal(await page.locator(`main a[href='/petitions/${sent.code}']`).count(), 1, "the code that is meant");
    await look("dong dang");
    assert.equal(await page.locator("main a[href='/places/06184']").count(), 1);
    await look("bo y te");
    assert.equal(await page.locator("main a[href='/bodies/BYT']").count(), 1);
    await look("cau tran ngap");
    assert.ok((await text(page, "main")).includes(sent.code));
    await finish(page);
  });

  it("shows what is asked in other words where a sentence is nobody's", async () => {
    const sent = await submit("Đường vào bản Nà Thử bị sạt lở sau mưa, xe máy không đi được, đề nghị sửa đường.");
    const page = await open(browser, { locale: "vi-VN" });
    const sentence = "bao giờ thì sửa đường vào bản Nà Thử đang sạt lở thế này";
    for (let tries = 0; tries < 60; ++tries) {  // what is similar is learned by a job
      await page.goto(`/petitions?q=${encodeURIComponent(sentence)}`);
      if ((await text(page, "main")).includes(sent.code)) break;
      await page.waitForTimeout(500);
    }
    assert.ok((await text(page, "main")).includes(sent.code));
    assert.ok(await page.locator("main a[href='/send']").count(), "or one sends it oneself");
    await finish(page);
  });
});

describe("a list of what was found", () => {
  it("marks the words in their passage as text, tells how many ask, and takes the newest first", async () => {
    const older = await submit("Xin xem giúp việc này. " + "Bà con đã nói nhiều lần. ".repeat(20) + "Ống cống <b>vỡ</b> ở ngõ Thử Nghiệm & nước tràn.");
    const newer = await submit("Ong cong vo o ngo Thu Nghiem da lau.");
    const page = await open(browser, { locale: "vi-VN" });
    const find = async (more = "") => page.goto(`/petitions?q=${encodeURIComponent("ống cống")}${more}`);
    await find();
    const card = page.locator("main .card", { hasText: older.code });
    assert.deepEqual(await card.locator("mark").allInnerTexts(), ["Ống cống"]);
    assert.match(await card.locator(".excerpt").innerText(), /^… .*Ống cống <b>vỡ<\/b> ở ngõ Thử Nghiệm & nước tràn/);
    const codes = async () => (await page.locator("main .card .code").allInnerTexts()).filter((code) => [older.code, newer.code].includes(code));
    assert.deepEqual(await codes(), [older.code, newer.code], "as it was typed comes first");
    await Promise.all([page.waitForEvent("load"), page.click("main .tabs a[href*='sort=newest']")]);
    assert.deepEqual(await codes(), [newer.code, older.code]);
    assert.equal(await page.locator("main .tabs a[aria-current]").innerText(), "Mới nhất trước");
    assert.deepEqual(await violations(page), []);
    await finish(page);
  });

  it("has its filters above it on a telephone, folded until one opens them, with and without a script", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open(browser, { ...telephone, javaScriptEnabled });
      await page.goto("/petitions?q=duong");
      const facet = page.locator(".facets a[href*='state=']").first();
      const fold = page.locator(".facets-fold summary");
      assert.ok(await facet.isHidden());
      const [above, first] = [await fold.boundingBox(), await page.locator("main .card").first().boundingBox()];
      assert.ok(above.y < first.y && above.height >= 44);
      await fold.click();
      assert.ok(await facet.isVisible());
      assert.equal(await overflow(page), 0);
      await Promise.all([page.waitForEvent("load"), facet.click()]);
      assert.match(page.url(), /q=duong.*state=/);
      assert.ok(await page.locator(".facets a").first().isVisible(), "one goes on choosing");
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto("/petitions");
      assert.ok(await fold.isHidden(), "beside the list they always stand");
      assert.ok(await page.locator(".facets a").first().isVisible());
      await finish(page);
    }
  });
});

it("what many ask says first how many, and whoever asks it too does so there", async () => {
  const page = await open(browser, telephone);
  const sizes = (selector) => page.locator(selector).evaluateAll((all) => all.map((e) => parseFloat(getComputedStyle(e).fontSize)));
  await page.goto("/topics");
  const [people, titles] = [await sizes("main .counted .people b"), await sizes("main .counted h3")];
  assert.ok(people.length > 0 && people.every((size, at) => size > titles[at]), "the number is the largest thing");
  assert.equal(await overflow(page), 0);
  assert.deepEqual(await violations(page), []);

  const { code } = await submit("Đề nghị làm nhà văn hóa ở thôn Thử, bà con không có chỗ họp.");
  const officer = await open(browser, { locale: "vi-VN" });
  await signIn(officer, "tonghop.langson");
  await officer.goto(`/desk/petitions/${code}?do=topic`);
  await officer.check("input[name=topic][value=new]");
  await officer.fill("[name=words]", "Nhà văn hóa thôn Thử");
  await Promise.all([officer.waitForURL(/done=topic/), officer.keyboard.press("Control+Enter")]);
  const topic = (await officer.locator(".pane a[href^='/desk/topics/']").first().getAttribute("href")).split("/").pop();

  await page.goto(`/topics/${topic}`);
  const [number] = await sizes("main .most .figure b"), [title] = await sizes("main h1");
  assert.ok(number > title);
  assert.equal(await text(page, "main .most .figure b"), "1");
  assert.deepEqual(await violations(page), []);
  await Promise.all([page.waitForURL(/\/join$/), page.click("main .most .buttons a")]);
  await Promise.all([page.waitForURL(/\/receipts\//), page.locator("main form button.button").last().click()]);
  await page.goto(`/topics/${topic}`);
  assert.equal(await text(page, "main .most .figure b"), "2");
  await finish(officer, page);
});

it("a letter's addressee is picked while one types, and kept as written where no body has the name", async () => {
  const page = await open(browser, { locale: "vi-VN" });
  await signIn(page, "tiepnhan.dongdang");
  const enter = async (words, typed, pick) => {
    await page.goto("/desk/enter");
    await page.fill("[name=text]", words);
    await page.fill("[name=place]", "xã Đồng Đăng, tỉnh Lạng Sơn");
    await page.check("[name=kind][value=report]");
    await page.check("[name=consent][value=yes]");
    await page.locator("[name=addressed_to]").pressSequentially(typed, { delay: 20 });
    if (pick) await page.locator("#addressees label", { hasText: pick }).click();
    await Promise.all([page.waitForURL(/code=/), page.keyboard.press("Control+Enter")]);
    await Promise.all([page.waitForURL(/do=route/), page.keyboard.press("r")]);
    return text(page, "main");
  };
  assert.match(await enter("Cống trước trạm y tế bị tắc, xin xã cho nạo vét.", "ubnd xa dong", "Ủy ban nhân dân xã Đồng Đăng"), /Ủy ban nhân dân xã Đồng Đăng/);
  assert.match(await enter("Biển báo ở ngã tư bị đổ, xin cho dựng lại giúp.", "Ông trưởng bản Thử"), /Ông trưởng bản Thử/);
  await finish(page);
});
