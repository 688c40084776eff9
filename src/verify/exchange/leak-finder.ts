import type { Secret } from "../probes/plan.js";
import { folded, spellingsOf, unescaped } from "./spellings.js";

const MASK = "[masked]";

/** Below this a secret can't be told from ordinary words, and masking it would tear the report apart. */
export const SHORTEST_SECRET = 6;

/** Where in a text a secret stands. */
interface Leak {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A spelling of a secret, and how many characters of it in a row give it away. */
interface Trace {
  readonly name: string;
  readonly text: string;
  readonly least: number;
}

/** Finds and masks secrets and long parts of them, in every spelling in which a server could give them back. */
export class LeakFinder {
  readonly #traces: readonly Trace[];
  /** By their first characters, the places in traces at which a leak may begin. */
  readonly #starts = new Map<string, { readonly trace: Trace; readonly at: number }[]>();

  readonly #known = new Map<string, string[]>();

  constructor(secrets: readonly Secret[]) {
    this.#traces = secrets
      .filter(({ value }) => value.length >= SHORTEST_SECRET)
      .flatMap(({ name, value }) => spellingsOf(value).map((spelling) => ({ name, ...spelling })));
    for (const trace of this.#traces) {
      for (let at = 0; at + trace.least <= trace.text.length; at++) {
        const start = trace.text.slice(at, at + SHORTEST_SECRET);
        const places = this.#starts.get(start);
        if (places === undefined) this.#starts.set(start, [{ trace, at }]);
        else places.push({ trace, at });
      }
    }
  }

  /** The names of the secrets that a text contains. Remembered: one check a secret asks of each text. */
  namesIn(text: string): string[] {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const names = [...new Set(this.#leaksIn(unescaped(text)).map(({ name }) => name))];
    this.#known.set(text, names);
    return names;
  }

  /** The text with every secret in it masked, then cut: a cut secret would not be found. */
  excerpt(text: string, length: number): string {
    const masked = this.mask(text);
    return masked.length > length ? `${masked.slice(0, length)}…` : masked;
  }

  /** The text with every secret in it masked. */
  mask(text: string): string {
    const readable = unescaped(text);
    const leaks = this.#leaksIn(readable).sort((one, other) => one.from - other.from);
    if (leaks.length === 0) return text;
    let masked = "";
    let end = 0;
    for (const { from, to } of leaks) {
      if (from >= end) masked += readable.slice(end, from) + MASK;
      end = Math.max(end, to);
    }
    return masked + readable.slice(end);
  }

  /** Looks once at the text as it is, and once past what separates letters and digits. */
  #leaksIn(text: string): Leak[] {
    const lower = folded(text);
    const places = [...lower.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => index);
    const joined = places.map((place) => lower.charAt(place)).join("");
    const beyondSeparators = this.#runsIn(joined).map(({ name, from, to }) => ({
      name,
      from: places[from] ?? 0,
      to: (places[to - 1] ?? 0) + 1,
    }));
    return [...this.#runsIn(lower), ...beyondSeparators];
  }

  #runsIn(text: string): Leak[] {
    const leaks: Leak[] = [];
    for (let from = 0; from + SHORTEST_SECRET <= text.length; from++) {
      for (const { trace, at } of this.#starts.get(text.slice(from, from + SHORTEST_SECRET)) ?? []) {
        let length = SHORTEST_SECRET;
        while (at + length < trace.text.length && text[from + length] === trace.text[at + length]) length++;
        if (length >= trace.least) leaks.push({ name: trace.name, from, to: from + length });
      }
    }
    return leaks;
  }
}
