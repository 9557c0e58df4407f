// An officer's way and a body's: what came in is routed, put together, answered once for everyone.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { address, finish, launch, open, signIn, text } from "./browser.mjs";
import { readAsSender, route, submit } from "./steps.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

describe("accounts", () => {
  it("a wrong password is refused in words, and what was typed stays", async () => {
    const page = await open(browser);
    await page.goto("/sign-in");
    await page.fill("[name=username]", "tiepnhan.dongdang");
    await page.fill("[name=password]", "wrong password");
    await page.click("main form button:not([type=button])");
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
    const { code, key } = await submit("Rãnh thoát nước trước trường tiểu học xã Đồng Đăng bị tắc, mưa là ngập. Đề nghị xã cho nạo vét.");
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
    assert.match(await answering.locator(".pane > .actions").innerText(), /^Write the answer/, "what the limit runs for comes first");
    await answering.keyboard.press("a");
    assert.ok(await answering.locator(`.pane form[action*='${code}/accept'] button`).evaluate((button) => button === document.activeElement), "a letter alone does nothing");
    await Promise.all([answering.waitForURL(/done=accept/), answering.keyboard.press("Enter")]);
    await answering.goto(`/desk/petitions/${code}/answer`);
    await answering.click("main form button:not([name=preview])");
    assert.ok(await answering.locator(".wrongs").count(), "an empty answer is refused");
    await answering.fill("[name=text]", "Xã đã **nạo vét** rãnh ngày hôm qua.\n\n- đoạn trước cổng trường\n- đoạn ra suối");
    await answering.check("input[name=outcome][value=settled]");
    await answering.click("button.quiet[name=preview]");
    assert.equal(await answering.locator(".answer strong").innerText(), "nạo vét");
    await answering.click("main form button:not([name=preview])");
    assert.equal(await answering.locator(".wrongs").count(), 0);

    const reader = await open(browser, { locale: "vi-VN" });
    await reader.goto(`/petitions/${code}`);
    assert.ok((await text(reader, "main")).includes("đoạn trước cổng trường"), "the answer is public");
    await Promise.all([reader.waitForURL(/verdict/), reader.click(`a[href='/petitions/${code}/verdict']`)]);
    await reader.fill("[name=author_key]", key);
    await Promise.all([reader.waitForEvent("load"), reader.press("[name=author_key]", "Enter")]);
    assert.ok(await reader.locator(".wrongs a[href='#verdict']").count(), "Enter decides nothing for its sender");
    assert.equal(await reader.getAttribute("html", "lang"), "vi", "nor changes the language");
    assert.equal(await reader.inputValue("[name=author_key]"), key);
    await reader.check("[name=verdict][value=settled]");
    await Promise.all([reader.waitForEvent("load"), reader.press("[name=author_key]", "Enter")]);
    assert.match(await text(reader, "main"), /Người gửi cho biết/, "its page says what its sender said");
    await finish(officer, answering, reader);
  });

  it("is entered from paper by keyboard alone, one after another, each with an answer of its own on who may read it", async () => {
    const page = await open(browser, { locale: "vi-VN" });
    await signIn(page, "tiepnhan.dongdang");
    await page.goto("/desk");
    await page.keyboard.press("g");
    await Promise.all([page.waitForURL(/\/desk\/enter/), page.keyboard.press("n")]);
    const entered = [];
    for (const { words, consent } of [
      { words: "Cử tri đề nghị lắp biển báo ở ngã ba vào bản, nhiều xe tải qua lại.", consent: "unsaid" },
      { words: "Đề nghị xã mở lại lớp xóa mù chữ buổi tối cho chị em trong bản.", consent: "no" },
      { words: "Đề nghị xã đặt thêm thùng rác ở bến xe.", consent: "yes" },
    ]) {
      // The cursor stands in the text already, behind a letter one key away; the place is kept from the one before.
      if (entered.length > 0) await page.keyboard.press("n");
      await page.keyboard.type(words);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Control+A");
      await page.keyboard.type("xã Đồng Đăng, tỉnh Lạng Sơn");
      assert.deepEqual(await page.locator("[name=consent]").evaluateAll((all) => all.map((one) => [one.value, one.checked])),
                       [["yes", false], ["no", false], ["unsaid", false]], "three answers, none of them chosen");
      assert.equal(await page.locator("[name=kind]:checked").count(), 0, "no kind is chosen");
      assert.ok(await page.locator("[name=consent]").first().isHidden(), "nor asked what only some kinds are");
      await page.focus("input[name=kind][value=proposal]");
      await page.keyboard.press("Space");
      if (entered.length === 0) {
        await Promise.all([page.waitForEvent("load"), page.keyboard.press("Control+Enter")]);
        assert.ok(await page.locator(".wrongs a[href='#consent']").count(), "silence is not taken for an answer");
        await page.focus("[name=received_at]");
        await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
        assert.equal(await page.inputValue("[name=text]"), words, "Enter in a field enters nothing");
      }
      await page.focus(`input[name=consent][value=${consent}]`);
      await page.keyboard.press("Space");
      await Promise.all([page.waitForURL((url) => (url.searchParams.get("code") ?? entered.at(-1)?.code) !== entered.at(-1)?.code), page.keyboard.press("Control+Enter")]);
      entered.push({ code: new URL(page.url()).searchParams.get("code"), consent });
      assert.equal(await page.inputValue("[name=text]"), "", "the next letter's form is fresh");
      assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "n", "one key away");
      assert.ok(await page.locator("main a[data-key=r][href$='?do=route']").isVisible(), "as is its routing");
    }
    const told = { unsaid: /Đơn không nói/, no: /Người gửi không đồng ý công khai/, yes: /^(?!.*(Đơn không nói|không đồng ý))/s };
    const reader = await open(browser, { locale: "vi-VN", javaScriptEnabled: false });
    for (const { code, consent } of entered) {
      await page.goto(`/desk/petitions/${code}`);
      assert.ok((await text(page, "main")).includes("Đồng Đăng"), code);
      assert.match(await text(page, ".pane"), told[consent], "silence is no refusal");
      await reader.goto(`/petitions/${code}`);
      assert.equal((await text(reader, "main")).includes("thùng rác"), consent === "yes", "only who agrees is read by all");
    }
    await finish(page, reader);
  });

  it("whose text names somebody is masked with one press; all read the mask, and its sender why", async () => {
    const sent = await submit("Đèn đường đầu ngõ ba tắt cả tháng. Chị Nông Thị Thử ngã gãy tay, cần thì gọi 0912 345 678.");
    const sender = await open(browser, { viewport: { width: 390, height: 780 }, locale: "vi-VN", javaScriptEnabled: false });
    assert.match(await readAsSender(sender, sent), /0912 345 678[^]*có tên người, số điện thoại/, "it waits, and for what");
    const officer = await open(browser, { locale: "vi-VN" });
    await signIn(officer, "tonghop.langson");
    await officer.goto("/desk?in=held");
    await Promise.all([officer.waitForURL(new RegExp(sent.code)), officer.click(`.list a[href*='${sent.code}']`)]);
    await Promise.all([officer.waitForEvent("load"), officer.keyboard.press("m")]);
    assert.ok(await officer.isChecked("input[name=found][value='0912 345 678']"), "what was found is ticked");
    await officer.keyboard.type("Nông Thị Thử");
    await Promise.all([officer.waitForURL(/done=mask/), officer.keyboard.press("Control+Enter")]);

    await sender.goto(`/petitions/${sent.code}`);
    const shown = await text(sender, "main");
    assert.match(shown, /Chị \[…\] ngã gãy tay, cần thì gọi \[…\]\./);
    assert.match(shown, /phần nhận ra người đã được che/, "and what was done to it");
    for (const path of [`/petitions/${sent.code}`, `/api/v1/petitions/${sent.code}`, "/petitions?q=den+duong+dau+ngo+ba"]) {
      await sender.goto(path);
      for (const secret of ["Nông Thị Thử", "0912 345 678"]) assert.ok(!(await sender.content()).includes(secret), path);
    }
    await finish(officer, sender);
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
    await resident.click("main form button:not([type=button])");
    assert.ok(await resident.locator(".wrongs").count(), "a wrong key is refused");
    assert.equal(await resident.inputValue("[name=reply]"), "Cột số 7, ngay trước hiệu thuốc.", "what was typed stays");
    await resident.fill("[name=author_key]", key);
    await resident.click("main form button:not([type=button])");
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
  it("is not lost where the language changes or the session ends while it is written, and Enter in a field only previews it", async () => {
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
    const other = body.locator("header .tool[lang]").first();
    const language = await other.getAttribute("lang");
    await Promise.all([body.waitForEvent("load"), other.click()]);
    assert.equal(await body.getAttribute("html", "lang"), language);
    assert.equal(await body.inputValue("[name=text]"), words, "the other language keeps what was typed");
    assert.ok(await body.isChecked("input[name=outcome][value=settled]"));

    await body.context().clearCookies();
    await Promise.all([body.waitForEvent("load"), body.focus("[name=text]").then(() => body.keyboard.press("Control+Enter"))]);
    assert.equal(await body.inputValue("textarea"), words, "what was written is given back");
    const tab = await open(browser, {}, body.context());
    await signIn(tab, "traloi.dongdang");
    await tab.close();
    await Promise.all([body.waitForEvent("load"), body.click("main button[name=back]")]);
    assert.equal(await body.inputValue("[name=text]"), words, "in its form again");
    assert.ok(await body.isChecked("input[name=outcome][value=settled]"));
    await body.focus("[name=text]");
    await Promise.all([body.waitForURL(/done=answer/), body.keyboard.press("Control+Enter")]);
    await body.context().close();
    await officer.context().close();
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
    assert.ok(await page.locator(".list .card:has([aria-current])").isVisible(), "the list stands beside it");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.type), "search");
    await finish(page);
  });
});

