import { secretProperties } from "../../generated/constants.js";
import { anySpellingOf } from "./spellings.js";

const MASK = "[masked]";

/** A shorter secret is masked only where it is a whole string: inside words it would tear them apart. */
const SHORTEST_TO_SEARCH = 6;

/** Nobody nests an answer deeper, save to exhaust whoever walks it. */
const DEEPEST = 50;

/** The secrets of one call, and how to mask whatever is shown of an answer that may echo them. */
export class Secrets {
  readonly #values = new Set<string>();
  /** Built when something is first masked: most calls succeed and show nothing. */
  #masks: readonly (readonly [pattern: RegExp, mask: string])[] | undefined;

  constructor(secrets: readonly string[] = []) {
    for (const secret of secrets) this.add(secret);
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

/** What a request carries in the properties that the description marks as secrets, at any depth. */
export function secretsIn(value: unknown, depth = 0): string[] {
  const found: string[] = [];
  if (typeof value !== "object" || value === null || depth > DEEPEST) return found;
  for (const [name, each] of Object.entries(value)) {
    if (typeof each === "object") found.push(...secretsIn(each, depth + 1));
    else if (secretProperties.includes(name)) found.push(String(each));
  }
  return found;
}
