import { SHORTEST_SECRET } from "../../verify/exchange/leak-finder.js";
import { at, registration, type Schema } from "../../verify/operations/description.js";
import { violatedConstraints } from "../../verify/operations/violated-constraints.js";
import { secretProperties } from "../../verify/probes/plan.js";
import { CannotJudge } from "../../verify/verdicts/cannot-judge.js";

const { schemaPointer } = registration.request;
const FIELDS = Object.keys((at(schemaPointer) as Schema).properties ?? {});

/** The registration that a params file asks for; an error about it repeats none of its values. */
export function paramsFrom(file: string, read: (file: string) => string): Readonly<Record<string, unknown>> {
  const problem = (what: string) => new CannotJudge(`The params file ${file} ${what}. Nothing was sent. ${WANTED}`);
  const params = parsed(file, read, problem);
  const broken = violatedConstraints(params, schemaPointer);
  if (broken.length > 0) throw problem(`breaks the description: ${[...new Set(broken)].join(", ")}`);
  const unknown = Object.keys(params).filter((name) => !FIELDS.includes(name));
  if (unknown.length > 0) throw problem(`has fields that the description does not have: ${unknown.join(", ")}`);
  const short = secretProperties
    .map(({ name }) => name)
    .filter((name) => name in params && String(params[name]).length < SHORTEST_SECRET);
  if (short.length > 0) throw problem(`has a ${short.join(", ")} too short to be kept out of a report`);
  return params;
}

const WANTED = `Write JSON with ${FIELDS.join(", ")}, or omit --params to send the description's synthetic example.`;

function parsed(
  file: string,
  read: (file: string) => string,
  problem: (what: string) => CannotJudge,
): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    throw problem(`can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
  try {
    // A byte order mark is what editors leave; the parser's own message would quote the file.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw problem("is not JSON");
  }
}
