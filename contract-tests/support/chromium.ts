import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

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

/** The browser to test in: the one named in PLAYWRIGHT_CHROMIUM, Playwright's own, or the system's. */
export function chromiumPath(): string | undefined {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) return named;
  return [chromium.executablePath(), ...USUAL_PLACES].find((path) => path !== "" && existsSync(path));
}

export function launchChromium(executablePath: string) {
  return chromium.launch({ executablePath, args: FLAGS.map((flag) => `--${flag}`) });
}
