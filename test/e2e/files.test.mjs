// A photograph comes with a petition, from a telephone without JavaScript: an officer looks at it, masks what names
// somebody, then everybody sees it, and nobody where it was taken. With JavaScript photographs are made small first.
// wall.jpg was taken on its side, at 21°1'42" N 105°50'12" E by Nguyen Van A.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { finish, launch, open, overflow, signIn, text, violations } from "./browser.mjs";

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

// A petition with a picture that everybody sees; its code.
async function sendWall(browser, officer) {
  const page = await open(browser, phone);
  await untilSending(page);
  await page.setInputFiles("[name=files]", wall);
  await go(page, "main button[formaction='/petitions']");
  const code = (await text(page, "#tracking-code")).trim();
  await finish(page);
  await officer.goto(`/desk/petitions/${code}`);
  await Promise.all([officer.waitForURL(/done=show_file/), officer.click(".files button[value=yes]")]);
  return code;
}

// How bright the picture of the page is in the middle of a part of it, of 255; `at` in shares of width and height.
const brightness = (page, selector, at) => page.evaluate(async ([selector, [x, y]]) => {
  const href = document.querySelector(selector).getAttribute("href");
  const picture = await createImageBitmap(await (await fetch(href)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const [red, green, blue] = canvas.getContext("2d").getImageData(picture.width * x, picture.height * y, 1, 1).data;
  return Math.max(red, green, blue);
}, [selector, at]);

it("an officer draws over a face; everybody sees the masked copy, until the masks come off with a reason", async () => {
  const officer = await open(browser, { locale: "vi-VN", bypassCSP: true });
  await signIn(officer, "tonghop.langson");
  const code = await sendWall(browser, officer);
  const anybody = await open(browser, { locale: "vi-VN" });
  await anybody.goto(`/petitions/${code}`);
  const picture = ".files a[href$='/picture']";
  assert.ok(await brightness(anybody, picture, [0.5, 0.5]) > 20);

  await go(officer, ".files a[href*='/masks']");
  const form = officer.url().split("?")[0];
  for (const lang of ["en", "vi"]) {
    await officer.goto(`${form}?lang=${lang}`);
    assert.deepEqual(await violations(officer), [], lang);
    await officer.setViewportSize({ width: 320, height: 700 });
    assert.equal(await overflow(officer), 0, lang);
    const { width, height } = await officer.locator(".squares input").first().boundingBox();
    assert.ok(width >= 24 && height >= 24, `a finger meets a square of ${width} by ${height} px`);
    await officer.setViewportSize({ width: 1280, height: 900 });
  }
  await officer.locator(".masks").scrollIntoViewIfNeeded();
  const box = await officer.locator(".masks img").boundingBox();
  await officer.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.3);
  await officer.mouse.down();
  await officer.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.7, { steps: 5 });
  await officer.mouse.up();
  assert.match(await officer.inputValue("#areas"), /^2\d(\.\d)? (29|30|31)(\.\d)? (49|50|51)(\.\d)? (39|40|41)(\.\d)?\n$/);
  assert.equal(await officer.locator(".masks rect").count(), 1);
  assert.equal(await officer.locator(".squares input:checked").count(), 0, "what is drawn ticks nothing");
  await Promise.all([officer.waitForURL(/done=mask_file/), officer.click("#masks .button:not(.quiet)")]);

  await anybody.reload();
  assert.ok(await brightness(anybody, picture, [0.5, 0.5]) < 8, "it is black where it was drawn over");
  assert.ok(await brightness(anybody, picture, [0.05, 0.05]) > 20, "and nowhere else");
  assert.match(await text(anybody, ".files"), /đã che/);
  const href = await anybody.locator(picture).getAttribute("href");
  assert.equal((await anybody.request.get(href.replace("/picture", "/whole"))).status(), 404);
  assert.ok(await brightness(officer, ".files a[href$='/whole']", [0.5, 0.5]) > 20, "what lies beneath is kept");

  await go(officer, ".files a[href*='/masks']");
  await officer.click("details.more summary");
  await officer.fill("#reason", "Không có ai trong ảnh này.");
  await Promise.all([officer.waitForURL(/done=unmask_file/), officer.click("button[name=off]")]);
  await anybody.reload();
  assert.equal(await anybody.locator(".files").count(), 0, "nobody has shown it unmasked");
  await finish(officer, anybody);
});

