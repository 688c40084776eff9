import { secretProperties } from "../../generated/constants.js";

const MASK = "[masked]";

/** A shorter secret is masked only where it is a whole string: inside words it would tear them apart. */
const SHORTEST_TO_SEARCH = 6;

/** Nobody nests an answer deeper, save to exhaust whoever walks it. */
const DEEPEST = 50;

/** The secrets of one request, and how to mask whatever is shown of an answer that may echo them. */
export class Secrets {
  readonly #values = new Set<string>();
  /** Built when something is first masked: most calls succeed and show nothing. */
  #masks: readonly (readonly [pattern: RegExp, mask: string])[] | undefined;

  /** Those of a request's body. */
  constructor(body?: unknown) {
    for (const secret of secretsIn(body)) this.add(secret);
  }

  add(secret: string): void {
    if (secret === "" || this.#values.has(secret)) return;
    this.#values.add(secret);
    this.#masks = undefined;
  }

  /** The text with every secret in it masked, however JSON, a URL, a header or HTML spells it. */
  mask(text: string): string {
    this.#masks ??= masksOf([...this.#values]);
    return this.#masks.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text);
  }

  /** A JSON value with every secret masked in its strings, its numbers and the names of its properties. */
  maskWithin(value: unknown, depth = 0): unknown {
    if (depth > DEEPEST) return MASK;
    if (typeof value === "string") return this.#values.has(value) ? MASK : this.mask(value);
    if (typeof value === "number") return this.mask(`"${value}"`) === `"${value}"` ? value : MASK;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => this.maskWithin(each, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [this.mask(name), this.maskWithin(each, depth + 1)]),
    );
  }
}

/** What a body carries in the properties that the description marks as secrets, at any depth. */
function secretsIn(value: unknown, depth = 0): string[] {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    if (typeof each === "object") return secretsIn(each, depth + 1);
    return secretProperties.includes(name) ? [String(each)] : [];
  });
}

/** The longest first, lest one that begins another leave its end. */
function masksOf(secrets: readonly string[]): [RegExp, string][] {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  const long = longestFirst.filter(({ length }) => length >= SHORTEST_TO_SEARCH).map(anySpellingOf);
  const short = longestFirst.filter(({ length }) => length < SHORTEST_TO_SEARCH).map(anySpellingOf);
  const masks: [RegExp, string][] = [];
  if (long.length > 0) masks.push([new RegExp(long.join("|"), "gi"), MASK]);
  if (short.length > 0) masks.push([new RegExp(`"(?:${short.join("|")})"`, "gi"), `"${MASK}"`]);
  return masks;
}

/**
 * The source of a regular expression (to be used with the flag `i`) that finds a secret in a text,
 * each of its characters plain or as JSON, JSON within JSON, a URL, a header or HTML spells it.
 */
function anySpellingOf(secret: string): string {
  return Array.from(secret, (char) => `(?:${spellingsOf(char).join("|")})`).join("");
}

/** Each level of JSON doubles the backslashes. Bounded, lest a page full of them take forever to search. */
const ESCAPED = "\\\\{1,8}";
const PERHAPS_ESCAPED = "\\\\{0,8}";

function spellingsOf(char: string): string[] {
  const code = char.codePointAt(0) ?? 0;
  const bytes = [...new TextEncoder().encode(char)];
  const units = char.split("").map((unit) => `${ESCAPED}u${hex(unit.charCodeAt(0), 4)}`);
  return [
    `${PERHAPS_ESCAPED}${char === " " ? "[ +]" : char.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`,
    ...(/[\b\f\n\r\t]/.test(char) ? [`${ESCAPED}${JSON.stringify(char).charAt(2)}`] : []),
    units.join(""),
    bytes.map((byte) => `%${hex(byte, 2)}`).join(""),
    `&(?:#0*${code}|#x0*${hex(code, 1)}${/[&<>"']/.test(char) ? "|[a-z]{2,4}" : ""});`,
    // A header's bytes are read as Latin-1. One alternative for each spelling: two would be tried in all combinations.
    ...(code > 127 ? [String.fromCharCode(...bytes)] : []),
  ];
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
