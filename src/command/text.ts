import fastStringWidth from "fast-string-width";

export type Color = "green" | "red" | "yellow" | "cyan" | "dim" | "bold";

/** A part of a line. `output.ts` adds the colors, if the stream shows any. */
export type Piece = string | { readonly text: string; readonly color: Color };

const paint = (color: Color) => (text: string) => ({ text, color });

export const green = paint("green");
export const red = paint("red");
export const yellow = paint("yellow");
export const cyan = paint("cyan");
export const dim = paint("dim");
export const bold = paint("bold");

/** What a terminal obeys instead of showing: CSI sequences, strings for the terminal (titles, links), and the rest. */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's commands start with one
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0080-\u009f]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]?/g;

/** Characters that are invisible: bidirectional controls, zero widths, fillers. Emoji and some scripts need three of them. */
const INVISIBLE =
  /(?!\u200c|\u200d|\ufe0f)\p{Default_Ignorable_Code_Point}|(?<=^|\p{ASCII})(?:\u200c|\u200d|\ufe0f)+/gu;

/** Most text. None of it is taken out, and each character is one column. */
const PLAIN = /^[ -~]*$/;

/** Marks piled up on one letter run over the lines above and below. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/**
 * One line of plain text. Names, numbers and messages come from servers and files: they must not move the cursor,
 * set the title, start a line, turn the direction of the text, or hide a part of it.
 */
export function neutralize(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(ESCAPES, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(INVISIBLE, "")
    .replace(PILED_MARKS, "$1");
}

/** How many columns text takes on a terminal: two for most CJK characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  return PLAIN.test(text) ? text.length : fastStringWidth(text);
}

/** The text in lines of at most a width, broken between words. */
export function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) as string;
    if (line === "") lines[lines.length - 1] = word;
    else if (displayWidth(line) + 1 + displayWidth(word) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The same for a line that begins with spaces, which every line of the result has. */
export function wrapIndented(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? "";
  return wrap(text.slice(indent.length), Math.max(20, width - indent.length)).map((line) => indent + line);
}

/** The text, filled up with spaces to a width. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

/** The beginning of the text, as much as fits into a width, with an ellipsis if anything is left out. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let [kept, used] = ["", 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += displayWidth(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
