const MASK = "[masked]";

/** Below this a secret can't be told from ordinary words, and masking it would tear the report apart. */
export const SHORTEST_SECRET = 6;

/** One secret that was sent, under the name by which the report may call it. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Finds and masks secrets in every spelling in which a server could give them back. */
export class LeakFinder {
  readonly #spellings: readonly { readonly name: string; readonly pattern: RegExp }[];

  constructor(readonly all: readonly Secret[]) {
    // The longest first, here too: a key may begin as a token does.
    this.#spellings = all
      .filter(({ value }) => value.length >= SHORTEST_SECRET)
      .sort((one, other) => other.value.length - one.value.length)
      .map(({ name, value }) => ({
        name,
        pattern: new RegExp(spellingsOf(value).map(escaped).join("|"), "gi"),
      }));
  }

  /** The names of the secrets that a text contains. */
  namesIn(text: string): string[] {
    const readable = unescaped(text);
    const found = this.#spellings.filter(({ pattern }) => readable.search(pattern) >= 0 || text.search(pattern) >= 0);
    return [...new Set(found.map(({ name }) => name))];
  }

  /** The text with every secret in it masked, then cut: a cut secret would not be found. */
  excerpt(text: string, length: number): string {
    const masked = this.mask(text);
    return masked.length > length ? `${masked.slice(0, length)}…` : masked;
  }

  /** The text with every secret in it masked. */
  mask(text: string): string {
    const readable = this.namesIn(text).length > 0 ? unescaped(text) : text;
    return this.#spellings.reduce((masked, { pattern }) => masked.replace(pattern, MASK), readable);
  }
}

/** Plain, as in JSON, as in a URL, in base64 (alone or after `Token `), in hexadecimal. */
function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const spellings = [
    ...[secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)],
    ...[new URLSearchParams({ "": secret }).toString().slice(1), bytes.toString("hex"), [...secret].reverse().join("")],
    ...[bytes, Buffer.from(`Token ${secret}`)].flatMap((text) => base64sOf(text)),
  ];
  // The longest first: a spelling may begin with another.
  return [...new Set(spellings)].sort((one, other) => other.length - one.length);
}

/** Without the last characters, which depend on what follows. */
function base64sOf(bytes: Buffer): string[] {
  const whole = bytes.toString("base64").replace(/=+$/, "");
  return [whole, whole.replaceAll("+", "-").replaceAll("/", "_")];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** `\u0074` and `&#116;` for a letter would hide a secret from a search. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]{1,5});/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#([0-9]{1,6});/g, (_, decimal: string) => String.fromCodePoint(Number(decimal)));
}
