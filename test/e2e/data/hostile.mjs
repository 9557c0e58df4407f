// Strings that broke other programs, and how one sends hundreds of them through every input and looks at
// what comes back in a minute: without the walk to each form, and many on one page.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { address, open, signIn } from "../browser.mjs";

const named = process.env.GANDAN_DATA && existsSync(process.env.GANDAN_DATA);
const folder = named ? join(process.env.GANDAN_DATA, "hostile-input") : "";
export const skip = !named ? "GANDAN_DATA names no folder of real input" : !existsSync(folder) && "GANDAN_DATA has no hostile-input";
const wellFormed = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
export const strings = skip ? [] : [...new Set(readdirSync(folder).filter((name) => !name.startsWith("README")).flatMap((name) => {
  const content = readFileSync(join(folder, name), "utf8");
  return name.endsWith(".json") ? JSON.parse(content) : content.split(/\r?\n/);
}))].map(wellFormed).filter((one) => one.trim());

/// A line of a form takes this many characters at least.
export const line = (text) => [...text.replace(/[\r\n]+/g, " ")].slice(0, 200).join("");

const atOnce = 25;

// What the page does with each job: it asks for { path } or sends { path, fields }, and puts what comes
// back onto itself, alive, so that whatever could run does; then it reads `shows`, [selector, string]
// pairs, as a reader sees them. Returns what is wrong.
async function lookAtAll(jobs) {
  const plain = (text) => text.normalize("NFC").replace(/[\u0000-\u001f\u007f-\u009f\ufeff\ufffd\s]+/g, "");
  const foreign = "script:not([src^='/assets/']), iframe, object, embed, base, style, main img, main link, main video, main audio, [href^='javascript:' i]";
  const look = async ({ path, fields, shows }) => {
    const response = await fetch(path, fields && { method: "POST", body: new URLSearchParams(fields) });
    if (response.status >= 500) return `${response.status}`;
    const html = await response.text();
    const whole = new DOMParser().parseFromString(html, "text/html");
    const odd = whole.querySelector(foreign) ?? [...whole.querySelectorAll("*")].find((e) => e.getAttributeNames().some((name) => name.startsWith("on")));
    if (odd) return `holds ${odd.outerHTML.slice(0, 200)}`;
    const place = document.createElement("section");
    place.append(document.createRange().createContextualFragment(html.slice(html.indexOf("<main"), html.lastIndexOf("</main>") + 7)));
    document.body.append(place);
    for (const [selector, string] of shows) {
      const there = [...place.querySelectorAll(selector)].map((e) => e.value ?? e.textContent).join("\n");
      if (!plain(there).includes(plain(string))) return `${response.status}, ${selector} shows ${JSON.stringify(there.slice(0, 300))}`;
    }
    return null;
  };
  const found = await Promise.all(jobs.map(async (job) => {
    const wrong = await look(job);
    return wrong && `${job.path} ${JSON.stringify(job.fields ?? {})}: ${wrong}`;
  }));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (const place of document.querySelectorAll("body > section")) place.remove();
  return found.filter(Boolean);
}

// Goes through all jobs, twenty-five on the page at once, as a reader who may be signed in. The page's
// own guard, its content policy, is off: what would be stopped by it counts as much.
export async function lookAt(browser, jobs, { username, baseURL = address } = {}) {
  const page = await open(browser, { bypassCSP: true, baseURL });
  if (username) await signIn(page, username);
  await page.goto("/keys");
  const wrong = [];
  for (let at = 0; at < jobs.length; at += atOnce) wrong.push(...await page.evaluate(lookAtAll, jobs.slice(at, at + atOnce)));
  wrong.push(...page.complaints);
  await page.context().close();
  return wrong;
}

// All answers of a few requests at once.
export async function eachRequest(all, send) {
  let next = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (next < all.length) await send(all[next++]);
  }));
}
