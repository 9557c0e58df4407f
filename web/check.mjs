// Opens pages of a running server in Chromium at telephone and desktop widths, light and dark, and
// prints what axe finds, what runs over the edge, and what the content policy stopped:
//   node check.mjs http://localhost:8080/ http://localhost:8080/styleguide
// CHROMIUM names another browser than /usr/bin/chromium; SHOTS a folder for pictures of each.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const views = [
  { width: 320, scheme: "light" },
  { width: 390, scheme: "dark" },
  { width: 1280, scheme: "light" },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});

async function findings(url, { width, scheme }) {
  const found = [];
  // The script of axe is ours, not the page's: it alone may pass the content policy.
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 800 : 900 },
    colorScheme: scheme,
    bypassCSP: true,
  });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && found.push(message.text()));
  page.on("pageerror", (error) => found.push(error.message));
  await page.goto(url);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) found.push(`runs over the edge by ${over} px`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  for (const { id, help, nodes } of violations) found.push(`${id}: ${help}\n    ${nodes.map((n) => n.html).join("\n    ")}`);
  if (process.env.SHOTS) {
    const name = new URL(url).pathname.replace(/\W+/g, "-");
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}-${scheme}.png`, fullPage: true });
  }
  await context.close();
  return found;
}

let count = 0;
for (const url of process.argv.slice(2)) {
  for (const view of views) {
    for (const finding of await findings(url, view)) {
      console.log(`${url} at ${view.width} px, ${view.scheme}: ${finding}`);
      count += 1;
    }
  }
}
await browser.close();
console.log(`${process.argv.length - 2} pages, ${count} findings`);
process.exitCode = count ? 1 : 0;
