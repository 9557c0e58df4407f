// An officer's way and a body's: what came in is routed, put together, answered once for everyone.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { address, launch, open, signIn, text } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function submit(words) {
  const response = await fetch(`${address}/api/v1/petitions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "report", text: words, place: "Xã Đồng Đăng, Tỉnh Lạng Sơn", publish: true }),
  });
  assert.equal(response.status, 201);
  return (await response.json()).code;
}

// To the commune's committee, proposed or picked from all bodies.
async function route(form) {
  const all = form.locator("select[name=body]");
  if (await all.count()) await all.selectOption({ label: "Ủy ban nhân dân xã Đồng Đăng" });
  else await form.getByText("Ủy ban nhân dân xã Đồng Đăng").first().click();
  const field = form.locator("select[name=field]");
  if ((await field.count()) && !(await field.inputValue())) await field.selectOption({ index: 1 });
  await form.locator("button").first().click();
}

describe("accounts", () => {
  it("a wrong password is refused in words, and what was typed stays", async () => {
    const page = await open(browser);
    await page.goto("/sign-in");
    await page.fill("[name=username]", "tiepnhan.dongdang");
    await page.fill("[name=password]", "wrong password");
    await page.click("main form button");
    assert.match(page.url(), /sign-in/);
    assert.equal(await page.inputValue("[name=username]"), "tiepnhan.dongdang");
    assert.ok(await page.locator(".wrongs").count());
    await page.context().close();
  });

  it("nobody reads a desk without signing in, nor another body's matters", async () => {
    const page = await open(browser);
    await page.goto("/desk");
    assert.match(page.url(), /sign-in/);
    await signIn(page, "traloi.byt");
    const response = await page.goto("/admin/accounts");
    assert.equal(response.status(), 403);
    await page.context().close();
  });

  it("signs out", async () => {
    const page = await open(browser);
    await signIn(page, "tiepnhan.dongdang");
    await page.goto("/account");
    await Promise.all([page.waitForURL(`${address}/`), page.locator("form[action='/sign-out']").first().evaluate((form) => form.requestSubmit())]);
    await page.goto("/desk");
    assert.match(page.url(), /sign-in/);
    await page.context().close();
  });
});

describe("a petition", () => {
  it("is routed by the reception officer and answered by the body, and the sender reads it", async () => {
    const code = await submit("Rãnh thoát nước trước trường tiểu học xã Đồng Đăng bị tắc, mưa là ngập. Đề nghị xã cho nạo vét.");
    const officer = await open(browser);
    await signIn(officer, "tiepnhan.dongdang");
    await officer.goto(`/desk/petitions/${code}?do=route`);
    assert.ok((await text(officer, "main")).includes("Rãnh thoát nước"));
    const form = officer.locator("form.work-form");
    await route(form);
    assert.equal(await officer.locator(".wrongs").count(), 0);

    const answering = await open(browser);
    await signIn(answering, "traloi.dongdang");
    await answering.goto("/desk");
    await answering.goto(`/desk/petitions/${code}`);
    assert.ok((await text(answering, "main")).includes("Rãnh thoát nước"));
    const accept = answering.locator(`form[action$='${code}/accept'] button`);
    if (await accept.count()) await accept.first().click();
    await answering.goto(`/desk/petitions/${code}/answer`);
    await answering.click("main form button:not([name=preview])");
    assert.ok(await answering.locator(".wrongs").count(), "an empty answer is refused");
    await answering.fill("[name=text]", "Xã đã **nạo vét** rãnh ngày hôm qua.\n\n- đoạn trước cổng trường\n- đoạn ra suối");
    await answering.check("input[name=outcome][value=settled]");
    await answering.click("button[name=preview]");
    assert.equal(await answering.locator(".answer strong").innerText(), "nạo vét");
    await answering.click("main form button:not([name=preview])");
    assert.equal(await answering.locator(".wrongs").count(), 0);

    const reader = await open(browser);
    await reader.goto(`/petitions/${code}`);
    assert.ok((await text(reader, "main")).includes("đoạn trước cổng trường"), "the answer is public");
    for (const page of [officer, answering, reader]) {
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });

  it("is entered from paper by keyboard alone", async () => {
    const page = await open(browser);
    await signIn(page, "tiepnhan.dongdang");
    await page.goto("/desk/enter");
    // The cursor stands in the text already.
    await page.keyboard.type("Cử tri đề nghị lắp biển báo ở ngã ba vào bản, nhiều xe tải qua lại.");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Xã Đồng Đăng, Lạng Sơn");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Control+Enter")]);
    const offered = page.locator("input[name=unit][type=radio]");
    if (!/code=/.test(page.url()) && await offered.count()) {
      await offered.first().focus();
      await page.keyboard.press("Space");
      await Promise.all([page.waitForURL(/code=/), page.keyboard.press("Control+Enter")]);
    }
    assert.match(page.url(), /code=/, await text(page, "main"));
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
});

describe("a topic", () => {
  it("is proposed in words, confirmed, and answered once for everyone in it", async () => {
    const codes = [];
    for (const place of ["thôn Một", "thôn Hai", "thôn Ba"])
      codes.push(await submit(`Cầu treo qua suối ở ${place} xã Đồng Đăng mục ván, người dân đi lại nguy hiểm. Đề nghị sửa cầu treo, thay ván mới.`));
    const officer = await open(browser);
    await signIn(officer, "tonghop.langson");
    await officer.goto("/desk/topics");
    await officer.click("form[action='/desk/topics/group'] button");
    await officer.waitForLoadState("load");
    let review;
    for (let tries = 0; tries < 60 && !review; ++tries) {
      await officer.goto("/desk/topics");
      review = await officer.locator("main a[href^='/desk/topics/']", { hasText: /[Cc]ầu treo/ }).first().getAttribute("href", { timeout: 500 }).catch(() => null);
    }
    assert.ok(review, "the three are proposed as one topic");
    await officer.goto(review);
    const topic = new URL(officer.url()).pathname.split("/").pop();
    assert.ok((await officer.locator("main .card .soft").allInnerTexts()).join("").length > 10, "why, in words");
    for (const box of await officer.locator("input[name=member]").all()) await box.check();
    await officer.locator("button[data-key=y]").click();
    assert.equal(await officer.locator(".wrongs").count(), 0);
    for (const code of codes) {
      await officer.goto(`/desk/petitions/${code}?do=route`);
      await route(officer.locator("form.work-form"));
    }
    const body = await open(browser);
    await signIn(body, "traloi.dongdang");
    await body.goto(`/desk/topics/${topic}/answer`);
    await body.fill("[name=text]", "Ủy ban nhân dân xã sẽ thay toàn bộ ván cầu treo trong quý tới.");
    await body.check("input[name=outcome][value=scheduled]");
    await body.fill("[name=promised]", `1/12/${new Date().getFullYear() + 1}`);
    await body.click("main form button:not([name=preview])");
    assert.equal(await body.locator(".wrongs").count(), 0, await text(body, "main"));
    for (const code of codes) {
      const answer = await (await fetch(`${address}/api/v1/petitions/${code}`)).json();
      assert.equal(answer.outcome, "scheduled", code);
      assert.match(answer.answers[0].text, /thay toàn bộ ván/);
    }
    await body.goto(`/topics/${topic}`);
    assert.ok((await text(body, "main")).includes("thay toàn bộ ván"), "the topic shows it too");
    for (const page of [officer, body]) {
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });
});
