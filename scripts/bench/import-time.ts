import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { runForOutput } from "../../contract-tests/support/run.js";
import { OUTPUT, PEERS } from "./prepare.js";
import { median } from "./rounds.js";
import type { Bench } from "./table.js";

const ROUNDS = 11;

/** What a program imports to use each client, resolved from the peers' package. */
const IMPORTS: Readonly<Record<string, string>> = {
  "hamsa-twilio, one file": pathToFileURL(resolve(OUTPUT, "hamsa-twilio.mjs")).href,
  "hamsa-twilio, as in src/": pathToFileURL(resolve(OUTPUT, "hamsa-twilio/src/index.js")).href,
  "openapi-fetch": "openapi-fetch",
  ky: "ky",
  ofetch: "ofetch",
  axios: "axios",
  "hey-api, one file": pathToFileURL(resolve(OUTPUT, "hey-api.mjs")).href,
  "redocly, one file": pathToFileURL(resolve(OUTPUT, "redocly.mjs")).href,
  openai: "openai",
  stripe: "stripe",
  twilio: "twilio",
  elevenlabs: "@elevenlabs/elevenlabs-js",
};

export const importTime: Bench = {
  name: "import",
  title: "Import time",
  read: "How long `import` of the client takes in a fresh Node process, in ms, without the start of the process.",
  async run(progress) {
    const times = Object.fromEntries(Object.keys(IMPORTS).map((name) => [name, [] as number[]]));
    for (let round = 0; round < ROUNDS; round++) {
      progress(`import time, round ${round + 1} of ${ROUNDS}`);
      for (const [name, specifier] of Object.entries(IMPORTS)) times[name]?.push(await timeImport(specifier));
    }
    const rows = Object.entries(times).map(([name, ms]) => [name, median(ms), Math.min(...ms)]);
    return { columns: ["", "median, ms", "min, ms"], rows };
  },
};

async function timeImport(specifier: string): Promise<number> {
  const script = `const start = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - start); process.exit()`;
  const args = ["--input-type=module", "--eval", script];
  return Number(await runForOutput(process.execPath, args, { cwd: PEERS }));
}
