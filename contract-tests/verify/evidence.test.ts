import { describe, expect, test } from "vitest";
import type { Place } from "../../src/verify/exchange/json-lines.js";
import { LeakFinder } from "../../src/verify/exchange/leak-finder.js";
import { listing } from "../../src/verify/operations/description.js";
import { subjectOf } from "../../src/verify/operations/operations.js";
import { excerptBody, formatBody } from "../../src/verify/reports/evidence.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import { manyFaults } from "./many-faults.js";
import { changeReply, rewriteJson, whenPlain } from "./mutants/mutant.js";
import { verifyProvider } from "./mutants/run-verification.js";
import { plainExchange } from "./reference/plain-exchanges.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const plan = { apiKey: REFERENCE_KEY, safe: false };
const leaks = new LeakFinder([{ name: "api-key", value: REFERENCE_KEY }]);

/** The lines of a body as a report shows them, the marked ones with an arrow. */
const show = (body: string, place?: Place) =>
  formatBody(body, leaks, place).map(({ text, isMarked }) => `${isMarked ? "> " : ""}${text}`);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("a body", () => {
  const body = JSON.stringify({ data: [{ id: 1 }, { id: 2, key: REFERENCE_KEY }] });
  const lines = [
    "{",
    '  "data": [',
    "    {",
    '      "id": 1',
    "    },",
    "    {",
    '      "id": 2,',
    '      "key": "[masked]"',
    "    }",
    "  ]",
    "}",
  ];
  const markLines = (...indexes: number[]) =>
    lines.map((line, index) => `${indexes.includes(index) ? "> " : ""}${line}`);

  test.for<readonly [string, string, Place | undefined, readonly string[]]>([
    ["of JSON is indented, with secrets masked", body, undefined, lines],
    ["of JSON has empty values on one line", '{"a":[],"b":{}}', undefined, ["{", '  "a": [],', '  "b": {}', "}"]],
    ["is marked where a value begins", body, ["data", 1, "id"], markLines(6)],
    ["is marked where an object begins", body, ["data", 1], markLines(5)],
    ["is marked at its first line for the whole of it", body, [], markLines(0)],
    ["is not marked at a place that it doesn't have", body, ["data", 2, "id"], lines],
    ["of text keeps its lines", `one\n\n${REFERENCE_KEY}\n`, ["one"], ["one", "", "[masked]", ""]],
    ["that is a JSON string is text", '"a"', [], ['"a"']],
    ["that is null is text", "null", [], ["null"]],
    ["that is empty has one empty line", "", [], [""]],
    ["of 40 lines is shown", numbers(40).join("\n"), undefined, numbers(40).map(String)],
    ["of more is cut after 28", numbers(41).join("\n"), undefined, [...numbers(28).map(String), "…"]],
  ])("%s", ([, text, place, shown]) => {
    expect(show(text, place)).toEqual(shown);
  });

  test.for<readonly [string, number, readonly string[]]>([
    ["at its beginning", 5, [...from(0, 4), "> 5,", ...from(6, 26), "…"]],
    ["close to what is shown anyway", 32, [...from(0, 31), "> 32,", ...from(33, 38), "…"]],
    ["next to what is shown anyway", 33, [...from(0, 32), "> 33,", ...from(34, 39), "…"]],
    ["after one line that is left out", 34, [...from(0, 26), "…", ...from(28, 33), "> 34,", ...from(35, 40), "…"]],
    ["in its middle", 50, [...from(0, 26), "…", ...from(44, 49), "> 50,", ...from(51, 56), "…"]],
    ["at its end", 99, [...from(0, 26), "…", ...from(93, 98), "> 99", "]"]],
  ])("that is long is shown by its beginning and around the marked line %s", ([, index, shown]) => {
    const list = JSON.stringify(Array.from({ length: 100 }, (_, item) => item));
    expect(show(list, [index]).map((line) => line.replace(/^(> )? {2}/, "$1"))).toEqual(shown);
  });
});

/** The lines of the list's items, with the line before the first. */
function from(first: number, last: number): string[] {
  const items = Array.from({ length: last - first + 1 }, (_, index) => `${first + index},`);
  return first === 0 ? ["[", ...items] : items;
}

describe("an excerpt is", () => {
  const long = { data: [{ id: 1 }, { id: "x".repeat(700), key: REFERENCE_KEY }] };
  const body = JSON.stringify({ data: [{ id: 1 }, { id: 2, key: REFERENCE_KEY }] });

  test.for<readonly [string, string, Place | undefined, string]>([
    ["the object at fault", body, ["data", 1, "id"], 'data[1]: {"id":2,"key":"[masked]"}'],
    ["the object at fault in a list", '[{"a":{"b":1}}]', [0, "a", "b"], '[0].a: {"b":1}'],
    ["the list at fault", body, ["data", 0], 'data: [{"id":1},{"id":2,"key":"[masked]"}]'],
    ["the whole body without a place", body, undefined, '{"data":[{"id":1},{"id":2,"key":"[masked]"}]}'],
    ["the whole body if a part of it is at fault", body, ["data"], '{"data":[{"id":1},{"id":2,"key":"[masked]"}]}'],
    ["the whole body if it doesn't have the place", '{"data":null}', ["data", 0, "id"], '{"data":null}'],
    ["the whole body if the place is in a string", '{"data":"a"}', ["data", 0], '{"data":"a"}'],
    ["the whole body if that is a list, and the place in null", "[null]", [0, "id"], "[null]"],
    ["a body that is not JSON", "No.", ["data", "id"], "No."],
    ["600 characters of an object", JSON.stringify(long), ["data", 1, "id"], `data[1]: {"id":"${"x".repeat(593)}…`],
    ["600 characters of a body", "y".repeat(601), undefined, `${"y".repeat(600)}…`],
  ])("%s", ([, text, place, excerpt]) => {
    const reply = { status: 200, headers: {}, body: text };
    expect(excerptBody(plainExchange(plan, "addTwilioNumber", reply), leaks, place)).toBe(excerpt);
  });

  test("empty without a response", () => {
    const exchange = plainExchange(plan, "addTwilioNumber", { reason: "broken off", detail: "ECONNRESET" });
    expect(excerptBody(exchange, leaks)).toBe("");
  });
});

describe("the report of a list", () => {
  test("names the item at fault, and its value", async () => {
    const report = terminalReport(await verifyProvider(manyFaults()));
    expect(report).toContain('data[1].createdAt is "yesterday"; format is "date-time"');
    expect(report).toMatch(/^ +data\[1\]: \{"id":/m);
  });

  test("that is long has one excerpt, not the list", async () => {
    const long = changeReply(
      "",
      whenPlain(subjectOf(listing)),
      rewriteJson((value) => {
        const [first] = Object(value).data;
        const data = Array.from({ length: 300 }, (_, index) => ({ ...first, label: index === 299 ? 7 : "x" }));
        return { ...Object(value), data };
      }),
      [],
    ).provider;
    const report = terminalReport(await verifyProvider(long));
    expect(report).toContain("data[299].label is 7");
    expect(report.length).toBeLessThan(20_000);
  });
});
