import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { parse } from "csv-parse/sync";
import { propertiesOfAddTwilioNumberRequest as COLUMNS } from "../../../generated/constants.js";
import type { AddTwilioNumberParams } from "../../index.js";
import { nothingSent } from "./ending.js";
import { e164, quoted } from "./phone-number.js";
import { readStdin } from "./read-stdin.js";

/** A number that is to be registered, with what the input says of it. */
export type Wanted = Partial<AddTwilioNumberParams> & Pick<AddTwilioNumberParams, "phoneNumber">;

/** Something of the input, and where it stands. */
interface Row {
  readonly where: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const SEPARATORS = [",", ";", "\t", "|"];
const MOST_TOLD = 10;

/** The numbers of the command line. */
export function wantedOf(numbers: readonly string[], tell: (line: string) => void): Wanted[] {
  for (const typed of numbers) {
    const number = e164(typed);
    if (number !== undefined && number !== typed) tell(`  Number   ${typed} is ${number}`);
  }
  return checked(
    numbers.map((phoneNumber, index) => ({ where: `argument ${index + 1}`, fields: { phoneNumber } })),
    tell,
  );
}

/** The numbers of a file, or of standard input. */
export async function wantedIn(file: string, signal: AbortSignal, tell: (line: string) => void): Promise<Wanted[]> {
  const content = await (file === "-" ? readStdin(signal) : readFile(file, "utf8")).catch((error: Error) => {
    throw nothingSent(`${file} can't be read: ${error.message}.`);
  });
  const text = content.replace(/^\uFEFF/, "").trimEnd();
  if (text === "") throw nothingSent(`${file} is empty.`);
  return checked(/^\s*[[{]/.test(text) ? rowsOfJson(text, file) : rowsOfCsv(text, file), tell);
}

function rowsOfJson(text: string, file: string): Row[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The parser quotes what it stumbles over.
    throw nothingSent(
      `${file} is not JSON${/position [0-9]+/.exec((error as Error).message)?.[0].replace(/^/, ", at ") ?? ""}.`,
    );
  }
  if (!Array.isArray(value))
    throw nothingSent(`${file} must hold a list: of numbers, or of objects with ${COLUMNS.join(", ")}.`);
  return value.map((each, index) => ({
    where: `element ${index + 1}`,
    fields: typeof each === "string" ? { phoneNumber: each } : { ...Object(each) },
  }));
}

function rowsOfCsv(text: string, file: string): Row[] {
  const [header = ""] = text.trimStart().split(/\r\n|\r|\n/, 1);
  const names = (separator: string) => header.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  const delimiter = SEPARATORS.find((separator) => names(separator).includes("phoneNumber"));
  if (delimiter === undefined)
    throw nothingSent(
      `${file} has no column phoneNumber in its first line. The columns are ${COLUMNS.join(", ")}; all but phoneNumber may be missing, and , ; | or a tab may stand between them.`,
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
    throw nothingSent(
      `${file} can't be read as CSV at line ${lines ?? "?"}: more fields than columns, or a quote that is not closed.`,
    );
  }
  return records.map(({ info, record }) => ({ where: `line ${info.lines}`, fields: record }));
}

/** Refuses the whole input if anything in it is wrong, before anything is sent, and tells of what stands there twice. */
function checked(rows: readonly Row[], tell: (line: string) => void): Wanted[] {
  const wanted = new Map<string, Wanted & { where: string }>();
  const problems: string[] = [];
  for (const { where, fields } of rows) {
    const { problem, number } = wantedFrom(fields);
    const first = number && wanted.get(number.phoneNumber);
    if (number === undefined) problems.push(`${where}: ${problem}`);
    else if (first === undefined) wanted.set(number.phoneNumber, { ...number, where });
    else if (isDeepStrictEqual({ ...number, where: first.where }, first))
      tell(`${number.phoneNumber} stands on ${first.where} and on ${where}: it is taken once.`);
    else problems.push(`${where}: ${number.phoneNumber} stands on ${first.where}, too, with something else beside it`);
  }
  if (problems.length > 0) throw nothingSent(listed(problems));
  if (wanted.size === 0) throw nothingSent("The input has no number in it.");
  return [...wanted.values()].map(({ where: _, ...number }) => number);
}

function wantedFrom(fields: Readonly<Record<string, unknown>>): { number?: Wanted; problem?: string } {
  const given = Object.entries(fields).filter(
    ([name, value]) => COLUMNS.includes(name) && value !== "" && value != null,
  );
  const odd = given.find(([, value]) => typeof value !== "string");
  if (odd !== undefined) return { problem: `${odd[0]} must be a text` };
  const { phoneNumber, ...others } = Object.fromEntries(given) as Partial<AddTwilioNumberParams>;
  if (phoneNumber === undefined) return { problem: "phoneNumber is missing" };
  const number = e164(phoneNumber);
  if (number !== undefined) return { number: { ...others, phoneNumber: number } };
  return {
    problem: `${quoted(phoneNumber)} is no phone number: + and the country code first, then digits, such as +14155550123`,
  };
}

function listed(problems: readonly string[]): string {
  const more = problems.length - MOST_TOLD;
  return [...problems.slice(0, MOST_TOLD), ...(more > 0 ? [`and ${more} more`] : [])].join("\n  ");
}
