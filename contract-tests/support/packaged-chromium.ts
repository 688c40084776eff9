import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { runForOutput } from "./run.js";

const decompress = promisify(brotliDecompress);

/** Where the browser is unpacked, next to the packages. */
export const UNPACKED = ".chromium";

/** The browser crashes without fonts, and a bare machine has only the packaged ones. */
function renderFontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}

/** Unpacks the packaged Chromium for Linux on x64, with its libraries and fonts. */
export async function unpackChromium(packages: string): Promise<void> {
  const packed = join(packages, "@sparticuz/chromium/bin");
  if (!existsSync(packed) || process.platform !== "linux" || process.arch !== "x64") return;
  const folder = join(packages, UNPACKED);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "chromium"), await decompress(await readFile(join(packed, "chromium.br"))), {
    mode: 0o755,
  });
  for (const name of ["al2023", "fonts", "swiftshader"]) {
    const archive = join(folder, `${name}.tar`);
    await writeFile(archive, await decompress(await readFile(join(packed, `${name}.tar.br`))));
    await runForOutput("tar", ["--extract", `--file=${archive}`, `--directory=${folder}`]);
    await rm(archive);
  }
  await writeFile(join(folder, "fonts.conf"), renderFontsConfig(folder));
}
