import { fileURLToPath } from "node:url";
import { createVitest, type TestCase, type Vitest } from "vitest/node";
import { CannotJudge } from "./cannot-judge.js";
import type { Options } from "./options.js";
import type { Recorded } from "./recorded.js";

const CHECKS = fileURLToPath(new URL("verdicts.checks.ts", import.meta.url));

type Reporters = NonNullable<NonNullable<Parameters<typeof createVitest>[1]>["reporters"]>;

/** The runner, made ready while requests are under way: it judges what they brought, and its reporters tell it. */
export function readyVitest({ json, junit }: Pick<Options, "json" | "junit">): Promise<Vitest> {
  const reporters: Reporters = [
    {}, // vitest's own report would be printed beside ours
    ...(json === undefined ? [] : [["json", { outputFile: json }] as const]),
    ...(junit === undefined ? [] : [["junit", { outputFile: junit, suiteName: "contract" }] as const]),
    ...(process.env.GITHUB_ACTIONS === "true" ? ["github-actions" as const] : []),
  ] as Reporters;
  return createVitest("test", {
    config: false,
    root: fileURLToPath(new URL("../../..", import.meta.url)),
    include: [CHECKS],
    watch: false,
    pool: "threads",
    maxWorkers: 1,
    reporters,
  });
}

/** Lets the checks judge; resolves with each of them as vitest has it. */
export async function judgeIn(vitest: Vitest, recorded: Recorded): Promise<readonly TestCase[]> {
  vitest.provide("recorded", recorded);
  const { testModules, unhandledErrors } = await vitest.start([CHECKS]);
  const errors = [...unhandledErrors, ...testModules.flatMap((each) => each.errors())];
  const [error] = errors as { message?: string }[];
  if (error !== undefined)
    throw new CannotJudge(`The checks themselves failed: ${error.message}. Nothing can be said of the server.`);
  return testModules.flatMap((each) => [...each.children.allTests()]);
}
