import { isDeepStrictEqual } from "node:util";
import { validateAddTwilioNumberRequest } from "../../../generated/validators.js";
import type { AddTwilioNumberParams } from "../../index.js";
import { addSecret, printLine } from "../output.js";
import { COLUMNS } from "./columns.js";
import { nothingSentError } from "./ending.js";
import { quoteTyped, toE164 } from "./phone-number.js";
import type { Row } from "./read-rows.js";

/** A number to register, with whatever else the input has about it. */
export type RequestedNumber = Partial<AddTwilioNumberParams> & Pick<AddTwilioNumberParams, "phoneNumber">;

const MAX_PROBLEMS_SHOWN = 10;

/** The numbers of the command line. */
export function parseArguments(numbers: readonly string[]): RequestedNumber[] {
  const requested = checkRows(
    numbers.map((phoneNumber, index) => ({ where: `argument ${index + 1}`, fields: { phoneNumber } })),
  );
  for (const typed of numbers) {
    const parsed = toE164(typed);
    if ("phoneNumber" in parsed && parsed.phoneNumber !== typed)
      printLine(`  Number   ${typed} is ${parsed.phoneNumber}`);
  }
  return requested;
}

/** The numbers of a file, or of standard input. */
export async function readInput(file: string, signal: AbortSignal): Promise<RequestedNumber[]> {
  // A run with a number on its command line needs no parser for CSV.
  const { readRows } = await import("./read-rows.js");
  return checkRows(await readRows(file, signal));
}

/** Rejects the whole input if anything in it is wrong, before anything is sent, and prints which rows are repeated. */
function checkRows(rows: readonly Row[]): RequestedNumber[] {
  const requested = new Map<string, RequestedNumber & { where: string }>();
  const problems: string[] = [];
  for (const { where, fields } of rows) {
    const parsed = parseRow(fields);
    if ("problem" in parsed) {
      problems.push(`${where}: ${parsed.problem}`);
      continue;
    }
    const first = requested.get(parsed.phoneNumber);
    if (first === undefined) requested.set(parsed.phoneNumber, { ...parsed, where });
    else if (isDeepStrictEqual({ ...parsed, where: first.where }, first))
      printLine(`  ${parsed.phoneNumber} is on both ${first.where} and ${where}; it will be used once.`);
    else problems.push(`${where}: ${parsed.phoneNumber} is also on ${first.where}, with different values`);
  }
  if (problems.length > 0) throw nothingSentError(formatProblems(problems));
  if (requested.size === 0) throw nothingSentError("The input has no numbers.");
  return [...requested.values()].map(({ where: _, ...number }) => number);
}

function parseRow(fields: Readonly<Record<string, unknown>>): RequestedNumber | { problem: string } {
  const given = Object.entries(fields).filter(
    ([name, value]) => COLUMNS.includes(name) && value !== "" && value != null,
  );
  const notString = given.find(([, value]) => typeof value !== "string");
  if (notString !== undefined) return { problem: `${notString[0]} must be a string` };
  const { phoneNumber: typed, ...others } = Object.fromEntries(given) as Partial<AddTwilioNumberParams>;
  if (others.twilioAuthToken !== undefined) addSecret(others.twilioAuthToken);
  if (typed === undefined) return { problem: "phoneNumber is missing" };
  const parsed = toE164(typed);
  if ("problem" in parsed) return { problem: `${quoteTyped(typed)} ${parsed.problem}` };
  const [violation] = validateAddTwilioNumberRequest(others).filter(({ field }) => field.slice(1) in others);
  return violation === undefined
    ? { ...others, ...parsed }
    : { problem: `${violation.field.slice(1)} ${violation.message}` };
}

function formatProblems(problems: readonly string[]): string {
  const more = problems.length - MAX_PROBLEMS_SHOWN;
  const lines = [...problems.slice(0, MAX_PROBLEMS_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])];
  return lines.map((line) => `${line}.`).join("\n  ");
}
