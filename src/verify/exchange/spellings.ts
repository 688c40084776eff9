/** This many consecutive characters reveal a secret; fewer may appear in any text. */
const MIN_RUN = 12;

/** A secret as a response may spell it, in lower case, and how many consecutive characters reveal it. */
export interface Spelling {
  readonly text: string;
  readonly minLength: number;
}

/**
 * Plain and backwards, as in JSON and in a URL, in hexadecimal, and in base64 at each of its three
 * alignments, so that it is also found within `base64(AccountSid:token)`. Each spelling comes with and
 * without what separates letters and digits.
 */
export function listSpellings(secret: string): Spelling[] {
  const bytes = Buffer.from(secret);
  const plain = [secret, [...secret].reverse().join(""), JSON.stringify(secret).slice(1, -1)];
  const inUrl = [encodeURIComponent(secret), new URLSearchParams({ "": secret }).toString().slice(1)];
  const all = [
    ...[...plain, ...inUrl].flatMap((text) => addWithoutSeparators(text, MIN_RUN)),
    { text: bytes.toString("hex"), minLength: MIN_RUN * 2 },
    ...[0, 1, 2].flatMap((shift) => addWithoutSeparators(base64(bytes, shift), (MIN_RUN * 4) / 3)),
  ];
  return all.map(({ text, minLength }) => ({ text: toLowerAscii(text), minLength: Math.min(minLength, text.length) }));
}

/** The part of the base64 that does not depend on the bytes before and after the secret. */
function base64(bytes: Buffer, shift: number): string {
  const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
  // Four characters have three bytes.
  const [from, to] = [Math.ceil((shift * 4) / 3), Math.floor((shifted.length * 4) / 3)];
  return shifted.toString("base64").slice(from, to);
}

/** A short secret is searched only as it is: without its separators it may be an ordinary word. */
function addWithoutSeparators(text: string, minLength: number): Spelling[] {
  const joined = text.replace(/[^\p{L}\p{N}]/gu, "");
  const asItIs = { text, minLength };
  return joined.length < MIN_RUN ? [asItIs] : [asItIs, { text: joined, minLength }];
}

/** In lower case. Only ASCII letters change, so the text keeps its length and its places. */
export function toLowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (capital) => capital.toLowerCase());
}

/** Decodes `\u0074` and `&#116;`, which would hide a secret from a search. */
export function decodeEscapes(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]{1,5});/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#([0-9]{1,6});/g, (_, decimal: string) => String.fromCodePoint(Number(decimal)));
}
