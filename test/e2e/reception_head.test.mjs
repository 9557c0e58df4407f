// The head receives: what is concluded becomes tasks that the visitor follows; eleven who speak through three become a petition.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { finish, launch, open, signIn, text, violations } from "./browser.mjs";
import { enterVisit, fillVisit, readVisit } from "./steps.mjs";
import { asEachReader, paperOf } from "./visitors.mjs";

const wall = fileURLToPath(new URL("wall.jpg", import.meta.url));
const department = "Sở Xây dựng tỉnh Lạng Sơn", commune = "Ủy ban nhân dân xã Đồng Đăng";
const inDays = (n) => new Date(Date.now() + (7 + 24 * n) * 3600 * 1000).toISOString().slice(0, 10).split("-").reverse().join("/");

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

describe("a chairman's day", () => {
  const heard = {
    place: "", heard_by: "head", kind: "complaint", outcome: "accepted", told: "yes", hot: "yes",
    matter: "Nhà nứt từ khi công trình đường bên cạnh thi công, đã kiến nghị hai lần chưa ai đến xem.",
    name: "Vi Thị Mẫu", address: "thôn Pò Ví, xã Đồng Đăng", identity: "020 100 000 401",
  };

  it("ends with a conclusion, whose items are tasks that the visitor follows with the code", async () => {
    const head = await open(browser, { locale: "vi-VN", bypassCSP: true });
    await signIn(head, "lanhdao.langson");
    await head.goto("/desk/receptions/new");
    heard.place = await head.locator("[name=place] option", { hasText: "Trụ sở tiếp công dân tỉnh" }).getAttribute("value");
    const visit = await enterVisit(head, heard);
    await head.goto("/desk");
    const front = head.locator("section", { hasText: "cần người đứng đầu" });
    assert.ok(await front.locator(`a[href$='${visit.code}']`).count(), "what is hot stands on the leader's first page");

    await head.goto(`/desk/receptions/${visit.code}/conclude`);
    assert.deepEqual(await violations(head), []);
    await head.fill("[name=text]", "Công trình phải dừng rung lu trước nhà dân cho đến khi kiểm định xong.");
    await head.fill("[name=item1_product]", "Biên bản kiểm định vết nứt");
    await head.fill("[name=item1_body]", "một cơ quan không có");
    await Promise.all([head.waitForEvent("load"), head.keyboard.press("Control+Enter")]);
    for (const field of ["concluded_by", "item1_body", "item1_due"])
      assert.equal(await head.locator(`.wrongs a[href='#${field}']`).count(), 1, `${field} is asked for`);
    assert.deepEqual(await violations(head), []);
    const items = [{ product: "Biên bản kiểm định vết nứt", body: "so xay dung lang son", due: inDays(20) },
                   { product: "Văn bản trả lời hộ dân", body: commune, due: inDays(30) }];
    for (const [nth, item] of items.entries())
      for (const [name, value] of Object.entries(item)) await head.fill(`[name=item${nth + 1}_${name}]`, value);
    await head.fill("[name=concluded_by]", "Lương Đức Điệp, Chủ tịch Ủy ban nhân dân tỉnh");
    await head.fill("[name=number]", "112/TB-UBND");
    await head.fill("[name=contact]", "Ban Tiếp công dân tỉnh, 0205 000 0101");
    await Promise.all([head.waitForURL(/done=conclude/), head.keyboard.press("Control+Enter")]);

    await head.goto(`/desk/receptions/${visit.code}`);
    const notice = await paperOf(head, visit.code, "conclusion");
    for (const words of ["Số: 112/TB-UBND", "THÔNG BÁO Kết luận việc tiếp công dân", "dừng rung lu", `1. Giao ${department}: Biên bản kiểm định vết nứt`,
                         `2. Giao ${commune}: Văn bản trả lời hộ dân`, `${department} (để thực hiện);`, "ông (bà) Vi Thị Mẫu"])
      assert.ok(notice.includes(words), `${words} in ${notice}`);
    assert.match(notice, /CHỦ TỊCH.*Lương Đức Điệp/, "signed with name and office");

    const body = await open(browser, { locale: "vi-VN", bypassCSP: true });
    await signIn(body, "traloi.soxaydung");
    await body.goto("/desk?in=concluded");
    assert.match(await text(body, "main"), new RegExp(`Biên bản kiểm định.*${visit.code}`, "s"), "the task stands on the desk of who owes it");
    const unread = await open(browser, { locale: "vi-VN" });
    assert.match(await readVisit(unread, visit), new RegExp(`Biên bản kiểm định vết nứt.*${department}`, "s"));
    assert.doesNotMatch(await text(unread, "main"), /Vết nứt do công trình/);
    await finish(unread);
    await body.goto(`/desk/receptions/${visit.code}?do=report`);
    assert.deepEqual(await violations(body), []);
    await body.fill("[name=words]", "Vết nứt do công trình; nhà thầu nhận sửa trong tháng.");
    await Promise.all([body.waitForURL(/done=report/), body.press("[name=words]", "Control+Enter")]);

    await asEachReader(browser, async (page, lang) => {
      const told = await readVisit(page, visit);
      for (const words of ["dừng rung lu", "112/TB-UBND", department, commune, "nhà thầu nhận sửa", "Ban Tiếp công dân tỉnh, 0205 000 0101"])
        assert.ok(told.includes(words), words);
      assert.match(told, lang === "vi" ? /Người đứng đầu đã kết luận.*Đã xong ngày.*Phải xong chậm nhất ngày/s
                                       : /What the head concluded.*Done on.*To be done by/s, "told in words, not by a colour");
    });

    // They come again: what is still owed stands before the officer.
    await head.goto("/desk/receptions/new");
    await head.fill("[name=before]", visit.code);
    const offer = head.locator("#earlier-visits", { hasText: "Văn bản trả lời hộ dân" });
    await offer.waitFor();
    assert.doesNotMatch(await offer.innerText(), /Biên bản kiểm định/, "and what was done does not");
    await finish(head, body);
  });
});

