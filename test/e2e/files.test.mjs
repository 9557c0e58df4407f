// A photograph comes with a petition, from a telephone without JavaScript: an officer looks at it, then everybody sees it,
// and nobody where it was taken. wall.jpg was taken on its side, at 21°1'42" N 105°50'12" E by Nguyen Van A.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { finish, launch, open, signIn, text, violations } from "./browser.mjs";

const phone = { viewport: { width: 390, height: 780 }, locale: "vi-VN", javaScriptEnabled: false };
const wall = fileURLToPath(new URL("wall.jpg", import.meta.url));
const words = "Tường nhà văn hóa thôn bị nứt dài hai mét từ tháng trước, trẻ con hay chơi ở dưới. Đề nghị xã cho xem lại.";
const go = async (page, selector) => Promise.all([page.waitForLoadState("load"), page.click(selector)]);
const to = (step) => `main button[name=to][value=${step}]`;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function untilSending(page) {
  await page.goto("/send?kind=report");
  await page.fill("[name=text]", words);
  await go(page, to("place"));
  await page.fill("[name=place]", "Xã Đồng Đăng, Tỉnh Lạng Sơn");
  await go(page, to("similar"));
  if (await page.locator(to("contact")).count()) await go(page, to("contact"));
  await page.check("input[name=publish][value=yes]");
  await go(page, to("check"));
}

it("is sent, looked at, shown, and tells nobody where it was taken", async () => {
  const page = await open(browser, phone);
  await untilSending(page);
  // What cannot be taken loses no word.
  await page.setInputFiles("[name=files]", { name: "đèn.jpg", mimeType: "image/jpeg", buffer: Buffer.from("MZ nothing") });
  await go(page, "main button[formaction='/petitions']");
  assert.match(await text(page, ".wrongs"), /đèn\.jpg/);
  assert.match(await text(page, "main"), /nứt dài hai mét/);
  await page.setInputFiles("[name=files]", wall);
  await go(page, "main button[formaction='/petitions']");
  const code = (await text(page, "#tracking-code")).trim();

  await page.goto(`/petitions/${code}`);
  assert.equal(await page.locator(".files").count(), 0, "nobody has looked at it");

  const officer = await open(browser, { locale: "vi-VN" });
  await signIn(officer, "tonghop.langson");
  await officer.goto(`/desk/petitions/${code}`);
  assert.match(await text(officer, ".files"), /wall\.jpg/);
  await Promise.all([officer.waitForURL(/done=show_file/), officer.click(".files button[value=yes]")]);

  await page.reload();
  assert.doesNotMatch(await text(page, ".files"), /wall\.jpg/, "its name may name people");
  const image = page.locator(".files img");
  const [width, height] = await image.evaluate((it) => [it.getAttribute("width"), it.getAttribute("height")]);
  assert.ok(Number(height) > Number(width), "it stands upright");
  assert.ok(Buffer.from(await readFile(wall)).includes("Nguyen Van A"));
  for (const href of [await image.getAttribute("src"), await page.locator(".files a").first().getAttribute("href")]) {
    const given = await page.request.get(href);
    assert.equal(given.status(), 200);
    const bytes = await given.body();
    assert.equal(bytes.subarray(0, 2).toString("hex"), "ffd8");
    for (const secret of ["Exif", "Nguyen", "xmpmeta", "GPS"]) assert.ok(!bytes.includes(secret), secret);
  }
  await finish(page, officer);
});

it("passes axe on a page with pictures", async () => {
  const page = await open(browser, { locale: "vi-VN" });
  await untilSending(page);
  await page.setInputFiles("[name=files]", wall);
  await go(page, "main button[formaction='/petitions']");
  const code = (await text(page, "#tracking-code")).trim();
  const officer = await open(browser, { locale: "vi-VN" });
  await signIn(officer, "tonghop.langson");
  await officer.goto(`/desk/petitions/${code}`);
  assert.deepEqual(await violations(officer), []);
  await finish(page, officer);
});
