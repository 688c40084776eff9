import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";

/** The reference as `npm run docs` builds it. */
export interface BuiltReference {
  readonly directory: string;
  /** One of its files. */
  read(file: string): Promise<string>;
}

/** Builds the reference, or waits for another file that does. */
export async function buildReference(): Promise<BuiltReference> {
  const response = await fetch(inject("referenceUrl"));
  const text = await response.text();
  if (!response.ok) throw new Error(`npm run docs failed:\n${text}`);
  return { directory: text, read: (file) => readFile(join(text, file), "utf8") };
}
