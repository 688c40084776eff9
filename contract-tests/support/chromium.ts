import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { UNPACKED } from "./packaged-chromium.js";
import { findPlatformFile } from "./platforms.js";

/** Where systems install Chromium or Chrome. */
const USUAL_PLACES = [
  ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map((name) => `/usr/bin/${name}`),
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Turns off the requests and services that a browser starts by itself. */
const FLAGS = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"].concat([
  "disable-component-update",
  "disable-sync",
]);

/** Finds the browser for tests: PLAYWRIGHT_CHROMIUM, the packaged one, Playwright's own, or the system's. */
export function findChromium(): string | undefined {
  const chosen = process.env.PLAYWRIGHT_CHROMIUM;
  if (chosen) return chosen;
  const packaged = findPlatformFile(`${UNPACKED}/chromium`);
  return packaged ?? [chromium.executablePath(), ...USUAL_PLACES].find((path) => path !== "" && existsSync(path));
}

let launched: Promise<Browser> | undefined;

/** Launches the browser, once for all files of a worker. It closes with the worker. */
export function launchChromium(executablePath: string): Promise<Browser> {
  launched ??= launch(executablePath);
  return launched;
}

function launch(executablePath: string): Promise<Browser> {
  const args = FLAGS.map((flag) => `--${flag}`);
  const folder = dirname(executablePath);
  // The packaged browser comes with its libraries and fonts; a system's browser finds its own.
  const packagedEnv = folder.endsWith(UNPACKED)
    ? { LD_LIBRARY_PATH: join(folder, "lib"), FONTCONFIG_FILE: join(folder, "fonts.conf") }
    : {};
  return chromium.launch({ executablePath, args, env: { ...process.env, ...packagedEnv } as Record<string, string> });
}
