// What several stories do: send something, route it, read it as its sender does.
import assert from "node:assert/strict";
import { address, text } from "./browser.mjs";

export async function submit(words, more = {}) {
  const response = await fetch(`${address}/api/v1/petitions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "report", text: words, place: "Xã Đồng Đăng, Tỉnh Lạng Sơn", publish: true, ...more }),
  });
  assert.equal(response.status, 201);
  return response.json();
}

// To a body found by typing, which is how an officer does it: r, a part of its name, Tab, Space, Ctrl Enter.
export async function route(page, code, body = "ubnd xa dong dang", name = "Ủy ban nhân dân xã Đồng Đăng") {
  await page.goto(`/desk/petitions/${code}`);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("r")]);
  await page.locator("[name=other]").focus();
  await page.keyboard.type(body);
  await page.locator("#offers label", { hasText: name }).locator("input").first().check();
  await Promise.all([page.waitForURL(/done=route/), page.keyboard.press("Control+Enter")]);
  assert.equal(await page.locator(".wrongs").count(), 0);
}

// What its sender reads of what is not public, with the private key.
export async function readAsSender(page, { code, key }) {
  await page.goto(`/petitions/${code}/private`);
  await page.fill("[name=author_key]", key);
  await Promise.all([page.waitForEvent("load"), page.click("#deed button")]);
  return text(page, "main");
}

// A visit into the book of receptions: fields by name, a radio, a tick or a list by its value.
export async function fillVisit(page, fields) {
  await page.locator("main form details.more").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main form [name=${name}]:not([type=hidden])`);
    const [tag, type] = await field.first().evaluate((one) => [one.tagName, one.type]);
    if (tag === "SELECT") await field.selectOption(value);
    else if (type === "radio" || type === "checkbox") await page.check(`main form [name=${name}][value=${value}]`);
    else await field.fill(value);
  }
}

// What its slip says, once it is in the book: { code, key, petition }.
export async function enterVisit(page, fields) {
  await page.goto("/desk/receptions/new");
  await fillVisit(page, fields);
  await Promise.all([page.waitForURL(/done=entered/), page.keyboard.press("Control+Enter")]);
  const { searchParams } = new URL(page.url());
  return { code: searchParams.get("code"), petition: searchParams.get("petition"), key: await text(page, ".flash b.code") };
}

// Who came reads it with code and key; what the page says.
export async function readVisit(page, { code, key }) {
  await page.goto(`/visits/${code}`);
  await page.fill("[name=author_key]", key);
  await Promise.all([page.waitForEvent("load"), page.click("#key button")]);
  return text(page, "main");
}
