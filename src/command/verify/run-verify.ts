import { constants } from "node:os";
import { checks } from "../../verify/checks/checks.js";
import type { Exchange } from "../../verify/exchange/exchange.js";
import { buildProbes } from "../../verify/probes/probes.js";
import { describeRegistrations } from "../../verify/reports/words.js";
import { checkWritable } from "../../verify/reports/write-report.js";
import { CannotJudgeError } from "../../verify/verdicts/stop-reason.js";
import { failsRun, planFor, type Run, stopRun, type Verification, verify } from "../../verify/verdicts/verify.js";
import { readEnvironment } from "../env-file.js";
import { findOutputProblem, writeResult } from "../output.js";
import type { verifyFlags } from "./flags.js";
import { readBaseline, readParams } from "./input-files.js";
import { describeInterruption } from "./interruption.js";
import { InvalidFlagError, type Options, parseOptions } from "./options.js";
import { writeReports } from "./write-reports.js";

const EXIT_CODES = { passed: 0, failed: 1, notJudged: 2 } as const;
const SLOW_MS = 2_000;

/** Runs `hamsa-twilio verify` and resolves with the exit code. */
export async function runVerify(command: ReturnType<typeof verifyFlags>): Promise<number> {
  if (command.opts().list) {
    writeResult(`${listChecks()}\n`);
    return findOutputProblem() === undefined ? EXIT_CODES.passed : EXIT_CODES.notJudged;
  }
  let options: Options;
  try {
    options = parseOptions(command.opts(), readEnvironment(command.opts().env, process.env));
  } catch (error) {
    if (error instanceof InvalidFlagError) command.error(`${error.message}.`);
    console.error(`\n${(error as Error).message}\n`);
    return EXIT_CODES.notJudged;
  }
  const run = await runVerification(options);
  const problems = await writeReports(run, options, process.env);
  if (run.stopReason !== undefined) console.error(`\n${run.stopReason} ${describeRegistrations(run)}\n`);
  for (const problem of new Set(problems)) if (problem !== run.stopReason) console.error(`\n${problem}\n`);
  const isComplete = run.stopReason === undefined && problems.length === 0 && findOutputProblem() === undefined;
  if (!isComplete) return EXIT_CODES.notJudged;
  return run.results.some(failsRun) ? EXIT_CODES.failed : EXIT_CODES.passed;
}

/** Verifies the target. Whatever prevents that becomes the reason of a run that could not be judged. */
async function runVerification({ verification, files, params, baseline, cacert }: Options): Promise<Run> {
  const exchanges: Exchange[] = [];
  const startedAt = new Date();
  try {
    for (const { file } of files) await checkWritable(file);
    // TLS takes a while to load.
    const ca = cacert === undefined ? undefined : (await import("./ca.js")).readTrustedCas(cacert, process.env);
    const whole: Verification = {
      ...verification,
      plan: params === undefined ? verification.plan : { ...verification.plan, params: readParams(params) },
      sending: { ...verification.sending, ca },
      known: [...(verification.known ?? []), ...(baseline === undefined ? [] : readBaseline(baseline))],
    };
    exitOnSignals(whole, exchanges);
    return await withProgress(whole, exchanges, () => verify(whole, exchanges));
  } catch (error) {
    // No other error may look like a broken contract, which is exit code 1.
    const reason =
      error instanceof CannotJudgeError ? error.message : `The verification itself crashed: ${(error as Error).stack}`;
    return stopRun(verification, reason, exchanges, startedAt);
  }
}

function exitOnSignals(verification: Verification, exchanges: readonly Exchange[]): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.prependOnceListener(signal, () => {
      console.error(`\n${describeInterruption(verification, exchanges)}\n`);
      process.exit(128 + constants.signals[signal]);
    });
  }
}

/** Prints the progress while a slow server is verified. */
async function withProgress<T>(
  verification: Verification,
  exchanges: readonly Exchange[],
  work: () => Promise<T>,
): Promise<T> {
  const total = buildProbes(planFor(verification)).length;
  const timer = setInterval(() => console.error(`… ${exchanges.length} of ${total} requests done`), SLOW_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Every check with its level and its title. */
function listChecks(): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  return checks.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(10)}  ${title}`).join("\n");
}
