import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { runForOutput } from "../../contract-tests/support/run.js";
import { CommandError } from "../support/cli.js";
import { findBin, runPackageCommand } from "../support/command.js";
import { QUIET } from "../support/redocly.js";

/** Where the peers are installed: in a package of their own, so only the benchmark needs them. */
export const PEERS = "scripts/bench/peers";
/** Where the benchmark writes, ignored by git. */
export const OUTPUT = ".output/bench";

const DESCRIPTION = "./generated/openapi.json";

/** Installs the peers on first use, generates the clients of hey-api and Redocly, and compiles ours. */
export async function prepare(progress: (step: string) => void): Promise<void> {
  await mkdir(OUTPUT, { recursive: true });
  if (!existsSync(join(PEERS, "node_modules/.package-lock.json"))) {
    progress("installing the peers (first use only, about 20 s)");
    await runForOutput("npm", ["ci", "--prefix", PEERS, "--ignore-scripts"]);
  }
  progress("compiling hamsa-twilio and generating the clients of hey-api and Redocly");
  await Promise.all([compileOurs(), generateHeyApi(), generateRedocly()]);
}

/** Compiles our client twice: one JavaScript file per TypeScript file, and everything in one file. */
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
  await generateClient("hey-api", cli, ["--input", DESCRIPTION, "--output", folder, "--no-log-file"]);
  await bundleClient("hey-api", 'export * from "./hey-api/sdk.gen.ts"; export * from "./hey-api/client/index.ts";');
}

async function generateRedocly(): Promise<void> {
  const file = join(OUTPUT, "redocly.ts");
  await generateClient(
    "Redocly",
    findBin("@redocly/cli", "redocly"),
    ["generate-client", DESCRIPTION, "--output", file],
    QUIET,
  );
  await bundleClient("redocly", 'export * from "./redocly.ts";');
}

async function generateClient(
  generator: string,
  cli: string,
  args: string[],
  environment?: NodeJS.ProcessEnv,
): Promise<void> {
  const problem = await runPackageCommand(cli, args, environment);
  if (problem !== undefined) throw new CommandError(`${generator} did not generate a client:\n\n${problem}`);
}

async function bundleClient(name: string, contents: string): Promise<void> {
  const stdin = { contents, resolveDir: OUTPUT, loader: "ts" } as const;
  await build({ stdin, bundle: true, format: "esm", target: "es2022", outfile: join(OUTPUT, `${name}.mjs`) });
}
