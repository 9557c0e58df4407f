// Pictures of every page in both languages, as telephones and desktops show them, and in the dark: screenshots.mjs FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./browser.mjs";
import { administratorPages, bodyPages, confidentialPages, deskPages, leaderPages, receptionPages, residentPages, sendPages } from "./pages.mjs";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const browser = await launch();
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };
const views = {
  phone: { viewport: phone, languages: ["vi", "en"], colorScheme: "light" },
  desktop: { viewport: desktop, languages: ["vi", "en"], colorScheme: "light" },
  dark: { viewport: desktop, languages: ["vi"], colorScheme: "dark" },
};

// The picture of README, before anything is sent from here.
const home = await open(browser, { viewport: { width: 1280, height: 1240 }, deviceScaleFactor: 1.5, locale: "vi-VN" });
await home.goto("/");
await home.screenshot({ path: join(folder, "home.png") });
await home.context().close();

for (const list of [residentPages, deskPages, receptionPages, bodyPages, leaderPages, administratorPages]) {
  const page = await open(browser, { reducedMotion: "reduce" });
  const pages = await list(page);
  for (const [view, { viewport, languages, colorScheme }] of Object.entries(views)) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    for (const lang of languages) {
      for (const [name, path] of pages) {
        if (!path) continue;
        await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
        await page.screenshot({ path: join(folder, `${name}-${lang}-${view}.png`), fullPage: true });
      }
      if (list !== residentPages) continue;
      for (const walk of [sendPages, confidentialPages])
        await walk(page, (name) => page.screenshot({ path: join(folder, `${name}-${lang}-${view}.png`), fullPage: true }));
    }
  }
  await page.context().close();
}
await browser.close();
