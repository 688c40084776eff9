/**
 * The text of a file: UTF-8, or UTF-16 with a byte order mark, as spreadsheets save it. Undefined if it is neither.
 * Guessing an older encoding would corrupt labels without a word.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // UTF-16 without a mark is valid UTF-8, with a NUL in every other place.
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

export const HOW_TO_SAVE_AS_UTF8 =
  'Save it as UTF-8: in Excel as "CSV UTF-8 (Comma delimited)", in other programs with the encoding UTF-8.';
