import { appendFile } from "node:fs/promises";
import { checks } from "../../verify/checks/checks.js";
import type { Exchange } from "../../verify/exchange/exchange.js";
import { buildProbes } from "../../verify/probes/probes.js";
import { githubAnnotations, githubSummary } from "../../verify/reports/github.js";
import { htmlReport } from "../../verify/reports/html.js";
import { jsonReport } from "../../verify/reports/json.js";
import { junitReport } from "../../verify/reports/junit.js";
import { terminalReport } from "../../verify/reports/terminal.js";
import { checkWritable, writeReport } from "../../verify/reports/write-report.js";
import { type Run, verify } from "../../verify/verdicts/verify.js";
import type { Options, ReportFile } from "./options.js";

const SLOW_MS = 2_000;

/** The reports that are files, by their options. */
const FILES: Readonly<Record<ReportFile, (run: Run) => string>> = {
  json: jsonReport,
  junit: junitReport,
  html: htmlReport,
};

/** Verifies a target, writes every requested report, and resolves with the exit code. */
export async function verifyCommand(
  { verification, files, colored }: Options,
  exchanges: Exchange[] = [],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<0 | 1> {
  for (const { file } of files) await checkWritable(file);
  const run = await withProgress(buildProbes(verification.plan).length, exchanges, () =>
    verify(verification, exchanges),
  );
  console.log(terminalReport(run, colored));
  if (environment.GITHUB_ACTIONS === "true") console.log(githubAnnotations(run));
  if (environment.GITHUB_STEP_SUMMARY) await appendFile(environment.GITHUB_STEP_SUMMARY, githubSummary(run));
  for (const { report, file } of files) await writeReport(file, FILES[report](run));
  return run.results.some(({ fails }) => fails) ? 1 : 0;
}

/** Prints the progress while a slow server is verified. */
async function withProgress<T>(total: number, exchanges: readonly Exchange[], work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => console.error(`… ${exchanges.length} of ${total} requests done`), SLOW_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Every check with its level and its title. */
export function listChecks(): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  return checks.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(10)}  ${title}`).join("\n");
}
