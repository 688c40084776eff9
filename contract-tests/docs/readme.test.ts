import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { probesOf } from "../../src/verify/probes/probes.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import { mutants } from "../verify/mutants/mutants.js";
import { findingsOf } from "../verify/mutants/verdicts-on.js";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const README = read("README.md");

describe("the README is right about the verification:", () => {
  test("how many requests it sends", () => {
    const told = /([0-9]+) requests answer/.exec(README)?.[1];
    expect(Number(told)).toBe(probesOf({ apiKey: "an-api-key", safe: false }).length);
  });

  test("what its report says of the mutant that it shows", async () => {
    const shown = /```text\n(.*?)```/s.exec(README)?.[1] ?? "";
    const mutant = mutants.find(({ name }) => name === "answers with 2026-01-15 09:30:00Z as createdAt");
    if (mutant === undefined) throw new Error("there is no such mutant");
    const report = terminalReport(await findingsOf(mutant.provider));
    // What is long is cut in the README, at an ellipsis.
    for (const line of shown.split("\n").flatMap((each) => each.split("…"))) expect(report).toContain(line);
  });

  test("the mutants that it names", () => {
    const named = [...README.matchAll(/(?:npm run provider )?-- "([^"]+)"/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(1);
    for (const name of named) expect(mutants.map((mutant) => mutant.name)).toContain(name);
  });
});

/** An option as its documentation in the source has it. */
interface Option {
  readonly name: string;
  readonly default: string | undefined;
}

/** The options of an interface in src/client/options.ts, with their `@default`. */
function optionsOf(name: string): Option[] {
  const body =
    new RegExp(`export interface ${name} \\{(.*?)\\n\\}`, "s").exec(read("src/client/options.ts"))?.[1] ?? "";
  return [...body.matchAll(/\/\*\*(.*?)\*\/\s+(\w+)\?:/gs)].map(([, docs = "", option = ""]) => ({
    name: option,
    default: /@default (.*?)\s*(?:\*|$)/m.exec(docs)?.[1]?.trim(),
  }));
}

describe("the README's table of options", () => {
  const table = README.slice(README.indexOf("| option | default |"), README.indexOf("`hamsa.http` is"));
  const rows = [...table.matchAll(/^\| ((?:`\w+`\*?(?:, )?)+) \| (.*?) \| /gm)].flatMap(([, names = "", value = ""]) =>
    names.split(", ").map((name) => ({ name: name.replace(/[`*]/g, ""), perCall: name.endsWith("*"), value })),
  );
  const client = optionsOf("HamsaClientOptions");
  const call = optionsOf("CallOptions");

  test("has every option, and those of one call with a star", () => {
    const all = new Set([...client, ...call].map(({ name }) => name));
    expect(rows.map(({ name }) => name).sort()).toEqual([...all].sort());
    const starred = rows.filter(({ perCall }) => perCall).map(({ name }) => name);
    expect(starred.sort()).toEqual(call.map(({ name }) => name).sort());
  });

  test.for(client.filter(({ default: value }) => value !== undefined))("has the default of $name", (option) => {
    const value = rows.find(({ name }) => name === option.name)?.value ?? "";
    // `30_000` and "30 000 ms" are the same number; a name or a URL stands as it is.
    const [documented, shown] = [option.default ?? "", value].map((text) =>
      text.replace(/process\.env\.|[`"_ ]|(?:ms|bytes)$|,.*/g, ""),
    );
    expect(shown).toBe(documented);
  });
});
