// What a law settles: a complaint through its stages and a denunciation, at the desk and as their senders see them.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { finish, launch, open, signIn, text } from "./browser.mjs";
import { readAsSender, route, submit } from "./steps.mjs";

const phone = { viewport: { width: 390, height: 780 }, locale: "vi-VN", javaScriptEnabled: false };

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// A decision at the desk: opened by its key, its ticks and words filled in, done by Ctrl Enter.
async function decide(page, code, key, { ticks = [], ...words }) {
  await page.goto(`/desk/petitions/${code}`);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
  for (const tick of ticks) await page.check(tick);
  for (const [name, value] of Object.entries(words)) await page.fill(`[name=${name}]`, value);
  await page.focus(".pane form button[data-key='Ctrl Enter']");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Control+Enter")]);
}

async function decided(page, code, key, decision) {
  await decide(page, code, key, decision);
  assert.match(page.url(), /done=/, `${key}: ${await page.locator(".wrongs").allInnerTexts()}`);
}

describe("a complaint", () => {
  it("is accepted, suspended, resumed, extended and settled by decisions that its sender reads, and complained of again", async () => {
    const sent = await submit("Khiếu nại quyết định thu hồi đất số 12: bồi thường thiếu phần đất vườn của gia đình tôi.",
                              { kind: "complaint", contact: { name: "Nông Thị Thử", address: "Thôn Nà Thử, xã Đồng Đăng" } });
    const { code } = sent;
    const officer = await open(browser, { locale: "vi-VN" });
    await signIn(officer, "tiepnhan.dongdang");
    await route(officer, code);
    const sender = await open(browser, phone);
    assert.match(await readAsSender(sender, sent), /Ủy ban nhân dân xã Đồng Đăng/);

    const body = await open(browser);
    await signIn(body, "traloi.dongdang");
    await decide(body, code, "a", { number: "12/TB-UBND" });
    assert.ok(await body.locator(".wrongs a[href='#signed']").count(), "without a signature it is not accepted");
    assert.equal(await body.inputValue("[name=number]"), "12/TB-UBND", "what was typed stays");
    for (const { key, says, clock, ...decision } of [
      { key: "a", number: "12/TB-UBND", ticks: ["[name=signed]"], says: /Đã thụ lý/, clock: true },
      { key: "z", number: "13/QĐ-UBND", ticks: ["[name=ground][value=obstacle]"], words: "Người khiếu nại nằm viện.", says: /Tạm đình chỉ[^]*nằm viện/ },
      { key: "u", number: "14/QĐ-UBND", says: /Giải quyết tiếp|Tiếp tục/, clock: true },
      { key: "e", number: "15/QĐ-UBND", ticks: ["[name=criteria] >> nth=0"], words: "Phải đo lại thửa đất cùng ba hộ giáp ranh.", says: /đo lại thửa đất/, clock: true },
    ]) {
      await decided(body, code, key, decision);
      const seen = await readAsSender(sender, sent);
      assert.ok(seen.includes(decision.number), `its sender reads decision ${decision.number}`);
      assert.match(seen, says);
      assert.equal(await sender.locator("article .due time").count(), clock ? 1 : 0, `the clock after ${decision.number}`);
    }
    await body.goto(`/desk/petitions/${code}/answer`);
    await body.check("input[name=outcome][value=explained]");
    await body.fill("[name=document]", "20/QĐ-UBND");
    await body.fill("[name=text]", "Giữ nguyên quyết định thu hồi đất số 12.");
    await Promise.all([body.waitForURL(/done=answer/), body.keyboard.press("Control+Enter")]);
    assert.match(await readAsSender(sender, sent), /20\/QĐ-UBND[^]*Giữ nguyên quyết định[^]*khiếu nại lần hai/, "the decision, and what one can do who does not agree");
    await sender.goto(`/petitions/${code}`);
    for (const secret of ["Giữ nguyên", "QĐ-UBND", "đất vườn"]) assert.ok(!(await sender.content()).includes(secret), "nothing of it is public");

    await decide(officer, code, "s", { words: "Diện tích đo vẫn thiếu hai mươi mét vuông." });
    assert.ok(await officer.locator(".wrongs a[href='#signed']").count(), "on a signed paper alone");
    await decided(officer, code, "s", { ticks: ["[name=signed]"], words: "Diện tích đo vẫn thiếu hai mươi mét vuông." });
    await route(officer, code, "ubnd tinh lang son", "Ủy ban nhân dân tỉnh Lạng Sơn");
    assert.match(await readAsSender(sender, sent), /Đã khiếu nại lần hai[^]*Ủy ban nhân dân tỉnh Lạng Sơn/);

    await Promise.all([officer.waitForURL(/\/desk\/course/), officer.click("a[href='/desk/course']")]);
    await Promise.all([officer.waitForURL(/of=complaint/), officer.click(".tabs a[href$='of=complaint']")]);
    const again = officer.locator("main tr", { hasText: "khiếu nại lần hai" });
    assert.match(await again.first().textContent(), /Điều \d+/, "the way of each kind names its article");
    await finish(officer, body, sender);
  });
});

