/** So many characters of a secret in a row give it away; fewer may stand in any text. */
const LEAST_IN_A_ROW = 12;

/** A secret as it may stand in an answer, in lower case, and how much of it in a row gives it away. */
export interface Spelling {
  readonly text: string;
  readonly least: number;
}

/**
 * Plain and backwards, as in JSON and in a URL, in hexadecimal, and in base64 at each of its three
 * alignments, so that it is found within `base64(AccountSid:token)` too; each also without what
 * separates letters and digits.
 */
export function spellingsOf(secret: string): Spelling[] {
  const bytes = Buffer.from(secret);
  const plain = [secret, [...secret].reverse().join(""), JSON.stringify(secret).slice(1, -1)];
  const inUrl = [encodeURIComponent(secret), new URLSearchParams({ "": secret }).toString().slice(1)];
  const all = [
    ...[...plain, ...inUrl].flatMap((text) => withoutSeparators(text, LEAST_IN_A_ROW)),
    { text: bytes.toString("hex"), least: LEAST_IN_A_ROW * 2 },
    ...[0, 1, 2].flatMap((shift) => withoutSeparators(base64(bytes, shift), (LEAST_IN_A_ROW * 4) / 3)),
  ];
  return all.map(({ text, least }) => ({ text: folded(text), least: Math.min(least, text.length) }));
}

/** The part of base64 that does not depend on the bytes before and after. */
function base64(bytes: Buffer, shift: number): string {
  const shifted = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const whole = Math.floor(((bytes.length + shift) * 4) / 3);
  return shifted.slice(shift === 0 ? 0 : shift + 1, whole);
}

/** A short secret is looked for as it is alone: without its separators it may be an ordinary word. */
function withoutSeparators(text: string, least: number): Spelling[] {
  const joined = text.replace(/[^\p{L}\p{N}]/gu, "");
  const asItIs = { text, least };
  return joined.length < LEAST_IN_A_ROW ? [asItIs] : [asItIs, { text: joined, least }];
}

/** In lower case, at the same length: what other alphabets do would move every place behind it. */
export function folded(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

/** `\u0074` and `&#116;` for a letter would hide a secret from a search. */
export function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]{1,5});/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#([0-9]{1,6});/g, (_, decimal: string) => String.fromCodePoint(Number(decimal)));
}
