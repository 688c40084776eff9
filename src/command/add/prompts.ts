import confirm from "@inquirer/confirm";
import input from "@inquirer/input";
import password from "@inquirer/password";
import { makeSafe } from "../output.js";

const plain = (words: string) => words;

/** Two spaces before each question, as before each line; no colors. */
const THEME = {
  prefix: " ",
  style: { message: plain, answer: plain, defaultAnswer: (choice: string) => `[${choice}]` },
};

/** Questions go to standard error: standard output is for results. */
export const promptContext = (signal: AbortSignal) => ({ output: process.stderr, signal });

/** Enter alone means yes. */
export function askYes(question: string, signal: AbortSignal): Promise<boolean> {
  return confirm({ message: makeSafe(question), default: true, theme: THEME }, promptContext(signal));
}

/** Enter alone means no, for what is hard to undo. */
export function askNo(question: string, signal: AbortSignal): Promise<boolean> {
  return confirm({ message: makeSafe(question), default: false, theme: THEME }, promptContext(signal));
}

export async function askText(question: string, signal: AbortSignal): Promise<string> {
  return (await input({ message: question, theme: THEME }, promptContext(signal))).trim();
}

/** The typed characters are not shown. */
export async function askSecret(question: string, signal: AbortSignal): Promise<string> {
  return (await password({ message: question, mask: false, theme: THEME }, promptContext(signal))).trim();
}