describe("a denunciation", () => {
  it("is its officers' alone; its author's name is opened with a reason, and shown once", async () => {
    const author = "Người Tố Cáo Giấu Tên";
    const { code } = await submit("Tố cáo trưởng thôn thu tiền làm đường rồi giữ riêng, có biên nhận viết tay.",
                                  { kind: "denunciation", contact: { name: author, address: "Số 3 đường Thử Nghiệm" } });
    const synthesis = await open(browser);
    await signIn(synthesis, "tonghop.langson");
    assert.equal((await synthesis.goto(`/desk/petitions/${code}`)).status(), 404);

    const named = await open(browser);
    await signIn(named, "tocao.langson");
    await named.goto("/desk?in=denunciations");
    await Promise.all([named.waitForURL(new RegExp(code)), named.click(`.list a[href*='${code}']`)]);
    assert.ok(!(await named.content()).includes("giữ riêng"), "a click opens nothing");
    await named.fill("[name=words]", "Xử lý ban đầu theo phân công.");
    await Promise.all([named.waitForURL(/done=words/), named.keyboard.press("Control+Enter")]);
    assert.ok((await text(named, ".pane")).includes("giữ riêng"));
    assert.ok(!(await named.content()).includes(author));
    await Promise.all([named.waitForURL(/do=identity/), named.click("a[href*='do=identity']")]);
    await named.focus("[name=words]");
    await Promise.all([named.waitForEvent("load"), named.keyboard.press("Control+Enter")]);
    assert.ok(await named.locator(".wrongs").count(), "a reason is asked for");
    await named.fill("[name=words]", "Mời người tố cáo đến làm việc về biên nhận.");
    await Promise.all([named.waitForEvent("load"), named.keyboard.press("Control+Enter")]);
    assert.ok((await text(named, ".pane")).includes(author));
    await named.goto(`/desk/petitions/${code}`);
    assert.ok(!(await named.content()).includes(author), "shown once");
    await finish(named);
    await synthesis.context().close();
  });

  it("is not ended by the signed paper that takes it back: its sender reads that it came, and the clock goes on", async () => {
    const sent = await submit("Tố cáo cán bộ thu phí ngoài quy định của các hộ ở bến bãi.",
                              { kind: "denunciation", contact: { name: "Hoàng Văn Thử", address: "Số 4 đường Thử Nghiệm", phone: "0900 000 124" } });
    const officer = await open(browser);
    await signIn(officer, "tocao.langson");
    await decide(officer, sent.code, "w", { words: "Tôi xin rút." });
    assert.ok(await officer.locator(".wrongs a[href='#signed']").count(), "a paper without a signature takes nothing back");
    assert.equal(await officer.inputValue("[name=words]"), "Tôi xin rút.");
    await decided(officer, sent.code, "w", { ticks: ["[name=signed]"], words: "Tôi xin rút." });
    const sender = await open(browser, phone);
    assert.match(await readAsSender(sender, sent), /Đơn đã được rút ngày[^]*Đã nhận đơn rút/);
    assert.ok(await sender.locator("article .due time").count());
    await finish(officer, sender);
  });
});
