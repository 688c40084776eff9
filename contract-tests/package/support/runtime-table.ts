import { isDeepStrictEqual } from "node:util";
import type { ProgramResult } from "./program.js";
import type { Runtime } from "./runtimes.js";

const HEADS = ["runtime", "version", "registration", "401", "redirect", "no answer", "no connection"];

/** A step that came to what was expected shows its outcome; a program that broke down has no results. */
export function cells(result: ProgramResult, expected: ProgramResult): string[] {
  return Object.entries(expected).map(([step, want]) => {
    if (!isDeepStrictEqual(result[step], want)) return "**FAILED**";
    return (want as { outcome?: string }).outcome ?? "registered";
  });
}

/** The table of runtimes and steps in Markdown; whatever could not be run says so, and why. */
export function tableOf(rows: ReadonlyMap<Runtime, readonly string[]>): string {
  const ordered = [...rows].sort(([a], [b]) => a.name.localeCompare(b.name, "en", { numeric: true }));
  const body = ordered.map(([runtime, steps]) => {
    const told = runtime.run === undefined ? [`**not run**: ${runtime.missing}`, "", "", "", ""] : steps;
    return [runtime.name, runtime.version(), ...told];
  });
  const lines = [HEADS, HEADS.map(() => "---"), ...body];
  return `\n${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}\n`;
}
