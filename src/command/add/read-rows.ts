import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { decodeText, HOW_TO_SAVE_AS_UTF8 } from "../decode-text.js";
import { COLUMNS, findColumnProblems } from "./columns.js";
import { nothingSentError } from "./ending.js";
import { readStdin } from "./read-stdin.js";

/** One entry of the input, and where it is. */
export interface Row {
  readonly where: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const SEPARATORS = [",", ";", "\t", "|"];

/** Reads the rows of a CSV or JSON file, or of standard input. */
export async function readRows(file: string, signal: AbortSignal): Promise<Row[]> {
  const name = file === "-" ? "Standard input" : file;
  const bytes = await (file === "-" ? readStdin(signal) : readFile(file)).catch((error: NodeJS.ErrnoException) => {
    if (signal.aborted) throw error;
    throw nothingSentError(`${name} can't be read (${error.code}).`);
  });
  const text = decodeText(bytes);
  if (text === undefined) throw nothingSentError(`${name} is not UTF-8. ${HOW_TO_SAVE_AS_UTF8}`);
  if (text.trim() === "") throw nothingSentError(`${name} is empty.`);
  return /^\s*[[{]/.test(text) ? parseJson(text, name) : parseCsv(text, name);
}

function parseJson(text: string, file: string): Row[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Only the position: the parser's message quotes the input.
    const position = /position [0-9]+/.exec((error as Error).message)?.[0];
    throw nothingSentError(`${file} is not JSON${position === undefined ? "" : `, at ${position}`}.`);
  }
  if (!Array.isArray(value))
    throw nothingSentError(`${file} must contain a list of numbers, or of objects with ${COLUMNS.join(", ")}.`);
  return value.map((element, index) => {
    const where = `element ${index + 1}`;
    const fields = typeof element === "string" ? { phoneNumber: element } : { ...Object(element) };
    rejectColumns(Object.keys(fields), `${file}, ${where}`);
    return { where, fields };
  });
}

function parseCsv(text: string, file: string): Row[] {
  const [declaration] = /^\s*"?sep=(.)"?\r?\n/i.exec(text) ?? [];
  const delimiter = /sep=(.)/i.exec(declaration ?? "")?.[1] ?? findDelimiter(text);
  const [header, ...rows] = parseRecords(text.slice(declaration?.length ?? 0), delimiter, file);
  const lineOffset = declaration?.split("\n").slice(1).length ?? 0;
  const names = header?.record ?? [];
  rejectColumns(names, file);
  if (!names.includes("phoneNumber"))
    throw nothingSentError(
      `${file} has no phoneNumber column in its first line. Columns: ${COLUMNS.join(", ")} (only phoneNumber is required), separated by comma, semicolon, | or tab.`,
    );
  return rows
    .filter(({ record }) => record.some((cell) => cell !== ""))
    .map(({ record, info }) => {
      const where = `line ${info.lines + lineOffset}`;
      // Spreadsheets end rows with empty cells. Anything else beyond the last column means that a comma is not quoted.
      if (record.slice(names.length).some((cell) => cell !== ""))
        throw nothingSentError(
          `${file} has more fields than columns on ${where}. Quote a value that contains a comma.`,
        );
      return { where, fields: Object.fromEntries(names.map((name, index) => [name, record[index] ?? ""])) };
    });
}

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: string[];
}

function parseRecords(text: string, delimiter: string, file: string): CsvRecord[] {
  try {
    const options = { delimiter, info: true, skip_empty_lines: true, trim: true, relax_column_count: true } as const;
    return parse(text, options) as unknown as CsvRecord[];
  } catch (error) {
    const { lines } = error as { lines?: number };
    throw nothingSentError(
      `${file} can't be read as CSV at line ${lines ?? "?"}. A quote is not closed, or misplaced.`,
    );
  }
}

/** The separator that finds most of our columns in the first line. */
function findDelimiter(text: string): string {
  const [header = ""] = text.trimStart().split(/\r\n|\r|\n/, 1);
  const count = (separator: string) => {
    const names = header.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
    return names.filter((name) => COLUMNS.includes(name)).length + names.length / 1_000;
  };
  return SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

function rejectColumns(names: readonly string[], where: string): void {
  const problems = findColumnProblems(names);
  if (problems.length > 0)
    throw nothingSentError(`${where}: ${problems.join("\n  ")}${problems.at(-1)?.endsWith("?") ? "" : "."}`);
}
