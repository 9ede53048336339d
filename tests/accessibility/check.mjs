// Opens every page of built folders from the disk in headless Chromium, and fails on any violation of WCAG 2.2 A and AA that
// axe-core finds: `node check.mjs FOLDER…`. The browser is $CHROMIUM, or /usr/bin/chromium.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const folders = process.argv.slice(2).map((folder) => resolve(folder));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ARGUMENTS,
});
// The pages allow no script but their own; what looks at them is let in.
const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();
let pages = 0;
let violations = 0;
for (const folder of folders) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".html")).sort()) {
    await page.goto(pathToFileURL(`${folder}/${name}`).href);
    await page.evaluate(axe);
    const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), TAGS);
    pages += 1;
    for (const violation of found.violations) {
      violations += 1;
      console.error(`${name}: ${violation.id} (${violation.impact}): ${violation.help}`);
      for (const node of violation.nodes.slice(0, 3)) console.error(`    ${node.html.slice(0, 160)}`);
    }
    if (name === "search.html") violations += await filtered();
  }
}

// With its own script and under its own policy, the page of everything shows only what was typed, and says how much that is.
async function filtered() {
  const strict = await (await browser.newContext()).newPage();
  await strict.goto(page.url());
  const all = await strict.locator("main li").count();
  await strict.locator("#filter").fill("log zzzz-nothing");
  const none = await strict.locator("main li:visible").count();
  await strict.locator("#filter").fill("e");
  const some = await strict.locator("main li:visible").count();
  const says = await strict.locator("#count").textContent();
  const works = none === 0 && some > 0 && some <= all && says === `${some} of ${all} shown`;
  if (!works) console.error(`search.html: the list is not filtered: ${none}, ${some} of ${all}, "${says}"`);
  return works ? 0 : 1;
}

await browser.close();
if (pages === 0) {
  console.error("no pages to look at");
  process.exit(1);
}
console.log(`${pages} pages, ${violations} violations of WCAG 2.2 A and AA`);
process.exit(violations === 0 ? 0 : 1);
