// An officer's way and a body's: what came in is routed, put together, answered once for everyone.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { address, launch, open, signIn, text } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function submit(words, more = {}) {
  const response = await fetch(`${address}/api/v1/petitions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "report", text: words, place: "Xã Đồng Đăng, Tỉnh Lạng Sơn", publish: true, ...more }),
  });
  assert.equal(response.status, 201);
  return response.json();
}

// To a body found by typing, which is how an officer does it: r, Tab, a part of its name, Ctrl Enter.
async function route(page, code, body = "ubnd xa dong dang", name = "Ủy ban nhân dân xã Đồng Đăng") {
  await page.goto(`/desk/petitions/${code}`);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("r")]);
  await page.locator("[name=other]").focus();
  await page.keyboard.type(body);
  await page.locator("#offers label", { hasText: name }).locator("input:checked").waitFor();
  await Promise.all([page.waitForURL(/done=route/), page.keyboard.press("Control+Enter")]);
  assert.equal(await page.locator(".wrongs").count(), 0);
}

async function finish(...pages) {
  for (const page of pages) {
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  }
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
    const { code } = await submit("Rãnh thoát nước trước trường tiểu học xã Đồng Đăng bị tắc, mưa là ngập. Đề nghị xã cho nạo vét.");
    const officer = await open(browser);
    await signIn(officer, "tiepnhan.dongdang");
    await officer.goto(`/desk/petitions/${code}`);
    assert.ok((await text(officer, "main")).includes("Rãnh thoát nước"));
    await route(officer, code);

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
    await answering.click("button.quiet[name=preview]");
    assert.equal(await answering.locator(".answer strong").innerText(), "nạo vét");
    await answering.click("main form button:not([name=preview])");
    assert.equal(await answering.locator(".wrongs").count(), 0);

    const reader = await open(browser);
    await reader.goto(`/petitions/${code}`);
    assert.ok((await text(reader, "main")).includes("đoạn trước cổng trường"), "the answer is public");
    await finish(officer, answering, reader);
  });

  it("is entered from paper by keyboard alone, one after another", async () => {
    const page = await open(browser);
    await signIn(page, "tiepnhan.dongdang");
    await page.goto("/desk");
    await page.keyboard.press("g");
    await Promise.all([page.waitForURL(/\/desk\/enter/), page.keyboard.press("n")]);
    const entered = [];
    for (const words of ["Cử tri đề nghị lắp biển báo ở ngã ba vào bản, nhiều xe tải qua lại.",
                         "Đề nghị xã mở lại lớp xóa mù chữ buổi tối cho chị em trong bản."]) {
      // The cursor stands in the text already; the place is kept from the letter before.
      await page.keyboard.type(words);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Control+A");
      await page.keyboard.type("xã Đồng Đăng, tỉnh Lạng Sơn");
      if (entered.length === 0) {  // the kind is kept from the letter before
        await page.focus("input[name=kind][value=proposal]");
        await page.keyboard.press("Space");
      }
      await page.focus("input[name=consent][value=unsaid]");
      await page.keyboard.press("Space");
      await Promise.all([page.waitForURL((url) => (url.searchParams.get("code") ?? entered.at(-1)) !== entered.at(-1)), page.keyboard.press("Control+Enter")]);
      entered.push(new URL(page.url()).searchParams.get("code"));
      assert.equal(await page.inputValue("[name=text]"), "", "the next letter's form is fresh");
      assert.equal(await page.evaluate(() => document.activeElement.name), "text", "and waits for it");
    }
    for (const code of entered) {
      await page.goto(`/desk/petitions/${code}`);
      assert.ok((await text(page, "main")).includes("Đồng Đăng"), code);
    }
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  it("waits for what the body asks of its sender, and goes on with the reply", async () => {
    const { code, key } = await submit("Đèn ngã ba chợ Đồng Đăng hỏng đã lâu, đề nghị xã sửa giúp bà con.");
    const officer = await open(browser);
    await signIn(officer, "tiepnhan.dongdang");
    await route(officer, code);
    const body = await open(browser);
    await signIn(body, "traloi.dongdang");
    await body.goto(`/desk/petitions/${code}`);
    await Promise.all([body.waitForEvent("load"), body.keyboard.press("q")]);
    await body.keyboard.type("Cột đèn số mấy, bà con cho biết thêm?");
    await Promise.all([body.waitForEvent("load"), body.keyboard.press("Control+Enter")]);

    const resident = await open(browser, { locale: "vi-VN" });
    await resident.goto(`/petitions/${code}`);
    assert.ok((await text(resident, "main")).includes("Cột đèn số mấy"));
    assert.ok(await resident.locator(".due", { hasText: "tạm dừng" }).count(), "the clock stands");
    await resident.click(`a[href='/petitions/${code}/supplement']`);
    await resident.fill("[name=author_key]", "0000000000");
    await resident.fill("[name=reply]", "Cột số 7, ngay trước hiệu thuốc.");
    await resident.click("main form button");
    assert.ok(await resident.locator(".wrongs").count(), "a wrong key is refused");
    assert.equal(await resident.inputValue("[name=reply]"), "Cột số 7, ngay trước hiệu thuốc.", "what was typed stays");
    await resident.fill("[name=author_key]", key);
    await resident.click("main form button");
    assert.match(resident.url(), new RegExp(`/petitions/${code}`));
    assert.equal(await resident.locator(".due", { hasText: "tạm dừng" }).count(), 0, "the clock goes on");
    assert.ok(await resident.locator("article .due, article .promise").count());

    await officer.goto(`/desk/petitions/${code}`);
    assert.ok((await text(officer, ".pane")).includes("Cột số 7"), "the officers read it");
    await resident.goto(`/petitions/${code}`);
    assert.ok(!(await resident.content()).includes("Cột số 7"), "the public does not");
    await finish(officer, body, resident);
  });
});

describe("an answer", () => {
  it("is not lost where the session ends while it is written, and Enter in a field only previews it", async () => {
    const { code } = await submit("Cống trước chợ xã Đồng Đăng bị nghẹt, mưa là ngập cả đường. Xin khơi.");
    const officer = await open(browser);
    await signIn(officer, "tiepnhan.dongdang");
    await route(officer, code);
    const body = await open(browser);
    await signIn(body, "traloi.dongdang");
    await body.goto(`/desk/petitions/${code}/answer`);
    const words = "Câu trả lời này viết trong hai giờ, có số liệu.";
    await body.fill("[name=text]", words);
    await body.check("input[name=outcome][value=settled]");
    await body.focus("[name=document]");
    await Promise.all([body.waitForEvent("load"), body.keyboard.press("Enter")]);
    assert.ok(await body.locator(".answer .body").count(), "a preview");
    assert.equal(await body.inputValue("[name=text]"), words);

    await body.context().clearCookies();
    await Promise.all([body.waitForEvent("load"), body.focus("[name=text]").then(() => body.keyboard.press("Control+Enter"))]);
    assert.equal(await body.inputValue("textarea"), words, "what was written is given back");
    const tab = await open(browser, {}, body.context());
    await signIn(tab, "traloi.dongdang");
    await tab.close();
    await Promise.all([body.waitForEvent("load"), body.click("button[name=again]")]);
    assert.equal(await body.inputValue("[name=text]"), words, "in its form again");
    assert.ok(await body.isChecked("input[name=outcome][value=settled]"));
    await body.focus("[name=text]");
    await Promise.all([body.waitForURL(/done=answer/), body.keyboard.press("Control+Enter")]);
    await body.context().close();
    await officer.context().close();
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
});

describe("the keyboard", () => {
  it("has its list behind ?, walks the list, and comes back to where it stood", async () => {
    const page = await open(browser);
    await signIn(page, "tonghop.langson");
    await page.goto("/desk");
    await page.keyboard.press("?");
    const dialog = page.locator("dialog#keys[open]");
    const keys = await dialog.locator("kbd").allInnerTexts();
    for (const key of ["j", "k", "/", "r", "g d", "?"]) assert.ok(keys.includes(key), `${key} among ${keys}`);
    await page.keyboard.press("Escape");
    assert.equal(await dialog.count(), 0);
    await page.keyboard.press("j");
    const row = page.locator("[data-rows] a[data-row]").nth(1);
    assert.equal(await row.evaluate((link) => link === document.activeElement), true, "the second row has the focus");
    const href = await row.getAttribute("href");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    assert.ok(page.url().endsWith(href));
    assert.ok(await page.locator(".list .card[aria-current]").isVisible(), "the list stands beside it");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.type), "search");
    await finish(page);
  });
});

describe("a topic", () => {
  it("is proposed in words, confirmed, and answered once for everyone in it", async () => {
    const codes = [];
    for (const place of ["thôn Một", "thôn Hai", "thôn Ba"])
      codes.push((await submit(`Cầu treo qua suối ở ${place} xã Đồng Đăng mục ván, người dân đi lại nguy hiểm. Đề nghị sửa cầu treo, thay ván mới.`)).code);
    const national = await open(browser);
    await signIn(national, "tonghop.trunguong");
    await national.goto("/desk/topics");
    await national.click("form[action='/desk/topics/group'] button");
    await national.waitForLoadState("load");
    await finish(national);
    const officer = await open(browser);
    await signIn(officer, "tonghop.langson");
    await officer.goto("/desk/topics");
    assert.equal(await officer.locator("form[action='/desk/topics/group']").count(), 0, "grouping is the nation's");
    let review;
    for (let tries = 0; tries < 60 && !review; ++tries) {
      await officer.goto("/desk/topics");
      review = await officer.locator("main a[href^='/desk/topics/']", { hasText: /[Cc]ầu treo/ }).first().getAttribute("href", { timeout: 500 }).catch(() => null);
    }
    assert.ok(review, "the three are proposed as one topic");
    await officer.goto(review);
    const topic = new URL(officer.url()).pathname.split("/").pop();
    assert.ok((await officer.locator("main .member .soft").allInnerTexts()).join("").length > 10, "why, in words");
    for (const box of await officer.locator("input[name=member]").all()) await box.check();
    await officer.locator("button[data-key=y]").click();
    assert.equal(await officer.locator(".wrongs").count(), 0);
    for (const code of codes) await route(officer, code);
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
    await finish(officer, body);
  });
});
