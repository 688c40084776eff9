import { secretProperties } from "../../generated/constants.js";
import { isObject } from "./checks.js";

/** What appears in place of a secret. */
const MASK = "[masked]";

/** A shorter secret is masked only if it is a whole string: masked inside words, it would make text unreadable. */
const MIN_SEARCHABLE_LENGTH = 6;

/** Deeper nesting only serves to exhaust the code that walks it. */
const MAX_DEPTH = 50;

/** Objects that show only their properties. Others, such as a Map, may show more. */
const TRANSPARENT = ["[object Object]", "[object Error]", "[object DOMException]"];

/** The secrets of one request, and how to mask them in a response that may echo them. */
export interface Secrets {
  add(secret: string): void;
  /** Masks every secret in a string, even if it is encoded as in JSON, a URL, a header or HTML. */
  mask(text: string): string;
  /** Masks every secret in a JSON value: in its strings, its numbers and its property names. */
  maskWithin(value: unknown): unknown;
  /** Whether a value, such as a signal's reason, certainly holds no secret that a program could read or print. */
  isAbsentFrom(value: unknown): boolean;
}

/** @param body the request's body, whose secrets these are */
export function createSecrets(body?: unknown, ...others: readonly string[]): Secrets {
  const values = new Set<string>();
  /** Built when something is first masked: most calls succeed and mask nothing. */
  let masks: readonly (readonly [pattern: RegExp, mask: string])[] | undefined;

  function add(secret: string): void {
    if (secret === "" || values.has(secret)) return;
    values.add(secret);
    masks = undefined;
  }

  function mask(text: string): string {
    masks ??= createMasks([...values]);
    return masks.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text);
  }

  function maskWithin(value: unknown, depth = 0): unknown {
    if (depth > MAX_DEPTH) return MASK;
    if (typeof value === "string") return values.has(value) ? MASK : mask(value);
    if (typeof value === "number") return mask(`"${value}"`) === `"${value}"` ? value : MASK;
    if (!isObject(value)) return value;
    if (Array.isArray(value)) return value.map((each) => maskWithin(each, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [mask(name), maskWithin(each, depth + 1)]));
  }

  function isAbsentFrom(value: unknown, depth = 0): boolean {
    if (Object(value) !== value) return maskWithin(String(value)) === String(value);
    try {
      if (depth > 3 || !TRANSPARENT.includes(Object.prototype.toString.call(value))) return false;
      const names = [...Reflect.ownKeys(value as object), "name", "message", "stack", "cause"];
      return names.every((name) => isAbsentFrom(Reflect.get(value as object, name), depth + 1));
    } catch {
      return false;
    }
  }

  collectSecrets(body, add);
  for (const secret of others) add(secret);
  return { add, mask, maskWithin, isAbsentFrom };
}

/** Calls `add` with the values of the properties that the description marks as secrets, at any depth. */
function collectSecrets(value: unknown, add: (secret: string) => void, depth = 0): void {
  if (!isObject(value) || depth > MAX_DEPTH) return;
  for (const [name, each] of Object.entries(value)) {
    if (typeof each === "object") collectSecrets(each, add, depth + 1);
    else if (secretProperties.includes(name)) add(String(each));
  }
}

/** Longest first: a secret that is a prefix of another must not leave its tail unmasked. */
function createMasks(secrets: readonly string[]): [RegExp, string][] {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return longestFirst.map((secret) => {
    const pattern = matchSpellings(secret);
    return secret.length >= MIN_SEARCHABLE_LENGTH
      ? [new RegExp(pattern, "gi"), MASK]
      : [new RegExp(`"${pattern}"`, "gi"), `"${MASK}"`];
  });
}

/**
 * The source of a regular expression (for the flag `i`) that finds a secret in a string. Each of its
 * characters may be plain, or encoded as in JSON, JSON within JSON, a URL, a header or HTML.
 */
function matchSpellings(secret: string): string {
  return Array.from(secret, (char) => `(?:${encodingsOf(char).join("|")})`).join("");
}

/** Each level of JSON doubles the backslashes. Bounded, so that a page full of them can't take forever to search. */
const BACKSLASHES = "\\\\{1,8}";
const OPTIONAL_BACKSLASHES = "\\\\{0,8}";

function encodingsOf(char: string): string[] {
  const code = char.codePointAt(0) ?? 0;
  const bytes = [...new TextEncoder().encode(char)];
  const units = char.split("").map((unit) => `${BACKSLASHES}u${hex(unit.charCodeAt(0), 4)}`);
  const encodings = [
    `${OPTIONAL_BACKSLASHES}${char === " " ? "[ +]" : char.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`,
    units.join(""),
    bytes.map((byte) => `%${hex(byte, 2)}`).join(""),
    `&(?:#0*${code}|#x0*${hex(code, 1)}${/[&<>"']/.test(char) ? "|[a-z]{2,4}" : ""});`,
  ];
  if (/[\b\f\n\r\t]/.test(char)) encodings.push(`${BACKSLASHES}${JSON.stringify(char).charAt(2)}`);
  // A header's bytes are read as Latin-1. One alternative per encoding: two would be tried in all combinations.
  if (bytes.length > 1) encodings.push(String.fromCharCode(...bytes));
  return encodings;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
