import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { UNPACKED } from "./packaged-chromium.js";
import { platformFile } from "./platforms.js";

/** Where systems keep a Chromium or a Chrome. */
const USUAL_PLACES = [
  ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map((name) => `/usr/bin/${name}`),
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Quiet: none of the requests and services that a browser begins by itself. */
const FLAGS = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"].concat([
  "disable-component-update",
  "disable-sync",
]);

/** The browser to test in: the one named in PLAYWRIGHT_CHROMIUM, the packaged one, Playwright's own, or the system's. */
export function chromiumPath(): string | undefined {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) return named;
  const packaged = platformFile(`${UNPACKED}/chromium`);
  return packaged ?? [chromium.executablePath(), ...USUAL_PLACES].find((path) => path !== "" && existsSync(path));
}

export function launchChromium(executablePath: string) {
  const args = FLAGS.map((flag) => `--${flag}`);
  const folder = dirname(executablePath);
  // The packaged browser brings its libraries and fonts; a system's finds its own.
  const brought = folder.endsWith(UNPACKED)
    ? { LD_LIBRARY_PATH: join(folder, "lib"), FONTCONFIG_FILE: join(folder, "fonts.conf") }
    : {};
  return chromium.launch({ executablePath, args, env: { ...process.env, ...brought } as Record<string, string> });
}
