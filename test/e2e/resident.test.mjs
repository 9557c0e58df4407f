// A resident's whole way, with and without JavaScript: from the question to the receipt and beyond.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { address, launch, open, text } from "./browser.mjs";

// Somebody in the demonstration asks this already, in other words.
const words = "Taluy dương sạt xuống nửa mặt đường liên xã từ đêm qua, xe ô tô không đi qua được. Đề nghị xã cho hót dọn sớm.";
const to = (step) => `main button[name=to][value=${step}]`;
const go = async (page, selector) => Promise.all([page.waitForEvent("load"), page.click(selector)]);

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function untilContact(page, place = "xa dong dang lang son") {
  await page.goto("/send");
  await page.check("input[name=kind][value=report]");
  await go(page, to("text"));
  await page.fill("[name=text]", words);
  await go(page, to("place"));
  await page.fill("[name=place]", place);
  await go(page, to("similar"));
  if (await page.locator("input[name=unit][type=radio]").count()) {
    await page.locator("input[name=unit][type=radio]").first().check();
    await go(page, to("similar"));
  }
  if (await page.locator(to("contact")).count()) await go(page, to("contact"));
  await page.check("input[name=publish][value=yes]");
}

for (const javaScriptEnabled of [true, false]) {
  describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    it("sends, keeps what is typed on error, and follows what was sent", async () => {
      const page = await open(browser, { javaScriptEnabled, locale: "vi-VN" });
      await page.goto("/");
      await page.locator("a[href='/send'], a[href^='/send?']").first().click();
      // Nothing chosen: the question again, and the summary leads to it.
      await page.goto("/send");
      await go(page, to("text"));
      assert.ok(await page.locator(".wrongs a[href='#kind']").count(), "an error names the question");
      await page.check("input[name=kind][value=report]");
      await go(page, to("text"));
      await go(page, to("place"));
      assert.ok(await page.locator(".wrongs a[href='#text']").count(), "the text is asked for");
      await page.fill("[name=text]", words);
      await go(page, to("place"));
      // A place that nobody knows keeps what was typed.
      await page.fill("[name=place]", "qqqq zzzz");
      await go(page, to("similar"));
      assert.equal(await page.inputValue("[name=place]"), "qqqq zzzz");
      assert.equal(await page.locator(".wrongs").count(), 0, "it is a question, not an error");
      assert.ok(await page.locator("input[name=unit][value=words]").count(), "the words can be kept");
      await page.fill("[name=place]", "xa dong dang lang son");
      await go(page, to("similar"));
      if (await page.locator("input[name=unit][type=radio]").count()) {
        await page.locator("input[name=unit][type=radio]").first().check();
        await go(page, to("similar"));
      }
      assert.ok(await page.locator(".similar").count(), "similar petitions are shown before sending");
      await go(page, to("contact"));
      await page.fill("[name=email]", "not an address");
      await page.fill("[name=phone]", "0900 000 123");
      await go(page, to("check"));
      assert.equal(await page.inputValue("[name=email]"), "not an address");
      assert.equal(await page.inputValue("[name=phone]"), "0900 000 123");
      await page.fill("[name=email]", "nguoi@vidu.vn");
      await go(page, to("check"));
      assert.ok(await page.locator(".wrongs a[href='#publish']").count(), "nobody is taken to agree");
      await page.check("input[name=publish][value=yes]");
      await go(page, to("check"));
      const answers = await text(page, "dl.check");
      for (const part of [words, "Đồng Đăng", "0900 000 123", "nguoi@vidu.vn"]) assert.ok(answers.includes(part), part);
      // Back and on again loses nothing.
      await go(page, "dl.check button[value=text]");
      assert.equal(await page.inputValue("[name=text]"), words);
      await go(page, to("place"));
      await go(page, to("similar"));
      if (await page.locator(to("contact")).count()) await go(page, to("contact"));
      assert.equal(await page.inputValue("[name=email]"), "nguoi@vidu.vn");
      await go(page, to("check"));
      await go(page, "main button[formaction='/petitions']");
      assert.match(page.url(), /\/receipts\/[^?]+$/, "the private key does not stay in the browser's history");
      const receipt = page.url();
      const code = new URL(receipt).pathname.split("/").pop();
      const key = await text(page, ".private-key");
      const shown = await text(page, "main");
      assert.ok(shown.replace(/[\s-]/g, "").includes(code.replace(/-/g, "")), "the receipt shows the code");
      assert.match(key, /^\d{4}-\d{3}-\d{3}$/, "and the private key");
      assert.equal(await page.locator("[data-copies]:visible, [data-shares]:visible").count(), javaScriptEnabled ? 3 : 0, "no button that would do nothing");
      // Its page: the words, the state, the due date with its legal basis.
      await page.goto(`/petitions/${code}`);
      const own = await text(page, "main");
      for (const part of ["Taluy dương sạt xuống", "Đồng Đăng"]) assert.ok(own.includes(part), part);
      assert.ok(!own.includes("0900 000 123") && !own.includes("nguoi@vidu.vn"), "the contact is not shown");
      assert.ok(await page.locator(".timeline, ol").count(), "what has happened");
      // Typed without hyphens and in small letters it is found too.
      const response = await page.goto(`/petitions/${code.replace(/-/g, "").toLowerCase()}`);
      assert.equal(response.status(), 200);
      // Taken back, with the key alone.
      await page.goto(`/petitions/${code}/withdraw`);
      await page.fill("[name=author_key]", "0000000000");
      await go(page, "main form button:not([type=button])");
      assert.ok(await page.locator(".wrongs").count(), "a wrong key is refused");
      await page.fill("[name=author_key]", key);
      await go(page, "main form button:not([type=button])");
      await go(page, "main form button.grave");
      assert.match(page.url(), new RegExp(`/petitions/${code}`));
      const late = await page.goto(`/petitions/${code}/withdraw`);
      assert.equal(late.status(), 422);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });

    it("joins what somebody asked already", async () => {
      const page = await open(browser, { javaScriptEnabled, locale: "vi-VN" });
      await page.goto("/petitions?state=received");
      const hrefs = await page.locator("main a[href^='/petitions/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
      const open_ones = hrefs.filter((href) => /^\/petitions\/[^/?]+$/.test(href));
      for (const href of open_ones) {
        const response = await page.goto(`${href}/join`);
        if (response.status() === 200) break;
      }
      await go(page, "main form button.large");
      assert.match(page.url(), /\/receipts\//);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });

    it("says what a denunciation lacks before it is sent, seals who denounces, and ends nothing by a key alone", async () => {
      const page = await open(browser, { javaScriptEnabled, locale: "vi-VN", viewport: { width: 390, height: 780 } });
      await page.goto("/send");
      await page.check("input[name=kind][value=denunciation]");
      await go(page, to("text"));
      await page.fill("[name=text]", "Cán bộ thu phí ngoài quy định của các hộ ở bến bãi, có biên nhận viết tay.");
      await go(page, to("place"));
      await go(page, to("nowhere"));
      await page.fill("[name=name]", "Người Tố Cáo Bí Mật");
      await page.fill("[name=address]", "Số 1 đường thử nghiệm");
      await go(page, to("check"));
      const lacks = /luật còn yêu cầu: (?!họ tên)[^(]*liên hệ[^(]*chữ ký hoặc điểm chỉ[^(]*\(Luật Tố cáo 25\/2018/;
      assert.match(await text(page, "main"), lacks, "before sending");
      await go(page, "main button[formaction='/petitions']");
      assert.match(await text(page, "main"), lacks, "and on the receipt");
      const code = new URL(page.url()).pathname.split("/").pop();
      const key = await text(page, ".private-key");
      await page.goto(`/petitions/${code}/withdraw`);
      await page.fill("[name=author_key]", key);
      await go(page, "#deed button");
      assert.match(await text(page, "main"), /chữ ký hoặc điểm chỉ[^]*Luật Tố cáo 25\/2018/, "it is taken back on a signed paper");
      assert.equal(await page.locator("button.grave").count(), 0);
      for (const path of [`/petitions/${code}`, `/api/v1/petitions/${code}`, "/petitions?q=thu+phi+ngoai+quy+dinh",
                          "/petitions?q=Bi+Mat"]) {
        await page.goto(path);
        const html = await page.content();
        assert.ok(!html.includes("Bí Mật") && !html.includes("có biên nhận viết tay"), path);
      }
      await page.context().close();
    });
  });
}

describe("search", () => {
  it("folds marks, ranks exact ones first, and narrows by facets", async () => {
    const page = await open(browser);
    await page.goto("/petitions?q=den+duong&lang=vi");
    const folded = await page.locator("main .card, main article").count();
    assert.ok(folded > 0, "found without marks");
    const facet = page.locator("main a[href*='state='], main a[href*='field=']").first();
    await facet.click();
    assert.match(page.url(), /(state|field)=/);
    assert.match(page.url(), /q=den/, "the words are kept");
    await page.goto("/petitions?q=zzzzqqqq");
    assert.ok((await text(page, "main")).length > 20, "nothing found is said in words");
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  it("offers places while one types", async () => {
    const page = await open(browser);
    await page.goto("/send");
    await page.check("input[name=kind][value=report]");
    await go(page, to("text"));
    await page.fill("[name=text]", words);
    await go(page, to("place"));
    await page.locator("[name=place]").pressSequentially("dong dang", { delay: 20 });
    await page.waitForSelector("#offers input[name=unit]");
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
});

describe("after sending", () => {
  it("keeps every code whole at 360 px, copies and shares it, and finds the way back by a code with a wrong letter", async () => {
    const page = await open(browser, { viewport: { width: 360, height: 740 }, permissions: ["clipboard-read", "clipboard-write"] });
    await untilContact(page);
    await go(page, to("check"));
    await go(page, "main button[formaction='/petitions']");
    for (const code of await page.locator(".receipt .code").all()) {
      const { lines, wide } = await code.evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return { lines: new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size,
                 wide: element.getBoundingClientRect().right > document.documentElement.clientWidth };
      });
      assert.equal(lines, 1, "in one line");
      assert.ok(!wide, "and inside of the page");
    }
    const code = await text(page, "#tracking-code");
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    for (const [button, expected] of [["[data-copies=tracking-code]", code], ["[data-copies=private-key]", await text(page, "#private-key")],
                                      ["[data-shares]", `${address}/petitions/${code}`]]) {
      await page.click(button);
      await page.locator(".toasts .toast").last().waitFor();
      assert.equal(await copied(), expected, button);
      await page.locator(".toasts").evaluate((region) => region.replaceChildren());
    }
    // A device that has its own ways to share is asked for them, and nothing is copied.
    await page.evaluate(() => { navigator.share = async (what) => { window.shared = what; }; });
    await page.click("[data-copies=tracking-code]");
    await page.click("[data-shares]");
    assert.deepEqual(await page.evaluate(() => window.shared), { url: `${address}/petitions/${code}` });
    assert.equal(await copied(), code);
    const wrong = code.slice(0, -1) + (code.endsWith("7") ? "8" : "7");
    await page.goto("/");
    await page.click("nav a[href='/ways/ask']");
    assert.ok(await page.locator("main a[href='/follow']").count(), "a way of the menu");
    await page.goto("/");
    await page.fill("main [name=code]", wrong);
    await Promise.all([page.waitForLoadState("load"), page.press("main [name=code]", "Enter")]);
    await go(page, `main a[href='/petitions/${code}']`);
    assert.ok((await text(page, "main")).includes(code));
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  it("shows while one writes what would hold the text", async () => {
    const page = await open(browser);
    await page.goto("/send?kind=report");
    await page.locator("[name=text]").pressSequentially("Gọi tôi số 0912 345 678 nhé.", { delay: 5 });
    await page.waitForSelector("#held mark");
    assert.ok((await text(page, "#held")).includes("0912 345 678"));
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
});

describe("print", () => {
  it("prints the receipt and a petition without menus and buttons", async () => {
    const page = await open(browser);
    await untilContact(page);
    await go(page, to("check"));
    await go(page, "main button[formaction='/petitions']");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("nav:visible").count(), 0, "no menu on paper");
    assert.equal(await page.locator("main .buttons.screen:visible").count(), 0, "no buttons on paper");
    const code = new URL(page.url()).pathname.split("/").pop();
    assert.ok(await page.getByText(code).first().isVisible(), "the code is");
    await page.context().close();
  });
});

// The place step: old names and new, with and without marks; silent only where nothing is in doubt.
for (const javaScriptEnabled of [true, false]) {
  describe(`a place, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    async function atPlace(page) {
      await page.goto("/send");
      await page.check("input[name=kind][value=report]");
      await go(page, to("text"));
      await page.fill("[name=text]", "Cột đèn số 7 bị nghiêng, dây điện chùng xuống lối đi.");
      await go(page, to("place"));
    }
    const beyond = (page) => page.locator("button[name=to][value=check], button[name=to][value=contact]").count();

    for (const [typed, offered] of [
      ["tan my", "Xã Hoàng Văn Thụ, Tỉnh Lạng Sơn"],
      ["xã Tân Mỹ, huyện Văn Lãng", "Xã Hoàng Văn Thụ, Tỉnh Lạng Sơn"],
      ["cầu giấy", "Phường Cầu Giấy, Thành phố Hà Nội"],
      ["tan thanh", "Xã Tân Thành, Tỉnh Lạng Sơn"],
      ["Bac Can", "Tỉnh Thái Nguyên"],
    ]) {
      it(`asks which place "${typed}" is`, async () => {
        const page = await open(browser, { javaScriptEnabled, locale: "vi-VN" });
        await atPlace(page);
        await page.fill("[name=place]", typed);
        await go(page, to("similar"));
        assert.ok((await text(page, "#offers")).includes("Ý bạn là nơi nào dưới đây?"), "it asks");
        assert.equal(await page.locator(".wrongs, .error").count(), 0, "not in red");
        const offers = await page.locator("#offers b").allInnerTexts();
        assert.ok(offers.includes(offered), offers.join("; "));
        await page.locator("#offers label", { hasText: offered }).first().click();
        await go(page, to("similar"));
        assert.ok(await beyond(page));
        await page.close();
      });
    }

    it("asks once, then says where the answer is missing; Enter goes on; the language keeps the words", async () => {
      const page = await open(browser, { javaScriptEnabled, locale: "vi-VN" });
      await atPlace(page);
      await page.fill("[name=place]", "dong dang");
      await Promise.all([page.waitForLoadState("load"), page.press("[name=place]", "Enter")]);
      assert.ok((await text(page, "#offers")).includes("Ý bạn là nơi nào dưới đây?"), "Enter went on, not back");
      await page.locator("#offers input[type=radio]:checked").evaluateAll((all) => all.forEach((one) => { one.checked = false; }));
      await go(page, to("similar"));
      assert.equal(await page.locator(".wrongs a[href='#unit']").count(), 1, "the question is where the answer is missing");
      await go(page, "header button[name=lang]");
      assert.equal(await page.inputValue("[name=place]"), "dong dang");
      assert.equal(await page.getAttribute("html", "lang"), "en");
      await go(page, to("text"));
      assert.ok((await page.inputValue("[name=text]")).includes("Cột đèn số 7"), "the text too");
      assert.deepEqual(page.complaints, []);
      await page.close();
    });

    it("takes a full name without asking, and leads from a province to its communes", async () => {
      const page = await open(browser, { javaScriptEnabled, locale: "vi-VN" });
      await atPlace(page);
      await page.fill("[name=place]", "xã Tân Thành, tỉnh Lạng Sơn");
      await go(page, to("similar"));
      assert.ok(await beyond(page));
      await atPlace(page);
      await page.click("details.more summary");
      await page.selectOption("[name=province]", { label: "Tỉnh Lạng Sơn" });
      await go(page, "button[name=browse]");
      await page.selectOption("select[name=commune]", { label: "Xã Đồng Đăng" });
      await go(page, to("similar"));
      assert.ok(await beyond(page));
      await page.close();
    });

    it("keeps the words for an officer, and a place's link opens that commune", async () => {
      const page = await open(browser, { javaScriptEnabled, locale: "vi-VN" });
      await atPlace(page);
      await page.fill("[name=place]", "gần cây đa đầu bản Pò Mẫu");
      await go(page, to("similar"));
      await page.check("input[name=unit][value=words]");
      await go(page, to("similar"));
      if (await page.locator(to("contact")).count()) await go(page, to("contact"));
      await page.check("input[name=publish][value=yes]");
      await go(page, to("check"));
      assert.ok((await text(page, "dl.check")).includes("gần cây đa đầu bản Pò Mẫu"));

      await atPlace(page);
      await page.fill("[name=place]", "Xã Đồng Đăng, Tỉnh Lạng Sơn");
      await go(page, to("similar"));
      if (await page.locator(to("contact")).count()) await go(page, to("contact"));
      await page.check("input[name=publish][value=yes]");
      await go(page, to("check"));
      await go(page, "main button[formaction='/petitions']");
      await page.goto(`/petitions/${new URL(page.url()).pathname.split("/").pop()}`);
      await go(page, "dl a[href^='/places/']");
      assert.equal(await text(page, "h1"), "Xã Đồng Đăng", "the page is that of the commune");
      assert.ok((await text(page, "main")).includes("Cột đèn số 7"));
      await go(page, ".section-head a[href*='unit=id']:not([href*='is='])");
      assert.ok((await text(page, "main")).includes("Xã Đồng Đăng"), "the list is that of the commune");
      assert.ok((await text(page, "main")).includes("Cột đèn số 7"));
      await page.close();
    });
  });
}
