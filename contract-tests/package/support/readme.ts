import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A TypeScript sample in the README. */
export interface Sample {
  readonly line: number;
  readonly code: string;
  /** A test for users to copy, or a program. */
  readonly kind: "test" | "program";
}

/** Reads every `ts` block of the README in the installed package, the page that the registry shows. */
export function readReadmeSamples(consumer: string): Sample[] {
  const text = readFileSync(join(consumer, "node_modules/hamsa-twilio/README.md"), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code = "" }) => ({
    line: text.slice(0, index).split("\n").length + 1,
    code,
    kind: code.includes('from "vitest"') ? "test" : "program",
  }));
}
