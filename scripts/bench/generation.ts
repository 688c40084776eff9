import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { lint } from "../generation/bundle.js";
import type { Description } from "../generation/description.js";
import { generateInto } from "../generation/generate-into.js";
import { bin, commandProblem } from "../support/command.js";
import { CommandFailed } from "../support/command-failed.js";
import { OUTPUT } from "./prepare.js";
import { median } from "./rounds.js";
import type { Bench, Cell } from "./table.js";

const ROUTES = [1, 10, 100, 500];

export const generation: Bench = {
  name: "generation",
  title: "Generation and checking",
  read: "Seconds for a description of so many routes, each with schemas of its own: to lint it, to generate everything (which lints it first), and to check the types of what was generated; the last column is the growth of the time from the row above over the growth of the routes: 1 is linear, less is better.",
  async run(tell) {
    const published = JSON.parse(await readFile("generated/openapi.json", "utf8"));
    const rows: Cell[][] = [];
    for (const [n, routes] of ROUTES.entries()) {
      tell(`generation with ${routes} routes`);
      const seconds = await secondsFor(withRoutes(published, routes), routes < 100 ? 3 : 1);
      const total = seconds.generate + seconds.check;
      const before = rows.at(-1);
      const growth = before ? total / Number(before[4]) / (routes / Number(ROUTES[n - 1])) : "";
      rows.push([String(routes), seconds.lint, seconds.generate, seconds.check, total, growth]);
    }
    return { columns: ["routes", "lint", "generate", "check types", "generate and check", "growth"], rows };
  },
};

const COPIED = ["schemas", "requestBodies", "responses"] as const;

/** The description with that many copies of its one route, each with copies of all that it refers to. */
function withRoutes(description: Description, routes: number): object {
  const components = { ...description.components, schemas: {}, requestBodies: {}, responses: {} };
  const paths = {};
  for (let n = 0; n < routes; n++) {
    const copy = JSON.parse(
      JSON.stringify(description)
        .replace(/(#\/components\/(?:schemas|requestBodies|responses)\/\w+)/g, `$1${n}`)
        .replace(/("operationId":"\w+)/g, `$1${n}`),
    );
    Object.assign(paths, suffixed(copy.paths, `-${n}`));
    for (const kind of COPIED) Object.assign(components[kind], suffixed(copy.components[kind], String(n)));
  }
  return { ...description, paths, components };
}

function suffixed(named: object, suffix: string): object {
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [`${name}${suffix}`, value]));
}

async function secondsFor(description: object, rounds: number): Promise<Record<"lint" | "generate" | "check", number>> {
  const folder = await mkdtemp(join(OUTPUT, "routes-"));
  try {
    const file = join(folder, "description.json");
    await writeFile(file, JSON.stringify(description));
    const times = { lint: [] as number[], generate: [] as number[], check: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.lint.push(await secondsOf(() => lint(file)));
      times.generate.push(await secondsOf(() => generateInto(folder, file)));
      times.check.push(await secondsOf(() => checkTypes(folder)));
    }
    return { lint: median(times.lint), generate: median(times.generate), check: median(times.check) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkTypes(folder: string): Promise<void> {
  const config = join(folder, "tsconfig.json");
  await writeFile(config, JSON.stringify({ extends: resolve("tsconfig.json"), include: ["*.ts"] }));
  const problem = await commandProblem(bin("typescript", "tsc"), ["--noEmit", "--project", config]);
  if (problem !== undefined) throw new CommandFailed(`what was generated has type errors:\n\n${problem}`);
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
