import { appendFile } from "node:fs/promises";
import { checks } from "../../verify/checks/checks.js";
import type { Exchange } from "../../verify/exchange/exchange.js";
import { probesOf } from "../../verify/probes/probes.js";
import { githubAnnotations, githubSummary } from "../../verify/reports/github.js";
import { htmlReport } from "../../verify/reports/html.js";
import { jsonReport } from "../../verify/reports/json.js";
import { junitReport } from "../../verify/reports/junit.js";
import { terminalReport } from "../../verify/reports/terminal.js";
import { checkWritable, writeReport } from "../../verify/reports/write-report.js";
import { type Findings, verify } from "../../verify/verdicts/verify.js";
import type { Options, ReportFile } from "./options.js";

const SLOW_MS = 2_000;

/** The reports that are files, by the option that names the file. */
const FILES: Readonly<Record<ReportFile, (findings: Findings) => string>> = {
  json: jsonReport,
  junit: junitReport,
  html: htmlReport,
};

/** Verifies a target and writes every report that is asked for. Resolves with the exit code; `CannotJudge` is 2. */
export async function verifyCommand(
  { verification, files, coloured }: Options,
  exchanges: Exchange[] = [],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<0 | 1> {
  for (const { file } of files) await checkWritable(file);
  const findings = await withProgress(probesOf(verification.plan).length, exchanges, () =>
    verify(verification, exchanges),
  );
  console.log(terminalReport(findings, coloured));
  if (environment.GITHUB_ACTIONS === "true") console.log(githubAnnotations(findings));
  if (environment.GITHUB_STEP_SUMMARY) await appendFile(environment.GITHUB_STEP_SUMMARY, githubSummary(findings));
  for (const { report, file } of files) await writeReport(file, FILES[report](findings));
  return findings.judged.some(({ fails }) => fails) ? 1 : 0;
}

/** Tells a person who waits for a slow server how far it has come. */
async function withProgress<T>(total: number, exchanges: readonly Exchange[], work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => console.error(`… ${exchanges.length} of ${total} requests answered`), SLOW_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Every check with its level and its sentence. */
export function checkList(): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  return checks.map(({ id, level, sentence }) => `${id.padEnd(width)}  ${level.padEnd(10)}  ${sentence}`).join("\n");
}
