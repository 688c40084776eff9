import { decodeBody, type Exchange, parseJson } from "../exchange/exchange.js";
import { formatJson, formatPlace, type Place } from "../exchange/json-lines.js";
import type { LeakFinder } from "../exchange/leak-finder.js";
import { valueAt } from "../operations/paths.js";

/** A line of a body as reports show it. */
export interface BodyLine {
  readonly text: string;
  /** Whether it is where the check failed. */
  readonly isMarked: boolean;
}

const MAX_LINES = 40;
const LINES_AROUND = 6;

/** A body as lines, JSON indented, secrets masked. Of a long one, the beginning and what is around the place. */
export function formatBody(body: string, leaks: LeakFinder, place?: Place): BodyLine[] {
  const text = leaks.mask(body);
  const json = parseJson(text);
  const isStructured = typeof json === "object" && json !== null;
  const lines = isStructured
    ? formatJson(json).map((line) => ({ text: line.text, isMarked: place !== undefined && isSame(line.place, place) }))
    : text.split("\n").map((line) => ({ text: line, isMarked: false }));
  if (lines.length <= MAX_LINES) return lines;
  const marked = lines.findIndex(({ isMarked }) => isMarked);
  // If no line is marked, the lines around -1 are among the first.
  const isShown = (index: number) => index < MAX_LINES - LINES_AROUND * 2 || Math.abs(index - marked) <= LINES_AROUND;
  return lines.flatMap((line, index) => {
    if (isShown(index)) return [line];
    return isShown(index - 1) ? [{ text: "…", isMarked: false }] : [];
  });
}

function isSame(one: Place, other: Place): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

const MAX_BODY_LENGTH = 600;

/** The part of a response's body that a check failed on, on one line: the object at fault, or the whole body. */
export function excerptBody({ response }: Exchange, leaks: LeakFinder, place: Place = []): string {
  if (response === undefined) return "";
  const body = decodeBody(response);
  const holder = place.slice(0, -1);
  const value = holder.length === 0 ? undefined : valueAt(parseJson(body), holder.map(String));
  if (typeof value !== "object" || value === null) return leaks.excerpt(body, MAX_BODY_LENGTH);
  return `${formatPlace(holder)}: ${leaks.excerpt(JSON.stringify(value), MAX_BODY_LENGTH)}`;
}
