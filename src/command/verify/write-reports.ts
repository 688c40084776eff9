import { appendFile } from "node:fs/promises";
import { ctrfReport } from "../../verify/reports/ctrf.js";
import { githubAnnotations, githubSummary } from "../../verify/reports/github.js";
import { htmlReport } from "../../verify/reports/html.js";
import { jsonReport } from "../../verify/reports/json.js";
import { junitReport } from "../../verify/reports/junit.js";
import { terminalReport } from "../../verify/reports/terminal.js";
import { writeReport } from "../../verify/reports/write-report.js";
import type { Run } from "../../verify/verdicts/verify.js";
import { writeResult } from "../output.js";
import type { Options, ReportFile } from "./options.js";

/** The reports that are files, by their options. */
const FILES: Readonly<Record<ReportFile, (run: Run) => string>> = {
  json: jsonReport,
  junit: junitReport,
  ctrf: ctrfReport,
  html: htmlReport,
};

/** Prints and writes every requested report of a run. Resolves with what could not be written. */
export async function writeReports(
  run: Run,
  { files, printsJson, isColored }: Pick<Options, "files" | "printsJson" | "isColored">,
  environment: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  // With --json, standard output has nothing but the JSON.
  const print = printsJson ? console.error : (text: string) => writeResult(`${text}\n`);
  if (printsJson) writeResult(jsonReport(run));
  if (run.stopReason === undefined) print(terminalReport(run, isColored));
  if (environment.GITHUB_ACTIONS === "true") print(githubAnnotations(run));
  const summary = environment.GITHUB_STEP_SUMMARY;
  const problems = await Promise.all([
    ...files.map(({ report, file }) => findProblem(writeReport(file, FILES[report](run)))),
    ...(summary ? [findProblem(appendFile(summary, githubSummary(run)))] : []),
  ]);
  return problems.flatMap((problem) => problem ?? []);
}

/** The message of a rejection. One report that can't be written must not prevent the others. */
async function findProblem(writing: Promise<void>): Promise<string | undefined> {
  return writing.then(
    () => undefined,
    (error: Error) => error.message,
  );
}
