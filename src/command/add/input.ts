import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { parse } from "csv-parse/sync";
import { propertiesOfAddTwilioNumberRequest as COLUMNS } from "../../../generated/constants.js";
import type { AddTwilioNumberParams } from "../../index.js";
import { nothingSentError } from "./ending.js";
import { quoteTyped, toE164 } from "./phone-number.js";
import { readStdin } from "./read-stdin.js";

/** A number to register, with whatever else the input has about it. */
export type RequestedNumber = Partial<AddTwilioNumberParams> & Pick<AddTwilioNumberParams, "phoneNumber">;

/** One entry of the input, and where it is. */
interface Row {
  readonly where: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const SEPARATORS = [",", ";", "\t", "|"];
const MAX_PROBLEMS_SHOWN = 10;

/** The numbers of the command line. */
export function parseArguments(numbers: readonly string[], print: (line: string) => void): RequestedNumber[] {
  for (const typed of numbers) {
    const number = toE164(typed);
    if (number !== undefined && number !== typed) print(`  Number   ${typed} is ${number}`);
  }
  return checkRows(
    numbers.map((phoneNumber, index) => ({ where: `argument ${index + 1}`, fields: { phoneNumber } })),
    print,
  );
}

/** The numbers of a file, or of standard input. */
export async function readInput(
  file: string,
  signal: AbortSignal,
  print: (line: string) => void,
): Promise<RequestedNumber[]> {
  const content = await (file === "-" ? readStdin(signal) : readFile(file, "utf8")).catch((error: Error) => {
    throw nothingSentError(`${file} can't be read: ${error.message}.`);
  });
  const text = content.replace(/^\uFEFF/, "").trimEnd();
  if (text === "") throw nothingSentError(`${file} is empty.`);
  return checkRows(/^\s*[[{]/.test(text) ? parseJson(text, file) : parseCsv(text, file), print);
}

function parseJson(text: string, file: string): Row[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Only the position: the parser's message quotes the input.
    throw nothingSentError(
      `${file} is not JSON${/position [0-9]+/.exec((error as Error).message)?.[0].replace(/^/, ", at ") ?? ""}.`,
    );
  }
  if (!Array.isArray(value))
    throw nothingSentError(`${file} must contain a list of numbers, or of objects with ${COLUMNS.join(", ")}.`);
  return value.map((each, index) => ({
    where: `element ${index + 1}`,
    fields: typeof each === "string" ? { phoneNumber: each } : { ...Object(each) },
  }));
}

function parseCsv(text: string, file: string): Row[] {
  const [header = ""] = text.trimStart().split(/\r\n|\r|\n/, 1);
  const names = (separator: string) => header.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  const delimiter = SEPARATORS.find((separator) => names(separator).includes("phoneNumber"));
  if (delimiter === undefined)
    throw nothingSentError(
      `${file} has no phoneNumber column in its first line. Columns: ${COLUMNS.join(", ")} (only phoneNumber is required), separated by comma, semicolon, | or tab.`,
    );
  let records: { info: { lines: number }; record: Record<string, string> }[];
  try {
    records = parse(text, {
      columns: true,
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count_less: true,
    });
  } catch (error) {
    const { lines } = error as { lines?: number };
    throw nothingSentError(
      `${file} can't be read as CSV at line ${lines ?? "?"}: more fields than columns, or a quote that is not closed.`,
    );
  }
  return records.map(({ info, record }) => ({ where: `line ${info.lines}`, fields: record }));
}

/** Rejects the whole input if anything in it is wrong, before anything is sent, and prints which rows are repeated. */
function checkRows(rows: readonly Row[], print: (line: string) => void): RequestedNumber[] {
  const requested = new Map<string, RequestedNumber & { where: string }>();
  const problems: string[] = [];
  for (const { where, fields } of rows) {
    const { problem, number } = parseRow(fields);
    const first = number && requested.get(number.phoneNumber);
    if (number === undefined) problems.push(`${where}: ${problem}`);
    else if (first === undefined) requested.set(number.phoneNumber, { ...number, where });
    else if (isDeepStrictEqual({ ...number, where: first.where }, first))
      print(`${number.phoneNumber} is on both ${first.where} and ${where}; it will be used once.`);
    else problems.push(`${where}: ${number.phoneNumber} is also on ${first.where}, with different values`);
  }
  if (problems.length > 0) throw nothingSentError(formatProblems(problems));
  if (requested.size === 0) throw nothingSentError("The input has no numbers.");
  return [...requested.values()].map(({ where: _, ...number }) => number);
}

function parseRow(fields: Readonly<Record<string, unknown>>): { number?: RequestedNumber; problem?: string } {
  const given = Object.entries(fields).filter(
    ([name, value]) => COLUMNS.includes(name) && value !== "" && value != null,
  );
  const notString = given.find(([, value]) => typeof value !== "string");
  if (notString !== undefined) return { problem: `${notString[0]} must be a string` };
  const { phoneNumber, ...others } = Object.fromEntries(given) as Partial<AddTwilioNumberParams>;
  if (phoneNumber === undefined) return { problem: "phoneNumber is missing" };
  const number = toE164(phoneNumber);
  if (number !== undefined) return { number: { ...others, phoneNumber: number } };
  return {
    problem: `${quoteTyped(phoneNumber)} is not a phone number. Start with + and the country code, then digits only: +14155550123`,
  };
}

function formatProblems(problems: readonly string[]): string {
  const more = problems.length - MAX_PROBLEMS_SHOWN;
  return [...problems.slice(0, MAX_PROBLEMS_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join("\n  ");
}