describe("a topic", () => {
  it("is proposed in words, confirmed, joined with another, and answered once for everyone in it", async () => {
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
    // One that a colleague had begun by hand is put into it.
    codes.push((await submit("Ván cầu treo bản Thử xã Đồng Đăng gãy hai tấm, xin thay cho các cháu đi học.")).code);
    await officer.goto(`/desk/petitions/${codes.at(-1)}?do=topic`);
    await officer.check("input[name=topic][value=new]");
    await officer.fill("[name=words]", "Ván cầu treo gãy");
    await Promise.all([officer.waitForURL(/done=topic/), officer.keyboard.press("Control+Enter")]);
    const begun = (await officer.locator(".pane a[href^='/desk/topics/']").first().getAttribute("href")).split("/").pop();
    await officer.goto(`/desk/topics/${topic}`);
    await officer.locator("form[action$='/merge']").evaluate((form) => form.closest("details").open = true);
    await officer.selectOption("form[action$='/merge'] select", begun);
    await Promise.all([officer.waitForURL(/done=merge/), officer.click("form[action$='/merge'] button")]);
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
    await body.goto(`/topics/${begun}`);
    assert.equal(new URL(body.url()).pathname, `/topics/${topic}`, "the address of the merged one leads on");
    await officer.goto(`/desk/topics/${begun}`);
    assert.equal(new URL(officer.url()).pathname, `/desk/topics/${topic}`, "at the desk too");
    await finish(officer, body);
  });
});
