import { stat } from "node:fs/promises";
import { Stryker } from "@stryker-mutator/core";
import { CommandError, parseCommandLine, runScript, usageError } from "./support/cli.js";

const USAGE =
  "Usage: npm run mutation -- PATH\nPATH is a file or folder in src/client or src/verify. The report goes to .output/mutation.";

/** For each folder, the tests that must notice its mutants, and the percentage that they must kill. */
const FOLDERS = [
  { folder: "src/client", tests: ["client"], mark: 92 },
  // The reading of constraints is compared with Ajv where the description is tested.
  { folder: "src/verify", tests: ["verify", "description/strict-reading.test.ts"], mark: 85 },
];

await runScript(async () => {
  const [path = ""] = parseCommandLine(USAGE, {}, 1).positionals;
  const chosen = FOLDERS.find(({ folder }) => path === folder || path.startsWith(`${folder}/`));
  if (chosen === undefined) throw usageError("PATH is missing, or in neither folder.", USAGE);
  const isFolder = (await stat(path)).isDirectory();
  // Enough for a mutant to be noticed; the tests themselves try a thousand histories and all servers.
  process.env.HISTORIES ??= "100";
  process.env.EVERY_NTH_SERVER ??= "5";
  process.env.MUTATION_TESTS = chosen.tests.join();
  const report = `.output/mutation/${path.replaceAll("/", "-")}`;
  const results = await new Stryker({
    mutate: [isFolder ? `${path}/**/*.ts` : path],
    plugins: ["@stryker-mutator/vitest-runner"],
    testRunner: "vitest",
    // Which tests are related is measured by coverage. Importing src/index.ts would relate every test.
    vitest: { configFile: "contract-tests/mutation.config.ts", dir: "contract-tests", related: false },
    ignorePatterns: ["dist", "contract-tests/package/platforms", "scripts/bench/peers"],
    // A constant of a module is read when it loads, so a mutant of it has to run every test in fresh modules.
    ignoreStatic: true,
    concurrency: 2,
    timeoutMS: 30_000,
    tempDirName: ".output/stryker",
    // Tries again only what has changed: mutants of changed source, and those that a changed test file may notice.
    incremental: true,
    incrementalFile: `${report}-incremental.json`,
    reporters: ["progress-append-only", "clear-text", "html", "json"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: `${report}.html` },
    jsonReporter: { fileName: `${report}.json` },
  }).runMutationTest();
  const valid = results.filter(({ status }) => !["Ignored", "CompileError", "RuntimeError"].includes(status));
  const killed = valid.filter(({ status }) => status === "Killed" || status === "Timeout");
  const score = (100 * killed.length) / valid.length;
  const summary = `${killed.length} of ${valid.length} mutants killed: ${score.toFixed(1)} %. The mark of ${chosen.folder} is ${chosen.mark} %.`;
  if (score < chosen.mark) throw new CommandError(summary);
  console.log(summary);
});
