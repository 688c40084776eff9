import { describe, expect, test } from "vitest";
import { formatDuration } from "../../src/command/add/progress.js";
import { formatCounts, formatFailures } from "../../src/command/add/summary.js";
import type { Piece } from "../../src/command/text.js";
import { json } from "../verify/reference/messages.js";
import { referenceProvider } from "../verify/reference/provider.js";
import { createWorldWith } from "./world.js";

const toText = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
const toRejection = (number: string, reason: string) => ({
  number,
  outcome: "rejected" as const,
  why: `POST ${reason}`,
  reason,
});

describe("the summary of several numbers", () => {
  const results = [
    { number: "+14155560001", outcome: "registered" as const, id: "x" },
    toRejection("+14155560005", '409, "Number belongs to another user"'),
    toRejection("+14155560015", '409, "Number belongs to another user"'),
    { number: "+14155560003", outcome: "unknown" as const, why: "The connection broke." },
  ];
  const labels = new Map(results.map(({ number }) => [number, `Line ${Number(number.slice(-2))}`]));

  test("counts each outcome", () => {
    const expected = "  ✓ 1 registered   ✗ 2 rejected   ? 1 unknown   (1 min 12 s)";
    expect(formatCounts(results, 72, 80).map(toText)).toEqual([expected]);
    const narrow = formatCounts(results, 72, 40).map(toText);
    expect(narrow).toEqual(["  ✓ 1 registered   ✗ 2 rejected", "  ? 1 unknown   (1 min 12 s)"]);
  });

  test("names each reason once, with its numbers next to each other", () => {
    expect(formatFailures(results, labels, 80).map(toText)).toEqual([
      '  ✗ rejected: 409, "Number belongs to another user"',
      "      +1 415 556 0005  Line 5     +1 415 556 0015  Line 15",
      "  ? unknown: The connection broke.",
      "      +1 415 556 0003  Line 3",
    ]);
  });

  test("keeps the columns for labels of any script", () => {
    const wide = new Map([
      ["+14155560005", "サポート窓口"],
      ["+14155560015", "العربية"],
    ]);
    const [, row = []] = formatFailures(results.slice(1, 3), wide, 80);
    expect(toText(row)).toBe("      +1 415 556 0005  サポート窓口    +1 415 556 0015  العربية");
  });

  test("names twenty numbers of a group, and counts the others", () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      toRejection(`+1415556${String(index).padStart(4, "0")}`, "409"),
    );
    const lines = formatFailures(many, new Map(), 80).map(toText);
    expect(lines.at(-1)).toBe("      … 4980 more");
    expect(lines.length).toBeLessThan(12);
  });

  test.for([40, 60, 80, 120])("breaks long reasons between words at %i columns", (columns) => {
    const reason = "can't take voice calls, according to Twilio, and a voice agent needs a number that can";
    const lines = formatFailures([toRejection("+14155560005", reason)], labels, columns).map(toText);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.slice(0, -1).join(" ").replace(/ +/g, " ")).toContain(reason);
  });
});

test.for([
  [0.4, "0 s"],
  [59, "59 s"],
  [72, "1 min 12 s"],
  [7_500, "2 h 5 min"],
] as const)("%i seconds are %s", ([seconds, text]) => {
  expect(formatDuration(seconds)).toBe(text);
});

test("on a terminal the bar goes away, failures come last, and no line is mixed with the bar", async () => {
  const conforming = referenceProvider();
  const world = await createWorldWith(12, (request) =>
    request.method === "POST" && request.body.includes("+14155560007")
      ? json(409, { message: "Number belongs to another user" })
      : conforming(request),
  );
  const terminal = world.open(["add", "--from", "numbers.csv", "--yes", "--timeout", "1000"]);
  expect(await terminal.exited).toBe(1);
  expect(terminal.raw).toMatch(/[━─]{20} [0-9]+ of 12/);
  const shown = terminal.lines();
  expect(shown.filter((line) => /[━─]/.test(line))).toEqual([]);
  expect(shown.filter((line) => line.includes("belongs to another user"))).toHaveLength(1);
  expect(shown).toContainEqual(expect.stringMatching(/^ {2}✓ 11 registered {3}✗ 1 rejected {3}\(/));
});

test.for([
  [{ NO_COLOR: "1" }, false],
  [{ TERM: "dumb" }, false],
  [{}, true],
] as const)("with %j the terminal has colors: %s", async ([environment, hasColors]) => {
  const world = await createWorldWith(2);
  const terminal = world.open(["add", "--from", "numbers.csv", "--yes"], environment);
  expect(await terminal.exited).toBe(0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own language begins with one
  expect(/\u001b\[32m/.test(terminal.raw)).toBe(hasColors);
});

test("FORCE_COLOR colors a pipe", async () => {
  const world = await createWorldWith(2);
  const { stdout } = await world.run(["add", "--from", "numbers.csv", "--yes"], { env: { FORCE_COLOR: "1" } });
  expect(stdout).toContain("\u001b[32m✓");
});