describe("a group of eleven", () => {
  const group = {
    kind: "report", outcome: "accepted", present: "11", number: "14", follows: "petition", consent: "yes",
    matter: "Tường nhà văn hóa thôn Nà Ví nứt dài hai mét, trẻ con hay chơi ở dưới, đề nghị xã cho kiểm tra.",
    name: "Hà Văn Mẫu", address: "thôn Nà Ví", others: "Nông Thị Mẫu; thôn Nà Ví; 020 100 000 501\nLã Văn Ví; thôn Nà Ví",
  };

  it("is heard through who speaks for it, and becomes a petition that says so and shows the wall", async () => {
    const officer = await open(browser, { locale: "vi-VN", bypassCSP: true });
    await signIn(officer, "tiepnhan.dongdang");
    await officer.goto("/desk/receptions/new");
    await fillVisit(officer, { ...group, others: "Một;x\nHai;x\nBa;x\nBốn;x\nNăm;x" });
    await Promise.all([officer.waitForEvent("load"), officer.keyboard.press("Control+Enter")]);
    assert.match(await text(officer, ".wrongs"), /không quá năm người/, "no more than five speak for it");
    const visit = await enterVisit(officer, group);
    await officer.goto(`/desk/receptions/${visit.code}?do=receipt`);
    await officer.fill("[name=words]", "Ảnh chụp tường nứt; 1; bản phô tô\nĐơn có chữ ký của mười bốn hộ; 3");
    await Promise.all([officer.waitForURL(/done=receipt/), officer.press("[name=words]", "Control+Enter")]);
    await officer.goto(`/desk/receptions/${visit.code}`);
    const receipt = await paperOf(officer, visit.code, "receipt");
    for (const words of ["Mẫu số 02/TCD", "Hà Văn Mẫu, Nông Thị Mẫu, Lã Văn Ví", "1. Ảnh chụp tường nứt, 1 trang, bản phô tô.",
                         "2. Đơn có chữ ký của mười bốn hộ, 3 trang, bản chính.", "giao cho người cung cấp thông tin, tài liệu 01 bản"])
      assert.ok(receipt.includes(words), `${words} in ${receipt}`);
    assert.match(receipt, /Vào \d\d giờ \d\d, ngày/);

    // The key of the slip opens the petition's, and with that the photograph is added from a telephone.
    const speaker = await open(browser, { locale: "vi-VN", viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
    const told = await readVisit(speaker, visit);
    assert.ok(told.includes(visit.petition), told);
    const key = await text(speaker, "main .facts div:has(dt:text-is('Mã riêng của đơn đó')) dd");
    await speaker.goto(`/petitions/${visit.petition}/add`);
    await speaker.fill("[name=words]", "Ảnh chụp sáng nay.");
    await speaker.setInputFiles("[name=files]", wall);
    await speaker.fill("[name=author_key]", key);
    await Promise.all([speaker.waitForURL((url) => !url.pathname.endsWith("/add")), speaker.click("#deed button.large")]);
    await finish(speaker);

    await officer.goto(`/desk/petitions/${visit.petition}`);
    assert.match(await text(officer, ".files"), /wall\.jpg/);
    await Promise.all([officer.waitForURL(/done=show_file/), officer.click(".files button[value=yes]")]);
    await asEachReader(browser, async (page, lang) => {
      await page.goto(`/petitions/${visit.petition}`);
      const said = await text(page, "main");
      assert.match(said, lang === "vi" ? /Lần đầu trình bày tại buổi tiếp công dân/ : /First said at a citizen reception/);
      assert.doesNotMatch(said, /Hà Văn Mẫu|Nông Thị Mẫu|wall\.jpg/, "nobody's name");
      assert.equal(await page.locator(".files img").count(), 1);
    });

    const leader = await open(browser, { locale: "vi-VN" });
    await signIn(leader, "lanhdao.langson");
    await leader.goto("/desk");
    assert.match(await text(leader, "main"), /đoàn 11 người/);
    await finish(officer, leader);
  });
});
