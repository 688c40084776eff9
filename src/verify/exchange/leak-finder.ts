import type { Secret } from "../probes/plan.js";
import { decodeEscapes, listSpellings, toLowerAscii } from "./spellings.js";

const MASK = "[masked]";

/** A shorter secret looks like an ordinary word, and masking it would make the report unreadable. */
export const MIN_SECRET_LENGTH = 6;

/** Where a secret appears. */
interface Leak {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A spelling of a secret, and how many consecutive characters reveal it. */
interface Trace {
  readonly name: string;
  readonly text: string;
  readonly minLength: number;
}

/** Finds and masks secrets, and long parts of them, in every spelling that a server may return. */
export class LeakFinder {
  readonly #traces: readonly Trace[];
  /** The places in traces where a leak may begin, by the characters that it begins with. */
  readonly #starts = new Map<string, { readonly trace: Trace; readonly at: number }[]>();

  readonly #known = new Map<string, string[]>();

  constructor(secrets: readonly Secret[]) {
    this.#traces = secrets
      .filter(({ value }) => value.length >= MIN_SECRET_LENGTH)
      .flatMap(({ name, value }) => listSpellings(value).map((spelling) => ({ name, ...spelling })));
    for (const trace of this.#traces) {
      for (let at = 0; at + trace.minLength <= trace.text.length; at++) {
        const start = trace.text.slice(at, at + MIN_SECRET_LENGTH);
        const places = this.#starts.get(start);
        if (places === undefined) this.#starts.set(start, [{ trace, at }]);
        else places.push({ trace, at });
      }
    }
  }

  /** The names of all secrets that appear in `text`. Remembered, because one check per secret needs them. */
  findNames(text: string): string[] {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const names = [...new Set(this.findLeaks(decodeEscapes(text)).map(({ name }) => name))];
    this.#known.set(text, names);
    return names;
  }

  /** The beginning of the text. Secrets are masked before the text is cut, because half a secret would not be found. */
  excerpt(text: string, length: number): string {
    const masked = this.mask(text);
    return masked.length > length ? `${masked.slice(0, length)}…` : masked;
  }

  /** The text with every secret masked. */
  mask(text: string): string {
    const readable = decodeEscapes(text);
    const leaks = this.findLeaks(readable).sort((one, other) => one.from - other.from);
    if (leaks.length === 0) return text;
    let masked = "";
    let end = 0;
    for (const { from, to } of leaks) {
      if (from >= end) masked += readable.slice(end, from) + MASK;
      end = Math.max(end, to);
    }
    return masked + readable.slice(end);
  }

  /** Searches the text as it is, and again without what separates its letters and digits. */
  findLeaks(text: string): Leak[] {
    const lower = toLowerAscii(text);
    const places = [...lower.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => index);
    const joined = places.map((place) => lower.charAt(place)).join("");
    const beyondSeparators = this.findRuns(joined).map(({ name, from, to }) => ({
      name,
      from: places[from] ?? 0,
      to: (places[to - 1] ?? 0) + 1,
    }));
    return [...this.findRuns(lower), ...beyondSeparators];
  }

  findRuns(text: string): Leak[] {
    const leaks: Leak[] = [];
    for (let from = 0; from + MIN_SECRET_LENGTH <= text.length; from++) {
      for (const { trace, at } of this.#starts.get(text.slice(from, from + MIN_SECRET_LENGTH)) ?? []) {
        let length = MIN_SECRET_LENGTH;
        while (at + length < trace.text.length && text[from + length] === trace.text[at + length]) length++;
        if (length >= trace.minLength) leaks.push({ name: trace.name, from, to: from + length });
      }
    }
    return leaks;
  }
}
