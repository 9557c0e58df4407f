// The shelves of the desk, a body that is urged, and the first minute of who directs or administers.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { finish, launch, open, signIn, text } from "./browser.mjs";
import { route, submit } from "./steps.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const shelves = ["Hôm nay", "Đang chờ người khác", "Cơ quan mình", "Đã xong"];
const rows = (page) => page.locator(".list a[data-row]").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
const stands = async (page, code) => (await rows(page)).some((href) => href.includes(code));

it("four shelves stand on the rail, each with its key, and what is sent on waits for others", async () => {
  const { code } = await submit("Đèn đường ngõ 9 thôn Chùa tắt đã hai tuần, đề nghị xã sửa.");
  const page = await open(browser, { locale: "vi-VN" });
  await signIn(page, "tiepnhan.dongdang");
  await page.goto("/desk");
  const names = await page.locator(".rail a[data-key]").evaluateAll((all) => all.map((link) => link.firstElementChild.nextSibling.textContent.trim()));
  assert.deepEqual(names, shelves);
  await page.goto("/desk?in=today&by=newest");
  assert.ok(await stands(page, code), "it waits to be sent on");
  await route(page, code);
  await page.goto("/desk?in=today&by=newest");
  assert.ok(!(await stands(page, code)));
  await Promise.all([page.waitForURL(/in=waiting/), (async () => { await page.keyboard.press("g"); await page.keyboard.press("2"); })()]);
  await page.goto("/desk?in=waiting&by=newest");
  assert.ok(await stands(page, code), "it waits for others");
  await page.goto("/desk?in=body&by=newest");
  assert.ok(await stands(page, code), "and is open here");
  await page.goto("/desk?in=done");
  assert.ok(!(await stands(page, code)));
  await finish(page);
});

it("parts and orders of a list are links, which work goes on in, also without JavaScript on a telephone", async () => {
  const first = await submit("Cống thoát nước đầu thôn Hang tắc, đề nghị nạo vét.");
  const second = await submit("Cầu tạm sang thôn Pắc mục ván, đề nghị thay.");
  const page = await open(browser, { locale: "vi-VN", javaScriptEnabled: false, viewport: { width: 390, height: 780 } });
  await signIn(page, "tiepnhan.dongdang");
  await page.goto("/desk?in=today");
  await page.click(".list-head a[href*='by=newest']");
  assert.equal(await page.locator(".list-head a[aria-current]").innerText(), "Mới nhất");
  let all = await rows(page);
  const at = (code) => all.findIndex((href) => href.includes(code));
  assert.ok(at(second.code) >= 0 && at(second.code) < at(first.code), "the newest first");
  assert.ok(all.every((href) => href.includes("by=newest")), "each leads on in this order");
  await page.click(".list > nav a[href='/desk?in=to_route']");
  all = await rows(page);
  assert.ok(at(first.code) >= 0 || (await page.locator("[rel=next]").count()) > 0);
  assert.equal(await page.locator(".rail a[aria-current]").count(), 1, "its shelf is marked");
  await finish(page);
});

it("several are ticked for one act, also without JavaScript; to which it was not done is told with why", async () => {
  const first = await submit("Biển báo đầu thôn Nà Pàn bị gãy, đề nghị dựng lại.");
  const second = await submit("Mương nước thôn Khòn Bó bị sạt, đề nghị kè lại.");
  const page = await open(browser, { locale: "vi-VN", javaScriptEnabled: false });
  await signIn(page, "tiepnhan.dongdang");
  await page.goto("/desk?in=to_route&by=newest");
  assert.ok(!(await page.locator(".list-choosing").isVisible()), "nothing is ticked yet");
  for (const { code } of [first, second]) await page.check(`.tick input[value$='${code}']`);
  await page.click(".list-choosing button");
  assert.match(await text(page, ".pane h2"), /^2 việc đã chọn/);
  assert.equal(await page.locator(".tick input:checked").count(), 2, "the list still shows which they are");
  await page.click(".pane a[href*='do=route']");
  const colleague = await open(browser, { locale: "vi-VN" });
  await signIn(colleague, "tonghop.langson");
  await route(colleague, first.code);
  await page.locator("button[name=to]").first().click();
  const told = await text(page, ".pane");
  assert.match(told, /Những việc này chưa làm được/);
  assert.match(told, new RegExp(`${first.code}: Vừa có người khác xử lý`));
  assert.match(told, /1 việc đã chọn/, "what was not done stays chosen");
  await page.goto("/desk?in=with_others&by=newest");
  for (const { code } of [first, second]) assert.ok(await stands(page, code), `${code} was sent on`);
  page.complaints = page.complaints.filter((each) => !/status of 409/.test(each));
  await finish(page, colleague);
});

