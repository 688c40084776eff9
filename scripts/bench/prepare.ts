import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { output } from "../../contract-tests/support/run.js";
import { CommandError } from "../support/cli.js";
import { bin, commandProblem } from "../support/command.js";

/** Where the peers are installed: a package of its own, so that they burden nobody who does not measure. */
export const PEERS = "scripts/bench/peers";
/** What the benchmark makes, out of git's sight. */
export const OUTPUT = ".output/bench";

const DESCRIPTION = "./generated/openapi.json";

/** Installs the peers on first use, generates the clients that are generated, and compiles ours. */
export async function prepare(progress: (step: string) => void): Promise<void> {
  await mkdir(OUTPUT, { recursive: true });
  if (!existsSync(join(PEERS, "node_modules/.package-lock.json"))) {
    progress("installing the peers (first use only, about 20 s)");
    await output("npm", ["ci", "--prefix", PEERS, "--ignore-scripts"]);
  }
  progress("compiling hamsa-twilio and generating the clients of hey-api and Redocly");
  await Promise.all([compileOurs(), generateHeyApi(), generateRedocly()]);
}

/** As one file of JavaScript for each of TypeScript, and as one file for all. */
async function compileOurs(): Promise<void> {
  const files = await Promise.all(
    ["src", "generated"].map(async (folder) => {
      const names = await readdir(folder, { recursive: true });
      return names.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
    }),
  );
  const outdir = join(OUTPUT, "hamsa-twilio");
  const common = { format: "esm", target: "es2022", logLevel: "error" } as const;
  await build({ ...common, entryPoints: files.flat(), outdir, outbase: "." });
  const outfile = join(OUTPUT, "hamsa-twilio.mjs");
  await build({ ...common, entryPoints: ["src/index.ts"], bundle: true, packages: "external", outfile });
}

async function generateHeyApi(): Promise<void> {
  const folder = join(OUTPUT, "hey-api");
  const cli = join(PEERS, "node_modules/@hey-api/openapi-ts/bin/run.js");
  await generated("hey-api", cli, ["--input", DESCRIPTION, "--output", folder, "--no-log-file"]);
  await bundled("hey-api", 'export * from "./hey-api/sdk.gen.ts"; export * from "./hey-api/client/index.ts";');
}

async function generateRedocly(): Promise<void> {
  const file = join(OUTPUT, "redocly.ts");
  const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  await generated("Redocly", bin("@redocly/cli", "redocly"), ["generate-client", DESCRIPTION, "--output", file], quiet);
  await bundled("redocly", 'export * from "./redocly.ts";');
}

async function generated(who: string, cli: string, args: string[], environment?: NodeJS.ProcessEnv): Promise<void> {
  const problem = await commandProblem(cli, args, environment);
  if (problem !== undefined) throw new CommandError(`${who} generated no client:\n\n${problem}`);
}

async function bundled(name: string, contents: string): Promise<void> {
  const stdin = { contents, resolveDir: OUTPUT, loader: "ts" } as const;
  await build({ stdin, bundle: true, format: "esm", target: "es2022", outfile: join(OUTPUT, `${name}.mjs`) });
}
