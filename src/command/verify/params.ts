import { MIN_SECRET_LENGTH } from "../../verify/exchange/leak-finder.js";
import { registration } from "../../verify/operations/description.js";
import { violatedConstraints } from "../../verify/operations/violated-constraints.js";
import { secretProperties } from "../../verify/probes/plan.js";
import { CannotJudgeError } from "../../verify/verdicts/stop-reason.js";

const { schema } = registration.request;
const FIELDS = Object.keys(schema.properties ?? {});

/** Reads the registration in a params file. An error repeats none of its values. */
export function readParams(file: string, read: (file: string) => string): Readonly<Record<string, unknown>> {
  const problem = (what: string) =>
    new CannotJudgeError(`The params file ${file} ${what}. Nothing was sent. ${EXPECTED}`);
  const params = readJson(file, read, problem);
  const broken = violatedConstraints(params, schema);
  if (broken.length > 0) throw problem(`breaks the description: ${[...new Set(broken)].join(", ")}`);
  const unknown = Object.keys(params).filter((name) => !FIELDS.includes(name));
  if (unknown.length > 0) throw problem(`has fields that the description doesn't have: ${unknown.join(", ")}`);
  const short = secretProperties
    .map(({ name }) => name)
    .filter((name) => name in params && String(params[name]).length < MIN_SECRET_LENGTH);
  if (short.length > 0) throw problem(`has a ${short.join(", ")} too short to be masked in a report`);
  return params;
}

const EXPECTED = `Write JSON with ${FIELDS.join(", ")}, or omit --params to send the description's example.`;

function readJson(
  file: string,
  read: (file: string) => string,
  problem: (what: string) => CannotJudgeError,
): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    throw problem(`can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
  try {
    // Editors may add a byte order mark. The parser's own message would quote the file.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw problem("is not JSON");
  }
}
