// Two persons for what is sealed, and the second factor that the role wants.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { createHmac } from "node:crypto";
import { finish, launch, open, signIn, text } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// What an authenticator application shows for a key (RFC 6238).
function codeOf(shown) {
  const bits = [...shown.replace(/ /g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function signInWithPassword(page, username) {
  await page.goto("/sign-in");
  await page.fill("[name=username]", username);
  await page.fill("[name=password]", "gan-dan-2026");
  await page.click("main form button:not([type=button])");
}

it("one administrator asks, the other consents, and the officer sets up a second factor before anything else", async () => {
  const asking = await open(browser);
  await signIn(asking, "quantri");
  await asking.goto("/admin/accounts/tonghop.langson");
  await asking.selectOption("#role", "denunciation_officer");
  await asking.fill("#unit", "Tỉnh Lạng Sơn");
  await asking.check("[name=reach][value=area]");
  await asking.click("form:has(#role) button");
  assert.match(await text(asking, "main h1"), /Nông Thu Hiền.*\?/, "it asks first, who and what");
  await asking.click("main form button.large");
  assert.ok(await asking.locator("[name=reason]:invalid").count(), "without a reason it is refused");
  await asking.fill("[name=reason]", "Thay cán bộ nghỉ chế độ từ tháng sau.");
  await asking.click("main form button.large");
  assert.equal(await asking.locator("p.flash[role=status]").count(), 1, "it says what was done");
  assert.equal(await asking.locator("main a[href='/account/requests']").count(), 1);
  await asking.goto("/account/requests");
  assert.equal(await asking.locator("form[action$='/consent']").count(), 0, "who asked decides nothing");

  const second = await open(browser);
  await signIn(second, "quantri.langson");
  await second.goto("/account");
  assert.match(await text(second, "main"), /Thay|Trần|Nông Thu Hiền/);
  await second.goto("/account/requests");
  const request = second.locator("section", { hasText: "Nông Thu Hiền" });
  await request.locator("form[action$='/consent'] button").first().click();
  await second.click("main form button.large");
  assert.match(await request.first().innerText(), /Chu Thị Thành/);

  const officer = await open(browser);
  await signInWithPassword(officer, "tonghop.langson");
  assert.match(officer.url(), /\/sign-in\/second-factor/);
  await officer.goto("/desk");
  assert.match(officer.url(), /\/sign-in\/second-factor/, "nothing else until then");
  assert.equal(await officer.locator("svg.qr[role=img]").count(), 1);
  await officer.fill("[name=code]", codeOf(await text(officer, "#key")));
  await officer.fill("[name=current]", "gan-dan-2026");
  await officer.click("main form button:not([type=button])");
  const codes = await officer.locator("main li .code").allInnerTexts();
  assert.equal(codes.length, 10);
  await officer.click("main .buttons a");
  assert.match(officer.url(), /\/desk/, "from there to their work");
  await officer.context().clearCookies();

  // Without the telephone: a recovery code, once.
  await signInWithPassword(officer, "tonghop.langson");
  assert.match(officer.url(), /\/sign-in\/code/);
  await officer.fill("[name=code]", codes[0]);
  await officer.click("main form button:not([type=button])");
  assert.doesNotMatch(officer.url(), /sign-in/);
  await officer.context().clearCookies();
  await signInWithPassword(officer, "tonghop.langson");
  await officer.fill("[name=code]", codes[0]);
  await officer.click("main form button:not([type=button])");
  assert.ok(await officer.locator(".wrongs").count());
  await finish(asking, second, officer);
});

it("a request can be refused, and whom it concerned reads so", async () => {
  const leader = await open(browser);
  await signIn(leader, "lanhdao.langson");
  await leader.goto("/account/requests");
  const request = leader.locator("section", { hasText: "Hứa Quang Toàn" });
  await request.locator("button[formaction$='/refuse']").first().click();
  await leader.click("main form button.large");
  const officer = await open(browser);
  await signIn(officer, "tiepnhan.dongdang");
  await officer.goto("/account");
  assert.equal(await officer.locator("main ul.prose li").count(), 2, "that it was asked, and refused");
  await officer.click("form[action='/account/notices/read'] button");
  assert.equal(await officer.locator("main ul.prose li").count(), 0);
  await finish(leader, officer);
});

it("Enter in a setting saves what was typed, and never puts back what is usual", async () => {
  const page = await open(browser);
  await signIn(page, "quantri");
  const setting = "/admin/settings/petitions.clear_percent";
  for (const typed of ["71", "72"]) {
    await page.goto(setting);
    await page.fill("main form input.input", typed);
    await Promise.all([page.waitForEvent("load"), page.press("main form input.input", "Enter")]);
    await page.goto(setting);
    assert.equal(await page.inputValue("main form input.input"), typed);
    assert.equal(await page.locator("main button[value=reset]").count(), 1, "which is offered beside it");
  }
  await finish(page);
});
