import { type Body, isObject } from "./json.js";

const LONGEST = 300;

/**
 * Where frameworks put the reason of a refusal (NestJS `message`, as a text or a list; FastAPI
 * `detail`, as a list of objects with `msg`; RFC 9457 `detail` and `title`), the most telling first.
 */
const PLACES = ["message", "msg", "detail", "title", "error"];

/** The reason in the server's words, masked, as the end of "answered 400"; else what kind of body came instead. */
export function reasonIn(body: Body, text: string, mask: (words: string) => string): string {
  const words = "json" in body ? wordsIn(body.json) : undefined;
  if (words !== undefined) return `: ${printable(mask(words))}`;
  if (text.trim() === "") return " with an empty body";
  if (/^\s*<(?:!doctype|html|head|body)/i.test(text))
    return " with an HTML page, as a gateway in front of the API does";
  if (!("json" in body)) return ` with a body that ${body.unreadable.message}`;
  return isObject(body.json) ? " without a message" : ` with the JSON value ${printable(mask(text.trim()))}`;
}

/** What a JSON value says for people, if anything; not deeper than any framework puts it. */
function wordsIn(value: unknown, depth = 0): string | undefined {
  if (typeof value === "string") return value.trim() || undefined;
  if (!isObject(value) || depth > 2) return undefined;
  if (Array.isArray(value)) return value.flatMap((each) => wordsIn(each, depth + 1) ?? []).join("; ") || undefined;
  return PLACES.map((place) => wordsIn(value[place], depth + 1)).find((words) => words !== undefined);
}

/** A server's words go to terminals and logs: no escape sequences, no second line, not endless. */
function printable(words: string): string {
  const oneLine = words
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  return oneLine.length > LONGEST ? `${oneLine.slice(0, LONGEST)}…` : oneLine;
}
