import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import { syntheticParams } from "../support/params.js";
import { mutants } from "../verify/mutants/mutants.js";
import { verifyProvider } from "../verify/mutants/run-verification.js";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const README = read("README.md");
const VERIFICATION = read("src/verify/README.md");

describe("the documentation is right about the verification:", () => {
  test("how many requests it sends", () => {
    const count = /finds\s+out\s+with\s+([0-9]+)\s+requests/.exec(README)?.[1];
    expect(Number(count)).toBe(buildProbes({ apiKey: "an-api-key", safe: false }).length);
  });

  test("the report that it shows", async () => {
    const shown = /```text\n(.*?)```/s.exec(VERIFICATION)?.[1] ?? "";
    expect(shown).not.toBe("");
    const mutant = mutants.find(({ name }) => name === "responds with 2026-01-15 09:30:00Z as createdAt");
    if (mutant === undefined) throw new Error("There is no such mutant.");
    const report = terminalReport(await verifyProvider(mutant.provider));
    // The sample shortens long lines with an ellipsis.
    for (const line of shown.split("\n").flatMap((each) => each.split("…"))) expect(report).toContain(line);
  });

  test("the mutants that it names", () => {
    const named = [...VERIFICATION.matchAll(/npm run provider -- "([^"]+)"/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(1);
    for (const name of named) expect(mutants.map((mutant) => mutant.name)).toContain(name);
  });
});

test("the README shows working code before line 30, and has at most 150 lines", () => {
  const lines = README.trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(150);
  const code = lines.indexOf("```ts");
  expect(code).toBeGreaterThan(0);
  expect(code).toBeLessThan(30);
});

describe("every document", () => {
  const files = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" }).trim().split("\n");
  const documents = files.map((file) => ({ file, text: read(file) }));
  const { version } = JSON.parse(read("package.json"));

  test.for(documents)("$file has no command line that could run a stranger's package", ({ text }) => {
    const lines = text
      .split("\n")
      .filter((line) => /npx (?!--no-install |--yes --package=\.)[^`]*hamsa-twilio/.test(line));
    expect(lines).toEqual([]);
  });

  test.for(documents)("$file names the tarball of this version", ({ text }) => {
    for (const [, named] of text.matchAll(/hamsa-twilio-(\d[\w.-]*)\.tgz/g)) expect(named).toBe(version);
  });
});

test("the sample of params.json has the fields of a registration", () => {
  const [, sample = ""] = /```json\n(.*?)```/s.exec(VERIFICATION) ?? [];
  expect(Object.keys(JSON.parse(sample))).toEqual(Object.keys(syntheticParams));
});

/** An option, as documented in the source. */
interface Option {
  readonly name: string;
  readonly default: string | undefined;
}

/** The options of an interface in src/client/options.ts, with their `@default`. */
function optionsOf(name: string): Option[] {
  const body =
    new RegExp(`export interface ${name}(?: extends \\w+)? \\{(.*?)\\n\\}`, "s").exec(
      read("src/client/options.ts"),
    )?.[1] ?? "";
  return [...body.matchAll(/\/\*\*(.*?)\*\/\s+(\w+)\?:/gs)].map(([, docs = "", option = ""]) => ({
    name: option,
    default: /@default (.*?)\s*(?:\*|$)/m.exec(docs)?.[1]?.trim(),
  }));
}

describe("the README's table of options", () => {
  const table = README.slice(README.indexOf("| option | default |"), README.indexOf("## In your tests"));
  const rows = [...table.matchAll(/^\| `(\w+)` \| (.*?) \| (.*?) ?\| /gm)].map(
    ([, name = "", value = "", perCall = ""]) => ({ name, value, perCall }),
  );
  const client = optionsOf("HamsaClientOptions");
  const call = [...optionsOf("CallOptions"), ...optionsOf("EnsureOptions")];
  const namesOf = (options: readonly { name: string }[]) => options.map(({ name }) => name).sort();

  test("has every option, and which can be set per call", () => {
    expect(namesOf(rows)).toEqual([...new Set(namesOf([...client, ...call]))].sort());
    expect(namesOf(rows.filter(({ perCall }) => perCall !== ""))).toEqual(namesOf(call));
    expect(namesOf(rows.filter(({ perCall }) => perCall !== "only"))).toEqual(namesOf(client));
  });

  const own = call.filter(({ name }) => !client.some((option) => option.name === name));
  test.for([...client, ...own].filter(({ default: value }) => value !== undefined))(
    "has the default of $name",
    (option) => {
      const value = rows.find(({ name }) => name === option.name)?.value ?? "";
      // `30_000` and "30 000 ms" are the same number; names and URLs are compared as they are.
      const [documented, shown] = [option.default ?? "", value].map((text) =>
        text.replace(/process\.env\.|[`"_ ]|(?:ms|bytes)$|,.*/g, ""),
      );
      expect(shown).toBe(documented);
    },
  );
});
