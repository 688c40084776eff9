import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCommandLine, runScript, usageError } from "./support/cli.js";

/** A file's name and its contents. */
type Picture = readonly [name: string, contents: string | Buffer];

/** Everything that can be drawn, by name. Each loads only what it needs, such as a browser. */
const PICTURES: Readonly<Record<string, () => Promise<readonly Picture[]>>> = {
  chart: async () => [["size-and-time.svg", await (await import("./pictures/chart.js")).drawChart()]],
  session: async () => (await import("./pictures/session.js")).recordSession(),
  reference: async () => (await import("./pictures/reference.js")).captureReference(),
};

const USAGE = `Usage: npm run pictures -- [--output DIRECTORY] [PICTURE ...]

Draws the README's pictures. PICTURE is ${Object.keys(PICTURES).join(", ")}; without it, all are drawn.

  --output DIRECTORY  where to write them (default: .github/pictures)`;

await runScript(async () => {
  const { values, positionals } = parseCommandLine(
    USAGE,
    { output: { type: "string", default: ".github/pictures" } },
    Object.keys(PICTURES).length,
  );
  await mkdir(values.output, { recursive: true });
  for (const name of positionals.length > 0 ? positionals : Object.keys(PICTURES)) {
    const draw = PICTURES[name];
    if (draw === undefined) throw usageError(`There is no picture "${name}".`, USAGE);
    for (const [file, contents] of await draw()) {
      await writeFile(join(values.output, file), contents);
      console.log(`  ${join(values.output, file)}`);
    }
  }
});