it("without JavaScript an officer ticks squares by keyboard", async () => {
  const officer = await open(browser, { locale: "vi-VN", javaScriptEnabled: false });
  await signIn(officer, "tonghop.langson");
  const code = await sendWall(browser, officer);
  await go(officer, ".files a[href*='/masks']");
  assert.equal(await officer.locator(".by-script:visible").count(), 0);
  await go(officer, "#masks .button:not(.quiet)");
  assert.match(await text(officer, ".wrongs"), /ít nhất một ô/);
  await officer.focus("[name=square][value='1-1']");
  await officer.keyboard.press("Space");
  await officer.keyboard.press("Tab");
  await officer.keyboard.press("Space");
  await Promise.all([officer.waitForURL(/done=mask_file/), officer.click("#masks .button:not(.quiet)")]);
  const anybody = await open(browser, { locale: "vi-VN" });
  await anybody.goto(`/petitions/${code}`);
  const picture = ".files a[href$='/picture']";
  assert.ok(await brightness(anybody, picture, [0.04, 0.02]) < 8);
  assert.ok(await brightness(anybody, picture, [0.14, 0.02]) < 8);
  assert.ok(await brightness(anybody, picture, [0.5, 0.5]) > 20);
  await finish(officer, anybody);
});

// A photograph as a telephone held upright takes it: 3,000 by 2,250 pixels on their side, and that in EXIF.
async function photographs(page, names) {
  const encoded = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3000, 2250);
    const context = canvas.getContext("2d");
    const noise = context.createImageData(3000, 2250);
    for (let i = 0; i < noise.data.length; ++i) noise.data[i] = i % 4 === 3 ? 255 : (i * 7919 >> 6) % 200 + 30;
    context.putImageData(noise, 0, 0);
    context.fillStyle = "#c01010";
    context.fillRect(0, 0, 1000, 750);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 })).arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  });
  const jpeg = Buffer.from(encoded, "base64");
  const exif = Buffer.from("ffe10022457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001" + "00060000" + "00000000", "hex");
  const buffer = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
  return names.map((name) => ({ name, mimeType: "image/jpeg", buffer }));
}

it("photographs of a telephone are made small, seen, left out, and sent though the line is cut once", async () => {
  const page = await open(browser, { ...phone, javaScriptEnabled: true, isMobile: true, hasTouch: true });
  await untilSending(page);
  assert.ok(await page.locator("[data-photographs]").isVisible(), "a telephone has a camera");
  const taken = await photographs(page, ["một.jpg", "hai.jpg", "ba.jpg"]);
  await page.setInputFiles("[name=files]", taken.slice(0, 2));
  await page.waitForFunction(() => /Đã chọn: 2/.test(document.querySelector(".sending [role=status]").textContent));
  await page.setInputFiles("[name=files]", taken.slice(2));
  await page.waitForFunction(() => /Đã chọn: 3/.test(document.querySelector(".sending [role=status]").textContent));
  const held = await page.evaluate(() => Promise.all([...document.querySelector("[name=files]").files].map(async (file) => {
    const picture = await createImageBitmap(file);
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext("2d").drawImage(picture, 0, 0);
    const [red, green] = canvas.getContext("2d").getImageData(picture.width - 50, 50, 1, 1).data;
    return { name: file.name, size: file.size, width: picture.width, height: picture.height, isRed: red > 150 && green < 70, exif: (await file.text()).includes("Exif") };
  })));
  for (const file of held) {
    assert.deepEqual([file.width, file.height, file.exif], [1500, 2000, false], "small and upright");
    assert.ok(file.size < taken[0].buffer.length / 2 && file.isRed, "what was at the left is at the top");
  }
  assert.equal(await page.locator(".sending li canvas").count(), 3);
  assert.equal(await overflow(page), 0);
  assert.deepEqual(held.map((file) => file.name), ["một.jpg", "hai.jpg", "ba.jpg"]);
  await page.getByRole("button", { name: "Bỏ ra: hai.jpg" }).click();
  await page.waitForFunction(() => document.querySelector("[name=files]").files.length === 2);
  await page.waitForFunction(() => document.querySelectorAll(".sending .files li").length === 2);  // drawn anew

  const tries = [];
  await page.route("**/petitions", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    tries.push(await page.locator(".sending progress").count());
    return tries.length === 1 ? route.abort() : route.continue();
  });
  await page.click("main button[formaction='/petitions']");
  await page.waitForFunction(() => /Mạng bị ngắt/.test(document.querySelector(".sending [role=status]").textContent));
  assert.equal(await page.locator(".sending .files li").count(), 2, "nothing that was chosen is lost");
  page.complaints.length = 0;  // that the line was cut
  await page.click("main button[formaction='/petitions']");
  await page.waitForSelector("#tracking-code");
  assert.deepEqual(tries, [1, 1], "it is shown how far it is");
  const code = (await text(page, "#tracking-code")).trim();
  assert.match(page.url(), new RegExp(`/receipts/${code}`));
  await finish(page);

  const officer = await open(browser, { locale: "vi-VN" });
  await signIn(officer, "tonghop.langson");
  await officer.goto(`/desk/petitions/${code}`);
  const names = await officer.locator(".files a[href$='/picture'] span").allInnerTexts();
  assert.deepEqual(names.map((name) => name.split(": ")[1]).sort(), ["ba.jpg", "một.jpg"]);
  const [width, height] = await officer.locator(".files img").first().evaluate((it) => [it.getAttribute("width"), it.getAttribute("height")]);
  assert.deepEqual([width, height], ["240", "320"]);
  await finish(officer);
});

