// The browser, and how its pages are judged: what axe finds, what runs over the edge, what complains.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

export const address = process.env.GANDAN_ADDRESS;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"],
  });
}

// A page, of a reader of its own unless `context` is given; `complaints` fills with whatever ran, failed,
// was stopped or asked another server.
export async function open(browser, options = {}, context = null) {
  context ??= await browser.newContext({ baseURL: address, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.complaints = [];
  page.on("console", (message) => {
    // A refused form is an answer, not an error, though the browser notes it as one.
    if (message.type() === "error" && !/status of 4(04|22)/.test(message.text())) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("dialog", async (dialog) => {
    if (dialog.type() !== "beforeunload") page.complaints.push(`dialog: ${dialog.message()}`);
    await dialog.accept();
  });
  const home = options.baseURL ?? address;
  page.on("request", (request) => {
    if (!request.url().startsWith(home)) page.complaints.push(`asks ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) page.complaints.push(`${response.status()} ${response.url()}`);
  });
  return page;
}

// The end of a story: nothing complained on these pages.
export async function finish(...pages) {
  for (const page of pages) {
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  }
}

// A server of one's own: { address, stop }.
export async function serve(db) {
  const child = spawn(process.env.GANDAN_BINARY, ["serve", "--db", db, "--listen", "127.0.0.1:0", "--rate-limit", "off", "--access-log", "off", "--log-every", "1", "--undo", "0"],
                      { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  for await (const line of createInterface(child.stderr)) {
    const [, at] = line.match(/listens on (http:\S+)$/) ?? [];
    if (at) {
      child.stderr.resume();
      return { address: at, stop: () => (child.kill(), ended) };
    }
  }
  throw new Error("the server did not start");
}

export async function signIn(page, username) {
  await page.goto("/sign-in");
  await page.fill("[name=username]", username);
  await page.fill("[name=password]", "gan-dan-2026");
  await page.click("main form button:not([type=button])");
  // The demonstration shows the code of its own second factor; a code counts once.
  for (let tries = 0; page.url().includes("/sign-in/code") && tries < 40; ++tries) {
    const shown = page.locator("main form:has(input[type=hidden][name=code]) button");
    if (await shown.count()) await shown.click();
    else await new Promise((resolve) => setTimeout(resolve, 1000)), await page.reload();
  }
  assert.doesNotMatch(page.url(), /sign-in/, `${username} is signed in`);
}

// The newest letter about a petition, once the server has written it: its words.
export async function letterAbout(code) {
  for (let tries = 0; tries < 100; ++tries) {
    const files = await readdir(process.env.GANDAN_LETTERS).catch(() => []);
    for (const file of files.sort().reverse()) {
      const raw = await readFile(join(process.env.GANDAN_LETTERS, file), "latin1");
      const quoted = raw.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
      const letter = Buffer.from(quoted, "latin1").toString("utf8");
      if (letter.includes(code)) return letter;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no letter about ${code} came`);
}

export async function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

// One line a finding; the context must have been opened with bypassCSP, for axe is no part of the page.
export async function violations(page, rules = null) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate((rules) => window.axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) }), rules);
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | ")}`);
}

export const text = (page, selector) => page.locator(selector).first().innerText();