it("the arrows show each of a list beside it, and do nothing", async () => {
  const { code } = await submit("Cây đổ chắn lối vào trường thôn Kéo Coong, đề nghị dọn.");
  const page = await open(browser, { locale: "vi-VN" });
  await signIn(page, "tiepnhan.dongdang");
  await page.goto("/desk?in=to_route&by=newest");
  const codes = await page.locator(".list .card .code").allInnerTexts();
  assert.equal(codes[0], code);
  await page.locator(".list a[data-row]").first().focus();
  const shows = (nth) => page.waitForFunction((code) => document.querySelector(".pane .code")?.textContent === code && !document.querySelector(".pane").inert, codes[nth]);
  await page.keyboard.press("ArrowDown");
  await shows(1);
  assert.ok(page.url().includes(codes[1]), "its address is that of what is shown");
  assert.equal(await page.locator(".list .card a[aria-current]").count(), 1);
  assert.ok(await page.evaluate((code) => document.activeElement.href.includes(code), codes[1]), "one stays in the list");
  await page.keyboard.press("ArrowDown");
  await shows(2);
  await page.keyboard.press("ArrowUp");
  await shows(1);
  assert.equal((await (await fetch(`${process.env.GANDAN_ADDRESS}/api/v1/petitions/${codes[1]}`)).json()).state, "received");
  await Promise.all([page.waitForURL(/do=route/), page.keyboard.press("r")]);
  assert.equal(await text(page, ".pane .code"), codes[1], "a key is for the one in sight");
  await finish(page);
});

it("a body that is late is urged once, and its story says so to officers alone", async () => {
  const page = await open(browser, { locale: "vi-VN" });
  await signIn(page, "lanhdao.langson");
  await page.goto("/desk?in=overdue");
  let urged = null;
  for (const href of await rows(page)) {
    await page.goto(href);
    if ((await page.locator(".pane [data-key=u][href*='do=urge']").count()) === 0) continue;
    urged = href;
    break;
  }
  assert.ok(urged, "something is late with a body of this province");
  await Promise.all([page.waitForURL(/do=urge/), page.keyboard.press("u")]);
  await page.fill("[name=words]", "Bà con hỏi lại nhiều lần.");
  await Promise.all([page.waitForURL(/done=urge/), page.keyboard.press("Control+Enter")]);
  const code = urged.match(/GD-[^?]+/)[0];
  assert.match(await text(page, ".flash"), new RegExp(`${code}: đã đôn đốc`));
  await page.goto(urged);
  assert.match(await text(page, ".pane"), /Đã đôn đốc .* giữ đúng hạn[^]*Bà con hỏi lại nhiều lần\./);
  assert.equal(await page.locator("[href*='do=urge']").count(), 0, "not again within days");
  const reader = await open(browser, { locale: "vi-VN" });
  await reader.goto(`/petitions/${code}`);
  assert.ok(!(await reader.content()).includes("ôn đốc"));
  await finish(page, reader);
});

it("a leader's first minute: what goes late and where, each line opens what it counts", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(browser, { locale: "vi-VN", javaScriptEnabled });
    await signIn(page, "lanhdao.langson");
    await page.goto("/desk");
    const late = page.locator(".pane section", { hasText: "Quá hạn, hoặc đến hạn trong bảy ngày" });
    assert.match(await late.locator("p").first().innerText(), /^[\d.]+ ý kiến/);
    const line = late.locator("a").first();
    const body = await line.locator("b").innerText();
    await line.click();
    assert.ok((await rows(page)).length > 0, body);
    assert.equal(new URL(page.url()).searchParams.get("in") !== null, true);
    await finish(page);
  }
});

it("an administrator's first minute: what is still to be set up, and the ways of administration", async () => {
  const page = await open(browser, { locale: "vi-VN" });
  await signIn(page, "quantri");
  await page.goto("/desk");
  const told = await text(page, ".pane");
  assert.match(told, /Còn phải thiết lập/);
  assert.match(told, /Chưa sao lưu lần nào/);
  for (const path of ["/admin/accounts", "/admin/rules", "/admin/calendar", "/admin/settings", "/admin/system"])
    assert.ok(await page.locator(`.pane a[href='${path}']`).count(), path);
  await finish(page);
});