it("what one says is recorded on the spot, and sent", async () => {
  const page = await open(browser, { ...phone, javaScriptEnabled: true, bypassCSP: true });
  // A tone, in the place of a microphone that nobody has here.
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const sound = new AudioContext(), tone = sound.createOscillator(), out = sound.createMediaStreamDestination();
      tone.connect(out);
      tone.start();
      return out.stream;
    };
  });
  await untilSending(page);
  assert.ok(await page.evaluate(() => document.featurePolicy.allowsFeature("microphone")));
  await page.click("[data-records]");
  await page.waitForSelector("[data-records][aria-pressed=true]");
  assert.match(await text(page, "[data-records]"), /Dừng/);
  assert.deepEqual(await violations(page), []);
  await page.waitForTimeout(800);
  await page.click("[data-records]");
  await page.waitForFunction(() => document.querySelector("[name=files]").files.length === 1);
  assert.match(await text(page, ".sending .files"), /ghi-am-1\.m4a/);
  assert.deepEqual(await violations(page), []);
  await go(page, "main button[formaction='/petitions']");
  const code = (await text(page, "#tracking-code")).trim();
  const officer = await open(browser, { locale: "vi-VN" });
  await signIn(officer, "tonghop.langson");
  await officer.goto(`/desk/petitions/${code}`);
  assert.match(await text(officer, ".files"), /Bản ghi âm 1: ghi-am-1\.m4a/);
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

it("is a letter that an officer scans: its words are proposed, compared, and entered with it", async () => {
  const letter = "Tôi là Lò Thị Mẫu, ở bản Mẫu. Đường vào bản bị sạt từ đêm qua, các cháu phải đi bộ đến trường.";
  const desk = await browser.newPage({ viewport: { width: 1000, height: 400 }, deviceScaleFactor: 2 });
  await desk.setContent(`<p lang="vi" style="font: 26px/1.6 'Liberation Serif', serif; padding: 40px">${letter}</p>`);
  const scan = { name: "thư bà Mẫu.png", mimeType: "image/png", buffer: await desk.screenshot() };
  await desk.close();

  for (const javaScriptEnabled of [false, true]) {
    const officer = await open(browser, { locale: "vi-VN", javaScriptEnabled, bypassCSP: javaScriptEnabled });
    await signIn(officer, "tiepnhan.dongdang");
    await officer.goto("/desk/enter");
    await officer.setInputFiles("[name=files]", scan);
    await go(officer, "button[formaction='/desk/enter/words']");
    const proposed = (await officer.inputValue("[name=text]")).replace(/\s+/g, " ");
    assert.ok(proposed.includes("Đường vào bản bị sạt từ đêm qua"), proposed);
    assert.match(await text(officer, "main"), /Máy có thể đọc sai/, "it is nobody's word yet");
    assert.ok(await officer.isChecked("[name=kept]"), "the scan is kept");
    if (javaScriptEnabled) assert.deepEqual(await violations(officer), []);
    assert.equal(await overflow(officer), 0);
    await officer.fill("[name=text]", letter);
    await officer.check("input[name=kind][value=report]");
    await officer.check("input[name=consent][value=unsaid]");
    await officer.fill("[name=place]", "xã Đồng Đăng");
    await go(officer, "main .buttons button.large");
    await officer.goto(await officer.locator(".flash a.code").getAttribute("href"));
    assert.match(await text(officer, ".files"), /thư bà Mẫu\.png/);
    await finish(officer);
  }
});
