import { isDeepStrictEqual } from "node:util";
import type { ProgramResult } from "./program.js";
import type { Runtime } from "./runtimes.js";

const HEADS = ["runtime", "version", "registration", "with http", "401", "redirect", "no response", "no connection"];

/** Shows the outcome of each step that went as expected. A program that failed has no results. */
export function toCells(result: ProgramResult, expected: ProgramResult): string[] {
  return Object.entries(expected).map(([step, want]) => {
    if (!isDeepStrictEqual(result[step], want)) return "**FAILED**";
    return (want as { outcome?: string }).outcome ?? "registered";
  });
}

/** Renders the table of runtimes and steps in Markdown, with the reason for each runtime that could not be run. */
export function renderTable(rows: ReadonlyMap<Runtime, readonly string[]>): string {
  const ordered = [...rows].sort(([a], [b]) => a.name.localeCompare(b.name, "en", { numeric: true }));
  const body = ordered.map(([runtime, steps]) => {
    const columns = runtime.run === undefined ? [`**not run**: ${runtime.missing}`, "", "", "", "", ""] : steps;
    return [runtime.name, runtime.version(), ...columns];
  });
  const lines = [HEADS, HEADS.map(() => "---"), ...body];
  return `\n${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}\n`;
}
