import type { Exchange } from "../exchange/exchange.js";
import { githubAnnotations } from "../report/github.js";
import { jsonReport } from "../report/json.js";
import { junitReport } from "../report/junit.js";
import { terminalReport } from "../report/terminal.js";
import { checkWritable, writeReport } from "../report/write-report.js";
import { type Findings, verify } from "../verdicts/verify.js";
import type { Options } from "./options.js";

/** The reports that are files, by the option that names the file. */
const FILES = { json: jsonReport, junit: junitReport } as const satisfies Record<
  string,
  (findings: Findings) => string
>;

/** Verifies a target and writes every report that is asked for. Resolves with the exit code; `CannotJudge` is 2. */
export async function verifyCommand(
  { verification, files }: Options,
  print: (text: string) => void,
  exchanges: Exchange[] = [],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<0 | 1> {
  for (const file of Object.values(files)) await checkWritable(file);
  const findings = await verify(verification, exchanges);
  print(terminalReport(findings));
  if (environment.GITHUB_ACTIONS === "true") print(githubAnnotations(findings));
  for (const [name, file] of Object.entries(files)) {
    await writeReport(file, FILES[name as keyof typeof FILES](findings));
  }
  return findings.judged.some(({ fails }) => fails) ? 1 : 0;
}
