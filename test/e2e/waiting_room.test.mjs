// The waiting room of a day that goes on: an officer gives numbers and calls them with the keyboard, the wall
// shows them alive, who waits reads their place in line on a telephone; and all of it without a script.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { finish, launch, open, overflow, signIn, text, violations } from "./browser.mjs";

const phone = { width: 360, height: 740 };

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const clean = async (page) => {
  assert.deepEqual(await violations(page), [], page.url());
  assert.ok((await overflow(page)) <= 0, `${page.url()} runs over the edge`);
};

// The room of the officer's own place, from their desk.
async function enterRoom(page) {
  await signIn(page, "tiepnhan.dongdang");
  await page.goto("/desk/waiting");
  await page.locator("main a[href^='/desk/waiting/']").first().focus();
  await Promise.all([page.waitForURL(/\/desk\/waiting\/[^/]+$/), page.keyboard.press("Enter")]);
  return new URL(page.url()).pathname.split("/").pop();
}

// n goes to the button, Enter presses it; the number that was called.
async function callNext(page) {
  await page.keyboard.press("n");
  await Promise.all([page.waitForURL(/done=ticket_called/), page.keyboard.press("Enter")]);
  await page.waitForLoadState("load");
  return page.locator("section", { has: page.locator("h2", { hasText: /^Called$/ }) }).locator(".queue-number").first().innerText();
}

// By keyboard too: the address of the page for the telephone.
async function giveNumber(page) {
  await page.locator("form[action$='/take'] button[value=dispute]").focus();
  await Promise.all([page.waitForURL(/slip=/), page.keyboard.press("Enter")]);
  await page.waitForLoadState("load");
  return page.locator("main a[href^='/tickets/']").getAttribute("href");
}

const ahead = async (page) => Number((await text(page, "main")).match(/(\d+) (?:is|are) called before you/)?.[1] ?? 0);

describe("the waiting room", () => {
  it("is alive on the wall and on a telephone", async () => {
    const officer = await open(browser, { bypassCSP: true });
    const place = await enterRoom(officer);
    await clean(officer);
    const wall = await open(browser, { bypassCSP: true, viewport: { width: 1920, height: 1080 } });
    await wall.goto(`/receptions/${place}/board`);
    await wall.waitForURL(/live=1/);
    await clean(wall);

    const ticket = await giveNumber(officer);
    const visitor = await open(browser, { bypassCSP: true, viewport: phone });
    await visitor.goto(ticket);
    await visitor.waitForURL(/live=1/);
    await clean(visitor);
    const before = await ahead(visitor);
    assert.ok(before >= 2, "others came before");
    assert.match(await text(visitor, "main"), /By today's pace that takes (between|up to) \d+/);

    const number = await callNext(officer);
    await wall.locator(`[data-number="${number}"]`).waitFor();
    assert.match(await wall.locator(`[data-number="${number}"]`).innerText(), /counter 1/);
    await visitor.locator("main", { hasText: `${before - 1} ${before - 1 === 1 ? "is" : "are"} called before you` }).waitFor();
    for (const secret of ["Complaint", "Proposal", "To the head"]) {
      assert.ok(!(await text(wall, "main")).includes(secret), "no matter on the wall");
      assert.ok(!(await text(visitor, "main")).includes(secret));
    }

    // Who does not come is called again, and the wall says so again; who comes is entered into the book.
    await officer.locator("button[formaction$='/again']").first().focus();
    await Promise.all([officer.waitForURL(/done=ticket_again/), officer.keyboard.press("Enter")]);
    await officer.locator("button[formaction$='/serve']").first().focus();
    await Promise.all([officer.waitForURL(/\/desk\/receptions\/new\?.*ticket=/), officer.keyboard.press("Enter")]);
    assert.ok((await text(officer, "main")).includes(`It is the turn of number ${number}.`));
    await wall.locator(`[data-number="${number}"]`).waitFor({ state: "detached" });
    await officer.fill("[name=matter]", "Hỏi về hồ sơ làm lại con đường vào bản Mẫu.");
    await officer.check("[name=kind][value=proposal]");
    await officer.fill("[name=name]", "Lò Thị Mẫu");
    await officer.fill("[name=address]", "Bản Mẫu");
    await officer.check("[name=outcome][value=accepted]");
    await Promise.all([officer.waitForURL(/done=entered/), officer.keyboard.press("Control+Enter")]);
    await officer.waitForLoadState("load");
    await officer.goto(`/desk/waiting/${place}`);
    assert.ok(!(await officer.locator(".queue-number").allInnerTexts()).includes(number), "it is done with");
    await finish(officer, wall, visitor);
  });

  it("works without a script", async () => {
    const plain = { javaScriptEnabled: false };
    const officer = await open(browser, plain);
    const place = await enterRoom(officer);
    const ticket = await giveNumber(officer);
    await Promise.all([officer.waitForURL(/done=ticket_called/), officer.click("form[action$='/call'] button.large")]);
    const called = await officer.locator(".queue-number").first().innerText();
    const wall = await open(browser, plain);
    const shown = await wall.goto(`/receptions/${place}/board`);
    assert.equal(shown.headers()["refresh"], "15", "it looks again by itself");
    assert.ok((await text(wall, ".wall-calls")).includes(called));
    const visitor = await open(browser, { ...plain, viewport: phone, locale: "vi-VN" });
    const answer = await visitor.goto(ticket);
    assert.equal(answer.headers()["refresh"], "30");
    assert.match(await text(visitor, "main"), /Còn \d+ người trước bạn/);
    await finish(officer, wall, visitor);
  });
});
