import { readFile } from "node:fs/promises";
import { launchChromium } from "../../support/chromium.js";
import { bundleProgram } from "./bundle.js";
import type { ProgramInput, ProgramResult, RunProgram } from "./program.js";
import { startSameOrigin } from "./same-origin.js";

declare global {
  /** Set by page.mjs for the test to call. */
  var runContractProgram: (input: ProgramInput) => Promise<ProgramResult>;
}

/** Runs the program in a page. Its servers are behind the page's own origin, since none of them supports CORS. */
export function runInChromium(executablePath: string): RunProgram {
  return async (consumer, input) => {
    const script = await readFile(await bundleProgram(consumer, "page", ["browser"]), "utf8");
    const { refuses, ...others } = input.servers;
    await using origin = await startSameOrigin(`<!doctype html><script type="module">${script}</script>`, others);
    const browser = await launchChromium(executablePath);
    const page = await browser.newPage();
    try {
      await page.goto(origin.url);
      const behind = (name: keyof typeof others) => `${origin.url}/${name}`;
      const servers = { prism: behind("prism"), redirects: behind("redirects"), hangs: behind("hangs"), refuses };
      return await page.evaluate((given) => globalThis.runContractProgram(given), {
        ...input,
        servers,
        options: { dangerouslyAllowBrowser: true },
      });
    } finally {
      await page.close();
    }
  };
}
