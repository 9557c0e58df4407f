// Bundles css/ and ts/, collects the icons that icons/used.txt names, copies htmx and the fonts, and
// compresses what compresses: FILE.br and FILE.gz stand beside FILE. Into dist/, or the folder named.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";

const out = process.argv[2] ?? "dist";

// Browsers of cheap telephones are old; esbuild lowers what these do not know.
const target = ["chrome90", "firefox90", "safari14.1"];

async function bundle() {
  await build({
    entryPoints: ["css/site.css", "ts/site.ts", "ts/officer.ts", "ts/check_receipt.ts"],
    entryNames: "[name]",
    assetNames: "[name]",
    outdir: out,
    bundle: true,
    minify: true,
    target,
    legalComments: "none",
    // Fonts and pictures stay files beside the sheet: the content policy allows no data: address.
    loader: { ".woff2": "file", ".svg": "file" },
    logLevel: "warning",
  });
}

/** The inside of an icon's <svg>, as a <symbol> that takes its colour from the text around it. */
function symbol(id, svg) {
  const box = svg.match(/viewBox="([^"]+)"/)[1];
  const inside = svg
    .replace(/<!--.*?-->/gs, "")
    .replace(/^[^]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/\s+/g, " ")
    .replace(/ ?\/> ?/g, "/>")
    .trim();
  return `<symbol id="${id}" viewBox="${box}">${inside}</symbol>`;
}

async function sprite() {
  const names = (await readFile("icons/used.txt", "utf8")).split("\n").filter(Boolean);
  const symbols = [];
  for (const name of names) {
    symbols.push(symbol(name, await readFile(`node_modules/lucide-static/icons/${name}.svg`, "utf8")));
  }
  for (const file of (await readdir("icons")).filter((f) => f.endsWith(".svg")).sort()) {
    symbols.push(symbol(file.slice(0, -4), await readFile(`icons/${file}`, "utf8")));
  }
  const open = '<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" ' +
    'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">';
  await writeFile(`${out}/icons.svg`, `${open}${symbols.join("\n")}</svg>\n`);
}

async function compress() {
  for (const name of (await readdir(out)).filter((f) => /\.(css|js|svg)$/.test(f))) {
    const bytes = await readFile(`${out}/${name}`);
    await writeFile(`${out}/${name}.br`, brotliCompressSync(bytes));
    await writeFile(`${out}/${name}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([
  bundle(),
  sprite(),
  copyFile("node_modules/htmx.org/dist/htmx.min.js", `${out}/htmx.js`),
  copyFile("icons/mark.svg", `${out}/mark.svg`),
]);
await compress();
