import { readFileSync } from "node:fs";
import { MIN_SECRET_LENGTH } from "../../verify/exchange/leak-finder.js";
import { registration } from "../../verify/operations/description.js";
import { violatedConstraints } from "../../verify/operations/violated-constraints.js";
import { secretProperties } from "../../verify/probes/plan.js";
import { REPORT_SCHEMA } from "../../verify/reports/json.js";
import { CannotJudgeError } from "../../verify/verdicts/stop-reason.js";

// The files that the options name. An error about one of them repeats none of its values.

const { schema } = registration.request;
const FIELDS = Object.keys(schema.properties ?? {});
const EXPECTED = `Write JSON with ${FIELDS.join(", ")}, or omit --params to send the description's example.`;

/** Reads the registration in a params file. */
export function readParams(file: string, read = readText): Readonly<Record<string, unknown>> {
  const toError = (problem: string) =>
    new CannotJudgeError(`The params file ${file} ${problem}. Nothing was sent. ${EXPECTED}`);
  const params = readJson(file, read, toError) as Readonly<Record<string, unknown>>;
  const broken = violatedConstraints(params, schema);
  if (broken.length > 0) throw toError(`breaks the description: ${[...new Set(broken)].join(", ")}`);
  const unknown = Object.keys(params).filter((name) => !FIELDS.includes(name));
  if (unknown.length > 0) throw toError(`has fields that the description doesn't have: ${unknown.join(", ")}`);
  const short = secretProperties
    .map(({ name }) => name)
    .filter((name) => name in params && String(params[name]).length < MIN_SECRET_LENGTH);
  if (short.length > 0) throw toError(`has a ${short.join(", ")} too short to be masked in a report`);
  return params;
}

/** Reads the ids of the checks that failed, or gave advice, in an earlier JSON report. */
export function readBaseline(file: string, read = readText): readonly string[] {
  const toError = (problem: string) =>
    new CannotJudgeError(`The baseline ${file} ${problem}. Nothing was sent. Use a report that --json wrote.`);
  const { $schema, checks } = Object(readJson(file, read, toError)) as {
    readonly $schema?: unknown;
    readonly checks?: readonly { readonly id: string; readonly status: string }[];
  };
  if ($schema !== REPORT_SCHEMA || !Array.isArray(checks)) throw toError(`is not a report with ${REPORT_SCHEMA}`);
  return checks.filter(({ status }) => status === "failed" || status === "advice").map(({ id }) => id);
}

function readText(file: string): string {
  return readFileSync(file, "utf8");
}

function readJson(file: string, read: (file: string) => string, toError: (problem: string) => Error): unknown {
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    throw toError(`can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
  try {
    // Editors may add a byte order mark. The parser's own message would quote the file.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw toError("is not JSON");
  }
}
