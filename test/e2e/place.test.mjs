// A resident's way: where they live, said once; the notice board of that place, on a telephone, without a
// script, in both languages, on paper, in their calendar.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { address, finish, launch, open, overflow, text } from "./browser.mjs";

const go = async (page, selector) => Promise.all([page.waitForLoadState("load"), page.click(selector)]);
const width = 360;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const fits = async (page) => assert.ok((await overflow(page)) <= 0, `${page.url()} runs over the edge`);

// Of a PDF as Chromium writes it: each page is an object of its own.
const pagesOf = (pdf) => (pdf.toString("latin1").match(/\/Type\s*\/Page(?![a-z])/g) ?? []).length;

// What RFC 5545 asks of every line and event; the events by their uid.
function readCalendar(bytes) {
  const document = bytes.toString("utf8");
  assert.ok(document.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && document.endsWith("END:VCALENDAR\r\n"));
  for (const line of document.split("\r\n")) {
    assert.ok(!/[\r\n]/.test(line), "a line ends with CRLF alone");
    assert.ok(Buffer.byteLength(line) <= 75, `75 octets: ${line}`);
  }
  const events = new Map();
  for (const [, inside] of document.replace(/\r\n /g, "").matchAll(/BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n/gs)) {
    const of = (name) => inside.match(new RegExp(`^${name}:(.*)\\r$`, "m"))?.[1];
    assert.match(of("DTSTAMP"), /^\d{8}T\d{6}Z$/);
    assert.match(of("DTSTART;VALUE=DATE"), /^\d{8}$/);
    assert.ok(of("SUMMARY"));
    assert.ok(of("URL").startsWith(address), "an address that opens from anywhere");
    assert.ok(of("UID") && !events.has(of("UID")), "a uid of its own");
    events.set(of("UID"), inside);
  }
  return events;
}

