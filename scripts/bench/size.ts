import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { listClients, OURS, RAW } from "./clients.js";
import { measureInstallation } from "./installed.js";
import { PEERS } from "./prepare.js";
import { params } from "./servers.js";
import type { Bench, Cell } from "./table.js";

/** What a project installs to use a client; a generated client is part of the project itself. */
const PACKAGES: Readonly<Record<string, string | undefined>> = {
  "openapi-fetch": "openapi-fetch",
  "openapi-fetch-middleware": "openapi-fetch",
  ky: "ky",
  ofetch: "ofetch",
  axios: "axios",
  openai: "openai",
  stripe: "stripe",
  twilio: "twilio",
  elevenlabs: "@elevenlabs/elevenlabs-js",
};

const VENDORS = ["openai", "stripe", "twilio", "elevenlabs"];

export const size: Bench = {
  name: "size",
  title: "Size",
  read: "The smallest program for Node that makes one call, bundled, minified and gzipped, in kB of 1,000 bytes; and the size of an installation, in our case without the client's own package.",
  async run(progress) {
    progress("sizes");
    const rows: Cell[][] = [];
    for (const name of await listClients()) rows.push(await measureRow(name, renderProgram(name)));
    for (const name of VENDORS)
      rows.push(await measureRow(name, await readFile(`${PEERS}/size-only/${name}.mjs`, "utf8")));
    return { columns: ["", "minified, kB", "gzip, kB", "installed, MB", "packages"], rows };
  },
};

function renderProgram(client: string): string {
  return `import make from "./clients/${client}.mjs";
console.log(await make("https://api.tryhamsa.com", fetch)(${JSON.stringify(params)}));`;
}

async function measureRow(name: string, contents: string): Promise<Cell[]> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: resolve(PEERS) },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const { bytes, packages } = await measureFootprint(name);
  return [name, code.byteLength / 1000, gzipSync(code, { level: 9 }).byteLength / 1000, bytes / 1e6, packages];
}

async function measureFootprint(name: string): Promise<{ bytes: number; packages: number }> {
  if (name === OURS) return measureInstallation("openapi-fetch", ".");
  const packageName = name === RAW ? undefined : PACKAGES[name];
  return packageName === undefined ? { bytes: 0, packages: 0 } : measureInstallation(packageName, PEERS);
}
