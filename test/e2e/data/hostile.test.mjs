// Strings that broke other programs, every one through every input: they come back as text, no script
// runs, nobody is led elsewhere, nothing fails.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { address, launch, open, overflow, serve, signIn } from "../browser.mjs";
import { eachRequest, line, lookAt, skip, strings } from "./hostile.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const none = (wrong) => assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} in all`);

async function post(path, fields, headers) {
  const response = await fetch(address + path, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", ...headers },
    body: new URLSearchParams(fields),
  });
  assert.ok(response.status < 500, `${response.status} at ${path} for ${JSON.stringify(fields)}`);
  return response;
}

async function send(text) {
  const response = await fetch(`${address}/api/v1/petitions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "report", text: `Đề nghị xem xét:\n${text}`, addressed_to: line(text), place: line(text), publish: true }),
  });
  assert.equal(response.status, 201, text);
  return (await response.json()).code;
}

// A function that sends forms as this officer.
async function officer(username) {
  const page = await open(browser);
  await signIn(page, username);
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.context().close();
  return (path, fields) => post(path, fields, { Cookie: cookies });
}

describe("hostile strings", { skip }, () => {
  const codes = new Map();

  it("through the API, as notes and reasons, and as an answer: the public's page, and the desk's", async () => {
    const page = await open(browser);
    await signIn(page, "tonghop.trunguong");
    const first = await send(strings[0]);
    await page.goto(`/desk/petitions/${first}/bodies?other=bo+y+te`);
    const body = await page.inputValue("input[name=body]");
    await page.context().close();
    const [synthesis, answering] = [await officer("tonghop.trunguong"), await officer("traloi.byt")];
    await eachRequest(strings, async (one) => {
      const code = await send(one);
      codes.set(one, code);
      const desk = `/desk/petitions/${code}`;
      const words = `Xin xem:\n${one}`;
      for (const [who, task, fields] of [
        [synthesis, "route", { body, words }], [answering, "send_back", { words }],
        [synthesis, "route", { body, words }], [answering, "extend", { words }],
        [answering, "answer", { text: words, outcome: "explained", document: line(one) }],
      ]) assert.equal((await who(`${desk}/${task}`, fields)).status, 303, `${task}: ${one}`);
    });
    none(await lookAt(browser, strings.map((one) => ({
      path: `/petitions/${codes.get(one)}`,
      shows: [["article .prose", one], [".timeline", one], [".facts", line(one)], [".answer .meta", line(one)]],
    }))));
    none(await lookAt(browser, strings.map((one) => ({
      path: `/desk/petitions/${codes.get(one)}`,
      shows: [[".pane .prose", one], [".pane .timeline", one], [".pane .facts", line(one)]],
    })), { username: "traloi.byt" }));
  });

  it("in the lists, and on pages opened one by one", async () => {
    const page = await open(browser, { viewport: { width: 320, height: 800 } });
    const wide = [];
    const visit = async (path) => {
      await page.goto(path);
      if (await overflow(page) > 0) wide.push(path);
    };
    let cards = 0;
    for (let next = "/petitions?state=answered"; next && cards < strings.length;) {
      await visit(next);
      cards += await page.locator(".card").count();
      const more = page.locator("a[rel=next]");
      next = await more.count() ? await more.getAttribute("href") : null;
    }
    assert.ok(cards >= codes.size);
    for (const [one, code] of [...codes].filter((_, index) => index % 25 === 0)) {
      await visit(`/petitions/${code}`);
      await visit(`/petitions?q=${encodeURIComponent(one)}`);
    }
    assert.deepEqual(wide, [], "nothing runs over the edge");
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  it("through the form, question by question", async () => {
    none(await lookAt(browser, strings.map((one) => ({
      path: "/send",
      // No place is called so, though one of the strings is the beginning of a place's name.
      fields: { step: "place", to: "similar", kind: "report", text: one, place: `${line(one)} qqzz` },
      shows: [["[name=text]", one], ["[name=place]", line(one)]],
    }))));
    const text = (one) => `Khiếu nại việc này:\n${one}`;
    none(await lookAt(browser, strings.map((one) => ({
      path: "/send",
      fields: { step: "contact", to: "check", kind: "complaint", text: text(one), place: line(one), name: line(one), address: line(one), phone: line(one), email: line(one) },
      shows: [["[name=text]", one], ...["place", "name", "address", "phone", "email"].map((name) => [`[name=${name}]`, line(one)])],
    }))));
    // A name needs more than characters that nobody sees.
    const complaint = (one) => ({ kind: "complaint", text: text(one), name: `Lò ${line(one)}`, address: `Bản ${line(one)}` });
    none(await lookAt(browser, strings.map((one) => ({
      path: "/send",
      fields: { step: "contact", to: "check", ...complaint(one) },
      shows: [["dl.check", one]],
    }))));
    none(await lookAt(browser, strings.map((one, index) => ({ path: "/petitions", fields: { ...complaint(one), key: `h${index}` }, shows: [[".receipt", "GD-"]] }))));
  });

  it("through search, whole and while one types", async () => {
    none(await lookAt(browser, strings.map((one) => ({ path: `/petitions?q=${encodeURIComponent(one)}`, shows: [["#q", one.replace(/[\r\n]/g, "")]] }))));
    const page = await open(browser, { bypassCSP: true });
    await page.goto("/");
    await page.evaluate(async (all) => {
      const places = Array.from({ length: 25 }, () => document.querySelector("main").appendChild(document.createElement("div")));
      for (const path of ["/petitions?q=", "/places?place=", "/bodies?q="])
        for (let at = 0; at < all.length; at += places.length)
          await Promise.all(all.slice(at, at + places.length).map((one, index) =>
            window.htmx.ajax("GET", path + encodeURIComponent(one), { source: places[index], target: places[index] })));
    }, strings);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  it("through every other field of an address", async () => {
    await eachRequest(strings, async (one) => {
      const q = encodeURIComponent(one);
      for (const path of [`/petitions/${q}`, `/petitions?state=${q}&body=${q}&field=${q}&place=${q}&page=${q}&after=${q}&is=${q}`,
                          `/reports/petitions?from=${q}&to=${q}&by=${q}&unit=${q}&as_of=${q}`, `/sign-in?next=${q}`, `/bodies/${q}`,
                          `/bodies?q=${q}&after=${q}`, `/topics/${q}`, `/topics?after=${q}`, `/receipts/${q}?key=${q}`, `/?lang=${q}`,
                          `/send?kind=${q}`, `/api/v1/petitions/${q}`, `/${q}`]) {
        const response = await fetch(address + path, { redirect: "manual" });
        assert.ok(response.status < 500, `${response.status} for ${path}`);
        const to = response.headers.get("location");
        assert.ok(!to || /^\/(?![\/\\])/.test(to), `${path} leads to ${to}`);
        await response.arrayBuffer();
      }
    });
  });

  it("through the sign-in", async () => {
    none(await lookAt(browser, strings.map((one) => ({
      path: "/sign-in", fields: { username: line(one), password: one, next: one }, shows: [["[name=username]", line(one)]],
    }))));
  });

  it("through the officer's entry of a letter, and the answer's editor", async () => {
    const lines = ["place", "asked_by", "addressed_to", "received_at", "name", "address", "phone", "email"];
    none(await lookAt(browser, strings.map((one, index) => ({
      path: "/desk/enter",
      fields: { kind: line(one), channel: line(one), text: one, key: `e${index}`, ...Object.fromEntries(lines.map((name) => [name, line(one)])) },
      shows: [["[name=text]", one], ...lines.map((name) => [`[name=${name}]`, line(one)])],
    })), { username: "tiepnhan.dongdang" }));
    const code = codes.get(strings[0]);
    none(await lookAt(browser, strings.map((one) => ({
      path: `/desk/petitions/${code}/answer`,
      fields: { preview: "yes", text: one, document: line(one), promised: line(one), outcome: line(one) },
      shows: [["[name=text]", one], ["[name=document]", line(one)], ["[name=promised]", line(one)]],
    })), { username: "traloi.byt" }));
  });

  it("through import, and read on every page", async () => {
    const own = mkdtempSync(join(tmpdir(), "gandan-hostile-"));
    try {
      const cell = (text) => `"${text.replace(/"/g, '""')}"`;
      const file = join(own, "hostile.csv");
      writeFileSync(file, "id,text,place,asked_by,addressed_to\n" + strings.map((one, n) => [n, ...Array(4).fill(cell(one))].join(",") + "\n").join(""));
      const db = `sqlite:${own}/h.db`;
      const gandan = (...words) => execFileSync(process.env.GANDAN_BINARY, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 24 });
      const lines = gandan("import", "petitions", "--db", db, file);
      const [imported, ...others] = lines.match(/imported (\d+), joined (\d+), changed (\d+), rejected (\d+)\n$/).slice(1).map(Number);
      assert.equal(others.reduce((sum, count) => sum + count, imported), strings.length);
      const imports = gandan("group", "petitions", "--db", db, "--json").trim().split("\n").map((one) => JSON.parse(one));
      const server = await serve(db);
      try {
        none(await lookAt(browser, imports.map(({ source_id, code }) => ({
          path: `/petitions/${code}`, shows: [["article", strings[source_id]], [".facts", strings[source_id]]],
        })), { baseURL: server.address }));
        const page = await open(browser, { baseURL: server.address });
        let cards = 0;
        for (let next = "/petitions"; next;) {
          await page.goto(next);
          cards += await page.locator(".card").count();
          const more = page.locator("a[rel=next]");
          next = await more.count() ? await more.getAttribute("href") : null;
        }
        assert.equal(cards, imported);
        for (const path of ["/", "/bodies", "/topics", "/reports/petitions?by=body"]) await page.goto(path);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      } finally {
        await server.stop();
      }
    } finally {
      rmSync(own, { recursive: true });
    }
  });
});