for (const [locale, says] of [["vi-VN", { board: "Ai chịu trách nhiệm", days: "Việc gì, ngày nào", here: "Bạn ở đây.", mean: "Ý bạn là nơi nào dưới đây?" }],
                              ["en-GB", { board: "Who is responsible", days: "What happens when", here: "You live here.", mean: "Do you mean one of these?" }]]) {
  for (const javaScriptEnabled of [true, false]) {
    describe(`${locale}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
      it("says once where they live, and finds the notice board, by an old name too", async () => {
        const page = await open(browser, { javaScriptEnabled, locale, viewport: { width, height: 740 } });
        await page.goto("/");
        await fits(page);
        assert.equal(await page.locator("header .here").count(), 0);
        // Half a name is a question, and an old one leads to what it is now.
        await page.fill("main form.home-place [name=q]", "that kh");
        await go(page, "main form.home-place button");
        assert.equal(new URL(page.url()).pathname, "/where");
        assert.ok((await text(page, "main")).includes(says.mean), "a question, not an error");
        await fits(page);
        await page.fill("main [name=q]", "thị trấn Thất Khê huyện Tràng Định");
        await go(page, "main form.place-form button");
        if (new URL(page.url()).pathname === "/where") await go(page, "main button[name=place][value='06040']");
        assert.equal(new URL(page.url()).pathname, "/");
        const cookie = (await page.context().cookies()).find((one) => one.name === "place");
        assert.equal(cookie.value, "06040", "the code and nothing else");
        assert.ok(cookie.httpOnly && cookie.sameSite === "Lax");
        assert.ok(cookie.expires > Date.now() / 1000 + 300 * 24 * 3600, "a year");
        // Home and header know it; it is not asked again.
        assert.equal(await page.locator("main form.home-place").count(), 0);
        assert.match(await text(page, "header .here"), /Xã Thất Khê/);
        await fits(page);
        await go(page, "main .home-place a[href='/places/06040']");
        const board = await text(page, "main");
        for (const part of ["Xã Thất Khê", says.board, "0205 000 0", says.days, says.here]) assert.ok(board.includes(part), part);
        assert.match(await page.locator("main .contact a[href^='tel:']").first().getAttribute("href"), /^tel:02050000/);
        assert.equal(await page.locator("main .strip .today").count(), 1, "today stands among its days");
        await fits(page);
        await finish(page);
      });

      it("keeps half a name in the other language, on home as where it is asked", async () => {
        const page = await open(browser, { javaScriptEnabled, locale, viewport: { width, height: 740 } });
        for (const path of ["/", "/where"]) {
          await page.goto(path);
          const language = await page.locator("html").getAttribute("lang");
          await page.fill("main form#where [name=q]", "that kh");
          await go(page, "header button[name=lang]");
          assert.equal(new URL(page.url()).pathname, path);
          assert.notEqual(await page.locator("html").getAttribute("lang"), language);
          assert.equal(await page.inputValue("main form#where [name=q]"), "that kh");
          await fits(page);
        }
        await finish(page);
      });

      it("changes it in the header and on the page of another place, and forgets it", async () => {
        const page = await open(browser, { javaScriptEnabled, locale, viewport: { width, height: 740 } });
        await page.goto("/places/20");
        await go(page, "main button[name=place][value='20']");
        assert.equal(new URL(page.url()).pathname, "/places/20", "back to where it was said");
        assert.ok((await text(page, "main")).includes(says.here));
        await fits(page);
        assert.ok(await page.locator("main .place-tiles li").count() > 60, "a tile for each commune");
        await go(page, "header .here");
        assert.equal(new URL(page.url()).pathname, "/where");
        await go(page, "main button[name=do][value=forget]");
        assert.equal(await page.locator("header .here").count(), 0);
        assert.equal((await page.context().cookies()).filter((one) => one.name === "place").length, 0);
        await finish(page);
      });
    });
  }

  it(`prints on one sheet with a code that leads back, ${locale}`, async () => {
    const page = await open(browser, { locale, javaScriptEnabled: false });
    for (const path of ["/places/06040", "/places/20", "/places/01"]) {
      await page.goto(path);
      const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
      assert.equal(pagesOf(pdf), 1, `${path} is one sheet`);
      await page.emulateMedia({ media: "print" });
      const code = await page.locator("main .paper-code .qr").boundingBox();
      const board = await page.locator("main .board").boundingBox();
      assert.ok(code.width > 80, "large enough for a telephone");
      assert.ok(code.y + code.height <= board.y + board.height, "and within the sheet");
      assert.ok((await text(page, "main .paper-code")).includes(`${address}${path}`), "the address in letters too");
      assert.equal(await page.locator("main form:visible, main .place-tiles:visible").count(), 0, "nothing to press");
      await page.emulateMedia({ media: null }); // a PDF is of what is emulated
    }
    await finish(page);
  });
}

it("gives its days to a calendar and a feed that programs read", async () => {
  const page = await open(browser, { locale: "vi-VN" });
  for (const path of ["/places/20", "/places/06040"]) {
    const calendar = await page.request.get(`${path}.ics`);
    assert.equal(calendar.headers()["content-type"], "text/calendar; charset=utf-8");
    const events = readCalendar(await calendar.body());
    assert.ok(events.size > 0, `${path} has days`);
    assert.deepEqual([...readCalendar(await (await page.request.get(`${path}.ics?lang=en`)).body()).keys()].sort(), [...events.keys()].sort(),
                     "an event is the same one in either language");
    const feed = await page.request.get(`${path}.atom`);
    assert.match(feed.headers()["content-type"], /^application\/atom\+xml/);
    await page.goto("/help");
    const wrong = await page.evaluate((xml) => {
      const document = new DOMParser().parseFromString(xml, "application/xml");
      if (document.querySelector("parsererror")) return "no XML";
      const missing = (element, names) => names.filter((name) => ![...element.children].some((child) => child.localName === name));
      const entries = [...document.documentElement.children].filter((child) => child.localName === "entry");
      const ids = entries.map((entry) => [...entry.children].find((child) => child.localName === "id").textContent);
      return [...missing(document.documentElement, ["title", "id", "updated", "author", "link"]),
              ...entries.flatMap((entry) => missing(entry, ["title", "id", "updated", "link"])),
              ...(new Set(ids).size === ids.length ? [] : ["an id twice"])].join();
    }, await feed.text());
    assert.equal(wrong, "");
  }
  assert.equal((await page.request.get("/places/BYT.ics")).status(), 404, "a body has none");
  await finish(page);
});

it("writes to a body from its page, and the addressee can be taken off", async () => {
  const page = await open(browser, { locale: "vi-VN", javaScriptEnabled: false, viewport: { width, height: 740 } });
  await page.goto("/places/06184");
  assert.equal(await page.locator("main a[href='/bodies/UBND-06184']").count(), 1, "each body of the place stands there once");
  await page.goto("/bodies/UBND-06184");
  const body = await text(page, "main");
  for (const part of ["Tiếp nhận, xem xét và trả lời", "0205 000 0", "phố Mẫu"]) assert.ok(body.includes(part), part);
  await go(page, "main form button[name=to][value=kind]");
  assert.equal(new URL(page.url()).pathname, "/send");
  const addressee = page.locator("main [name=addressed_to]");
  assert.equal(await addressee.inputValue(), "Ủy ban nhân dân xã Đồng Đăng");
  assert.ok(await addressee.isChecked());
  await page.check("input[name=kind][value=report]");
  await go(page, "main button[name=to][value=text]");
  assert.equal(await page.locator("main input[type=hidden][name=addressed_to]").count(), 1, "it goes along");
  await page.goto("/send?addressed_to=Ai%20%C4%91%C3%B3");
  assert.equal(await page.locator("main [name=addressed_to]").count(), 0, "no link fills it in");
  await finish(page);
});
